"""Slips of entering that a number alone does not show: left and right swapped."""

import math
import statistics
from collections.abc import Sequence

from twitchwise.body import Side
from twitchwise.errors import InputError, Problem
from twitchwise.strength.battery_model import BOTH_SIDES, StrengthTest

__all__ = ["ERROR_WHEN_UNKNOWN_PERCENT", "FEWEST_EARLIER", "ODDS_OF_A_SWAP", "swapped_sides"]

FEWEST_EARLIER = 3
ODDS_OF_A_SWAP = 100.0
"""How many times likelier the scores have to be with the sides exchanged before the person is asked: judgement."""
ERROR_WHEN_UNKNOWN_PERCENT = 14.0
"""For tests without a published error: that of the noisiest of the battery (byrne2017), so that fewer are asked."""
_CHI_SQUARE_95 = 5.99  # of two scores: exchanged, they have to lie where the sides usually are


def swapped_sides(
    test: StrengthTest, *, left: float, right: float, earlier_left: Sequence[float], earlier_right: Sequence[float]
) -> Problem | None:
    """Whether the two scores of a session look as if left and right were exchanged.

    Parameters
    ----------
    test : a test with sides.
    left, right : scores of this session.
    earlier_left, earlier_right : scores of the sessions before.

    Returns
    -------
    The question to the person, or None. Nothing is exchanged by itself: a true change of one side must not be hidden.

    Raises
    ------
    InputError
        When the test has no two sides.

    Notes
    -----
    With the medians of the earlier scores and the error of the test on a log scale, the squared distances of the
    entered and of the exchanged scores are compared; half their difference is the log of the odds.
    Exchanged, the scores have to fit the earlier ones too.
    """
    if test.sides != BOTH_SIDES:
        raise InputError(what="it has no two sides that could be exchanged", where=test.name, remedy="give one score")
    if min(len(earlier_left), len(earlier_right)) < FEWEST_EARLIER:
        return None
    usual = {Side.LEFT: statistics.median(earlier_left), Side.RIGHT: statistics.median(earlier_right)}
    if min(left, right, *usual.values()) <= 0.0:
        return None
    error = (test.error_percent or ERROR_WHEN_UNKNOWN_PERCENT) / 100.0
    as_entered = _distance(left, usual[Side.LEFT]) + _distance(right, usual[Side.RIGHT])
    exchanged = _distance(right, usual[Side.LEFT]) + _distance(left, usual[Side.RIGHT])
    fits_exchanged = exchanged / error**2 <= _CHI_SQUARE_95
    if not fits_exchanged or 0.5 * (as_entered - exchanged) / error**2 <= math.log(ODDS_OF_A_SWAP):
        return None
    return Problem(
        what=f"left {left:g} and right {right:g} look exchanged: so far left was about {usual[Side.LEFT]:g} and right "
        f"about {usual[Side.RIGHT]:g}",
        where=test.name,
        remedy="say which side was which; both scores are kept as entered until you do",
    )


def _distance(score: float, usual: float) -> float:
    return math.log(score / usual) ** 2
