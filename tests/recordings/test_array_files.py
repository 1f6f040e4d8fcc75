import struct
import zipfile
import zlib
from pathlib import Path

import numpy as np
import pytest

from twitchwise.errors import NotARecording, UnreadableFile
from twitchwise.recordings.array_files import open_arrays


def test_the_arrays_of_an_npz_file_stay_in_the_file_until_read(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    np.savez(path, emg=np.arange(12.0).reshape(3, 4), unit="uV")
    file = open_arrays(path)
    emg, unit = file.arrays
    assert (file.format, emg.name, emg.shape, emg.held, unit.load().tolist()) == ("NPZ", "emg", (3, 4), None, ["uV"])
    values = np.empty(5)
    with emg.reader() as read:
        read(3, values)
    assert values.tolist() == [3, 4, 5, 6, 7]


def test_a_compressed_array_is_loaded_when_it_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    np.savez_compressed(path, emg=np.arange(12.0))
    (emg,) = open_arrays(path).arrays
    assert emg.held is None
    assert emg.ready().load().tolist() == list(range(12))


def test_axes_of_length_one_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "a.npy"
    np.save(path, np.zeros((1, 7, 1)))
    assert open_arrays(path).arrays[0].shape == (7,)


def test_pickled_objects_are_never_loaded(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    np.savez(path, emg=np.array([{}], dtype=object), allow_pickle=True)
    assert open_arrays(path).arrays[0].dtype.kind == "O"


def test_an_array_longer_than_its_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.npy"
    np.save(path, np.zeros(1000))
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(UnreadableFile, match="shorter than the array"):
        open_arrays(path)


def test_an_empty_member_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("emg.npy", b"")
    with pytest.raises(UnreadableFile, match="description"):
        open_arrays(path)


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
    (emg,) = open_arrays(path).arrays
    assert emg.n_bytes == 1_200_000_000
    with pytest.raises(NotARecording, match="cannot be read in pieces"):
        emg.ready()


def test_a_matlab_file_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.mat"
    packer = zlib.compressobj(1)
    begin = packer.compress(bytes(10)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(10_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = begin + again * 120  # after a full flush, a block can follow itself
    head = b"MATLAB 5.0".ljust(124) + struct.pack("<H", 0x100) + b"IM"
    path.write_bytes(head + struct.pack("<II", 15, len(packed)) + packed)
    with pytest.raises(NotARecording, match="more than 1 GB"):
        open_arrays(path)


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
