"""When each picture of a clip was shown: stamps as stored become true, increasing times.

Containers store a presentation stamp per picture, in ticks. Real files lack some, repeat some, or start the clock anew
in the middle; twitches are timed by these stamps, so they are set right once, before the first picture is decoded.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["FrameClock", "FrameTimes", "missing_frames", "true_times", "usual_interval_s"]

_RESTART_INTERVALS = 10.0  # stored order runs forward; a step back this long is a new clock, a shorter one an error
_MISSING_FROM = 1.5  # an interval from here on holds at least one frame that was not stored
_STEADY = 0.15  # intervals this close, on average, to whole multiples of one interval come from a steady camera


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FrameTimes:
    """The times of all pictures of a clip, in order of presentation.

    Parameters
    ----------
    stamps : (n,) int64, ticks as stored; the smallest int64 where there was none.
    times_s : (n,) float64, s, increasing, 0 at the first.
    interval_s : the usual time from one picture to the next, s.
    n_repaired : pictures whose stamp was missing, repeated or ran backward.
    """

    stamps: NDArray[np.int64]
    times_s: NDArray[np.float64]
    interval_s: float
    n_repaired: int


def true_times(
    presentation: NDArray[np.int64], decoding: NDArray[np.int64], *, tick_s: float, nominal_s: float
) -> FrameTimes:
    """Set the stamps of a clip right.

    Parameters
    ----------
    presentation, decoding : (n,) int64, ticks, in stored order; the smallest int64 where there is none.
    tick_s : length of a tick, s.
    nominal_s : interval by the container's stated rate, s; used where the stamps say nothing.

    Notes
    -----
    A clip without any presentation stamp is timed by its decoding stamps. Within one clock, stored order may differ
    from shown order, so stamps are sorted. Equal stamps are spread evenly up to the next one.
    """
    none = np.iinfo(np.int64).min
    shown = decoding if bool(np.all(presentation == none)) else presentation
    n_lost = int(np.count_nonzero(shown == none))
    filled = _filled(shown, decoding, step=nominal_s / tick_s)
    pieces, n_restarts = _one_clock(filled, decoding, step=nominal_s / tick_s)
    order = np.argsort(pieces, kind="stable")
    ticks = pieces[order]
    is_new = np.concatenate([[True], np.diff(ticks) > 0])
    ticks = _spread(ticks, is_new, step=nominal_s / tick_s)
    times_s = (ticks - ticks[0]) * tick_s
    return FrameTimes(
        stamps=shown[order],
        times_s=times_s,
        interval_s=usual_interval_s(times_s, tick_s=tick_s, nominal_s=nominal_s),
        n_repaired=n_lost + n_restarts + int(np.count_nonzero(~is_new)),
    )


def usual_interval_s(times_s: NDArray[np.float64], *, tick_s: float, nominal_s: float) -> float:
    """The interval of a camera that ran steadily, whatever it then dropped; else the median interval, s.

    Notes
    -----
    The shortest tenth of the intervals suggests the interval t; it is refined by least squares over the whole
    multiples k = round(dt / t). That stays right when most frames were dropped, and when the container rounds to
    milliseconds. When the intervals are no multiples of anything (variable rate), the median speaks.
    """
    intervals = np.diff(times_s)
    if intervals.size < 2:
        return float(intervals[0]) if intervals.size else nominal_s
    measured_s = _measured_interval_s(intervals)
    # Over the whole clip the two clocks differ by less than the container's rounding: the stated rate is the exact one.
    return nominal_s if abs(measured_s - nominal_s) * intervals.size <= 2 * tick_s else measured_s


def _measured_interval_s(intervals: NDArray[np.float64]) -> float:
    median = float(np.median(intervals))
    interval = float(np.quantile(intervals, 0.1))
    for _ in range(3):
        multiples = np.maximum(np.rint(intervals / interval), 1.0)
        near = multiples <= 10  # over long pauses a small error in t adds up
        if not near.any():
            return median
        interval = float(np.sum(intervals[near] * multiples[near]) / np.sum(multiples[near] ** 2))
    misfit = np.abs(intervals[near] / interval - multiples[near])
    return interval if float(misfit.mean()) < _STEADY and float((multiples == 1).mean()) >= 0.1 else median


def missing_frames(times_s: NDArray[np.float64], interval_s: float) -> int:
    """How many frames the clip lacks, by the pauses between those it has."""
    multiples = np.diff(times_s) / interval_s
    return int(np.sum(np.rint(multiples[multiples > _MISSING_FROM]) - 1))


class FrameClock:
    """Gives each decoded picture its time, by the stamp it carries.

    Pictures that the decoder left out shift nothing; a picture without a known stamp follows the one before it.
    """

    def __init__(self, times: FrameTimes) -> None:
        self._times_s = times.times_s
        self._interval_s = times.interval_s
        self._next = 0
        self._at: dict[int, deque[int]] = {}
        for at, stamp in enumerate(times.stamps.tolist()):
            self._at.setdefault(stamp, deque()).append(at)

    def time_of(self, stamp: int) -> float:
        """Time of the next picture, which carries `stamp`, s; later than every time given before."""
        found = self._at.get(stamp)
        self._next = max(self._next, found.popleft() if found else 0)
        n_beyond = self._next - (self._times_s.size - 1)
        time_s = float(self._times_s[min(self._next, self._times_s.size - 1)])
        self._next += 1
        return time_s + max(n_beyond, 0) * self._interval_s


def _filled(shown: NDArray[np.int64], decoding: NDArray[np.int64], *, step: float) -> NDArray[np.float64]:
    """Stamps with the missing ones put in: from the decoding stamp, else one step after the picture before."""
    none = np.iinfo(np.int64).min
    filled = np.where(shown != none, shown, decoding).astype(np.float64)
    lost = (shown == none) & (decoding == none)
    for at in np.flatnonzero(lost):
        filled[at] = filled[at - 1] + step if at else 0.0
    return filled


def _one_clock(
    stamps: NDArray[np.float64], decoding: NDArray[np.int64], *, step: float
) -> tuple[NDArray[np.float64], int]:
    """Put clocks that start anew end to end; also the number of new starts."""
    none = np.iinfo(np.int64).min
    stored = np.where(decoding != none, decoding, stamps).astype(np.float64)
    (restarts,) = np.nonzero(np.diff(stored) < -_RESTART_INTERVALS * step)
    joined = stamps.copy()
    for at in restarts + 1:
        joined[at:] += joined[:at].max() + step - joined[at : at + 1].min()
    return joined, restarts.size


def _spread(ticks: NDArray[np.float64], is_new: NDArray[np.bool_], *, step: float) -> NDArray[np.float64]:
    """Space repeated stamps evenly up to the next different one."""
    if is_new.all():
        return ticks
    (known,) = np.nonzero(is_new)
    n_after = ticks.size - known[-1]
    ends = np.concatenate([known, [ticks.size]])
    values = np.concatenate([ticks[known], [ticks[known[-1]] + step * n_after]])
    spread: NDArray[np.float64] = np.interp(np.arange(ticks.size), ends, values)
    return spread
