"""How surely a condition holds."""

from collections.abc import Iterable
from enum import IntEnum

__all__ = ["Truth", "at_least"]


class Truth(IntEnum):
    """Ordered by how far it may count against calm: what nobody asked stands above a plain no.

    Notes
    -----
    "And" is the smaller of two, "or" the larger one. There is no "not": more said can therefore never make a
    condition hold less, and an answer taken away never turns into a no.
    """

    NO = 0
    NOT_ASKED = 1
    NOT_SURE = 2
    YES = 3


def at_least(count: int, truths: Iterable[Truth]) -> Truth:
    """How surely at least `count` of these hold."""
    ordered = sorted(truths, reverse=True)
    return ordered[count - 1] if 1 <= count <= len(ordered) else Truth.NO
