"""Resting EMG noise with a real-looking spectrum, covariance of the channels, slow drift and heavy tails."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

__all__ = ["NoiseModel", "Roughness", "draw_noise_model", "noise_pieces"]

_N_FFT = 32768  # samples generated at once
_FADE = 1024  # of which so many are cross-faded into the neighbour
_SMOOTH_SHARE = 0.85  # variance that neighbouring channels share in smooth noise (80-90 %)
_ROUGH_SHARE = 0.15
_REACH_MM = 25.0  # distance at which shared noise has fallen to 1/e
_CONTACT_SPREAD = (0.7, 1.5)  # contact noise of one channel over that of the usual one
_KNOT_S = 0.005  # spacing of the points between which the heavy-tail gain is interpolated
_DRIFT_KNOT_S = 40.0  # spacing of the points between which the level drifts


class Roughness(StrEnum):
    """How much of the noise neighbouring electrodes share."""

    SMOOTH = "smooth"
    ROUGH = "rough"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NoiseModel:
    """Noise that has been decided on and can be generated piece by piece.

    Parameters
    ----------
    mixing : (n_channels, n_channels) float32, shared sources to channels.
    contact : (n_channels,) float32, level of each channel's own noise.
    shared_gain, contact_gain : (_N_FFT // 2 + 1,) float32, spectrum (amplitude) of either, unit RMS in band.
    rate_hz : sampling rate.
    drift : (n_knots,) log of the level at steps of 40 s.
    tail : (n_knots,) log gain at steps of 5 ms, or None for Gaussian noise.
    """

    mixing: NDArray[np.float32]
    contact: NDArray[np.float32]
    shared_gain: NDArray[np.float32]
    contact_gain: NDArray[np.float32]
    rate_hz: float
    drift: NDArray[np.float64]
    tail: NDArray[np.float64] | None


def draw_noise_model(
    channel_mm: NDArray[np.float64],
    *,
    rate_hz: float,
    duration_s: float,
    level_uv: float,
    roughness: Roughness,
    monopolar: bool,
    drift: tuple[float, float],
    kurtosis: float,
    rng: np.random.Generator,
) -> NoiseModel:
    """Decide on a noise.

    Parameters
    ----------
    channel_mm : (n_channels, 2) float, where the channels are on the skin.
    rate_hz, duration_s : of the recording.
    level_uv : RMS in 20-500 Hz, root of the mean over channels of the variance, before drift, uV.
    roughness : how much neighbours share.
    monopolar : whether there is a common mode.
    drift : lowest and highest factor of the level, wandering over minutes.
    kurtosis : 3 for Gaussian noise; quiet hobby recordings show 3.6.

    Notes
    -----
    Shared variance: exp(-d / 25 mm), a common mode, and three smooth patterns. The shared (biological) part falls
    above 60 Hz as 1 / (1 + (f / 60)^2), the contact part is white with a 1/f rise below 30 Hz; both pass the
    amplifier (10 Hz first order, 0.45 of the rate or 500 Hz sixth order). Heavy tails: the gain exp(g) of a smooth
    Gaussian g with variance ln(kurtosis / 3) / 4.
    """
    n = channel_mm.shape[0]
    share = _SMOOTH_SHARE if roughness is Roughness.SMOOTH else _ROUGH_SHARE
    covariance = _shared_covariance(channel_mm, monopolar=monopolar, rng=rng)
    contact = rng.uniform(*_CONTACT_SPREAD, n)
    contact *= np.sqrt((1.0 - share) / np.mean(contact**2))
    frequency = np.arange(_N_FFT // 2 + 1) * rate_hz / _N_FFT
    n_drift = int(duration_s / _DRIFT_KNOT_S) + 3
    tail = None
    if kurtosis > 3.0:
        tail = _smooth_gaussian(int(duration_s / _KNOT_S) + 3, rng) * np.sqrt(np.log(kurtosis / 3.0)) / 2.0
    return NoiseModel(
        mixing=(level_uv * np.sqrt(share) * np.linalg.cholesky(covariance + 1e-9 * np.eye(n))).astype(np.float32),
        contact=(level_uv * contact).astype(np.float32),
        shared_gain=_band_normalised(1.0 / np.sqrt(1.0 + (frequency / 60.0) ** 2), frequency, rate_hz),
        contact_gain=_band_normalised(np.sqrt(1.0 + 30.0 / np.maximum(frequency, 0.1)), frequency, rate_hz),
        rate_hz=rate_hz,
        drift=rng.uniform(np.log(drift[0]), np.log(drift[1]), n_drift),
        tail=tail,
    )


def noise_pieces(model: NoiseModel, n_samples: int, rng: np.random.Generator) -> Iterator[NDArray[np.float32]]:
    """Generate the noise in consecutive pieces, (n_channels, n) float32 uV, `n_samples` in all.

    Notes
    -----
    Each piece is shaped in the frequency domain. Neighbours overlap and are faded into each other with sine and
    cosine, which keeps the variance of independent stretches.
    """
    from scipy.fft import irfft

    rise = np.sin(0.5 * np.pi * (np.arange(_FADE) + 0.5) / _FADE).astype(np.float32)
    n_channels, n_bins = model.contact.size, _N_FFT // 2 + 1
    own = model.contact[:, None] * model.contact_gain
    carried: NDArray[np.float32] | None = None
    start = 0
    while start < n_samples:
        draws = rng.standard_normal((2, n_channels, 2 * n_bins), dtype=np.float32)
        spectrum = (model.mixing @ draws[0]).view(np.complex64)
        spectrum *= model.shared_gain
        spectrum += own * draws[1].view(np.complex64)
        spectrum[:, 0] = 0.0
        spectrum[:, -1] = 0.0
        stretch = np.asarray(irfft(spectrum, n=_N_FFT, axis=1, overwrite_x=True), dtype=np.float32)
        if carried is not None:
            stretch[:, :_FADE] *= rise
            stretch[:, :_FADE] += carried
        carried = stretch[:, -_FADE:] * rise[::-1]
        piece = stretch[:, : min(_N_FFT - _FADE, n_samples - start)]
        piece *= _level(model, start, piece.shape[1])
        yield piece
        start += piece.shape[1]


def _shared_covariance(
    channel_mm: NDArray[np.float64], *, monopolar: bool, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Covariance of the shared noise, (n_channels, n_channels), mean variance 1."""
    distance = np.linalg.norm(channel_mm[:, None, :] - channel_mm[None, :, :], axis=2)
    extent = float(distance.max()) + 1.0
    centres = channel_mm.mean(axis=0) + rng.normal(0.0, extent / 3.0, (3, 2))
    patterns = np.exp(-(np.linalg.norm(channel_mm[None] - centres[:, None], axis=2) ** 2) / (2.0 * (extent / 3.0) ** 2))
    patterns *= rng.choice([-1.0, 1.0], (3, 1))
    covariance = 0.5 * np.exp(-distance / _REACH_MM) + 0.2 * patterns.T @ patterns / max(
        float((patterns**2).sum(axis=0).mean()), 1e-9
    )
    if monopolar:
        covariance += 0.3
    return np.asarray(covariance / np.mean(np.diag(covariance)))


def _band_normalised(
    amplitude: NDArray[np.float64], frequency: NDArray[np.float64], rate_hz: float
) -> NDArray[np.float32]:
    """Pass a spectrum through the amplifier and scale it so that complex unit draws give RMS 1 in 20-500 Hz."""
    corner_hz = min(500.0, 0.45 * rate_hz)
    rise = (frequency / 10.0) / np.sqrt(1.0 + (frequency / 10.0) ** 2)
    gain = amplitude * rise / np.sqrt(1.0 + (frequency / corner_hz) ** 12)
    band = (frequency >= 20.0) & (frequency <= 500.0)
    # a real and an imaginary draw of variance 1 each in bin k of an n-point inverse transform add 4 gain^2 / n^2
    rms = np.sqrt(4.0 * np.sum(gain[band] ** 2)) / _N_FFT
    return np.asarray(gain / rms, dtype=np.float32)


def _smooth_gaussian(n: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Gaussian noise of variance 1 that is smooth over about four points."""
    from scipy.ndimage import gaussian_filter1d

    smooth = gaussian_filter1d(rng.standard_normal(n), 2.0, mode="wrap")
    return np.asarray(smooth / np.std(smooth))


def _level(model: NoiseModel, start: int, n: int) -> NDArray[np.float32]:
    """Gain of the noise at samples start ... start + n, (n,)."""
    times_s = (start + np.arange(n)) / model.rate_hz
    level = np.interp(times_s / _DRIFT_KNOT_S, np.arange(model.drift.size), model.drift)
    if model.tail is not None:
        level = level + np.interp(times_s / _KNOT_S, np.arange(model.tail.size), model.tail)
        level -= np.mean(model.tail**2)  # E exp(2 g) = exp(2 variance)
    return np.exp(level).astype(np.float32)
