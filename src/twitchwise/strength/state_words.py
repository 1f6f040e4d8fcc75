"""What is said to the person in each state. Never that weakness is only felt, never that a disease is not there."""

import math

from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.trend_result import Shape, State

__all__ = ["KEEP_THE_DATE", "rounded_up", "say_state"]

KEEP_THE_DATE = (
    "About half of people with ALS lose strength more slowly than 2.7 % a month; keep the next date."  # atlis_aan
)
_SHAPES = {
    Shape.LINEAR: "It went down little by little.",
    Shape.STEP: "It went down at once and stayed there; if an illness, an injury or a stop of training was the reason, "
    "mark that session as a lasting change.",
    Shape.DIP: "It went down and came up again.",
    Shape.UNCLEAR: "Whether it went down little by little or at once cannot be told yet.",
}


def say_state(
    region: StrengthRegion,
    state: State,
    *,
    excluded_rate: float | None,
    weeks: int | None,
    shape: Shape | None,
    has_one_test: bool,
    is_restarted: bool,
    why_not: str | None,
) -> tuple[str, ...]:
    """The sentences of a region.

    Parameters
    ----------
    region, state : which, and what.
    excluded_rate : monthly fall that is excluded, %, or None.
    weeks : until "steady" could be said, or None.
    shape : how scores went down, if they did.
    has_one_test : only one of its tests has a known error so far.
    is_restarted : sessions before a lasting change are set aside.
    why_not : why it cannot be judged.
    """
    name = region.label
    sentences = {
        State.LEARNING: [f"Too early to tell for {name}. These sessions are practice and baseline."],
        State.OPEN: [f"No fall of {name} seen so far. The tests cannot yet rule one out; {_how_long(weeks)}."],
        State.STEADY: [
            f"The measured tests of {name} are steady; a fall faster than {rounded_up(excluded_rate)} % a month is "
            "unlikely (95 %).",
            KEEP_THE_DATE,
        ],
        State.REPEAT: [
            f"One test of {name} dipped. Rest, then repeat it on two other days within 3-10 days. Most single dips are "
            "noise."
        ],
        State.FALL: [
            f"Tests of {name} agree on a fall beyond measuring error; about 1 in 12 healthy people see this within a "
            "year."
        ],
        State.CANNOT_JUDGE: [f"Nothing can be said of {name}: {why_not}."],
    }[state]
    if shape is not None and state in (State.FALL, State.REPEAT):
        sentences.append(_SHAPES[shape])
    if has_one_test and state in (State.OPEN, State.STEADY, State.REPEAT):
        sentences.append(
            f"Only one test of {name} has a known error so far: it can ask for a repeat, but not show a fall."
        )
    if is_restarted:
        sentences.append("Sessions before the lasting change are set aside: what was lost with it is no part of this.")
    return tuple(sentences)


def rounded_up(rate: float | None) -> str:
    """A monthly rate in words, rounded up, so that no more is excluded than was found."""
    return "?" if rate is None else f"{math.ceil(10.0 * rate - 1e-9) / 10.0:.1f}"


def _how_long(weeks: int | None) -> str:
    if weeks is None:
        return "with this much noise that takes more than two years"
    return f"that takes about {max(weeks, 1)} more week{'' if weeks <= 1 else 's'}"
