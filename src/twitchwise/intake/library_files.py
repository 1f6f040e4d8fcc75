"""Reading the questions that come with the program, strictly: what is missing or misspelt is an error."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from twitchwise.errors import TwitchwiseError

__all__ = ["IntakeLibraryError", "StrictTable", "read_tables", "table_of"]


class IntakeLibraryError(TwitchwiseError):
    """The questions that come with the program break their own rules."""


class StrictTable(BaseModel):
    """A table of a library file: no key may be unknown, no text may be empty."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_min_length=1)


_T = TypeVar("_T", bound=StrictTable)


def read_tables(name: str) -> Mapping[str, object]:
    """The tables of one file of the library folder."""
    text = (files("twitchwise.intake") / "library" / name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def table_of(kind: type[_T], content: object, where: str) -> _T:
    """One table as its type.

    Raises
    ------
    IntakeLibraryError
        A key is unknown or missing, or a value is not what it has to be.
    """
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise IntakeLibraryError(f"{where}: {place}: {first['msg']}") from None
