"""Entries as JSON text and back, exactly."""

import dataclasses
import json
import math
import types
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from functools import cache, lru_cache
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
    return _kind_named((entry if isinstance(entry, type) else type(entry)).__name__)


@cache
def _kind_named(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).removeprefix("-")


def entry_to_json(entry: Entry) -> str:
    """One entry as one line of JSON; what has its usual value is left out.

    Raises
    ------
    ValueError
        A number of the entry is not finite.
    """
    plain = {"entry": kind_of(entry), **_plain_fields(entry)}
    return _ENCODER.encode(plain)


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
        plain = _DECODER.decode(text)
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
_Reader = Callable[[object], object]
_SECOND = "#2"  # ends a time in the second of two equal hours


@cache
def _usual(type_: type) -> dict[str, object]:
    """The fields of a type with their usual values."""
    return {field.name: field.default for field in dataclasses.fields(type_)}


def _plain_fields(thing: Any) -> dict[str, object]:
    plain: dict[str, object] = {}
    type_: type = type(thing)
    for name, usual in _usual(type_).items():
        value = getattr(thing, name)
        if value is usual:
            continue
        if usual is dataclasses.MISSING or value != usual or type(value) is not type(usual):
            plain[name] = _plain(value)
    return plain


def _plain(value: object) -> object:  # noqa: PLR0911 - one return a type
    if type(value) in _AS_THEY_ARE:
        return value
    match value:
        case float() if not math.isfinite(value):
            raise ValueError("a number of the entry is not finite")
        case Site() | Muscle():
            return value.id
        case datetime():
            return value.isoformat() + (_SECOND if value.fold else "")
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
def _readers(type_: type) -> dict[str, _Reader]:
    """How each field of a type is read: its annotation is taken apart once, not for every entry."""
    return {name: _reader(shape, name) for name, shape in get_type_hints(type_).items()}


def _built(type_: type, plain: dict[str, object]) -> object:
    readers = _readers(type_)
    strange = plain.keys() - readers.keys()
    if strange:
        raise ValueError(f"unknown field {sorted(strange)[0]}")
    return type_(**{name: readers[name](value) for name, value in plain.items()})


def _reader(shape: _Shape, name: str) -> _Reader:
    origin: object = get_origin(shape)
    if origin in {Union, types.UnionType}:
        (known,) = [option for option in get_args(shape) if option is not types.NoneType]
        read = _reader(known, name)
        return lambda value: None if value is None else read(value)
    if origin is tuple:
        return _reader_of_list(_reader(get_args(shape)[0], name), name)
    if shape is float:
        return lambda value: float(value) if type(value) is int else _as_it_is(value, float, name)
    from_text = _from_text(shape)
    is_object = dataclasses.is_dataclass(shape)

    def read_one(value: object) -> object:
        if from_text is not None and isinstance(value, str):
            return from_text(value)
        if is_object and isinstance(value, dict):
            return _built(shape, value)
        return _as_it_is(value, shape, name)

    return read_one


def _reader_of_list(read: _Reader, name: str) -> _Reader:
    def read_all(value: object) -> object:
        if not isinstance(value, list):
            raise TypeError(f"{name} is no list")
        return tuple(map(read, value))

    return read_all


def _as_it_is(value: object, shape: type, name: str) -> object:
    if type(value) is not shape:
        raise TypeError(f"{name} is a text" if isinstance(value, str) else f"{name} has the wrong type")
    return value


def _from_text(shape: _Shape) -> Callable[[str], object] | None:
    """How a value of this type is read out of a text; None when it is not written as one."""
    if shape is Site:
        return _site
    if shape is Muscle:
        return _muscle
    if shape is datetime:
        return _datetime
    if shape is date:
        return date.fromisoformat
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return shape
    return None


@lru_cache(maxsize=1024)
def _site(text: str) -> Site:
    return find_site(text)


def _datetime(text: str) -> datetime:
    if text.endswith(_SECOND):
        return datetime.fromisoformat(text.removesuffix(_SECOND)).replace(fold=1)
    return datetime.fromisoformat(text)


def _muscle(id_: str) -> Muscle:
    for muscle in muscles():
        if muscle.id == id_:
            return muscle
    raise ValueError(f"unknown muscle {id_}")


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number")


_AS_THEY_ARE = frozenset({str, int, bool, types.NoneType})
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_DECODER = json.JSONDecoder(parse_constant=_no_constant)
