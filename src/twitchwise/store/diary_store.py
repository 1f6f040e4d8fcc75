"""A kept diary: load it, add to it, take an import back; every accepted entry is on the disk."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, delete, insert, select, text

from twitchwise.clock import utc_now
from twitchwise.diary.model import Diary, Entry
from twitchwise.diary.moment import DayRule
from twitchwise.errors import InputError, Problem, UnknownName
from twitchwise.store.backup import back_up, restore
from twitchwise.store.checking import problems_of
from twitchwise.store.erasing import (
    Erasure,
    KindCount,
    backups_in,
    count_rows,
    erase_in_backups,
    erase_in_diary,
    require_alone,
)
from twitchwise.store.importing import ImportRecord, Kept, all_imports, keep_import, note_imports, undo_import
from twitchwise.store.migrating import bring_up_to_date, revision_of, steps
from twitchwise.store.place import Place, make_private, open_engine, place_of, plain_refusals
from twitchwise.store.reading import ReadBefore
from twitchwise.store.rows import insert_entries, retire, rows_of
from twitchwise.store.settings import read_rule, write_rule
from twitchwise.store.tables import ENTRIES, FORMER_ENTRIES, IMPORTS, SETTINGS

__all__ = ["DiaryStore", "open_store"]

_PERSON = "person"

BACKUPS = "backups"
"""Folder of the backups, beside the diary's file."""


