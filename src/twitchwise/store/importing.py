"""Imports in a kept diary: what one brought, and how it is taken back as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from twitchwise.clock import utc_now
from twitchwise.diary.model import Entry
from twitchwise.errors import UnknownName
from twitchwise.store.rows import differs, insert_entries, put_back, removed_ids, retire, rows_of
from twitchwise.store.tables import ENTRIES, FORMER_ENTRIES, IMPORTS

__all__ = ["ImportRecord", "Kept", "all_imports", "keep_import", "note_imports", "undo_import"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRecord:
    """One import that was made.

    Parameters
    ----------
    import_id : its name in the diary.
    program : whose export it was.
    file_name, sha256 : which file.
    imported_at : when, UTC.
    n_new, n_changed : entries it brought, and entries it brought in a newer form.
    undone_at : when it was taken back, or None.
    """

    import_id: str
    program: str
    file_name: str
    sha256: str
    imported_at: datetime
    n_new: int = 0
    n_changed: int = 0
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of the entries of an import."""

    n_new: int
    n_changed: int
    n_already_there: int


def keep_import(connection: Connection, record: ImportRecord, entries: Sequence[Entry]) -> Kept:
    """Keeps what an import brought: new entries, and newer forms of those that were there.

    Parameters
    ----------
    connection : in which it is written.
    record : the import; its counts are filled in here.
    entries : with `origin` naming this import; no two of one id.
    """
    there = rows_of(connection, [entry.entry_id for entry in entries])
    removed = removed_ids(connection, [entry.entry_id for entry in entries])
    new = [entry for entry in entries if entry.entry_id not in there and entry.entry_id not in removed]
    changed = [entry for entry in entries if entry.entry_id in there and differs(entry, there[entry.entry_id])]
    done = replace(record, n_new=len(new), n_changed=len(changed))
    if new or changed:
        note_imports(connection, [done])
        retire(connection, [there[entry.entry_id] for entry in changed], replaced_by=record.import_id)
        insert_entries(connection, [*new, *changed])
    return Kept(n_new=len(new), n_changed=len(changed), n_already_there=len(entries) - len(new) - len(changed))


def undo_import(connection: Connection, import_id: str) -> int:
    """Takes an import back, and gives back what it had replaced; returns the number of entries it held.

    Raises
    ------
    UnknownName
        There is no such import, or it was undone before.
    """
    record = connection.execute(select(IMPORTS).where(IMPORTS.c.import_id == import_id)).first()
    if record is None or record.undone_at is not None:
        raise UnknownName(f'no import that could be undone is called "{import_id}".')
    n = connection.execute(delete(ENTRIES).where(ENTRIES.c.import_id == import_id)).rowcount
    mine = FORMER_ENTRIES.c.import_id == import_id
    connection.execute(delete(FORMER_ENTRIES).where(mine & ~FORMER_ENTRIES.c.is_removed))
    replaced = select(FORMER_ENTRIES).where(FORMER_ENTRIES.c.replaced_by == import_id)
    back = connection.execute(replaced.order_by(FORMER_ENTRIES.c.number)).all()
    put_back(connection, back)
    connection.execute(delete(FORMER_ENTRIES).where(FORMER_ENTRIES.c.replaced_by == import_id))
    connection.execute(update(IMPORTS).where(IMPORTS.c.import_id == import_id).values(undone_at=utc_now()))
    return n


def all_imports(connection: Connection) -> tuple[ImportRecord, ...]:
    """Every import, the last one first, undone ones too."""
    rows = connection.execute(select(IMPORTS).order_by(IMPORTS.c.imported_at.desc()))
    return tuple(ImportRecord(**row._mapping) for row in rows)


def note_imports(connection: Connection, records: Sequence[ImportRecord]) -> None:
    """Writes down that imports were made."""
    columns = [column.name for column in IMPORTS.c]
    connection.execute(insert(IMPORTS), [{name: getattr(record, name) for name in columns} for record in records])
