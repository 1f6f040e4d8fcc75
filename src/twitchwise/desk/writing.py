"""Writing in the diary: the evening's answers, one thing at a time, and what the person explains."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from twitchwise.body import Muscle, Site
from twitchwise.clock import parse_instant, utc_now
from twitchwise.desk.kindness import refuse_start
from twitchwise.diary.investigation import current_investigation, last_day_of, next_investigation
from twitchwise.diary.model import (
    Answer,
    DayAnswer,
    Entry,
    Exposure,
    ExposureKind,
    Investigation,
    LearnedExercise,
    Note,
    RecordingMeasured,
    Suspicion,
    TwitchesNoticed,
)
from twitchwise.diary.moment import DayRule, Moment, on_date, zone_named
from twitchwise.errors import InputError
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.store.diary_store import DiaryStore
from twitchwise.store.together import kept_together
from twitchwise.twitches.model import Certainty, Measurement
from twitchwise.worry.guard_rails import Act

__all__ = [
    "DoneThing",
    "NoticedThing",
    "keep_entry",
    "keep_measurement",
    "learn_exercise",
    "measured_entry",
    "new_id",
    "now_by_the_clock",
    "recorded_at",
    "start_investigation",
    "stop_investigation",
    "suspect",
    "write_day",
]

_EARLIEST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticedThing:
    """Twitching noticed: where (None for somewhere), how often (None for not counted), and whether after reading."""

    site: Site | None = None
    count: int | None = None
    had_just_read: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneThing:
    """One exposure of the day: which, how much in the unit of its kind, and which medicine or other thing."""

    kind: ExposureKind
    amount: float | None = None
    name: str = ""
    site: Site | None = None


def new_id() -> str:
    """A name for an entry that was typed here."""
    return uuid.uuid4().hex


def now_by_the_clock(rule: DayRule) -> Moment:
    """The present moment where the person lives; by this computer's clock when that is not known."""
    return _by_the_clock(utc_now(), rule)


def write_day(
    store: DiaryStore,
    *,
    day: date | None = None,
    noticed: Sequence[NoticedThing] = (),
    nothing_noticed: bool = False,
    done: Sequence[DoneThing] = (),
    note: str = "",
) -> tuple[Entry, ...]:
    """Writes what the person says of a day, all of it or nothing.

    Parameters
    ----------
    store : the diary.
    day : the person's day; None for today.
    noticed : twitching; the day then counts as answered.
    nothing_noticed : the question was answered with "none".
    done : exposures.
    note : free words.

    Raises
    ------
    InputError
        The day lies in the future, or "nothing" is said beside twitching.
    """
    rule = store.load().rule
    today = rule.today(utc_now())
    if day is not None and not _EARLIEST <= day <= today:
        raise InputError(
            what="this day has not come yet" if day > today else "this day is too long ago",
            where=day.isoformat(),
            remedy=f"today is {today.isoformat()}",
        )
    if noticed and nothing_noticed:
        raise InputError(
            what='"nothing noticed" and twitching exclude each other', where="the day", remedy="say one of the two"
        )
    when = now_by_the_clock(rule) if day in {None, today} else on_date(day or today, rule.zone)
    entries: list[Entry] = []
    if noticed or nothing_noticed:
        answer = Answer.NOTHING_NOTICED if nothing_noticed else Answer.NOTICED
        entries.append(DayAnswer(entry_id=new_id(), when=when, day=day or today, answer=answer))
    entries += [
        TwitchesNoticed(
            entry_id=new_id(), when=when, site=each.site, count=each.count, had_just_read=each.had_just_read
        )
        for each in noticed
    ]
    entries += [
        Exposure(
            entry_id=new_id(),
            when=when,
            kind=each.kind,
            amount=each.amount,
            name=each.name,
            site=each.site,
            is_day_total=each.amount is not None,
        )
        for each in done
    ]
    if note:
        entries.append(Note(entry_id=new_id(), when=when, text=note))
    store.add(entries)
    return tuple(entries)


def keep_measurement(store: DiaryStore, measurement: Measurement, *, is_planned: bool = False) -> bool:
    """Keeps what a recording said; False when the same recording of the same site is there already.

    Parameters
    ----------
    store : the diary.
    measurement : with the time of the recording where the file has it, else now.
    is_planned : recorded at a time fixed beforehand.
    """
    return keep_entry(store, measured_entry(measurement, store.load().rule, is_planned=is_planned))


