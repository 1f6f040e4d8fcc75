"""What was read out of a sensor file, and which tests can be."""

from dataclasses import dataclass
from enum import StrEnum

from twitchwise.errors import Problem

__all__ = ["ReadableTest", "TestReading"]


class ReadableTest(StrEnum):
    """The tests that a sensor file can show."""

    CHAIR_STAND = "chair-stand"
    HEEL_RAISE = "heel-raise"
    WALK = "walk"
    STAIRS = "stairs"
    FINGER_TAPPING = "finger-tapping"

    @property
    def label(self) -> str:
        """The name inside a sentence, "chair stands"."""
        return {
            "chair-stand": "chair stands",
            "heel-raise": "heel raises",
            "walk": "a walk",
            "stairs": "stairs",
            "finger-tapping": "finger tapping",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class TestReading:
    """One test as a sensor file shows it.

    Parameters
    ----------
    test : which test.
    count : repetitions, steps or taps in the file; None when only a height was measured.
    value : the score, in `unit`.
    unit : "stands in 30 s", "raises", "steps/min", "m/s", "m/s up", "taps in 10 s".
    times_s : when each repetition, step or tap was reached on the recording's clock; for stairs by barometer the times
        at 10 and 90 % of the height.
    confidence : share of what looked like a repetition that was clearly one, 0-1.
    height_m : median rise of a repetition, or the height climbed (negative: down), m; None where it means nothing.
    problems : what makes the score doubtful, each with what to do.
    """

    __test__ = False  # pytest would take the class for a test by its name

    test: ReadableTest
    count: int | None
    value: float
    unit: str
    times_s: tuple[float, ...]
    confidence: float
    height_m: float | None = None
    problems: tuple[Problem, ...] = ()
