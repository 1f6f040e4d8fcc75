"""What a strength test is: how it is done, what it looks at, how far its score errs."""

import math
from dataclasses import dataclass
from enum import StrEnum

from twitchwise.body import Side
from twitchwise.diary.workout import ExerciseSet, SetKind
from twitchwise.errors import InputError
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.series import rate_from_seconds

__all__ = ["BOTH_SIDES", "NO_SIDES", "Better", "Demand", "StrengthTest", "TestKind", "WorkKind"]

BOTH_SIDES = (Side.LEFT, Side.RIGHT)
NO_SIDES = (Side.MIDDLE,)


class TestKind(StrEnum):
    """What kind of answer a test gives."""

    __test__ = False  # not a test of ours, whatever its name

    MEASURED = "measured"
    MARKER = "marker"


class Better(StrEnum):
    """Which way a score that is entered is better."""

    HIGHER = "higher"
    LOWER = "lower"


class Demand(StrEnum):
    """What a test asks of the body, by which it is locked for whom it is not safe."""

    EFFORT = "effort"
    STANDING = "standing"
    ONE_LEG = "one-leg"
    STAIRS = "stairs"
    BALANCE = "balance"
    LYING = "lying"
    ARMS = "arms"
    HAND_FORCE = "hand-force"


class WorkKind(StrEnum):
    """What the score of a test that counts as training is an amount of."""

    REPETITIONS = "repetitions"
    SECONDS = "seconds"


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthTest:
    """One test of the battery.

    Parameters
    ----------
    id : stable id, lower case with hyphens.
    name : plain name.
    kind : measured, or a marker that is graded 2 (as before), 1 (harder), 0 (not, or only with help). A marker never
        enters a trend.
    sides : left and right, or middle for a test without sides.
    regions : the regions it bears on: two for a test with sides, one of each side in the order of `sides`.
    unit : of what is entered.
    better : which way what is entered is better; seconds become a speed before any trend.
    amount_unit : what the seconds are spent on ("m", "steps"), asked beside them; empty when there is no such thing.
    score_unit : of the score that a trend takes, always higher is better.
    error_percent : error of one result (one SD from day to day), % of the score; None when no study has it, and the
        person's own is learned over eight sessions.
    error_facts : ids of the facts behind the error, or behind there being none.
    error_note : what to know about the error, one sentence.
    equipment : what is needed.
    steps : the protocol, one step each.
    stop_rule : when to stop, beside the rule that stands on every card.
    to_log : what to note beside the score.
    days_between : days that lie at least between two sessions, 1 for the next day.
    demands : what it asks of the body.
    is_seated : done sitting; open to everybody, whatever the answers about the heart or falls.
    least, most : what can be entered; beyond it the number is refused as a slip.
    slowest, fastest : the same for the speed of a timed test, in `score_unit`.
    work : what the score counts as in the training log, or None when it is no training worth counting.
    exercise : name under which it counts as training, understood by the muscle load; empty for none.
    """

    id: str
    name: str
    kind: TestKind = TestKind.MEASURED
    sides: tuple[Side, ...]
    regions: tuple[StrengthRegion, ...]
    unit: str
    better: Better = Better.HIGHER
    amount_unit: str = ""
    score_unit: str
    error_percent: float | None = None
    error_facts: tuple[str, ...] = ()
    error_note: str
    equipment: tuple[str, ...]
    steps: tuple[str, ...]
    stop_rule: str
    to_log: tuple[str, ...]
    days_between: int = 1
    demands: frozenset[Demand] = frozenset()
    is_seated: bool = False
    least: float = 0.0
    most: float
    slowest: float = 0.0
    fastest: float = math.inf
    work: WorkKind | None = None
    exercise: str = ""

    @property
    def is_calf_load(self) -> bool:
        """Whether it tires the calf so that it may twitch for a day or two."""
        return "calf raise" in self.exercise

    @property
    def is_whole_number(self) -> bool:
        """Whether only whole numbers can be entered: repetitions, taps, grades."""
        return self.better is Better.HIGHER and self.unit not in _FRACTIONAL_UNITS

    def regions_of(self, side: Side) -> tuple[StrengthRegion, ...]:
        """The regions a score of this side bears on.

        Raises
        ------
        InputError
            When the test has no such side.
        """
        self._check_side(side)
        return (self.regions[self.sides.index(side)],) if len(self.sides) > 1 else self.regions

    def score_of(self, value: float, *, side: Side, amount: float | None = None) -> float:
        """The score that a trend takes, out of what was entered.

        Parameters
        ----------
        value : what was entered, in `unit`.
        side : the side it was done with.
        amount : metres walked or steps climbed, when `amount_unit` asks for it.

        Returns
        -------
        The score in `score_unit`, higher is better.

        Raises
        ------
        InputError
            When the side does not exist, the value cannot be a result of this test, or the amount is missing.
        """
        self._check_side(side)
        where = f"{self.name}, {side}" if side is not Side.MIDDLE else self.name
        self._check_value(value, where)
        if self.better is Better.HIGHER:
            return value
        if amount is None or not (math.isfinite(amount) and amount > 0.0):
            raise InputError(
                what=f"the time alone says nothing without the {self.amount_unit}",
                where=where,
                remedy=f"give the number of {self.amount_unit} beside the {self.unit}",
            )
        return self.score_of_speed(rate_from_seconds(value, amount=amount), side=side)

    def score_of_speed(self, speed: float, *, side: Side) -> float:
        """The score of a timed test whose speed is known already, as out of a sensor file.

        Parameters
        ----------
        speed : in `score_unit`; for stairs the steps a second, which are the metres up a second over the height of one
            step.
        side : the side it was done with.

        Raises
        ------
        InputError
            When the test is not a timed one, the side does not exist, or nobody is that slow or fast.
        """
        self._check_side(side)
        if self.better is Better.HIGHER:
            raise InputError(what="a speed was given", where=self.name, remedy=f"give {self.unit}")
        if not self.slowest <= speed <= self.fastest:
            raise InputError(
                what=f"{speed:.3g} {self.score_unit} cannot be a result of this test",
                where=self.name,
                remedy=f"check the {self.unit} and the {self.amount_unit}: it lies within {self.slowest:g} to "
                f"{self.fastest:g} {self.score_unit}",
            )
        return speed

    def training_of(self, value: float, *, side: Side) -> ExerciseSet | None:
        """What the test counts as in the training log, or None when it is too little to count.

        Parameters
        ----------
        value : what was entered, in `unit`.
        side : the side it was done with.

        Notes
        -----
        A test to the limit is a hard set like any other: heel raises to failure make calves twitch. Logged as load,
        the twitching of the next days is not read as something new.
        """
        if self.work is None or value <= 0.0:
            return None
        name = self.exercise if side is Side.MIDDLE else f"{side} {self.exercise}"
        if self.work is WorkKind.SECONDS:
            return ExerciseSet(exercise=name, seconds=value)
        return ExerciseSet(exercise=name, reps=value, kind=SetKind.FAILURE)

    def _check_side(self, side: Side) -> None:
        if side not in self.sides:
            known = " or ".join(self.sides)
            raise InputError(what=f'it has no side "{side}"', where=self.name, remedy=f"give {known}")

    def _check_value(self, value: float, where: str) -> None:
        if not math.isfinite(value) or not self.least <= value <= self.most:
            raise InputError(
                what=f"{value:g} {self.unit} cannot be a result of this test",
                where=where,
                remedy=f"give a number from {self.least:g} to {self.most:g}",
            )
        if self.is_whole_number and value != round(value):
            raise InputError(
                what=f"{value:g} {self.unit} is not a whole number", where=where, remedy="count whole ones only"
            )


_FRACTIONAL_UNITS = frozenset({"cm", "kg", "s", "syllables/s"})
