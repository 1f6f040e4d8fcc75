"""Health Connect. No export lies in public, so the tests write databases of its shape."""

import contextlib
import sqlite3
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twitchwise.diary.model import Exposure, ExposureKind, Workout
from twitchwise.errors import InputError
from twitchwise.exchange.health_connect_words import segment_name, sport_name
from twitchwise.exchange.importers import find_importer, read_import
from twitchwise.exchange.model import ImportFile, ImportResult

INTERVAL = (
    "row_id INTEGER PRIMARY KEY AUTOINCREMENT, uuid BLOB UNIQUE, last_modified_time INTEGER, app_info_id INTEGER, "
    "start_time INTEGER, start_zone_offset INTEGER, end_time INTEGER, end_zone_offset INTEGER, local_date INTEGER"
)
SCHEMA = f"""
PRAGMA synchronous = OFF;
PRAGMA user_version = 21;
BEGIN;
CREATE TABLE application_info_table (row_id INTEGER PRIMARY KEY, package_name TEXT, app_name TEXT);
CREATE TABLE sleep_session_record_table ({INTERVAL}, title TEXT, notes TEXT);
CREATE TABLE sleep_stages_table (parent_key INTEGER, stage_start_time INTEGER, stage_end_time INTEGER,
    stage_type INTEGER);
CREATE TABLE exercise_session_record_table ({INTERVAL}, exercise_type INTEGER, title TEXT, notes TEXT);
CREATE TABLE exercise_segments_table (parent_key INTEGER, segment_start_time INTEGER, segment_end_time INTEGER,
    segment_type INTEGER, repetitions_count INTEGER, weight_grams REAL);
CREATE TABLE distance_record_table ({INTERVAL}, distance REAL);
CREATE TABLE steps_record_table ({INTERVAL}, count INTEGER);
CREATE TABLE hydration_record_table ({INTERVAL}, volume REAL);
CREATE TABLE nutrition_record_table ({INTERVAL}, caffeine REAL, magnesium REAL, vitamin_d REAL, energy REAL);
CREATE TABLE body_temperature_record_table (row_id INTEGER PRIMARY KEY, uuid BLOB, app_info_id INTEGER, time INTEGER,
    zone_offset INTEGER, temperature REAL);
INSERT INTO application_info_table VALUES (1, 'com.watch', 'Watch'), (2, 'com.phone', 'Phone');
COMMIT;
"""
OFFSET_S = 7200
UNSET = 5e-324


def ms(day: int, hour: float) -> int:
    """Milliseconds of a local hour (two hours before UTC) of a day of June 2024."""
    return round((datetime(2024, 6, day, tzinfo=UTC).timestamp() + hour * 3600 - OFFSET_S) * 1000)


class Database:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = sqlite3.connect(path)
        self._connection.executescript(SCHEMA)
        self._n = 0

    def add(self, table: str, start: int, end: int, app: int = 1, **values: object) -> int:
        self._n += 1
        row = {
            "uuid": self._n.to_bytes(16, "big"),
            "app_info_id": app,
            "start_time": start,
            "start_zone_offset": OFFSET_S,
            "end_time": end,
            "end_zone_offset": OFFSET_S,
            **values,
        }
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        return (
            self._connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values())).lastrowid
            or 0
        )

    def child(self, table: str, *values: object) -> None:
        self._connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)

    def imported(self, zone: str | None = None) -> ImportResult:
        self._connection.commit()
        self._connection.close()
        assert find_importer(self.path).id == "health-connect"
        return read_import(ImportFile(path=self.path, import_id="i1", zone=zone))


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path / "health_connect_export.db")


def exposures(result: ImportResult, kind: ExposureKind) -> list[Exposure]:
    return [entry for entry in result.entries if isinstance(entry, Exposure) and entry.kind is kind]


def workouts(result: ImportResult) -> list[Workout]:
    return [entry for entry in result.entries if isinstance(entry, Workout)]


