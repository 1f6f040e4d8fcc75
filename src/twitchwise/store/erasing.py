"""Taking things out of a diary for good: out of its tables, its former entries, its backups, and the files themselves.

Removing an entry or undoing an import keeps what was there, so that it can come back. Erasing keeps nothing.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, Table, delete, select, text
from sqlalchemy.engine import URL

from twitchwise.diary.codec import kind_of
from twitchwise.diary.model import RecordingMeasured
from twitchwise.errors import InputError, UnreadableFile
from twitchwise.store.backup import check_backup
from twitchwise.store.migrating import bring_up_to_date
from twitchwise.store.place import Place, open_engine, plain_refusals
from twitchwise.store.rows import put_back
from twitchwise.store.tables import ENTRIES, FORMER_ENTRIES, IMPORTS, SETTINGS

__all__ = [
    "Erasure",
    "KindCount",
    "backups_in",
    "count_rows",
    "erase_in_backups",
    "erase_in_diary",
    "remove_file",
    "require_alone",
]

_BLOCK_BYTES = 1 << 20
_PATIENCE_MS = 5000  # how long a server may wait for other programs that use the diary
_BESIDE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What is to be erased; everything when both are None.

    Parameters
    ----------
    import_id : the import whose entries go.
    sha256 : fingerprint of the recording whose measurements go.
    """

    import_id: str | None = None
    sha256: str | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing of the diary stays."""
        return self.import_id is None and self.sha256 is None


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCount:
    """How many entries of a kind, present and former ones."""

    kind: str
    n: int


def count_rows(connection: Connection, erasure: Erasure) -> tuple[KindCount, ...]:
    """What would go out of one database, by kind."""
    counts: Counter[str] = Counter()
    if erasure.is_everything:
        counts.update(connection.scalars(select(ENTRIES.c.kind)))
    else:
        counts.update(_kind(row) for row in _rows(connection, ENTRIES, erasure))
    counts.update(_kind(row) for row in _rows(connection, FORMER_ENTRIES, erasure))
    return tuple(KindCount(kind=kind, n=n) for kind, n in sorted(counts.items()))


def require_alone(engine: Engine, place: Place) -> None:
    """Refuses to go on while another program has the diary open.

    Raises
    ------
    InputError
        One has.
    """
    if place.file is not None:
        with _alone(engine, place):
            pass


def erase_in_diary(engine: Engine, place: Place, erasure: Erasure) -> None:
    """Takes something out of a diary, and out of its file what is left of it.

    Notes
    -----
    SQLite, a part: deleted cells are overwritten (`secure_delete`), the file is built anew without its free pages
    (`VACUUM`), the write-ahead log is emptied and removed. SQLite, everything: the files are overwritten and removed.
    PostgreSQL: the tables are written anew (`VACUUM FULL`) or emptied (`TRUNCATE`); the server's own log, its replicas
    and its base backups are beyond this program.

    Raises
    ------
    InputError
        Another program has the diary open, or the disk is full; nothing was erased in it then.
    """
    with plain_refusals(place):
        if place.file is None:
            _erase_on_server(engine, erasure)
        elif erasure.is_everything:
            require_alone(engine, place)
            engine.dispose()
            remove_file(place.file)
        else:
            with _alone(engine, place) as connection:
                with connection.begin():
                    _delete_rows(connection, erasure)
                _raw(connection).execute("VACUUM")


def backups_in(folder: Path) -> tuple[Path, ...]:
    """The backups that lie in a folder, and what is left of backups that were not finished."""
    if not folder.is_dir():
        return ()
    found = {*folder.glob("diary-*.sqlite"), *folder.glob("diary-*.sqlite-*"), *folder.glob("diary-*.part*")}
    return tuple(sorted(path for path in found if path.is_file()))


def erase_in_backups(folder: Path, erasure: Erasure) -> None:
    """Takes the same out of every backup: a whole one is written anew without it, one that cannot be read is removed.

    Raises
    ------
    InputError
        A backup is open elsewhere, or the disk is full; those before it are done, and the same can be asked again.
    """
    for path in backups_in(folder):
        if erasure.is_everything or not _is_readable(path):
            remove_file(path)
            continue
        place = Place(file=path, url=URL.create("sqlite", database=str(path)))
        engine = open_engine(place)
        try:
            bring_up_to_date(engine, place)
            erase_in_diary(engine, place, erasure)
        finally:
            engine.dispose()
    if erasure.is_everything:
        with suppress(OSError):
            folder.rmdir()  # only when nothing else lies in it


def _is_readable(path: Path) -> bool:
    try:
        check_backup(path)
    except UnreadableFile:
        return False
    return True


def _erase_on_server(engine: Engine, erasure: Erasure) -> None:
    names = ", ".join(table.name for table in (ENTRIES, FORMER_ENTRIES, IMPORTS, SETTINGS))
    with engine.connect() as connection, connection.begin():
        connection.execute(text(f"SET LOCAL lock_timeout = '{_PATIENCE_MS}ms'"))
        connection.execute(text(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE"))
        if erasure.is_everything:
            connection.execute(text(f"TRUNCATE {names}"))
        else:
            _delete_rows(connection, erasure)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as plain:
        for table in (ENTRIES, FORMER_ENTRIES, IMPORTS, SETTINGS):
            plain.execute(text(f"VACUUM FULL {table.name}"))


@contextmanager
def _alone(engine: Engine, place: Place) -> Iterator[Connection]:
    """The only connection to a SQLite diary, with no write-ahead log beside it."""
    engine.dispose()  # connections of our own that are kept for later
    with plain_refusals(place), engine.connect() as plain:
        connection = plain.execution_options(writes=True)
        raw = _raw(connection)
        # Leaving the write-ahead log needs the file alone; it is emptied into the file and removed.
        (mode,) = raw.execute("PRAGMA journal_mode=DELETE").fetchone()
        if mode != "delete":
            raise InputError(
                what="another program has this diary open",
                where=place.name,
                remedy="close it there and try again; nothing was erased",
            )
        raw.execute("PRAGMA secure_delete=ON")
        raw.execute("PRAGMA temp_store=MEMORY")
        yield connection


def _raw(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _rows(connection: Connection, table: Table, erasure: Erasure) -> Iterator[Row[Any]]:
    chosen = select(table)
    if erasure.import_id is not None:
        chosen = chosen.where(table.c.import_id == erasure.import_id)
    if erasure.sha256 is not None:
        chosen = chosen.where(table.c.body.contains(erasure.sha256, autoescape=True))
    for row in connection.execute(chosen).all():
        if erasure.sha256 is None or _is_recording(row, erasure.sha256):
            yield row


def _is_recording(row: Row[Any], sha256: str) -> bool:
    return _kind(row) == kind_of(RecordingMeasured) and json.loads(row.body).get("sha256") == sha256


def _kind(row: Row[Any]) -> str:
    try:
        return str(json.loads(row.body)["entry"])
    except (ValueError, KeyError, TypeError):
        return "unreadable"


def _delete_rows(connection: Connection, erasure: Erasure) -> None:
    for row in list(_rows(connection, ENTRIES, erasure)):
        connection.execute(delete(ENTRIES).where(ENTRIES.c.entry_id == row.entry_id))
    for row in list(_rows(connection, FORMER_ENTRIES, erasure)):
        connection.execute(delete(FORMER_ENTRIES).where(FORMER_ENTRIES.c.number == row.number))
    if erasure.import_id is not None:
        replaced = FORMER_ENTRIES.c.replaced_by == erasure.import_id
        put_back(connection, connection.execute(select(FORMER_ENTRIES).where(replaced)).all())
        connection.execute(delete(FORMER_ENTRIES).where(replaced))
        connection.execute(delete(IMPORTS).where(IMPORTS.c.import_id == erasure.import_id))


def remove_file(path: Path) -> None:
    """Overwrites a file and removes it, with what SQLite lays beside it; a link goes with what it points at."""
    target = path.resolve()
    for file in (*(Path(f"{target}{end}") for end in _BESIDE), target):
        if file.is_file():
            _overwrite(file)
            file.unlink()
    path.unlink(missing_ok=True)


def _overwrite(file: Path) -> None:
    left = file.stat().st_size
    with file.open("r+b") as stream:
        while left > 0:
            left -= stream.write(bytes(min(left, _BLOCK_BYTES)))
        stream.flush()
        os.fsync(stream.fileno())
