"""What a workout consists of: sets of exercises, and activities that go on for a while."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Activity", "ExerciseSet", "SetKind"]


class SetKind(StrEnum):
    """What a set was for."""

    NORMAL = "normal"
    WARM_UP = "warm-up"
    DROP = "drop"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseSet:
    """One set of one exercise.

    Parameters
    ----------
    exercise : its name as the other program, or the person, wrote it.
    reps : repetitions; of each side for a one-sided exercise; None when not written.
    weight_kg : weight moved, kg; None for none or not known (a blank weight is the body's own).
    seconds : how long, for holds and carries.
    distance_m : how far, for carries and sleds.
    rpe : rating of perceived exertion, 1-10.
    kind : what the set was for.
    n_sides : 2 when left and right were done one after the other as one row, else 1.
    """

    exercise: str
    reps: float | None = None
    weight_kg: float | None = None
    seconds: float | None = None
    distance_m: float | None = None
    rpe: float | None = None
    kind: SetKind = SetKind.NORMAL
    n_sides: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Something that goes on for a while: a run, a ride, a swim.

    Parameters
    ----------
    sport : its name as the other program wrote it, "Running".
    duration_s : moving time where known, else elapsed, s; None when not known.
    distance_m, ascent_m : how far and how far up, m.
    """

    sport: str
    duration_s: float | None = None
    distance_m: float | None = None
    ascent_m: float | None = None
