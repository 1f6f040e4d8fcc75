from pathlib import Path

import numpy as np
import pytest
from scipy.io import savemat

from twitchwise.errors import NotARecording, UnreadableFile
from twitchwise.recordings.array_files import open_arrays


def test_the_kind_of_file_is_told_by_its_content(tmp_path: Path) -> None:
    names = ("a.npy", "b.npz", "c.mat")
    np.save(tmp_path / names[0], np.arange(6.0))
    np.savez(tmp_path / names[1], emg=np.arange(6.0))
    savemat(str(tmp_path / names[2]), {"emg": np.arange(6.0)})
    files = []
    for name in names:
        path = (tmp_path / name).rename(tmp_path / "recording")
        files.append(open_arrays(path))
    assert [file.format for file in files] == ["NPY", "NPZ", "MAT"]


@pytest.mark.parametrize(
    "start", [b"MATLAB 7.3 MAT-file, Platform", b"\x89HDF\r\n\x1a\n", bytes(512) + b"\x89HDF\r\n\x1a\n"]
)
def test_a_matlab_73_file_is_refused_with_the_way_out(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "a.mat"
    path.write_bytes(start.ljust(1000))
    with pytest.raises(NotARecording, match="-v7"):
        open_arrays(path)


@pytest.mark.parametrize(
    "data", [b"", b"x", b"\x93NUMPY", b"\x93NUMPY\x01\x00\x76\x00{", b"PK\x03\x04", bytes(2000), b"text\n" * 99]
)
def test_what_is_no_array_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.mat"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile):
        open_arrays(path)
