import struct
import zlib
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.io import loadmat, savemat

from twitchwise.errors import NotARecording, UnreadableFile
from twitchwise.recordings.matlab_files import arrays_in_mat
from twitchwise.recordings.named_array import NamedArray


def write(path: Path, *, do_compression: bool = False, version: Literal["4", "5"] = "5", **variables: Any) -> Path:
    savemat(str(path), variables, appendmat=False, format=version, do_compression=do_compression)
    return path


def values_of(array: NamedArray) -> np.ndarray:
    return array.load().reshape(array.shape, order="F" if array.is_fortran else "C")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    shape=st.tuples(st.integers(2, 6), st.integers(2, 6)),
    dtype=st.sampled_from(["f8", "f4", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8"]),
    is_old=st.booleans(),
    is_packed=st.booleans(),
    seed=st.integers(0, 99),
)
def test_numbers_written_by_another_program_are_read_again(
    tmp_path: Path, *, shape: tuple[int, int], dtype: str, is_old: bool, is_packed: bool, seed: int
) -> None:
    data = np.random.default_rng(seed).integers(0, 100, shape).astype("f8" if is_old else dtype)
    path = tmp_path / "a.mat"
    write(path, version="4" if is_old else "5", do_compression=is_packed and not is_old, emg=data, fs=1000.0, unit="uV")
    emg, fs, unit = arrays_in_mat(path)
    assert [emg.name, fs.name, unit.name] == ["emg", "fs", "unit"]
    assert np.array_equal(values_of(emg), data)
    assert (fs.shape, fs.load().tolist(), unit.load().tolist()) == ((), [1000.0], ["uV"])
    assert (emg.held is None) == (is_old or not is_packed)


def test_a_real_file_is_read_as_scipy_reads_it(shared_data: Path) -> None:
    path = shared_data / "recordings" / "back_ballistocardiogram_ecg_1khz.mat"
    theirs = loadmat(path, squeeze_me=True)
    numbers = {array.name: array for array in arrays_in_mat(path) if array.dtype.kind in "fiu"}
    assert {"bcg", "ecg", "time", "Fs", "peaks_r"} <= set(numbers)
    for name, array in numbers.items():
        np.testing.assert_array_equal(array.load(), np.ravel(theirs[name]))


def test_texts_in_cells_become_one_array(tmp_path: Path) -> None:
    path = write(tmp_path / "a.mat", labels=np.array(["calf", "shin"], dtype=object), rows=np.array(["ab", "cd"]))
    labels, rows = arrays_in_mat(path)
    assert labels.load().tolist() == ["calf", "shin"]
    assert rows.load().tolist() == ["ab", "cd"]


def test_arrays_in_cells_and_structures_carry_the_nearest_name(tmp_path: Path) -> None:
    cell = np.empty(1, dtype=object)
    cell[0] = np.eye(3)
    path = write(tmp_path / "a.mat", Data=cell, recording={"emg": np.ones((2, 4)), "fs": 5.0})
    assert [array.name for array in arrays_in_mat(path)] == ["Data", "emg", "fs"]


def test_what_is_not_plain_numbers_is_named_as_such(tmp_path: Path) -> None:
    from scipy.sparse import csc_array

    path = write(tmp_path / "a.mat", a=np.ones(3) * 1j, b=np.array([True, False]), c=csc_array(np.eye(3)))
    assert [array.dtype.kind for array in arrays_in_mat(path)] == ["c", "b", "O"]


def test_a_matlab_file_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.mat"
    packer = zlib.compressobj(1)
    begin = packer.compress(bytes(10)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(10_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = begin + again * 120  # after a full flush, a block can follow itself
    head = b"MATLAB 5.0".ljust(124) + struct.pack("<H", 0x100) + b"IM"
    path.write_bytes(head + struct.pack("<II", 15, len(packed)) + packed)
    with pytest.raises(NotARecording, match="more than 1 GB"):
        arrays_in_mat(path)


@pytest.mark.parametrize("data", [b"", b"x", bytes(2000), b"text\n" * 99, b"MATLAB 5.0".ljust(126) + b"IM" + b"x" * 99])
def test_what_is_no_matlab_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.mat"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match="not a MATLAB file"):
        arrays_in_mat(path)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changes=st.lists(st.tuples(st.integers(0, 1200), st.binary(min_size=1, max_size=4)), max_size=4),
    cut=st.integers(0, 2000),
    version=st.sampled_from(["4", "5"]),
)
def test_whatever_happens_to_the_bytes_nothing_else_is_raised(
    tmp_path: Path, changes: list[tuple[int, bytes]], cut: int, version: Literal["4", "5"]
) -> None:
    more: dict[str, Any] = {"s": {"a": np.eye(3), "b": "text"}} if version == "5" else {}
    raw = bytearray(write(tmp_path / "a.mat", version=version, emg=np.eye(9), unit="uV", **more).read_bytes())
    for at, new in changes:
        raw[at : at + len(new)] = new
    path = tmp_path / "b.mat"
    path.write_bytes(raw[:cut])
    try:
        arrays = arrays_in_mat(path)
    except UnreadableFile:
        return
    assert all(array.load().size == array.size for array in arrays if array.dtype.kind in "fiuU")
