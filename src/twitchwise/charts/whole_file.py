"""Files that are there whole or not at all: they are written as drafts, which take their name when they are complete.

Drafts are known by name from before they are made, so that a program that is being stopped can remove what is left of
them wherever the interrupt fell, even inside the clearing up.
"""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from twitchwise.errors import InputError

__all__ = ["draft_in", "remove_drafts", "whole_file", "write_whole", "writing_to"]

_open_drafts: set[Path] = set()


@contextmanager
def draft_in(folder: Path, name: str) -> Iterator[Path]:
    """A name in `folder` that is not taken, for a file or folder to be made there; what still has it later is removed.

    Parameters
    ----------
    folder : where the draft is to lie.
    name : end of the draft's name, which starts with a dot and is hidden on most systems.
    """
    draft = folder / f".{secrets.token_hex(4)}-{name}"
    _open_drafts.add(draft)
    try:
        yield draft
    finally:
        _remove(draft)
        _open_drafts.discard(draft)


def remove_drafts() -> None:
    """Remove every draft there is: for a program that ends at once."""
    for draft in tuple(_open_drafts):
        _remove(draft)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A temporary name beside `path`, with its ending, to write to; takes the name `path` when the block ends well.

    Raises
    ------
    InputError
        The folder or the file cannot be written.
    """
    with draft_in(path.parent, path.name) as draft, writing_to(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        yield draft
        draft.replace(path)


def write_whole(path: Path, content: str | bytes) -> None:
    """Write bytes as they are, or a text as UTF-8 with the line ends it has."""
    with whole_file(path) as draft:
        draft.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


@contextmanager
def writing_to(place: Path) -> Iterator[None]:
    """Say in one sentence why `place` cannot be written, when the block finds that it cannot."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise InputError(
            what=f"cannot be written ({reason})", where=str(place), remedy="choose another place, or make room there"
        ) from error


def _remove(draft: Path) -> None:
    if draft.is_dir():
        shutil.rmtree(draft, ignore_errors=True)
        return
    with suppress(OSError):
        draft.unlink(missing_ok=True)
