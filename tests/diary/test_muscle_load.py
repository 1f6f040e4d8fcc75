import math
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.body import find_site
from twitchwise.diary.model import Workout
from twitchwise.diary.moment import Moment
from twitchwise.diary.muscle_load import MOST_HARD_SETS, WorkoutLoad, load_of_workout, log_load
from twitchwise.diary.workout import Activity, ExerciseSet, SetKind

WHEN = Moment(local=datetime(2026, 3, 1, 18, 0))


def _load(*sets: ExerciseSet, activities: tuple[Activity, ...] = (), duration_s: float | None = None) -> WorkoutLoad:
    return load_of_workout(
        Workout(entry_id="w", when=WHEN, title="Push", sets=sets, activities=activities, duration_s=duration_s)
    )


def _bench(n: int = 1, kind: SetKind = SetKind.NORMAL, rpe: float | None = None) -> list[ExerciseSet]:
    return [ExerciseSet(exercise="Bench Press (Barbell)", reps=8, weight_kg=80, kind=kind, rpe=rpe)] * n


def _of(load: WorkoutLoad, site: str) -> float:
    return load.of(find_site(site))


def test_a_set_counts_whole_for_its_own_muscle_and_half_for_a_helper() -> None:
    load = _load(*_bench(4))
    assert _of(load, "left chest") == 4
    assert _of(load, "right triceps") == 2
    assert _of(load, "left quadriceps") == 0


def test_sets_of_several_exercises_add_up() -> None:
    load = _load(*_bench(4), ExerciseSet(exercise="Skullcrusher", reps=10), ExerciseSet(exercise="Triceps Dip", reps=9))
    assert _of(load, "left triceps") == pytest.approx(4 * 0.5 + 1 + 1)


@pytest.mark.parametrize(
    ("kind", "rpe", "weight"),
    [
        (SetKind.NORMAL, None, 1.0),
        (SetKind.NORMAL, 7, 1.0),
        (SetKind.NORMAL, 10, 1.0),
        (SetKind.NORMAL, 6, 0.8),
        (SetKind.NORMAL, 1, 0.2),
        (SetKind.NORMAL, 55, 1.0),
        (SetKind.WARM_UP, None, 0.3),
        (SetKind.WARM_UP, 3, 0.3),
        (SetKind.DROP, None, 1.2),
        (SetKind.FAILURE, 10, 1.2),
    ],
)
def test_an_easy_set_counts_less_and_one_to_failure_more(kind: SetKind, rpe: float | None, weight: float) -> None:
    assert _of(_load(*_bench(kind=kind, rpe=rpe)), "left chest") == pytest.approx(weight)


def test_weight_does_not_count() -> None:
    light, heavy = (_load(ExerciseSet(exercise="Squat", reps=8, weight_kg=kg)) for kg in (20, 200))
    assert light.loads == heavy.loads


def test_a_blank_is_a_set_and_zero_repetitions_are_none() -> None:
    assert _of(_load(ExerciseSet(exercise="Bench Press")), "left chest") == 1
    assert _of(_load(ExerciseSet(exercise="Bench Press", reps=0)), "left chest") == 0


def test_holds_count_by_time_and_carries_by_way() -> None:
    assert _of(_load(ExerciseSet(exercise="Plank", reps=0, seconds=60)), "left belly") == pytest.approx(1.5)
    assert _of(_load(ExerciseSet(exercise="Farmer's Walk", distance_m=20)), "left forearm") == pytest.approx(0.5)


def test_seconds_beside_repetitions_are_how_long_the_set_took() -> None:
    assert _of(_load(ExerciseSet(exercise="Squat", reps=8, seconds=45)), "left quadriceps") == 1


def test_a_run_counts_by_the_minute() -> None:
    load = _load(activities=(Activity(sport="Running", duration_s=1800),))
    assert _of(load, "left calf") == pytest.approx(3)
    assert _of(load, "left shin") == pytest.approx(1.5)
    assert _of(load, "left arch") == pytest.approx(1.5)


def test_a_run_as_a_set_of_a_workout_app_counts_alike() -> None:
    as_set = _load(ExerciseSet(exercise="Running (Treadmill)", reps=0, seconds=1800))
    assert as_set.loads == _load(activities=(Activity(sport="Running", duration_s=1800),)).loads


