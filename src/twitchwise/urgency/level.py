"""The ladder: how soon someone should look."""

from collections.abc import Iterable
from enum import StrEnum

__all__ = ["Urgency", "most_urgent"]


class Urgency(StrEnum):
    """The rungs, the most urgent first."""

    NOW = "now"
    DAYS = "days"
    WEEKS = "weeks"
    ROUTINE = "routine"
    SELF_CARE = "self-care"

    @property
    def rank(self) -> int:
        """Place on the ladder; 0 is now, and more is less urgent."""
        return list(Urgency).index(self)

    @property
    def one_below(self) -> "Urgency":
        """The next less urgent rung; self-care has none below it.

        Examples
        --------
        >>> Urgency.NOW.one_below.value
        'days'
        """
        return list(Urgency)[min(self.rank + 1, len(Urgency) - 1)]


def most_urgent(levels: Iterable[Urgency]) -> Urgency:
    """The most urgent of these; self-care when there are none."""
    return min(levels, key=lambda level: level.rank, default=Urgency.SELF_CARE)
