"""What rest makes of a sum of squares, and how surprising a larger one is.

Summed squares of Gaussian noise of one level follow a gamma law. The level of real noise flickers, so that its sums are
those of many levels mixed; their tail is far heavier, and rare small potentials look just like it. How much the level
flickers shows in the lower half of the sums already, where no twitch reaches.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["EnergyLaw", "fit_energy_laws"]

_LOW_SHARE = 0.25  # a quarter of the time nothing happens in any recording worth judging
_LEAST_OF_MODEL = 0.6
_FLICKER_PAIR = (0.1, 0.5)  # twitches are short against the time between them: they hardly move the median
_MOST_FLICKER = 0.65  # SD of the logarithm of the energy: kurtosis 4.6; a level that varies more is activity, not rest
_FEWEST_FOR_FLICKER = 500
_BELIEVED = 25.0  # once in nine years of steps: beyond it the surprise only follows the energy
_LARGEST_FINITE = 600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyLaw:
    """The law of one family's sums in rest: a gamma variable times a level whose logarithm is normal.

    Parameters
    ----------
    shape, scale : of the gamma law.
    flicker : SD of the logarithm of the level, in energy; 0 where it is steady.
    """

    shape: float
    scale: float
    flicker: float = 0.0

    def surprise(self, energy: NDArray[np.float32]) -> NDArray[np.float32]:
        """Minus the logarithm of the probability that rest exceeds `energy`."""
        grid, values, slope = _surprise_table(round(self.shape, 6), round(self.flicker, 6))
        x = energy / np.float32(self.scale)
        found = np.interp(x, grid, values)
        beyond = x > grid[-1]
        if beyond.any():
            found[beyond] = values[-1] + slope * (x[beyond] - grid[-1])
        return np.asarray(found, np.float32)


def fit_energy_laws(
    highest: list[NDArray[np.float32]], shapes: tuple[float, ...], *, n_sums: int, first_mean: float, flickers: bool
) -> tuple[EnergyLaw, ...]:
    """The law of each family from the sums themselves.

    Parameters
    ----------
    highest : the largest of `n_sums` sums at each step, for each family.
    shapes : of the gamma law of one sum, as the noise model expects it.
    first_mean : what the noise model expects of the first family's sums on average.
    flickers : whether the flicker of the level can be read: only for a single sum, as the largest of many hides it, and
        only where twitches are short against the time between them.

    Notes
    -----
    The flicker makes the ratio of two low quantiles what it is; the lower quartile gives the scale. Where samples
    repeat, as coarse steps make them do, the quartile is far below what the noise model expects; then that is believed.
    """
    if not highest[0].size:
        return tuple(EnergyLaw(shape=shape, scale=1.0) for shape in shapes)
    readable = flickers and n_sums == 1 and highest[0].size >= _FEWEST_FOR_FLICKER
    spreads = [_flicker(v, shape) if readable else 0.0 for v, shape in zip(highest, shapes, strict=True)]
    scales = []
    for values, shape, spread in zip(highest, shapes, spreads, strict=True):
        expected = _quantile(shape, spread, _LOW_SHARE ** (1.0 / n_sums))
        scales.append(max(float(np.quantile(values, _LOW_SHARE)) / expected, 1e-12))
    mean = shapes[0] * float(np.exp(spreads[0] ** 2 / 2))
    lift = max(_LEAST_OF_MODEL * first_mean / mean / scales[0], 1.0)
    return tuple(
        EnergyLaw(shape=shape, scale=scale * lift, flicker=spread)
        for shape, scale, spread in zip(shapes, scales, spreads, strict=True)
    )


def _flicker(values: NDArray[np.float32], shape: float) -> float:
    """The SD of the level's logarithm that gives the ratio of two low quantiles that `values` have."""
    low, high = np.quantile(values, _FLICKER_PAIR)
    wanted = float(high) / max(float(low), 1e-12)

    def ratio(flicker: float) -> float:
        return _quantile(shape, flicker, _FLICKER_PAIR[1]) / _quantile(shape, flicker, _FLICKER_PAIR[0])

    least, most = 0.0, _MOST_FLICKER
    if ratio(least) >= wanted:
        return least
    for _ in range(10):
        middle = 0.5 * (least + most)
        least, most = (middle, most) if ratio(middle) < wanted else (least, middle)
    return 0.5 * (least + most)


def _quantile(shape: float, flicker: float, share: float) -> float:
    """The value that so large a share of the sums stays below."""
    from scipy.special import gammaincinv

    plain = float(gammaincinv(shape, share))
    if not flicker:
        return plain
    grid = plain * np.exp(np.linspace(-3.0 * flicker, 3.0 * flicker, 61))
    return float(np.interp(share, 1.0 - _exceeded(grid, shape, flicker), grid))


def _exceeded(x: NDArray[np.float64], shape: float, flicker: float) -> NDArray[np.float64]:
    """Probability that a gamma variable times a level exp(flicker * normal) exceeds each `x`."""
    from scipy.special import gammaincc

    if not flicker:
        return np.asarray(gammaincc(shape, x))
    # the tail lives on rare high levels, hence the reach upwards
    at = np.linspace(-5.0, 10.0, 76)
    weights = np.exp(-(at**2) / 2)
    levels = np.exp(flicker * at)
    return np.asarray((weights / weights.sum()) @ gammaincc(shape, x[None, :] / levels[:, None]))


@lru_cache(maxsize=256)
def _surprise_table(shape: float, flicker: float) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Energies, their surprise, and its slope beyond them."""
    top = shape + 40.0 * np.sqrt(shape) + _LARGEST_FINITE
    if not flicker:
        grid = np.linspace(0.0, top, 4000)
        tail = _exceeded(grid, shape, 0.0)
        keep = tail > np.exp(-_LARGEST_FINITE)
        grid, values = grid[keep], -np.log(tail[keep])
        return grid, values, float((values[-1] - values[-2]) / (grid[-1] - grid[-2]))
    grid = np.concatenate(([0.0], np.geomspace(1e-3 * shape, 1e3 * top, 1000)))
    tail = _exceeded(grid, shape, flicker)
    keep = tail > np.exp(-_BELIEVED)
    grid, values = grid[keep], -np.log(np.minimum(tail[keep], 1.0))
    return grid, values, float(values[-1] / grid[-1])
