"""Mains hum and its harmonics: found, fitted, and taken off EMG."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["shave_lines", "take_off_mains"]

_LINES_HZ = (50.0, 60.0)
_LINE_HALF_WIDTH_HZ = 0.5  # mains frequency wanders by some tenths of a hertz within a piece
_LINE_SEARCH_HZ = 0.3
_LINE_EXCESS = 4.0  # a spectral line this many times its surroundings is mains
_ASIDE_HZ = (-2.0, -1.4, 1.4, 2.0)  # what stands beside a line
_SUM_S = 0.02  # samples are summed over this once the line is turned to 0 Hz: 2 Hz aside loses 0.3 %
_SHORTEST_S = 2.0  # a shorter piece does not tell a line from what stands beside it
_SAMPLES_FOR_LOUDEST = 1000


def take_off_mains(raw: NDArray[np.float32], rate_hz: float, top_hz: float) -> NDArray[np.float32]:
    """Samples without a mains line and its harmonics where one stands out: fitted sinusoids; the ends stay true.

    Parameters
    ----------
    raw : (n_channels, n).
    top_hz : no harmonic above this matters.
    """
    n = raw.shape[1]
    if n < _SHORTEST_S * rate_hz:
        return raw
    loudest = raw[int(np.argmax(raw[:, :: max(n // _SAMPLES_FOR_LOUDEST, 1)].var(axis=1)))].astype(np.float64)
    loudest = (loudest - loudest.mean()) * np.hanning(n)
    for line_hz in _LINES_HZ:
        if line_hz > top_hz or (at_hz := _find_line(loudest, rate_hz, line_hz)) is None:
            continue
        n_harmonics = max(int(np.ceil(top_hz / at_hz)) - 1, 1)
        turning = np.exp(2j * np.pi * at_hz / rate_hz * np.arange(n))
        harmonics = np.cumprod(np.broadcast_to(turning, (n_harmonics, n)), axis=0)
        waves = np.concatenate((harmonics.real, harmonics.imag)).astype(np.float32)
        fitted = np.linalg.solve((waves @ waves.T).astype(np.float64), (waves @ raw.T).astype(np.float64))
        raw = raw - fitted.T.astype(np.float32) @ waves
    return raw


def shave_lines(spectrum: NDArray[np.complex64], frequencies: NDArray[np.float64]) -> None:
    """Bring mains lines down to the level of their surroundings, keeping their phase; nothing rings.

    Parameters
    ----------
    spectrum : (n_channels, n), changed in place.
    frequencies : (n,) Hz, evenly spaced.
    """
    width = frequencies[1]
    half = max(int(np.ceil(_LINE_HALF_WIDTH_HZ / width)), 1)
    wide = 8 * half
    harmonics = np.concatenate([np.arange(line_hz, frequencies[-1], line_hz) for line_hz in _LINES_HZ])
    centres = np.unique(np.rint(harmonics / width).astype(np.int64))
    centres = centres[(centres - half - wide >= 1) & (centres + half + 1 + wide <= frequencies.size)]
    if not centres.size:
        return
    reach = np.arange(-half - wide, half + wide + 1)
    near = spectrum[:, centres[:, None] + reach]
    power = near.real**2 + near.imag**2
    inside = power[..., wide:-wide]
    around = np.concatenate((power[..., :wide], power[..., -wide:]), axis=-1)
    middle = np.partition(around, wide, axis=-1)[..., wide, None]
    level = np.minimum(around, 9 * middle).mean(axis=-1)
    for row, line in np.argwhere(inside.max(axis=-1) > _LINE_EXCESS**2 * np.maximum(level, 1e-24)):
        gain = np.sqrt(np.minimum(1.0, level[row, line] / np.maximum(inside[row, line], 1e-24)))
        spectrum[row, centres[line] - half : centres[line] + half + 1] *= gain


def _find_line(loudest: NDArray[np.float64], rate_hz: float, line_hz: float) -> float | None:
    """The true frequency of a mains line in (n,) tapered samples, Hz; None where none stands out."""
    length = max(round(_SUM_S * rate_hz), 1)
    n_sums = loudest.size // length
    turned_back = np.exp(-2j * np.pi * line_hz / rate_hz * np.arange(length))
    sums = loudest[: n_sums * length].reshape(n_sums, length) @ turned_back
    tried, waves = _waves_round(line_hz, n_sums, length / rate_hz)
    strength = np.abs(waves @ sums)
    found, beside = strength[: tried.size], float(strength[tried.size :].mean())
    return float(tried[int(np.argmax(found))]) if found.max() >= _LINE_EXCESS * 2.0 * beside else None


@lru_cache(maxsize=4)  # the pieces of a recording are all of one length
def _waves_round(line_hz: float, n: int, every_s: float) -> tuple[NDArray[np.float64], NDArray[np.complex128]]:
    """Frequencies the line may have, Hz, and the waves of those and of what lies beside it: (n_waves, n)."""
    tried = line_hz + np.linspace(-_LINE_SEARCH_HZ, _LINE_SEARCH_HZ, 61)
    waves_hz = np.concatenate((tried, line_hz + np.array(_ASIDE_HZ)))
    return tried, np.exp(-2j * np.pi * waves_hz[:, None] * every_s * np.arange(n))
