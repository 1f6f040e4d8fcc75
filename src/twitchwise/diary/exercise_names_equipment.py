"""What an exercise name says besides the movement: the equipment, whose weight is moved, and the sides."""

from enum import StrEnum

from twitchwise.body import Side

__all__ = ["Equipment", "Sides", "equipment_of", "equipment_words", "moves_the_body", "sides_of"]


class Equipment(StrEnum):
    """What is moved or used."""

    BARBELL = "barbell"
    DUMBBELL = "dumbbell"
    KETTLEBELL = "kettlebell"
    CABLE = "cable"
    MACHINE = "machine"
    BAND = "band"
    BALL = "ball"
    BODYWEIGHT = "bodyweight"
    OTHER = "other"
    NOT_SAID = "not-said"


class Sides(StrEnum):
    """Which sides of the body a name speaks of."""

    BOTH = "both"
    ONE_AT_A_TIME = "one-at-a-time"
    LEFT = "left"
    RIGHT = "right"

    @property
    def loaded(self) -> tuple[Side, ...]:
        """The sides that work; one at a time means that the other has its turn too."""
        if self is Sides.LEFT:
            return (Side.LEFT,)
        return (Side.RIGHT,) if self is Sides.RIGHT else (Side.LEFT, Side.RIGHT)


def equipment_of(words: frozenset[str]) -> Equipment:
    """The equipment, as far as the words of a name tell it."""
    return next((equipment for equipment, tell in _EQUIPMENT_WORDS if words & tell), Equipment.NOT_SAID)


def moves_the_body(movement: str, words: frozenset[str]) -> bool:
    """Whether the body's own weight is what is moved.

    Parameters
    ----------
    movement : the pattern in plain words.
    words : the words of the name.
    """
    equipment = equipment_of(words)
    if equipment in _WEIGHTS or {"dip", "seated"} <= words:
        return False
    return bool(words & _BODYWEIGHT_WORDS) or movement in _BODYWEIGHT_MOVEMENTS


def sides_of(words: frozenset[str]) -> Sides:
    """Which sides the words of a name speak of."""
    left, right = "left" in words, "right" in words
    if left != right:
        return Sides.LEFT if left else Sides.RIGHT
    return Sides.ONE_AT_A_TIME if words & _ONE_SIDED_WORDS else Sides.BOTH


def equipment_words() -> frozenset[str]:
    """Every word that this module asks for."""
    return _ONE_SIDED_WORDS.union(_BODYWEIGHT_WORDS, {"left", "right"}, *(words for _, words in _EQUIPMENT_WORDS))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# In this order: a "Smith Machine Barbell Row" runs on the rails of the machine.
_EQUIPMENT_WORDS: tuple[tuple[Equipment, frozenset[str]], ...] = (
    (Equipment.MACHINE, _words("machine leverage lever smith pecdeck hammerstrength isolateral technogym")),
    (Equipment.CABLE, _words("cable pulley rope vbar pulldown pushdown crossover")),
    (Equipment.KETTLEBELL, _words("kettlebell")),
    (Equipment.DUMBBELL, _words("dumbbell")),
    (Equipment.BARBELL, _words("barbell ezbar trapbar axle landmine tbar")),
    (Equipment.BAND, _words("band banded bandwalk pullapart")),
    (Equipment.BALL, _words("medicine ball wallball bosu")),
    (Equipment.OTHER, _words("plate sled tire sandbag trx suspension suspended chain keg ring weighted")),
    (Equipment.BODYWEIGHT, _words("bodyweight pullup chinup pushup dip situp burpee plank muscleup")),
)
_WEIGHTS = (Equipment.MACHINE, Equipment.CABLE, Equipment.KETTLEBELL, Equipment.DUMBBELL, Equipment.BARBELL)
_ONE_SIDED_WORDS = _words("onearm oneleg alternating alternate unilateral single")
_BODYWEIGHT_WORDS = _words(
    "pullup chinup pushup dip situp burpee plank muscleup handstand bridge birddog deadbug air mountain nordic "
    "inverted bodyweight pistol crunch hollow superman deadhang"
)
_BODYWEIGHT_MOVEMENTS = frozenset({"leg raise", "jump", "plank", "mountain climber", "superman", "push-up"})
