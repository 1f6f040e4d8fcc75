"""The colour of the resting noise, and the filter that makes it white.

Noise of electrodes, phones and hands is strongest at low frequencies. A detector that weighs every frequency by how
quiet it is sees twitches there where the noise is not.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Response", "learn_response"]

_QUIET_SHARE = 0.3
_MOST_GAIN = 10.0  # between the strongest and the weakest frequency of the band: no frequency counts for everything
_SMOOTH_SHARE = 0.03  # of the band: fine lines are not followed, they would ring


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Response:
    """A zero-phase filter, as gain over frequency.

    Parameters
    ----------
    frequencies_hz, gain : (n,) float64.
    """

    frequencies_hz: NDArray[np.float64]
    gain: NDArray[np.float64]

    def at(self, frequencies_hz: NDArray[np.floating]) -> NDArray[np.float32]:
        """Gain at other frequencies."""
        return np.asarray(np.interp(frequencies_hz, self.frequencies_hz, self.gain), np.float32)

    def apply(self, wave: NDArray[np.float64], rate_hz: float) -> NDArray[np.float64]:
        """The filtered wave: (..., n), padded with zeros so that nothing wraps round."""
        n = wave.shape[-1]
        spectrum = np.fft.rfft(wave, 4 * n, axis=-1)
        gain = self.at(np.fft.rfftfreq(4 * n, 1.0 / rate_hz))
        return np.asarray(np.fft.irfft(spectrum * gain, 4 * n, axis=-1)[..., :n])


def learn_response(
    rows: NDArray[np.float32],
    rate_hz: float,
    band: NDArray[np.float64],
    window: int,
    floor: float = 0.0,
) -> Response:
    """The filter that whitens the rest in `rows`, times the pass band.

    Parameters
    ----------
    rows : (n_rows, n) samples, not filtered.
    band : (window // 2 + 1,) gain of the pass band at the frequencies of a window's transform.
    window : samples per window.
    floor : RMS of rounding; rows that rest below it have no colour of their own to learn.

    Notes
    -----
    Power is averaged over the quietest 30 % of half-overlapping Hann windows of each row, rows are scaled alike, and
    the gain is the inverse root, limited to a range of 10, scaled to keep the power of the band.
    """
    frequencies = np.fft.rfftfreq(window, 1.0 / rate_hz).astype(np.float64)
    taper = np.hanning(window).astype(np.float32)
    starts = np.arange(0, max(rows.shape[1] - window, 0) + 1, max(window // 2, 1))
    weight = band**2
    total = np.zeros(frequencies.size)
    for row in rows:
        blocks = np.stack([row[s : s + window] for s in starts]) if row.size >= window else np.zeros((1, window))
        power = np.abs(np.fft.rfft((blocks - blocks.mean(axis=1, keepdims=True)) * taper, axis=1)) ** 2
        strength = power @ weight
        calm = strength <= np.quantile(strength, _QUIET_SHARE)
        if float(blocks[calm].var(axis=1).mean()) < floor**2:
            continue
        quiet = power[calm].mean(axis=0)
        if (scale := float(quiet @ weight)) > 0:
            total += quiet / scale
    if not total.any():
        return Response(frequencies_hz=frequencies, gain=band)
    inside = band > 0.3
    width = max(int(_SMOOTH_SHARE * inside.sum()), 1)
    smooth = np.convolve(np.pad(total, width, mode="edge"), np.ones(2 * width + 1) / (2 * width + 1), mode="valid")
    middle = float(np.median(smooth[inside])) if inside.any() else 1.0
    root = np.sqrt(_MOST_GAIN)
    gain = np.clip(np.sqrt(middle / np.maximum(smooth, middle * 1e-9)), 1 / root, root) * band
    kept = float(np.sum((gain**2) * smooth)), float(np.sum(weight * smooth))
    return Response(frequencies_hz=frequencies, gain=gain * np.sqrt(kept[1] / max(kept[0], 1e-12)))
