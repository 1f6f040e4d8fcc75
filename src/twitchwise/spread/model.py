"""First times, and what they say together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from twitchwise.body import Region, Site
from twitchwise.evidence.model import Sentence
from twitchwise.intake.model import Precision

__all__ = ["FirstNoticed", "Known", "Pace", "PaceSpan", "RedFlagsAnswered", "Spread"]


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
    span : from the first to the last place that is dated; None with fewer than two.
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


def span_of(places: Sequence[FirstNoticed]) -> PaceSpan | None:
    """The time from the first to the last of the places that are dated; None with fewer than two.

    Examples
    --------
    >>> span_of([]) is None
    True
    """
    starts = [place.at for place in places if place.is_dated and place.at is not None]
    ends = [place.ends for place in places if place.is_dated and place.ends is not None]
    if len(starts) < 2:
        return None
    return PaceSpan(shortest=max(max(starts) - min(ends), timedelta(0)), longest=max(ends) - min(starts))
