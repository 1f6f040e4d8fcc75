"""Tests of strength read out of real and simulated sensor files, and the files refused."""

import zipfile
from pathlib import Path

import numpy as np
import pytest

from twitchwise.errors import InputError
from twitchwise.estimate import NotMeasurable
from twitchwise.recordings.model import Recording
from twitchwise.recordings.open import read_recording
from twitchwise.simulate.motion import simulate_motion
from twitchwise.simulate.motion_world import MotionWorld
from twitchwise.simulate.strength_motion import Carried
from twitchwise.simulate.strength_motion_reps import RepetitionWorld, simulate_chair_stands, simulate_heel_raises
from twitchwise.simulate.strength_motion_taps import TapWorld, simulate_taps
from twitchwise.simulate.strength_motion_walk import ClimbWorld, WalkWorld, simulate_climb, simulate_walk
from twitchwise.strength.file_reading import ReadableTest, TestReading
from twitchwise.strength.sensor_file import read_test

BODY_TESTS = (ReadableTest.CHAIR_STAND, ReadableTest.HEEL_RAISE)


def _rng(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


def _read(recording: Recording, test: ReadableTest) -> TestReading:
    reading = read_test(recording, test)
    assert isinstance(reading, TestReading), reading
    return reading


@pytest.mark.parametrize("name", ["movement/sit2standpy/sample.csv", "recordings/lumbar_sit_to_stand_128hz.npz"])
def test_the_three_rises_of_the_real_sample_are_found_amid_its_walk(shared_data: Path, name: str) -> None:
    reading = _read(read_recording(shared_data / name), ReadableTest.CHAIR_STAND)
    assert reading.count == 3
    assert np.allclose(reading.times_s, [24.0, 37.5, 82.7], atol=1.5)
    assert reading.height_m == pytest.approx(0.37, abs=0.1)


def test_steps_of_two_real_walks_are_counted_within_two_and_a_half_percent(shared_data: Path) -> None:
    folder = shared_data / "movement" / "oxford_steps"
    true = {"user1_frontpocket_1506422223341.csv": 327, "Samsung_Jamie_Hard_InHand_1_accelerometer.csv": 265}
    errors = [_read(read_recording(folder / name), ReadableTest.WALK).count / n - 1 for name, n in true.items()]  # type: ignore[operator]
    assert np.mean(np.abs(errors)) <= 0.025


@pytest.mark.parametrize("test", BODY_TESTS)
def test_a_real_walk_is_no_repetition(shared_data: Path, test: ReadableTest) -> None:
    walks = [*sorted((shared_data / "movement" / "mobgap").glob("*.csv"))]
    recordings = [read_recording(path, rate_hz=100.0) for path in walks]
    recordings.append(read_recording(shared_data / "recordings" / "phone_upper_arm_walking_405hz.csv"))
    recordings.append(read_recording(shared_data / "movement/oxford_steps/user1_frontpocket_1506422223341.csv"))
    for recording in recordings:
        reading = read_test(recording, test)
        assert isinstance(reading, NotMeasurable)
        assert "steps of a walk" in reading.reason


def test_emg_is_refused_in_one_sentence(shared_data: Path) -> None:
    recording = read_recording(shared_data / "recordings" / "emg_surface_1ch_1000hz.txt", rate_hz=1000.0)
    reading = read_test(recording, ReadableTest.CHAIR_STAND)
    assert reading == NotMeasurable(
        reason="this is a recording of EMG, and chair stands can only be read from motion sensors"
    )


@pytest.mark.parametrize("test", list(ReadableTest))
@pytest.mark.parametrize("world", [MotionWorld(rate_per_min=1.0), MotionWorld(rate_per_min=60.0, amplitude_mg=60.0)])
def test_a_phone_on_a_twitching_muscle_holds_no_test(test: ReadableTest, world: MotionWorld) -> None:
    assert isinstance(read_test(simulate_motion(world, _rng(3)).recording, test), NotMeasurable)


@pytest.mark.parametrize("carried", [Carried.WAIST, Carried.THIGH])
@pytest.mark.parametrize("period_s", [1.7, 2.4, 5.0])
def test_simulated_chair_stands_are_counted(carried: Carried, period_s: float) -> None:
    errors = []
    for seed in range(4):
        world = RepetitionWorld(period_s=period_s, carried=carried)
        simulated = simulate_chair_stands(world, _rng(seed))
        reading = _read(simulated.recording, ReadableTest.CHAIR_STAND)
        errors.append(abs(reading.count / simulated.truth.count - 1))  # type: ignore[operator]
    assert np.mean(errors) <= 0.05


def test_only_the_stands_of_the_first_thirty_seconds_are_the_score() -> None:
    simulated = simulate_chair_stands(RepetitionWorld(n=12, period_s=5.0, fatigue=0.0, period_spread=0.0), _rng(1))
    reading = _read(simulated.recording, ReadableTest.CHAIR_STAND)
    assert reading.count == 12
    assert reading.value == 6.0
    assert reading.unit == "stands in 30 s"


def test_a_recording_that_ends_early_says_that_the_score_is_too_low() -> None:
    simulated = simulate_chair_stands(RepetitionWorld(n=6, period_s=2.4, quiet_s=2.0), _rng(1))
    reading = _read(simulated.recording, ReadableTest.CHAIR_STAND)
    assert any("after the first rise" in problem.what for problem in reading.problems)


@pytest.mark.parametrize(("period_s", "rise_m"), [(0.9, 0.05), (1.3, 0.06), (2.0, 0.08), (3.0, 0.1), (4.0, 0.06)])
def test_simulated_heel_raises_are_counted_though_they_tire(period_s: float, rise_m: float) -> None:
    errors = []
    for seed in range(4):
        world = RepetitionWorld(n=25, period_s=period_s, rise_m=rise_m, fatigue=0.35, pause_s=2.0)
        simulated = simulate_heel_raises(world, _rng(seed))
        reading = _read(simulated.recording, ReadableTest.HEEL_RAISE)
        errors.append(abs(reading.count / 25 - 1))  # type: ignore[operator]
        assert reading.height_m == pytest.approx(0.85 * rise_m, rel=0.3)
    assert np.mean(errors) <= 0.05


@pytest.mark.parametrize(("taps_per_s", "n_bouts"), [(1.5, 1), (3.0, 3), (5.0, 1), (7.0, 1)])
def test_simulated_taps_are_counted(taps_per_s: float, n_bouts: int) -> None:
    world = TapWorld(taps_per_s=taps_per_s, n_bouts=n_bouts, hesitations=n_bouts - 1)
    simulated = simulate_taps(world, _rng(5))
    reading = _read(simulated.recording, ReadableTest.FINGER_TAPPING)
    assert abs(reading.count / simulated.truth.count - 1) <= 0.05  # type: ignore[operator]
    assert reading.unit == "taps in 10 s"


@pytest.mark.parametrize("carried", [Carried.WAIST, Carried.THIGH])
@pytest.mark.parametrize("steps_per_s", [0.9, 1.4, 2.2])
def test_simulated_steps_are_counted(carried: Carried, steps_per_s: float) -> None:
    simulated = simulate_walk(WalkWorld(steps_per_s=steps_per_s, carried=carried), _rng(2))
    reading = _read(simulated.recording, ReadableTest.WALK)
    assert abs(reading.count - simulated.truth.count) <= 2  # type: ignore[operator]
    assert reading.value == pytest.approx(60 * steps_per_s, rel=0.04)


def test_a_distance_turns_a_walk_into_a_speed() -> None:
    simulated = simulate_walk(WalkWorld(n_steps=40, steps_per_s=2.0), _rng(2))
    reading = read_test(simulated.recording, ReadableTest.WALK, distance_m=28.0)
    assert isinstance(reading, TestReading)
    assert reading.unit == "m/s"
    assert reading.value == pytest.approx(1.4, rel=0.05)
    with pytest.raises(InputError, match="cannot be walked"):
        read_test(simulated.recording, ReadableTest.WALK, distance_m=2800.0)


def test_a_stop_is_left_out_of_the_cadence_and_said() -> None:
    simulated = simulate_walk(WalkWorld(steps_per_s=1.8, stop_s=6.0), _rng(2))
    reading = _read(simulated.recording, ReadableTest.WALK)
    assert reading.value == pytest.approx(108, rel=0.04)
    assert any("stops 1 time" in problem.what for problem in reading.problems)


@pytest.mark.parametrize("height_m", [12.0, -12.0, 24.0, 6.0])
def test_stairs_up_and_down_are_told_apart_and_measured(height_m: float) -> None:
    simulated = simulate_climb(ClimbWorld(height_m=height_m), _rng(1))
    reading = _read(simulated.recording, ReadableTest.STAIRS)
    assert reading.height_m == pytest.approx(height_m, rel=0.05)
    assert reading.value == pytest.approx(simulated.truth.speed_mps, rel=0.05)
    assert any("goes down" in problem.what for problem in reading.problems) == (height_m < 0)


def test_a_lift_is_no_stairs() -> None:
    simulated = simulate_climb(ClimbWorld(lift=True, height_m=15.0, speed_mps=1.0), _rng(1))
    reading = read_test(simulated.recording, ReadableTest.STAIRS)
    assert isinstance(reading, NotMeasurable)
    assert "as in a lift" in reading.reason


def test_stairs_without_a_barometer_are_a_cadence_with_half_the_confidence() -> None:
    reading = _read(simulate_walk(WalkWorld(), _rng(1)).recording, ReadableTest.STAIRS)
    assert reading.unit == "steps/min"
    assert reading.confidence <= 0.5
    assert "without a barometer" in reading.problems[0].what


@pytest.mark.parametrize("seed", range(3))
def test_one_test_is_not_taken_for_another(seed: int) -> None:
    files = {
        ReadableTest.CHAIR_STAND: simulate_chair_stands(RepetitionWorld(), _rng(seed)).recording,
        ReadableTest.HEEL_RAISE: simulate_heel_raises(RepetitionWorld(n=20, rise_m=0.07), _rng(seed)).recording,
        ReadableTest.WALK: simulate_walk(WalkWorld(steps_per_s=1.1), _rng(seed)).recording,
        ReadableTest.FINGER_TAPPING: simulate_taps(TapWorld(taps_per_s=1.8), _rng(seed)).recording,
    }
    for done, recording in files.items():
        read = {test for test in files if isinstance(read_test(recording, test), TestReading)}
        assert read == {done}


def test_a_recording_of_two_seconds_is_too_short() -> None:
    simulated = simulate_motion(MotionWorld(duration_s=2.0), _rng(1))
    reading = read_test(simulated.recording, ReadableTest.WALK)
    assert isinstance(reading, NotMeasurable)
    assert "lasts 2.0 s" in reading.reason


def test_a_zip_of_sensor_logger_with_a_barometer_is_read_from_file_to_speed(tmp_path: Path) -> None:
    simulated = simulate_climb(ClimbWorld(height_m=15.0), _rng(6))
    path = tmp_path / "climb.zip"
    names = {"acceleration": "TotalAcceleration.csv", "angular velocity": "Gyroscope.csv", "pressure": "Barometer.csv"}
    started_ns = 1_700_000_000_000_000_000
    with zipfile.ZipFile(path, "w") as archive:
        for signal in (simulated.recording.signal, *simulated.recording.companions):
            assert signal is not None
            times_s = signal.times_s(0, signal.n_samples)
            values = signal.read(0, signal.n_samples)[::-1]
            scale = 9.80665e-3 if signal.quantity.value == "acceleration" else 1.0
            columns = "pressure" if len(values) == 1 else "z,y,x"
            lines = [f"time,seconds_elapsed,{columns}"]
            for time_s, row in zip(times_s.tolist(), (values * scale).T.tolist(), strict=True):
                lines.append(",".join([str(started_ns + round(time_s * 1e9)), f"{time_s:.6f}", *map(str, row)]))
            archive.writestr(names[signal.quantity.value], "\n".join(lines) + "\n")
    reading = _read(read_recording(path), ReadableTest.STAIRS)
    assert reading.height_m == pytest.approx(15.0, rel=0.05)
    assert reading.value == pytest.approx(simulated.truth.speed_mps, rel=0.05)
    assert reading.count is not None
    assert reading.count > 40
