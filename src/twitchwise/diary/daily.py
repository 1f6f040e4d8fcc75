"""The diary day by day: what was noticed, what was measured, what may have set it off; unknown is not zero."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from twitchwise.body import Site
from twitchwise.diary.model import (
    DayAnswer,
    Diary,
    Exposure,
    ExposureKind,
    RecordingMeasured,
    TwitchesNoticed,
)
from twitchwise.diary.once import once_a_diary
from twitchwise.diary.overlaps import distinct_nights

__all__ = [
    "WHEN_PRESENT",
    "DaySpan",
    "ExposureName",
    "MeasuredDays",
    "are_ticks",
    "day_of_exposure",
    "exposure_by_day",
    "exposures_named",
    "measured_by_day",
    "noticed_by_day",
]

WHEN_PRESENT = frozenset(
    {
        ExposureKind.ILLNESS,
        ExposureKind.FEVER,
        ExposureKind.STRAIN,
        ExposureKind.HEAT,
        ExposureKind.MEDICINE,
        ExposureKind.SUPPLEMENT,
        ExposureKind.NICOTINE,
        ExposureKind.OTHER,
    }
)
"""Written down only when it is there: on a day that was answered, none written means none."""

_RATINGS = frozenset(
    {
        ExposureKind.SLEEP_QUALITY,
        ExposureKind.STRESS,
        ExposureKind.MOOD,
        ExposureKind.ENERGY,
        ExposureKind.WORRY,
        ExposureKind.FELT_WEAKNESS,
    }
)
_LEVELS = frozenset({ExposureKind.FEVER, ExposureKind.HEAT, ExposureKind.ILLNESS, ExposureKind.STRAIN})
_AMOUNTS = frozenset(ExposureKind) - WHEN_PRESENT - _RATINGS - {ExposureKind.SLEEP}
_LONGEST_SPELL_DAYS = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySpan:
    """Consecutive days.

    Parameters
    ----------
    first : the first of them.
    n_days : how many.
    """

    first: date
    n_days: int

    def __contains__(self, day: date) -> bool:
        return 0 <= (day - self.first).days < self.n_days

    def row(self, day: date) -> int:
        """The place of a day in a column, 0 for the first."""
        return (day - self.first).days


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ExposureName:
    """One exposure as a column: its kind, and which medicine, supplement or other thing it is."""

    kind: ExposureKind
    name: str = ""

    @property
    def text(self) -> str:
        """What the person reads, "caffeine" or "medicine: salbutamol"."""
        kind = self.kind.value.replace("-", " ")
        if not self.name:
            return kind
        return self.name if self.kind is ExposureKind.OTHER else f"{kind}: {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MeasuredDays:
    """Twitches counted in the recordings of each day.

    Parameters
    ----------
    counts : (n_days,) float; nan on days without a recording.
    minutes : (n_days,) float, min in which they could have been seen.
    """

    counts: NDArray[np.float64]
    minutes: NDArray[np.float64]


def noticed_by_day(diary: Diary, site: Site | None, span: DaySpan) -> NDArray[np.float64]:
    """How many twitches were noticed at a site on each day, (n_days,) float.

    Parameters
    ----------
    diary : days are cut by its rule.
    site : where; None for the whole body.
    span : which days.

    Returns
    -------
    Zero on a day that was answered for this site without any; nan on a day that was not asked and not noticed.
    Twitching noticed without a number counts as one.
    """
    counts = np.full(span.n_days, np.nan)
    for answer in diary.of(DayAnswer):
        if answer.day in span and (not answer.sites or site in answer.sites):
            counts[span.row(answer.day)] = 0.0
    by_site = _noticed(diary)
    for noticed in itertools.chain(*by_site.values()) if site is None else by_site.get(site, ()):
        if noticed.day in span:
            row = span.row(noticed.day)
            counts[row] = (0.0 if np.isnan(counts[row]) else counts[row]) + noticed.n
    return counts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Noticed:
    """Twitching noticed on a day, as a number."""

    day: date
    n: int


@once_a_diary(TwitchesNoticed)
def _noticed(diary: Diary) -> Mapping[Site | None, Sequence[_Noticed]]:
    by_site: dict[Site | None, list[_Noticed]] = defaultdict(list)
    for each in diary.of(TwitchesNoticed):
        n = 1 if each.count is None else each.count
        by_site[each.site].append(_Noticed(day=diary.rule.day_of(each.when), n=n))
    return by_site


def measured_by_day(diary: Diary, site: Site, span: DaySpan) -> MeasuredDays:
    """Twitches counted in the recordings of a site on each day."""
    counts, minutes = np.full(span.n_days, np.nan), np.zeros(span.n_days)
    for recording in diary.of(RecordingMeasured):
        day = diary.rule.day_of(recording.when)
        if recording.site == site and day in span and recording.analysed_min > 0:
            row = span.row(day)
            counts[row] = (0.0 if np.isnan(counts[row]) else counts[row]) + recording.n_twitches
            minutes[row] += recording.analysed_min
    return MeasuredDays(counts=counts, minutes=minutes)


def exposures_named(diary: Diary) -> tuple[ExposureName, ...]:
    """Every exposure that the diary speaks of, in the order of the vocabulary."""
    order = list(ExposureKind)
    return tuple(sorted(_told_of(diary), key=lambda name: (order.index(name.kind), name.name)))


@once_a_diary(Exposure)
def _told_of(diary: Diary) -> Mapping[ExposureName, Sequence[Exposure]]:
    """What is told of each exposure; a night that several programs tell of stands once."""
    found: dict[ExposureName, list[Exposure]] = {}
    for exposure in diary.of(Exposure):
        found.setdefault(ExposureName(kind=exposure.kind, name=exposure.name), []).append(exposure)
    return {
        name: distinct_nights(told) if name.kind is ExposureKind.SLEEP else tuple(told) for name, told in found.items()
    }


def exposure_by_day(diary: Diary, name: ExposureName, span: DaySpan) -> NDArray[np.float64]:
    """The amount of one exposure on each day, (n_days,) float in the unit of its kind; nan where it is not known.

    Parameters
    ----------
    diary : days are cut by its rule.
    name : which exposure.
    span : which days.

    Notes
    -----
    Amounts of one program add up over the day, unless one of them is the day's total; ratings are averaged, levels
    (fever, illness) take their highest. Of several programs the one that knows most wins, for they see the same cups.
    What was there without an amount counts as one; where other days have amounts, it leaves its own day unknown. In a
    program whose entries are mere ticks ("alcohol"), a day on which it wrote anything else is a day without it. A
    night's sleep belongs to the day on which it ended.
    """
    entries = _told_of(diary).get(name, ())
    by_day: dict[int, dict[str, list[Exposure]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        program = "" if entry.origin is None or name.kind is ExposureKind.SLEEP else entry.origin.program
        for day in _days_of(diary, entry):
            if day in span:
                by_day[span.row(day)][program].append(entry)
    values = np.full(span.n_days, np.nan)
    if name.kind in WHEN_PRESENT and entries:
        values[_known_rows(diary, entries, span)] = 0.0
    elif are_ticks(entries):
        values[_told_rows(diary, entries, span)] = 0.0
    needs_amount = name.kind in _AMOUNTS and not are_ticks(entries)
    for row, programs in by_day.items():
        day_values = [
            _day_value(name.kind, told)
            for told in programs.values()
            if not needs_amount or any(entry.amount is not None for entry in told)
        ]
        values[row] = max(day_values, default=np.nan)
    return values


def are_ticks(entries: Iterable[Exposure]) -> bool:
    """Whether entries say only that something was there, or was not, and none of them how much.

    Examples
    --------
    >>> are_ticks([])
    False
    """
    amounts = [entry.amount for entry in entries]
    return None in amounts and not any(amounts)


def day_of_exposure(diary: Diary, entry: Exposure) -> date:
    """The day an exposure counts for: that of its end for sleep, else that of its beginning."""
    ends = entry.until is not None and entry.kind is ExposureKind.SLEEP
    return diary.rule.day_of(entry.until if ends and entry.until is not None else entry.when)


def _days_of(diary: Diary, entry: Exposure) -> Iterable[date]:
    first = day_of_exposure(diary, entry)
    if entry.kind not in WHEN_PRESENT or entry.until is None:
        return (first,)
    n_days = min(max((diary.rule.day_of(entry.until) - first).days, 0), _LONGEST_SPELL_DAYS)
    return (first + timedelta(days=n) for n in range(n_days + 1))


def _known_rows(diary: Diary, entries: Sequence[Exposure], span: DaySpan) -> list[int]:
    """The days on which this would have been written down had it been there."""
    answered = [span.row(answer.day) for answer in diary.of(DayAnswer) if answer.day in span]
    return [*answered, *_told_rows(diary, entries, span)]


def _told_rows(diary: Diary, entries: Sequence[Exposure], span: DaySpan) -> list[int]:
    """The days on which a program that knows this wrote anything: days it was asked."""
    programs = {entry.origin.program for entry in entries if entry.origin is not None}
    days = {
        day_of_exposure(diary, entry)
        for entry in diary.of(Exposure)
        if entry.origin is not None and entry.origin.program in programs
    }
    return [span.row(day) for day in days if day in span]


def _day_value(kind: ExposureKind, told: list[Exposure]) -> float:
    totals = [entry.amount for entry in told if entry.is_day_total and entry.amount is not None]
    if totals:
        return max(totals)
    amounts = [1.0 if entry.amount is None else entry.amount for entry in told]
    if kind in _RATINGS:
        return float(np.mean(amounts))
    return max(amounts) if kind in _LEVELS else float(np.sum(amounts))
