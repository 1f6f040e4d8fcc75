"""One thing told by two programs: a run in the watch's file and in the phone's is one run."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

from twitchwise.diary.model import Exposure, Workout

__all__ = ["UNKNOWN_DURATION", "distinct_nights", "distinct_workouts"]

UNKNOWN_DURATION = timedelta(hours=1)
"""How long a workout is taken to last when nobody wrote it down: long enough to meet its twin in another file."""

_LONGEST = timedelta(hours=12)  # a session that was never stopped must not swallow the next day's
_SHARED = 0.5  # of the shorter of the two
_Told = TypeVar("_Told", Workout, Exposure)


def distinct_workouts(workouts: Iterable[Workout]) -> tuple[Workout, ...]:
    """The workouts, each once: of those of different programs that overlap, the one that says most.

    Parameters
    ----------
    workouts : in any order. Two of the same program are both kept: it knows its own.

    Notes
    -----
    Two are one when they share at least half of the shorter. Sets say more than activities, activities more than a
    title.
    """
    kept = _without_twins(sorted(workouts, key=_richness, reverse=True), _span)
    return tuple(sorted(kept, key=lambda workout: workout.when.local))


def distinct_nights(sleeps: Iterable[Exposure]) -> tuple[Exposure, ...]:
    """Stretches of sleep, each once: of those of different programs that overlap, the longest."""
    kept = _without_twins(sorted(sleeps, key=_length_h, reverse=True), _night)
    return tuple(sorted(kept, key=lambda sleep: sleep.when.local))


def _without_twins(told: Iterable[_Told], span_of: Callable[[_Told], Sequence[datetime]]) -> list[_Told]:
    """What is told, the best first, without what another program told better; only what lies near is compared."""
    kept: list[_Told] = []
    near: dict[date, list[tuple[str, Sequence[datetime]]]] = defaultdict(list)
    for each in told:
        mine = (_program(each), span_of(each))
        days = _days(mine[1])
        others = (other for day in days for other in near.get(day, ()))
        if not any(program != mine[0] and _are_one(mine[1], span) for program, span in others):
            kept.append(each)
            for day in days:
                near[day].append(mine)
    return kept


def _days(span: Sequence[datetime]) -> list[date]:
    first = span[0].date()
    return [first + timedelta(days=n) for n in range((span[1].date() - first).days + 1)]


def _program(entry: Workout | Exposure) -> str:
    return "" if entry.origin is None else entry.origin.program


def _richness(workout: Workout) -> tuple[int, int, float, str]:
    amounts = sum(activity.duration_s is not None or activity.distance_m is not None for activity in workout.activities)
    return len(workout.sets), amounts, workout.duration_s or 0.0, workout.entry_id


def _span(workout: Workout) -> Sequence[datetime]:
    longest = max((activity.duration_s or 0.0 for activity in workout.activities), default=0.0)
    seconds = workout.duration_s or longest
    length = timedelta(seconds=seconds) if 0 < seconds < _LONGEST.total_seconds() else UNKNOWN_DURATION
    if workout.when.is_date_only:
        length = timedelta(days=1)
    return workout.when.local, workout.when.local + length


def _length_h(sleep: Exposure) -> float:
    start, end = _night(sleep)
    return sleep.amount if sleep.amount is not None else (end - start).total_seconds() / 3600


def _night(sleep: Exposure) -> Sequence[datetime]:
    if sleep.until is not None:
        return sleep.when.local, sleep.until.local
    if sleep.when.is_date_only:  # the night that ended on that day
        return sleep.when.local - timedelta(hours=4), sleep.when.local + timedelta(hours=12)
    return sleep.when.local, sleep.when.local + timedelta(hours=sleep.amount or 8.0)


def _are_one(one: Sequence[datetime], other: Sequence[datetime]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    shorter = min(one[1] - one[0], other[1] - other[0])
    return shared >= _SHARED * shorter and shared > timedelta(0)
