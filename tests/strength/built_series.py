"""Series made by arithmetic or by the simulator, for the tests of the trend."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import numpy as np

from twitchwise.body import Side
from twitchwise.simulate.strength_person import StrengthCohort, simulate_strength
from twitchwise.simulate.strength_person_world import StrengthWorld
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.series import Condition, Series, Session

MONDAY = date(2026, 1, 5)
WEEKS_PER_MONTH = 365.25 / 12 / 7


def weekly(
    score: Callable[[int], float],
    n: int,
    *,
    test: str = "grip",
    side: Side = Side.LEFT,
    regions: tuple[StrengthRegion, ...] = (StrengthRegion.LEFT_HAND,),
    error_percent: float | None = 6.0,
    marks: dict[int, set[Condition]] | None = None,
    missed: Iterable[int] = (),
) -> Series:
    return Series(
        test=test,
        side=side,
        regions=regions,
        error_percent=error_percent,
        sessions=tuple(
            Session(day=MONDAY + timedelta(weeks=k), score=score(k), conditions=frozenset((marks or {}).get(k, set())))
            for k in range(n)
            if k not in set(missed)
        ),
    )


def hand(score: Callable[[int], float], n: int, **more: object) -> list[Series]:
    """Two tests of the left hand with alternating noise."""

    def noisy(sign: float) -> Callable[[int], float]:
        return lambda k: score(k) * (1.0 + sign * 0.03 * (-1.0) ** k)

    return [
        weekly(noisy(1.0), n, test="grip", **more),  # type: ignore[arg-type]
        weekly(noisy(-1.0), n, test="pinch", **more),  # type: ignore[arg-type]
    ]


def fall(percent_per_month: float) -> Callable[[int], float]:
    return lambda k: 40.0 * (1.0 - percent_per_month / 100.0 * k / WEEKS_PER_MONTH)


def series_of(cohort: StrengthCohort, person: int = 0) -> list[Series]:
    """A simulated person's series."""
    calendar = cohort.calendar
    return [
        Series(
            test=test.test,
            side=test.side,
            regions=(StrengthRegion(test.region),),
            error_percent=test.published_percent,
            sessions=tuple(
                Session(
                    day=MONDAY + timedelta(days=int(day)),
                    score=float(cohort.scores[i, person, j]),
                    conditions=_conditions(cohort, i, j),
                )
                for j, day in enumerate(calendar.days)
            ),
        )
        for i, test in enumerate(cohort.world.tests)
    ]


def simulated(world: StrengthWorld, seed: int) -> list[Series]:
    return series_of(simulate_strength(world, rng=np.random.default_rng(seed)))


def _conditions(cohort: StrengthCohort, test: int, j: int) -> frozenset[Condition]:
    if not cohort.world.is_marked:
        return frozenset()
    marks = {Condition.ILL} if cohort.calendar.ill[j] else set()
    marks |= {Condition.INJURED} if cohort.calendar.injured[test, j] else set()
    marks |= {Condition.STOPPED_TRAINING, Condition.LASTING} if cohort.calendar.stopped[j] else set()
    return frozenset(marks)
