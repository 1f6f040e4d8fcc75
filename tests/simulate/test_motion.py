from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from twitchwise.recordings.model import Quantity
from twitchwise.simulate.motion import simulate_motion
from twitchwise.simulate.motion_world import Clock, MotionWorld
from twitchwise.simulate.timing import Bank
from twitchwise.simulate.truth import Disturbance, SimulatedRecording

CLEAN = MotionWorld(
    duration_s=120.0,
    noise_mg=0.0,
    pulse_mg=0.0,
    breathing_mg=0.0,
    posture_mg=0.0,
    rate_per_min=10.0,
    doublet_share=0.0,
)


def run(world: MotionWorld, seed: int = 1) -> tuple[SimulatedRecording, NDArray[np.float64], NDArray[np.float64]]:
    simulated = simulate_motion(world, np.random.default_rng(seed))
    signal = simulated.recording.signal
    assert signal is not None
    values = signal.read(0, signal.n_samples).astype(np.float64)
    return simulated, values, signal.times_s(0, signal.n_samples)


def band_rms(values: NDArray[np.float64], rate_hz: float, low_hz: float, high_hz: float) -> NDArray[np.float64]:
    power = np.abs(np.fft.rfft(values, axis=-1)) ** 2 * 2.0 / values.shape[-1] ** 2
    frequency = np.fft.rfftfreq(values.shape[-1], 1.0 / rate_hz)
    return np.asarray(np.sqrt(power[..., (frequency >= low_hz) & (frequency <= high_hz)].sum(axis=-1)))


def test_the_stated_size_and_onset_are_those_of_the_noise_free_signal() -> None:
    world = replace(CLEAN, rate_hz=1000.0, amplitude_mg=20.0, amplitude_spread=2.0)
    simulated, values, times_s = run(world)
    values -= np.median(values, axis=1, keepdims=True)
    onsets_s = np.array([twitch.onset_s for twitch in simulated.truth.twitches])
    n_checked = 0
    for twitch in simulated.truth.twitches:
        if np.sum(np.abs(onsets_s - twitch.onset_s) < 0.9) > 1:
            continue
        inside = (times_s > twitch.onset_s - 0.1) & (times_s < twitch.onset_s + 0.7)
        window = values[:, inside]
        direction = np.linalg.svd(window)[0][:, 0]
        along = direction @ window
        assert float(np.ptp(along)) == pytest.approx(twitch.amplitude, rel=0.005)
        onset_s = times_s[inside][np.argmax(np.abs(along) >= 0.02 * np.abs(along).max())]
        assert onset_s == pytest.approx(twitch.onset_s, abs=0.002)
        n_checked += 1
    assert n_checked >= 8


def test_a_twitch_keeps_its_size_at_a_phones_own_rate() -> None:
    simulated, values, times_s = run(replace(CLEAN, amplitude_jitter=0.0, n_units=1))
    values -= np.median(values, axis=1, keepdims=True)
    direction = np.linalg.svd(values, full_matrices=False)[0][:, 0]
    sizes = []
    for twitch in simulated.truth.twitches:
        inside = (times_s > twitch.onset_s - 0.1) & (times_s < twitch.onset_s + 0.7)
        sizes.append(float(np.ptp(direction @ values[:, inside])))

    assert np.median(sizes) == pytest.approx(20.0, rel=0.06)


def test_noise_has_the_level_asked_for_on_every_axis() -> None:
    world = replace(CLEAN, noise_mg=0.6, rate_per_min=0.0)
    _, values, _ = run(world)

    assert np.allclose(band_rms(values, 100.0, 5.0, 40.0), 0.6, rtol=0.05)


def test_gravity_is_there() -> None:
    _, values, _ = run(MotionWorld(duration_s=30.0))

    assert float(np.linalg.norm(values.mean(axis=1))) == pytest.approx(1000.0, abs=15.0)


def test_the_pulse_has_its_size_and_a_human_rate() -> None:
    world = replace(CLEAN, rate_per_min=0.0, pulse_mg=1.5)
    _, values, _ = run(world)
    values -= values.mean(axis=1, keepdims=True)
    left, size, right = np.linalg.svd(values, full_matrices=False)
    pulse = size[0] * right[0]
    beats = [float(np.ptp(pulse[i : i + 150])) for i in range(0, pulse.size - 150, 150)]
    power = np.abs(np.fft.rfft(np.abs(pulse) - np.abs(pulse).mean())) ** 2
    frequency = np.fft.rfftfreq(pulse.size, 0.01)
    slow = (frequency > 0.5) & (frequency < 1.8)

    assert left.shape == (3, 3)
    assert float(np.median(beats)) == pytest.approx(1.5, rel=0.3)
    assert 0.8 <= frequency[slow][np.argmax(power[slow])] <= 1.6


def test_a_steady_clock_jitters_by_less_than_two_microseconds() -> None:
    _, _, times_s = run(CLEAN)

    assert float(np.abs(times_s - np.arange(times_s.size) / 100.0).max()) < 5e-6
    assert np.std(np.diff(times_s)) < 2e-6


def test_a_jittery_clock_jitters_and_loses_samples() -> None:
    simulated, _, times_s = run(replace(CLEAN, clock=Clock.JITTERY, rate_hz=405.0))
    intervals_s = np.diff(times_s)

    assert np.all(intervals_s > 0)
    assert 0.1e-3 < np.std(intervals_s[intervals_s < 0.004]) < 0.5e-3
    assert 0.008 < intervals_s.max() < 0.025
    assert simulated.recording.provenance.n_dropped > 0
    assert simulated.recording.gaps
    assert any(span.name is Disturbance.GAP for span in simulated.truth.interference)


def test_movement_tremor_and_bumps_are_listed_and_turn_the_phone_but_a_twitch_hardly_does() -> None:
    world = replace(
        CLEAN, tremor_mg=6.0, bumps_per_min=2.0, big_bumps_per_min=1.0, movements_per_min=2.0, rate_per_min=5.0
    )
    simulated, _, times_s = run(world)
    names = [span.name for span in simulated.truth.interference]

    assert names.count(Disturbance.TREMOR) == 2
    assert names.count(Disturbance.BUMP) == 4
    assert names.count(Disturbance.BIG_BUMP) == 2
    assert names.count(Disturbance.MOVEMENT) == 4
    gyroscope = simulated.recording.companions[0]
    assert gyroscope.quantity is Quantity.ANGULAR_VELOCITY
    turning = np.linalg.norm(gyroscope.read(0, gyroscope.n_samples), axis=0)
    inside = np.zeros(turning.size, dtype=np.bool_)
    for span in simulated.truth.interference:
        inside |= (times_s >= span.start_s) & (times_s < span.end_s)
    assert turning[inside].max() > 0.03
    assert turning[~inside].max() < 0.005


def test_quantised_samples_lie_on_steps() -> None:
    _, values, _ = run(replace(CLEAN, noise_mg=0.6, step_mg=0.25))

    assert np.allclose(values * 4, np.round(values * 4))


def test_the_same_seed_gives_the_same_samples_and_the_banks_differ() -> None:
    world = MotionWorld(duration_s=30.0, movements_per_min=2.0)
    first, values, _ = run(world, seed=3)
    second, again, _ = run(world, seed=3)
    other, _, _ = run(replace(world, bank=Bank.TESTING), seed=3)

    assert first.truth == second.truth
    assert np.array_equal(values, again)
    assert {t.duration_s for t in first.truth.twitches}.isdisjoint({t.duration_s for t in other.truth.twitches})
