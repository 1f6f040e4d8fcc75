"""A recording laid on a steady clock, as the readers of strength tests need it: acceleration, rotation, pressure."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.recordings.model import Quantity, Recording, Signal, Span

__all__ = ["Even", "band", "evenly", "find_signal", "holds_gravity", "size"]

_NEAR_NYQUIST = 0.95  # a filter edge above this share of half the rate keeps everything
_GRAVITY_SHARE = 0.5  # the mean length of an acceleration with gravity is near 1 g; without, a walk reaches 0.3 g


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Even:
    """Samples on a steady clock.

    Parameters
    ----------
    values : (n_channels, n) float64, in the unit of what was measured.
    start_s : time of the first sample on the recording's clock, s.
    rate_hz : samples a second.
    missing : stretches that had no samples and were bridged by straight lines.
    """

    values: NDArray[np.float64]
    start_s: float
    rate_hz: float
    missing: tuple[Span, ...] = ()

    @property
    def duration_s(self) -> float:
        """From the first sample to one interval after the last, s."""
        return float(self.values.shape[1] / self.rate_hz)

    def time_s(self, sample: float) -> float:
        """Time of a sample, which may lie between two, on the recording's clock, s."""
        return self.start_s + sample / self.rate_hz


def find_signal(recording: Recording, quantity: Quantity) -> Signal | None:
    """The signal of a quantity in a recording, whether it is the main one or a companion; None when absent."""
    signals = (recording.signal, *recording.companions)
    return next((signal for signal in signals if signal is not None and signal.quantity is quantity), None)


def evenly(signal: Signal, rate_hz: float, *, missing: tuple[Span, ...] = ()) -> Even | None:
    """Lay a signal on a steady clock.

    Parameters
    ----------
    signal : samples with true times; lost ones are NaN.
    rate_hz : wanted samples a second; a faster signal is averaged down.
    missing : gaps of the recording, carried along.

    Returns
    -------
    Even or None
        None when fewer than two samples are usable.
    """
    times_s = signal.times_s(0, signal.n_samples)
    values = np.asarray(signal.read(0, signal.n_samples), dtype=np.float64)
    usable = np.isfinite(values).all(axis=0)
    times_s, values = times_s[usable], values[:, usable]
    if len(times_s) < 2 or not times_s[-1] > times_s[0]:
        return None
    fold = max(1, round(signal.rate_hz / rate_hz))  # averaging `fold` samples keeps faster movement from folding back
    n = int((times_s[-1] - times_s[0]) * rate_hz) + 1
    fine_s = times_s[0] + np.arange(n * fold) / (rate_hz * fold)
    laid = np.stack([np.interp(fine_s, times_s, channel) for channel in values])
    return Even(
        values=laid.reshape(len(values), n, fold).mean(axis=2),
        start_s=float(times_s[0]) + (fold - 1) / (2 * fold * rate_hz),
        rate_hz=rate_hz,
        missing=missing,
    )


def size(even: Even) -> NDArray[np.float64]:
    """Length of the vector at each sample, (n,): the same however the phone is turned."""
    return np.asarray(np.sqrt((even.values**2).sum(axis=0)), dtype=np.float64)


def holds_gravity(even: Even) -> bool:
    """Whether an acceleration in mg still holds gravity; apps also write it without."""
    return bool(np.median(size(even)) > _GRAVITY_SHARE * 1000.0)


def band(
    values: NDArray[np.float64], rate_hz: float, *, low_hz: float | None = None, high_hz: float | None = None
) -> NDArray[np.float64]:
    """Keep what lies between two frequencies, without shifting it in time.

    Parameters
    ----------
    values : (..., n) samples.
    rate_hz : samples a second.
    low_hz, high_hz : edges, Hz (3 dB at each of two passes); None leaves that side open.

    Notes
    -----
    Butterworth of second order, run forwards and backwards.
    """
    from scipy.signal import butter, sosfiltfilt

    if high_hz is not None and high_hz >= _NEAR_NYQUIST * rate_hz / 2:
        high_hz = None
    if low_hz is not None and high_hz is not None:
        sos = butter(2, (low_hz, high_hz), btype="bandpass", fs=rate_hz, output="sos")
    elif low_hz is not None:
        sos = butter(2, low_hz, btype="highpass", fs=rate_hz, output="sos")
    elif high_hz is not None:
        sos = butter(2, high_hz, btype="lowpass", fs=rate_hz, output="sos")
    else:
        return values
    slowest_hz = min(edge for edge in (low_hz, high_hz) if edge is not None)
    pad = min(values.shape[-1] - 1, int(rate_hz / slowest_hz))
    return np.asarray(sosfiltfilt(sos, values, axis=-1, padlen=pad), dtype=np.float64)
