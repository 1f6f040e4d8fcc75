"""Simulated strength tests: what must be true of them by physics and arithmetic."""

import numpy as np
import pytest

from twitchwise.errors import InputError
from twitchwise.recordings.model import Quantity
from twitchwise.simulate.strength_motion import Carried, carry, ease, empty_path
from twitchwise.simulate.strength_motion_reps import RepetitionWorld, simulate_chair_stands, simulate_heel_raises
from twitchwise.simulate.strength_motion_taps import TapWorld, draw_taps, simulate_taps
from twitchwise.simulate.strength_motion_walk import ClimbWorld, WalkWorld, simulate_climb, simulate_walk


def test_the_same_seed_gives_the_same_recording() -> None:
    first, again = (simulate_heel_raises(RepetitionWorld(rise_m=0.07), np.random.default_rng(4)) for _ in range(2))
    assert first.recording.provenance.sha256 == again.recording.provenance.sha256
    assert first.truth.times_s == again.truth.times_s


def test_a_sensor_at_rest_feels_gravity() -> None:
    rng = np.random.default_rng(1)
    recording = carry(empty_path(10.0, 100.0, rng), rng)
    assert recording.signal is not None
    length = np.linalg.norm(recording.signal.read(0, 1000), axis=0)
    assert np.median(length) == pytest.approx(1000.0, abs=50.0)


def test_ease_goes_from_nothing_to_one_without_jumping() -> None:
    values = ease(np.linspace(0.0, 4.0, 401), 1.0, 3.0)
    assert values[0] == 0.0
    assert values[-1] == 1.0
    assert np.all(np.diff(values) >= 0.0)


@pytest.mark.parametrize("carried", [Carried.WAIST, Carried.THIGH])
def test_every_repetition_has_its_time_within_the_recording(carried: Carried) -> None:
    simulated = simulate_chair_stands(RepetitionWorld(n=9, pause_s=3.0, carried=carried), np.random.default_rng(2))
    assert simulated.truth.count == 9
    assert 0.0 < simulated.truth.times_s[0] < simulated.truth.times_s[-1] < simulated.recording.duration_s


def test_pressure_falls_by_the_height_climbed() -> None:
    world = ClimbWorld(height_m=20.0, weather_hpa_per_h=0.0, pressure_noise_hpa=0.0)
    simulated = simulate_climb(world, np.random.default_rng(3))
    (pressure,) = (each for each in simulated.recording.companions if each.quantity is Quantity.PRESSURE)
    hpa = pressure.read(0, pressure.n_samples)[0]
    assert hpa[0] - hpa[-1] == pytest.approx(1005.0 * 20.0 / (29.27 * 293.15), rel=0.01)
    assert simulated.truth.speed_mps > 0


def test_steps_and_taps_come_at_their_pace() -> None:
    walk = simulate_walk(WalkWorld(n_steps=60, steps_per_s=2.0), np.random.default_rng(5))
    assert np.median(np.diff(walk.truth.times_s)) == pytest.approx(0.5, rel=0.05)
    taps_s = draw_taps(TapWorld(taps_per_s=5.0, decrement=0.0), np.random.default_rng(5))
    assert len(taps_s) == pytest.approx(50, abs=4)
    assert simulate_taps(TapWorld(n_bouts=2), np.random.default_rng(5)).recording.duration_s == pytest.approx(31, abs=1)


@pytest.mark.parametrize(
    "make",
    [
        lambda: RepetitionWorld(n=0),
        lambda: WalkWorld(steps_per_s=9.0),
        lambda: ClimbWorld(height_m=0.0),
        lambda: TapWorld(taps_per_s=40.0),
    ],
)
def test_a_world_that_cannot_be_is_refused(make: type) -> None:
    with pytest.raises(InputError):
        make()
