"""The arrays in MATLAB files of versions 4 to 7.

Every length in the file is checked before it is believed: files come from strangers, and the usual readers trust them
(`scipy.io.loadmat` crashes or hangs on some damaged files). Arrays that are not compressed can be read in pieces.

References
----------
MathWorks, "MAT-File Format", version R2024b: chapter "Level 5 MAT-File Format", appendix "Level 4 MAT-File Format".
"""

import math
import os
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import NotARecording
from twitchwise.recordings.named_array import LARGEST_HELD, NamedArray, broken

__all__ = ["arrays_in_mat"]

_DEEPEST = 2  # structures in structures: no recorder nests its samples deeper
_STEP = 1 << 20  # bytes unpacked at once while counting
_MOST_PARTS = 10_000  # variables, cells and fields looked at in one file

_NUMBERS = {1: "i1", 2: "u1", 3: "i2", 4: "u2", 5: "i4", 6: "u4", 7: "f4", 9: "f8", 12: "i8", 13: "u8"}
_TEXT = {1: "latin-1", 2: "latin-1", 4: "utf-16", 16: "utf-8", 17: "utf-16", 18: "utf-32"}
_MATRIX, _COMPRESSED = 14, 15
_CELL, _STRUCT, _CHAR = 1, 2, 4
_NUMERIC = range(6, 16)
_IS_COMPLEX, _IS_LOGICAL = 0x800, 0x200

_OLD_NUMBERS = ("f8", "f4", "i4", "i2", "u2", "u1")  # the third digit of the type of a version 4 matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class _Element:
    """A stretch of the file with a type: its data are at `start`, the next element at `end`."""

    kind: int
    start: int
    length: int
    end: int


class _Broken(Exception):
    """Something in the file contradicts itself."""


def arrays_in_mat(path: Path) -> tuple[NamedArray, ...]:
    """The arrays of a MATLAB file, and those in its cells and structures, under the name nearest to them.

    Raises
    ------
    UnreadableFile : not a MATLAB file, broken or cut short.
    NotARecording : it unpacks to more than a gigabyte.
    """
    with path.open("rb") as file:
        order = {b"IM": "<", b"MI": ">"}.get(file.read(128)[126:])
        try:
            if order is None:
                return tuple(_OldReader(file, path).variables())
            return tuple(_Reader(file, path, order).variables())
        except (_Broken, struct.error, zlib.error, UnicodeDecodeError) as cause:
            raise broken("it is not a MATLAB file, or a damaged one", path) from cause


