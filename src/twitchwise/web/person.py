"""Whose diary a request is about: the person's own, or the demo person's."""

import threading
import time
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from twitchwise.clock import utc_now
from twitchwise.desk.diary_place import diary_if_any, open_diary
from twitchwise.diary.model import Diary
from twitchwise.store.diary_store import DiaryStore
from twitchwise.store.place import place_of
from twitchwise.store.reading import ReadBefore
from twitchwise.web.settings import WebSettings

__all__ = ["DEMO_COOKIE", "DiaryReader", "Person", "ThePerson", "demo_diary", "person_of", "settings_of"]

DEMO_COOKIE = "twitchwise-demo"
"""Set while the demo person is being looked at."""


_SETTLED_NS = 20_000_000
"""A file that was written so short ago may be written again without a change of its time: clocks of files tick."""


@dataclass(slots=True, kw_only=True)
class _Shelf:
    """One diary as it was read the last time.

    Parameters
    ----------
    before : its entries as they were read.
    stamp : of its file, taken before it was read; None when it has to be read again anyway.
    diary : what it held.
    """

    before: ReadBefore = field(default_factory=ReadBefore)
    stamp: tuple[object, ...] | None = None
    diary: Diary = field(default_factory=Diary)


class DiaryReader:
    """Diaries read once, and again only when their file has changed; then only what has changed in them."""

    def __init__(self) -> None:
        self._shelves: dict[Path | None, _Shelf] = {}
        self._lock = threading.Lock()

    def load(self, file: Path | None) -> Diary:
        """What the diary holds; an empty one when there is none yet, and none is made."""
        path = place_of(file).file
        with self._lock:
            stamp = None if path is None else _stamp(path)
            shelf = self._shelves.setdefault(file, _Shelf())
            if stamp is None or stamp != shelf.stamp:
                found = diary_if_any(file, before=shelf.before)
                if found is None:  # erased, or not begun: nothing of it stays here
                    del self._shelves[file]
                    return Diary()
                shelf.stamp, shelf.diary = stamp, found
            return shelf.diary

    def open(self, file: Path | None) -> DiaryStore:
        """The diary to write in, made when it is not there; what was read here before is not read again."""
        with self._lock:
            before = self._shelves.setdefault(file, _Shelf()).before
        return open_diary(file, before=before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The person a request is about.

    Parameters
    ----------
    file : the diary's file; None for the person's own place.
    is_demo : the made-up person.
    """

    file: Path | None
    is_demo: bool
    _reader: DiaryReader

    @property
    def diary(self) -> Diary:
        """What the diary holds; an empty one when there is none yet."""
        return self._reader.load(self.file)

    @property
    def today(self) -> date:
        """The person's day."""
        return self.diary.rule.today(utc_now())

    def open(self) -> AbstractContextManager[DiaryStore]:
        """The diary to write in, made when it is not there."""
        return self._reader.open(self.file)


def settings_of(request: Request) -> WebSettings:
    """How this server is set up."""
    settings: WebSettings = request.app.state.settings
    return settings


def demo_diary(settings: WebSettings) -> Path:
    """Where the demo person's diary lies."""
    return settings.work / "demo" / "diary.sqlite"


def person_of(request: Request) -> Person:
    """Whose diary this request is about."""
    settings = settings_of(request)
    demo = demo_diary(settings)
    wish = request.cookies.get(DEMO_COOKIE, "on" if settings.shows_demo else "off")
    is_demo = wish == "on" and demo.exists()
    reader: DiaryReader = request.app.state.reader
    return Person(file=demo if is_demo else settings.diary, is_demo=is_demo, _reader=reader)


ThePerson = Annotated[Person, Depends(person_of)]


def _stamp(file: Path) -> tuple[object, ...] | None:
    """Changes whenever something was written: the file and its write-ahead log, by size and time.

    None while the last writing is so fresh that another one might leave the same stamp.
    """
    stamps: list[tuple[int, int, int] | None] = []
    for path in (file, file.with_name(file.name + "-wal")):
        try:
            status = path.stat()
        except OSError:
            stamps.append(None)
        else:
            if time.time_ns() - status.st_mtime_ns < _SETTLED_NS:
                return None
            stamps.append((status.st_ino, status.st_size, status.st_mtime_ns))
    return tuple(stamps)
