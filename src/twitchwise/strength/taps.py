"""Finger tapping out of a gyroscope on the finger, or out of the times of touches."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import Problem
from twitchwise.estimate import NotMeasurable
from twitchwise.strength.file_reading import ReadableTest, TestReading
from twitchwise.strength.movement import Even, band
from twitchwise.strength.rhythm import count_cycles, find_rhythm
from twitchwise.strength.steps import Steps

__all__ = ["read_taps", "score_taps"]

_BAND_HZ = (0.7, 15.0)
_SLOWEST_HZ = 0.9
_FASTEST_HZ = 9.0  # 50-60 in 10 s on a key is ordinary (fepsy); 80 is about the fastest
_SMALLEST_RADPS = 0.25  # RMS: a finger that opens by 5 degrees twice a second; a hand at rest has 0.02
_WINDOW_S = 3.0
_LIKENESS = 0.35
_FEWEST = 5
_LEAST_PEAK = 0.3
_REST_S = 2.0  # a longer pause parts two bouts
_BOUT_S = 10.0
_SHORTEST_S = 3.0


def read_taps(turning: Even, *, steps: Steps | None = None) -> TestReading | NotMeasurable:
    """Count taps out of the angular velocity of a finger.

    Parameters
    ----------
    turning : (3, n) rad/s.
    steps : steps that the acceleration of the same file shows, to refuse a walk.

    Notes
    -----
    The axis about which the finger turns most is found by the largest eigenvector of the covariance in 0.7-15 Hz;
    along it each tap is one wave, and a peak of it one tap.
    """
    low_hz, high_hz = _BAND_HZ
    moved = band(turning.values, turning.rate_hz, low_hz=low_hz, high_hz=high_hz)
    _, axes = np.linalg.eigh(np.cov(moved))
    along: NDArray[np.float64] = axes[:, -1] @ moved
    slow = band(turning.values - turning.values.mean(axis=1, keepdims=True), turning.rate_hz, high_hz=low_hz)
    rhythm = find_rhythm(
        along,
        turning.rate_hz,
        slowest_hz=_SLOWEST_HZ,
        fastest_hz=_FASTEST_HZ,
        smallest=_SMALLEST_RADPS,
        window_s=_WINDOW_S,
        least_likeness=_LIKENESS,
    )
    if rhythm is None:
        return NotMeasurable(reason="this file holds no finger tapping: nothing turns to and fro at an even pace")
    if float((slow**2).sum()) > float((moved**2).sum()):
        return NotMeasurable(
            reason="this file holds no finger tapping: the sensor turns slowly, as with the whole body"
        )
    if steps is not None and steps.is_walk and steps.two_on - steps.one_on >= 0.2 and rhythm.rate_hz < 3.0:
        return NotMeasurable(reason=f"this file shows {len(steps.times_s)} steps of a walk, not finger tapping")
    up, down = (count_cycles(sign * along, turning.rate_hz, rhythm, least=_LEAST_PEAK) for sign in (1.0, -1.0))
    at = up if len(up) <= len(down) else down  # a filter can add half a wave at the ends, it cannot lose one
    agree = min(len(up), len(down)) / max(len(up), len(down), 1)
    return score_taps(
        [turning.time_s(float(sample)) for sample in at], confidence=agree * min(1.0, rhythm.likeness + 0.3)
    )


def score_taps(times_s: Sequence[float], *, confidence: float = 1.0) -> TestReading | NotMeasurable:
    """Turn the times of taps into a score.

    Parameters
    ----------
    times_s : when each tap was, s, rising.
    confidence : how clear they are, 0-1.

    Returns
    -------
    TestReading or NotMeasurable
        `value` is the taps in 10 s: of each bout (parted by 2 s or more) from its first to its last tap, then the
        median of the bouts, so that one false start counts little.
    """
    taps_s = np.asarray(times_s, dtype=np.float64)
    if len(taps_s) < _FEWEST:
        return NotMeasurable(reason=f"this file holds no finger tapping: only {len(taps_s)} taps were found")
    ends = [0, *(np.flatnonzero(np.diff(taps_s) > _REST_S) + 1).tolist(), len(taps_s)]
    bouts = [taps_s[start:stop] for start, stop in pairwise(ends) if stop - start >= _FEWEST]
    if not bouts:
        return NotMeasurable(
            reason="this file holds no finger tapping: no five taps follow one another within 2 s each"
        )
    scores = [_BOUT_S * (len(bout) - 1) / float(bout[-1] - bout[0]) for bout in bouts]
    problems = []
    longest_s = max(float(bout[-1] - bout[0]) for bout in bouts)
    if longest_s < 0.8 * _BOUT_S:
        problems.append(
            Problem(
                what=f"the longest bout lasts {longest_s:.1f} s; its pace was carried on to 10 s",
                where="finger tapping",
                remedy="tap for the full 10 s: the pace falls towards the end",
            )
        )
    if longest_s < _SHORTEST_S:
        return NotMeasurable(reason=f"the longest bout of tapping lasts {longest_s:.1f} s; it takes 3 s at least")
    return TestReading(
        test=ReadableTest.FINGER_TAPPING,
        count=len(taps_s),
        value=float(np.median(scores)),
        unit="taps in 10 s",
        times_s=tuple(taps_s.tolist()),
        confidence=confidence,
        problems=tuple(problems),
    )
