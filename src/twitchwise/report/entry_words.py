"""One line for each kind of entry."""

from collections.abc import Sequence

from twitchwise.diary.model import (
    DayAnswer,
    Entry,
    Exposure,
    ExposureKind,
    Finding,
    Investigation,
    LearnedExercise,
    Note,
    Questionnaire,
    RecordingMeasured,
    StrengthSeries,
    Suspicion,
    TestResult,
    TrialPlan,
    TwitchesNoticed,
    Workout,
)
from twitchwise.intake.feature import Feature, Reply
from twitchwise.report.figures import say_count, say_number
from twitchwise.worry.questions import SetName, question_set

__all__ = ["say_entries", "say_entry"]

_MOST_EXERCISES = 4


def say_entries(entries: Sequence[Entry]) -> tuple[str, ...]:
    """A line an entry; what was answered with no among the questions is counted in one line."""
    denied = [each for each in entries if _is_denial(each)]
    lines = [say_entry(each) for each in entries if len(denied) == 1 or not _is_denial(each)]
    return (*lines, f"the questions: {len(denied)} times no") if len(denied) > 1 else tuple(lines)


def say_entry(entry: Entry) -> str:  # noqa: PLR0911, PLR0912 - one line a kind
    """What an entry says, in a few words, with its time where that is known."""
    match entry:
        case TwitchesNoticed():
            return _timed(entry, _noticed(entry))
        case Exposure():
            return _exposure(entry)
        case Workout():
            return _timed(entry, _workout(entry))
        case RecordingMeasured():
            where = "a recording" if entry.site is None else f"a recording of {entry.site.name}"
            found = say_count(entry.n_twitches, "twitch")
            return _timed(entry, f"{where}: {found} in {say_number(entry.analysed_min)} min")
        case TestResult():
            return _timed(entry, f"{entry.test}, {entry.side}: {say_number(entry.score)} {entry.unit}")
        case Questionnaire():
            return _timed(entry, _questionnaire(entry))
        case Finding():
            return _finding(entry)
        case Note():
            return _timed(entry, entry.text)
        case Suspicion():
            return f"you suspect {entry.exposure}"
        case Investigation():
            return f"a search for triggers, {entry.first_day} to {entry.stopped_on or entry.last_day}"
        case StrengthSeries():
            return f"weekly strength tests, {entry.first_day} to {entry.stopped_on or entry.last_day}"
        case TrialPlan():
            return f"a self-trial of {entry.exposure}, {len(entry.blocks)} blocks"
        case LearnedExercise():
            return f'"{entry.exercise}" is for {", ".join(muscle.name for muscle in entry.primary)}'
        case DayAnswer():
            return f"{entry.day}: {entry.answer.value.replace('-', ' ')}"
    return entry.entry_id


_FEATURES = frozenset(Feature)
_ITEM = "intake/"
_SEARCHES = {"triggers/found": "a search for triggers was made", "trial/found": "a self-trial was looked at"}


def _is_denial(entry: Entry) -> bool:
    return isinstance(entry, Finding) and entry.name in _FEATURES and entry.answer == Reply.NO


def _finding(entry: Finding) -> str:
    if entry.name in _FEATURES:
        from twitchwise.intake.feature_words import feature_words

        return f"{feature_words(Feature(entry.name)).text}: {entry.answer.replace('-', ' ')}"
    if entry.name.startswith(_ITEM):
        name = entry.name.removeprefix(_ITEM).replace("_", " ")
        shown = f"{entry.answer.count('{')} given" if entry.answer.startswith("[") else entry.answer.strip('"')
        return f"{name}: {shown}"
    if entry.name in _SEARCHES:
        return _SEARCHES[entry.name]
    return f"{entry.name}: {entry.answer}"


_COUNTED = ("doses", "steps", "times")


def _timed(entry: Entry, text: str) -> str:
    return text if entry.when.is_date_only else f"{entry.when.local:%H:%M} {text}"


def _noticed(entry: TwitchesNoticed) -> str:
    where = "somewhere" if entry.site is None else entry.site.name
    least = "at least " if entry.is_at_least else ""
    number = "" if entry.count is None else f": {least}{entry.count}"
    return f"twitching, {where}{number}{', after reading about it' if entry.had_just_read else ''}"


def _questionnaire(entry: Questionnaire) -> str:
    known = question_set(SetName(entry.name)) if entry.name in set(SetName) else None
    name = entry.name if known is None else known.title
    if entry.score is None:
        return name if known is None else f"{name}: questions left open"
    return f"{name}: {say_number(entry.score)}{'' if known is None else f' of {known.most}'}"


def _exposure(entry: Exposure) -> str:
    what = entry.name or entry.kind.value.replace("-", " ")
    if entry.kind in {ExposureKind.MEDICINE, ExposureKind.SUPPLEMENT} and entry.name:
        what = f"{entry.kind.value} {entry.name}"
    if entry.site is not None:
        what = f"{what}, {entry.site.name}"
    if entry.amount is None:
        return what
    unit = "of 10" if entry.kind.unit == "0-10" else entry.kind.unit
    if entry.amount == 1 and unit in _COUNTED:
        unit = unit.removesuffix("s")
    return f"{what} {entry.amount:g} {unit}".rstrip()


def _workout(entry: Workout) -> str:
    names = list(dict.fromkeys(each.exercise for each in entry.sets)) + [each.sport for each in entry.activities]
    shown = ", ".join(names[:_MOST_EXERCISES])
    more = f" and {len(names) - _MOST_EXERCISES} more" if len(names) > _MOST_EXERCISES else ""
    return f"{entry.title or 'workout'}: {shown}{more}" if names else entry.title or "workout"
