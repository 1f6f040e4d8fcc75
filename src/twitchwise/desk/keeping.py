"""Folders of results that are there whole or not at all."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from twitchwise.charts.whole_file import draft_in, writing_to
from twitchwise.errors import InputError

__all__ = ["ResultKind", "holds_result", "result_folder"]

_SUMMARY = ("summary.csv", "summary.html")


class ResultKind(Enum):
    """What a folder holds the result of; the value is the file with its numbers."""

    MEASUREMENT = "result.json"
    TRIGGERS = "triggers.json"
    STRENGTH = "strength.json"
    WORRY = "worry.json"
    ASSESSMENT = "assessment.json"


_KEYS = {
    ResultKind.MEASUREMENT: {"recording", "rate_per_min", "twitches"},
    ResultKind.TRIGGERS: {"triggers", "power", "problems"},
    ResultKind.STRENGTH: {"regions", "sides", "problems"},
    ResultKind.WORRY: {"gad7", "spiral", "offers"},
    ResultKind.ASSESSMENT: {"urgency", "causes", "next_look"},
}
_NOT_ALWAYS_WRITTEN = {
    ResultKind.MEASUREMENT: re.compile(r"(intervals|map)\.svg|magnified\.mp4"),
    ResultKind.TRIGGERS: re.compile(r"suspicions\.svg|(lags|days)-\d+\.svg"),
    ResultKind.ASSESSMENT: re.compile(r"(?!)"),
    ResultKind.STRENGTH: re.compile(r"when\.svg|scores-[a-z-]+\.svg"),
    ResultKind.WORRY: re.compile(r"spiral\.svg"),
}


def holds_result(folder: Path, kind: ResultKind = ResultKind.MEASUREMENT) -> bool:
    """Whether an earlier result of this kind lies in this folder."""
    try:
        if kind is ResultKind.MEASUREMENT and all((folder / name).is_file() for name in _SUMMARY):
            return True
        content = json.loads((folder / kind.value).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(content, dict) and content.keys() >= _KEYS[kind]


@contextmanager
def result_folder(folder: Path, kind: ResultKind = ResultKind.MEASUREMENT) -> Iterator[Path]:
    """A draft folder to write to; its content moves to `folder` when the block ends well, else nothing stays.

    Parameters
    ----------
    folder : may be absent, empty, or hold an earlier result of the same kind, of which the same files are replaced;
        nothing else in it is touched.
    kind : what the result is of.

    Raises
    ------
    InputError
        The folder is a file, holds other things, or cannot be written.
    """
    _require_free(folder, kind)
    target = folder.resolve()
    base = next(place for place in (target, *target.parents) if place.is_dir())
    with draft_in(base, "twitchwise.part") as draft:
        with writing_to(folder):
            draft.mkdir()
        yield draft
        with writing_to(folder):
            _publish(draft, target)


def _require_free(folder: Path, kind: ResultKind) -> None:
    nearest = next((place for place in (folder, *folder.parents) if place.exists()), Path())
    if not nearest.is_dir():
        raise InputError(what="it is a file, not a folder", where=str(nearest), remedy="give --out another name")
    with writing_to(folder):
        is_taken = folder.is_dir() and any(folder.iterdir()) and not holds_result(folder, kind)
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
    numbers = {kind.value: kind for kind in ResultKind}
    files = [path for path in draft.rglob("*") if path.is_file()]
    for path in sorted(files, key=lambda path: (path.name in numbers, path)):  # the numbers last, when all is there
        place = target / path.relative_to(draft)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
        if path.name in numbers:
            written = {file.name for file in files if file.parent == path.parent}
            _remove_stale(place.parent, numbers[path.name], written)


def _remove_stale(folder: Path, kind: ResultKind, written: set[str]) -> None:
    """Files of an earlier result that the new one does not have."""
    for old in list(folder.iterdir()):
        if _NOT_ALWAYS_WRITTEN[kind].fullmatch(old.name) and old.name not in written:
            old.unlink(missing_ok=True)
