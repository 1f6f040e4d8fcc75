"""The arrays in .npy and .npz files.

References
----------
https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html (.npy);
https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT section 4.3.7 (local header of a zip member).
"""

import math
import struct
import warnings
import zipfile
from pathlib import Path
from typing import IO

import numpy as np

from twitchwise.recordings.named_array import ZIP_ERRORS, NamedArray, broken

__all__ = ["array_in_npy", "arrays_in_npz"]

_LOCAL_HEADER = struct.Struct("<26xHH")  # ..., length of the name, length of the extra field
_IS_ENCRYPTED = 0x1


def array_in_npy(path: Path) -> NamedArray:
    """The array of an .npy file.

    Raises
    ------
    UnreadableFile : broken or cut short.
    """
    with path.open("rb") as file:
        return _described(file, path, name="", size=path.stat().st_size)


def arrays_in_npz(path: Path) -> tuple[NamedArray, ...]:
    """The arrays of an .npz file; those that are not compressed can be read in pieces.

    Raises
    ------
    UnreadableFile : broken, cut short or encrypted.
    """
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
    except ZIP_ERRORS as cause:
        raise broken("it is a damaged or encrypted archive", path) from cause
    return tuple(arrays)


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
        raise broken("the description of an array in it cannot be read", path) from cause
    offset = file.tell()
    if any(length < 0 for length in shape) or math.prod(shape) * dtype.itemsize > size - (offset - start):
        raise broken("it is shorter than the array it describes", path)
    return NamedArray(
        name=name,
        shape=tuple(length for length in shape if length != 1),
        dtype=dtype,
        is_fortran=is_fortran,
        path=path,
        offset=offset,
        member=member,
    )
