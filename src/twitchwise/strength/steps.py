"""Steps and cadence of a walk out of an acceleration."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import InputError, Problem
from twitchwise.estimate import NotMeasurable
from twitchwise.strength.file_reading import ReadableTest, TestReading
from twitchwise.strength.movement import Even, band, holds_gravity, size
from twitchwise.strength.rhythm import count_cycles, find_rhythm
from twitchwise.strength.strokes import find_strokes

__all__ = ["Steps", "find_steps", "read_walk"]

_BAND_HZ = (0.7, 5.0)
_SLOWEST_HZ = 0.85  # steps a second: people who walk at 0.3 m/s still take one step a second
_FASTEST_HZ = 3.3  # running
_SMALLEST_MG = 25.0  # RMS: the slowest walk on record here has 60, a quiet phone under 3
_WINDOW_S = 4.0
_HALF_LIKENESS = 0.15  # left and right steps that are this alike are two steps, not one
_LEAST_PEAK = 0.2  # first and last steps are small; chosen on the real walks of bench-strength-files.md
_FEWEST = 8
_WALK_LIKENESS = 0.35
_LIFTED_SHARE = 0.35  # 0.5-1.0 in real walks, at most 0.3 in simulated chair stands
_STEP_RISE_M = (0.006, 0.13)
# Correlations after one and two steps, of movement across gravity: two on is 0.67-0.96 in real walks (0.4 in one broken
# by sitting down) and exceeds one on by 0.3-1.0; in simulated heel raises and taps by less as a rule.
_TWO_ON, _SIDES_DIFFER = 0.4, 0.1
_TWO_ON_SLOW, _SIDES_DIFFER_SLOW = 0.55, 0.2  # a slow pace could be that of heel raises and has to be surer
_ONLY_STEPS_HZ = 1.35  # nobody rises on the toes faster
_AMID_STEPS = 1.5
_LONGEST_M = 1.3  # no step of a walk is longer: 1.0 m at 2.5 m/s


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """What repeats at the pace of steps, and how much it is like a walk.

    Parameters
    ----------
    times_s : when each step was taken.
    lifted_s : those of them that lifted the body by as much as a step does.
    rate_hz : usual steps a second.
    likeness : correlation of one step with the next, 0-1.
    one_on, two_on : correlation of the sideways and forward movement with itself one step and two steps later.
    """

    times_s: tuple[float, ...]
    lifted_s: tuple[float, ...]
    rate_hz: float
    likeness: float
    one_on: float
    two_on: float

    @property
    def is_walk(self) -> bool:
        """Whether these are the steps of a walk, and not the beat of some other movement.

        Notes
        -----
        There are at least eight, alike, at a pace that legs have, and at least 35 % of them lift the body by 0.6-13 cm
        once a step: the overtones of chair stands do not. Left and right differ: the movement across gravity repeats
        better after two steps than after one; below 1.35 steps a second, where it could be heel raises, much better.
        """
        if len(self.times_s) < _FEWEST or self.likeness < _WALK_LIKENESS or self.rate_hz < _SLOWEST_HZ:
            return False
        if len(self.lifted_s) < _LIFTED_SHARE * len(self.times_s):
            return False
        two_on, differ = (
            (_TWO_ON, _SIDES_DIFFER) if self.rate_hz >= _ONLY_STEPS_HZ else (_TWO_ON_SLOW, _SIDES_DIFFER_SLOW)
        )
        return self.two_on >= two_on and self.two_on - self.one_on >= differ


def find_steps(even: Even) -> Steps | None:
    """Whatever repeats at the pace of steps, with stops between.

    Parameters
    ----------
    even : (3, n) acceleration, mg, of a phone anywhere on the body or in the hand.

    Returns
    -------
    Steps or None
        None when nothing repeats at such a pace. Ask `is_walk` whether it is one.
    """
    waves = _waves(even)
    rhythm = find_rhythm(
        waves,
        even.rate_hz,
        slowest_hz=_SLOWEST_HZ / 2,  # two unlike steps repeat as a pair
        fastest_hz=_FASTEST_HZ,
        smallest=_SMALLEST_MG,
        window_s=_WINDOW_S,
        half_counts_from=_HALF_LIKENESS,
    )
    if rhythm is None:
        return None
    at = count_cycles(waves, even.rate_hz, rhythm, least=_LEAST_PEAK)
    times_s = np.array([even.time_s(float(sample)) for sample in at])
    lifted_s = times_s[_lifts(even, times_s, rhythm.rate_hz)]
    one_on, two_on = _sides(even, rhythm.rate_hz, lifted_s)
    return Steps(
        times_s=tuple(times_s.tolist()),
        lifted_s=tuple(lifted_s.tolist()),
        rate_hz=rhythm.rate_hz,
        likeness=rhythm.likeness,
        one_on=one_on,
        two_on=two_on,
    )


def _lifts(even: Even, times_s: NDArray[np.float64], rate_hz: float) -> NDArray[np.bool_]:
    """Which steps come with a rise of the body of their own; without gravity that cannot be told and all do."""
    if not holds_gravity(even):
        return np.ones(len(times_s), dtype=bool)
    low_m, high_m = _STEP_RISE_M
    middles_s = np.array(
        [
            0.5 * (stroke.start_s + stroke.end_s)
            for stroke in find_strokes(even)
            if low_m < stroke.rise_m < high_m and 0.25 < stroke.length_s * rate_hz < 0.85
        ]
    )
    lifted = np.zeros(len(times_s), dtype=bool)
    for middle_s in middles_s:
        if len(times_s):
            nearest = int(np.argmin(np.abs(times_s - middle_s)))
            lifted[nearest] |= abs(times_s[nearest] - middle_s) < 0.6 / rate_hz
    return lifted


def _sides(even: Even, rate_hz: float, lifted_s: NDArray[np.float64]) -> tuple[float, float]:
    """How alike the movement across gravity is to itself one step and two steps later, amid the steps that lift."""
    down = even.values.mean(axis=1)
    length = float(np.sqrt(down @ down))
    down = down / length if length > 0 else down
    across = even.values - np.outer(down, down @ even.values)
    across = band(across, even.rate_hz, low_hz=0.3 * rate_hz, high_hz=1.5 * rate_hz)
    step = even.rate_hz / rate_hz
    amid = np.zeros(across.shape[1], dtype=bool)
    for at_s in lifted_s:
        at = (at_s - even.start_s) * even.rate_hz
        amid[max(0, int(at - _AMID_STEPS * step)) : int(at + _AMID_STEPS * step) + 1] = True
    across = across[:, amid]
    return _likeness_after(across, round(step)), _likeness_after(across, round(2 * step))


def _likeness_after(values: NDArray[np.float64], lag: int) -> float:
    if values.shape[1] < 2 * lag:
        return 0.0
    early, late = values[:, :-lag], values[:, lag:]
    size_of_both = float(np.sqrt((early**2).sum() * (late**2).sum()))
    return float((early * late).sum()) / size_of_both if size_of_both > 0 else 0.0


def read_walk(even: Even, *, distance_m: float | None = None) -> TestReading | NotMeasurable:
    """Count the steps of a walk and measure its cadence, and its speed when the distance is known.

    Parameters
    ----------
    even : (3, n) acceleration, mg.
    distance_m : how far the person walked, m.

    Raises
    ------
    InputError
        If the distance is impossible for the steps that were found.
    """
    steps = find_steps(even)
    if steps is None or not steps.is_walk:
        return NotMeasurable(reason="this file holds no walk: fewer than 8 even steps follow one another")
    times_s = np.array(steps.times_s)
    gaps_s = np.diff(times_s)
    usual_s = float(np.median(gaps_s))
    walked_s = float(gaps_s[gaps_s < 2.5 * usual_s].sum()) + usual_s
    n_stops = int(np.count_nonzero(gaps_s >= 2.5 * usual_s))
    n_skipped = int(np.count_nonzero((gaps_s >= 1.6 * usual_s) & (gaps_s < 2.5 * usual_s)))
    problems = []
    if n_stops:
        problems.append(
            Problem(
                what=f"the walk stops {n_stops} times",
                where="walk",
                remedy="walk without a stop; standing was left out of the cadence",
            )
        )
    value, unit = 60.0 / usual_s, "steps/min"
    if distance_m is not None:
        if not 0.0 < distance_m <= _LONGEST_M * len(times_s):
            raise InputError(
                what=f"{distance_m:g} m cannot be walked in {len(times_s)} steps",
                where="distance",
                remedy="give the distance walked, in metres",
            )
        value, unit = distance_m / (float(times_s[-1] - times_s[0]) + usual_s), "m/s"
    else:
        value = 60.0 * len(times_s) / walked_s
    return TestReading(
        test=ReadableTest.WALK,
        count=len(times_s),
        value=value,
        unit=unit,
        times_s=steps.times_s,
        confidence=len(times_s) / (len(times_s) + n_skipped),
        problems=tuple(problems),
    )


def _waves(even: Even) -> NDArray[np.float64]:
    """One signal that has a wave a step, (n,) mg."""
    low_hz, high_hz = _BAND_HZ
    if holds_gravity(even):
        length = size(even)
        return band(length - np.median(length), even.rate_hz, low_hz=low_hz, high_hz=high_hz)
    # Without gravity the length folds pushes down onto pushes up: the axis of the largest movement serves instead.
    moved = band(even.values, even.rate_hz, low_hz=low_hz, high_hz=high_hz)
    _, axes = np.linalg.eigh(np.cov(moved))
    along: NDArray[np.float64] = axes[:, -1] @ moved
    return along