class DiaryStore:
    """A diary in its place; use it in a `with` block, or call `close`."""

    def __init__(self, place: Place, *, backups: Path | None = None, before: ReadBefore | None = None) -> None:
        self.place = place
        self._before = before or ReadBefore()
        self._backups = backups or (place.file.parent if place.file else Path.cwd()) / BACKUPS
        self._engine = open_engine(place)
        self._together: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is loaded and written inside is one thing: nobody writes in between, and all of it is kept or none.

        May stand inside another such block, which it then belongs to. A store is used by one thread.
        """
        if self._together is not None:
            yield
            return
        with self._writing() as connection:
            self._together = connection
            try:
                yield
            finally:
                self._together = None

    def bring_up_to_date(self) -> Path | None:
        """Makes the tables, or changes those of an earlier version after a backup, whose path is returned."""
        with plain_refusals(self.place):
            with self._engine.connect() as connection:
                revision = revision_of(connection)
            if revision == steps()[-1]:
                return None
            known = revision is not None and revision in steps()
            backup = back_up(self._engine, self.place, self._backups, utc_now()) if known else None
            bring_up_to_date(self._engine, self.place)
        return backup

    def load(self) -> Diary:
        """The whole diary, in the order of its moments."""
        with self._reading() as connection:
            return self._before.read(connection, read_rule(connection), self.place.name)

    def holds(self, entry_id: str) -> bool:
        """Whether an entry of this id is in the diary."""
        with self._reading() as connection:
            return bool(rows_of(connection, [entry_id]))

    def person(self) -> uuid.UUID:
        """The name of the person in files for others: random, made when it is first needed, gone with the diary."""
        chosen = select(SETTINGS.c.value).where(SETTINGS.c.name == _PERSON)
        with self._reading() as connection:
            name = connection.scalar(chosen)
        if name is None:
            with self._writing() as connection:
                name = connection.scalar(chosen)
                if name is None:
                    name = str(uuid.uuid4())
                    connection.execute(insert(SETTINGS).values(name=_PERSON, value=name))
        return uuid.UUID(name)

    def set_rule(self, rule: DayRule) -> None:
        """Changes how the person's days are cut."""
        with self._writing() as connection:
            write_rule(connection, rule)

    def add(self, entries: Sequence[Entry]) -> None:
        """Adds new entries, all or none; when this returns they are on the disk.

        Raises
        ------
        InputError
            An entry with the same id is there already.
        """
        with self._writing() as connection:
            present = rows_of(connection, [entry.entry_id for entry in entries])
            if present:
                raise InputError(
                    what="this entry is in the diary already", where=next(iter(present)), remedy="nothing needs doing"
                )
            insert_entries(connection, entries)

    def remove(self, entry_id: str) -> None:
        """Takes an entry out; it stays among the former ones, in backups too.

        Raises
        ------
        UnknownName
            There is no such entry.
        """
        with self._writing() as connection:
            row = rows_of(connection, [entry_id]).get(entry_id)
            if row is None:
                raise UnknownName(f'no entry of this diary is called "{entry_id}".')
            retire(connection, [row], replaced_by=None, is_removed=True)

    def change(self, entry: Entry) -> None:
        """Puts a newer form of an entry in its place; the earlier one stays among the former ones.

        Raises
        ------
        UnknownName
            There is no such entry.
        """
        with self._writing() as connection:
            row = rows_of(connection, [entry.entry_id]).get(entry.entry_id)
            if row is None:
                raise UnknownName(f'no entry of this diary is called "{entry.entry_id}".')
            retire(connection, [row], replaced_by=None)
            insert_entries(connection, [entry])

    def keep_import(self, record: ImportRecord, entries: Sequence[Entry]) -> Kept:
        """Keeps what an import brought: new entries, and newer forms of those that were there; all or none.

        Parameters
        ----------
        record : the import; its counts are filled in here.
        entries : with `origin` naming this import; no two of one id.

        Notes
        -----
        An entry that is there unchanged keeps the import that brought it first. What the person removed by hand stays
        removed.
        """
        with self._writing() as connection:
            return keep_import(connection, record, entries)

    def undo_import(self, import_id: str) -> int:
        """Takes an import back as a whole, and gives back what it had replaced; returns the number of entries it held.

        Raises
        ------
        UnknownName
            There is no such import, or it was undone before.
        """
        with self._writing() as connection:
            return undo_import(connection, import_id)

    def imports(self) -> tuple[ImportRecord, ...]:
        """Every import, the last one first, undone ones too."""
        with self._reading() as connection:
            return all_imports(connection)

    def back_up(self, folder: Path | None = None) -> Path:
        """Writes a whole copy of the diary and returns its path."""
        with plain_refusals(self.place):
            return back_up(self._engine, self.place, folder or self._backups, utc_now())

    def restore(self, path: Path) -> Path | None:
        """Puts a backup in place of the diary, after a backup of what is there now, whose path is returned."""
        with plain_refusals(self.place):
            with self._engine.connect() as connection:
                is_there = revision_of(connection) is not None
            now = back_up(self._engine, self.place, self._backups, utc_now()) if is_there else None
            restore(self._engine, self.place, path)
        return now

    def replace_all(self, diary: Diary) -> Path | None:
        """Puts a whole diary in place of this one, after a backup of what is there, whose path is returned."""
        saved = self.back_up() if self.load().entries else None
        with self._writing() as connection:
            for table in (ENTRIES, FORMER_ENTRIES, IMPORTS):
                connection.execute(delete(table))
            origins = {entry.origin.import_id: entry.origin for entry in diary.entries if entry.origin is not None}
            records = [
                ImportRecord(import_id=id_, program=origin.program, file_name="", sha256="", imported_at=utc_now())
                for id_, origin in origins.items()
            ]
            if records:
                note_imports(connection, records)
            insert_entries(connection, diary.entries)
            write_rule(connection, diary.rule)
        return saved

    def backups(self) -> tuple[Path, ...]:
        """The backups in the diary's own folder of them; copies made elsewhere are not known."""
        return backups_in(self._backups)

    def would_erase(self, erasure: Erasure) -> tuple[KindCount, ...]:
        """What would go out of the diary, by kind, former entries among it.

        Raises
        ------
        UnknownName
            There is no such import.
        """
        with self._reading() as connection:
            known = select(IMPORTS.c.import_id).where(IMPORTS.c.import_id == erasure.import_id)
            if erasure.import_id is not None and connection.scalar(known) is None:
                raise UnknownName(f'no import of this diary is called "{erasure.import_id}".')
            return count_rows(connection, erasure)

    def erase(self, erasure: Erasure) -> None:
        """Takes something out for good: of the backups first, then of the diary, and of what its file still holds.

        After everything was erased, this store is closed; the diary's file is gone, or its tables are empty.

        Raises
        ------
        InputError
            Another program has the diary open, or the disk is full; the same can be asked again.
        """
        require_alone(self._engine, self.place)
        erase_in_backups(self._backups, erasure)
        erase_in_diary(self._engine, self.place, erasure)

    def check(self) -> tuple[Problem, ...]:
        """What is wrong with the diary: damage of the file, and entries that cannot be read."""
        with self._reading() as connection:
            return problems_of(connection, self.place)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if self._together is not None:
            yield self._together
            return
        with plain_refusals(self.place), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self._together is not None:
            yield self._together
            return
        with plain_refusals(self.place), self._engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            with connection.begin():
                if self.place.file is None:
                    connection.execute(text("LOCK TABLE entries IN SHARE ROW EXCLUSIVE MODE"))  # one writer here too
                yield connection


def open_store(file: Path | None = None, *, before: ReadBefore | None = None) -> DiaryStore:
    """The diary in its place, made when it is not there and brought up to date.

    Parameters
    ----------
    file : a SQLite file; None for the place that `TWITCHWISE_DATABASE` names, else the person's own folder.
    before : what was read of this diary earlier, so that it is read again quickly.

    Raises
    ------
    InputError
        It cannot be opened, is no diary, or was written by a later version.
    """
    place = place_of(file)
    with plain_refusals(place):
        if place.file is not None:
            if place.file.is_dir():
                raise InputError(what="this is a folder", where=place.name, remedy="name the diary's file in it")
            place.file.parent.mkdir(parents=True, exist_ok=True)
            make_private(place.file)
        store = DiaryStore(place, before=before)
        try:
            store.bring_up_to_date()
        except BaseException:
            store.close()
            raise
    return store
