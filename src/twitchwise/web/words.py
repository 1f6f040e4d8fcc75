"""The catalogue of everything a page says: whole sentences by id, one file a page, ready to be translated."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from twitchwise.errors import UnknownName

__all__ = ["catalogue", "say"]

_LANGUAGE = "en"


@cache
def catalogue(language: str = _LANGUAGE) -> Mapping[str, str]:
    """Every text of a language by its id, "today.title": the file's name, a dot, the key in it."""
    texts: dict[str, str] = {}
    for file in sorted((files("twitchwise.web") / "words" / language).iterdir(), key=lambda each: each.name):
        if file.name.endswith(".toml"):
            page = file.name.removesuffix(".toml")
            texts |= {f"{page}.{key}": text for key, text in tomllib.loads(file.read_text(encoding="utf-8")).items()}
    return MappingProxyType(texts)


def say(id_: str, **values: object) -> str:
    """The text with this id, its places filled.

    Parameters
    ----------
    id_ : "page.key".
    values : for the places in braces; a count called `n` picks the text with "_one" at its end when it is 1 and there
        is such a text.

    Raises
    ------
    UnknownName
        There is no such text.

    Examples
    --------
    >>> say("common.app")
    'twitchwise'
    """
    texts = catalogue()
    chosen = f"{id_}_one" if values.get("n") == 1 and f"{id_}_one" in texts else id_
    if chosen not in texts:
        raise UnknownName(f'There is no text "{id_}" in the catalogue.')
    return texts[chosen].format(**values) if values else texts[chosen]
