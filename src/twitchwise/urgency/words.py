"""Every sentence around the reasons, from `library/words.toml`; a stable id each, so that it can be translated."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from twitchwise.errors import UnknownName
from twitchwise.evidence.filling import fill
from twitchwise.evidence.model import Sentence
from twitchwise.evidence.texts import read_sentences

__all__ = ["library_text", "sentence_ids", "words"]


def words(id_: str, **computed: str) -> str:
    """A sentence of urgency, its `{$name}` slots filled.

    Raises
    ------
    UnknownName
        When there is no such sentence.

    Examples
    --------
    >>> words("level.now")
    'Get help now.'
    """
    if id_ not in _sentences():
        raise UnknownName(f'There is no sentence "{id_[:60]}" in urgency.')
    return fill(_sentences()[id_].text, id_=id_, **computed).text


def sentence_ids() -> tuple[str, ...]:
    """Ids of all sentences around the reasons."""
    return tuple(_sentences())


def library_text(name: str) -> str:
    """Text of one file of the library folder of urgency."""
    return (files("twitchwise.urgency") / "library" / name).read_text(encoding="utf-8")


@cache
def _sentences() -> Mapping[str, Sentence]:
    return read_sentences(library_text("words.toml"))
