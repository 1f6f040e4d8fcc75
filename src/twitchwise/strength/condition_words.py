"""What people write beside a session, and which condition it is."""

import re

from twitchwise.strength.series import Condition

__all__ = ["conditions_from_text"]

_WORDS = {
    "sick": Condition.ILL,
    "illness": Condition.ILL,
    "infection": Condition.ILL,
    "flu": Condition.ILL,
    "cold": Condition.ILL,
    "fever": Condition.ILL,
    "injury": Condition.INJURED,
    "hurt": Condition.INJURED,
    "strain": Condition.INJURED,
    "painful": Condition.PAIN,
    "sore": Condition.PAIN,
    "stopped": Condition.STOPPED_TRAINING,
    "no training": Condition.STOPPED_TRAINING,
    "training stopped": Condition.STOPPED_TRAINING,
    "stop training": Condition.STOPPED_TRAINING,
    "stop": Condition.STOPPED_TRAINING,
    "new medication": Condition.NEW_MEDICINE,
    "new drug": Condition.NEW_MEDICINE,
    "medicine": Condition.NEW_MEDICINE,
    "done another way": Condition.DONE_DIFFERENTLY,
    "another way": Condition.DONE_DIFFERENTLY,
    "different": Condition.DONE_DIFFERENTLY,
    "other protocol": Condition.DONE_DIFFERENTLY,
    "half hearted": Condition.HALF_HEARTED,
    "bad sleep": Condition.BAD_NIGHT,
    "slept badly": Condition.BAD_NIGHT,
    "lasting change": Condition.LASTING,
    "permanent": Condition.LASTING,
}
_KNOWN = {condition.value.replace("-", " "): condition for condition in Condition} | _WORDS
_NOTHING = frozenset({"", "none", "no", "normal", "usual", "ok", "-", "0", "nan"})
_BETWEEN = re.compile(r"[;,|/+&]")


def conditions_from_text(text: str) -> tuple[frozenset[Condition], tuple[str, ...]]:
    """The conditions named in a text, and the words that are none.

    Parameters
    ----------
    text : words with any of ``; , | / + &`` between them.

    Examples
    --------
    >>> found, unknown = conditions_from_text("Sick; lasting; full moon")
    >>> sorted(found), unknown
    ([<Condition.ILL: 'ill'>, <Condition.LASTING: 'lasting'>], ('full moon',))
    """
    parts = [" ".join(re.split(r"[\s_-]+", part.strip().casefold())).strip() for part in _BETWEEN.split(text)]
    given = [part for part in parts if part not in _NOTHING]
    return (
        frozenset(_KNOWN[part] for part in given if part in _KNOWN),
        tuple(dict.fromkeys(part for part in given if part not in _KNOWN)),
    )
