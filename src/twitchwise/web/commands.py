"""Sentences of the rooms name commands of the terminal; on a page the page that does the same is named instead."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from twitchwise.web.words import say

__all__ = ["in_pages"]

_WORD = r"(?:[a-z]+|--[a-z-]+)"
_COMMAND = re.compile(rf'"twitchwise (\w[^"]*)"|\btwitchwise ({_WORD}(?: {_WORD})*)(?=[.,;]|$)')
_PAGES: Mapping[str, str] = MappingProxyType(
    {
        "assess": "why",
        "calm": "calm",
        "diary": "settings",
        "diary exercise": "import",
        "import": "import",
        "intake": "questions",
        "log": "log",
        "measure": "measure",
        "report": "doctor",
        "review": "measure",
        "strength": "strength",
        "trial": "trial",
        "triggers": "triggers",
        "why": "why",
    }
)


def in_pages(text: str, here: str = "") -> str:
    """The text with each command that has a page here replaced by the name of that page.

    Parameters
    ----------
    text : a sentence of a room.
    here : the page it is shown on, as its key in the catalogue: what is done there is "below, on this page".

    Examples
    --------
    >>> in_pages('"twitchwise report" makes one page to take along.')
    'The page "Doctor" makes one page to take along.'
    """
    return _COMMAND.sub(lambda found: _named(found, here), text)


def _named(found: re.Match[str], here: str) -> str:
    words = (found[1] or found[2]).split()
    page = _PAGES.get(" ".join(words[:2])) or _PAGES.get(words[0])
    if page is None:
        return found[0]
    name = say("commands.here") if page == here else say(f"commands.{page}")
    before = found.string[: found.start()].rstrip()
    return name[:1].upper() + name[1:] if not before or before.endswith((".", "?", "!")) else name
