"""A thigh that swings between lying and standing, as a phone in a trouser pocket feels it in chair stands."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.strength.movement import Even, band

__all__ = ["Tilts", "find_tilts"]

_FASTEST_HZ = 1.6
_LEAST_SWING_RAD = 0.8  # 46 degrees; a thigh in a walk swings by half of that, a trunk that leans by a little more
_LOW, _HIGH = 0.3, 0.7  # a swing counts when it goes from below the one to above the other share of its range


@dataclass(frozen=True, slots=True, kw_only=True)
class Tilts:
    """Swings between two postures.

    Parameters
    ----------
    one_way_s, other_way_s : when each swing to the one, and back to the other posture, is half done.
    swing_rad : angle between the postures.
    """

    one_way_s: tuple[float, ...]
    other_way_s: tuple[float, ...]
    swing_rad: float


def find_tilts(even: Even) -> Tilts | None:
    """Swings of the sensor by more than 46 degrees against gravity; None when there are none.

    Parameters
    ----------
    even : (3, n) acceleration with gravity, mg.

    Notes
    -----
    The direction of the acceleration below 1.6 Hz moves on an arc; its angle along the arc between the 10th and the
    90th percentile is the swing, and crossings of 30 and 70 % of it, in turn, are its ends.
    """
    steady = band(even.values, even.rate_hz, high_hz=_FASTEST_HZ)
    steady /= np.sqrt((steady**2).sum(axis=0)) + 1e-9
    middle = np.median(steady, axis=1)
    middle /= np.sqrt(middle @ middle) + 1e-9
    _, axes = np.linalg.eigh(np.cov(steady - np.outer(middle, middle @ steady)))
    angle: NDArray[np.float64] = np.arctan2(axes[:, -1] @ steady, middle @ steady)
    low, high = (float(value) for value in np.percentile(angle, [10, 90]))
    if high - low < _LEAST_SWING_RAD:
        return None
    share = (angle - low) / (high - low)
    rising: list[float] = []
    falling: list[float] = []
    is_high: bool | None = None
    left_at = 0
    for at, value in enumerate(share):
        if value <= _LOW:
            if is_high:
                falling.append(even.time_s(0.5 * (left_at + at)))
            is_high, left_at = False, at
        elif value >= _HIGH:
            if is_high is False:
                rising.append(even.time_s(0.5 * (left_at + at)))
            is_high, left_at = True, at
    return Tilts(one_way_s=tuple(rising), other_way_s=tuple(falling), swing_rad=high - low)