def measured_entry(
    measurement: Measurement, rule: DayRule | None = None, *, is_planned: bool = False
) -> RecordingMeasured:
    """What the diary keeps of a measurement, not kept yet.

    Parameters
    ----------
    measurement : with the time of the recording where the file has it, else now.
    rule : of the diary, for the clock.
    is_planned : recorded at a time fixed beforehand.
    """
    groups = measurement.groups
    return RecordingMeasured(
        entry_id=new_id(),
        when=recorded_at(measurement, rule),
        site=measurement.options.site,
        recording_kind=measurement.recording.kind.value,
        sha256=measurement.recording.sha256,
        n_twitches=sum(each.certainty is Certainty.CLEAR for each in measurement.twitches),
        analysed_min=measurement.analysed_s / 60,
        rate_per_min=_if_measured(measurement.strict),
        is_planned=is_planned,
        smallest_detectable=_if_measured(measurement.smallest_detectable),
        n_groups=len(groups) or None,
        groups_are=groups[0].kind.value if groups else "",
        n_doublets=measurement.n_doublets if groups else None,
        isolated=_if_measured(measurement.isolated),
        continual=_if_measured(measurement.continual),
    )


@kept_together
def keep_entry(store: DiaryStore, entry: RecordingMeasured) -> bool:
    """Keeps what a recording said; False when the same recording of the same site is there already."""
    kept = store.load().of(RecordingMeasured)
    if any((each.sha256, each.site) == (entry.sha256, entry.site) for each in kept):
        return False
    store.add([entry])
    return True


def _if_measured(found: Estimate | NotMeasurable) -> Estimate | None:
    return found if isinstance(found, Estimate) else None


def learn_exercise(
    store: DiaryStore, exercise: str, primary: Sequence[Muscle], secondary: Sequence[Muscle] = ()
) -> None:
    """Remembers which muscles an exercise is for."""
    store.add(
        [
            LearnedExercise(
                entry_id=new_id(),
                when=now_by_the_clock(store.load().rule),
                exercise=exercise,
                primary=tuple(primary),
                secondary=tuple(secondary),
            )
        ]
    )


def suspect(store: DiaryStore, exposure: str, site: Site | None = None) -> None:
    """Writes down what the person thinks sets it off; it never enters the inference."""
    when = now_by_the_clock(store.load().rule)
    store.add([Suspicion(entry_id=new_id(), when=when, exposure=exposure, site=site)])


@kept_together
def start_investigation(store: DiaryStore) -> Investigation:
    """Begins an investigation of twelve weeks, or renews one that has ended.

    Raises
    ------
    InputError
        One is running, the pause after a renewed one is not over, the GAD-7 is high and no clinician agreed, or a
        break runs.
    """
    diary = store.load()
    today = diary.rule.today(utc_now())
    found = next_investigation(diary, today, entry_id=new_id())
    if isinstance(found, NotMeasurable):
        raise InputError(what=found.reason, where="investigation", remedy="the diary itself stays as it is")
    refuse_start(diary, Act.START_INVESTIGATION, today, where="investigation")
    store.add([found])
    return found


@kept_together
def stop_investigation(store: DiaryStore) -> Investigation:
    """Ends the running investigation today.

    Raises
    ------
    InputError
        None is running.
    """
    diary = store.load()
    today = diary.rule.today(utc_now())
    running = current_investigation(diary, today)
    if running is None or running.stopped_on is not None:
        raise InputError(what="none is running", where="investigation", remedy="there is nothing to stop")
    stopped = replace(running, stopped_on=min(today, last_day_of(running)))
    store.change(stopped)
    return stopped


def recorded_at(measurement: Measurement, rule: DayRule | None = None) -> Moment:
    """When a recording was made, by the clock of where the person lives; now when its file does not say."""
    started_at = measurement.recording.started_at_utc
    return _by_the_clock(utc_now() if started_at is None else parse_instant(started_at), rule or DayRule())


def _by_the_clock(instant: datetime, rule: DayRule) -> Moment:
    if rule.zone is not None:
        return Moment(local=instant.astimezone(zone_named(rule.zone)).replace(tzinfo=None), zone=rule.zone)
    here = instant.astimezone()
    offset = f"{here:%z}"
    return Moment(local=here.replace(tzinfo=None, fold=0), zone=f"{offset[:3]}:{offset[3:5]}")
