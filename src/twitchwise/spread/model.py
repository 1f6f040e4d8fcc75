"""First times, and what they say together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from twitchwise.body import Region, Site
from twitchwise.evidence.model import Sentence
from twitchwise.intake.model import Precision

__all__ = [
    "FirstNoticed",
    "Known",
    "Pace",
    "PaceSpan",
    "RedFlagsAnswered",
    "Spread",
    "end_of",
    "span_of",
    "start_of",
]


class Known(StrEnum):
    """Where a first time comes from."""

    LOGGED = "logged"  # written down at the time, in the diary
    RECALLED = "recalled"  # told later, from memory
    BY_THEN = "by-then"  # in the diary from its beginning, so it may well have been there before
    UNKNOWN = "unknown"


class Pace(StrEnum):
    """How twitching came to the places it was noticed in."""

    NO_PLACE = "no-place"
    ONE_PLACE = "one-place"
    WITHIN_DAYS = "within-days"
    WEEKS_TO_MONTHS = "weeks-to-months"
    LONGER = "longer"
    WANDERING = "wandering"
    NOT_CLEAR = "not-clear"


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlagsAnswered:
    """How the questions on red flags stand; nothing is said about the pace before they are answered.

    Parameters
    ----------
    n_open : questions on red flags that were not answered, "not sure" included.
    has_any : one of the answers names a sign that a doctor has to look at within days or at once.
    """

    n_open: int
    has_any: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstNoticed:
    """A place and the first time twitching was noticed there.

    Parameters
    ----------
    site : where.
    at : by the clock on the wall; None when nobody knows. For `Known.BY_THEN` the first time it was written down.
    precision : how well it is known; a day is midnight, a month its first day, a year its first day.
    had_just_read : the person had just searched for or read about twitching; None when that was not said.
    known : where the time comes from.
    """

    site: Site
    at: datetime | None
    precision: Precision
    had_just_read: bool | None
    known: Known

    @property
    def is_dated(self) -> bool:
        """True when the first time is known, however roughly."""
        return self.at is not None and self.known in {Known.LOGGED, Known.RECALLED}

    @property
    def ends(self) -> datetime | None:
        """The moment before which it must have been noticed, from the precision."""
        return None if self.at is None else end_of(self.at, self.precision)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceSpan:
    """The time from the first place to the last one, as far as the precision of the times tells.

    Parameters
    ----------
    shortest, longest : both are possible.
    """

    shortest: timedelta
    longest: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How twitching came over the body, and what may be said about that.

    Parameters
    ----------
    places : by first time; those without one at the end.
    pace : how it came.
    span : from the first of it to the last place; None when too little is known of that.
    regions : parts of the body that the places belong to, from head to foot.
    statement : what the pace says about the weakness of ALS, and about nothing else; None while it is withheld.
    withheld : why there is no statement; None when there is one.
    cautions : what always stands after it, in this order.
    """

    places: tuple[FirstNoticed, ...]
    pace: Pace
    span: PaceSpan | None
    regions: tuple[Region, ...]
    statement: Sentence | None
    withheld: Sentence | None
    cautions: tuple[Sentence, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Everything to say, in order."""
        first = self.statement or self.withheld
        return (*(() if first is None else (first,)), *self.cautions)

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of the facts behind it, for `cite`."""
        return tuple(dict.fromkeys(fact for each in self.sentences for fact in each.facts))

    @property
    def n_after_reading(self) -> int:
        """Places first noticed right after searching or reading."""
        return sum(place.had_just_read is True for place in self.places)


def start_of(at: datetime, precision: Precision) -> datetime:
    """The beginning of the minute, day, month or year that holds `at`, by the clock on the wall."""
    at = at.replace(second=0, microsecond=0, tzinfo=None, fold=0)
    match precision:
        case Precision.MINUTE:
            return at
        case Precision.DAY:
            return at.replace(hour=0, minute=0)
        case Precision.MONTH:
            return at.replace(day=1, hour=0, minute=0)
        case Precision.YEAR:
            return at.replace(month=1, day=1, hour=0, minute=0)


def end_of(at: datetime, precision: Precision) -> datetime:
    """The end of the minute, day, month or year that begins at `at`."""
    match precision:
        case Precision.MINUTE:
            return at + timedelta(minutes=1)
        case Precision.DAY:
            return at + timedelta(days=1)
        case Precision.MONTH:
            return (at.replace(day=1) + timedelta(days=32)).replace(day=1)
        case Precision.YEAR:
            return at.replace(year=at.year + 1, month=1, day=1)


def span_of(places: Sequence[FirstNoticed], *, since: date | None = None, until: date | None = None) -> PaceSpan | None:
    """The time from the first of all twitching to the last place.

    Parameters
    ----------
    places : those without a first time count when `since` is known: they came after it, and not after they were told.
    since : the day on which twitching began; None when that was not said.
    until : the day of telling.

    Returns
    -------
    None when fewer than two places have a time, however rough.
    """
    windows = [window for place in places if (window := _window(place, since, until)) is not None]
    if len(windows) < 2:
        return None
    starts, ends = [window.start for window in windows], [window.end for window in windows]
    longest_from, first_ends = min(starts), min(ends)
    if since is not None and datetime.combine(since, time(0)) < longest_from:  # a beginning before every place
        longest_from = datetime.combine(since, time(0))
        first_ends = min(first_ends, end_of(longest_from, _precision_of(since)))
    return PaceSpan(
        shortest=max(max(starts) - first_ends, timedelta(0)),
        longest=max(ends) - longest_from,
    )


def _precision_of(day: date) -> Precision:
    """How well a day may be known: the first of a month or of a year often stands for all of it."""
    if day.day > 1:
        return Precision.DAY
    return Precision.MONTH if day.month > 1 else Precision.YEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    start: datetime
    end: datetime


def _window(place: FirstNoticed, since: date | None, until: date | None) -> _Window | None:
    """In which time a place was first noticed; None when nothing bounds it."""
    if place.is_dated and place.at is not None and place.ends is not None:
        return _Window(start=place.at, end=place.ends)
    if since is None or until is None:
        return None
    start = datetime.combine(since, time(0))
    return _Window(start=start, end=max(place.ends or end_of(datetime.combine(until, time(0)), Precision.DAY), start))
