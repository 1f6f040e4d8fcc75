"""An array that stays in its file until it is read, whole or in part."""

import lzma
import math
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import NotARecording, UnreadableFile

__all__ = ["LARGEST_HELD", "ZIP_ERRORS", "NamedArray", "Read", "broken"]

LARGEST_HELD = 1 << 30  # bytes: what is compressed cannot be read in pieces and has to fit in memory
ZIP_ERRORS: tuple[type[Exception], ...] = (
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
        if self.n_bytes > LARGEST_HELD:
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
                            raise broken("it became shorter while it was read", self.path)
                        room = room[count:]

                yield fetch
        except OSError as cause:
            raise broken("it cannot be read any more", self.path) from cause


def broken(what: str, path: Path) -> UnreadableFile:
    """The error for a file of arrays that contradicts itself or has changed."""
    return UnreadableFile(what=what, where=path.name, remedy="export the recording again, or copy the file again")


def _unpack(array: NamedArray) -> NDArray[Any]:
    try:
        with zipfile.ZipFile(array.path) as archive, archive.open(array.member) as member:
            member.read(array.offset)
            raw = member.read(array.n_bytes)
            member.read(1)  # at its end, the archive's checksum is compared
    except ZIP_ERRORS as cause:
        raise broken("it is a damaged or encrypted archive", array.path) from cause
    except OSError as cause:
        raise broken("it cannot be read any more", array.path) from cause
    if len(raw) < array.n_bytes:
        raise broken("it is shorter than the array it describes", array.path)
    return np.frombuffer(raw, array.dtype)
