"""The imports of a server: the own ones and those into the made-up person's diary, apart."""

from dataclasses import dataclass

from fastapi import Request

from twitchwise.desk.import_sheets import ImportSheets
from twitchwise.web.person import Person
from twitchwise.web.refusal import refusal
from twitchwise.web.settings import WebSettings

__all__ = ["KeptImports", "imports_in", "queues_of", "require_no_reading", "sheets_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptImports:
    """The own imports and those of the made-up person."""

    own: ImportSheets
    demo: ImportSheets


def imports_in(settings: WebSettings) -> KeptImports:
    """The imports of one server's folder."""
    folder = settings.work / "imports"
    return KeptImports(own=ImportSheets(folder / "own"), demo=ImportSheets(folder / "demo"))


def queues_of(kept: KeptImports) -> tuple[ImportSheets, ImportSheets]:
    """Both, to be gone on with and to be ended."""
    return kept.own, kept.demo


def sheets_of(request: Request, person: Person) -> ImportSheets:
    """The imports that belong to a person."""
    kept: KeptImports = request.app.state.imports
    return kept.demo if person.is_demo else kept.own


def require_no_reading(request: Request) -> None:
    """Refuses while a file is being read: it would be kept after what was there is erased.

    Raises
    ------
    InputError
        One is being read.
    """
    kept: KeptImports = request.app.state.imports
    if kept.own.is_reading:
        raise refusal("settings_erase.reading")