def test_a_night_is_the_sum_of_its_stages_asleep(database: Database) -> None:
    night = database.add("sleep_session_record_table", ms(1, 23), ms(2, 7))
    for start, end, stage in ((23.0, 24.0, 4), (24.0, 25.5, 5), (25.5, 26.0, 1), (26.0, 30.5, 6), (30.5, 31.0, 7)):
        database.child("sleep_stages_table", night, ms(1, start), ms(1, end), stage)
    (sleep,) = exposures(database.imported(), ExposureKind.SLEEP)
    assert sleep.amount == pytest.approx(1 + 1.5 + 4.5)
    assert sleep.until is not None
    assert (sleep.when.local, sleep.until.local) == (datetime(2024, 6, 1, 23), datetime(2024, 6, 2, 6, 30))
    assert sleep.when.zone == "+02:00"


def test_one_app_counts_for_a_night(database: Database) -> None:
    database.add("sleep_session_record_table", ms(1, 22), ms(2, 8), app=2)
    night = database.add("sleep_session_record_table", ms(1, 23), ms(2, 7))
    database.child("sleep_stages_table", night, ms(1, 23), ms(2, 6), 5)
    (sleep,) = exposures(database.imported(), ExposureKind.SLEEP)
    assert sleep.amount == 7.0


def test_a_session_has_its_sport_distance_and_words(database: Database) -> None:
    database.add("exercise_session_record_table", ms(1, 8), ms(1, 9), exercise_type=33, title="Easy", notes="warm")
    for start in (8.0, 8.5):
        database.add("distance_record_table", ms(1, start), ms(1, start + 0.5), distance=2500.0)
        database.add("distance_record_table", ms(1, start), ms(1, start + 0.5), app=2, distance=2600.0)
    database.add("distance_record_table", ms(1, 12), ms(1, 13), distance=900.0)
    (run,) = workouts(database.imported())
    (activity,) = run.activities
    assert (activity.sport, activity.distance_m, activity.duration_s) == ("Running", 5000.0, 3600.0)
    assert (run.title, run.note, run.when.local) == ("Easy", "warm", datetime(2024, 6, 1, 8))


def test_segments_with_repetitions_are_sets(database: Database) -> None:
    session = database.add("exercise_session_record_table", ms(1, 18), ms(1, 19), exercise_type=45)
    database.child("exercise_segments_table", session, ms(1, 18.2), ms(1, 18.3), 66, 0, None)
    database.child("exercise_segments_table", session, ms(1, 18.3), ms(1, 18.4), 55, 5, UNSET)
    database.child("exercise_segments_table", session, ms(1, 18.1), ms(1, 18.2), 29, 8, 60_000.0)
    (workout,) = workouts(database.imported())
    assert [(s.exercise, s.reps, s.weight_kg) for s in workout.sets] == [("Bench Press", 8, 60.0), ("Squat", 5, None)]
    assert (workout.title, workout.activities) == ("Strength Training", ())


def test_the_same_workout_of_two_apps_is_one(database: Database) -> None:
    database.add("exercise_session_record_table", ms(1, 8), ms(1, 9), exercise_type=33)
    database.add("exercise_session_record_table", ms(1, 8), ms(1, 9), app=2, exercise_type=33)
    result = database.imported()
    assert len(workouts(result)) == 1
    assert [skipped.reason for skipped in result.skipped] == ["the same workout was logged by another app"]


def test_steps_are_those_of_one_app_a_day(database: Database) -> None:
    for app, count in ((1, 3000), (1, 2000), (2, 4000)):
        database.add("steps_record_table", ms(1, 10), ms(1, 11), app=app, count=count)
    database.add("steps_record_table", ms(2, 10), ms(2, 11), count=10, last_modified_time=ms(2, 11))
    result = database.imported()
    assert [(entry.amount, entry.is_day_total) for entry in exposures(result, ExposureKind.STEPS)] == [(5000, True)]
    assert [skipped.reason for skipped in result.skipped] == ["steps of the day of the export, which was not over"]


def test_a_meal_gives_what_it_states_in_the_units_of_the_diary(database: Database) -> None:
    database.add(
        "nutrition_record_table", ms(1, 8), ms(1, 8), caffeine=0.095, magnesium=None, vitamin_d=2.5e-5, energy=500_000.0
    )
    database.add("nutrition_record_table", ms(1, 9), ms(1, 9), caffeine=UNSET, magnesium=0.0)
    result = database.imported()
    assert {entry.kind: entry.amount for entry in result.entries if isinstance(entry, Exposure)} == {
        ExposureKind.CAFFEINE: pytest.approx(95.0),
        ExposureKind.VITAMIN_D: pytest.approx(25.0),
        ExposureKind.CALORIES: pytest.approx(500.0),
    }
    assert len(result.entries) == 3


