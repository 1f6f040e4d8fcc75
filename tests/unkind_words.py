"""Words that shame: no text may hold them, however true they may seem to who writes them."""

import re

__all__ = ["unkind"]

_UNKIND = re.compile(
    r"\b(?:"
    r"(?:just|only|merely|simply) (?:anxiety|stress|nerves|psychological|in your)"
    r"|(?:all|only|just) in (?:your|the) (?:head|mind)"
    r"|imagin(?:ed|ary|ing)"
    r"|\w*chondriac\w*|hypochondri\w+|cyberchondri\w+"
    r"|over-?react\w*|paranoi\w*|obsess\w*|neurotic\w*|hysteri\w*|psychosomatic\w*|catastrophi\w*|malinger\w*"
    r"|exaggerat\w*|irrational\w*|needless(?:ly)?|attention[- ]seek\w*|perceived weakness"
    r"|silly|foolish|stupid|crazy|lazy|stubborn|panicky|weak-willed"
    r"|guilt\w*|asham\w*|shame\w*|blame\w*|your (?:own )?fault"
    r"|you (?:missed|forgot|failed)|well done|good job"
    r")\b",
    re.IGNORECASE,
)


def unkind(text: str) -> tuple[str, ...]:
    """The shaming words of a text, praise for keeping up among them: it turns a missed day into a failure."""
    return tuple(found.group(0) for found in _UNKIND.finditer(" ".join(text.split())))
