"""Copies of a diary: made before every change of its shape and on request, checked before they are used."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, Table, create_engine, delete, event, insert, select
from sqlalchemy.engine import URL

from twitchwise.errors import UnreadableFile
from twitchwise.store.migrating import bring_up_to_date, revision_of, steps
from twitchwise.store.place import Place, make_private

__all__ = ["back_up", "check_backup", "restore"]

_ROWS_AT_ONCE = 1000


def back_up(engine: Engine, place: Place, folder: Path, now: datetime) -> Path:
    """Writes a whole copy of the diary as one SQLite file and returns its path.

    Parameters
    ----------
    engine, place : the diary.
    folder : where to write; made when missing.
    now : the instant, for the name of the file.

    Notes
    -----
    The copy is written under another name and gets its own only when it is whole. A PostgreSQL diary is copied row by
    row into a file of the same shape, so every backup can be read anywhere.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = _free_name(folder, f"diary-{now:%Y-%m-%d-%H%M%S}")
    draft = path.with_suffix(".part")
    draft.unlink(missing_ok=True)
    make_private(draft)
    try:
        if place.file is not None:
            with _own_connection(engine) as source, closing(sqlite3.connect(draft)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
        else:
            _copy_rows_out(engine, draft)
        draft.rename(path)
    finally:
        for leftover in (draft, Path(f"{draft}-wal"), Path(f"{draft}-shm"), Path(f"{draft}-journal")):
            leftover.unlink(missing_ok=True)
    return path


def check_backup(path: Path) -> None:
    """Refuses a file that is no whole diary.

    Raises
    ------
    UnreadableFile
        It is missing, damaged, no diary, or was written by a later version.
    """
    if not path.is_file():
        raise UnreadableFile(what="there is no such backup", where=path.name, remedy="name a backup file of a diary")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
            revision = copy.execute("SELECT version_num FROM alembic_version").fetchone()
            copy.execute("SELECT count(*) FROM entries").fetchone()
    except sqlite3.Error as error:
        raise UnreadableFile(
            what="this is no whole backup of a diary", where=path.name, remedy="name another backup"
        ) from error
    if verdict != "ok" or revision is None:
        raise UnreadableFile(what="this backup is damaged", where=path.name, remedy="name another backup")
    if revision[0] not in steps():
        raise UnreadableFile(
            what="a later version of twitchwise has written this backup",
            where=path.name,
            remedy="install that version and restore it there",
        )


def restore(engine: Engine, place: Place, path: Path) -> None:
    """Puts a backup in the place of the diary, whole or not at all; an older one is brought up to date.

    Raises
    ------
    UnreadableFile
        The backup is not usable; the diary is then as it was.
    """
    check_backup(path)
    if place.file is not None:
        with closing(sqlite3.connect(path)) as source, _own_connection(engine) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=WAL")
        bring_up_to_date(engine, place)
        return
    _copy_rows_in(engine, path)


@contextmanager
def _own_connection(engine: Engine) -> Iterator[sqlite3.Connection]:
    """The connection that the store has: on a full disk a second one would wait for it without end."""
    raw = engine.raw_connection()
    try:
        yield raw.driver_connection  # type: ignore[misc]
    finally:
        raw.close()


def _free_name(folder: Path, stem: str) -> Path:
    path = folder / f"{stem}.sqlite"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}.sqlite"
        number += 1
    return path


def _sqlite_engine(path: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)))
    event.listen(engine, "connect", _begin_ourselves)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _begin_ourselves(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None


def _copy_rows_out(engine: Engine, path: Path) -> None:
    copy = _sqlite_engine(path)
    try:
        with engine.connect() as source:
            revision = revision_of(source)
            if revision is None:
                raise UnreadableFile(what="there is no diary yet", where="the database", remedy="write something first")
            bring_up_to_date(copy, Place(file=path, url=copy.url), to=revision)
            with copy.begin() as target:
                _copy_all(source, target)
    finally:
        copy.dispose()


def _copy_rows_in(engine: Engine, path: Path) -> None:
    # The backup is brought up to date first, as a copy in memory: the file itself stays as it is.
    memory = create_engine("sqlite://")
    event.listen(memory, "connect", _begin_ourselves)
    event.listen(memory, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    try:
        raw = memory.raw_connection()
        try:
            with closing(sqlite3.connect(path)) as source:
                source.backup(raw.driver_connection)  # type: ignore[arg-type]
        finally:
            raw.close()
        bring_up_to_date(memory, Place(file=path, url=memory.url))
        with memory.connect() as rows, engine.connect() as target, target.begin():
            for table in reversed(_tables_of(target)):
                target.execute(delete(table))
            _copy_all(rows, target)
    finally:
        memory.dispose()


def _copy_all(source: Connection, target: Connection) -> None:
    for table in _tables_of(target):
        result = source.execute(select(table))
        while rows := result.mappings().fetchmany(_ROWS_AT_ONCE):
            target.execute(insert(table), [dict(row) for row in rows])


def _tables_of(connection: Connection) -> list[Table]:
    from twitchwise.store.tables import TABLES

    present = MetaData()
    present.reflect(connection)
    return [table for table in TABLES.sorted_tables if table.name in present.tables]
