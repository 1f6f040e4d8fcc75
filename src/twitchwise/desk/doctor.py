"""The doctor's page gathered from a diary."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

import numpy as np
from numpy.typing import NDArray

from twitchwise.body import Site
from twitchwise.charts.week_bars import WeekBar
from twitchwise.clock import utc_now
from twitchwise.desk.answering import kept_answers
from twitchwise.desk.how_soon import how_soon
from twitchwise.desk.kept_triggers import kept_search
from twitchwise.desk.strength_standing import standing_if_any
from twitchwise.diary.codec import entry_to_json
from twitchwise.diary.daily import DaySpan, ExposureName, exposure_by_day, exposures_named, noticed_by_day
from twitchwise.diary.model import (
    DayAnswer,
    Diary,
    Entry,
    ExposureKind,
    Questionnaire,
    RecordingMeasured,
    TwitchesNoticed,
)
from twitchwise.diary.once import once_a_diary
from twitchwise.errors import InputError
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import Rank, red_flags
from twitchwise.intake.model import Answers, Medicine, NoticedSite
from twitchwise.report.doctor_features import HISTORY_WORDS
from twitchwise.report.doctor_model import (
    Associations,
    DayShown,
    DoctorPage,
    DoctorSection,
    FlagReply,
    MarkedFrame,
    QuietSpell,
    Remedy,
    SiteDays,
    ToldWeakness,
    Usual,
)
from twitchwise.triggers.verdict import Verdict
from twitchwise.urgency.level import Urgency
from twitchwise.worry.questions import SetName

__all__ = ["DoctorWishes", "gather_doctor_page"]

_WEAKNESS = (Feature.WEAKNESS_FELT, Feature.ONE_SIDED, Feature.WEAK_LEGS, Feature.TIRES_WITH_USE)
_HURRIES = frozenset({Urgency.NOW, Urgency.DAYS, Urgency.WEEKS})
_NOTHING_BESIDE = "nothing that may set it off was written down beside the twitching."


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorWishes:
    """What the person wants on this page.

    Parameters
    ----------
    name, born : printed on the page only, never kept.
    question : of the visit; empty for the one of the intake.
    left_out : parts to leave out.
    with_gad7 : show GAD-7; it stays off unless asked for.
    with_days : a second page with the strip of days.
    first, last : the period; None for the whole diary.
    """

    name: str = ""
    born: int | None = None
    question: str = ""
    left_out: frozenset[DoctorSection] = frozenset()
    with_gad7: bool = False
    with_days: bool = False
    first: date | None = None
    last: date | None = None


def gather_doctor_page(
    diary: Diary, wishes: DoctorWishes, *, today: date | None = None, frame: MarkedFrame | None = None
) -> DoctorPage:
    """Everything the diary has for the page.

    Parameters
    ----------
    diary : entries of any kind, none at all too.
    wishes : what to show.
    today : the person's day; None for the present one.
    frame : of a measured clip.

    Raises
    ------
    InputError
        The period ends before it begins.
    """
    today = today or diary.rule.today(utc_now())
    span = _period(diary, wishes, today)
    kept = kept_answers(diary, today)
    answers = kept.answers
    noticed = noticed_by_day(diary, None, span)
    answered = np.isfinite(noticed)
    recordings = [each for each in diary.of(RecordingMeasured) if diary.rule.day_of(each.when) in span]
    return DoctorPage(
        first_day=span.first,
        last_day=span.first + timedelta(days=span.n_days - 1),
        n_answered=int(answered.sum()),
        n_possible=span.n_days,
        written_by=_written_by(diary.entries),
        data_sha256=_hash(diary),
        name=wishes.name,
        born=wishes.born,
        age_years=answers.age_years,
        sex=answers.sex,
        question=wishes.question or answers.question,
        flags=tuple(
            FlagReply(
                feature=feature,
                # An old denial is still what was said on its day, and the day stands beside it.
                reply=Reply.NO if feature in kept.lapsed else answers.reply(feature),
                answered_on=kept.answered_on.get(feature),
            )
            for rank in (Rank.NOW, Rank.DAYS)
            for feature in red_flags(rank)
        ),
        weakness=_weakness(answers),
        history=tuple(feature for feature in HISTORY_WORDS if answers.reply(feature) is Reply.YES),
        told=_told(diary, today),
        without=frozenset(item for item, reply in answers.without_value.items() if reply is Reply.NO),
        began=answers.first_began() or _first_noticed(diary),
        course=answers.twitch_course,
        sites=_sites(diary, span, answers.sites),
        weeks=_weeks(noticed, span),
        quiet=_longest_quiet(noticed, span),
        recordings=tuple(sorted(recordings, key=lambda each: each.when.local, reverse=True)),
        standing=standing_if_any(diary, today),
        associations=None if DoctorSection.ASSOCIATIONS in wishes.left_out else _associations(diary, today),
        remedies=_remedies(diary, span, answers.medicines),
        usual=_usual(diary, span, answers),
        labs=answers.labs,
        examinations=answers.examinations,
        gad7=_gad7(diary, span) if wishes.with_gad7 else (),
        left_out=wishes.left_out,
        days=_days(noticed, span) if wishes.with_days else (),
        frame=frame,
    )


def _weakness(answers: Answers) -> ToldWeakness | None:
    replies = ((feature, answers.reply(feature)) for feature in _WEAKNESS)
    traits = tuple(
        FlagReply(feature=feature, reply=reply) for feature, reply in replies if reply in {Reply.YES, Reply.NOT_SURE}
    )
    if not traits and answers.weakness_since is None and answers.weakness_course is None:
        return None
    return ToldWeakness(since=answers.weakness_since, course=answers.weakness_course, traits=traits)


def _told(diary: Diary, today: date) -> str:
    judged = how_soon(diary, today)
    return judged.headline if judged.level in _HURRIES else ""


def _period(diary: Diary, wishes: DoctorWishes, today: date) -> DaySpan:
    days = [answer.day for answer in diary.of(DayAnswer)]
    days += [diary.rule.day_of(each.when) for each in (*diary.of(TwitchesNoticed), *diary.of(RecordingMeasured))]
    past = [day for day in days if day <= today]
    first = wishes.first or min(past, default=today)
    last = wishes.last or max(past, default=today)
    if last < first:
        raise InputError(
            what="the last day lies before the first", where=f"{first} to {last}", remedy="give other days"
        )
    return DaySpan(first=first, n_days=(last - first).days + 1)


def _written_by(entries: Iterable[Entry]) -> tuple[str, ...]:
    programs = {entry.origin.program if entry.origin is not None else "" for entry in entries}
    by_hand = ("by hand",) if "" in programs else ()
    return (*by_hand, *(f"from {program}" for program in sorted(programs - {""})))


@once_a_diary()
def _hash(diary: Diary) -> str:
    total = hashlib.sha256()
    for entry in diary.entries:
        total.update(entry_to_json(entry).encode())
        total.update(b"\n")
    return total.hexdigest()


def _first_noticed(diary: Diary) -> date | None:
    return min((diary.rule.day_of(each.when) for each in diary.of(TwitchesNoticed)), default=None)


def _sites(diary: Diary, span: DaySpan, named: Sequence[NoticedSite]) -> tuple[SiteDays, ...]:
    """Every site that was noticed or named, the most frequent first."""
    noticed = [each for each in diary.of(TwitchesNoticed) if diary.rule.day_of(each.when) in span]
    told = {each.site: each for each in named}
    found = [
        _site_days(diary, site, span, told.get(site)) for site in {each.site for each in noticed} | set(told) if site
    ]
    nowhere = [each for each in noticed if each.site is None]
    if nowhere:
        days = {diary.rule.day_of(each.when) for each in nowhere}
        answered = int(np.isfinite(noticed_by_day(diary, None, span)).sum())
        found.append(SiteDays(site=None, n_days=len(days), n_answered=answered, first_noticed=min(days)))
    return tuple(sorted(found, key=lambda each: (-each.n_days, "" if each.site is None else each.site.id)))


def _site_days(diary: Diary, site: Site, span: DaySpan, told: NoticedSite | None) -> SiteDays:
    counts = noticed_by_day(diary, site, span)
    first = min((diary.rule.day_of(each.when) for each in diary.of(TwitchesNoticed) if each.site == site), default=None)
    if told is not None and told.first_noticed is not None and (first is None or told.first_noticed.date() < first):
        return SiteDays(
            site=site,
            n_days=int((counts > 0).sum()),
            n_answered=int(np.isfinite(counts).sum()),
            first_noticed=told.first_noticed.date(),
            precision=told.precision,
        )
    return SiteDays(
        site=site, n_days=int((counts > 0).sum()), n_answered=int(np.isfinite(counts).sum()), first_noticed=first
    )


def _weeks(noticed: NDArray[np.float64], span: DaySpan) -> tuple[WeekBar, ...]:
    """Whole weeks counted back from the last day, so that the last bar is never a part of one."""
    starts = range((span.n_days % 7) - 7 if span.n_days % 7 else 0, span.n_days, 7)
    weeks = []
    for start in starts:
        days = noticed[max(start, 0) : start + 7]
        weeks.append(
            WeekBar(
                first_day=span.first + timedelta(days=max(start, 0)),
                n_answered=int(np.isfinite(days).sum()),
                n_with=int((days > 0).sum()),
            )
        )
    return tuple(weeks) if any(week.n_answered for week in weeks) else ()


def _longest_quiet(noticed: NDArray[np.float64], span: DaySpan) -> QuietSpell | None:
    best: QuietSpell | None = None
    begin: int | None = None
    for row in range(span.n_days + 1):
        is_quiet = row < span.n_days and noticed[row] == 0
        if is_quiet and begin is None:
            begin = row
        if not is_quiet and begin is not None:
            spell = QuietSpell(
                first_day=span.first + timedelta(days=begin), last_day=span.first + timedelta(days=row - 1)
            )
            best = spell if best is None or spell.n_days > best.n_days else best
            begin = None
    return best


def _associations(diary: Diary, today: date) -> Associations | None:
    """From the search that was kept: a new one would take seconds to minutes."""
    kept = kept_search(diary, today)
    if kept is None:
        return None
    judged = kept.judged.triggers
    if not judged:
        return Associations(too_early=kept.reason or _NOTHING_BESIDE)
    likely = [each for each in judged if each.verdict is Verdict.LIKELY]
    return Associations(
        likely=tuple(sorted(likely, key=lambda each: -(each.probability or 0.0))),
        n_answered=kept.n_answered,
        first_day=kept.first_day,
        last_day=kept.last_day,
    )


def _remedies(diary: Diary, span: DaySpan, told: Sequence[Medicine]) -> tuple[Remedy, ...]:
    """What the intake names first, then what only the diary names, with the days it stood there."""
    kinds = (ExposureKind.MEDICINE, ExposureKind.SUPPLEMENT)
    written = {
        name.name.casefold(): (name.name, int((exposure_by_day(diary, name, span) > 0).sum()))
        for name in exposures_named(diary)
        if name.kind in kinds and name.name
    }
    named = [
        Remedy(
            name=each.name,
            started=each.started,
            changed=each.changed,
            stopped=each.stopped,
            n_days=written.pop(each.name.casefold(), ("", 0))[1],
        )
        for each in told
    ]
    return (*named, *(Remedy(name=name, n_days=n) for name, n in written.values() if n))


def _usual(diary: Diary, span: DaySpan, answers: Answers) -> tuple[Usual, ...]:
    stated = {ExposureKind.CAFFEINE: answers.caffeine_mg, ExposureKind.ALCOHOL: answers.alcohol_g}
    found = []
    for kind, told in stated.items():
        values = exposure_by_day(diary, ExposureName(kind=kind), span)
        known = values[np.isfinite(values)]
        if known.size:
            found.append(Usual(what=kind.value, amount=median(known.tolist()), unit=kind.unit, n_days=known.size))
        elif told is not None:
            found.append(Usual(what=kind.value, amount=told, unit=kind.unit, n_days=0))
    return tuple(found)


def _gad7(diary: Diary, span: DaySpan) -> tuple[Questionnaire, ...]:
    asked = [each for each in diary.of(Questionnaire) if each.name == SetName.GAD7]
    found = [each for each in asked if diary.rule.day_of(each.when) in span]
    return tuple(sorted(found, key=lambda each: each.when.local, reverse=True))


def _days(noticed: NDArray[np.float64], span: DaySpan) -> tuple[DayShown, ...]:
    return tuple(
        DayShown(day=span.first + timedelta(days=row), count=None if np.isnan(count) else float(count))
        for row, count in enumerate(noticed)
    )
