"""How much a muscle usually does, and how the last days compare with that."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from twitchwise.body import Site
from twitchwise.diary.exercise_names import KnownNames
from twitchwise.diary.model import Diary, LearnedExercise, Workout
from twitchwise.diary.muscle_load import MuscleLoad, WorkoutLoad, load_of_workout
from twitchwise.diary.once import once_a_diary
from twitchwise.diary.overlaps import distinct_workouts

__all__ = ["FEWEST_HABIT_WEEKS", "HABIT_WEEKS", "RECENT_DAYS", "DayLoad", "Habit", "day_loads", "habit_of"]

HABIT_WEEKS = 8
FEWEST_HABIT_WEEKS = 2
RECENT_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLoad:
    """The load of one of the person's days.

    Parameters
    ----------
    day : the day, cut at the person's hour.
    workouts : what each workout of it asked of the muscles.
    """

    day: date
    workouts: tuple[WorkoutLoad, ...]

    def of(self, site: Site) -> float:
        """The hard sets of one site on this day."""
        return sum(workout.of(site) for workout in self.workouts)

    @property
    def loads(self) -> tuple[MuscleLoad, ...]:
        """The hard sets of every site that worked."""
        sums: dict[Site, float] = defaultdict(float)
        for workout in self.workouts:
            for load in workout.loads:
                sums[load.site] += load.hard_sets
        return tuple(MuscleLoad(site=site, hard_sets=hard_sets) for site, hard_sets in sums.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """What a muscle usually does, and the last days beside it.

    Parameters
    ----------
    site : the muscle and its side.
    weeks : how many weeks before the last days the habit rests on.
    per_week : hard sets in a usual week; None when too few weeks are known.
    n_training_days : days in those weeks on which the muscle worked.
    per_training_day : hard sets on such a day; None when there was none.
    recent : hard sets in the last days.
    reason : why there is no ratio; empty when there is one.
    """

    site: Site
    weeks: float
    per_week: float | None
    n_training_days: int
    per_training_day: float | None
    recent: float
    reason: str = ""

    @property
    def ratio(self) -> float | None:
        """The last days as a multiple of a usual week; None when that cannot be said."""
        return self.recent / self.per_week if self.per_week else None


@once_a_diary(LearnedExercise, Workout)
def day_loads(diary: Diary) -> tuple[DayLoad, ...]:
    """The load of every day that has a workout, in order; exercises the person has explained are known.

    Parameters
    ----------
    diary : days are cut by its rule.
    """
    known = KnownNames.learned(diary.of(LearnedExercise))
    by_day: dict[date, list[WorkoutLoad]] = defaultdict(list)
    for workout in distinct_workouts(diary.of(Workout)):
        by_day[diary.rule.day_of(workout.when)].append(load_of_workout(workout, known))
    return tuple(DayLoad(day=day, workouts=tuple(by_day[day])) for day in sorted(by_day))


def habit_of(
    days: Iterable[DayLoad], site: Site, until: date, weeks: int = HABIT_WEEKS, known_from: date | None = None
) -> Habit:
    """What a muscle usually does, and the three days up to `until` beside it.

    Parameters
    ----------
    days : the days with workouts; a day that is not among them had none.
    site : the muscle and its side.
    until : the last of the recent days.
    weeks : how far back a habit reaches.
    known_from : the first day of which workouts are known; by default the first of `days`.

    Returns
    -------
    Habit
        Without a ratio, and with the reason, below two known weeks or when the muscle did nothing in them.

    Notes
    -----
    The habit is the mean over the `weeks` weeks that end before the recent days, so what is unusual does not hide in
    what is usual. Weeks before the first known day are left out of the mean.
    """
    known = sorted(days, key=lambda each: each.day)
    recent_from = until - timedelta(days=RECENT_DAYS - 1)
    recent = sum(each.of(site) for each in known if recent_from <= each.day <= until)
    first = known_from or (known[0].day if known else recent_from)
    habit_from = max(recent_from - timedelta(weeks=weeks), first)
    weeks_known = max((recent_from - habit_from).days / 7, 0.0)
    before = [load for each in known if habit_from <= each.day < recent_from if (load := each.of(site)) > 0]
    enough = weeks_known >= FEWEST_HABIT_WEEKS
    reason = ""
    if not enough:
        reason = f"workouts are known for {weeks_known:.1f} weeks before, a habit takes {FEWEST_HABIT_WEEKS}"
    elif not before:
        reason = f"nothing written in the {weeks_known:.0f} weeks before used this muscle"
    return Habit(
        site=site,
        weeks=weeks_known,
        per_week=sum(before) / weeks_known if enough else None,
        n_training_days=len(before),
        per_training_day=sum(before) / len(before) if before else None,
        recent=recent,
        reason=reason,
    )
