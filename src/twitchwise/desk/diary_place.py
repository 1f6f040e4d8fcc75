"""The person's diary: opened, or looked at without making one."""

from pathlib import Path

from twitchwise.diary.model import Diary
from twitchwise.errors import UnreadableFile
from twitchwise.store.diary_store import DiaryStore, open_store
from twitchwise.store.place import place_of
from twitchwise.store.reading import ReadBefore

__all__ = ["diary_if_any", "open_diary", "open_kept_diary"]


def open_diary(file: Path | None = None, *, before: ReadBefore | None = None) -> DiaryStore:
    """The diary in its place, made when it is not there; use it in a `with` block.

    Parameters
    ----------
    file : a diary's file; None for the person's own place, or the database that `TWITCHWISE_DATABASE` names.
    before : what was read of this diary earlier, so that it is read again quickly.

    Raises
    ------
    InputError
        It cannot be opened, is no diary, or was written by a later version.
    """
    return open_store(file, before=before)


def open_kept_diary(file: Path | None = None) -> DiaryStore:
    """The diary in its place; none is made.

    Raises
    ------
    InputError
        There is none, or it cannot be opened.
    """
    place = place_of(file)
    if place.file is not None and not place.file.exists():
        raise UnreadableFile(
            what="there is no diary here yet",
            where=place.name,
            remedy='begin one with "twitchwise import" or "twitchwise log", or name another file',
        )
    return open_store(file)


def diary_if_any(file: Path | None = None, *, before: ReadBefore | None = None) -> Diary | None:
    """What the diary holds; None when there is none, and none is made.

    Parameters
    ----------
    file : a diary's file; None for the person's own place.
    before : what was read of this diary earlier, so that it is read again quickly.
    """
    place = place_of(file)
    if place.file is not None and not place.file.exists():
        return None
    with open_store(file, before=before) as store:
        return store.load()
