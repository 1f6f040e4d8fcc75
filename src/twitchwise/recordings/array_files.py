"""What arrays an .npy, .npz or .mat file holds, and how to read a stretch of one without the rest.

References
----------
https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html (.npy);
https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT section 4.3.7 (local header of a zip member).
"""

import lzma
import math
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import NotARecording, UnreadableFile

__all__ = ["ArrayFile", "NamedArray", "Read", "open_arrays"]

_LARGEST_HELD = 1 << 30  # bytes: what is compressed cannot be read in pieces and has to fit in memory
_STEP = 1 << 20
_ZIP_ERRORS: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OverflowError,
    KeyError,
    IndexError,
)
_LOCAL_HEADER = struct.Struct("<26xHH")  # ..., length of the name, length of the extra field
_IS_ENCRYPTED = 0x1
_MAT_COMPRESSED = 15
_MAT_HDF5 = (b"MATLAB 7.3", b"\x89HDF")
_DEEPEST = 2  # structs in structs: no recorder nests its samples deeper

# Fills an array of the same dtype with the numbers from a given place on.
Read = Callable[[int, NDArray[Any]], None]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NamedArray:
    """An array of a file, which stays there until it is read.

    Parameters
    ----------
    name : its name in the file; empty for .npy.
    shape : its lengths, axes of length 1 left out.
    dtype : the type of its numbers.
    is_fortran : whether the first index runs fastest in the file.
    path : the file.
    offset : where its numbers start, in the file or in the unpacked member.
    member : name of its member in an .npz file when that is compressed, else empty.
    held : all its numbers in memory, flat, in the order of the file.
    """

    name: str
    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    is_fortran: bool
    path: Path
    offset: int = 0
    member: str = ""
    held: NDArray[Any] | None = None

    @property
    def size(self) -> int:
        """How many numbers it has."""
        return math.prod(self.shape)

    @property
    def n_bytes(self) -> int:
        """How many bytes its numbers take."""
        return self.size * self.dtype.itemsize

    def load(self) -> NDArray[Any]:
        """All its numbers, flat, in the order of the file."""
        if self.held is not None:
            return self.held
        if self.n_bytes > _LARGEST_HELD:
            raise NotARecording(
                what=f"an array of {self.n_bytes / 1e9:.1f} GB that is compressed cannot be read in pieces",
                where=self.path.name,
                remedy="save it uncompressed, with numpy.savez or numpy.save",
            )
        if self.member:
            return _unpack(self)
        values = np.empty(self.size, self.dtype)
        with self.reader() as read:
            read(0, values)
        return values

    def ready(self) -> "NamedArray":
        """Itself, loaded if it cannot be read in pieces."""
        return self if not self.member or self.held is not None else replace(self, held=self.load())

    @contextmanager
    def reader(self) -> Iterator[Read]:
        """A function that fills an array of this dtype with the numbers from a given place on.

        Raises
        ------
        UnreadableFile : the file has gone or become shorter.
        """
        if self.held is not None:
            held = self.held

            def copy(first: int, values: NDArray[Any]) -> None:
                values[:] = held[first : first + values.size]

            yield copy
            return
        try:
            with self.path.open("rb", buffering=0) as file:

                def fetch(first: int, values: NDArray[Any]) -> None:
                    file.seek(self.offset + first * self.dtype.itemsize)
                    room = values.view(np.uint8).data
                    while room:
                        count = file.readinto(room)
                        if not count:
                            raise _broken("it became shorter while it was read", self.path)
                        room = room[count:]

                yield fetch
        except OSError as cause:
            raise _broken("it cannot be read any more", self.path) from cause


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
                file.seek(0)
                size = path.stat().st_size
                return ArrayFile(format="NPY", arrays=(_described(file, path, name="", size=size),))
        if start.startswith(b"PK"):
            return ArrayFile(format="NPZ", arrays=_in_npz(path))
        if start.startswith(_MAT_HDF5) or start[512:516] == _MAT_HDF5[1]:
            raise NotARecording(
                what="a MATLAB 7.3 file is an HDF5 file, which is not read here",
                where=path.name,
                remedy="save it in MATLAB with the option -v7",
            )
        return ArrayFile(format="MAT", arrays=_in_mat(path))
    except OSError as cause:
        raise _broken("it cannot be read", path) from cause


def _described(file: IO[bytes], path: Path, *, name: str, size: int, member: str = "") -> NamedArray:
    """The array whose .npy header starts here and which ends `size` bytes later at the latest."""
    start = file.tell()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a header that Python 2 wrote is no reason to bother anybody
            version = np.lib.format.read_magic(file)
            read = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}[version]
            shape, is_fortran, dtype = read(file)
    except Exception as cause:  # the parser raises whatever broken bytes lead it to
        raise _broken("the description of an array in it cannot be read", path) from cause
    offset = file.tell()
    if any(length < 0 for length in shape) or math.prod(shape) * dtype.itemsize > size - (offset - start):
        raise _broken("it is shorter than the array it describes", path)
    return NamedArray(
        name=name,
        shape=tuple(length for length in shape if length != 1),
        dtype=dtype,
        is_fortran=is_fortran,
        path=path,
        offset=offset,
        member=member,
    )


