"""Which files a person means when they name files and folders."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from twitchwise.desk.keeping import ResultKind, holds_result
from twitchwise.errors import InputError, UnreadableFile
from twitchwise.recordings.signatures import is_video_name

__all__ = ["FoundFile", "find_recordings"]

_ENDINGS = frozenset({".edf", ".bdf", ".csv", ".tsv", ".txt", ".mat", ".npz", ".npy", ".zip"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A file that may be a recording.

    Parameters
    ----------
    path : the file.
    is_named : the person named it; False when it was found in a folder, where other files may lie as well.
    """

    path: Path
    is_named: bool


def find_recordings(paths: Iterable[Path]) -> tuple[FoundFile, ...]:
    """The files meant by `paths`, each once: named files as they stand, folders as what lies in them by name.

    Parameters
    ----------
    paths : files and folders. A folder counts with its subfolders, without hidden ones and without the folders in
        which earlier results lie; of its files those count whose names end like one of the formats that are read.

    Raises
    ------
    UnreadableFile
        A folder may not be read.
    InputError
        A folder holds nothing that could be a recording.
    """
    found: dict[Path, FoundFile] = {}
    for path in paths:
        if not path.is_dir():
            found[path.resolve()] = FoundFile(path=path, is_named=True)
            continue
        inside = list(_files_in(path))
        if not inside:
            raise InputError(
                what="no recording was found in this folder",
                where=str(path),
                remedy="give a folder with videos, EMG files (EDF, CSV) or motion-sensor exports (zip, CSV)",
            )
        for file in inside:
            found.setdefault(file.resolve(), FoundFile(path=file, is_named=False))
    return tuple(found.values())


def _files_in(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise UnreadableFile(
            what="this folder may not be read", where=str(error.filename), remedy="allow reading it, or copy the files"
        ) from error

    for where, folders, names in os.walk(folder, onerror=refuse):
        here = Path(where)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _is_result(here / name))
        for name in sorted(names):
            path = here / name
            counts = path.suffix.lower() in _ENDINGS or is_video_name(path)
            if counts and not name.startswith(".") and not path.is_dir():
                yield path


def _is_result(folder: Path) -> bool:
    return any(holds_result(folder, kind) for kind in ResultKind)
