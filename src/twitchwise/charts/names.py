"""Names in front of lanes: long ones are folded into two lines."""

import textwrap

__all__ = ["folded"]


def folded(name: str, *, letters: int) -> str:
    """A name in at most two lines of at most `letters` letters, cut with an ellipsis when it is longer.

    Examples
    --------
    >>> folded("coffee", letters=12)
    'coffee'
    >>> folded("medicine: salbutamol", letters=12)
    'medicine:\\nsalbutamol'
    """
    return "\n".join(textwrap.wrap(name, letters, max_lines=2, placeholder="\N{HORIZONTAL ELLIPSIS}"))
