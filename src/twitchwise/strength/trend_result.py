"""What the trend of home tests says: by region, by test, by session."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from twitchwise.body import Side
from twitchwise.errors import Problem
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.strength.region import StrengthRegion

__all__ = [
    "FallShown",
    "RegionTrend",
    "Shape",
    "SideBalance",
    "State",
    "StrengthTrend",
    "TestTrend",
    "TrendPoint",
    "WhenKnown",
]


class State(StrEnum):
    """What can be said of a region."""

    LEARNING = "learning"
    OPEN = "open"
    STEADY = "steady"
    REPEAT = "repeat"
    FALL = "a fall"
    CANNOT_JUDGE = "cannot judge"


class Shape(StrEnum):
    """How scores went down: little by little, at once and to stay, or down and up again."""

    LINEAR = "linear"
    STEP = "step"
    DIP = "dip"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """One session of a test in its trend.

    Parameters
    ----------
    day : the person's day.
    score : what was reached, in the test's unit, higher is better.
    is_kept : whether the trend uses it; practice, marked sessions and those of
        recovery are shown but not used.
    level, low, high : the trend after this session and its 95 % band, same unit; None before the first kept session.
    felt : felt weakness before it, 0-10, or None.
    """

    day: date
    score: float
    is_kept: bool
    level: float | None
    low: float | None
    high: float | None
    felt: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TestTrend:
    """The trend of one test of one side.

    Parameters
    ----------
    test, side : which.
    has_say : whether it has sessions enough to count in its region.
    error_percent : the person's own error of one result, learned so far, % of the score; None before any kept session.
    is_error_published : whether a study's figure was the start.
    kept, excluded, set_aside : sessions used; sessions marked and left out; sessions before a lasting change.
    loss : how much less than at the first kept session, %; negative is a gain.
    excluded_rate_percent_per_month : the monthly fall that this test alone excludes, or None.
    above_margin_sd : SDs by which the loss was above the margin at two sessions running, lately; None without a say.
    points : every session up to today.
    """

    __test__ = False  # pytest collects what is called Test...

    test: str
    side: Side
    has_say: bool
    error_percent: float | None
    is_error_published: bool
    kept: int
    excluded: int
    set_aside: int
    loss: Estimate | NotMeasurable
    excluded_rate_percent_per_month: float | None
    above_margin_sd: float | None
    points: tuple[TrendPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FallShown:
    """When a steady fall since the first session would have shown itself, by the median person.

    Parameters
    ----------
    percent_per_month : the fall.
    weeks : from today; 0 when it would have shown by now, None beyond two years.
    """

    percent_per_month: float
    weeks: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhenKnown:
    """What more sessions, one a week, would bring, from the person's own noise.

    Parameters
    ----------
    steady_weeks : weeks from today until "steady" if nothing falls; 0 when reached, None beyond two years.
    falls : for each fall, when it would show.
    """

    steady_weeks: int | None
    falls: tuple[FallShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionTrend:
    """What can be said of one region.

    Parameters
    ----------
    region, state : which, and what.
    loss : of its tests together, %; negative is a gain.
    excluded_rate_percent_per_month : a fall faster than this is unlikely (one-sided 95 %), or None.
    when_known : what more sessions would bring.
    fall_since : first day on which the rule for a fall held in the present run of looks, or None.
    shape : how scores went down, when the state is a fall or a repeat; else None.
    tests : its tests.
    sentences : what to say to the person.
    """

    region: StrengthRegion
    state: State
    loss: Estimate | NotMeasurable
    excluded_rate_percent_per_month: float | None
    when_known: WhenKnown
    fall_since: date | None
    shape: Shape | None
    tests: tuple[TestTrend, ...]
    sentences: tuple[str, ...]

    @property
    def weeks_until_known(self) -> int | None:
        """Weeks until "steady" could be said; None when it is said, never will be, or is not the question."""
        waits = self.state in (State.LEARNING, State.OPEN)
        return self.when_known.steady_weeks if waits else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBalance:
    """Left against right in one test; never an alarm by itself.

    Parameters
    ----------
    test : which.
    left_of_right_percent : the last sessions' mean of the left, % of that of the right.
    change_percent : how that has changed since the first kept sessions, %; None before there are enough.
    noise_percent : a change of this size is within noise (95 %).
    is_beyond_noise : whether the change is larger.
    sentence : what to say to the person.
    """

    test: str
    left_of_right_percent: float
    change_percent: float | None
    noise_percent: float | None
    is_beyond_noise: bool
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthTrend:
    """What the sessions up to today say.

    Parameters
    ----------
    today : the day it was asked.
    regions : those with a test, in the order of the vocabulary.
    sides : tests that were done left and right.
    problems : what could not be used, and why.
    """

    today: date
    regions: tuple[RegionTrend, ...]
    sides: tuple[SideBalance, ...]
    problems: tuple[Problem, ...] = ()
