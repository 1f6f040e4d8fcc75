"""How fast something repeats, window by window, and the single repetitions: the shared part of steps and taps."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.strength.movement import band

__all__ = ["Rhythm", "count_cycles", "find_rhythm"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rhythm:
    """Where a signal repeats itself, and how fast.

    Parameters
    ----------
    rate_hz : usual repetitions a second.
    active : (n,) bool, where the signal repeats at about that rate.
    likeness : mean correlation of a repetition with the next, over the active windows.
    """

    rate_hz: float
    active: NDArray[np.bool_]
    likeness: float


def find_rhythm(
    values: NDArray[np.float64],
    sampling_hz: float,
    *,
    slowest_hz: float,
    fastest_hz: float,
    smallest: float,
    window_s: float,
    least_likeness: float = 0.3,
    half_counts_from: float | None = None,
) -> Rhythm | None:
    """Find the usual rate of repetition and the stretches that hold it.

    Parameters
    ----------
    values : (n,) samples around 0, already band-passed.
    sampling_hz : samples a second.
    slowest_hz, fastest_hz : rates looked for.
    smallest : RMS in a window below which nothing moves, in the unit of `values`.
    window_s : length of a window, s.
    least_likeness : correlation with itself one repetition later that a window must reach.
    half_counts_from : when given, half of the best lag is the repetition as soon as its correlation is this much:
        a left and a right step differ, yet each is a step.

    Returns
    -------
    Rhythm or None
        None when no window repeats.

    Notes
    -----
    The autocorrelations of all moving windows are averaged with their power as weight and the highest peak within the
    range is the lag of the recording; a shorter peak of nearly the same height (85 %) is preferred, since twice the
    lag always correlates too. A window is active when its own best peak within +-35 % of that lag is high enough.
    """
    width = min(int(window_s * sampling_hz), len(values))
    longest = min(int(sampling_hz / slowest_hz) + 2, width - 2)
    shortest = max(2, int(sampling_hz / fastest_hz))
    if longest <= shortest + 2 or len(values) < 0.5 * window_s * sampling_hz:
        return None
    starts = np.arange(0, len(values) - width + 1, max(1, width // 4))
    curves, powers = _autocorrelations(values, starts, width, longest)
    moving = powers > smallest
    if not moving.any():
        return None
    mean = np.average(curves[moving], axis=0, weights=powers[moving] ** 2)
    lag = _best_lag(mean, shortest)
    if lag is None:
        return None
    if half_counts_from is not None and lag / 2 >= shortest:
        near = mean[round(0.42 * lag) : round(0.58 * lag) + 1]
        peak = round(0.42 * lag) + int(np.argmax(near))
        if near.max() >= half_counts_from and mean[peak] >= max(mean[peak - 1], mean[peak + 1]):
            lag = float(peak)
    low, high = max(1, int(lag / 1.35)), min(longest, int(lag * 1.35) + 1)
    alike = curves[:, low : high + 1].max(axis=1)
    holds = moving & (alike >= least_likeness)
    if not holds.any():
        return None
    active = np.zeros(len(values), dtype=bool)
    for start in starts[holds]:
        active[start : start + width] = True
    if holds[-1]:
        active[starts[-1] :] = True
    return Rhythm(rate_hz=sampling_hz / lag, active=active, likeness=float(alike[holds].mean()))


def count_cycles(values: NDArray[np.float64], sampling_hz: float, rhythm: Rhythm, *, least: float) -> NDArray[np.int64]:
    """Samples at which each repetition peaks.

    Parameters
    ----------
    values : (n,) samples around 0.
    sampling_hz : samples a second.
    rhythm : usual rate and where it holds.
    least : share of the usual peak that a repetition must reach.

    Notes
    -----
    Around the usual rate (0.6 to 1.6 of it) each repetition is one wave: peaks at least 0.55 of the usual interval
    apart, within the active stretches, no lower than `least` of the median peak; and the signal itself must, within
    0.3 of the interval, reach `least` of what it usually does there.
    """
    from scipy.ndimage import maximum_filter1d
    from scipy.signal import find_peaks

    rate_hz = rhythm.rate_hz
    waves = band(values, sampling_hz, low_hz=0.6 * rate_hz, high_hz=1.6 * rate_hz)
    peaks, _ = find_peaks(waves, distance=max(1, int(0.55 * sampling_hz / rate_hz)))
    peaks = peaks[(waves[peaks] > 0) & rhythm.active[peaks]]
    if not len(peaks):
        return peaks.astype(np.int64)
    # The narrow filter rings on before, after and in pauses; what was measured does not.
    near = 2 * max(1, round(0.3 * sampling_hz / rate_hz)) + 1
    moved = maximum_filter1d(values, near)[peaks]
    is_real = (waves[peaks] >= least * np.median(waves[peaks])) & (moved >= least * np.median(moved))
    return peaks[is_real].astype(np.int64)


def _autocorrelations(
    values: NDArray[np.float64], starts: NDArray[np.int64], width: int, longest: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Per window: correlation with itself at lags 0 to `longest`, and RMS."""
    curves = np.zeros((len(starts), longest + 1))
    rms = np.zeros(len(starts))
    for row, start in enumerate(starts):
        part = values[start : start + width] - values[start : start + width].mean()
        rms[row] = np.sqrt((part**2).mean())
        if rms[row] == 0.0:
            continue
        squares = np.concatenate(([0.0], np.cumsum(part**2)))
        for lag in range(longest + 1):
            shared = np.sqrt((squares[width - lag]) * (squares[width] - squares[lag]))
            if shared > 0:
                curves[row, lag] = part[: width - lag] @ part[lag:] / shared
    return curves, rms


def _best_lag(curve: NDArray[np.float64], shortest: int) -> float | None:
    inner = np.arange(max(shortest, 1), len(curve) - 1)
    tops = inner[(curve[inner] >= curve[inner - 1]) & (curve[inner] >= curve[inner + 1]) & (curve[inner] > 0)]
    if not len(tops):
        return None
    near_best = tops[curve[tops] >= 0.85 * curve[tops].max()]
    return float(near_best[0])
