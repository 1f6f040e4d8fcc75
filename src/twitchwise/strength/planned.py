"""What is due: each test of each side with its next day, or why it is not to be done."""

from dataclasses import dataclass
from datetime import date

from twitchwise.body import Side
from twitchwise.strength.battery_model import StrengthTest
from twitchwise.strength.trend_result import RegionTrend

__all__ = ["PlannedTest", "PlannedTests"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTest:
    """One test of one side.

    Parameters
    ----------
    test, side : which.
    last : when it was done last, or None.
    due : from when it may be done again; today for one that was never done.
    repeat_until : the last day of a repeat that the result asks for; None when none is asked for.
    reasons : why the answers so far lock it; empty when they do not.
    is_to_ask : whether, without such a reason, questions before it are still open.
    """

    test: StrengthTest
    side: Side
    last: date | None
    due: date
    repeat_until: date | None
    reasons: tuple[str, ...]
    is_to_ask: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTests:
    """What is due.

    Parameters
    ----------
    today : the person's day.
    ends_on : last day of the weekly series; None when none is running.
    tests : every test of every side, in the order of the battery.
    regions : what is known of the regions with a test so far.
    """

    today: date
    ends_on: date | None
    tests: tuple[PlannedTest, ...]
    regions: tuple[RegionTrend, ...]