class _Reader:
    """Walks through the elements of a version 5 file, or of one compressed variable of it."""

    def __init__(self, file: IO[bytes], path: Path, order: str, *, unpacked: bytes | None = None) -> None:
        self._file = file
        self._path = path
        self._order = order
        self._unpacked = unpacked  # what `file` reads when that is a variable in memory
        self._size = file.seek(0, os.SEEK_END)
        self._room = LARGEST_HELD
        self._n_parts = 0

    def variables(self) -> Iterator[NamedArray]:
        at = 128
        while at < self._size:
            element = self._element(at, self._size)
            if element.kind == _COMPRESSED:
                at = element.start + element.length  # not padded, unlike everything else
                yield from self._compressed(element)
            else:
                at = element.end
                yield from self._matrix(element, "", 0)

    def _compressed(self, element: _Element) -> Iterator[NamedArray]:
        packed = self._bytes(element)
        self._room -= _unpacked_size(packed, self._room)
        if self._room < 0:
            raise NotARecording(
                what="a compressed MATLAB file of more than 1 GB cannot be read in pieces",
                where=self._path.name,
                remedy="save it in MATLAB with the option -v6, or as a NumPy array",
            )
        unpacked = zlib.decompressobj().decompress(packed)
        inner = _Reader(BytesIO(unpacked), self._path, self._order, unpacked=unpacked)
        yield from inner._matrix(inner._element(0, len(unpacked)), "", 0)

    def _element(self, at: int, limit: int) -> _Element:
        """The element whose tag is at `at`, and which ends before `limit`."""
        self._file.seek(at)
        kind, length = struct.unpack(f"{self._order}II", self._file.read(8))
        if kind >> 16:  # up to four bytes of data share the tag
            element = _Element(kind=kind & 0xFFFF, start=at + 4, length=kind >> 16, end=at + 8)
        else:
            element = _Element(kind=kind, start=at + 8, length=length, end=at + 8 + -(-length // 8) * 8)
        if element.start + element.length > limit or (kind >> 16) > 4:
            raise _Broken
        return element

    def _children(self, element: _Element) -> Iterator[_Element]:
        at, limit = element.start, element.start + element.length
        while at < limit:
            child = self._element(at, limit)
            yield child
            at = child.end

    def _bytes(self, element: _Element) -> bytes:
        self._file.seek(element.start)
        return self._file.read(element.length)

    def _matrix(self, element: _Element, name: str, depth: int) -> Iterator[NamedArray]:
        """The arrays in a matrix element; `name` serves where it has none of its own."""
        self._n_parts += 1
        if element.kind != _MATRIX or self._n_parts > _MOST_PARTS:
            raise _Broken
        if element.length == 0:
            return  # an empty cell
        parts = self._children(element)
        flags, lengths, own = next(parts, None), next(parts, None), next(parts, None)
        if flags is None or lengths is None or own is None or flags.length != 8 or not 8 <= lengths.length <= 128:
            raise _Broken
        flag = struct.unpack(f"{self._order}II", self._bytes(flags))[0]
        shape = struct.unpack(f"{self._order}{lengths.length // 4}i", self._bytes(lengths)[: lengths.length // 4 * 4])
        if min(shape) < 0:
            raise _Broken
        name = self._bytes(own).decode("latin-1") or name
        kind = flag & 0xFF
        if kind in _NUMERIC:
            yield self._numbers(next(parts, None), name, shape, flag)
        elif kind == _CHAR:
            yield self._text(next(parts, None), name, shape)
        elif kind == _CELL and depth < _DEEPEST:
            yield from self._cells(parts, name, depth)
        elif kind == _STRUCT and depth < _DEEPEST:
            yield from self._fields(parts, depth)
        else:
            yield NamedArray(
                name=name, shape=_without_ones(shape), dtype=np.dtype(object), is_fortran=True, path=self._path
            )

    def _numbers(self, data: _Element | None, name: str, shape: tuple[int, ...], flag: int) -> NamedArray:
        if data is None or data.kind not in _NUMBERS:
            raise _Broken
        stored = np.dtype(self._order + _NUMBERS[data.kind])
        if math.prod(shape) * stored.itemsize > data.length:
            raise _Broken
        array = NamedArray(
            name=name,
            shape=_without_ones(shape),
            dtype=np.dtype(complex) if flag & _IS_COMPLEX else np.dtype(bool) if flag & _IS_LOGICAL else stored,
            is_fortran=True,
            path=self._path,
            offset=data.start,
        )
        if self._unpacked is None or array.dtype != stored:
            return array
        held = np.frombuffer(self._unpacked, stored, count=array.size, offset=data.start)
        return _held(name, array.shape, held, self._path)

    def _text(self, data: _Element | None, name: str, shape: tuple[int, ...]) -> NamedArray:
        if data is None or data.kind not in _TEXT:
            raise _Broken
        coding = _TEXT[data.kind]
        if coding in {"utf-16", "utf-32"}:
            coding += "-le" if self._order == "<" else "-be"
        text = self._bytes(data).decode(coding)
        rows = min(shape[0], len(text)) or 1  # stored column by column
        lines = [text[row::rows].rstrip() for row in range(rows)] if rows <= _MOST_PARTS else []
        return _held(name, _without_ones((len(lines),)), np.array(lines, dtype=str), self._path)

    def _cells(self, parts: Iterator[_Element], name: str, depth: int) -> Iterator[NamedArray]:
        """What is in the cells; a row of texts becomes one array of text."""
        arrays = [array for part in parts for array in self._matrix(part, name, depth + 1)]
        if arrays and all(array.dtype.kind == "U" and array.size == 1 for array in arrays):
            words = np.array([str(array.load()[0]) for array in arrays])
            yield _held(name, _without_ones((len(words),)), words, self._path)
        else:
            yield from arrays

    def _fields(self, parts: Iterator[_Element], depth: int) -> Iterator[NamedArray]:
        width, names = next(parts, None), next(parts, None)
        if width is None or names is None or width.length != 4:
            raise _Broken
        step = struct.unpack(f"{self._order}i", self._bytes(width))[0]
        if step < 1:
            raise _Broken
        raw = self._bytes(names)
        fields = [raw[at : at + step].split(b"\0")[0].decode("latin-1") for at in range(0, len(raw), step)]
        for i, part in enumerate(parts):
            if not fields:
                raise _Broken
            yield from self._matrix(part, fields[i % len(fields)], depth + 1)


class _OldReader:
    """Walks through the matrices of a version 4 file."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self._file = file
        self._path = path
        self._size = file.seek(0, os.SEEK_END)

    def variables(self) -> Iterator[NamedArray]:
        if not self._size:
            raise _Broken
        at = 0
        n_parts = 0
        while at < self._size:
            n_parts += 1
            self._file.seek(at)
            header = self._file.read(20)
            order = "<" if 0 <= struct.unpack("<i", header[:4])[0] < 5000 else ">"
            kind, rows, columns, is_complex, n_letters = struct.unpack(f"{order}5i", header)
            number, content = divmod(kind % 100, 10)
            if n_parts > _MOST_PARTS or not 0 <= kind < 5000 or kind // 100 % 10 or number >= len(_OLD_NUMBERS):
                raise _Broken
            if min(rows, columns) < 0 or not 0 < n_letters <= 256 or content > 2:
                raise _Broken
            name = self._file.read(n_letters).split(b"\0")[0].decode("latin-1")
            stored = np.dtype(order + _OLD_NUMBERS[number])
            start = at + 20 + n_letters
            at = start + rows * columns * stored.itemsize * (2 if is_complex else 1)
            if at > self._size:
                raise _Broken
            array = NamedArray(
                name=name,
                shape=_without_ones((rows, columns)),
                dtype=stored if content == 0 and not is_complex else np.dtype(object),
                is_fortran=True,
                path=self._path,
                offset=start,
            )
            yield self._as_text(array, stored, rows, columns) if content == 1 else array

    def _as_text(self, array: NamedArray, stored: np.dtype[Any], rows: int, columns: int) -> NamedArray:
        """Letters are stored as numbers; only a single short line is read."""
        if rows != 1 or not 0 < columns <= 256:
            return array
        self._file.seek(array.offset)
        codes = np.frombuffer(self._file.read(columns * stored.itemsize), stored).astype(np.float64)
        line = "".join(sign for code in codes if 0 < code < 0x10000 and (sign := chr(int(code))).isprintable())
        return _held(array.name, (), np.array([line]), self._path)


def _unpacked_size(packed: bytes, limit: int) -> int:
    """How many bytes `packed` unpacks to, counted without keeping them until the limit is passed."""
    inflater = zlib.decompressobj()
    total = 0
    for at in range(0, len(packed), _STEP):
        rest = packed[at : at + _STEP]
        while rest and total <= limit:
            total += len(inflater.decompress(rest, _STEP))
            rest = inflater.unconsumed_tail
    return total


def _without_ones(shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(length for length in shape if length != 1)


def _held(name: str, shape: tuple[int, ...], values: NDArray[Any], path: Path) -> NamedArray:
    return NamedArray(name=name, shape=shape, dtype=values.dtype, is_fortran=True, path=path, held=values)
