"""The files of an export, read alike whether they are one file, a zip, or the folder it was unpacked into."""

import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO

from twitchwise.errors import UnreadableFile
from twitchwise.exchange.text import decoded
from twitchwise.recordings.archive import DAMAGE, Archive, ArchiveLimits, Member

__all__ = ["EXPORT_LIMITS", "ExportFile", "ExportFiles"]

# Ten years of a watch are an XML file of 1-2 GB that shrinks some twentyfold; a sports archive has one file a workout.
EXPORT_LIMITS = ArchiveLimits(
    thing="export",
    max_member_bytes=4 << 30,
    max_total_bytes=8 << 30,
    max_members=50_000,
    max_ratio=250.0,
    may_nest=True,
    may_climb=False,
)
_IN_MEMORY_BYTES = 256 << 20  # what is read whole: tables, JSON; a year of a table is below 10 MB
_HEAD_BYTES = 1 << 16
_DEPTH = 8
_FEW_TABLES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFile:
    """One file of an export.

    Parameters
    ----------
    name : file name, in the writing it has.
    path : with its folders inside the export, parted by "/".
    size_bytes : its size, as declared when it lies in a zip.
    member : its place in a zip, else None.
    """

    name: str
    path: str
    size_bytes: int
    member: Member | None = field(default=None, repr=False)


class ExportFiles(AbstractContextManager["ExportFiles"]):
    """What an export consists of; nothing is followed outside of it and nothing grows beyond its limits.

    Parameters
    ----------
    path : one file, a zip, or a folder. Links inside a folder are left out.

    Raises
    ------
    UnreadableFile
        Gone, forbidden, empty, a damaged zip, or beyond `EXPORT_LIMITS`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._archive: Archive | None = None
        self._heads: dict[str, bytes] = {}
        try:
            if path.is_dir():
                self.files = _in_folder(path)
            elif path.is_file() and path.stat().st_size == 0:
                raise UnreadableFile(what="it is empty", where=path.name, remedy="copy or export it again")
            elif _is_zip(path):
                self._archive = Archive(path, limits=EXPORT_LIMITS)
                self.files = tuple(
                    ExportFile(name=member.name, path=member.path, size_bytes=member.size_bytes, member=member)
                    for member in self._archive.members
                )
            else:
                self.files = (ExportFile(name=path.name, path=path.name, size_bytes=path.stat().st_size),)
        except FileNotFoundError:
            raise UnreadableFile(what="there is no such file", where=path.name, remedy="check its name") from None
        except OSError as error:
            raise self._unreadable(error) from error

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the zip, if it is one."""
        if self._archive is not None:
            self._archive.__exit__(exc_type, exc_value, traceback)

    def named(self, pattern: str) -> tuple[ExportFile, ...]:
        """The files whose name, without folders, matches a regular expression whole, in any case; sorted by path."""
        match = re.compile(pattern, re.IGNORECASE).fullmatch
        return tuple(sorted((file for file in self.files if match(file.name)), key=lambda file: file.path))

    def tables(self) -> tuple[ExportFile, ...]:
        """The text tables, or the one file there is; none of an export with over twenty, which is known by names."""
        found = self.files if len(self.files) == 1 else self.named(r".*\.(?:csv|tsv|txt)")
        return found if len(found) <= _FEW_TABLES else ()

    def head(self, file: ExportFile) -> bytes:
        """The first 64 KB, kept for the next one who asks."""
        if file.path not in self._heads:
            self._heads[file.path] = self.read(file, n_bytes=_HEAD_BYTES)
        return self._heads[file.path]

    def head_text(self, file: ExportFile) -> str:
        """The first 64 KB as text; empty when they hold no text."""
        head = self.head(file)
        text = decoded(head)
        return "" if "\0" in text[:1000] else text

    def read(self, file: ExportFile, *, n_bytes: int | None = None) -> bytes:
        """The bytes of a file, or its first `n_bytes`.

        Raises
        ------
        UnreadableFile
            Damaged, gone, or over 256 MB and wanted whole.
        """
        if n_bytes is None and file.size_bytes > _IN_MEMORY_BYTES:
            raise UnreadableFile(
                what=f"{file.size_bytes / 2**20:,.0f} MB are more than such a file ever has",
                where=file.name,
                remedy="export a shorter time",
            )
        with self.open(file) as stream:
            try:
                return stream.read(_IN_MEMORY_BYTES if n_bytes is None else n_bytes)
            except (OSError, *DAMAGE) as error:
                if n_bytes is not None:
                    return b""
                raise self._damaged(file, error) from error

    def open(self, file: ExportFile) -> IO[bytes]:
        """The file as a stream; reading a damaged zip member raises one of `recordings.archive.DAMAGE`.

        Raises
        ------
        UnreadableFile
            Gone, or forbidden.
        """
        if self._archive is not None and file.member is not None:
            return self._archive.open(file.member)
        try:
            return (self.path / file.path if self.path.is_dir() else self.path).open("rb")
        except OSError as error:
            raise self._unreadable(error) from error

    @contextmanager
    def on_disk(self, file: ExportFile) -> Iterator[Path]:
        """The file as one that a database can open: itself, or for a zip a copy that is gone afterwards.

        Raises
        ------
        UnreadableFile
            Damaged, or the disk is full.
        """
        if file.member is None:
            yield self.path / file.path if self.path.is_dir() else self.path
            return
        with tempfile.TemporaryDirectory(prefix="twitchwise-") as folder:
            copy = Path(folder) / "member"  # a name of ours: the one in the zip is never used to write
            try:
                with self.open(file) as stream, copy.open("wb") as target:
                    shutil.copyfileobj(stream, target, 1 << 20)
            except (OSError, *DAMAGE) as error:
                raise self._damaged(file, error) from error
            yield copy

    def _damaged(self, file: ExportFile, error: Exception) -> UnreadableFile:
        if isinstance(error, OSError):
            return self._unreadable(error)
        return UnreadableFile(what=f"{file.name} inside it is damaged", where=self.path.name, remedy="export it again")

    def _unreadable(self, error: OSError) -> UnreadableFile:
        reason = (error.strerror or "unknown reason").lower()
        return UnreadableFile(
            what=f"it cannot be read ({reason})", where=self.path.name, remedy="copy it to another place and try again"
        )


def _is_zip(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(4)
    # A FIT file or a table never starts so; an office document does, and is refused by what lies inside.
    return start in {b"PK\x03\x04", b"PK\x05\x06"} or (path.suffix.lower() == ".zip" and zipfile.is_zipfile(path))


def _in_folder(folder: Path) -> tuple[ExportFile, ...]:
    found: list[ExportFile] = []
    for where, folders, names in os.walk(folder, followlinks=False):
        here = Path(where)
        if len(here.relative_to(folder).parts) >= _DEPTH:
            folders.clear()
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "__MACOSX")
        for name in sorted(names):
            path = here / name
            if name.startswith(".") or path.is_symlink() or not path.is_file():
                continue
            inside = path.relative_to(folder).as_posix()
            found.append(ExportFile(name=name, path=inside, size_bytes=path.stat().st_size))
            if len(found) > EXPORT_LIMITS.max_members:
                raise UnreadableFile(
                    what=f"the folder holds more than {EXPORT_LIMITS.max_members} files",
                    where=folder.name,
                    remedy="give the folder of one export",
                )
    if not found:
        raise UnreadableFile(what="the folder is empty", where=folder.name, remedy="give the folder of an export")
    return tuple(found)
