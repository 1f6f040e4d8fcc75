"""SQLite files of other programs, opened so that nothing in them can change or be changed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from twitchwise.errors import UnreadableFile

__all__ = ["DATABASE_DAMAGE", "SQLITE_MAGIC", "open_database"]

SQLITE_MAGIC = b"SQLite format 3\0"
"""The first bytes of every SQLite file."""

DATABASE_DAMAGE = (sqlite3.Error, UnicodeDecodeError)
"""What reading a damaged database raises; the second when the damage stands in the words of the error itself."""


@contextmanager
def open_database(path: Path, where: str) -> Iterator[sqlite3.Connection]:
    """A read-only connection; rows are found by column name.

    Parameters
    ----------
    path : the file.
    where : how to name it in a refusal.

    Raises
    ------
    UnreadableFile
        No database, or a damaged one; also when the damage shows only while it is read.
    """
    try:
        # immutable: no lock, no journal and no write-ahead file is looked for beside it
        uri = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")  # views in it may not call functions with side effects
            connection.execute("PRAGMA cell_size_check = ON")
            connection.text_factory = lambda data: data.decode("utf-8", errors="replace")
            connection.row_factory = sqlite3.Row
            yield connection
    except DATABASE_DAMAGE as error:
        raise UnreadableFile(
            what=f"its database is damaged or cut off ({str(error)[:60]})", where=where, remedy="export it again"
        ) from error
