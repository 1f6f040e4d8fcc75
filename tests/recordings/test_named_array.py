import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest

from twitchwise.errors import NotARecording, UnreadableFile
from twitchwise.recordings.numpy_files import array_in_npy, arrays_in_npz


def test_a_stretch_of_an_array_is_read_without_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.npy"
    np.save(path, np.arange(12.0))
    values = np.empty(5)
    with array_in_npy(path).reader() as read:
        read(3, values)
    assert values.tolist() == [3, 4, 5, 6, 7]


def test_a_compressed_array_is_loaded_when_it_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    np.savez_compressed(path, emg=np.arange(12.0))
    (emg,) = arrays_in_npz(path)
    assert emg.held is None
    assert emg.ready().load().tolist() == list(range(12))


def test_a_compressed_array_with_a_wrong_checksum_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    np.savez_compressed(path, emg=np.arange(9999.0))
    raw = path.read_bytes()
    directory = raw.rindex(b"PK\x01\x02")
    path.write_bytes(raw[: directory + 16] + b"\0\0\0\0" + raw[directory + 20 :])
    with pytest.raises(UnreadableFile, match="damaged"):
        arrays_in_npz(path)[0].ready()


def test_a_large_compressed_array_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.npz"
    head = tmp_path / "head.npy"
    np.save(head, np.zeros(1000))
    start = head.read_bytes().replace(b"(1000,), }" + b" " * 6, b"(150000000,), } ")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("emg.npy", start)
    raw = path.read_bytes()
    directory = raw.rindex(b"PK\x01\x02")
    claimed = struct.pack("<I", 1_200_000_128)  # the unpacked size, 24 bytes into the entry of the directory
    path.write_bytes(raw[: directory + 24] + claimed + raw[directory + 28 :])
    (emg,) = arrays_in_npz(path)
    assert emg.n_bytes == 1_200_000_000
    with pytest.raises(NotARecording, match="cannot be read in pieces"):
        emg.ready()


def test_a_file_that_shrinks_while_read_is_an_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "a.npy"
    np.save(path, np.zeros(1000))
    array = array_in_npy(path)
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(UnreadableFile, match="shorter"):
        array.load()