def test_a_run_with_only_a_distance_goes_at_a_usual_speed() -> None:
    load = _load(activities=(Activity(sport="Running", distance_m=2.8 * 600),))
    assert _of(load, "left calf") == pytest.approx(1)


def test_the_length_of_a_session_is_that_of_its_only_activity() -> None:
    load = _load(activities=(Activity(sport="Running"),), duration_s=600)
    assert _of(load, "left calf") == pytest.approx(1)


def test_an_activity_without_any_amount_is_named_not_guessed() -> None:
    load = _load(activities=(Activity(sport="Running"),))
    assert load.loads == ()
    assert load.without_amount == ("Running",)


def test_core_training_for_half_an_hour_counts_by_the_minute_without_a_complaint() -> None:
    load = _load(activities=(Activity(sport="Core Training", duration_s=1800),))
    assert _of(load, "left belly") == pytest.approx(9)
    assert load.problems == ()


def test_stretching_counts_nothing() -> None:
    assert _load(ExerciseSet(exercise="Hamstring Stretch", seconds=60)) == WorkoutLoad(loads=())


def test_one_side_that_is_named_works_alone() -> None:
    load = _load(ExerciseSet(exercise="Cossack Squat - Left", reps=8), ExerciseSet(exercise="One Arm Row", reps=8))
    assert _of(load, "left quadriceps") == 1
    assert _of(load, "right quadriceps") == 0
    assert _of(load, "right lat") == 1


def test_a_part_of_a_muscle_group_works_with_it() -> None:
    squat, extension = (_load(ExerciseSet(exercise=name, reps=8)) for name in ("Squat", "Leg Extension"))
    assert _of(squat, "left vastus-medialis") == 1
    assert _of(squat, "left rectus-femoris") == 0.5
    assert _of(extension, "left rectus-femoris") == 1


def test_unknown_names_guesses_and_trainings_without_exercises_are_listed_once() -> None:
    load = _load(
        ExerciseSet(exercise="The Beast", reps=8),
        ExerciseSet(exercise="The Beast", reps=8),
        ExerciseSet(exercise="Lower Back", reps=8),
        activities=(Activity(sport="Strength Training", duration_s=3600),),
    )
    assert load.not_understood == ("The Beast",)
    assert load.guessed == ("Lower Back",)
    assert load.without_muscles == ("Strength Training",)


def test_a_session_of_ten_days_is_cut_and_said() -> None:
    load = _load(activities=(Activity(sport="Cycling", duration_s=240 * 3600),))
    assert _of(load, "left quadriceps") == pytest.approx(12 * 60 * 0.08)
    assert [str(problem) for problem in load.problems] == [
        'workout "Push" of 2026-03-01: "Cycling" lasts 240 h; 12 h of it are counted; '
        "correct it in the program it came from and import it again."
    ]


def test_ten_thousand_repetitions_are_one_set_and_said() -> None:
    load = _load(ExerciseSet(exercise="Bench Press", reps=10_000))
    assert _of(load, "left chest") == 1
    assert len(load.problems) == 1


def test_a_thousand_sets_are_cut_and_said() -> None:
    load = _load(*_bench(1000))
    assert _of(load, "left chest") == MOST_HARD_SETS
    assert load.problems


@pytest.mark.parametrize("wrong", [-5.0, math.nan, math.inf])
def test_what_is_no_number_is_taken_as_not_written(wrong: float) -> None:
    load = _load(ExerciseSet(exercise="Plank", seconds=wrong))
    assert _of(load, "left belly") == 1
    assert len(load.problems) == 1


def test_the_logarithm_of_nothing_is_nothing() -> None:
    assert log_load(0) == 0
    assert log_load(9) == pytest.approx(math.log(10))


numbers = st.none() | st.floats()


@given(
    st.lists(
        st.builds(
            ExerciseSet,
            exercise=st.sampled_from(["Squat", "Plank", "Running", "Jump Rope", "Farmer's Walk", "xyzzy", "Yoga"]),
            reps=numbers,
            seconds=numbers,
            distance_m=numbers,
            rpe=numbers,
            kind=st.sampled_from(SetKind),
        ),
        max_size=5,
    )
)
def test_whatever_stands_in_a_workout_no_load_is_negative_or_endless(sets: list[ExerciseSet]) -> None:
    for load in _load(*sets).loads:
        assert 0 < load.hard_sets <= MOST_HARD_SETS
