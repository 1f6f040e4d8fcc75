"""What is wrong with a kept diary."""

from sqlalchemy import Connection, select, text

from twitchwise.diary.codec import entry_from_json, kind_of
from twitchwise.errors import InputError, Problem
from twitchwise.store.place import Place
from twitchwise.store.tables import ENTRIES

__all__ = ["problems_of"]


def problems_of(connection: Connection, place: Place) -> tuple[Problem, ...]:
    """Damage of the file, and entries that cannot be read.

    Parameters
    ----------
    connection : to the database.
    place : of the diary.
    """
    problems: list[Problem] = []
    if place.file is not None:
        for (verdict,) in connection.execute(text("PRAGMA integrity_check")):
            if verdict != "ok":
                problems.append(_damage(place.name, str(verdict)[:100]))
    for row in connection.execute(select(ENTRIES.c.entry_id, ENTRIES.c.kind, ENTRIES.c.body)):
        problems += _problems_of_entry(row.entry_id, row.kind, row.body)
    return tuple(problems)


def _problems_of_entry(entry_id: str, kind: str, body: str) -> list[Problem]:
    try:
        entry = entry_from_json(body)
    except InputError as error:
        return [Problem(what=error.what, where=f"entry {entry_id}", remedy=error.remedy)]
    if entry.entry_id != entry_id or kind_of(entry) != kind:
        return [_damage(f"entry {entry_id}", "its text belongs to another entry")]
    return []


def _damage(where: str, what: str) -> Problem:
    return Problem(what=what, where=where, remedy='restore the last backup with "twitchwise diary restore"')
