"""A phone on a muscle, with known twitches and everything else that shakes it."""

from dataclasses import dataclass, field
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from twitchwise.recordings.model import Provenance, Quantity, Recording, RecordingKind
from twitchwise.recordings.samples import SampledSignal, find_gaps, median_rate_hz
from twitchwise.simulate.motion_parts import (
    band_noise,
    draw_direction,
    draw_twitch_acceleration,
    pulse_train,
    slow_wander,
)
from twitchwise.simulate.motion_world import Clock, MotionWorld
from twitchwise.simulate.timing import bank_generator, draw_firings, draw_stretches
from twitchwise.simulate.truth import (
    Disturbance,
    Interference,
    SimulatedRecording,
    TrueTwitch,
    Truth,
    seed_of,
)

__all__ = ["simulate_motion"]

_GRAVITY_MG = 1000.0
_NOISE_BAND_HZ = 35.0  # the noise is stated for 5-40 Hz
_STEADY_JITTER_S = 0.5e-6
_JITTER_S = 0.2e-3
_GAPS_PER_MIN = 6.0
_GAP_S = 0.020
# Turning of the phone for each mg of push: a knock tilts it, a twitch below its middle hardly does (assumption).
_TURN_BY_TWITCH = 2e-5  # rad/s per mg
_TURN_BY_MOVEMENT = 2e-3
_TURN_NOISE = 5e-4  # rad/s RMS, a usual phone gyroscope at 100 Hz


@dataclass(slots=True, kw_only=True)
class _Tally:
    """The recording while it is being put together; (3, n) mg and rad/s."""

    times_s: NDArray[np.float64]
    acceleration: NDArray[np.float64]
    turning: NDArray[np.float64]
    twitches: list[TrueTwitch] = field(default_factory=list)
    interference: list[Interference] = field(default_factory=list)

    def window(self, start_s: float, end_s: float) -> slice:
        low, high = np.searchsorted(self.times_s, [start_s, end_s])
        return slice(int(low), int(high))

    def note(self, start_s: float, end_s: float, name: Disturbance) -> None:
        self.interference.append(Interference(start_s=start_s, end_s=end_s, name=name))


def simulate_motion(world: MotionWorld, rng: np.random.Generator) -> SimulatedRecording:
    """Simulate a motion-sensor recording in memory: acceleration in mg, and angular velocity as its companion.

    Parameters
    ----------
    world : what it shall be like.
    rng : source of all randomness; the same seed gives the same samples.

    Examples
    --------
    >>> simulated = simulate_motion(MotionWorld(duration_s=10), np.random.default_rng(1))
    >>> simulated.recording.signal.labels, simulated.truth.unit
    (('x', 'y', 'z'), 'mg')
    """
    times_s = _draw_clock(world, rng)
    tally = _Tally(times_s=times_s, acceleration=np.zeros((3, times_s.size)), turning=np.zeros((3, times_s.size)))
    _add_twitches(tally, world, rng)
    _add_background(tally, world, rng)
    _add_tremor(tally, world, rng)
    _add_bumps(tally, world, rng)
    _add_movements(tally, world, rng)
    _add_sensor(tally, world, rng)
    return _finish(tally, world, seed_of(rng))


def _draw_clock(world: MotionWorld, rng: np.random.Generator) -> NDArray[np.float64]:
    """True sample times, starting at 0, rising."""
    n = round(world.duration_s * world.rate_hz)
    jitter_s = _JITTER_S if world.clock is Clock.JITTERY else _STEADY_JITTER_S
    times_s = np.arange(n) / world.rate_hz + rng.normal(0.0, jitter_s, n).clip(-3 * jitter_s, 3 * jitter_s)
    if world.clock is Clock.JITTERY:
        kept = np.ones(n, dtype=np.bool_)
        for start_s, _ in draw_stretches(world.duration_s, per_min=_GAPS_PER_MIN, length_s=(_GAP_S, _GAP_S), rng=rng):
            first = max(int(start_s * world.rate_hz), 1)
            kept[first : first + max(int(rng.uniform(0.3, 1.0) * _GAP_S * world.rate_hz), 1)] = False
        times_s = times_s[kept]
    return np.asarray(times_s - times_s[0])


