"""What a rule of the exercise recogniser is, and the short notation it is written in."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from twitchwise.body import Muscle, muscles

__all__ = ["ExerciseKind", "MovementRule", "muscles_by_id", "rule"]


class ExerciseKind(StrEnum):
    """What an exercise asks of a muscle: force, time, or nothing that counts as load."""

    STRENGTH = "strength"
    CARDIO = "cardio"
    STRETCH = "stretch"  # mobility and massage too


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementRule:
    """One movement pattern: the words that tell it and the muscles that do it.

    Parameters
    ----------
    movement : the pattern in plain words, "leg curl".
    any_of : alternatives; one holds when each of its groups has a word in the name.
    unless : words that speak against it.
    kind : force, endurance or stretching.
    primary, secondary : muscles that do the work, and those that help.
    guess : rests on a muscle word or on a very general word alone, so the person should be asked.
    hard_sets_per_min : for what goes on for a while, the hard sets that a minute of it is worth to a primary muscle.
    """

    movement: str
    any_of: tuple[tuple[frozenset[str], ...], ...]
    unless: frozenset[str]
    kind: ExerciseKind
    primary: tuple[Muscle, ...]
    secondary: tuple[Muscle, ...]
    guess: bool = False
    hard_sets_per_min: float = 0.0

    def fits(self, words: frozenset[str]) -> bool:
        """Whether the words of a name tell this movement."""
        if words & self.unless:
            return False
        return any(all(words & group for group in groups) for groups in self.any_of)


def rule(
    movement: str,
    words: str,
    primary: str,
    secondary: str = "",
    *,
    unless: str = "",
    kind: ExerciseKind = ExerciseKind.STRENGTH,
    guess: bool = False,
    hard_sets_per_min: float = 0.0,
) -> MovementRule:
    """A rule from its short notation.

    Parameters
    ----------
    movement : the pattern in plain words.
    words : alternatives parted by commas, words that must all be there by blanks, either-or by bars:
        "leg|hamstring curl, nordic" is (leg or hamstring) with curl, or nordic.
    primary, secondary : muscle ids parted by blanks.
    unless : words parted by blanks.
    kind : force, endurance or stretching.
    guess : whether the person should be asked.
    hard_sets_per_min : what a minute is worth, for a sport.

    Examples
    --------
    >>> rule("leg curl", "leg|hamstring curl, nordic", "hamstrings").fits(frozenset({"seated", "leg", "curl"}))
    True
    """
    return MovementRule(
        movement=movement,
        any_of=tuple(
            tuple(frozenset(group.split("|")) for group in alternative.split()) for alternative in words.split(",")
        ),
        unless=frozenset(unless.split()),
        kind=kind,
        primary=muscles_by_id(primary),
        secondary=muscles_by_id(secondary),
        guess=guess,
        hard_sets_per_min=hard_sets_per_min,
    )


def muscles_by_id(ids: str) -> tuple[Muscle, ...]:
    """The muscles of ids parted by blanks.

    Raises
    ------
    KeyError
        For an id that the vocabulary of `body` does not have.
    """
    return tuple(_by_id()[id_] for id_ in ids.split())


@cache
def _by_id() -> dict[str, Muscle]:
    return {muscle.id: muscle for muscle in muscles()}
