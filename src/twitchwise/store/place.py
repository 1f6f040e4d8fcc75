"""Where a diary is kept, and a connection to it."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from twitchwise.errors import InputError, UnreadableFile

__all__ = ["VARIABLE", "Place", "make_private", "open_engine", "place_of", "plain_refusals"]

VARIABLE = "TWITCHWISE_DATABASE"
"""The environment variable that names another database, "postgresql://user@host/name"."""

_PATIENCE_S = 5.0  # how long to wait for another program that is writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a diary is kept: a file, or a database.

    Parameters
    ----------
    file : the SQLite file; None for PostgreSQL.
    url : address of the database; its password is never shown.
    """

    file: Path | None
    url: URL

    @property
    def name(self) -> str:
        """What to call it in a message."""
        return self.file.name if self.file is not None else self.url.render_as_string(hide_password=True)


def place_of(file: Path | None = None) -> Place:
    """The place of the diary: `file` if given, else what the environment variable names, else the person's own folder.

    Raises
    ------
    InputError
        The environment variable names no database that is known here.
    """
    if file is None and (address := os.environ.get(VARIABLE, "").strip()):
        return _database(address)
    if file is None:
        from platformdirs import user_data_path

        file = user_data_path("twitchwise", appauthor=False) / "diary.sqlite"
    file = file.absolute()
    return Place(file=file, url=URL.create("sqlite", database=str(file)))


def _database(address: str) -> Place:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        url = None
    backend = url.get_backend_name() if url is not None else ""
    if url is not None and backend == "sqlite" and url.database:
        return place_of(Path(url.database))
    if url is not None and backend in {"postgresql", "postgres"}:
        return Place(file=None, url=url.set(drivername="postgresql+psycopg"))
    raise InputError(
        what="this names no database that is known here",
        where=VARIABLE,
        remedy='give "postgresql://user@host/name", or take it away to keep the diary in a file',
    )


def make_private(file: Path) -> None:
    """An empty file that only its owner may read and write, where there is none yet; SQLite gives what it lays beside
    it the same rights. An existing file keeps the rights it has; where none can be made, opening it will say why.
    """
    with suppress(OSError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def open_engine(place: Place) -> Engine:
    """A connection pool for `place`; SQLite in WAL mode, one writer at a time, every accepted entry on the disk.

    Raises
    ------
    InputError
        The PostgreSQL driver is not installed.
    """
    if place.file is None:
        try:
            return create_engine(place.url, connect_args={"connect_timeout": 10}, pool_pre_ping=True)
        except ModuleNotFoundError as error:
            raise InputError(
                what="the PostgreSQL driver is not installed",
                where=VARIABLE,
                remedy='install "twitchwise[postgresql]", or take the variable away to keep the diary in a file',
            ) from error
    engine = create_engine(place.url, creator=partial(_connected, place.file))
    event.listen(engine, "begin", _take_the_pen)
    return engine


def _connected(file: Path) -> sqlite3.Connection:
    try:
        return _opened(file, "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
    except sqlite3.OperationalError as error:
        if not error.sqlite_errorname.startswith("SQLITE_IOERR_SHM"):
            raise
        # A full disk has no room for the index that connections share: one that is alone does without, and can read.
        return _opened(file, "locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")


def _opened(file: Path, *settings: str) -> sqlite3.Connection:
    # Transactions begin where we say, not where the driver guesses; a connection is used by one thread at a time.
    connection = sqlite3.connect(file, timeout=_PATIENCE_S, isolation_level=None, check_same_thread=False)
    try:
        for setting in settings:
            connection.execute(f"PRAGMA {setting}")
    except BaseException:
        connection.close()
        raise
    return connection


def _take_the_pen(connection: Any) -> None:
    wants_to_write = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if wants_to_write else "BEGIN")


@contextmanager
def plain_refusals(place: Place) -> Iterator[None]:
    """Turns what a database can complain about into one plain sentence.

    Raises
    ------
    InputError
        The database is locked, full, read-only, damaged or cannot be reached.
    """
    try:
        yield
    except DBAPIError as error:
        raise _refusal(place, str(error.orig)) from error
    except sqlite3.Error as error:
        raise _refusal(place, str(error)) from error
    except OSError as error:
        raise _refusal(place, error.strerror or str(error)) from error


_COMPLAINTS = (
    ("locked", "another program is writing in this diary", "close it there and try again; nothing was changed"),
    ("lock timeout", "another program is using this diary", "close it there and try again; nothing was changed"),
    ("readonly", "this diary may only be read", "give yourself the right to write there, or name another place"),
    ("read-only", "this diary may only be read", "give yourself the right to write there, or name another place"),
    ("permission denied", "you may not open this", "give yourself the right to, or name another place"),
    ("full", "the disk is full", "make room and try again; nothing was changed"),
    ("no space", "the disk is full", "make room and try again; nothing was changed"),
    (
        "unable to open",
        "it cannot be opened or made there",
        "check that the folder exists and that you may write in it",
    ),
    ("not a database", "this is no diary of twitchwise", "name the diary's own file"),
    ("file is encrypted", "this is no diary of twitchwise", "name the diary's own file"),
    ("malformed", "this diary is damaged", 'restore the last backup with "twitchwise diary restore"'),
    ("disk i/o", "the disk did not answer", "check the disk, then restore the last backup if need be"),
    ("connection", "the database does not answer", f"check that it runs and what {VARIABLE} says"),
    ("authentication", "the database does not let you in", f"check user and password in {VARIABLE}"),
    ("does not exist", "there is no such database", f"make it first, or correct {VARIABLE}"),
)


_MAYBE_FULL = ("disk i/o", "unable to open")
_ROOM_BYTES = 1 << 16  # less is no room for what a database lays beside its file


def _is_full(place: Place) -> bool:
    with suppress(OSError):
        return place.file is not None and shutil.disk_usage(place.file.parent).free < _ROOM_BYTES
    return False


def _refusal(place: Place, complaint: str) -> InputError:
    lowered = complaint.lower()
    if any(sign in lowered for sign in _MAYBE_FULL) and _is_full(place):
        lowered = "full"
    for sign, what, remedy in _COMPLAINTS:
        if sign in lowered:
            return UnreadableFile(what=what, where=place.name, remedy=remedy)
    first = " ".join(complaint.split())[:100] or "no reason given"
    return UnreadableFile(
        what=f"the database refused ({first})", where=place.name, remedy='see "twitchwise diary check"'
    )