def _add_twitches(tally: _Tally, world: MotionWorld, rng: np.random.Generator) -> None:
    bank = bank_generator(world.bank, rng)
    units = [draw_twitch_acceleration(bank) for _ in range(world.n_units)]
    spread = np.log(world.amplitude_spread)
    sizes = world.amplitude_mg * np.exp(rng.uniform(-spread, spread, world.n_units))
    last_s = float(tally.times_s[-1]) - max(unit.duration_s for unit in units)
    for firing in draw_firings(world.train, last_s, rng):
        unit = units[firing.unit]
        size = float(sizes[firing.unit]) * max(1.0 + world.amplitude_jitter * float(rng.standard_normal()), 0.2)
        where = tally.window(firing.time_s - 0.1, firing.time_s + 2.0)
        push = size * unit.at(tally.times_s[where], firing.time_s)
        tally.acceleration[:, where] += unit.direction[:, None] * push
        tally.turning[:, where] += _TURN_BY_TWITCH * np.roll(unit.direction, 1)[:, None] * push
        tally.twitches.append(
            TrueTwitch(onset_s=firing.time_s, duration_s=unit.duration_s, amplitude=size, unit=firing.unit)
        )


def _add_background(tally: _Tally, world: MotionWorld, rng: np.random.Generator) -> None:
    """Gravity, its slow drift with posture, breathing and the heart."""
    times_s = tally.times_s
    tally.acceleration += _GRAVITY_MG * draw_direction(rng)[:, None]
    for axis in range(3):
        tally.acceleration[axis] += world.posture_mg * slow_wander(times_s, knot_s=30.0, rng=rng)
    breath_hz = float(rng.uniform(0.15, 0.35))
    # the phase wanders, so that no two breaths are alike; 0.1-0.5 Hz is kept
    phase = 2.0 * np.pi * breath_hz * times_s + 0.8 * slow_wander(times_s, knot_s=12.0, rng=rng)
    tally.acceleration += 0.5 * world.breathing_mg * draw_direction(rng)[:, None] * np.sin(phase)
    beat = world.pulse_mg * pulse_train(times_s, rng)
    tally.acceleration += draw_direction(rng)[:, None] * beat
    tally.turning += 3.0 * _TURN_BY_TWITCH * draw_direction(rng)[:, None] * beat


def _add_tremor(tally: _Tally, world: MotionWorld, rng: np.random.Generator) -> None:
    if world.tremor_mg <= 0:
        return
    direction, middle_hz = draw_direction(rng), float(rng.uniform(6.8, 11.2))
    for start_s, end_s in draw_stretches(world.duration_s, per_min=world.tremor_per_min, length_s=(4.0, 12.0), rng=rng):
        where = tally.window(start_s, end_s)
        times_s = tally.times_s[where]
        if times_s.size < 2:
            continue
        # RMS 1 noise of a narrow band swings about 2.8 from trough to crest
        wave = band_noise(times_s, middle_hz - 0.6, middle_hz + 0.6, rng) * _rounded(times_s, start_s, end_s, 0.5)
        push = world.tremor_mg / 2.83 * direction[:, None] * wave
        tally.acceleration[:, where] += push
        tally.turning[:, where] += 0.2 * _TURN_BY_MOVEMENT * push
        tally.note(start_s, end_s, Disturbance.TREMOR)


def _add_bumps(tally: _Tally, world: MotionWorld, rng: np.random.Generator) -> None:
    """Small jumps of the sensor itself, and knocks that ring and tilt the phone."""
    n_times = tally.times_s.size
    for start_s, _ in draw_stretches(world.duration_s, per_min=world.bumps_per_min, length_s=(0.03, 0.03), rng=rng):
        first = int(np.searchsorted(tally.times_s, start_s))
        stop = min(first + int(rng.integers(1, 3)), n_times)
        if first < stop:
            jump = float(rng.uniform(2.0, 4.0)) * rng.choice([-1.0, 1.0])
            tally.acceleration[int(rng.integers(3)), first:stop] += jump
            tally.note(start_s, float(tally.times_s[stop - 1]) + 1.0 / world.rate_hz, Disturbance.BUMP)
    for start_s, end_s in draw_stretches(
        world.duration_s, per_min=world.big_bumps_per_min, length_s=(0.3, 0.6), rng=rng
    ):
        where = tally.window(start_s, end_s)
        since_s = tally.times_s[where] - start_s
        ring = np.sin(2.0 * np.pi * float(rng.uniform(12.0, 30.0)) * since_s) * np.exp(-since_s / 0.06)
        push = float(rng.uniform(30.0, 300.0)) * draw_direction(rng)[:, None] * ring
        tally.acceleration[:, where] += push
        tally.turning[:, where] += _TURN_BY_MOVEMENT * np.roll(push, 1, axis=0)
        tally.note(start_s, end_s, Disturbance.BIG_BUMP)


