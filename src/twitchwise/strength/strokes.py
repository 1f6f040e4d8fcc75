"""Rises and falls of the body out of an acceleration, however the phone is turned.

The length of the acceleration less gravity is, to first order, the vertical acceleration. Its integral, cleared of slow
drift, is the vertical speed; each stretch of one sign is a stroke, and its area is how far the body rose or fell.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from twitchwise.strength.movement import Even, band, size

__all__ = ["Stroke", "find_strokes"]

_MPS2_PER_MG = 9.80665e-3
_FASTEST_HZ = 4.0  # knocks of feet and seats lie above, the movement of a body below
_TURNING_HZ = 1.0  # gravity turns more slowly than a body shakes
_DRIFT_HZ = 0.1  # errors of the sensor, integrated, lie below; strokes last 2 s at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """One rise or fall.

    Parameters
    ----------
    start_s, end_s : when, on the recording's clock.
    rise_m : how far, negative when falling, m.
    peak_mps : highest speed, m/s.
    turn_rad : how far the sensor is turned against gravity meanwhile, rad.
    """

    start_s: float
    end_s: float
    rise_m: float
    peak_mps: float
    turn_rad: float

    @property
    def length_s(self) -> float:
        """How long it lasts, s."""
        return self.end_s - self.start_s


def find_strokes(even: Even) -> tuple[Stroke, ...]:
    """Every rise and fall, in order; the two cut off by the ends of the recording are left out.

    Parameters
    ----------
    even : (3, n) acceleration with gravity, mg.

    Notes
    -----
    v = highpass(integral of lowpass(|a| - median |a|)), 4 Hz and 0.1 Hz, both without shift in time. An isolated stroke
    leaves a slow echo of the other sign before and after it, lower in speed than itself by half or more.
    """
    rate_hz = even.rate_hz
    length = size(even)
    up_mps2 = band((length - np.median(length)) * _MPS2_PER_MG, rate_hz, high_hz=_FASTEST_HZ)
    up_mps = band(np.cumsum(up_mps2) / rate_hz, rate_hz, low_hz=_DRIFT_HZ)
    turns = np.flatnonzero(np.diff(np.signbit(up_mps))) + 1
    steady = band(even.values, rate_hz, high_hz=_TURNING_HZ)
    steady /= np.sqrt((steady**2).sum(axis=0)) + 1e-9
    strokes = []
    for start, stop in pairwise(turns.tolist()):
        part = up_mps[start:stop]
        strokes.append(
            Stroke(
                start_s=even.time_s(float(start)),
                end_s=even.time_s(float(stop)),
                rise_m=float(part.sum() / rate_hz),
                peak_mps=float(np.abs(part).max()),
                turn_rad=float(np.arccos(np.clip(steady[:, start] @ steady[:, start:stop], -1.0, 1.0)).max()),
            )
        )
    return tuple(strokes)
