from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from twitchwise.errors import NotARecording
from twitchwise.recordings.model import Provenance, Recording
from twitchwise.recordings.motion_arrays import read_motion_array

PROVENANCE = Provenance(name="a", sha256="", size_bytes=0, format="")


def resting(n: int = 300) -> NDArray[np.float64]:
    return np.array([0.0, -0.6, 0.8]) + np.random.default_rng(5).normal(scale=1e-3, size=(n, 3))


def read(path: Path, *, rate_hz: float | None = None) -> Recording:
    return read_motion_array(path, provenance=PROVENANCE, rate_hz=rate_hz, unit=None)


def samples(recording: Recording) -> NDArray[np.float32]:
    assert recording.signal is not None
    return recording.signal.read(0, recording.signal.n_samples)


@pytest.mark.parametrize("is_packed", [False, True])
def test_what_the_simulator_writes_is_read_back(tmp_path: Path, is_packed: bool) -> None:
    values = (resting() * 1000).T.astype(np.float32)
    save = np.savez_compressed if is_packed else np.savez
    save(tmp_path / "a.npz", acceleration=values, time_s=np.arange(300) / 99.5, unit="mg")
    recording = read(tmp_path / "a.npz")
    np.testing.assert_allclose(samples(recording), values, rtol=1e-6)
    assert recording.signal is not None
    assert recording.signal.rate_hz == pytest.approx(99.5)


@pytest.mark.parametrize("order", ["C", "F"])
def test_rows_or_columns_in_either_memory_order_give_the_same_samples(tmp_path: Path, order: str) -> None:
    values = np.array(resting(), order="F" if order == "F" else "C")
    np.savez(tmp_path / "a.npz", accel=values, fs=50.0)
    np.testing.assert_allclose(samples(read(tmp_path / "a.npz")), resting().T * 1000, rtol=1e-5, atol=1e-3)


def test_whole_nanoseconds_keep_every_digit(tmp_path: Path) -> None:
    stamps = 1_700_000_000_000_000_000 + np.arange(300) * 10_000_001
    np.savez(tmp_path / "a.npz", acc=resting(), time_ns=stamps)
    recording = read(tmp_path / "a.npz")
    assert recording.signal is not None
    assert recording.signal.times_s(299, 300)[0] == pytest.approx(2.990000299, abs=1e-12)
    assert str(recording.provenance.started_at).startswith("2023-11-14 22:13:20")


def test_an_array_alone_needs_a_rate(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", resting())
    with pytest.raises(NotARecording, match="no times; give the sampling rate with --rate"):
        read(tmp_path / "a.npy")
    assert read(tmp_path / "a.npy", rate_hz=100).duration_s == pytest.approx(3.0)


def test_an_array_without_three_axes_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", acc=np.zeros((300, 2)), time=np.arange(300))
    with pytest.raises(NotARecording, match="no array with the three axes"):
        read(tmp_path / "a.npz")


def test_the_real_sit_to_stand_file_is_read_in_mg(shared_data: Path) -> None:
    recording = read(shared_data / "recordings/lumbar_sit_to_stand_128hz.npz")
    assert recording.signal is not None
    assert recording.signal.rate_hz == pytest.approx(128, abs=0.1)
    assert recording.duration_s == pytest.approx(91.0, abs=0.1)
    assert np.median(np.linalg.norm(samples(recording), axis=0)) == pytest.approx(1000, rel=0.05)
    assert recording.provenance.started_at is not None


def test_rotation_and_pressure_beside_the_acceleration_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "all.npz"
    turning = np.full((3, 300), 0.5)
    np.savez(
        path,
        acceleration=resting().T * 1000,
        time_s=np.arange(300) / 100.0,
        unit=np.array("mg"),
        angular_velocity=turning,
        pressure=np.full(300, 1005.0),
    )
    rotation, pressure = read(path).companions
    assert np.allclose(rotation.read(0, 300), turning)
    assert pressure.read(0, 300)[0, 0] == 1005.0
