"""Whose diary a request is about: the person's own, or the demo person's."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from twitchwise.clock import utc_now
from twitchwise.desk.diary_place import diary_if_any, open_diary
from twitchwise.diary.model import Diary
from twitchwise.store.diary_store import DiaryStore
from twitchwise.store.place import place_of
from twitchwise.web.settings import WebSettings

__all__ = ["DEMO_COOKIE", "DiaryReader", "Person", "ThePerson", "demo_diary", "person_of", "settings_of"]

DEMO_COOKIE = "twitchwise-demo"
"""Set while the demo person is being looked at."""


class DiaryReader:
    """Diaries read once and again only when their file has changed."""

    def __init__(self) -> None:
        self._kept: dict[Path, tuple[object, Diary]] = {}
        self._lock = threading.Lock()

    def load(self, file: Path | None) -> Diary:
        """What the diary holds; an empty one when there is none yet, and none is made."""
        place = place_of(file)
        if place.file is None:
            return diary_if_any(file) or Diary()
        with self._lock:
            stamp = _stamp(place.file)
            kept = self._kept.get(place.file)
            if kept is None or kept[0] != stamp:
                kept = (stamp, diary_if_any(file) or Diary())
                self._kept[place.file] = kept
            return kept[1]


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
    _read: Callable[[Path | None], Diary]

    @property
    def diary(self) -> Diary:
        """What the diary holds; an empty one when there is none yet."""
        return self._read(self.file)

    @property
    def today(self) -> date:
        """The person's day."""
        return self.diary.rule.today(utc_now())

    def open(self) -> AbstractContextManager[DiaryStore]:
        """The diary to write in, made when it is not there."""
        return open_diary(self.file)


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
    return Person(file=demo if is_demo else settings.diary, is_demo=is_demo, _read=reader.load)


ThePerson = Annotated[Person, Depends(person_of)]


def _stamp(file: Path) -> object:
    """Changes whenever something was written: the file and its write-ahead log, by size and time."""
    stamps: list[tuple[int, int, int] | None] = []
    for path in (file, file.with_name(file.name + "-wal")):
        try:
            status = path.stat()
        except OSError:
            stamps.append(None)
        else:
            stamps.append((status.st_ino, status.st_size, status.st_mtime_ns))
    return tuple(stamps)
