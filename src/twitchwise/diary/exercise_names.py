"""An exercise name becomes muscles: our own recogniser for what workout apps and people write, in English."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from twitchwise.body import Muscle
from twitchwise.diary.exercise_muscles import movement_of, rule_words
from twitchwise.diary.exercise_muscles_garmin import garmin_category, garmin_category_named
from twitchwise.diary.exercise_muscles_model import ExerciseKind, MovementRule
from twitchwise.diary.exercise_names_equipment import (
    Equipment,
    Sides,
    equipment_of,
    equipment_words,
    moves_the_body,
    sides_of,
)
from twitchwise.diary.exercise_names_words import NameWords, split_exercise_name
from twitchwise.diary.model import LearnedExercise

__all__ = [
    "NOTHING_LEARNED",
    "Certainty",
    "KnownNames",
    "RecognisedExercise",
    "recognise_exercise",
    "recognise_garmin_category",
]


class Certainty(StrEnum):
    """How well a name was understood; a guess is shown to the person once."""

    TOLD = "told"
    CLEAR = "clear"
    GUESS = "guess"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedExercise:
    """What an exercise name says.

    Parameters
    ----------
    movement : the pattern in plain words, "leg curl".
    kind : force, endurance or stretching.
    primary, secondary : muscles that do the work, and those that help; both empty when the name tells a training but
        no muscle ("Strength Training") or a stretch for everything.
    equipment : as far as the name says it.
    is_bodyweight : the body's own weight is what is moved.
    sides : both, one at a time, or the one that is named.
    certainty : how well it was understood.
    hard_sets_per_min : what a minute is worth to a primary muscle, for endurance; else 0.
    """

    movement: str
    kind: ExerciseKind
    primary: tuple[Muscle, ...]
    secondary: tuple[Muscle, ...]
    equipment: Equipment
    is_bodyweight: bool
    sides: Sides
    certainty: Certainty
    hard_sets_per_min: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNames:
    """What the person has said about exercises that were not understood, or wrongly; it goes before every rule."""

    _by_name: Mapping[str, LearnedExercise] = field(default_factory=dict)

    @classmethod
    def learned(cls, entries: Iterable[LearnedExercise]) -> "KnownNames":
        """Known names from the entries of a diary; of two about one name the later counts."""
        return cls(_by_name={_plain(entry.exercise): entry for entry in entries})

    def about(self, name: str) -> LearnedExercise | None:
        """What the person said about `name`; case and spaces do not matter."""
        return self._by_name.get(_plain(name))


NOTHING_LEARNED = KnownNames()
"""Of a person who has not been asked yet."""


def recognise_exercise(name: str, known: KnownNames = NOTHING_LEARNED) -> RecognisedExercise | None:
    """The movement and the muscles behind an exercise name or a sport.

    Parameters
    ----------
    name : as an app or a person writes it, in English: "Seated Calf Raise (Plate Loaded)", "RDL", "Running".
    known : what the person has told before.

    Returns
    -------
    RecognisedExercise or None
        None when nothing in the name tells a movement or a muscle: the person is then asked once.

    Notes
    -----
    Rules, no list of exercises: a name is brought into one spelling, then the first movement pattern whose words it
    has is taken. How often that is right is measured in `docs/method-muscle-load.md`.

    Examples
    --------
    >>> found = recognise_exercise("Lying Leg Curl (Machine)")
    >>> found.movement, [muscle.id for muscle in found.primary]
    ('leg curl', ['hamstrings'])
    >>> recognise_exercise("Rest Timer") is None
    True
    """
    told = known.about(name)
    found = _from_rules(name)
    if told is None:
        return found
    words = split_exercise_name(name).words
    return RecognisedExercise(
        movement=found.movement if found else "told by you",
        kind=found.kind if found else ExerciseKind.STRENGTH,
        primary=told.primary,
        secondary=told.secondary,
        equipment=equipment_of(words),
        is_bodyweight=found.is_bodyweight if found else False,
        sides=sides_of(words),
        certainty=Certainty.TOLD,
        hard_sets_per_min=found.hard_sets_per_min if found else 0.0,
    )


def recognise_garmin_category(number: int) -> RecognisedExercise | None:
    """The movement and the muscles behind an exercise category of a Garmin FIT file.

    Parameters
    ----------
    number : `exercise_category` as written in the file.

    Returns
    -------
    RecognisedExercise or None
        None for a number that Garmin has not given out, and for its "unknown".
    """
    movement = garmin_category(number)
    return None if movement is None else _recognised(movement, NameWords(words=frozenset(movement.movement.split())))


@lru_cache(maxsize=4096)
def _from_rules(name: str) -> RecognisedExercise | None:
    category = garmin_category_named(_plain(name.replace("_", " ")))
    if category is not None:
        return _recognised(category, split_exercise_name(name))
    for spelled in (split_exercise_name(name), split_exercise_name(name, _vocabulary())):
        movement = movement_of(spelled.words)
        if movement is not None:
            return _recognised(movement, spelled)
    return None


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    return rule_words() | equipment_words()


def _recognised(movement: MovementRule, spelled: NameWords) -> RecognisedExercise:
    words = spelled.words
    return RecognisedExercise(
        movement=movement.movement,
        kind=movement.kind,
        primary=movement.primary,
        secondary=movement.secondary,
        equipment=equipment_of(words),
        is_bodyweight=movement.kind is ExerciseKind.STRENGTH and moves_the_body(movement.movement, words),
        sides=sides_of(words),
        certainty=Certainty.GUESS if movement.guess or spelled.guessed else Certainty.CLEAR,
        hard_sets_per_min=movement.hard_sets_per_min,
    )


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
