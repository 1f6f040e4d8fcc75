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

from twitchwise.errors import UnreadableFile

__all__ = ["Archive", "Member"]

# A day of three sensors at 400 Hz is some 10 GB of text, an hour 0.4 GB; text of numbers shrinks three- to tenfold.
_MAX_MEMBER_BYTES = 1 << 29
_MAX_TOTAL_BYTES = 1 << 30
_MAX_MEMBERS = 1000
_MAX_RATIO = 100.0
_RATIO_FROM_BYTES = 10 << 20  # constant channels shrink far in small files, which harm nobody
# zipfile raises all of these on damaged files; a wrong checksum is BadZipFile
_DAMAGE = (
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
class Member:
    """One file of an archive.

    Parameters
    ----------
    name : file name without its folders, which are never used to write anything.
    folder : name of the innermost folder, "" at the top.
    size_bytes : unpacked size as declared.
    index : position in the archive.
    """

    name: str
    folder: str
    size_bytes: int
    index: int


class Archive(AbstractContextManager["Archive"]):
    """A zip file, opened for reading after its declared sizes were found harmless.

    Raises
    ------
    UnreadableFile
        Damaged, encrypted, nested, or larger unpacked than any recording.
    """

    def __init__(self, path: Path) -> None:
        self._where = path.name
        try:
            self._zip = zipfile.ZipFile(path)
        except _DAMAGE as error:
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
            found.append(Member(name=path.name, folder=path.parent.name, size_bytes=info.file_size, index=index))
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
            raise UnreadableFile(
                what=f"{member.name} inside it is empty", where=self._where, remedy="export the recording again"
            )
        wanted = info.file_size if n_bytes is None else min(n_bytes, info.file_size)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(wanted)
                ends_there = n_bytes is not None or not stream.read(1)
        except _DAMAGE as error:
            raise self._damaged() from error
        except OSError as error:
            if error.errno == errno.EINVAL:
                raise self._damaged() from error
            raise
        if len(data) != wanted or not ends_there:
            raise self._damaged()
        return data

    def _damaged(self) -> UnreadableFile:
        return UnreadableFile(
            what="the zip file is damaged or cut off", where=self._where, remedy="export or copy it again"
        )

    def _refusal(self, what: str, remedy: str) -> UnreadableFile:
        return UnreadableFile(what=what, where=self._where, remedy=remedy)

    def _check(self) -> None:
        if not self.members:
            raise self._refusal("the zip file is empty", "export the recording again")
        if len(self._infos) > _MAX_MEMBERS:
            raise self._refusal(f"the zip file holds more than {_MAX_MEMBERS} files", "export one recording alone")
        # A stored member is as large on the disk as it says, so it cannot be a bomb however large it is.
        growing = [i for i in self._infos if i.compress_type != zipfile.ZIP_STORED or i.compress_size != i.file_size]
        total = sum(info.file_size for info in growing)
        packed = sum(info.compress_size for info in growing)
        if total > _MAX_TOTAL_BYTES or any(info.file_size > _MAX_MEMBER_BYTES for info in growing):
            raise self._refusal(
                f"it would unpack to {total / 2**20:,.0f} MB, more than is read from a zip file",
                "unpack it and give the file that matters",
            )
        if total > _RATIO_FROM_BYTES and total > _MAX_RATIO * max(packed, 1):
            raise self._refusal(
                f"it would unpack to {total / max(packed, 1):,.0f} times its size, as no recording does",
                "export the recording again",
            )
        for info in self._infos:
            if info.flag_bits & 0x1:
                raise self._refusal("the zip file is encrypted", "export it without a password")
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise self._refusal("the zip file uses an unusual compression", "pack it again as an ordinary zip file")
            if info.filename.lower().endswith(_NESTED):
                raise self._refusal(
                    "it holds another archive", "unpack it and give one recording, not a collection of them"
                )
