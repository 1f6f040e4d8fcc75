"""Which arrays an .npy, .npz or .mat file holds."""

from dataclasses import dataclass
from pathlib import Path

from twitchwise.errors import NotARecording
from twitchwise.recordings.matlab_files import arrays_in_mat
from twitchwise.recordings.named_array import NamedArray, Read, broken
from twitchwise.recordings.numpy_files import array_in_npy, arrays_in_npz

__all__ = ["ArrayFile", "NamedArray", "Read", "open_arrays"]

_HDF5 = b"\x89HDF"  # at the start, or after the 512 bytes of text that MATLAB puts before it


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ArrayFile:
    """The arrays of a file, text among them; `format` is NPY, NPZ or MAT."""

    format: str
    arrays: tuple[NamedArray, ...]


def open_arrays(path: Path) -> ArrayFile:
    """The arrays in an .npy, .npz or .mat file, told apart by their first bytes.

    Raises
    ------
    UnreadableFile : broken, cut short or gone.
    NotARecording : a kind of file whose arrays are not read here.
    """
    try:
        with path.open("rb") as file:
            start = file.read(520)
        if start.startswith(b"\x93NUMPY"):
            return ArrayFile(format="NPY", arrays=(array_in_npy(path),))
        if start.startswith(b"PK"):
            return ArrayFile(format="NPZ", arrays=arrays_in_npz(path))
        if start.startswith((b"MATLAB 7.3", _HDF5)) or start[512:516] == _HDF5:
            raise NotARecording(
                what="a MATLAB 7.3 file is an HDF5 file, which is not read here",
                where=path.name,
                remedy="save it in MATLAB with the option -v7",
            )
        return ArrayFile(format="MAT", arrays=arrays_in_mat(path))
    except OSError as cause:
        raise broken("it cannot be read", path) from cause
