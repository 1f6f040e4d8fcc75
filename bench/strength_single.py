"""Tables of strength that go through the public function, one person at a time."""

import time
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from bench.strength_effort import Effort
from bench.strength_people import Purpose, listen
from bench.strength_scoring import excluded_week, fall_week, week_by_which
from bench.tables import Table, number
from twitchwise.estimate import Estimate
from twitchwise.simulate.strength_person import StrengthCohort, simulate_strength
from twitchwise.simulate.strength_person_world import (
    STRENGTH_WORLDS,
    StrengthWorld,
    StrengthWorldName,
    synthetic_region,
)
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.series import Condition, Series, Session
from twitchwise.strength.trend import strength_trend
from twitchwise.strength.trend_result import RegionTrend, Shape

__all__ = ["FIRST_DAY", "interval_tables", "series_of", "shape_tables", "speed_tables"]

FIRST_DAY = date(2026, 1, 5)
_REGION = "both-legs"


def series_of(cohort: StrengthCohort, person: int = 0) -> list[Series]:
    """The series of one simulated person, as the public function takes them."""
    days = [FIRST_DAY + timedelta(days=int(day)) for day in cohort.calendar.days]
    return [
        Series(
            test=test.test,
            side=test.side,
            regions=(StrengthRegion(test.region),),
            error_percent=test.published_percent,
            sessions=tuple(
                Session(
                    day=day,
                    score=float(cohort.scores[i, person, j]),
                    conditions=_conditions(cohort, i, j),
                    felt=float(cohort.felt[person, j]),
                )
                for j, day in enumerate(days)
            ),
        )
        for i, test in enumerate(cohort.world.tests)
    ]


def interval_tables(effort: Effort) -> list[Table]:
    """Whether the 95 % interval of a region's loss holds the truth, and whether the forecast of weeks comes true."""
    rows = []
    for fall in (0.0, 2.7, 6.0):
        for name in (StrengthWorldName.HEALTHY, StrengthWorldName.SLOW_LEARNER):
            world = _region_world(STRENGTH_WORLDS[name], fall)
            inside: dict[int, list[bool]] = {13: [], 26: [], 52: []}
            for number_ in range(effort.singles):
                cohort = _person(world, number_)
                series = series_of(cohort)
                for weeks, found in inside.items():
                    found.append(_holds(cohort, _judged(series, weeks), weeks))
            rows.append((name.value, f"{fall:.1f}", *(number(100.0 * float(np.mean(x)), 1) for x in inside.values())))
    return [
        Table(
            title="The 95 % interval of a region's loss",
            before=f"{effort.singles} people a row, three tests of 6, 6, 8 %; share of intervals that hold the true "
            "loss of the practised score since the third session, %.",
            columns=("world", "true fall, % a month", "13 weeks", "26 weeks", "52 weeks"),
            rows=rows,
        ),
        _forecast_table(effort),
    ]


def shape_tables(effort: Effort) -> list[Table]:
    """What shape is told when a fall is said."""
    base = replace(StrengthWorld(), tests=synthetic_region(6.0, 6.0, 8.0))
    worlds = {
        "true fall of 2.7 % a month": base.declining(_REGION, 2.7),
        "true fall of 6 % a month": base.declining(_REGION, 6.0),
        "stopped training, 10 %, not marked": replace(base, stop_percent=10.0, is_marked=False),
        "stopped training, 20 %, not marked": replace(base, stop_percent=20.0, is_marked=False),
        "injury, 15 %, not marked": replace(base, injury_percent=15.0, is_marked=False),
    }
    rows = []
    for name, world in worlds.items():
        told = [shape for n in range(effort.singles) if (shape := _shape_when_said(world, n)) is not None]
        shares = [number(100.0 * told.count(shape) / max(len(told), 1), 0) for shape in Shape]
        rows.append((name, str(len(told)), *shares))
    return [
        Table(
            title="The shape told when a fall is first said",
            before=f"{effort.singles} people a row, three tests of 6, 6, 8 %; shares of those with a fall within 52 "
            "weeks, %. A shape changes what is said beside the fall, never whether it is said.",
            columns=("world", "people with a fall", *(shape.value for shape in Shape)),
            rows=rows,
        )
    ]


