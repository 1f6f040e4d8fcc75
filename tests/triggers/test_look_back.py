"""The first day's answer, from one workout file and nothing else."""

from datetime import date, datetime, timedelta

from twitchwise.body import find_site
from twitchwise.diary.model import Diary, Entry, Exposure, ExposureKind, Workout
from twitchwise.diary.moment import Moment, on_date
from twitchwise.diary.workout import ExerciseSet
from twitchwise.report.look_back_words import look_back_lines, look_back_sentence
from twitchwise.triggers.look_back import look_back

TRICEPS = find_site("left triceps")
NOW = datetime(2026, 3, 30, 20, 0)
AT = Moment(local=NOW)


def _workout(days_before: float, n_sets: int, exercise: str = "Triceps Pushdown (Cable)") -> Workout:
    when = Moment(local=NOW - timedelta(days=days_before))
    sets = tuple(ExerciseSet(exercise=exercise, reps=10, weight_kg=20) for _ in range(n_sets))
    return Workout(entry_id=f"{days_before}{exercise}", when=when, title="Push", sets=sets)


def _habit() -> list[Entry]:
    """Four sets a week for eight weeks before the last three days."""
    return [_workout(7 * week + 4, 4) for week in range(8)]


def _night(days_before: int, hours: float) -> Exposure:
    day = (NOW - timedelta(days=days_before)).date()
    return Exposure(entry_id=f"s{days_before}", when=on_date(day), kind=ExposureKind.SLEEP, amount=hours)


def test_nine_sets_three_days_ago_against_four_a_week() -> None:
    look = look_back(Diary(entries=(*_habit(), _workout(2, 9))), TRICEPS, AT)
    (effort,) = look.efforts
    assert (effort.hours_ago, effort.days_ago, effort.hard_sets) == (48.0, 2, 9.0)
    assert effort.exercises == ("Triceps Pushdown (Cable)",)
    assert look.habit.per_week is not None
    assert 3.4 < look.habit.per_week < 4.6
    assert "9 hard sets 48 h ago" in look_back_sentence(look)
    assert "your usual week" in look_back_sentence(look)


def test_what_is_older_than_three_days_or_later_is_left_out() -> None:
    look = look_back(Diary(entries=(_workout(3.1, 5), _workout(-1, 5))), TRICEPS, AT)
    assert look.efforts == ()
    assert look_back(Diary(entries=(_workout(2.9, 5),)), TRICEPS, AT).efforts != ()


def test_another_muscles_work_is_not_this_ones() -> None:
    look = look_back(Diary(entries=(_workout(1, 5, "Seated Leg Curl (Machine)"),)), TRICEPS, AT)
    assert look.efforts == ()
    assert "No workout of these days used it." in look_back_lines(look)


def test_a_short_night_and_fever_stand_out_from_the_own_habit() -> None:
    nights = [_night(n, 7.0 + 0.2 * (n % 3)) for n in range(2, 40)]
    fever = Exposure(entry_id="f", when=Moment(local=NOW - timedelta(days=1)), kind=ExposureKind.FEVER, amount=38.7)
    look = look_back(Diary(entries=(*nights, _night(1, 4.0), fever)), TRICEPS, AT)
    assert [each.what for each in look.unusual] == ["a night of 4.0 h (usually 7.2 h)", "fever, 38.7 degrees"]
    assert [each.days_ago for each in look.unusual] == [1, 1]


def test_a_usual_night_is_not_named() -> None:
    nights = [_night(n, 7.0 + 0.2 * (n % 3)) for n in range(40)]
    assert look_back(Diary(entries=tuple(nights)), TRICEPS, AT).unusual == ()


def test_a_rare_tick_is_named_without_an_amount_that_nobody_knows() -> None:
    def drinks(days_before: int, amount: float | None) -> Exposure:
        when = on_date((NOW - timedelta(days=days_before)).date())
        return Exposure(entry_id=f"d{days_before}", when=when, kind=ExposureKind.ALCOHOL, amount=amount)

    sober = [drinks(n, 0.0) for n in range(2, 40)]
    look = look_back(Diary(entries=(*sober, drinks(1, None))), TRICEPS, AT)
    assert [each.what for each in look.unusual] == ["alcohol (rare with you)"]
    weekly = [drinks(n, None if n % 3 == 0 else 0.0) for n in range(2, 40)]
    assert look_back(Diary(entries=(*weekly, drinks(1, None))), TRICEPS, AT).unusual == ()


def test_a_new_medicine_is_named_in_an_older_diary_only() -> None:
    medicine = Exposure(
        entry_id="m",
        when=Moment(local=NOW - timedelta(days=2)),
        kind=ExposureKind.MEDICINE,
        name="salbutamol",
    )
    assert look_back(Diary(entries=(medicine,)), TRICEPS, AT).unusual == ()
    (found,) = look_back(Diary(entries=(*_habit(), medicine)), TRICEPS, AT).unusual
    assert found.what == "a new medicine: salbutamol"


def test_an_empty_diary_says_what_is_not_known() -> None:
    look = look_back(Diary(), TRICEPS, AT)
    assert look.not_known[0] == "training"
    assert not look.has_workouts
    lines = " ".join(look_back_lines(look))
    assert "No workout is written down" in lines
    assert "probab" not in lines


def test_an_old_workout_file_says_until_when_it_knows() -> None:
    look = look_back(Diary(entries=(_workout(100, 5),)), TRICEPS, AT)
    assert look.workouts_until == (NOW - timedelta(days=100)).date()
    assert f"the last workout in the diary is of {look.workouts_until}" in " ".join(look_back_lines(look))


def test_an_exercise_that_is_not_known_is_named() -> None:
    look = look_back(Diary(entries=(_workout(1, 3, "Zorbl Fnarg"),)), TRICEPS, AT)
    assert look.not_understood == ("Zorbl Fnarg",)


def test_a_workout_of_which_only_the_date_is_known_counts_by_days() -> None:
    dated = Workout(
        entry_id="d",
        when=on_date(date(2026, 3, 28)),
        sets=(ExerciseSet(exercise="Triceps Pushdown", reps=10),),
    )
    (effort,) = look_back(Diary(entries=(dated,)), TRICEPS, AT).efforts
    assert effort.hours_ago is None
    assert effort.days_ago == 2
