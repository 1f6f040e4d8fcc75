"""What stands out in the last days from the person's own days: a short night, much coffee, fever, a new medicine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from twitchwise.body import Site
from twitchwise.diary.daily import (
    DaySpan,
    ExposureName,
    are_ticks,
    day_of_exposure,
    exposure_by_day,
    exposures_named,
)
from twitchwise.diary.model import Diary, Exposure, ExposureKind
from twitchwise.diary.muscle_habit import RECENT_DAYS

__all__ = ["FEWEST_KNOWN_DAYS", "HABIT_DAYS", "NEW_DAYS", "SHORT_NIGHT_H", "Unusual", "unusual_days"]

HABIT_DAYS = 56
FEWEST_KNOWN_DAYS = 14
SHORT_NIGHT_H = 6.0
"""A short night where no habit is known yet; adults are advised seven hours or more (Watson et al. 2015, Sleep 38:843,
doi 10.5665/sleep.4716), and one hour less than advised is not yet remarkable."""

NEW_DAYS = 14
_MUCH_MORE = 1.5  # times the usual day; below that it would be named every third day
_FEVER_DEGC = 38.0
_TENTH = 10.0  # percentile
_RATINGS_UP = 2.0  # points above the usual, of ten
_HALF = 0.5  # between not ticked (0) and ticked (1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusual:
    """Something that was not as usual.

    Parameters
    ----------
    what : one phrase, "a night of 4.5 h (usually 7.4 h)".
    days_ago : how many of the person's days ago, 0 for the same day.
    """

    what: str
    days_ago: int


def unusual_days(diary: Diary, site: Site, today: date) -> tuple[Unusual, ...]:
    """What was unusual in the three days up to `today`, the latest first; training has a place of its own.

    Parameters
    ----------
    diary : a habit needs 14 known days in the 56 before; without one only what is remarkable in anybody is named.
    site : the muscle that twitches; a strain of it is said to be of it.
    today : the person's day.
    """
    found = [*_amounts(diary, today), *_new_medicines(diary, today), *_strains(diary, site, today)]
    return tuple(sorted(found, key=lambda each: each.days_ago))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Habit:
    """The person's own days before: the usual amount, and the ends of what nine days of ten lie in."""

    usual: float
    low: float
    high: float


_Phrase = Callable[[float, _Habit | None], str]


def _amounts(diary: Diary, today: date) -> list[Unusual]:
    span = DaySpan(first=today - timedelta(days=HABIT_DAYS + RECENT_DAYS - 1), n_days=HABIT_DAYS + RECENT_DAYS)
    found = []
    for name in exposures_named(diary):
        phrase = _PHRASES.get(name.kind)
        if phrase is None:
            continue
        values = exposure_by_day(diary, name, span)
        habit = _habit(values[:HABIT_DAYS])
        if name.kind in _DOSED and are_ticks(e for e in diary.of(Exposure) if e.kind is name.kind):
            phrase = _ticked(name.text)
        for number, value in enumerate(values[HABIT_DAYS:]):
            what = "" if np.isnan(value) else phrase(float(value), habit)
            if what:
                found.append(Unusual(what=what, days_ago=RECENT_DAYS - 1 - number))
    return found


def _habit(before: NDArray[np.float64]) -> _Habit | None:
    known = before[np.isfinite(before)]
    if known.size < FEWEST_KNOWN_DAYS:
        return None
    low, usual, high = np.percentile(known, [_TENTH, 50.0, 100.0 - _TENTH])
    return _Habit(usual=float(usual), low=float(low), high=float(high))


def _night(value: float, habit: _Habit | None) -> str:
    if habit is None:
        return f"a night of {value:.1f} h" if value < SHORT_NIGHT_H else ""
    is_short = value < habit.low and value <= habit.usual - 1.0
    return f"a night of {value:.1f} h (usually {habit.usual:.1f} h)" if is_short else ""


def _much(unit: str, what: str) -> _Phrase:
    def phrase(value: float, habit: _Habit | None) -> str:
        if habit is None or value <= max(_MUCH_MORE * habit.usual, habit.high):
            return ""
        return f"{value:.0f} {unit} of {what} (usually {habit.usual:.0f})"

    return phrase


def _little_drunk(value: float, habit: _Habit | None) -> str:
    if habit is None or value >= min(habit.low, habit.usual / _MUCH_MORE):
        return ""
    return f"{value / 1000:.1f} l drunk (usually {habit.usual / 1000:.1f} l)"


def _stress(value: float, habit: _Habit | None) -> str:
    if habit is None or value < habit.usual + _RATINGS_UP:
        return ""
    return f"stress of {value:.0f} out of 10 (usually {habit.usual:.0f})"


def _fever(value: float, _habit: _Habit | None) -> str:
    if value >= _FEVER_DEGC:
        return f"fever, {value:.1f} degrees"
    return "fever" if value == 1.0 else ""  # written down without a temperature


def _ticked(what: str) -> _Phrase:
    """Of ticks without amounts one stands out that is there on fewer than one day in ten."""

    def phrase(value: float, habit: _Habit | None) -> str:
        return f"{what} (rare with you)" if habit is not None and value > 0 and habit.high < _HALF else ""

    return phrase


def _present(what: str) -> _Phrase:
    return lambda value, _habit: what if value > 0 else ""


_DOSED = frozenset({ExposureKind.CAFFEINE, ExposureKind.ALCOHOL})
_PHRASES: Mapping[ExposureKind, _Phrase] = {
    ExposureKind.SLEEP: _night,
    ExposureKind.CAFFEINE: _much("mg", "caffeine"),
    ExposureKind.ALCOHOL: _much("g", "alcohol"),
    ExposureKind.FLUIDS: _little_drunk,
    ExposureKind.STRESS: _stress,
    ExposureKind.FEVER: _fever,
    ExposureKind.ILLNESS: _present("illness"),
    ExposureKind.HEAT: _present("heat"),
}


def _new_medicines(diary: Diary, today: date) -> list[Unusual]:
    """Medicines and supplements whose first mention is recent, in a diary that is older than that."""
    first_of: dict[ExposureName, date] = {}
    for entry in diary.of(Exposure):
        if entry.kind in {ExposureKind.MEDICINE, ExposureKind.SUPPLEMENT} and entry.amount != 0:
            name = ExposureName(kind=entry.kind, name=entry.name)
            first_of[name] = min(first_of.get(name, date.max), day_of_exposure(diary, entry))
    begin = min((diary.rule.day_of(entry.when) for entry in diary.entries), default=today)
    return [
        Unusual(what=f"a new {name.text}", days_ago=(today - first).days)
        for name, first in first_of.items()
        if 0 <= (today - first).days <= NEW_DAYS and begin <= first - timedelta(days=NEW_DAYS)
    ]


def _strains(diary: Diary, site: Site, today: date) -> list[Unusual]:
    found = []
    for entry in diary.of(Exposure):
        age = (today - day_of_exposure(diary, entry)).days
        if entry.kind is ExposureKind.STRAIN and entry.amount != 0 and 0 <= age <= RECENT_DAYS:
            where = (
                "" if entry.site is None else " of this very muscle" if entry.site == site else f" ({entry.site.name})"
            )
            found.append(Unusual(what=f"a strain{where}", days_ago=age))
    return found