def _in_npz(path: Path) -> tuple[NamedArray, ...]:
    arrays = []
    size = path.stat().st_size
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as file:
            for info in archive.infolist():
                name = info.filename.removesuffix(".npy")
                if name == info.filename:
                    continue
                if info.compress_type == zipfile.ZIP_STORED and not info.flag_bits & _IS_ENCRYPTED:
                    file.seek(info.header_offset)
                    file.seek(sum(_LOCAL_HEADER.unpack(file.read(_LOCAL_HEADER.size))), 1)
                    rest = min(info.file_size, size - file.tell())
                    arrays.append(_described(file, path, name=name, size=rest))
                else:
                    with archive.open(info) as member:
                        arrays.append(_described(member, path, name=name, size=info.file_size, member=info.filename))
    except _ZIP_ERRORS as cause:
        raise _broken("it is a damaged or encrypted archive", path) from cause
    return tuple(arrays)


def _unpack(array: NamedArray) -> NDArray[Any]:
    try:
        with zipfile.ZipFile(array.path) as archive, archive.open(array.member) as member:
            member.read(array.offset)
            raw = member.read(array.n_bytes)
            member.read(1)  # at its end, the archive's checksum is compared
    except _ZIP_ERRORS as cause:
        raise _broken("it is a damaged or encrypted archive", array.path) from cause
    except OSError as cause:
        raise _broken("it cannot be read any more", array.path) from cause
    if len(raw) < array.n_bytes:
        raise _broken("it is shorter than the array it describes", array.path)
    return np.frombuffer(raw, array.dtype)


def _in_mat(path: Path) -> tuple[NamedArray, ...]:
    from scipy.io import loadmat

    if _unpacked_size(path) > _LARGEST_HELD:
        raise NotARecording(
            what="a MATLAB file of more than 1 GB cannot be read in pieces",
            where=path.name,
            remedy="save it as a NumPy array or as EDF",
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what matters about a strange file is said by the readers
            content = loadmat(path, appendmat=False, simplify_cells=True)
    except Exception as cause:  # the parser raises whatever broken bytes lead it to
        raise _broken("it is not a MATLAB file, or a damaged one", path) from cause
    return tuple(
        array for name, value in content.items() if not name.startswith("__") for array in _flat(name, value, path, 0)
    )


def _unpacked_size(path: Path) -> int:
    """Bytes a MATLAB 5 file unpacks to, counted without keeping them, and no further than the limit.

    Notes
    -----
    After 128 bytes of header come elements of type and length, four bytes each; type 15 is compressed.
    """
    size = path.stat().st_size
    total = 0
    with path.open("rb") as file:
        order = {b"IM": "<", b"MI": ">"}.get(file.read(128)[126:])
        if order is None:
            return size  # version 4 knows no compression
        while total <= _LARGEST_HELD and len(tag := file.read(8)) == 8:
            kind, length = struct.unpack(f"{order}II", tag)
            end = file.tell() + length
            if kind == _MAT_COMPRESSED:
                total += _inflated_size(file, min(length, size), _LARGEST_HELD - total)
            else:
                total += min(length, size)
            file.seek(end)
    return total


def _inflated_size(file: IO[bytes], length: int, limit: int) -> int:
    inflater = zlib.decompressobj()
    total = 0
    try:
        while total <= limit and not inflater.eof:
            packed = inflater.unconsumed_tail or file.read(min(length, _STEP))
            if not packed:
                break
            length -= 0 if inflater.unconsumed_tail else len(packed)
            total += len(inflater.decompress(packed, _STEP))
    except zlib.error:
        return total  # the parser will find out
    return total


def _flat(name: str, value: object, path: Path, depth: int) -> Iterator[NamedArray]:
    """The arrays in a value: itself, or what its fields and cells hold under their own names."""
    if isinstance(value, dict) and depth < _DEEPEST:
        for key, inner in value.items():
            yield from _flat(str(key), inner, path, depth + 1)
        return
    if isinstance(value, list):
        value = np.array(value, dtype=object)
    array = np.asarray(value)
    if array.dtype.kind == "O" and array.size and all(isinstance(cell, str) for cell in array.flat):
        array = array.astype(str)
    if array.dtype.kind == "O" and depth < _DEEPEST:
        for cell in array.flat:
            yield from _flat(name, cell, path, depth + 1)
        return
    array = array.squeeze()
    is_fortran = array.flags.f_contiguous and not array.flags.c_contiguous
    yield NamedArray(
        name=name,
        shape=array.shape,
        dtype=array.dtype,
        is_fortran=is_fortran,
        path=path,
        held=array.ravel(order="F" if is_fortran else "C"),
    )


def _broken(what: str, path: Path) -> UnreadableFile:
    return UnreadableFile(what=what, where=path.name, remedy="export the recording again, or copy the file again")