@pytest.mark.parametrize("volumes", [(0.25, 0.5), (250.0, 500.0)])
def test_drinks_are_litres_unless_nobody_could_drink_them(database: Database, volumes: tuple[float, ...]) -> None:
    for hour, volume in enumerate(volumes):
        database.add("hydration_record_table", ms(1, 8 + hour), ms(1, 8 + hour), volume=volume)
    assert [entry.amount for entry in exposures(database.imported(), ExposureKind.FLUIDS)] == [250.0, 500.0]


def test_a_fever_is_kept_and_a_normal_temperature_is_not(database: Database) -> None:
    for row, celsius in enumerate((36.6, 39.0)):
        database.child("body_temperature_record_table", row, bytes([row]), 1, ms(1, 8), OFFSET_S, celsius)
    assert [entry.amount for entry in exposures(database.imported(), ExposureKind.FEVER)] == [39.0]


def test_without_an_offset_the_persons_zone_is_taken(database: Database) -> None:
    database.add("hydration_record_table", ms(1, 8), ms(1, 8), volume=0.3, start_zone_offset=None)
    (entry,) = exposures(database.imported("Europe/Berlin"), ExposureKind.FLUIDS)
    assert (entry.when.local, entry.when.zone) == (datetime(2024, 6, 1, 8), "Europe/Berlin")


def test_rows_without_sense_are_counted(database: Database) -> None:
    database.add("hydration_record_table", ms(1, 8), ms(1, 7), volume=0.3)
    database.add("hydration_record_table", 4_800_000_000_000, 4_800_000_000_000, volume=0.3)
    database.add("hydration_record_table", ms(1, 8), ms(1, 8), volume=0.3, uuid="x", start_zone_offset="odd")
    result = database.imported()
    assert [(skipped.reason, skipped.n) for skipped in result.skipped] == [("its times make no sense", 2)]
    assert len(result.entries) == 1


def test_a_zip_is_read_without_leaving_anything_and_twice_gives_the_same_keys(
    database: Database, tmp_path: Path
) -> None:
    database.add("hydration_record_table", ms(1, 8), ms(1, 8), volume=0.3)
    plain = database.imported()
    path = tmp_path / "Health Connect.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(database.path, "health_connect_export.db")
    zipped = read_import(ImportFile(path=path, import_id="i2"))
    assert [entry.entry_id for entry in zipped.entries] == [entry.entry_id for entry in plain.entries]
    assert {entry.name for entry in tmp_path.iterdir()} == {"Health Connect.zip", "health_connect_export.db"}


def test_another_database_is_not_taken_for_it(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE things (a)")
        connection.commit()
    with pytest.raises(InputError, match="not an export that is known"):
        find_importer(path)


def test_numbers_stand_for_the_words_of_android() -> None:
    sports = {33: "Running", 45: "Strength Training", 53: "Walking", 57: "Yoga", 58: "Other Workout", 60: "Elliptical"}
    assert {number: sport_name(number) for number in sports} == sports
    exercises = {1: "Barbell Shoulder Press", 26: "Arm Curl", 42: "Lat Pulldown", 52: "Shoulder Press", 55: "Squat"}
    assert {number: segment_name(number) for number in exercises} == exercises


@settings(max_examples=40)
@given(st.binary(min_size=1, max_size=30), st.integers(16, 60_000), st.booleans())
def test_a_damaged_file_never_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, cuts: bool
) -> None:
    database = Database(tmp_path_factory.mktemp("hc") / "health_connect_export.db")
    night = database.add("sleep_session_record_table", ms(1, 23), ms(2, 7))
    database.child("sleep_stages_table", night, ms(1, 23), ms(2, 6), 5)
    database.add("steps_record_table", ms(1, 10), ms(1, 11), count=3000)
    database.imported()
    good = database.path.read_bytes()
    database.path.write_bytes(good[:at] + noise + (b"" if cuts else good[at + len(noise) :]))
    with contextlib.suppress(InputError):
        read_import(ImportFile(path=database.path, import_id="i1"))
