import csv
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import edfio
import numpy as np
import pytest

from twitchwise.errors import InputError
from twitchwise.recordings.model import Quantity, RecordingKind
from twitchwise.recordings.open import read_recording
from twitchwise.simulate.emg import simulate_emg
from twitchwise.simulate.emg_world import EmgWorld
from twitchwise.simulate.motion import simulate_motion
from twitchwise.simulate.motion_world import Clock, MotionWorld
from twitchwise.simulate.video_world import VideoWorld
from twitchwise.simulate.write import World, simulate_recording

EMG = EmgWorld(duration_s=5.5, rows=2, columns=2, rate_hz=1000.0)
MOTION = MotionWorld(duration_s=10.0, clock=Clock.JITTERY)


def emg_samples(seed: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    signal = simulate_emg(EMG, np.random.default_rng(seed)).recording.signal
    assert signal is not None
    return signal.read(0, signal.n_samples)


def test_emg_npz_opens_again_and_has_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("a.npz", "b.npz"):
        simulate_recording(RecordingKind.EMG, path=tmp_path / name, seed=3, world=EMG)

    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    with np.load(tmp_path / "a.npz") as stored:
        assert np.array_equal(stored["emg"], emg_samples(3))
        assert (float(stored["rate_hz"]), str(stored["unit"])) == (1000.0, "uV")
        assert stored["grid"].tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]


def test_emg_edf_opens_again(tmp_path: Path) -> None:
    simulate_recording(RecordingKind.EMG, path=tmp_path / "a.edf", seed=3, world=EMG)

    edf = edfio.read_edf(tmp_path / "a.edf")

    assert [signal.label for signal in edf.signals] == ["EMG A1", "EMG B1", "EMG A2", "EMG B2"]
    assert {signal.physical_dimension for signal in edf.signals} == {"uV"}
    values = np.stack([signal.data for signal in edf.signals])
    assert values.shape == (4, 5500)
    assert np.allclose(values, emg_samples(3), atol=0.01)


def test_an_edf_of_odd_length_ends_on_a_whole_second(tmp_path: Path) -> None:
    simulate_recording(RecordingKind.EMG, path=tmp_path / "a.edf", world=EMG, duration_s=2.503)

    assert edfio.read_edf(tmp_path / "a.edf").signals[0].data.size == 3000


def test_emg_csv_opens_again(tmp_path: Path) -> None:
    simulate_recording(RecordingKind.EMG, path=tmp_path / "a.csv", seed=3, world=EMG)

    with (tmp_path / "a.csv").open() as lines:
        header = next(lines).strip()
        table = np.loadtxt(lines, delimiter=",")

    assert header == "time (s),A1 (uV),B1 (uV),A2 (uV),B2 (uV)"
    assert np.allclose(table[:, 0], np.arange(5500) / 1000.0)
    assert np.allclose(table[:, 1:].T, emg_samples(3), atol=1e-4)


