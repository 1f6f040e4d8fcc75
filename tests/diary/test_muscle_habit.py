from datetime import date, datetime, timedelta

import pytest

from twitchwise.body import find_site
from twitchwise.diary.model import Diary, Entry, LearnedExercise, Workout
from twitchwise.diary.moment import Moment, on_date
from twitchwise.diary.muscle_habit import day_loads, habit_of
from twitchwise.diary.workout import ExerciseSet

TRICEPS = find_site("left triceps")
TODAY = date(2026, 3, 29)


def _sets(n: int, exercise: str = "Triceps Pushdown") -> tuple[ExerciseSet, ...]:
    return (ExerciseSet(exercise=exercise, reps=10),) * n


def _diary(n_sets_by_days_ago: dict[int, int]) -> Diary:
    entries: list[Entry] = [
        Workout(entry_id=f"{ago}", when=on_date(TODAY - timedelta(days=ago)), sets=_sets(n))
        for ago, n in n_sets_by_days_ago.items()
    ]
    return Diary(entries=tuple(entries))


def test_the_last_days_are_set_against_the_weeks_before() -> None:
    # Twice a week four sets, for eight weeks; then nine sets two days ago.
    usual = {3 + 7 * week + extra: 4 for week in range(8) for extra in (0, 3)}
    habit = habit_of(day_loads(_diary(usual | {2: 9})), TRICEPS, TODAY, known_from=date(2025, 1, 1))
    assert habit.per_week == pytest.approx(8)
    assert habit.per_training_day == pytest.approx(4)
    assert habit.n_training_days == 16
    assert habit.recent == 9
    assert habit.ratio == pytest.approx(9 / 8)
    assert habit.reason == ""


def test_weeks_before_the_first_known_workout_are_not_weeks_of_rest() -> None:
    habit = habit_of(day_loads(_diary({16: 4, 9: 4, 1: 4})), TRICEPS, TODAY)
    assert habit.weeks == pytest.approx(2)
    assert habit.per_week == pytest.approx(4)


def test_under_two_weeks_there_is_no_habit() -> None:
    habit = habit_of(day_loads(_diary({10: 4, 1: 4})), TRICEPS, TODAY)
    assert habit.per_week is None
    assert habit.ratio is None
    assert "a habit takes 2" in habit.reason
    assert habit.recent == 4


def test_a_muscle_that_did_nothing_before_has_no_ratio_and_a_reason() -> None:
    habit = habit_of(day_loads(_diary({1: 4})), TRICEPS, TODAY, known_from=date(2025, 1, 1))
    assert habit.per_week == 0
    assert habit.ratio is None
    assert habit.reason


def test_an_empty_diary_has_no_habit() -> None:
    habit = habit_of((), TRICEPS, TODAY)
    assert habit.ratio is None
    assert habit.recent == 0


def test_what_comes_after_is_not_looked_at() -> None:
    later = habit_of(day_loads(_diary({20: 4, 1: 4, -1: 50})), TRICEPS, TODAY)
    assert later.recent == 4


def test_a_workout_after_midnight_belongs_to_the_evening_and_two_add_up() -> None:
    late = [
        Workout(entry_id="a", when=Moment(local=datetime(2026, 3, 2, 1, 0)), sets=_sets(2)),
        Workout(entry_id="b", when=Moment(local=datetime(2026, 3, 1, 18, 0)), sets=_sets(3)),
    ]
    (day,) = day_loads(Diary(entries=tuple(late)))
    assert day.day == date(2026, 3, 1)
    assert day.of(TRICEPS) == 5
    assert {load.site.id: load.hard_sets for load in day.loads} == {"left-triceps": 5, "right-triceps": 5}


def test_what_the_person_told_about_an_exercise_counts_for_earlier_workouts_too() -> None:
    beast = Workout(entry_id="w", when=on_date(TODAY), sets=_sets(3, "The Beast"))
    told = LearnedExercise(
        entry_id="t", when=on_date(TODAY + timedelta(days=1)), exercise="the beast", primary=(TRICEPS.muscle,)
    )
    (day,) = day_loads(Diary(entries=(beast, told)))
    assert day.of(TRICEPS) == 3
