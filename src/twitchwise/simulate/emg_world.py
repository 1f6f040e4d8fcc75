"""What a simulated EMG recording shall be like, and where its electrodes lie."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from twitchwise.simulate.emg_noise import Roughness
from twitchwise.simulate.emg_units import Electrodes
from twitchwise.simulate.timing import LONGEST_S, Bank, TwitchTrain, require

__all__ = ["EmgWorld", "Montage", "one_channel_world", "place_electrodes"]


class Montage(StrEnum):
    """What each channel is measured against."""

    MONOPOLAR = "monopolar"
    BIPOLAR = "bipolar"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmgWorld:
    """A muscle at rest under surface electrodes; every kind of interference is off until asked for.

    Parameters
    ----------
    duration_s, rate_hz : length and sampling rate.
    rows, columns, pitch_mm : channels and the distance of electrodes; bipolar channels use one more electrode a column.
    montage : monopolar, or differences of neighbours along the columns.
    bank : which collection of units the twitches come from.
    rate_per_min, n_units, doublet_share : see `TwitchTrain`.
    amplitude_uv : size of the units, peak to peak on the largest channel.
    amplitude_spread : sizes lie between amplitude / spread and amplitude * spread; 1 makes all units alike.
    amplitude_jitter : share (SD) by which the discharges of one unit differ in size.
    local : superficial units that few electrodes see.
    noise_uv : RMS in 20-500 Hz; 10-12 uV were measured on a resting grid.
    roughness : whether neighbouring channels share most of the noise.
    drift : lowest and highest factor of the noise level, wandering over minutes.
    kurtosis : of the noise; 3 is Gaussian, quiet hobby recordings show 3.6.
    mains_uv, mains_hz : RMS of the fundamental, and its frequency; harmonics and slow drift come with it.
    ecg_uv : heart artefact, peak to peak on the largest channel.
    bursts_per_min, burst_uv : voluntary bursts of 0.5-5 s; RMS on the largest channel.
    regular_per_min, regular_uv : stretches of 3-30 s in which one unit fires regularly at 6-15 a second; its size.
    dead_channels, clipped_channels : how many channels are flat, or driven into the rail.
    clip_uv : rail of the converter on every channel, or None; clipped channels use 5000 when it is None.
    step_uv : quantisation step, 0 for none.
    """

    duration_s: float = 60.0
    rate_hz: float = 2048.0
    rows: int = 8
    columns: int = 8
    pitch_mm: float = 8.0
    montage: Montage = Montage.MONOPOLAR
    bank: Bank = Bank.TUNING
    rate_per_min: float = 30.0
    n_units: int = 5
    doublet_share: float = 0.1
    amplitude_uv: float = 100.0
    amplitude_spread: float = 1.0
    amplitude_jitter: float = 0.03
    local: bool = False
    noise_uv: float = 11.0
    roughness: Roughness = Roughness.SMOOTH
    drift: tuple[float, float] = (0.7, 1.4)
    kurtosis: float = 3.0
    mains_uv: float = 0.0
    mains_hz: float = 50.0
    ecg_uv: float = 0.0
    bursts_per_min: float = 0.0
    burst_uv: float = 100.0
    regular_per_min: float = 0.0
    regular_uv: float = 60.0
    dead_channels: int = 0
    clipped_channels: int = 0
    clip_uv: float | None = None
    step_uv: float = 0.0

    def __post_init__(self) -> None:
        require(self.duration_s >= 1.0, "the recording is too short to hold a twitch", "give at least 1 s")
        require(self.duration_s <= LONGEST_S, "the recording is too long", f"give at most {LONGEST_S:g} s")
        require(self.rate_hz >= 200.0, "the sampling rate is too low for EMG", "give at least 200 Hz")
        require(self.rows >= 1 and self.columns >= 1, "there are no channels", "give at least one row and column")
        require(self.amplitude_uv > 0, "the size of the twitches is not above 0", "give it in uV")
        require(self.amplitude_spread >= 1, "the spread of sizes is below 1", "give 1 or more")
        require(self.noise_uv >= 0, "the noise is below 0", "give it in uV")
        require(self.kurtosis >= 3.0, "the kurtosis of the noise is below 3", "give 3 or more")
        require(0 < self.drift[0] <= self.drift[1], "the drift is not a low and a high factor", "give two factors")
        require(
            self.dead_channels + self.clipped_channels <= self.rows * self.columns,
            "there are more broken channels than channels",
            "give fewer",
        )

    @property
    def n_samples(self) -> int:
        """Samples per channel."""
        return round(self.duration_s * self.rate_hz)

    @property
    def train(self) -> TwitchTrain:
        """How often the units twitch."""
        return TwitchTrain(rate_per_min=self.rate_per_min, n_units=self.n_units, doublet_share=self.doublet_share)


def one_channel_world(
    *, duration_s: float = 60.0, rate_per_min: float = 10.0, n_units: int = 2, amplitude_uv: float = 150.0
) -> EmgWorld:
    """Describe a hobby recording: one bipolar channel, electrodes 20 mm apart, 1000 Hz, slightly heavy-tailed noise.

    Parameters
    ----------
    duration_s, rate_per_min, n_units, amplitude_uv : see `EmgWorld`; change the rest with `dataclasses.replace`.
    """
    return EmgWorld(
        duration_s=duration_s,
        rate_hz=1000.0,
        rows=1,
        columns=1,
        pitch_mm=20.0,
        montage=Montage.BIPOLAR,
        rate_per_min=rate_per_min,
        n_units=n_units,
        amplitude_uv=amplitude_uv,
        kurtosis=3.6,
    )


def place_electrodes(world: EmgWorld) -> Electrodes:
    """Lay the electrodes of a world on the skin, column by column along x and row by row along y."""
    extra = 1 if world.montage is Montage.BIPOLAR else 0
    cells = [(row, column) for row in range(world.rows + extra) for column in range(world.columns)]
    position = np.array([(column * world.pitch_mm, row * world.pitch_mm) for row, column in cells], dtype=np.float64)
    grid = tuple((row, column) for row in range(world.rows) for column in range(world.columns))
    montage = np.zeros((len(grid), len(cells)))
    for channel, (row, column) in enumerate(grid):
        montage[channel, cells.index((row, column))] = 1.0
        if extra:
            montage[channel, cells.index((row + 1, column))] = -1.0
    return Electrodes(position_mm=position, montage=montage, grid=grid)
