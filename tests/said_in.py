"""Every text a result holds, for the tests of what may never be said."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

__all__ = ["said_in"]


def said_in(result: object) -> Iterator[str]:
    """Every text in a result of any room, however deep; ids and names of vocabularies are left out.

    Parameters
    ----------
    result : a dataclass, or sequences and mappings of them.
    """
    if isinstance(result, Enum):
        return
    if isinstance(result, str):
        yield result
    elif is_dataclass(result) and not isinstance(result, type):
        for field in fields(result):
            yield from said_in(getattr(result, field.name))
    elif isinstance(result, Mapping):
        for value in result.values():
            yield from said_in(value)
    elif isinstance(result, list | tuple | set | frozenset):
        for value in result:
            yield from said_in(value)
