"""Sentences and claims of the library: data files with slots, filled from facts when they are read."""

from collections.abc import Iterable, Mapping
from functools import cache

from twitchwise.errors import UnknownName
from twitchwise.evidence.filling import fill
from twitchwise.evidence.loading import LibraryError, Row, parse_toml, read_library_file
from twitchwise.evidence.lookup import find_fact
from twitchwise.evidence.model import Claim, Sentence, Verdict

__all__ = [
    "claims",
    "facts_behind",
    "fill_sentence",
    "find_claim",
    "read_claims",
    "read_sentences",
    "sentence",
    "text_ids",
]


def claims() -> tuple[Claim, ...]:
    """The claims of the article, each with its verdict and what is known today."""
    return tuple(_library_claims().values())


def find_claim(id_: str) -> Claim:
    """The claim with this id.

    Raises
    ------
    UnknownName
        When there is none.
    """
    if id_ not in _library_claims():
        raise UnknownName(f'There is no claim "{id_[:60]}" in the library.')
    return _library_claims()[id_]


def sentence(id_: str, **computed: str) -> Sentence:
    """A sentence of the library with its figures.

    Parameters
    ----------
    id_ : id of the sentence.
    computed : what belongs into its `{$name}` slots.

    Raises
    ------
    UnknownName
        When there is no such sentence.
    LibraryError
        When a computed figure is missing, or has no place.

    Examples
    --------
    >>> "not your risk" in sentence("followed_examined").text
    True
    """
    if id_ not in _library_templates():
        raise UnknownName(f'There is no sentence "{id_[:60]}" in the library.')
    return fill_sentence(_library_templates()[id_], **computed)


def facts_behind(id_: str) -> tuple[str, ...]:
    """Ids of the facts behind a claim or a sentence; nothing for any other id."""
    if id_ in _library_claims():
        return _library_claims()[id_].facts
    return _library_templates()[id_].facts if id_ in _library_templates() else ()


def text_ids() -> tuple[str, ...]:
    """Ids of all claims and sentences."""
    return (*_library_claims(), *_library_templates())


@cache
def _library_claims() -> Mapping[str, Claim]:
    return read_claims(read_library_file("claims.toml"))


@cache
def _library_templates() -> Mapping[str, Sentence]:
    return read_sentences(read_library_file("sentences.toml"))


def read_claims(text: str) -> Mapping[str, Claim]:
    """The claims from the text of their file, by id.

    Raises
    ------
    LibraryError
        When a claim has no fact behind it, rests on a barred one, or holds a number that comes from no fact.
    UnknownName
        When a fact is named that is not in the library.
    """
    return {claim.id: claim for claim in map(_claim, _rows(text, "claim"))}


def read_sentences(text: str) -> Mapping[str, Sentence]:
    """The sentences from the text of their file, by id, their slots still open.

    Raises
    ------
    LibraryError
        When a sentence has no fact behind it and does not say that it is judgement, or rests on a barred fact.
    UnknownName
        When a fact is named that is not in the library.
    """
    return {template.id: template for template in map(_template, _rows(text, "sentence"))}


def _rows(text: str, kind: str) -> list[Row]:
    tables = parse_toml(text)
    rows = tables.pop(kind, None)
    if tables or not isinstance(rows, list) or not rows:
        raise LibraryError(f"the file of each {kind} is not of the agreed shape")
    ids = [row.get("id") for row in rows]
    if len(set(ids)) != len(ids):
        raise LibraryError(f"an id of a {kind} is used twice")
    return [Row(row) for row in rows]


def _claim(row: Row) -> Claim:
    id_, says, verdict = row.text("id"), row.text("says"), row.text("verdict")
    if verdict not in set(Verdict):
        raise row.broken(f'unknown verdict "{verdict}"')
    known, facts = fill(row.text("known"), id_=id_), row.texts("facts")
    row.finish()
    return Claim(
        id=id_,
        says=fill(says).text,
        verdict=Verdict(verdict),
        known=known.text,
        facts=_showable((*facts, *known.facts), row),
    )


def _template(row: Row) -> Sentence:
    id_, text = row.text("id"), row.text("text")
    facts = () if row.flag("judgement") else row.texts("facts")
    row.finish()
    return Sentence(id=id_, text=text, facts=_showable(facts, row))


def fill_sentence(template: Sentence, **computed: str) -> Sentence:
    """A sentence whose slots are still open, with its figures: for rooms that keep sentences of their own.

    Parameters
    ----------
    template : one of `read_sentences`.
    computed : what belongs into its `{$name}` slots.

    Raises
    ------
    LibraryError
        When a slot cannot be filled.
    """
    filled = fill(template.text, id_=template.id, **computed)
    facts = tuple(dict.fromkeys((*template.facts, *filled.facts)))
    return Sentence(id=template.id, text=filled.text, facts=facts)


def _showable(fact_ids: Iterable[str], row: Row) -> tuple[str, ...]:
    found = [find_fact(fact_id) for fact_id in dict.fromkeys(fact_ids)]
    barred = [fact.id for fact in found if fact.barred]
    if barred:
        raise row.broken(f"rests on what is never shown: {', '.join(barred)}")
    return tuple(fact.id for fact in found)
