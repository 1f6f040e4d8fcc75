"""A value as a cell and back: types that a spreadsheet sees, and free text that no spreadsheet takes for a formula."""

from datetime import date, datetime, time
from enum import StrEnum

from twitchwise.body import Muscle, Site
from twitchwise.diary.moment import Moment
from twitchwise.exchange.tables.shapes import CellType, Column

__all__ = ["cell_of", "value_of"]

_GUARD = "'"
_RISKY = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20'")
"""A text that begins so (the last four are the same signs at full width) could be run as a formula when the table is
opened; an apostrophe in front makes it text. It
comes off when the table is read, and is put before another apostrophe, so that no text changes."""


def cell_of(thing: object, column: Column) -> str:
    """What stands in the cell of a column.

    Parameters
    ----------
    thing : the entry, or the item of a list.
    column : which value of it.
    """
    value: object = thing
    for name in column.path:
        if value is None:
            return ""
        value = _part_of_moment(value, name) if isinstance(value, Moment) else getattr(value, name)
    if isinstance(value, str) and not isinstance(value, StrEnum) and column.cell is CellType.TEXT:
        return _guarded(value, column)
    return _plain(value)


def value_of(cell: str, column: Column) -> object:  # noqa: PLR0911 - one return a type
    """The value that a cell stands for, as the archive writes it; None where nothing stands.

    Raises
    ------
    ValueError
        The cell holds something else than its column.
    """
    if column.cell is CellType.TEXT:
        if cell == "":
            return column.empty_is
        return cell.removeprefix(_GUARD)
    if cell == "":
        return None
    match column.cell:
        case CellType.INTEGER:
            return int(cell)
        case CellType.NUMBER:
            return float(cell)
        case CellType.YES_NO:
            return _yes_no(cell)
        case CellType.DATE:
            return date.fromisoformat(cell).isoformat()
        case CellType.TIME:
            return time.fromisoformat(cell).isoformat()
    return cell


def _part_of_moment(moment: Moment, name: str) -> object:
    match name:
        case "date":
            return moment.local.date()
        case "time":
            return None if moment.is_date_only else moment.local.time()
        case "second_hour":
            return True if moment.local.fold else None
    return moment.zone


def _guarded(text: str, column: Column) -> str:
    if text == "":
        return "" if column.empty_is == "" else _GUARD
    return _GUARD + text if text.startswith(_RISKY) else text


def _plain(value: object) -> str:  # noqa: PLR0911 - one return a type
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Site() | Muscle():
            return value.id
        case StrEnum():
            return value.value
        case datetime():
            raise TypeError("a table has no cell for an instant")
        case date() | time():
            return value.isoformat()
        case float():
            return repr(value)
    return str(value)


def _yes_no(cell: str) -> bool:
    if cell.casefold() in {"true", "false"}:
        return cell.casefold() == "true"
    raise ValueError(f"{cell} is neither true nor false")
