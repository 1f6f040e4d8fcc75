"""Signals that are already in memory, and the finding of gaps in a clock."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.recordings.model import Quantity, Span

__all__ = ["SampledSignal", "drop_impossible", "find_gaps", "median_rate_hz"]

_LARGEST = 1e15  # uV, mg or counts: beyond any sensor, and squares of samples up to here still fit float32
_GAP_INTERVALS = 5.0  # a pause this many usual intervals long is a gap, not jitter


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SampledSignal:
    """A signal held in memory.

    Parameters
    ----------
    quantity : what was measured; values are in `quantity.unit`.
    labels : one name per channel.
    values : (n_channels, n_samples) float32.
    rate_hz : samples a second.
    clock_s : (n_samples,) float64 true times, or None for a steady clock that starts at 0.
    grid : (row, column) of each channel, if known.
    """

    quantity: Quantity
    labels: tuple[str, ...]
    values: NDArray[np.float32]
    rate_hz: float
    clock_s: NDArray[np.float64] | None = None
    grid: tuple[tuple[int, int], ...] | None = None

    @property
    def n_samples(self) -> int:
        """Number of samples per channel."""
        return int(self.values.shape[1])

    def read(self, start: int, stop: int) -> NDArray[np.float32]:
        """Samples `start` to `stop`, (n_channels, stop - start)."""
        return self.values[:, start:stop]

    def times_s(self, start: int, stop: int) -> NDArray[np.float64]:
        """Times of samples `start` to `stop`, s."""
        if self.clock_s is None:
            return np.arange(start, min(stop, self.n_samples)) / self.rate_hz
        return self.clock_s[start:stop]


def drop_impossible(values: NDArray[np.float32]) -> None:
    """Put NaN in the place of whatever no sensor can have measured: infinities and numbers beyond 1e15."""
    if values.size and not (values.max() < _LARGEST and values.min() > -_LARGEST):
        values[~(np.abs(values) < _LARGEST)] = np.nan


def median_rate_hz(clock_s: NDArray[np.float64]) -> float:
    """Samples a second by the median interval of `clock_s` ((n,) s, n >= 2, not all equal)."""
    intervals = np.diff(clock_s)
    return float(1.0 / np.median(intervals[intervals > 0]))


def find_gaps(clock_s: NDArray[np.float64], *, start_s: float = 0.0) -> tuple[Span, ...]:
    """Stretches without samples: pauses longer than five usual intervals, each from one usual interval after the
    last sample before it to the first sample after it."""
    if clock_s.size < 3:
        return ()
    usual_s = 1.0 / median_rate_hz(clock_s)
    (at,) = np.nonzero(np.diff(clock_s) > _GAP_INTERVALS * usual_s)
    return tuple(Span(start_s=start_s + float(clock_s[i]) + usual_s, end_s=start_s + float(clock_s[i + 1])) for i in at)
