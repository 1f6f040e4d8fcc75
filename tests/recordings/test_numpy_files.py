import zipfile
from pathlib import Path

import numpy as np
import pytest

from twitchwise.errors import UnreadableFile
from twitchwise.recordings.numpy_files import array_in_npy, arrays_in_npz


def test_the_arrays_of_an_npz_file_stay_in_the_file_until_read(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    np.savez(path, emg=np.arange(12.0).reshape(3, 4), unit="uV")
    emg, unit = arrays_in_npz(path)
    assert (emg.name, emg.shape, emg.held, unit.load().tolist()) == ("emg", (3, 4), None, ["uV"])


def test_axes_of_length_one_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "a.npy"
    np.save(path, np.zeros((1, 7, 1)))
    assert array_in_npy(path).shape == (7,)


def test_pickled_objects_are_never_loaded(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    np.savez(path, emg=np.array([{}], dtype=object), allow_pickle=True)
    assert arrays_in_npz(path)[0].dtype.kind == "O"


def test_an_array_longer_than_its_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.npy"
    np.save(path, np.zeros(1000))
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(UnreadableFile, match="shorter than the array"):
        array_in_npy(path)


def test_an_empty_member_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("emg.npy", b"")
    with pytest.raises(UnreadableFile, match="description"):
        arrays_in_npz(path)


def test_members_that_are_no_arrays_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("README.txt", b"hello")
    assert arrays_in_npz(path) == ()
