"""FIT. What the two real files hold was read with the decoder's own listing: 3142 walked and 31 run steps in the day's
closing messages; a ride of 64.524 s and 457.12 m that began at 16:10:15 UTC, 9:10:15 on the device's clock."""

import contextlib
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.fit_writing import Message, fit_bytes, stamp
from twitchwise.diary.model import Exposure, ExposureKind, Workout
from twitchwise.errors import InputError
from twitchwise.exchange.importers import find_importer, read_import
from twitchwise.exchange.model import ImportFile, ImportResult

START = datetime(2024, 5, 6, 17, 0)
ENUM, BYTE, U16, U32 = 0x00, 0x02, 0x84, 0x86
FILE_ID = Message(0, [(0, ENUM, 4), (4, U32, stamp(START))])


def activity(offset_h: float) -> Message:
    end = stamp(START + timedelta(hours=1))
    return Message(34, [(253, U32, end), (5, U32, end + round(offset_h * 3600))])


def session(start: datetime, sport: int, sub_sport: int) -> Message:
    fields = [(2, U32, stamp(start)), (5, ENUM, sport), (6, ENUM, sub_sport), (7, U32, 3_600_000)]
    return Message(18, fields)


def set_(
    minute: int, set_type: int, *, category: int = 0, subtype: int = 1, reps: int = 8, kg: float = 60.0
) -> Message:
    at = stamp(START + timedelta(minutes=minute))
    fields = [
        (254, U32, at),
        (6, U32, at),
        (0, U32, 45_000),
        (3, U16, reps),
        (4, U16, round(kg * 16)),
        (5, BYTE, set_type),
    ]
    return Message(225, [*fields, (7, U16, category), (8, U16, subtype)])


def imported(path: Path, zone: str | None = None) -> ImportResult:
    assert find_importer(path).id == "fit"
    return read_import(ImportFile(path=path, import_id="i1", zone=zone))


def written(folder: Path, *messages: Message) -> Path:
    path = folder / "a.fit"
    path.write_bytes(fit_bytes(messages))
    return path


def workouts(result: ImportResult) -> list[Workout]:
    return [entry for entry in result.entries if isinstance(entry, Workout)]


def test_the_real_ride_is_on_the_clock_of_the_device(shared_data: Path) -> None:
    result = imported(shared_data / "imports" / "fit_garmin_edge820_bike.fit")
    (workout,) = workouts(result)
    assert (workout.when.local, workout.when.zone) == (datetime(2017, 6, 12, 9, 10, 15), "-07:00")
    (ride,) = workout.activities
    assert (ride.sport, ride.duration_s, ride.distance_m, ride.ascent_m) == ("Cycling", 64.524, 457.12, None)
    assert (workout.title, workout.sets, result.skipped, result.problems) == ("Commute", (), (), ())


def test_the_real_watch_gives_the_steps_of_its_day(shared_data: Path) -> None:
    result = imported(shared_data / "imports" / "fit_monitoring.fit")
    (steps,) = result.entries
    assert isinstance(steps, Exposure)
    assert (steps.kind, steps.amount, steps.is_day_total) == (ExposureKind.STEPS, 3142 + 31, True)
    assert (steps.when.local.date(), steps.when.is_date_only, steps.when.zone) == (date(2014, 12, 27), True, "-06:00")
    again = read_import(ImportFile(path=shared_data / "imports" / "fit_monitoring.fit", import_id="i2"))
    assert [entry.entry_id for entry in again.entries] == [steps.entry_id]


def test_a_day_that_is_not_over_gives_no_steps(shared_data: Path, tmp_path: Path) -> None:
    path = tmp_path / "cut.fit"
    path.write_bytes((shared_data / "imports" / "fit_monitoring.fit").read_bytes()[:1500])
    result = imported(path)
    assert result.entries == ()
    assert "without a workout or a whole day of steps" in result.skipped[0].reason
    assert "damaged or cut off" in str(result.problems[0])


def test_a_folder_of_files_is_one_export(shared_data: Path, tmp_path: Path) -> None:
    for path in (shared_data / "imports").glob("*.fit"):
        shutil.copy(path, tmp_path)
    result = imported(tmp_path)
    assert len(result.entries) == 2