def _add_movements(tally: _Tally, world: MotionWorld, rng: np.random.Generator) -> None:
    for start_s, end_s in draw_stretches(
        world.duration_s, per_min=world.movements_per_min, length_s=(0.5, 3.0), rng=rng
    ):
        where = tally.window(start_s, end_s)
        times_s = tally.times_s[where]
        if times_s.size < 2:
            continue
        swing = np.stack([band_noise(times_s, 1.0, 8.0, rng) for _ in range(3)])
        swing *= _rounded(times_s, start_s, end_s, 0.5 * (end_s - start_s))
        push = float(rng.uniform(50.0, 400.0)) * swing / max(float(np.ptp(swing, axis=1).max()), 1e-9)
        tally.acceleration[:, where] += push
        tally.turning[:, where] += _TURN_BY_MOVEMENT * np.roll(push, 1, axis=0)
        tally.note(start_s, end_s, Disturbance.MOVEMENT)


def _add_sensor(tally: _Tally, world: MotionWorld, rng: np.random.Generator) -> None:
    """White noise of the stated density, and the quantisation step."""
    sigma_mg = world.noise_mg * np.sqrt(0.5 * world.rate_hz / _NOISE_BAND_HZ)
    tally.acceleration += sigma_mg * rng.standard_normal(tally.acceleration.shape)
    tally.turning += _TURN_NOISE * np.sqrt(world.rate_hz / 100.0) * rng.standard_normal(tally.turning.shape)
    if world.step_mg > 0:
        tally.acceleration = np.round(tally.acceleration / world.step_mg) * world.step_mg


def _rounded(times_s: NDArray[np.float64], start_s: float, end_s: float, ramp_s: float) -> NDArray[np.float64]:
    """A window that rises and falls as a raised cosine within `ramp_s`, (n,)."""
    edge = np.minimum(times_s - start_s, end_s - times_s) / ramp_s
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * np.clip(edge, 0.0, 1.0)))


def _finish(tally: _Tally, world: MotionWorld, seed: int) -> SimulatedRecording:
    rate_hz = median_rate_hz(tally.times_s)
    values = tally.acceleration.astype(np.float32)
    signals = [
        SampledSignal(quantity=quantity, labels=("x", "y", "z"), values=samples, rate_hz=rate_hz, clock_s=tally.times_s)
        for quantity, samples in (
            (Quantity.ACCELERATION, values),
            (Quantity.ANGULAR_VELOCITY, tally.turning.astype(np.float32)),
        )
    ]
    provenance = Provenance(
        name="simulated motion",
        sha256=sha256(values.data).hexdigest(),
        size_bytes=values.nbytes,
        format="simulated",
        n_dropped=round(world.duration_s * world.rate_hz) - values.shape[1],
    )
    duration_s = float(tally.times_s[-1]) + 1.0 / rate_hz
    gaps = find_gaps(tally.times_s)
    for gap in gaps:
        tally.note(gap.start_s, gap.end_s, Disturbance.GAP)
    recording = Recording(
        kind=RecordingKind.MOTION,
        signal=signals[0],
        companions=(signals[1],),
        provenance=provenance,
        duration_s=duration_s,
        gaps=gaps,
    )
    truth = Truth(
        kind=RecordingKind.MOTION,
        unit="mg",
        duration_s=duration_s,
        seed=seed,
        twitches=tuple(tally.twitches),
        interference=tuple(sorted(tally.interference, key=lambda span: span.start_s)),
    )
    return SimulatedRecording(recording=recording, truth=truth)
