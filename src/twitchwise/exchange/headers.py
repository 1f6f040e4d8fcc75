"""Tables known by the names of their columns, wherever in an export they lie."""

from collections.abc import Iterable

from twitchwise.errors import UnreadableFile
from twitchwise.exchange.export_files import ExportFile, ExportFiles
from twitchwise.exchange.text import TextTable, read_rows

__all__ = ["start_of_table", "tables_with"]


def tables_with(files: ExportFiles, *names: str, among: Iterable[ExportFile] | None = None) -> list[ExportFile]:
    """The tables that have all columns with these names.

    Parameters
    ----------
    files : the export.
    names : compared as `plain_word` writes them.
    among : the files to look at; all tables of the export unless given.
    """
    found = []
    for file in files.tables() if among is None else among:
        start = start_of_table(files, file)
        if start is not None and all(start.column(name) is not None for name in names):
            found.append(file)
    return found


def start_of_table(files: ExportFiles, file: ExportFile) -> TextTable | None:
    """The header and first rows of a table; None for what is no text."""
    text = files.head_text(file)
    if not text.strip():
        return None
    try:
        return read_rows(text, file.name)
    except UnreadableFile:
        return None
