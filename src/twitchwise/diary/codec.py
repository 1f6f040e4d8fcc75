"""Entries as JSON text and back, exactly."""

import dataclasses
import json
import math
import types
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from twitchwise.body import Muscle, Site, find_site, muscles
from twitchwise.diary.model import ENTRY_TYPES, Entry
from twitchwise.errors import InputError, UnknownName

__all__ = ["entry_from_json", "entry_to_json", "kind_of"]


def kind_of(entry: Entry | type[Entry]) -> str:
    """The name of an entry's kind in files, "TwitchesNoticed" as "twitches-noticed".

    Examples
    --------
    >>> from twitchwise.diary.model import TwitchesNoticed
    >>> kind_of(TwitchesNoticed)
    'twitches-noticed'
    """
    name = (entry if isinstance(entry, type) else type(entry)).__name__
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).removeprefix("-")


def entry_to_json(entry: Entry) -> str:
    """One entry as one line of JSON; what has its usual value is left out.

    Raises
    ------
    ValueError
        A number of the entry is not finite.
    """
    plain = {"entry": kind_of(entry), **_plain_fields(entry)}
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def entry_from_json(text: str, where: str = "the entry") -> Entry:
    """The entry that `entry_to_json` wrote.

    Parameters
    ----------
    text : the JSON of one entry.
    where : what to call it in a refusal.

    Raises
    ------
    InputError
        It is damaged, or was written by a later version.
    """
    try:
        plain = json.loads(text, parse_constant=_no_constant)
        if not isinstance(plain, dict):
            raise TypeError("no object")
        if "\\u" in text:
            json.dumps(plain, ensure_ascii=False).encode()  # half a character can be escaped, but never kept
        type_ = _BY_KIND.get(str(plain.pop("entry", "")))
        if type_ is None:
            raise ValueError("unknown kind of entry")
        return cast("Entry", _built(type_, plain))
    except (ValueError, TypeError, UnknownName, RecursionError, OverflowError) as error:
        raise InputError(
            what=f"this entry cannot be read ({str(error)[:80] or 'damaged'})",
            where=where,
            remedy="restore it from a backup, or use the version of twitchwise that wrote it",
        ) from None


_BY_KIND = {kind_of(type_): type_ for type_ in ENTRY_TYPES}
_Shape = Any  # a type annotation, taken apart at run time


def _plain_fields(thing: Any) -> dict[str, object]:
    plain: dict[str, object] = {}
    for field in dataclasses.fields(thing):
        value = getattr(thing, field.name)
        if field.default is dataclasses.MISSING or value != field.default or type(value) is not type(field.default):
            plain[field.name] = _plain(value)
    return plain


def _plain(value: object) -> object:  # noqa: PLR0911 - one return a type
    match value:
        case float() if not math.isfinite(value):
            raise ValueError("a number of the entry is not finite")
        case Site() | Muscle():
            return value.id
        case datetime():
            return value.isoformat() + ("#2" if value.fold else "")
        case date():
            return value.isoformat()
        case StrEnum():
            return value.value
        case tuple():
            return [_plain(item) for item in value]
        case _ if dataclasses.is_dataclass(value):
            return _plain_fields(value)
    return value


@cache
def _shapes(type_: type) -> dict[str, _Shape]:
    return get_type_hints(type_)


def _built(type_: type, plain: dict[str, object]) -> object:
    shapes = _shapes(type_)
    strange = plain.keys() - shapes.keys()
    if strange:
        raise ValueError(f"unknown field {sorted(strange)[0]}")
    return type_(**{name: _typed(value, shapes[name], name) for name, value in plain.items()})


def _typed(value: object, shape: _Shape, name: str) -> object:  # noqa: PLR0911 - one return a type
    origin: object = get_origin(shape)
    if origin in {Union, types.UnionType}:
        if value is None:
            return None
        (shape,) = [option for option in get_args(shape) if option is not types.NoneType]
        return _typed(value, shape, name)
    if origin is tuple:
        if not isinstance(value, list):
            raise TypeError(f"{name} is no list")
        return tuple(_typed(item, get_args(shape)[0], name) for item in value)
    if shape is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, dict) and dataclasses.is_dataclass(shape):
        return _built(cast("type", shape), value)
    if isinstance(value, str) and shape is not str:
        return _from_text(value, shape, name)
    if type(value) is not shape:
        raise TypeError(f"{name} has the wrong type")
    return value


def _from_text(text: str, shape: _Shape, name: str) -> object:
    if shape is Site:
        return find_site(text)
    if shape is Muscle:
        return _muscle(text)
    if shape is datetime:
        return datetime.fromisoformat(text.removesuffix("#2")).replace(fold=int(text.endswith("#2")))
    if shape is date:
        return date.fromisoformat(text)
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return shape(text)
    raise TypeError(f"{name} is a text")


def _muscle(id_: str) -> Muscle:
    for muscle in muscles():
        if muscle.id == id_:
            return muscle
    raise ValueError(f"unknown muscle {id_}")


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number")
