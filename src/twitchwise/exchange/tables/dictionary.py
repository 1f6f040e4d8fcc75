"""What each column means and in which unit it is; a test finds a column that has no words."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from twitchwise.exchange.tables.shapes import CellType, Column, TableShape

__all__ = ["ENTRY_ID", "Described", "described_columns", "describes_file"]

ENTRY_ID = Column(name="entry_id", path=("entry_id",), cell=CellType.TEXT, empty_is="")
"""By which a row of a list is found in the table of its entries."""

_DAY = Column(name="day", path=("day",), cell=CellType.DATE)
_POSITION = Column(name="position", path=("position",), cell=CellType.INTEGER)
_UNIT = Column(name="unit", path=("unit",), cell=CellType.TEXT)
_DAYS = {
    "day": CellType.DATE,
    "site": CellType.WORD,
    "site_name": CellType.TEXT,
    "twitching": CellType.WORD,
    "count": CellType.INTEGER,
    "is_at_least": CellType.YES_NO,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A column with its meaning.

    Parameters
    ----------
    name, cell : as in the table.
    unit : of the numbers in it; empty for none.
    meaning : one sentence.
    """

    name: str
    cell: CellType
    unit: str
    meaning: str


def described_columns(shape: TableShape) -> tuple[Described, ...]:
    """The columns of a table in their order, with what they mean in the words of `columns.toml`."""
    if shape.list_field is not None:
        return tuple(_described(column, shape.name) for column in (ENTRY_ID, _POSITION, *shape.columns))
    unit = (_UNIT,) if shape.kind == "exposure" else ()
    return tuple(_described(column, shape.name) for column in (ENTRY_ID, _day_of(shape), *shape.columns, *unit))


def describes_file(name: str) -> tuple[Described, ...]:
    """The columns of a table that is computed from the entries: "days"."""
    return tuple(_described(Column(name=each, path=(), cell=cell), name) for each, cell in _DAYS.items())


def _day_of(shape: TableShape) -> Column:
    """An entry may have a day of its own, apart from that of its moment."""
    taken = any(column.name == "day" for column in shape.columns)
    return Column(name="written_day", path=("day",), cell=CellType.DATE) if taken else _DAY


def _described(column: Column, table: str) -> Described:
    every, own = _words()["every"], _words().get(table, {})
    found = own.get(column.name) or every.get(column.name) or every.get(f"_{column.path[-1]}" if column.path else "")
    row: dict[str, str] = found or {"means": ""}
    return Described(name=column.name, cell=column.cell, unit=row.get("unit", ""), meaning=row["means"])


@cache
def _words() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("twitchwise.exchange.tables").joinpath("columns.toml").read_text(encoding="utf-8"))
