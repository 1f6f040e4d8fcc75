"""Reading a diary again: what has not changed since the last time is taken over, not made anew."""

import threading

from sqlalchemy import Connection, select

from twitchwise.diary.codec import entry_from_json
from twitchwise.diary.model import Diary, Entry
from twitchwise.diary.moment import DayRule
from twitchwise.store.tables import ENTRIES

__all__ = ["ReadBefore"]


class ReadBefore:
    """What was read of one diary the last time; entries that are gone since are forgotten.

    Notes
    -----
    An entry is made from the text of its row and from nothing else. So every row is read each time, and only a text
    that was not there the last time is made into an entry: whatever has happened to the rows meanwhile, in this process
    or another, what comes out is what a first reading gives. Rows are the cheap part: of 5,000 entries about a tenth.
    """

    def __init__(self) -> None:
        self._by_text: dict[str, Entry] = {}
        self._diary = Diary()
        self._lock = threading.Lock()

    def read(self, connection: Connection, rule: DayRule, name: str) -> Diary:
        """The whole diary, in the order of its moments; the very same object when nothing has changed.

        Parameters
        ----------
        connection : to the database.
        rule : how the person's days are cut.
        name : of the diary, for a refusal.

        Raises
        ------
        InputError
            An entry is damaged, or was written by a later version.
        """
        chosen = select(ENTRIES.c.entry_id, ENTRIES.c.body).order_by(ENTRIES.c.local_time, ENTRIES.c.entry_id)
        rows = connection.execute(chosen).all()
        with self._lock:
            before, by_text = self._by_text, dict[str, Entry]()
            for entry_id, text in rows:
                known = before.get(text)
                by_text[text] = entry_from_json(text, f"{name}, entry {entry_id}") if known is None else known
            self._by_text = by_text
            whole = Diary(entries=tuple(by_text[text] for _, text in rows), rule=rule)
            self._diary = whole.instead_of(self._diary)
            return self._diary
