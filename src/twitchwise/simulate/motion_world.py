"""What a simulated recording of a phone lying on a muscle shall be like."""

from dataclasses import dataclass
from enum import StrEnum

from twitchwise.simulate.timing import LONGEST_S, Bank, TwitchTrain, require

__all__ = ["Clock", "MotionWorld"]


class Clock(StrEnum):
    """How well the phone keeps time."""

    STEADY = "steady"  # timestamps jitter by less than 1 us, as measured on an iPhone
    JITTERY = "jittery"  # 0.2 ms of jitter and gaps of up to 20 ms, as measured on an Android phone (BMI160)


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionWorld:
    """A phone lying on a resting muscle: pulse, breathing and posture are there, the rest is off until asked for.

    Parameters
    ----------
    duration_s, rate_hz : length and sampling rate.
    clock : steady or jittery timestamps.
    bank : which collection of units the twitches come from.
    rate_per_min, n_units, doublet_share : see `TwitchTrain`.
    amplitude_mg : size of the twitches at the phone, peak to peak along their direction.
    amplitude_spread : sizes of units lie between amplitude / spread and amplitude * spread.
    amplitude_jitter : share (SD) by which the twitches of one unit differ in size.
    noise_mg : sensor noise, RMS in 5-40 Hz per axis; 0.57-0.63 mg were measured on a phone.
    pulse_mg : heart beat, peak to peak; 0.5-3 mg on limbs.
    breathing_mg : breathing, peak to peak.
    posture_mg : slow drift of gravity across the axes, RMS.
    tremor_mg, tremor_per_min : 6-12 Hz stretches of 4-12 s, peak to peak, and how many a minute.
    bumps_per_min : small jumps of 2-4 mg of the sensor itself; about 4 a minute were measured.
    big_bumps_per_min : knocks of 30-300 mg.
    movements_per_min : voluntary movements of 0.5-3 s, 50-400 mg, 1-8 Hz.
    step_mg : quantisation step, 0 for none.
    """

    duration_s: float = 60.0
    rate_hz: float = 100.0
    clock: Clock = Clock.STEADY
    bank: Bank = Bank.TUNING
    rate_per_min: float = 20.0
    n_units: int = 3
    doublet_share: float = 0.1
    amplitude_mg: float = 20.0
    amplitude_spread: float = 1.0
    amplitude_jitter: float = 0.05
    noise_mg: float = 0.6
    pulse_mg: float = 1.5
    breathing_mg: float = 2.0
    posture_mg: float = 2.0
    tremor_mg: float = 0.0
    tremor_per_min: float = 1.0
    bumps_per_min: float = 0.0
    big_bumps_per_min: float = 0.0
    movements_per_min: float = 0.0
    step_mg: float = 0.0

    def __post_init__(self) -> None:
        require(self.duration_s >= 2.0, "the recording is too short to hold a twitch", "give at least 2 s")
        require(self.duration_s <= LONGEST_S, "the recording is too long", f"give at most {LONGEST_S:g} s")
        require(self.rate_hz >= 20.0, "the sampling rate is too low for twitches", "give at least 20 Hz")
        require(self.amplitude_mg > 0, "the size of the twitches is not above 0", "give it in mg")
        require(self.amplitude_spread >= 1, "the spread of sizes is below 1", "give 1 or more")
        require(self.noise_mg >= 0, "the noise is below 0", "give it in mg")

    @property
    def train(self) -> TwitchTrain:
        """How often the units twitch."""
        return TwitchTrain(rate_per_min=self.rate_per_min, n_units=self.n_units, doublet_share=self.doublet_share)
