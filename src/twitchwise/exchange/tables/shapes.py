"""Which columns a kind of entry has: derived from its type, so that a field that is added has its column."""

import dataclasses
import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from twitchwise.body import Muscle, Site
from twitchwise.diary.codec import kind_of
from twitchwise.diary.model import ENTRY_TYPES, Entry, Origin
from twitchwise.diary.moment import Moment
from twitchwise.estimate import Estimate

__all__ = ["CellType", "Column", "TableShape", "table_shapes"]


class CellType(StrEnum):
    """What stands in the cells of a column, as CSV on the Web names it."""

    TEXT = "string"
    WORD = "token"
    INTEGER = "integer"
    NUMBER = "double"
    YES_NO = "boolean"
    DATE = "date"
    TIME = "time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Parameters
    ----------
    name : as in the header.
    path : fields that lead to the value, from the entry on; a moment ends in "date", "time", "zone" or "second_hour".
    cell : what stands in it.
    empty_is : what an empty cell of a text means: "" or None.
    """

    name: str
    path: tuple[str, ...]
    cell: CellType
    empty_is: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableShape:
    """One table: all entries of a kind, or all items of a list that stands in them.

    Parameters
    ----------
    name : of the file, without its ending.
    kind : of the entries.
    columns : of values; beside them each table of entries has `entry_id` and `day`, each table of items `entry_id`
        and `position`.
    list_field : the field whose items these are; None for the entries themselves.
    """

    name: str
    kind: str
    columns: tuple[Column, ...]
    list_field: str | None = None


@cache
def table_shapes() -> tuple[TableShape, ...]:
    """Every table there can be, the lists right behind their entries."""
    return tuple(shape for kind in sorted(ENTRY_TYPES, key=kind_of) for shape in _of_kind(kind))


def _of_kind(type_: type[Entry]) -> Iterator[TableShape]:
    kind = kind_of(type_)
    lists: list[TableShape] = []
    columns: list[Column] = []
    for field in _fields(type_):
        if field.name == "entry_id":
            continue
        if get_origin(field.shape) is tuple:
            items = tuple(_item_columns(get_args(field.shape)[0]))
            name = f"{kind}-{field.name.replace('_', '-')}"
            lists.append(TableShape(name=name, kind=kind, columns=items, list_field=field.name))
        else:
            columns += _columns(field, ())
    yield TableShape(name=kind, kind=kind, columns=tuple(columns))
    yield from lists


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    name: str
    shape: Any
    is_optional: bool
    default: object


def _fields(type_: Any) -> Iterator[_Field]:
    shapes = get_type_hints(type_)
    for field in dataclasses.fields(type_):
        shape = shapes[field.name]
        is_optional = get_origin(shape) in {Union, types.UnionType}
        if is_optional:
            (shape,) = [option for option in get_args(shape) if option is not types.NoneType]
        yield _Field(name=field.name, shape=shape, is_optional=is_optional, default=field.default)


def _item_columns(shape: Any) -> Iterator[Column]:
    is_optional = get_origin(shape) in {Union, types.UnionType}
    if is_optional:
        (shape,) = [option for option in get_args(shape) if option is not types.NoneType]
    if shape in _CELLS or shape in {Site, Muscle}:
        yield Column(name="value", path=(), cell=_cell_of(shape), empty_is=None if is_optional else "")
        return
    for field in _fields(shape):
        yield from _columns(field, ())


def _columns(field: _Field, above: tuple[str, ...]) -> Iterator[Column]:
    path = (*above, field.name)
    start = "" if path == ("when",) else f"{'_'.join(path)}_"
    if field.shape is Moment:
        yield Column(name=f"{start}date", path=(*path, "date"), cell=CellType.DATE)
        yield Column(name=f"{start}time", path=(*path, "time"), cell=CellType.TIME)
        yield Column(name=f"{start}zone", path=(*path, "zone"), cell=CellType.TEXT)
        yield Column(name=f"{start}second_hour", path=(*path, "second_hour"), cell=CellType.YES_NO)
    elif field.shape is Origin:
        for inner in _fields(Origin):
            yield Column(name=inner.name, path=(*path, inner.name), cell=CellType.TEXT)
    elif field.shape is Estimate:
        for inner in _fields(Estimate):
            name = "_".join(path) if inner.name == "value" else f"{'_'.join(path)}_{inner.name}"
            yield Column(name=name, path=(*path, inner.name), cell=_cell_of(inner.shape))
    else:
        is_blank = not field.is_optional and field.default in {"", dataclasses.MISSING}
        yield Column(name="_".join(path), path=path, cell=_cell_of(field.shape), empty_is="" if is_blank else None)


_CELLS = {
    str: CellType.TEXT,
    int: CellType.INTEGER,
    float: CellType.NUMBER,
    bool: CellType.YES_NO,
    date: CellType.DATE,
}


def _cell_of(shape: Any) -> CellType:
    if shape in _CELLS:
        return _CELLS[shape]
    if shape in {Site, Muscle} or issubclass(cast("type", shape), StrEnum):
        return CellType.WORD
    raise TypeError(f"a table has no cell for {shape}")
