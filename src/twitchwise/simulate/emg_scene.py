"""Everything that happens in a simulated EMG recording, decided before its first sample is generated."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.simulate.emg_units import (
    LOCAL_SHAPE,
    PHASES,
    Electrodes,
    UnitPotential,
    UnitShape,
    draw_unit,
    place_potential,
)
from twitchwise.simulate.emg_world import EmgWorld
from twitchwise.simulate.timing import (
    bank_generator,
    draw_beats,
    draw_firings,
    draw_regular_firing,
    draw_stretches,
)
from twitchwise.simulate.truth import Disturbance, Interference, TrueTwitch

__all__ = ["EmgScene", "add_discharges", "compose_scene"]

_BURST_SHAPE = UnitShape(n_fibres=10)
_N_BURST_UNITS = 24
_BURST_S = (0.5, 5.0)
_REGULAR_S = (3.0, 30.0)
_REGULAR_HZ = (6.0, 15.0)  # weak voluntary firing
_REGULAR_VARIATION = (0.10, 0.25)
# An electrocardiogram as Gaussian waves: (share of R, s from R, width s) of P, Q, R, S and T
_ECG_WAVES = ((0.08, -0.16, 0.025), (-0.1, -0.026, 0.008), (1.0, 0.0, 0.010), (-0.25, 0.028, 0.010), (0.2, 0.25, 0.045))
_ECG_FINE_HZ = 4096.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EmgScene:
    """The discharges of a recording.

    Parameters
    ----------
    potentials : what each unit looks like.
    start : (n,) int, first sample of each discharge, ascending (may be negative).
    phase : (n,) int, its sub-sample position, in eighths.
    potential : (n,) int, index into `potentials`.
    gain : (n,) float, size, uV peak to peak.
    twitches, interference : the truth.
    """

    potentials: tuple[UnitPotential, ...]
    start: NDArray[np.int64]
    phase: NDArray[np.int64]
    potential: NDArray[np.int64]
    gain: NDArray[np.float64]
    twitches: tuple[TrueTwitch, ...]
    interference: tuple[Interference, ...]


class _Score:
    """Collects discharges until they are sorted into a scene."""

    def __init__(self, rate_hz: float) -> None:
        self.rate_hz = rate_hz
        self.potentials: list[UnitPotential] = []
        self.rows: list[tuple[int, int, int, float]] = []
        self.twitches: list[TrueTwitch] = []
        self.interference: list[Interference] = []

    def add_potential(self, potential: UnitPotential) -> int:
        self.potentials.append(potential)
        return len(self.potentials) - 1

    def add_discharge(self, index: int, onset_s: float, gain: float) -> float:
        """Write a discharge down; give back its onset on the grid of eighths of a sample, s."""
        eighths = round(onset_s * self.rate_hz * PHASES)
        sample, phase = divmod(eighths, PHASES)
        self.rows.append((sample - self.potentials[index].lead, phase, index, gain))
        return eighths / (self.rate_hz * PHASES)

    def finish(self) -> EmgScene:
        rows = sorted(self.rows)
        return EmgScene(
            potentials=tuple(self.potentials),
            start=np.array([row[0] for row in rows], dtype=np.int64),
            phase=np.array([row[1] for row in rows], dtype=np.int64),
            potential=np.array([row[2] for row in rows], dtype=np.int64),
            gain=np.array([row[3] for row in rows], dtype=np.float64),
            twitches=tuple(sorted(self.twitches, key=lambda twitch: twitch.onset_s)),
            interference=tuple(sorted(self.interference, key=lambda span: span.start_s)),
        )


def compose_scene(world: EmgWorld, electrodes: Electrodes, rng: np.random.Generator) -> EmgScene:
    """Decide on every twitch, burst, firing stretch and heart beat of a recording."""
    score = _Score(world.rate_hz)
    axis_rad = float(rng.uniform(0.0, np.pi))
    _add_twitches(score, world, electrodes, axis_rad, rng)
    _add_bursts(score, world, electrodes, axis_rad, rng)
    _add_regular_firing(score, world, electrodes, axis_rad, rng)
    _add_heart(score, world, electrodes, rng)
    return score.finish()


def add_discharges(scene: EmgScene, piece: NDArray[np.float32], start: int) -> None:
    """Add every discharge to a piece of recording, in place.

    Parameters
    ----------
    piece : (n_channels, n) float32 uV.
    start : index of its first sample in the recording.
    """
    if not scene.potentials:
        return
    longest = max(potential.samples.shape[2] for potential in scene.potentials)
    first = int(np.searchsorted(scene.start, start - longest))
    last = int(np.searchsorted(scene.start, start + piece.shape[1]))
    for i in range(first, last):
        samples = scene.potentials[scene.potential[i]].samples[scene.phase[i]]
        at = int(scene.start[i]) - start
        low, high = max(at, 0), min(at + samples.shape[1], piece.shape[1])
        if low < high:
            piece[:, low:high] += np.float32(scene.gain[i]) * samples[:, low - at : high - at]


def _add_twitches(
    score: _Score, world: EmgWorld, electrodes: Electrodes, axis_rad: float, rng: np.random.Generator
) -> None:
    bank = bank_generator(world.bank, rng)
    shape = LOCAL_SHAPE if world.local else UnitShape()
    spread = np.log(world.amplitude_spread)
    sizes = world.amplitude_uv * np.exp(rng.uniform(-spread, spread, world.n_units))
    indices = [
        score.add_potential(draw_unit(electrodes, rate_hz=world.rate_hz, shape=shape, axis_rad=axis_rad, rng=bank))
        for _ in range(world.n_units)
    ]
    longest_s = max(score.potentials[index].duration_s for index in indices)
    for firing in draw_firings(world.train, world.duration_s - longest_s, rng):
        potential = score.potentials[indices[firing.unit]]
        gain = float(sizes[firing.unit]) * max(1.0 + world.amplitude_jitter * float(rng.standard_normal()), 0.2)
        row, column = electrodes.grid[potential.best]
        score.twitches.append(
            TrueTwitch(
                onset_s=score.add_discharge(indices[firing.unit], firing.time_s, gain),
                duration_s=potential.duration_s,
                amplitude=gain,
                unit=firing.unit,
                place=(float(column), float(row)) if len(electrodes.grid) > 1 else None,
            )
        )


def _add_bursts(
    score: _Score, world: EmgWorld, electrodes: Electrodes, axis_rad: float, rng: np.random.Generator
) -> None:
    """Voluntary bursts: many units, the small ones many and the large ones few, each firing regularly."""
    stretches = draw_stretches(world.duration_s, per_min=world.bursts_per_min, length_s=_BURST_S, rng=rng)
    if not stretches:
        return
    units = [
        score.add_potential(
            draw_unit(electrodes, rate_hz=world.rate_hz, shape=_BURST_SHAPE, axis_rad=axis_rad, rng=rng)
        )
        for _ in range(_N_BURST_UNITS)
    ]
    sizes = rng.exponential(1.0, _N_BURST_UNITS) + 0.1
    rates = rng.uniform(8.0, 25.0, _N_BURST_UNITS)
    # mean square of independent discharges (Campbell): sum over units of rate * size^2 * energy of the potential
    energy = np.array([(score.potentials[u].samples[0] ** 2).sum(axis=1) / world.rate_hz for u in units])
    sizes *= world.burst_uv / np.sqrt(float(((rates * sizes**2)[:, None] * energy).sum(axis=0).max()))
    for start_s, end_s in stretches:
        edge_s = 0.15 * (end_s - start_s)
        for unit, rate, size in zip(units, rates, sizes, strict=True):
            begin_s, stop_s = start_s + edge_s * rng.random(), end_s - edge_s * rng.random()
            for time_s in draw_regular_firing(begin_s, stop_s, rate_hz=float(rate), variation=0.2, rng=rng):
                score.add_discharge(unit, float(time_s), float(size))
        score.interference.append(Interference(start_s=start_s, end_s=end_s, name=Disturbance.VOLUNTARY))


def _add_regular_firing(
    score: _Score, world: EmgWorld, electrodes: Electrodes, axis_rad: float, rng: np.random.Generator
) -> None:
    for start_s, end_s in draw_stretches(world.duration_s, per_min=world.regular_per_min, length_s=_REGULAR_S, rng=rng):
        unit = score.add_potential(
            draw_unit(electrodes, rate_hz=world.rate_hz, shape=UnitShape(), axis_rad=axis_rad, rng=rng)
        )
        rate_hz, variation = float(rng.uniform(*_REGULAR_HZ)), float(rng.uniform(*_REGULAR_VARIATION))
        for time_s in draw_regular_firing(start_s, end_s, rate_hz=rate_hz, variation=variation, rng=rng):
            jitter = max(1.0 + world.amplitude_jitter * float(rng.standard_normal()), 0.2)
            score.add_discharge(unit, float(time_s), world.regular_uv * jitter)
        score.interference.append(Interference(start_s=start_s, end_s=end_s, name=Disturbance.REGULAR_FIRING))


def _add_heart(score: _Score, world: EmgWorld, electrodes: Electrodes, rng: np.random.Generator) -> None:
    """The electrocardiogram: far away, so nearly the same on all channels, with a slight slope over the array."""
    if world.ecg_uv <= 0:
        return
    times_s = np.arange(-0.3, 0.45, 1.0 / _ECG_FINE_HZ)
    wave = sum(share * np.exp(-0.5 * ((times_s - at) / width) ** 2) for share, at, width in _ECG_WAVES)
    place = electrodes.channel_mm - electrodes.channel_mm.mean(axis=0)
    slope = rng.normal(0.0, 1.0, 2)
    slope *= 0.2 / max(float(np.abs(place @ slope).max()), 1e-9)
    fine = (1.0 + place @ slope)[:, None] * np.asarray(wave)[None, :]
    beat = score.add_potential(place_potential(fine, rate_hz=world.rate_hz, fine_hz=_ECG_FINE_HZ))
    for time_s in draw_beats(world.duration_s, rate_hz=float(rng.uniform(1.0, 80.0 / 60.0)), rng=rng):
        score.add_discharge(beat, float(time_s), world.ecg_uv * (1.0 + 0.05 * float(rng.standard_normal())))
