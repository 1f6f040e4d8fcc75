"""Motor units seen through the skin: the potential that a simulated unit draws on an electrode grid."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.simulate.truth import find_extent

__all__ = ["PHASES", "Electrodes", "UnitPotential", "UnitShape", "draw_unit", "place_potential"]

PHASES = 8  # sub-sample positions at which a potential is kept: onsets are exact to 1/8 sample
_FINE_HZ = 8192.0  # the fibre model is computed at this rate, four times the band of a surface electrode or more
_BAND_HZ = 500.0  # usual upper corner of a surface EMG amplifier
_ANISOTROPY = 5.0  # conductivity of muscle along over across the fibres (Andreassen and Rosenfalck 1981: about 5)
# A travelling action potential as three point currents (mm behind the front; share). They sum to zero and have no
# net dipole; the proportions are those of the fit to Rosenfalck's action potential (24.6, -35.4, 10.8).
_TRIPOLE_MM = np.array([0.0, 2.1, 7.0])
_TRIPOLE = np.array([0.7, -1.0, 0.3])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Electrodes:
    """Where the electrodes are and what each channel measures.

    Parameters
    ----------
    position_mm : (n_electrodes, 2) float, x and y on the skin.
    montage : (n_channels, n_electrodes) float, weights of the electrodes in each channel.
    grid : (row, column) of each channel.
    """

    position_mm: NDArray[np.float64]
    montage: NDArray[np.float64]
    grid: tuple[tuple[int, int], ...]

    @property
    def channel_mm(self) -> NDArray[np.float64]:
        """(n_channels, 2) float, middle of the electrodes of each channel."""
        weights = np.abs(self.montage)
        return np.asarray((weights @ self.position_mm) / weights.sum(axis=1, keepdims=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitShape:
    """Within which bounds a unit is drawn.

    Parameters
    ----------
    depth_mm : nearest and farthest below the skin.
    half_length_mm : from the end-plate to either end of the fibres.
    radius_mm : of the unit's territory.
    n_fibres : fibres that stand for the whole unit.
    """

    depth_mm: tuple[float, float] = (4.0, 15.0)
    half_length_mm: tuple[float, float] = (35.0, 70.0)
    radius_mm: tuple[float, float] = (1.5, 4.0)
    n_fibres: int = 20


LOCAL_SHAPE = UnitShape(depth_mm=(2.5, 4.0), half_length_mm=(8.0, 14.0), radius_mm=(0.5, 1.2))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class UnitPotential:
    """What one discharge looks like on every channel.

    Parameters
    ----------
    samples : (PHASES, n_channels, n_samples) float32; at each sub-sample position scaled to 1 uV peak to peak on the
        largest channel.
    lead : samples before the onset.
    duration_s : from onset to end, s.
    best : the channel on which it is largest.
    """

    samples: NDArray[np.float32]
    lead: int
    duration_s: float
    best: int


def draw_unit(
    electrodes: Electrodes, *, rate_hz: float, shape: UnitShape, axis_rad: float, rng: np.random.Generator
) -> UnitPotential:
    """Draw a motor unit and compute its potential at the skin.

    Parameters
    ----------
    electrodes : the array it is seen by.
    rate_hz : sampling rate of the recording.
    shape : bounds of its geometry.
    axis_rad : direction of the muscle's fibres on the skin; units deviate by some 10 degrees.

    Notes
    -----
    Every fibre carries an action potential, three point currents q_k, from its end-plate to both ends at 3-5 m/s in an
    infinite medium that conducts better along the fibres:
    phi = sum_k q_k / sqrt((x - x_k)^2 + a rho^2). A current that has not left the end-plate yet, or has reached the
    end, waits there: so the potential begins and dies out as a real one does. Band limited to 500 Hz.

    References
    ----------
    Rosenfalck 1969; Merletti et al. 1999, J Electromyogr Kinesiol 9:69 (tripole model); Andreassen and Rosenfalck 1981.
    """
    fine = electrodes.montage @ _territory_potential(electrodes, shape=shape, axis_rad=axis_rad, rng=rng)
    return place_potential(_band_limited(fine, min(_BAND_HZ, 0.4 * rate_hz)), rate_hz=rate_hz, fine_hz=_FINE_HZ)


def place_potential(fine: NDArray[np.float64], *, rate_hz: float, fine_hz: float) -> UnitPotential:
    """Sample a finely computed potential at `PHASES` sub-sample positions, each scaled to 1 uV peak to peak.

    Parameters
    ----------
    fine : (n_channels, n_fine) float, the potential, about zero at both ends.
    rate_hz : sampling rate of the recording.
    fine_hz : rate of `fine`.
    """
    from scipy.interpolate import CubicSpline

    step_s = 1.0 / (rate_hz * PHASES)
    fine_s = np.arange(fine.shape[1]) / fine_hz
    curve = CubicSpline(fine_s, fine, axis=1)(np.arange(0.0, fine_s[-1], step_s))
    extent = find_extent(np.abs(curve).max(axis=0))
    lead = -(-extent.start // PHASES)
    n_samples = lead + -(-(curve.shape[1] - extent.start) // PHASES) + 1
    padded = np.zeros((fine.shape[0], (n_samples + 1) * PHASES))
    offset = lead * PHASES - extent.start
    padded[:, offset : offset + curve.shape[1]] = curve
    samples = np.zeros((PHASES, fine.shape[0], n_samples), dtype=np.float32)
    for phase in range(PHASES):
        # a discharge `phase` eighths of a sample late: sample j shows the curve at j - phase / 8
        late = np.concatenate([np.zeros((fine.shape[0], phase)), padded], axis=1)[:, : n_samples * PHASES : PHASES]
        samples[phase] = late / np.ptp(late, axis=1).max()
    return UnitPotential(
        samples=samples,
        lead=lead,
        duration_s=(extent.stop - extent.start) * step_s,
        best=int(np.argmax(np.ptp(samples[0], axis=1))),
    )


def _territory_potential(
    electrodes: Electrodes, *, shape: UnitShape, axis_rad: float, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Sum of the fibres of one random unit on every electrode, (n_electrodes, n_fine)."""
    low, high = electrodes.position_mm.min(axis=0), electrodes.position_mm.max(axis=0)
    centre = rng.uniform(low, high + 1e-9)
    depth_mm = float(rng.uniform(*shape.depth_mm))
    speed_mm_s = float(rng.uniform(3000.0, 5000.0))
    half_mm = rng.uniform(*shape.half_length_mm, 2)
    radius_mm = float(rng.uniform(*shape.radius_mm))
    plate_mm = float(rng.uniform(-0.4, 0.4)) * float(half_mm.min())  # the grid need not lie over the end-plate
    angle = axis_rad + float(rng.normal(0.0, np.deg2rad(10.0)))
    along = np.array([np.cos(angle), np.sin(angle)])
    across = np.array([-along[1], along[0]])
    x = (electrodes.position_mm - centre) @ along
    y = (electrodes.position_mm - centre) @ across
    n_fine = int((float(half_mm.max()) + 25.0) / speed_mm_s * 1.15 * _FINE_HZ) + 48
    times_s = (np.arange(n_fine) - 16) / _FINE_HZ
    total = np.zeros((x.size, n_fine))
    for _ in range(shape.n_fibres):
        off, turn = radius_mm * np.sqrt(rng.random()), rng.uniform(0.0, 2.0 * np.pi)
        below = max(depth_mm + off * np.sin(turn), 1.0)
        rho2 = _ANISOTROPY * ((y - off * np.cos(turn)) ** 2 + below**2)
        start = plate_mm + float(rng.normal(0.0, min(3.0, 0.15 * float(half_mm.min()))))
        # fibres of one unit conduct alike, and their nerve endings are reached within about a millisecond
        travelled = speed_mm_s * float(rng.normal(1.0, 0.03)) * (times_s - abs(float(rng.normal(0.0, 0.0004))))
        for sign, half in ((1.0, half_mm[0]), (-1.0, half_mm[1])):
            for behind_mm, current in zip(_TRIPOLE_MM, _TRIPOLE, strict=True):
                source = start + sign * np.clip(travelled - behind_mm, 0.0, half)
                total += current / np.sqrt((x[:, None] - source[None, :]) ** 2 + rho2[:, None])
    return total


def _band_limited(fine: NDArray[np.float64], band_hz: float) -> NDArray[np.float64]:
    """Smooth with a Gaussian whose gain is 0.71 at `band_hz`; it cannot ring ahead of the onset."""
    from scipy.ndimage import gaussian_filter1d

    sigma = np.sqrt(np.log(2.0)) / (2.0 * np.pi * band_hz) * _FINE_HZ
    padded = np.pad(fine, ((0, 0), (32, 32)))
    return np.asarray(gaussian_filter1d(padded, float(sigma), axis=1, mode="constant"))
