"""The diary as files that a server hands over: made in memory, so that nothing of it is left in any folder."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from twitchwise.clock import utc_now
from twitchwise.desk.diary_place import open_kept_diary
from twitchwise.desk.exporting import PAGE_TITLE, FhirChoice, fhir_options, filled_diary
from twitchwise.exchange.archive import archive_text
from twitchwise.exchange.fhir.bundle import Page, document_text
from twitchwise.exchange.tables.writing import diary_tables

__all__ = ["archive_to_send", "fhir_to_send", "tables_to_send"]


def archive_to_send(file: Path | None) -> bytes:
    """Every entry in one JSON file that comes back exactly, UTF-8.

    Parameters
    ----------
    file : the diary; None for the person's own.

    Raises
    ------
    InputError
        There is no diary.
    """
    with open_kept_diary(file) as store:
        diary = store.load()
    return "".join(archive_text(diary, utc_now())).encode()


def fhir_to_send(file: Path | None, choice: FhirChoice, *, pages: Sequence[bytes] = ()) -> bytes:
    """What a clinic's system can read, as one FHIR R4 document, UTF-8.

    Parameters
    ----------
    file : the diary; None for the person's own.
    choice : what goes in; its own pages are not looked at.
    pages : PDFs that go along.

    Raises
    ------
    InputError
        The diary is empty or missing.
    """
    with open_kept_diary(file) as store:
        diary = filled_diary(store)
        options = fhir_options(store, choice, [Page(title=PAGE_TITLE, content=page) for page in pages])
    return document_text(diary, options).encode()


def tables_to_send(file: Path | None) -> bytes:
    """The tables with what each column means, as one zip.

    Parameters
    ----------
    file : the diary; None for the person's own.

    Raises
    ------
    InputError
        The diary is empty or missing.
    """
    with open_kept_diary(file) as store:
        diary = filled_diary(store)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        for table in sorted(diary_tables(diary, utc_now()), key=lambda each: each.name):
            packed.writestr(table.name, table.text.encode())
    return whole.getvalue()
