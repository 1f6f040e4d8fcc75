"""When a break is offered: worry climbed for four weeks, and nothing that was measured did."""

from datetime import date
from itertools import pairwise

from twitchwise.diary.model import Diary
from twitchwise.diary.once import once_a_diary
from twitchwise.worry.days import LOOKED_AT, WorryWeek, weeks_of, worry_days
from twitchwise.worry.spiral import describe_spiral
from twitchwise.worry.words import Sentence, say

__all__ = ["CLIMB_POINTS", "CLIMB_WEEKS", "is_climbing", "pause_offered"]

CLIMB_WEEKS = 4
"""Weeks of climbing worry after which a break is offered (`tracker_rule`: our inference, not tested for twitching)."""

CLIMB_POINTS = 3.0
"""How much higher, of 10, worry is after them; a choice. With less, steady people who rate once a week would be offered
a break in up to 12 % of all weeks; so it is 1 to 5 % (docs/worry.md)."""

_RATINGS = CLIMB_WEEKS + 1  # four climbs lie between five ratings


def is_climbing(weeks: tuple[WorryWeek, ...]) -> bool:
    """Whether worry climbed for four weeks: known in each and in the one before, never lower, three points up."""
    worry = [week.worry for week in weeks[-_RATINGS:]]
    known = [value for value in worry if value is not None]
    if len(known) < _RATINGS:
        return False
    is_rising = all(later >= earlier for earlier, later in pairwise(known))
    return is_rising and known[-1] - known[0] >= CLIMB_POINTS


@once_a_diary(*LOOKED_AT)
def pause_offered(diary: Diary, today: date) -> Sentence | None:
    """The offer of a break, or None when worry did not climb or something measured got worse.

    Parameters
    ----------
    diary : entries of any kind.
    today : the person's day; the weeks end with it.
    """
    if not is_climbing(weeks_of(worry_days(diary, today, n_weeks=_RATINGS))):
        return None
    spiral = describe_spiral(diary, today)
    if spiral.is_measured_change:
        return None
    first, last = (f"{week.worry:.1f}" for week in (spiral.weeks[-_RATINGS], spiral.weeks[-1]))
    return say("offer_pause" if spiral.is_anything_measured else "offer_pause_unmeasured", first=first, last=last)