def test_strength_sets_have_names_and_weights(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        FILE_ID,
        set_(1, 1, category=0, subtype=1),
        set_(2, 0),
        set_(3, 1, category=7, subtype=0xFFFF, reps=12, kg=14.0),
        set_(4, 1, category=19, subtype=0xFFFF, reps=0, kg=0),
        set_(5, 1, category=65534),
        session(START, 10, 20),
        activity(2),
    )
    result = imported(path)
    (workout,) = workouts(result)
    assert [(s.exercise, s.reps, s.weight_kg, s.seconds) for s in workout.sets] == [
        ("Barbell Bench Press", 8, 60.0, None),
        ("Curl", 12, 14.0, None),
        ("Plank", None, None, 45.0),
    ]
    assert (workout.activities, workout.duration_s, workout.title) == ((), 3600, "Strength Training")
    assert (workout.when.local, workout.when.zone) == (datetime(2024, 5, 6, 19, 0), "+02:00")
    assert sorted(skipped.reason for skipped in result.skipped) == [
        "a rest between sets",
        "a set whose exercise the watch did not name",
    ]


def test_a_triathlon_is_three_workouts(tmp_path: Path) -> None:
    starts = [START, START + timedelta(hours=1), START + timedelta(hours=2)]
    sessions = [session(start, sport, 0) for start, sport in zip(starts, (5, 2, 1), strict=True)]
    found = workouts(imported(written(tmp_path, FILE_ID, *sessions, activity(0))))
    assert [workout.activities[0].sport for workout in found] == ["Swimming", "Cycling", "Running"]


@pytest.mark.parametrize(("zone", "hour", "named"), [("Europe/Berlin", 19, "Europe/Berlin"), (None, 17, "UTC")])
def test_without_a_local_time_the_persons_zone_is_taken_or_utc_is_said(
    tmp_path: Path, zone: str | None, hour: int, named: str
) -> None:
    result = imported(written(tmp_path, FILE_ID, session(START, 1, 0)), zone)
    (workout,) = workouts(result)
    assert (workout.when.local.hour, workout.when.zone) == (hour, named)
    assert ["no local time" in str(problem) for problem in result.problems] == ([True] if zone is None else [])


def test_a_ride_cut_off_keeps_what_was_ridden_and_its_key(shared_data: Path, tmp_path: Path) -> None:
    source = shared_data / "imports" / "fit_garmin_edge820_bike.fit"
    path = tmp_path / "cut.fit"
    path.write_bytes(source.read_bytes()[:3000])
    result = imported(path)
    assert [entry.entry_id for entry in result.entries] == [entry.entry_id for entry in imported(source).entries]
    (workout,) = workouts(result)
    assert 0 < (workout.activities[0].distance_m or 0) < 457.12
    assert "may have gone on" in str(result.problems[0])


def test_a_wrong_check_sum_is_said(tmp_path: Path) -> None:
    path = written(tmp_path, FILE_ID, session(START, 1, 0), activity(0))
    path.write_bytes(path.read_bytes()[:-2] + b"\0\1")
    result = imported(path)
    assert len(result.entries) == 1
    assert "damaged" in str(result.problems[0])


def test_a_course_has_nothing_to_import(tmp_path: Path) -> None:
    result = imported(written(tmp_path, Message(0, [(0, ENUM, 6)])))
    assert result.entries == ()
    assert result.skipped[0].reason == "a course file without a workout or a whole day of steps"


@settings(max_examples=60)
@given(st.binary(min_size=1, max_size=8), st.integers(0, 6000), st.booleans())
def test_a_damaged_file_never_ends_in_a_traceback(
    shared_data: Path, tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, cuts: bool
) -> None:
    good = (shared_data / "imports" / "fit_garmin_edge820_bike.fit").read_bytes()
    path = tmp_path_factory.mktemp("fit") / "a.fit"
    path.write_bytes(good[:at] + noise + (b"" if cuts else good[at + len(noise) :]))
    with contextlib.suppress(InputError):
        read_import(ImportFile(path=path, import_id="i1"))
