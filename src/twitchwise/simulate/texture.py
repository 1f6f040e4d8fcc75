"""Pictures to be moved about: skin in soft light, and muscle under ultrasound."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["draw_skin", "draw_speckle"]

_SKIN_MEAN = 132.0  # grey levels
_SHADING = 18.0  # grey levels SD of the soft light
_SPOTS = 40  # pores, hairs and freckles for each 100,000 px
_SPOT_GREY = (6.0, 30.0)


def draw_skin(height: int, width: int, *, contrast: float, rng: np.random.Generator) -> NDArray[np.float32]:
    """Draw a patch of skin: texture on many scales, freckles and soft shading.

    Parameters
    ----------
    height, width : px.
    contrast : SD of the texture, grey levels.

    Notes
    -----
    Two Gaussian fields, 0.87 of coarse texture with amplitude spectrum 1 / f from 1/120 cycles a px up, and 0.5 of
    furrows, 4-12 px apart, seen through a lens (Gaussian, 0.8 px). Left joins right and top joins bottom, so that it
    can be shifted without a seam.
    """
    radius = _radial_frequency(height, width)
    coarse = np.where(radius > 1.0 / 120.0, 1.0 / np.maximum(radius, 1e-4), 0.0) * _lens(radius, 0.8)
    furrows = np.exp(-0.5 * ((radius - 0.15) / 0.05) ** 2) * _lens(radius, 0.8)
    texture = 0.87 * _filtered_noise(height, width, coarse, rng) + 0.5 * _filtered_noise(height, width, furrows, rng)
    light = _filtered_noise(height, width, np.exp(-((radius * 350.0) ** 2)), rng)
    spots = np.zeros((height, width))
    n_spots = int(_SPOTS * height * width / 100_000) + 1
    np.add.at(
        spots,
        (rng.integers(0, height, n_spots), rng.integers(0, width, n_spots)),
        -rng.uniform(*_SPOT_GREY, n_spots),
    )
    sigma = 1.6
    blur = np.exp(-2.0 * (np.pi * radius * sigma) ** 2) * 2.0 * np.pi * sigma**2
    spots = np.fft.irfft2(np.fft.rfft2(spots) * blur, s=(height, width))
    skin = _SKIN_MEAN + contrast * texture + _SHADING * light + spots
    return np.asarray(np.clip(skin, 30.0, 225.0), dtype=np.float32)


def draw_speckle(height: int, width: int, *, contrast: float, rng: np.random.Generator) -> NDArray[np.float32]:
    """Draw muscle under ultrasound: log-compressed speckle over bright fascicle borders that run sideways.

    Parameters
    ----------
    height, width : px.
    contrast : SD of the speckle, grey levels.

    Notes
    -----
    Speckle is the modulus of a complex Gaussian field with a point spread of 1.4 px in depth and 2.8 px sideways.
    It joins at the edges like `draw_skin`.
    """
    fy, fx = np.fft.fftfreq(height)[:, None], np.fft.fftfreq(width)[None, :]
    spread = np.exp(-2.0 * np.pi**2 * ((1.4 * fy) ** 2 + (2.8 * fx) ** 2))
    noise = rng.standard_normal((height, width)) + 1j * rng.standard_normal((height, width))
    echo = np.abs(np.fft.ifft2(np.fft.fft2(noise) * spread))
    half_y, half_x = np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width)[None, :]
    fascicles = _filtered_noise(height, width, np.exp(-((half_y * 14.0) ** 2) - (half_x * 160.0) ** 2), rng)
    speckle = np.log(echo / np.median(echo) + 0.05)
    picture = 85.0 + contrast * ((speckle - speckle.mean()) / speckle.std() + 1.2 * fascicles)
    seen = np.fft.irfft2(np.fft.rfft2(picture) * _lens(_radial_frequency(height, width), 0.8), s=(height, width))
    return np.asarray(np.clip(seen, 17.0, 235.0), dtype=np.float32)


def _radial_frequency(height: int, width: int) -> NDArray[np.float64]:
    """Cycles a px of each bin of a real two-dimensional transform, (height, width // 2 + 1)."""
    return np.asarray(np.hypot(np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width)[None, :]))


def _lens(radius: NDArray[np.float64], sigma_px: float) -> NDArray[np.float64]:
    return np.asarray(np.exp(-2.0 * (np.pi * radius * sigma_px) ** 2))


def _filtered_noise(
    height: int, width: int, amplitude: NDArray[np.float64], rng: np.random.Generator
) -> NDArray[np.float64]:
    """Gaussian noise of the given amplitude spectrum, mean 0, SD 1, (height, width)."""
    spectrum = np.fft.rfft2(rng.standard_normal((height, width))) * amplitude
    spectrum[0, 0] = 0.0
    field = np.fft.irfft2(spectrum, s=(height, width))
    return np.asarray(field / max(float(field.std()), 1e-12))
