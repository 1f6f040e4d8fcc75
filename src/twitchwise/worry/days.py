"""Worry and what goes round with it, day by day and week by week, beside what was measured."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from twitchwise.body import Site
from twitchwise.diary.daily import DaySpan, ExposureName, exposure_by_day, measured_by_day, noticed_by_day
from twitchwise.diary.model import (
    DayAnswer,
    Diary,
    Exposure,
    ExposureKind,
    Finding,
    RecordingMeasured,
    TestResult,
    TwitchesNoticed,
)
from twitchwise.diary.once import once_a_diary
from twitchwise.strength.battery_model import TestKind
from twitchwise.strength.diary_results import results_of
from twitchwise.strength.screen_findings import holds_failed_act
from twitchwise.strength.session_log import WrittenResult

__all__ = ["LOOKED_AT", "WEEK_DAYS", "WorryDays", "WorryWeek", "weeks_of", "worry_days"]

WEEK_DAYS = 7
LOOKED_AT = (DayAnswer, Exposure, Finding, RecordingMeasured, TestResult, TwitchesNoticed)
"""The kinds of entries that worry, and what goes round with it, is read from."""

_PERCENT = 100.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WorryDays:
    """Days that end with today; nan is "not known", never zero.

    Parameters
    ----------
    span : which days.
    searching_min : (n_days,) float, min spent looking up symptoms.
    checking : (n_days,) float, times a muscle was looked at, felt or tested.
    worry : (n_days,) float, 0-10.
    n_sites : (n_days,) float, places at which twitching was noticed; 0 on a day answered with none.
    felt_weakness : (n_days,) float, 0-10, however any test went.
    strength_percent : (n_days,) float, scores of the day, % of the person's own middle score of each test.
    rate_per_min : (n_days,) float, twitches a minute in recordings of `rate_site`.
    rate_site : the site that was recorded most often, or None.
    has_failed_act : an act of a first sitting failed, a task was lost, or a test scored 0, in these days.
    """

    span: DaySpan
    searching_min: NDArray[np.float64]
    checking: NDArray[np.float64]
    worry: NDArray[np.float64]
    n_sites: NDArray[np.float64]
    felt_weakness: NDArray[np.float64]
    strength_percent: NDArray[np.float64]
    rate_per_min: NDArray[np.float64]
    rate_site: Site | None
    has_failed_act: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WorryWeek:
    """Seven days; None is "not known".

    Parameters
    ----------
    first_day : of the seven.
    searching_min : mean of the days on which it was written down, min a day.
    checking : the same, times a day.
    worry, felt_weakness : mean of the days, 0-10.
    n_sites : places at which twitching was noticed, mean of the answered days.
    strength_percent : mean of the sessions, % of the person's own middle score.
    rate_per_min : mean of the recordings of the site recorded most often.
    """

    first_day: date
    searching_min: float | None
    checking: float | None
    worry: float | None
    n_sites: float | None
    felt_weakness: float | None
    strength_percent: float | None
    rate_per_min: float | None


@once_a_diary(*LOOKED_AT)
def worry_days(diary: Diary, today: date, *, n_weeks: int) -> WorryDays:
    """The last weeks of a diary, up to and with `today`.

    Parameters
    ----------
    diary : days are cut by its rule.
    today : the last day.
    n_weeks : how many weeks back.

    Notes
    -----
    A rating without a number says nothing and is left out. Sessions that were marked (ill, injured, ...) are left out
    of the scores. Felt weakness is that of the day's entries and of what was said before a test.
    """
    n_days = WEEK_DAYS * n_weeks
    span = DaySpan(first=today - timedelta(days=n_days - 1), n_days=n_days)
    told = replace(
        diary,
        entries=tuple(
            entry for entry in diary.of(Exposure) if not entry.kind.may_be_trigger and entry.amount is not None
        ),
    )
    searching, checking, worry, felt = (
        exposure_by_day(told, ExposureName(kind=kind), span)
        for kind in (
            ExposureKind.SEARCHING,
            ExposureKind.CHECKING,
            ExposureKind.WORRY,
            ExposureKind.FELT_WEAKNESS,
        )
    )
    results = [result for result in results_of(diary) if result.day in span]
    felt = _with_felt_before_tests(results, felt, span)
    rate_site = _most_recorded(diary, span)
    rate = np.full(n_days, np.nan)
    if rate_site is not None:
        measured = measured_by_day(diary, rate_site, span)
        known = measured.minutes > 0
        rate[known] = measured.counts[known] / measured.minutes[known]
    return WorryDays(
        span=span,
        searching_min=searching,
        checking=checking,
        worry=worry,
        n_sites=_sites_by_day(diary, span),
        felt_weakness=felt,
        strength_percent=_strength_by_day(results, span),
        rate_per_min=rate,
        rate_site=rate_site,
        has_failed_act=any(result.score == 0.0 for result in results) or holds_failed_act(diary, span.first, today),
    )


def weeks_of(days: WorryDays) -> tuple[WorryWeek, ...]:
    """The days as weeks, the earliest first; the last one ends with the last day."""
    weeks = []
    for number in range(days.span.n_days // WEEK_DAYS):
        rows = slice(number * WEEK_DAYS, (number + 1) * WEEK_DAYS)
        weeks.append(
            WorryWeek(
                first_day=days.span.first + timedelta(days=number * WEEK_DAYS),
                searching_min=_mean(days.searching_min[rows]),
                checking=_mean(days.checking[rows]),
                worry=_mean(days.worry[rows]),
                n_sites=_mean(days.n_sites[rows]),
                felt_weakness=_mean(days.felt_weakness[rows]),
                strength_percent=_mean(days.strength_percent[rows]),
                rate_per_min=_mean(days.rate_per_min[rows]),
            )
        )
    return tuple(weeks)


def _mean(values: NDArray[np.float64]) -> float | None:
    known = values[np.isfinite(values)]
    return float(known.mean()) if known.size else None


def _sites_by_day(diary: Diary, span: DaySpan) -> NDArray[np.float64]:
    counts = noticed_by_day(diary, None, span)
    places: dict[int, set[Site | None]] = defaultdict(set)
    for noticed in diary.of(TwitchesNoticed):
        day = diary.rule.day_of(noticed.when)
        if day in span and noticed.count != 0:
            places[span.row(day)].add(noticed.site)
    found = np.where(np.isfinite(counts), 0.0, np.nan)
    for row, sites in places.items():
        found[row] = max(len(sites - {None}), 1)
    return found


def _with_felt_before_tests(
    results: Iterable[WrittenResult], felt: NDArray[np.float64], span: DaySpan
) -> NDArray[np.float64]:
    before: dict[int, list[float]] = defaultdict(list)
    for result in results:
        if result.felt is not None:
            before[span.row(result.day)].append(result.felt)
    for row, values in before.items():
        told = float(np.mean(values))
        felt[row] = told if np.isnan(felt[row]) else max(told, float(felt[row]))
    return felt


def _most_recorded(diary: Diary, span: DaySpan) -> Site | None:
    seen = Counter(
        entry.site
        for entry in diary.of(RecordingMeasured)
        if entry.site is not None and entry.analysed_min > 0 and diary.rule.day_of(entry.when) in span
    )
    return max(seen, key=lambda site: (seen[site], site.id)) if seen else None


def _strength_by_day(results: Iterable[WrittenResult], span: DaySpan) -> NDArray[np.float64]:
    by_test: dict[tuple[str, str], list[tuple[int, float]]] = defaultdict(list)
    for result in results:
        if result.test.kind is TestKind.MEASURED and result.score > 0.0 and not result.conditions:
            by_test[result.test.id, result.side].append((span.row(result.day), result.score))
    by_row: dict[int, list[float]] = defaultdict(list)
    for sessions in by_test.values():
        usual = float(np.median([score for _, score in sessions]))
        for row, score in sessions:
            by_row[row].append(_PERCENT * score / usual)
    found = np.full(span.n_days, np.nan)
    for row, percents in by_row.items():
        found[row] = float(np.mean(percents))
    return found
