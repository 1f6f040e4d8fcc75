"""Folders of results that are there whole or not at all."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from twitchwise.charts.whole_file import draft_in, writing_to
from twitchwise.errors import InputError

__all__ = ["holds_result", "result_folder"]

_RESULT, _SUMMARY = "result.json", ("summary.csv", "summary.html")
_RESULT_KEYS = {"recording", "rate_per_min", "twitches"}
_NOT_ALWAYS_WRITTEN = ("intervals.svg", "magnified.mp4", "map.svg")


def holds_result(folder: Path) -> bool:
    """Whether an earlier result lies in this folder."""
    try:
        if all((folder / name).is_file() for name in _SUMMARY):
            return True
        content = json.loads((folder / _RESULT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(content, dict) and content.keys() >= _RESULT_KEYS


@contextmanager
def result_folder(folder: Path) -> Iterator[Path]:
    """A draft folder to write to; its content moves to `folder` when the block ends well, else nothing stays.

    Parameters
    ----------
    folder : may be absent, empty, or hold an earlier result, of which the same files are replaced; nothing else in it
        is touched.

    Raises
    ------
    InputError
        The folder is a file, holds other things, or cannot be written.
    """
    _require_free(folder)
    target = folder.resolve()
    base = next(place for place in (target, *target.parents) if place.is_dir())
    with draft_in(base, "twitchwise.part") as draft:
        with writing_to(folder):
            draft.mkdir()
        yield draft
        with writing_to(folder):
            _publish(draft, target)


def _require_free(folder: Path) -> None:
    nearest = next((place for place in (folder, *folder.parents) if place.exists()), Path())
    if not nearest.is_dir():
        raise InputError(what="it is a file, not a folder", where=str(nearest), remedy="give --out another name")
    with writing_to(folder):
        is_taken = folder.is_dir() and any(folder.iterdir()) and not holds_result(folder)
    if is_taken:
        raise InputError(
            what="this folder already holds other files",
            where=str(folder),
            remedy="give --out a new or empty folder, or one with an earlier result",
        )


def _publish(draft: Path, target: Path) -> None:
    if not any(draft.iterdir()):
        return
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.rename(target)
        return
    files = [path for path in draft.rglob("*") if path.is_file()]
    for path in sorted(files, key=lambda path: (path.name == _RESULT, path)):  # the numbers last, when all is there
        place = target / path.relative_to(draft)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
        if path.name == _RESULT:
            for stale in set(_NOT_ALWAYS_WRITTEN) - {file.name for file in files if file.parent == path.parent}:
                (place.parent / stale).unlink(missing_ok=True)
