"""Workouts out of tables with one row a set, as Strong and Hevy write them."""

from collections.abc import Iterable
from dataclasses import dataclass

from twitchwise.diary.model import Workout
from twitchwise.diary.moment import Moment
from twitchwise.diary.workout import ExerciseSet
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.text import TextTable

__all__ = ["LONGEST_WORKOUT_H", "LiftingRow", "add_workouts", "is_done", "positive"]

LONGEST_WORKOUT_H = 12.0
"""Above this somebody forgot to end the session: files hold durations of 240 h."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftingRow:
    """One row of such a table.

    Parameters
    ----------
    where : its line, for messages.
    when, title : beginning and name of its workout; they tell workouts apart.
    duration_s : of the workout.
    set_ : None for a row that is no set but may hold words.
    exercise_note, workout_note : words.
    key : source key of its workout; empty for its wall clock and title, which will not do where the clock on the wall
        was worked out here.
    """

    where: str
    when: Moment
    title: str
    duration_s: float | None = None
    set_: ExerciseSet | None = None
    exercise_note: str = ""
    workout_note: str = ""
    key: str = ""


def positive(value: float | None) -> float | None:
    """The number when it is above zero: these tables write 0 where nothing was entered."""
    return value if value is not None and value > 0 else None


def is_done(set_: ExerciseSet) -> bool:
    """Whether there is any repetition, time or distance in a set."""
    return any(value is not None for value in (set_.reps, set_.seconds, set_.distance_m))


def add_workouts(collector: Collector, table: TextTable, rows: Iterable[LiftingRow]) -> None:
    """Join neighbouring rows of one beginning and title to workouts.

    Where the file ends in the middle of a line, its last workout is left out: it would otherwise be taken for whole
    when the whole file comes.
    """
    runs: list[list[LiftingRow]] = []
    for row in rows:
        if runs and (row.when, row.title) == (runs[-1][0].when, runs[-1][0].title):
            runs[-1].append(row)
        else:
            runs.append([row])
    if table.cut is not None:
        if runs:
            last = runs.pop()
            collector.skip(last[0].where, "the file ends in the middle of this workout", n=len(last))
        collector.problems([table.cut_problem(collector.file.path.name)])
    n_endless = sum(_add(collector, run) for run in runs)
    if n_endless:
        sessions = "1 workout lasts" if n_endless == 1 else f"{n_endless} workouts last"
        collector.problem(
            f"{sessions} over {LONGEST_WORKOUT_H:g} h, since nobody ended it; the sets are kept, the duration is not",
            "correct it in the other program if it matters to you",
        )


def _add(collector: Collector, run: list[LiftingRow]) -> bool:
    """Add one workout; True when its duration was beyond belief."""
    first = run[0]
    sets = tuple(row.set_ for row in run if row.set_ is not None)
    if not sets:
        return collector.skip(first.where, "a workout without a set", n=len(run))
    is_endless = first.duration_s is not None and first.duration_s > LONGEST_WORKOUT_H * 3600
    entry = Workout(
        entry_id="",
        when=first.when,
        title=first.title,
        duration_s=None if is_endless else first.duration_s,
        sets=sets,
        note=_note(run),
    )
    is_kept = collector.add(entry, first.key or f"{first.when.local.isoformat()} {first.title}", first.where)
    return is_endless and is_kept


def _note(run: list[LiftingRow]) -> str:
    lines: dict[str, None] = {}
    for row in run:
        if row.workout_note:
            lines[row.workout_note] = None
    for row in run:
        if row.exercise_note:
            name = row.set_.exercise if row.set_ is not None else ""
            lines[f"{name}: {row.exercise_note}" if name else row.exercise_note] = None
    return "\n".join(lines)
