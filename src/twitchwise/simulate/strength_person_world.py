"""What people who test their strength at home shall be like: tests and their true errors, and what happens to them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from twitchwise.body import Side
from twitchwise.simulate.timing import require

__all__ = [
    "REGION_TESTS",
    "STRENGTH_WORLDS",
    "WHOLE_BATTERY",
    "SimulatedTest",
    "StrengthWorld",
    "StrengthWorldName",
    "synthetic_region",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedTest:
    """One test of one side.

    Parameters
    ----------
    test : its name.
    side : left, right or middle.
    region : which region it bears on, "right-leg".
    error_percent : true error of one result, SD from day to day, % of the score, of a typical person.
    published_percent : what a study says it is; None when none does.
    first_score : a typical first score, in the test's unit.
    is_count : whether scores are whole numbers.
    """

    test: str
    side: Side
    region: str
    error_percent: float
    published_percent: float | None
    first_score: float
    is_count: bool = False


def _leg(side: Side) -> tuple[SimulatedTest, ...]:
    region = f"{side}-leg"
    return (
        SimulatedTest(
            test="heel-raise",
            side=side,
            region=region,
            error_percent=14.0,  # byrne2017
            published_percent=14.0,
            first_score=25.0,
            is_count=True,
        ),
        SimulatedTest(
            test="foot-taps",
            side=side,
            region=region,
            error_percent=9.0,  # nobody measured it; as finger tapping
            published_percent=None,
            first_score=32.0,
            is_count=True,
        ),
        SimulatedTest(
            test="single-leg-rise",
            side=side,
            region=region,
            error_percent=10.0,
            published_percent=None,
            first_score=14.0,
            is_count=True,
        ),
    )


def _hand(side: Side) -> tuple[SimulatedTest, ...]:
    region = f"{side}-hand"
    return (
        SimulatedTest(
            test="grip",
            side=side,
            region=region,
            error_percent=6.0,  # jstage_grip: 4.5-7.7; the battery starts from the upper end
            published_percent=7.7,
            first_score=38.0,
        ),
        SimulatedTest(
            test="finger-tapping",
            side=side,
            region=region,
            error_percent=9.0,  # strength.md 12.3
            published_percent=9.0,
            first_score=55.0,
            is_count=True,
        ),
        SimulatedTest(
            test="pinch",
            side=side,
            region=region,
            error_percent=9.0,
            published_percent=None,
            first_score=6.0,
        ),
    )


def _middle(
    test: str, region: str, error: float, published: float | None, first: float, *, is_count: bool = False
) -> SimulatedTest:
    return SimulatedTest(
        test=test,
        side=Side.MIDDLE,
        region=region,
        error_percent=error,
        published_percent=published,
        first_score=first,
        is_count=is_count,
    )


# Published errors as strength.md 2, 6.2 and 12 have them; true errors of tests that nobody measured are assumptions.
REGION_TESTS: Mapping[str, tuple[SimulatedTest, ...]] = MappingProxyType(
    {
        "right-leg": _leg(Side.RIGHT),
        "left-leg": _leg(Side.LEFT),
        "both-legs": (
            _middle("chair-stand", "both-legs", 8.1, 9.0, 22.0, is_count=True),  # 7.2 women, 9.0 men
            _middle("stairs", "both-legs", 6.5, 6.6, 0.22),
            _middle("walk", "both-legs", 5.3, 5.3, 1.3),
        ),
        "right-hand": _hand(Side.RIGHT),
        "left-hand": _hand(Side.LEFT),
        "arms-shoulders": (
            _middle("push-ups", "arms-shoulders", 9.0, None, 18.0, is_count=True),
            _middle("arm-hold", "arms-shoulders", 12.0, None, 75.0),
        ),
        "trunk": (
            _middle("plank", "trunk", 12.0, None, 80.0),
            _middle("sit-ups", "trunk", 10.0, None, 0.4),
        ),
        "speech-breath": (
            # The published 2.9 % is from one sitting; from week to week it is taken as more.
            _middle("pa-ta-ka", "speech-breath", 4.5, 2.9, 6.5),
            _middle("breath-count", "speech-breath", 9.0, None, 45.0, is_count=True),
        ),
    }
)
WHOLE_BATTERY = tuple(test for tests in REGION_TESTS.values() for test in tests)


def synthetic_region(*errors_percent: float, region: str = "both-legs") -> tuple[SimulatedTest, ...]:
    """A region whose tests have just these errors, and published ones that are right."""
    return tuple(_middle(f"test-{i + 1}", region, error, error, 100.0) for i, error in enumerate(errors_percent))


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthWorld:
    """What people do, and what happens to them.

    Parameters
    ----------
    tests : what they do at each session.
    n_weeks : sessions they mean to do, one a week.
    missed_share : share of weeks without a session, in runs.
    declining_region, decline_percent_per_month : a true linear fall in one region, % of what it was at the start.
    weak_region, weak_percent : strength already missing at the first session.
    gain_percent, practice_pace : what practice adds, on average, and the sessions after which half of that is there.
    error_spread : SD over people and tests of the log of the error.
    day_share : share of the error variance common to all tests of a day.
    carried_share : share that fades over the next weeks, each test's own.
    carried_together : whether what is carried over is common to all tests of the person.
    tail_degrees : degrees of freedom of the heavy tails.
    bad_share : sessions two errors below what they should be.
    ageing_percent_per_year : what everybody loses.
    illnesses_per_year, illness_percent, illness_weeks : dips of all tests; they recover over as long again.
    injury_percent, injury_weeks : one dip of one region.
    stop_percent : what stopping training takes from all tests, over eight weeks, to stay.
    is_marked : whether the person notes it; only while it lasts, not while it recovers.
    """

    tests: tuple[SimulatedTest, ...] = WHOLE_BATTERY
    n_weeks: int = 52
    missed_share: float = 0.1
    declining_region: str | None = None
    decline_percent_per_month: float = 0.0
    weak_region: str | None = None
    weak_percent: float = 0.0
    gain_percent: float = 5.0
    practice_pace: float = 1.0
    error_spread: float = 0.2
    day_share: float = 0.3
    carried_share: float = 0.3
    carried_together: bool = False
    tail_degrees: float = 6.0
    bad_share: float = 0.03
    ageing_percent_per_year: float = 1.0
    illnesses_per_year: float = 0.0
    illness_percent: float = 8.0
    illness_weeks: float = 3.0
    injury_percent: float = 0.0
    injury_weeks: float = 6.0
    stop_percent: float = 0.0
    is_marked: bool = True

    def __post_init__(self) -> None:
        require(bool(self.tests), "there is no test to do", "name at least one")
        require(self.n_weeks >= 1, "there is no week to test in", "give 1 or more")
        require(0.0 <= self.missed_share < 0.9, "the share of missed weeks is outside 0 to 0.9", "give for example 0.1")
        shares = (self.day_share, self.carried_share)
        require(min(shares) >= 0.0 and sum(shares) <= 1.0, "shares of the error exceed it", "give 0.3 and 0.3")
        require(self.tail_degrees > 2.0, "tails of 2 degrees or less have no error", "give more than 2")
        regions = {test.region for test in self.tests}
        for region in (self.declining_region, self.weak_region):
            require(region is None or region in regions, f"no test looks at {region}", "name a region of the tests")

    def declining(self, region: str, percent_per_month: float) -> "StrengthWorld":
        """The same world with a true fall in one region."""
        return replace(self, declining_region=region, decline_percent_per_month=percent_per_month)


class StrengthWorldName(StrEnum):
    """The named worlds that the trend is judged on."""

    HEALTHY = "healthy"
    REGULAR = "regular"
    SLOW_LEARNER = "slow-learner"
    HEAVY_DAYS = "heavy-days"
    SHARED_SPELLS = "shared-spells"
    AGEING = "ageing"
    ILLNESS = "illness"
    ILLNESS_UNMARKED = "illness-unmarked"
    INJURY = "injury"
    INJURY_UNMARKED = "injury-unmarked"
    STOPPED = "stopped-training"
    STOPPED_UNMARKED = "stopped-training-unmarked"


_BASE = StrengthWorld()
STRENGTH_WORLDS: Mapping[StrengthWorldName, StrengthWorld] = MappingProxyType(
    {
        StrengthWorldName.HEALTHY: _BASE,
        StrengthWorldName.REGULAR: replace(_BASE, missed_share=0.0),
        StrengthWorldName.SLOW_LEARNER: replace(_BASE, gain_percent=10.0, practice_pace=2.8),
        StrengthWorldName.HEAVY_DAYS: replace(_BASE, tail_degrees=3.0, bad_share=0.06),
        StrengthWorldName.SHARED_SPELLS: replace(_BASE, carried_together=True),
        StrengthWorldName.AGEING: replace(_BASE, ageing_percent_per_year=3.0),
        StrengthWorldName.ILLNESS: replace(_BASE, illnesses_per_year=2.0),
        StrengthWorldName.ILLNESS_UNMARKED: replace(_BASE, illnesses_per_year=2.0, is_marked=False),
        StrengthWorldName.INJURY: replace(_BASE, injury_percent=15.0),
        StrengthWorldName.INJURY_UNMARKED: replace(_BASE, injury_percent=15.0, is_marked=False),
        StrengthWorldName.STOPPED: replace(_BASE, stop_percent=10.0),
        StrengthWorldName.STOPPED_UNMARKED: replace(_BASE, stop_percent=10.0, is_marked=False),
    }
)
