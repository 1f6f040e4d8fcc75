import contextlib
import hashlib
import os
from pathlib import Path

import numpy as np
import pytest

from tests.require_all import DOES_NOT_APPLY
from twitchwise.errors import InputError, NotARecording, UnreadableFile
from twitchwise.recordings.model import RecordingKind
from twitchwise.recordings.open import read_recording


def motion_csv(folder: Path) -> Path:
    path = folder / "calf.csv"
    rows = "".join(f"{i * 10},{0.001 * (i % 3)},0,{1 + 0.001 * (i % 5)}\n" for i in range(500))
    path.write_text("time_ms,x,y,z\n" + rows)
    return path


def test_a_recording_knows_its_file(tmp_path: Path) -> None:
    path = motion_csv(tmp_path)
    recording = read_recording(path)
    assert recording.kind is RecordingKind.MOTION
    assert recording.provenance.name == "calf.csv"
    assert recording.provenance.size_bytes == path.stat().st_size
    assert recording.provenance.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_path_may_be_given_as_text(tmp_path: Path) -> None:
    assert read_recording(str(motion_csv(tmp_path))).duration_s == pytest.approx(5.0)


def test_rate_and_unit_reach_the_reader(tmp_path: Path) -> None:
    np.savetxt(tmp_path / "a.csv", np.random.default_rng(0).normal(size=(400, 3)), delimiter=",")
    recording = read_recording(tmp_path / "a.csv", kind=RecordingKind.MOTION, rate_hz=200, unit="mg")
    assert recording.duration_s == pytest.approx(2.0)
    assert recording.signal is not None
    assert np.abs(recording.signal.read(0, 400)).max() < 10


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="it is a folder; give the recording inside it"):
        read_recording(tmp_path)


@pytest.mark.parametrize("name", ["nothing.csv", "folder/nothing.csv", "nul\0byte.csv", "long" * 200])
def test_a_missing_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile):
        read_recording(tmp_path / name)


def test_a_broken_link_is_a_missing_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").symlink_to(tmp_path / "gone.csv")
    with pytest.raises(UnreadableFile, match="no such file"):
        read_recording(tmp_path / "a.csv")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.edf").touch()
    with pytest.raises(UnreadableFile, match=r"a\.edf: it is empty; copy or export it again\.$"):
        read_recording(tmp_path / "a.edf")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason=f"{DOES_NOT_APPLY}: root may read anything")
def test_a_forbidden_file_is_refused(tmp_path: Path) -> None:
    path = motion_csv(tmp_path)
    path.chmod(0)
    with pytest.raises(UnreadableFile, match="it may not be read"):
        read_recording(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason=f"{DOES_NOT_APPLY}: this system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    with pytest.raises(UnreadableFile, match="not an ordinary file"):
        read_recording(tmp_path / "a.csv")


@pytest.mark.parametrize("rate_hz", [0.0, -1.0, float("nan"), 1e9])
def test_an_impossible_rate_is_refused(tmp_path: Path, rate_hz: float) -> None:
    with pytest.raises(InputError, match=r"sampling rate of .+ is impossible; correct --rate"):
        read_recording(motion_csv(tmp_path), rate_hz=rate_hz)


@pytest.mark.parametrize(
    ("name", "kind", "quantity", "rate_hz"),
    [
        ("emg_surface_1ch_1000hz.txt", "emg", "counts", 1000),
        ("emg_needle_healthy_4khz.txt", "emg", "counts", 4000),
        ("phone_upper_arm_walking_405hz.csv", "motion", "acceleration", 405.1),
        ("lumbar_sit_to_stand_128hz.npz", "motion", "acceleration", 128),
    ],
)
def test_every_real_recording_is_read(shared_data: Path, name: str, kind: str, quantity: str, rate_hz: float) -> None:
    recording = read_recording(shared_data / "recordings" / name)
    assert recording.kind.value == kind
    assert recording.signal is not None
    assert recording.signal.quantity.value == quantity
    assert recording.signal.rate_hz == pytest.approx(rate_hz, rel=1e-3)


def test_the_real_clip_is_read(shared_data: Path) -> None:
    recording = read_recording(shared_data / "recordings/ultrasound_muscle_30fps.mp4")
    assert recording.clip is not None
    assert (recording.clip.width, recording.clip.height) == (420, 352)


def test_a_matlab_file_without_emg_is_refused_by_its_names(shared_data: Path) -> None:
    path = shared_data / "recordings/back_ballistocardiogram_ecg_1khz.mat"
    with pytest.raises(InputError, match="none of its arrays is named as EMG"):
        read_recording(path)
    with pytest.raises(NotARecording):
        read_recording(path, kind=RecordingKind.MOTION)


def test_other_real_files_never_end_in_a_traceback(shared_data: Path) -> None:
    for path in sorted(shared_data.rglob("*")):
        if path.is_file() and path.stat().st_size < 3_000_000:
            with contextlib.suppress(InputError):
                read_recording(path)
