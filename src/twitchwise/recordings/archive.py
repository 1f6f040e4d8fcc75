"""Zip files read safely: nothing is unpacked to disk, and nothing grows beyond its limits.

A zip file of a few kilobytes can hold petabytes. Sizes are checked as declared before anything is read, and again
while reading, since declarations lie.
"""

import errno
import struct
import zipfile
import zlib
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO

from twitchwise.errors import UnreadableFile

__all__ = ["DAMAGE", "RECORDING_LIMITS", "Archive", "ArchiveLimits", "Member"]

_RATIO_FROM_BYTES = 10 << 20  # constant channels shrink far in small files, which harm nobody
# zipfile raises all of these on damaged files; a wrong checksum is BadZipFile
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)
_NESTED = (".zip", ".7z", ".rar", ".gz", ".tgz", ".xz", ".bz2", ".tar")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveLimits:
    """What an archive may hold.

    Parameters
    ----------
    thing : what it is expected to hold, for messages: "recording".
    max_member_bytes, max_total_bytes : unpacked size of one file, and of all.
    max_members : files and folders.
    max_ratio : unpacked to packed size.
    may_nest : whether archives inside are let be (they are never opened here); else they are refused.
    may_climb : whether absolute names and ".." are let be, as mere names; else they are refused.
    """

    thing: str
    max_member_bytes: int
    max_total_bytes: int
    max_members: int
    max_ratio: float
    may_nest: bool = False
    may_climb: bool = True


# A day of three sensors at 400 Hz is some 10 GB of text, an hour 0.4 GB; text of numbers shrinks three- to tenfold.
RECORDING_LIMITS = ArchiveLimits(
    thing="recording", max_member_bytes=1 << 29, max_total_bytes=1 << 30, max_members=1000, max_ratio=100.0
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file of an archive.

    Parameters
    ----------
    name : file name without its folders, which are never used to write anything.
    folder : name of the innermost folder, "" at the top.
    path : the whole name, folders parted by "/".
    size_bytes : unpacked size as declared.
    index : position in the archive.
    """

    name: str
    folder: str
    path: str
    size_bytes: int
    index: int


class Archive(AbstractContextManager["Archive"]):
    """A zip file, opened for reading after its declared sizes were found harmless.

    Parameters
    ----------
    path : the file.
    limits : what it may hold.

    Raises
    ------
    UnreadableFile
        Damaged, encrypted, nested, or larger unpacked than the limits.
    """

    def __init__(self, path: Path, *, limits: ArchiveLimits = RECORDING_LIMITS) -> None:
        self._where = path.name
        self._limits = limits
        try:
            self._zip = zipfile.ZipFile(path)
        except DAMAGE as error:
            raise self._damaged() from error
        except OSError as error:
            if error.errno == errno.EINVAL:  # an offset before the file's start
                raise self._damaged() from error
            raise
        try:
            self._infos = self._zip.infolist()
            self._check()
        except BaseException:
            self._zip.close()
            raise

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._zip.close()

    @property
    def members(self) -> tuple[Member, ...]:
        """The files in it, without folders and the hidden files of desktop systems."""
        found = []
        for index, info in enumerate(self._infos):
            path = PurePosixPath(info.filename.replace("\\", "/"))
            is_hidden = path.name.startswith(".") or "__MACOSX" in path.parts
            if info.is_dir() or is_hidden or not path.name:
                continue
            member = Member(
                name=path.name, folder=path.parent.name, path=str(path), size_bytes=info.file_size, index=index
            )
            found.append(member)
        return tuple(found)

    def read(self, member: Member, *, n_bytes: int | None = None) -> bytes:
        """The bytes of a member, or its first `n_bytes`.

        Raises
        ------
        UnreadableFile
            Damaged, or not as large as it declares.
        """
        info = self._infos[member.index]
        if info.file_size == 0:
            raise UnreadableFile(what=f"{member.name} inside it is empty", where=self._where, remedy=self._again)
        wanted = info.file_size if n_bytes is None else min(n_bytes, info.file_size)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(wanted)
                ends_there = n_bytes is not None or not stream.read(1)
        except DAMAGE as error:
            raise self._damaged() from error
        except OSError as error:
            if error.errno == errno.EINVAL:
                raise self._damaged() from error
            raise
        if len(data) != wanted or not ends_there:
            raise self._damaged()
        return data

    def open(self, member: Member) -> IO[bytes]:
        """The member as a stream that ends at its declared size; damage shows while reading, as one of `DAMAGE`.

        Raises
        ------
        UnreadableFile
            Its own header is damaged.
        """
        try:
            return self._zip.open(self._infos[member.index])
        except DAMAGE as error:
            raise self._damaged() from error

    @property
    def _again(self) -> str:
        return f"export the {self._limits.thing} again"

    def _damaged(self) -> UnreadableFile:
        return UnreadableFile(
            what="the zip file is damaged or cut off", where=self._where, remedy="export or copy it again"
        )

    def _refusal(self, what: str, remedy: str) -> UnreadableFile:
        return UnreadableFile(what=what, where=self._where, remedy=remedy)

    def _check(self) -> None:
        limits = self._limits
        if not self.members:
            raise self._refusal("the zip file is empty", self._again)
        if len(self._infos) > limits.max_members:
            raise self._refusal(
                f"the zip file holds more than {limits.max_members} files", f"export one {limits.thing} alone"
            )
        # A stored member is as large on the disk as it says, so it cannot be a bomb however large it is.
        growing = [i for i in self._infos if i.compress_type != zipfile.ZIP_STORED or i.compress_size != i.file_size]
        total = sum(info.file_size for info in growing)
        packed = sum(info.compress_size for info in growing)
        if total > limits.max_total_bytes or any(info.file_size > limits.max_member_bytes for info in growing):
            raise self._refusal(
                f"it would unpack to {total / 2**20:,.0f} MB, more than is read from a zip file",
                "unpack it and give the file that matters",
            )
        if total > _RATIO_FROM_BYTES and total > limits.max_ratio * max(packed, 1):
            raise self._refusal(
                f"it would unpack to {total / max(packed, 1):,.0f} times its size, as no {limits.thing} does",
                self._again,
            )
        for info in self._infos:
            self._check_member(info)

    def _check_member(self, info: zipfile.ZipInfo) -> None:
        if info.flag_bits & 0x1:
            raise self._refusal("the zip file is encrypted", "export it without a password")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self._refusal("the zip file uses an unusual compression", "pack it again as an ordinary zip file")
        if not self._limits.may_nest and info.filename.lower().endswith(_NESTED):
            raise self._refusal(
                "it holds another archive", f"unpack it and give one {self._limits.thing}, not a collection of them"
            )
        if not self._limits.may_climb and _climbs(info.filename):
            raise self._refusal(
                f"a name inside it points outside of it ({info.filename[:60]})",
                "do not trust this file; " + self._again,
            )


def _climbs(name: str) -> bool:
    """Whether unpacking under that name would write somewhere else."""
    plain = name.replace("\\", "/")
    return plain.startswith("/") or plain[1:2] == ":" or ".." in plain.split("/")
