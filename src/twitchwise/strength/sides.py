"""Left against right: how they compare now, and whether that has changed by more than noise."""

import numpy as np

from twitchwise.body import Side
from twitchwise.strength.trend_model import PRACTICE_SESSIONS
from twitchwise.strength.trend_result import SideBalance, TestTrend

__all__ = ["MEAN_SESSIONS", "compare_sides", "noise_of_change"]

MEAN_SESSIONS = 4
_Z = 1.96


def noise_of_change(left_error_percent: float, right_error_percent: float, *, n_sessions: int = MEAN_SESSIONS) -> float:
    """How much a left/right ratio moves by noise alone between two means, 95 %, in % of it.

    Parameters
    ----------
    left_error_percent, right_error_percent : error of one result.
    n_sessions : sessions in each mean.

    Notes
    -----
    1.96 sqrt(2 (left^2 + right^2) / n): two noisy scores are divided, on two occasions; errors taken as independent
    (strength.md 12.1).

    Examples
    --------
    >>> [round(noise_of_change(6.0, 6.0, n_sessions=n)) for n in (1, 4)]
    [24, 12]
    >>> [round(noise_of_change(14.0, 14.0, n_sessions=n)) for n in (1, 4)]
    [55, 27]
    """
    return float(_Z * np.sqrt(2.0 * (left_error_percent**2 + right_error_percent**2) / n_sessions))


def compare_sides(tests: tuple[TestTrend, ...]) -> tuple[SideBalance, ...]:
    """Compare the sides of every test that was done on both.

    Parameters
    ----------
    tests : all tests of a person.
    """
    by_name: dict[str, dict[Side, TestTrend]] = {}
    for test in tests:
        by_name.setdefault(test.test, {})[test.side] = test
    found = (
        _compare(name, sides[Side.LEFT], sides[Side.RIGHT])
        for name, sides in by_name.items()
        if {Side.LEFT, Side.RIGHT} <= sides.keys()
    )
    return tuple(each for each in found if each is not None)


def _compare(name: str, left: TestTrend, right: TestTrend) -> SideBalance | None:
    lefts, rights = ([point.score for point in side.points if point.is_kept] for side in (left, right))
    n = min(len(lefts), len(rights), MEAN_SESSIONS)
    if n == 0:
        return None
    left_now, right_now = float(np.mean(lefts[-n:])), float(np.mean(rights[-n:]))
    if right_now <= 0.0:
        return None
    ratio = left_now / right_now
    now = f"{name}: the left reaches {100.0 * ratio:.0f} % of the right now"
    left_first, right_first = float(np.mean(lefts[:n])), float(np.mean(rights[:n]))
    enough = min(len(lefts), len(rights)) >= 2 * MEAN_SESSIONS
    if (
        not enough
        or left_first <= 0.0
        or right_first <= 0.0
        or left.error_percent is None
        or right.error_percent is None
    ):
        return SideBalance(
            test=name,
            left_of_right_percent=100.0 * ratio,
            change_percent=None,
            noise_percent=None,
            is_beyond_noise=False,
            sentence=f"{now}; whether that changes can be told after {2 * MEAN_SESSIONS + PRACTICE_SESSIONS} sessions.",
        )
    change = 100.0 * (ratio / (left_first / right_first) - 1.0)
    noise = noise_of_change(left.error_percent, right.error_percent)
    is_beyond = abs(change) > noise
    side = "left" if change < 0.0 else "right"
    told = f"the {side} lost against the other by more than noise" if is_beyond else "the change is within noise"
    return SideBalance(
        test=name,
        left_of_right_percent=100.0 * ratio,
        change_percent=change,
        noise_percent=noise,
        is_beyond_noise=is_beyond,
        sentence=f"{now}, {change:+.0f} % since the first sessions; {told} ({noise:.0f} %). "
        "A difference between the sides is common and no alarm by itself.",
    )
