"""What the questionnaire says around its cards, by ids, whole sentences so that they can be translated."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from twitchwise.intake.library_files import read_tables

__all__ = ["said", "said_ids", "text_of"]


def said(id_: str, **values: object) -> str:
    """One sentence, with what it names filled in.

    Examples
    --------
    >>> said("place", n=1, of=11)
    'Card 1 of about 11'
    """
    return text_of(id_).format(**values)


def text_of(id_: str) -> str:
    """The sentence with its braces, as translators see it."""
    return _texts()[id_]


def said_ids() -> tuple[str, ...]:
    """The id of every sentence."""
    return tuple(_texts())


@cache
def _texts() -> Mapping[str, str]:
    return MappingProxyType({id_: str(text) for id_, text in read_tables("words.toml").items()})
