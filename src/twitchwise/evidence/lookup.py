"""Asking the library: a fact, a source, or the line that cites it."""

import difflib
from collections.abc import Iterable
from functools import cache

from twitchwise.errors import UnknownName
from twitchwise.evidence.loading import Library, read_library, read_library_file
from twitchwise.evidence.model import Fact, Source, Topic

__all__ = ["cite", "facts", "find_fact", "find_source", "sources"]

_FILES = ("evidence.toml", "measurement.toml", "strength.toml")


def find_fact(id_: str) -> Fact:
    """The fact with this id.

    Raises
    ------
    UnknownName
        When there is none; the message names the closest ids.

    Examples
    --------
    >>> find_fact("doublet_window").high
    110.0
    """
    library = _library()
    if id_ not in library.facts:
        raise UnknownName(_unknown("fact", id_, library.facts))
    return library.facts[id_]


def find_source(id_: str) -> Source:
    """The source with this id.

    Raises
    ------
    UnknownName
        When there is none; the message names the closest ids.
    """
    library = _library()
    if id_ not in library.sources:
        raise UnknownName(_unknown("source", id_, library.sources))
    return library.sources[id_]


def facts(topic: Topic | str | None = None) -> tuple[Fact, ...]:
    """Every fact, or every fact about one topic, in the order of the library.

    Raises
    ------
    UnknownName
        When `topic` is no topic of the library.
    """
    if topic is None:
        return tuple(_library().facts.values())
    if topic not in set(Topic):
        raise UnknownName(_unknown("topic", str(topic), Topic))
    return tuple(fact for fact in _library().facts.values() if fact.topic == topic)


def sources() -> tuple[Source, ...]:
    """Every source, in the order of the library."""
    return tuple(_library().sources.values())


def cite(id_: str) -> str:
    """One line that says where a source, or the source of a fact, can be found.

    Parameters
    ----------
    id_ : id of a source or of a fact.

    Raises
    ------
    UnknownName
        When it is neither.

    Examples
    --------
    >>> cite("mills2011")
    'Detecting fasciculations in amyotrophic lateral sclerosis: duration of observation required (2011).'
    """
    library = _library()
    fact = library.facts.get(id_)
    source = library.sources.get(fact.source if fact else id_)
    if source is None:
        raise UnknownName(_unknown("source or fact", id_, [*library.sources, *library.facts]))
    if source.is_placeholder:
        return "General clinical teaching; no study was found."
    line = f"{source.title} ({source.year})."
    places = (("doi", source.doi), ("PMID", source.pmid), ("", source.pmcid))
    found = ", ".join(f"{name} {place}".strip() for name, place in places if place)
    unread = "" if source.verified else " Not read in the original."
    return line + (f" {found}." if found else "") + unread


@cache
def _library() -> Library:
    return read_library(read_library_file(name) for name in _FILES)


def _unknown(kind: str, id_: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(id_, [str(name) for name in known], n=3)
    hint = f"; did you mean {' or '.join(near)}?" if near else "."
    return f'There is no {kind} "{id_[:60]}" in the library{hint}'