@pytest.mark.parametrize("ending", [".csv", ".npz", ".zip"])
def test_motion_opens_again_in_every_form(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    truth = simulate_recording(RecordingKind.MOTION, path=path, seed=3, world=MOTION)
    simulated = simulate_motion(MOTION, np.random.default_rng(3))
    signal = simulated.recording.signal
    assert signal is not None
    expected, expected_s = signal.read(0, signal.n_samples), signal.times_s(0, signal.n_samples)

    if ending == ".npz":
        with np.load(path) as stored:
            values, times_s = stored["acceleration"], stored["time_s"]
            assert str(stored["unit"]) == "mg"
    elif ending == ".csv":
        lines = path.read_text().splitlines()
        assert lines[0] == "time (s),x (m/s^2),y (m/s^2),z (m/s^2)"
        table = np.loadtxt(lines[1:], delimiter=",")
        values, times_s = table[:, 1:].T / 9.80665e-3, table[:, 0]
    else:
        with zipfile.ZipFile(path) as archive:
            assert archive.namelist() == ["TotalAcceleration.csv", "Gyroscope.csv", "Metadata.csv"]
            rows = list(csv.DictReader(io.TextIOWrapper(archive.open("TotalAcceleration.csv"), encoding="utf-8")))
        values = np.array([[float(row[axis]) for row in rows] for axis in "xyz"]) / 9.80665e-3
        times_s = np.array([int(row["time"]) - 1_767_225_600_000_000_000 for row in rows]) / 1e9

    assert truth == simulated.truth
    assert np.allclose(values, expected, atol=1e-3)
    assert np.allclose(times_s, expected_s, atol=2e-6)


@pytest.mark.parametrize("name", ["a.npz", "a.edf", "a.csv"])
def test_our_own_reader_takes_every_emg_file_for_what_it_is(tmp_path: Path, name: str) -> None:
    truth = simulate_recording(RecordingKind.EMG, path=tmp_path / name, seed=3, world=EMG)

    recording = read_recording(tmp_path / name)

    signal = recording.signal
    assert signal is not None
    assert (recording.kind, signal.quantity, recording.problems) == (RecordingKind.EMG, Quantity.VOLTAGE, ())
    assert recording.duration_s == pytest.approx(truth.duration_s, abs=1e-3)
    assert np.allclose(signal.read(0, signal.n_samples), emg_samples(3), atol=0.01)


@pytest.mark.parametrize("name", ["a.csv", "a.npz", "a.zip"])
def test_our_own_reader_takes_every_motion_file_for_what_it_is(tmp_path: Path, name: str) -> None:
    truth = simulate_recording(RecordingKind.MOTION, path=tmp_path / name, seed=3, world=MOTION)

    recording = read_recording(tmp_path / name)

    signal = recording.signal
    assert signal is not None
    assert (recording.kind, signal.quantity, recording.problems) == (RecordingKind.MOTION, Quantity.ACCELERATION, ())
    assert recording.duration_s == pytest.approx(truth.duration_s, abs=1e-3)
    expected = simulate_motion(MOTION, np.random.default_rng(3)).recording.signal
    assert expected is not None
    assert np.allclose(signal.read(0, signal.n_samples), expected.read(0, expected.n_samples), atol=1e-3)


def test_our_own_reader_takes_a_clip_for_what_it_is(tmp_path: Path) -> None:
    world = VideoWorld(duration_s=2.0, width=128, height=96, bit_rate=1_000_000)
    truth = simulate_recording(RecordingKind.VIDEO, path=tmp_path / "a.mp4", world=world)

    recording = read_recording(tmp_path / "a.mp4")

    assert recording.clip is not None
    assert (recording.clip.width, recording.clip.height, recording.problems) == (128, 96, ())
    assert recording.duration_s == pytest.approx(truth.duration_s, abs=1e-3)
    assert sum(1 for _ in recording.clip.frames()) == 60


def test_knobs_replace_those_of_the_world(tmp_path: Path) -> None:
    truth = simulate_recording(
        RecordingKind.MOTION,
        path=tmp_path / "a.csv",
        seed=1,
        world=replace(MOTION, amplitude_jitter=0.0, doublet_share=0.0),
        duration_s=60.0,
        rate_per_min=30.0,
        amplitude=8.0,
    )

    assert truth.duration_s == pytest.approx(60.0, abs=0.1)
    assert {round(twitch.amplitude, 6) for twitch in truth.twitches} == {8.0}
    assert 15 <= len(truth.twitches) <= 45


@pytest.mark.parametrize("kind", list(RecordingKind))
def test_an_unknown_ending_is_refused_and_nothing_is_written(tmp_path: Path, kind: RecordingKind) -> None:
    with pytest.raises(InputError, match=r"a\.xyz"):
        simulate_recording(kind, path=tmp_path / "a.xyz", duration_s=2.0)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("kind", "world"), [(RecordingKind.EMG, MOTION), (RecordingKind.MOTION, VideoWorld())])
def test_a_world_of_another_kind_is_refused(tmp_path: Path, kind: RecordingKind, world: World) -> None:
    with pytest.raises(InputError, match="not one of"):
        simulate_recording(kind, path=tmp_path / "a.csv", world=world)


def test_a_world_that_fails_half_way_leaves_no_file(tmp_path: Path) -> None:
    crowded = replace(MOTION, movements_per_min=600.0)

    with pytest.raises(InputError, match="do not fit"):
        simulate_recording(RecordingKind.MOTION, path=tmp_path / "a.csv", world=crowded)
    with pytest.raises(InputError, match="whole sampling rate"):
        simulate_recording(RecordingKind.EMG, path=tmp_path / "a.edf", world=replace(EMG, rate_hz=1000.5))

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_does_not_exist_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        simulate_recording(RecordingKind.MOTION, path=tmp_path / "absent" / "a.csv", world=MOTION)
    with pytest.raises(InputError, match="cannot be written"):
        simulate_recording(RecordingKind.VIDEO, path=tmp_path / "absent" / "a.mp4", duration_s=2.0)
