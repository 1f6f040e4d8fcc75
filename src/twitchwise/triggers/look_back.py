"""The three days before: what this muscle did against its own habit, what else was unusual, what is not known.

No inference and no probability: a list of what happened, the first day's answer.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from twitchwise.body import Site
from twitchwise.diary.daily import (
    DaySpan,
    exposure_by_day,
    exposures_named,
)
from twitchwise.diary.exercise_names import KnownNames
from twitchwise.diary.model import Diary, ExposureKind, LearnedExercise, Workout
from twitchwise.diary.moment import Moment
from twitchwise.diary.muscle_habit import RECENT_DAYS, Habit, day_loads, habit_of
from twitchwise.diary.muscle_load import load_of_workout
from twitchwise.diary.overlaps import distinct_workouts
from twitchwise.triggers.unusual_days import Unusual, unusual_days

__all__ = ["LOOK_BACK_H", "Effort", "LookBack", "look_back"]

LOOK_BACK_H = 72
"""Hours looked back: exercise one or two days before is what people report, and sore muscles last three days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """One workout that used the muscle.

    Parameters
    ----------
    hours_ago : from its beginning to the moment looked back from; None when only its date is known.
    days_ago : the person's days.
    hard_sets : what it was worth for this muscle.
    exercises : those that used it, as the file names them, most sets first.
    """

    hours_ago: float | None
    days_ago: int
    hard_sets: float
    exercises: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookBack:
    """What happened in the three days before.

    Parameters
    ----------
    site : the muscle that twitches.
    at : the moment looked back from.
    efforts : workouts that used it, the latest first.
    habit : what it usually does, and the last days beside it.
    unusual : what else was unusual, the latest first.
    not_known : what the diary says nothing about in these days.
    not_understood : exercises in these days whose muscles are not known.
    has_workouts : whether the diary holds any workout at all.
    workouts_until : the last day with a workout in the diary.
    """

    site: Site
    at: Moment
    efforts: tuple[Effort, ...]
    habit: Habit
    unusual: tuple[Unusual, ...]
    not_known: tuple[str, ...]
    not_understood: tuple[str, ...]
    has_workouts: bool
    workouts_until: date | None


def look_back(diary: Diary, site: Site, at: Moment) -> LookBack:
    """What the muscle did in the three days up to `at`, what else was unusual, and what is not known.

    Parameters
    ----------
    diary : may hold no more than one imported workout file.
    site : the muscle that twitches.
    at : when it did, by the person's clock.
    """
    today = diary.rule.day_of(at)
    days = day_loads(diary)
    return LookBack(
        site=site,
        at=at,
        efforts=_efforts(diary, site, at),
        habit=habit_of([day for day in days if day.day <= today], site, today),
        unusual=unusual_days(diary, site, today),
        not_known=_not_known(diary, today),
        not_understood=_not_understood(diary, at),
        has_workouts=bool(days),
        workouts_until=days[-1].day if days else None,
    )


def _recent_workouts(diary: Diary, at: Moment) -> Iterable[Workout]:
    today = diary.rule.day_of(at)
    for workout in distinct_workouts(diary.of(Workout)):
        if workout.when.is_date_only or at.is_date_only:
            is_recent = 0 <= (today - diary.rule.day_of(workout.when)).days <= RECENT_DAYS
        else:
            is_recent = timedelta(0) <= at.local - workout.when.local <= timedelta(hours=LOOK_BACK_H)
        if is_recent:
            yield workout


def _efforts(diary: Diary, site: Site, at: Moment) -> tuple[Effort, ...]:
    known = KnownNames.learned(diary.of(LearnedExercise))
    efforts = []
    for workout in _recent_workouts(diary, at):
        hard_sets = load_of_workout(workout, known).of(site)
        if hard_sets > 0:
            is_timed = not (workout.when.is_date_only or at.is_date_only)
            efforts.append(
                Effort(
                    hours_ago=(at.local - workout.when.local).total_seconds() / 3600 if is_timed else None,
                    days_ago=(diary.rule.day_of(at) - diary.rule.day_of(workout.when)).days,
                    hard_sets=hard_sets,
                    exercises=_exercises(workout, site, known),
                )
            )
    return tuple(sorted(efforts, key=lambda effort: (effort.days_ago, effort.hours_ago or 0.0)))


def _exercises(workout: Workout, site: Site, known: KnownNames) -> tuple[str, ...]:
    """The exercises and sports of a workout that used the muscle, most load first."""
    sums: dict[str, float] = defaultdict(float)
    for each in workout.sets:
        sums[each.exercise] += load_of_workout(_only(workout, sets=(each,)), known).of(site)
    for activity in workout.activities:
        alone = Workout(entry_id="", when=workout.when, duration_s=workout.duration_s, activities=(activity,))
        sums[activity.sport] += load_of_workout(alone, known).of(site)
    used = [name for name, load in sums.items() if load > 0]
    return tuple(sorted(used, key=lambda name: -sums[name]))


def _only(workout: Workout, *, sets: tuple[object, ...]) -> Workout:
    return Workout(entry_id="", when=workout.when, sets=sets)  # type: ignore[arg-type]


def _not_understood(diary: Diary, at: Moment) -> tuple[str, ...]:
    known = KnownNames.learned(diary.of(LearnedExercise))
    names = [name for workout in _recent_workouts(diary, at) for name in load_of_workout(workout, known).not_understood]
    return tuple(dict.fromkeys(names))


_ASKED = (
    ExposureKind.SLEEP,
    ExposureKind.CAFFEINE,
    ExposureKind.ALCOHOL,
    ExposureKind.STRESS,
    ExposureKind.ILLNESS,
    ExposureKind.MEDICINE,
)


def _not_known(diary: Diary, today: date) -> tuple[str, ...]:
    """What a look back would want to know and the diary does not say in these days."""
    span = DaySpan(first=today - timedelta(days=RECENT_DAYS - 1), n_days=RECENT_DAYS)
    told = {name.kind for name in exposures_named(diary) if np.isfinite(exposure_by_day(diary, name, span)).any()}
    missing = [kind.value for kind in _ASKED if kind not in told]
    days = day_loads(diary)
    if not days or days[-1].day < span.first:
        missing.insert(0, "training")
    return tuple(missing)
