"""Entries as rows: present ones, and what they were before."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from twitchwise.clock import utc_now
from twitchwise.diary.codec import entry_from_json, entry_to_json, kind_of
from twitchwise.diary.model import Entry
from twitchwise.store.tables import ENTRIES, FORMER_ENTRIES

__all__ = ["differs", "insert_entries", "put_back", "removed_ids", "retire", "rows_of"]

_ROWS_AT_ONCE = 500  # ids in one question to the database


def rows_of(connection: Connection, ids: Sequence[str]) -> dict[str, Row[Any]]:
    """The present rows of some entries, by id."""
    found: dict[str, Row[Any]] = {}
    for part in _parts(ids):
        for row in connection.execute(select(ENTRIES).where(ENTRIES.c.entry_id.in_(part))):
            found[row.entry_id] = row
    return found


def removed_ids(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Which of some entries the person has taken out."""
    is_removed = FORMER_ENTRIES.c.is_removed
    found: set[str] = set()
    for part in _parts(ids):
        chosen = select(FORMER_ENTRIES.c.entry_id).where(is_removed & FORMER_ENTRIES.c.entry_id.in_(part))
        found.update(connection.scalars(chosen))
    return found


def _parts(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + _ROWS_AT_ONCE] for start in range(0, len(ids), _ROWS_AT_ONCE))


def insert_entries(connection: Connection, entries: Iterable[Entry]) -> None:
    """Writes entries as present ones."""
    now = utc_now()
    rows = [_row(entry, now) for entry in entries]
    if rows:
        connection.execute(insert(ENTRIES), rows)


def _row(entry: Entry, now: datetime) -> dict[str, object]:
    origin = entry.origin
    return {
        "entry_id": entry.entry_id,
        "kind": kind_of(entry),
        "local_time": entry.when.local.isoformat(timespec="microseconds"),
        "program": None if origin is None else origin.program,
        "source_key": None if origin is None else origin.source_key,
        "import_id": None if origin is None else origin.import_id,
        "recorded_at": now,
        "body": entry_to_json(entry),
    }


def differs(entry: Entry, row: Row[Any]) -> bool:
    """Whether an entry says something else than its row; which import brought it does not count."""
    before = entry_from_json(row.body)
    return replace(before, origin=None) != replace(entry, origin=None)


def retire(
    connection: Connection, rows: Sequence[Row[Any]], *, replaced_by: str | None, is_removed: bool = False
) -> None:
    """Moves entries among the former ones."""
    if not rows:
        return
    now = utc_now()
    former = [
        {
            "entry_id": row.entry_id,
            "import_id": row.import_id,
            "replaced_by": replaced_by,
            "replaced_at": now,
            "is_removed": is_removed,
            "body": row.body,
        }
        for row in rows
    ]
    connection.execute(insert(FORMER_ENTRIES), former)
    for part in _parts([row.entry_id for row in rows]):
        connection.execute(delete(ENTRIES).where(ENTRIES.c.entry_id.in_(part)))


def put_back(connection: Connection, rows: Sequence[Row[Any]]) -> None:
    """Makes former entries present again, unless a later import has brought a newer form since."""
    there = rows_of(connection, [row.entry_id for row in rows])
    insert_entries(connection, [entry_from_json(row.body) for row in rows if row.entry_id not in there])
