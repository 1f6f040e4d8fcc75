"""The sentences of worry by their ids, whole, so that they can be translated."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from twitchwise.errors import UnknownName

__all__ = ["Sentence", "say", "sentence_ids"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What is said to a person.

    Parameters
    ----------
    id : stable, for translators.
    text : the words.
    """

    id: str
    text: str

    def __str__(self) -> str:
        return self.text


def say(id_: str, **values: object) -> Sentence:
    """One sentence, with what it names put in.

    Raises
    ------
    UnknownName
        No sentence has this id.

    Examples
    --------
    >>> say("gad7_none").text
    'The seven questions about worry (GAD-7) were not answered yet.'
    """
    sentences = _sentences()
    if id_ not in sentences:
        raise UnknownName(f'There is no sentence "{id_[:60]}" about worry.')
    return Sentence(id=id_, text=sentences[id_].format(**values))


def sentence_ids() -> tuple[str, ...]:
    """The id of every sentence."""
    return tuple(_sentences())


@cache
def _sentences() -> Mapping[str, str]:
    text = (files("twitchwise.worry") / "text" / "sentences.toml").read_text(encoding="utf-8")
    return MappingProxyType({key: str(value) for key, value in tomllib.loads(text).items()})
