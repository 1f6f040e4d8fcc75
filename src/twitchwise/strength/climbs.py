"""Stairs climbed, out of the air pressure that a phone's barometer writes."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from twitchwise.strength.movement import Even

__all__ = ["Climb", "find_climbs"]

_METRES_AT_1000_HPA = 8.43  # metres per hPa: 29.27 m/K x 288 K / 1000 hPa, the air at 15 degrees
_USUAL_HPA = 1000.0
_MEDIAN_S = 2.0  # a door or a gust pushes for about a second
_SMOOTH_S = 1.0
_LEAST_M = 2.0  # less than one storey is within what weather and doors do
_STILL_MPS = 0.08  # slower than that for longer than a landing is standing: the slowest climbs are 0.1 m/s
_PAUSE_S = 20.0  # a rest longer than this ends a climb
_TREND_S = 4.0  # over this long the speed is judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Climb:
    """One way up or down.

    Parameters
    ----------
    start_s, end_s : when 10 % and 90 % of the height were reached.
    height_m : from the bottom to the top, negative when down.
    speed_mps : 80 % of the height over the time between, negative when down.
    rest_s : time stood still in between.
    """

    start_s: float
    end_s: float
    height_m: float
    speed_mps: float
    rest_s: float


def find_climbs(pressure: Even) -> tuple[Climb, ...]:
    """Every climb of two metres or more, up and down told apart by the sign.

    Parameters
    ----------
    pressure : (1, n), hPa.

    Notes
    -----
    Pressure falls going up: height = -8.43 m x 1000 / p x change in hPa, since the same step of pressure is more
    metres where the air is thin. Readings pass a median of 2 s and a mean of 1 s; a climb is a stretch in which the
    height goes one way with rests of at most 20 s. The levels before and after are medians over up to 5 s. The weather
    is not taken out: half a hectopascal an hour is 7 cm a minute, and a few seconds of rest are too few to measure it.
    """
    height_m = _heights(pressure)
    if len(height_m) < 5:
        return ()
    found = []
    for start, stop in _stretches(height_m, pressure.rate_hz):
        climb = _measure(height_m, start, stop, pressure)
        if climb is not None:
            found.append(climb)
    return tuple(found)


def _heights(pressure: Even) -> NDArray[np.float64]:
    """Height over the first reading, (n,) m."""
    from scipy.ndimage import median_filter, uniform_filter1d

    hpa = pressure.values[0]
    wide = max(3, 2 * int(0.5 * _MEDIAN_S * pressure.rate_hz) + 1)
    calm = median_filter(hpa, size=wide, mode="nearest")
    calm = uniform_filter1d(calm, size=max(1, round(_SMOOTH_S * pressure.rate_hz)), mode="nearest")
    per_hpa = _METRES_AT_1000_HPA * _USUAL_HPA / float(np.median(hpa))
    return np.asarray(-(calm - calm[0]) * per_hpa, dtype=np.float64)


def _stretches(height_m: NDArray[np.float64], rate_hz: float) -> list[tuple[int, int]]:
    """Samples between which the body climbs one way, rests within."""
    span = max(1, round(0.5 * _TREND_S * rate_hz))
    at = np.arange(len(height_m))
    early, late = np.maximum(at - span, 0), np.minimum(at + span, len(height_m) - 1)
    speed_mps = (height_m[late] - height_m[early]) * rate_hz / (late - early)
    way = np.where(speed_mps > _STILL_MPS, 1, np.where(speed_mps < -_STILL_MPS, -1, 0))
    runs: list[tuple[int, int, int]] = []
    edges = np.flatnonzero(np.diff(way)) + 1
    for start, stop in pairwise([0, *edges, len(way)]):
        if way[start] == 0:
            continue
        if runs and runs[-1][2] == way[start] and (start - runs[-1][1]) / rate_hz <= _PAUSE_S:
            runs[-1] = (runs[-1][0], int(stop), int(way[start]))
        elif abs(height_m[stop - 1] - height_m[start]) > 0.25 * _LEAST_M:  # a gust does not part a climb in two
            runs.append((int(start), int(stop), int(way[start])))
    return [(start, stop) for start, stop, _ in runs]


def _measure(height_m: NDArray[np.float64], start: int, stop: int, pressure: Even) -> Climb | None:
    rate_hz = pressure.rate_hz
    level = max(1, round(5.0 * rate_hz))
    bottom = float(np.median(height_m[max(0, start - level) : start + 1]))
    top = float(np.median(height_m[stop - 1 : stop + level]))
    rise_m = top - bottom
    if abs(rise_m) < _LEAST_M:
        return None
    share = (height_m - bottom) / rise_m
    after = share[start:stop]
    tenth = start + _crossing(after, 0.1)
    ninetieth = start + _crossing(after, 0.9)
    took_s = (ninetieth - tenth) / rate_hz
    if took_s <= 0:
        return None
    speed_mps = 0.8 * rise_m / took_s
    return Climb(
        start_s=pressure.time_s(tenth),
        end_s=pressure.time_s(ninetieth),
        height_m=rise_m,
        speed_mps=speed_mps,
        rest_s=_rest_s(height_m[int(tenth) : int(ninetieth) + 1], rate_hz),
    )


def _crossing(share: NDArray[np.float64], level: float) -> float:
    """Where a rising curve crosses a level: halfway between the first time above and the last below it."""
    above = np.flatnonzero(share >= level)
    below = np.flatnonzero(share < level)
    if not len(above) or not len(below):
        return 0.0 if len(above) else float(len(share) - 1)
    first, last = int(above[0]), int(below[-1])
    if first == 0:
        return 0.0
    if last == first - 1:
        return last + float((level - share[last]) / (share[first] - share[last]))
    return 0.5 * (first + last)


def _rest_s(height_m: NDArray[np.float64], rate_hz: float) -> float:
    """Time in stretches of 4 s or more in which the height stays the same."""
    span = max(1, round(_TREND_S * rate_hz))
    if len(height_m) <= span:
        return 0.0
    is_still = np.abs(height_m[span:] - height_m[:-span]) < _STILL_MPS * _TREND_S * 0.75
    covered = np.zeros(len(height_m), dtype=bool)
    for at in np.flatnonzero(is_still):
        covered[at : at + span] = True
    return float(covered.sum() / rate_hz)
