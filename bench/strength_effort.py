"""How many people the tables of strength are made from."""

from dataclasses import dataclass

__all__ = ["FULL", "QUICK", "Effort"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How much work the tables may take.

    Parameters
    ----------
    people : of each row that the engine follows as arrays.
    singles : of each row that goes through `strength_trend` one by one.
    repeats : timed calls.
    """

    people: int = 5000
    singles: int = 150
    repeats: int = 20


FULL = Effort()
QUICK = Effort(people=1000, singles=30, repeats=5)