def speed_tables(effort: Effort) -> list[Table]:
    """How long the trend of one person takes."""
    rows = []
    for weeks in (8, 26, 52):
        cohort = simulate_strength(
            replace(StrengthWorld(), n_weeks=weeks, missed_share=0.0),
            rng=np.random.default_rng([Purpose.BENCH.value, 1]),
        )
        series = series_of(cohort)
        strength_trend(series, today=_day(weeks))
        taken = []
        for _ in range(effort.repeats):
            start = time.process_time()
            strength_trend(series, today=_day(weeks))
            taken.append(time.process_time() - start)
        rows.append((str(weeks), str(len(series)), number(float(np.median(taken)), 3), number(float(max(taken)), 3)))
    return [
        Table(
            title="One person, whole battery",
            before=f"CPU time of `strength_trend`, forecast included, {effort.repeats} calls.",
            columns=("weeks", "tests and sides", "median, s", "longest, s"),
            rows=rows,
        )
    ]


def _forecast_table(effort: Effort) -> Table:
    rows = []
    for errors in ((6.0, 6.0, 8.0), (8.0, 10.0, 14.0)):
        world = replace(StrengthWorld(), tests=synthetic_region(*errors), missed_share=0.0)
        for fall in (0.0, 2.7, 6.0):
            falling = world.declining(_REGION, fall) if fall else world
            people = [_person(falling, number_) for number_ in range(effort.singles)]
            foretold = [_foretold(_judged(series_of(person), 8), fall) for person in people]
            heard = [listen(person) for person in people]
            said = fall_week(heard, (_REGION,)) if fall else excluded_week(heard, _REGION)
            rows.append(
                (
                    "/".join(f"{error:.0f}" for error in errors),
                    f"{fall} % a month would show" if fall else "steady",
                    number(float(np.median(foretold)), 0),
                    number(week_by_which(said, 0.5), 0),
                )
            )
    return Table(
        title="'When would I know?'",
        before=f"{effort.singles} people a row, every week kept: the week foretold at week 8, median, and the week in "
        "which half of the people heard it.",
        columns=("errors, %", "what", "foretold", "came true"),
        rows=rows,
    )


def _foretold(region: RegionTrend, fall: float) -> float:
    weeks = (
        next(each.weeks for each in region.when_known.falls if each.percent_per_month == fall)
        if fall
        else region.when_known.steady_weeks
    )
    return np.inf if weeks is None else 9.0 + weeks


def _shape_when_said(world: StrengthWorld, number_: int) -> Shape | None:
    cohort = _person(world, number_)
    falls = listen(cohort).regions[_REGION].is_fall[0]
    if not falls.any():
        return None
    day = FIRST_DAY + timedelta(days=int(cohort.calendar.days[falls.argmax()]))
    (region,) = strength_trend(series_of(cohort), today=day).regions
    return region.shape


def _judged(series: list[Series], weeks: int) -> RegionTrend:
    (region,) = strength_trend(series, today=_day(weeks)).regions
    return region


def _holds(cohort: StrengthCohort, region: RegionTrend, weeks: int) -> bool:
    days = cohort.calendar.days
    last = int(np.flatnonzero(days <= 7 * weeks)[-1])
    practised = cohort.true_percent[:, 0] + cohort.gain_percent
    loss = float(np.mean(100.0 * (1.0 - practised[:, last] / practised[:, 2])))
    return isinstance(region.loss, Estimate) and region.loss.low <= loss <= region.loss.high


def _person(world: StrengthWorld, number_: int) -> StrengthCohort:
    return simulate_strength(world, rng=np.random.default_rng([Purpose.BENCH.value, 0, number_]))


def _region_world(world: StrengthWorld, fall: float) -> StrengthWorld:
    return replace(world, tests=synthetic_region(6.0, 6.0, 8.0)).declining(_REGION, fall)


def _day(weeks: int) -> date:
    return FIRST_DAY + timedelta(weeks=weeks)


def _conditions(cohort: StrengthCohort, test: int, j: int) -> frozenset[Condition]:
    calendar = cohort.calendar
    if not cohort.world.is_marked:
        return frozenset()
    marks = {Condition.ILL} if calendar.ill[j] else set()
    marks |= {Condition.INJURED} if calendar.injured[test, j] else set()
    marks |= {Condition.STOPPED_TRAINING, Condition.LASTING} if calendar.stopped[j] else set()
    return frozenset(marks)
