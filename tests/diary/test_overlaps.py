"""A run in two files is one run."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from twitchwise.diary.model import Exposure, ExposureKind, Origin, Workout
from twitchwise.diary.moment import Moment, on_date
from twitchwise.diary.overlaps import distinct_nights, distinct_workouts
from twitchwise.diary.workout import Activity, ExerciseSet


def _workout(program: str, hour: int, minutes: float | None = 60, **more: object) -> Workout:
    return Workout(
        entry_id=f"{program}{hour}",
        when=Moment(local=datetime(2026, 3, 1, hour)),
        duration_s=None if minutes is None else 60 * minutes,
        origin=Origin(program=program, source_key=str(hour), import_id="i"),
        **more,  # type: ignore[arg-type]
    )


RUN = (Activity(sport="Running", duration_s=3000.0),)


def test_of_two_tellings_the_one_with_sets_stays() -> None:
    watch = _workout("Garmin", 18, 70, activities=(Activity(sport="Strength Training"),))
    app = _workout("Strong", 18, 60, sets=(ExerciseSet(exercise="Squat", reps=5),))
    assert distinct_workouts([watch, app]) == (app,)


def test_workouts_one_after_the_other_are_both_kept() -> None:
    first, second = _workout("Strava", 8, activities=RUN), _workout("Garmin", 9, activities=RUN)
    assert distinct_workouts([second, first]) == (first, second)


def test_one_program_knows_its_own() -> None:
    pair = [_workout("Strava", 8, 120, activities=RUN), _workout("Strava", 9, activities=RUN)]
    assert len(distinct_workouts(pair)) == 2


def test_a_session_never_stopped_does_not_swallow_the_next() -> None:
    forgotten = _workout("Strong", 1, 240 * 60, sets=(ExerciseSet(exercise="Squat", reps=5),))
    run = _workout("Garmin", 18, activities=RUN)
    assert distinct_workouts([forgotten, run]) == (forgotten, run)


def test_a_workout_of_which_only_the_date_is_known_meets_its_twin() -> None:
    dated = Workout(
        entry_id="d",
        when=on_date(datetime(2026, 3, 1).date()),
        origin=Origin(program="CSV", source_key="d", import_id="i"),
        activities=(Activity(sport="Running"),),
    )
    run = _workout("Garmin", 18, activities=RUN)
    assert distinct_workouts([dated, run]) == (run,)


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.integers(0, 80), st.integers(-2, 60)), max_size=25))
def test_nights_are_told_apart_as_when_each_is_compared_with_each(told: list[tuple[str, int, int]]) -> None:
    nights = [
        Exposure(
            entry_id=f"{number}",
            when=Moment(local=datetime(2026, 3, 1) + timedelta(hours=begin)),
            kind=ExposureKind.SLEEP,
            until=Moment(local=datetime(2026, 3, 1) + timedelta(hours=begin + hours)),
            origin=Origin(program=program, source_key=f"{number}", import_id="i"),
        )
        for number, (program, begin, hours) in enumerate(told)
    ]

    def program(night: Exposure) -> str:
        return "" if night.origin is None else night.origin.program

    def ends(night: Exposure) -> tuple[datetime, datetime]:
        return night.when.local, night.when.local if night.until is None else night.until.local

    def are_one(one: Exposure, other: Exposure) -> bool:
        (begin, end), (other_begin, other_end) = ends(one), ends(other)
        shared = min(end, other_end) - max(begin, other_begin)
        return timedelta(0) < shared >= 0.5 * min(end - begin, other_end - other_begin)

    kept: list[Exposure] = []
    for night in sorted(nights, key=lambda each: ends(each)[1] - ends(each)[0], reverse=True):
        if not any(program(night) != program(other) and are_one(night, other) for other in kept):
            kept.append(night)
    assert set(distinct_nights(nights)) == set(kept)
