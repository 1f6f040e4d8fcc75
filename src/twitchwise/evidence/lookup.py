"""Asking the library: a fact, a source, or the line that cites it."""

import difflib
from collections.abc import Iterable
from functools import cache

from twitchwise.errors import UnknownName
from twitchwise.evidence.loading import Library, read_library, read_library_file
from twitchwise.evidence.model import Fact, Mark, Source, Topic

__all__ = ["cite", "facts", "find_fact", "find_source", "marks", "sources"]

_FILES = ("evidence.toml", "measurement.toml", "strength.toml", "worry.toml")


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


def marks(fact: Fact | str) -> tuple[Mark, ...]:
    """What has to stand beside a fact wherever it is shown: that nobody read it in the original, that we computed it.

    Parameters
    ----------
    fact : a fact, or the id of one.

    Raises
    ------
    UnknownName
        When there is no such fact.

    Examples
    --------
    >>> [str(mark) for mark in marks("als_curve_anchor_women")]
    ['computed by us']
    """
    found = find_fact(fact) if isinstance(fact, str) else fact
    source = find_source(found.source)
    if source.is_placeholder:
        return (Mark.TEACHING,)
    unread = not source.verified or "UNVERIFIED" in found.note
    return tuple(
        mark
        for mark, is_due in (
            (Mark.UNVERIFIED, unread),
            (Mark.DERIVED, found.is_derived),
            (Mark.PARTLY_DERIVED, found.is_partly_derived),
        )
        if is_due
    )


def cite(*ids: str) -> str:
    """Where the sources behind what was shown can be found: a line for each source, each named once.

    Parameters
    ----------
    ids : of sources, facts, claims or sentences, one or more.

    Raises
    ------
    UnknownName
        When one of them is none of these.

    Examples
    --------
    >>> cite("mills2011")
    'Detecting fasciculations in amyotrophic lateral sclerosis: duration of observation required (2011).'
    >>> len(cite("lactic_acid").splitlines()) > 1
    True
    """
    found = dict.fromkeys(source for id_ in ids for source in _sources_behind(id_))
    return "\n".join(dict.fromkeys(_reference(find_source(source)) for source in found))


def _sources_behind(id_: str) -> tuple[str, ...]:
    library = _library()
    if id_ in library.facts:
        return (library.facts[id_].source,)
    if id_ in library.sources:
        return (id_,)
    from twitchwise.evidence.texts import facts_behind, text_ids  # it looks facts up here, so it comes later

    behind = facts_behind(id_)
    if not behind:
        known = [*library.sources, *library.facts, *text_ids()]
        raise UnknownName(_unknown("source, fact, claim or sentence", id_, known))
    return tuple(library.facts[fact].source for fact in behind)


def _reference(source: Source) -> str:
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
