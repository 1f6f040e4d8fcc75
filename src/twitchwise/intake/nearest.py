"""Which known words a mistyped one may have meant."""

import difflib
from collections.abc import Iterable

__all__ = ["nearest_words"]

_NEAR_ENOUGH = 0.55  # of difflib's ratio
_SHORTEST_PART = 4  # "tingling" is a part of "tingling-hands-or-feet"; shorter ones are parts of too many


def nearest_words(typed: str, known: Iterable[str], *, n: int = 2) -> list[str]:
    """The known words that hold the typed one, before those that are spelled alike.

    Parameters
    ----------
    typed : what was typed.
    known : every word that would have been right.
    n : how many to name at most.

    Examples
    --------
    >>> nearest_words("tingling", ["eating-little", "tingling-mouth", "tingling-hands-or-feet"])
    ['tingling-mouth', 'tingling-hands-or-feet']
    >>> nearest_words("crampz", ["cramps", "jerks"])
    ['cramps']
    """
    plain, names = typed.casefold().strip(), list(known)
    holding = [name for name in names if len(plain) >= _SHORTEST_PART and plain in name.casefold()]
    return holding[:n] or difflib.get_close_matches(plain, names, n=n, cutoff=_NEAR_ENOUGH)
