"""Oura; its shape is described in public, no real export of it is at hand."""

import contextlib
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.diary.model import Exposure, ExposureKind, Workout
from twitchwise.errors import InputError
from twitchwise.exchange.importers import find_importer, read_import
from twitchwise.exchange.model import ImportFile, ImportResult

SLEEP = (
    "id;average_breath;bedtime_end;bedtime_start;day;deep_sleep_duration;readiness;time_in_bed;total_sleep_duration;type",
    'a;14.5;2024-01-14T07:30:02-05:00;2024-01-13T23:10:02.000-05:00;2024-01-14;4000;"{""score"": 80, ""x"": 1}";30000;'
    "26100;long_sleep",
    "b;14.5;2024-01-14T15:30:00-05:00;2024-01-14T15:00:00-05:00;2024-01-14;0;;1800;1500;late_nap",
    "c;14.5;2024-01-14T20:30:00-05:00;2024-01-14T20:00:00-05:00;2024-01-14;0;;1800;600;rest",
    "d;14.5;;;2024-01-15;0;;;;long_sleep",
)
SCORES = ("id;contributors;day;score;timestamp", 'a;"{""deep"": 9}";2024-01-14;83;2024-01-14T00:00:00Z')
READINESS = ("id;contributors;day;score;timestamp", 'a;"{""hrv"": 9}";2024-01-14;31;2024-01-14T00:00:00Z')
STEPS = (
    "active_calories;day;id;steps",
    "300;2024-01-13;a;8000",
    "310;2024-01-14;b;9100",
    "0;2024-01-12;c;0",
    "12;2024-01-15;d;150",
)
WORKOUTS = (
    "activity;day;distance;end_datetime;id;intensity;label;source;start_datetime",
    "strength_training;2024-01-13;;2024-01-13T18:45:00-05:00;a;moderate;;manual;2024-01-13T18:00:00-05:00",
)
TAGS = (
    "comment;custom_name;end_time;id;start_time;tag_type_code",
    "one glass;;;t1;2024-01-13T21:00:00-05:00;tag_generic_alcohol",
    ";Espresso;;t2;2024-01-13T09:00:00-05:00;custom",
    ";;;t3;2024-01-13T09:00:00-05:00;tag_generic_meditation",
)
TRENDS = (
    "date,Sleep Score,Total Sleep Duration,Bedtime Start,Bedtime End,Activity Score,Steps",
    "2019-05-01,77,25200,2019-04-30T23:00:00+02:00,2019-05-01T06:30:00+02:00,80,7000",
    "2019-05-02,None,,,,81,7500",
)


def export(folder: Path) -> Path:
    data = folder / "export" / "App Data"
    data.mkdir(parents=True)
    tables = {
        "sleepmodel.csv": SLEEP,
        "dailysleep.csv": SCORES,
        "dailyreadiness.csv": READINESS,
        "dailyactivity.csv": STEPS,
        "workout.csv": WORKOUTS,
        "enhancedtag.csv": TAGS,
    }
    for name, lines in tables.items():
        (data / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    for n in range(20):
        (data / f"other{n}.csv").write_text("x;y\n1;2\n")
    return folder / "export"


def imported(path: Path) -> ImportResult:
    assert find_importer(path).id == "oura"
    return read_import(ImportFile(path=path, import_id="i1"))


def exposures(result: ImportResult, kind: ExposureKind) -> list[Exposure]:
    return [entry for entry in result.entries if isinstance(entry, Exposure) and entry.kind is kind]


def test_nights_and_naps_are_taken_and_rests_are_not(tmp_path: Path) -> None:
    result = imported(export(tmp_path))
    night, nap = exposures(result, ExposureKind.SLEEP)
    assert (night.amount, nap.amount) == (7.25, round(1500 / 3600, 3))
    assert (night.when.local, night.when.zone) == (datetime(2024, 1, 13, 23, 10, 2), "-05:00")
    assert night.until is not None
    assert night.until.local == datetime(2024, 1, 14, 7, 30, 2)
    reasons = {skipped.reason: skipped.n for skipped in result.skipped}
    assert reasons["a rest, not a sleep"] == 1
    assert reasons["a sleep without times or length"] == 1


def test_the_score_is_that_of_the_sleep_and_not_of_readiness(tmp_path: Path) -> None:
    (quality,) = exposures(imported(export(tmp_path)), ExposureKind.SLEEP_QUALITY)
    assert (quality.amount, quality.when.local.date()) == (8.3, date(2024, 1, 14))


def test_steps_of_whole_days_workouts_and_tags(tmp_path: Path) -> None:
    result = imported(export(tmp_path))
    steps = {entry.when.local.day: entry.amount for entry in exposures(result, ExposureKind.STEPS)}
    assert steps == {13: 8000, 14: 9100}
    (workout,) = [entry for entry in result.entries if isinstance(entry, Workout)]
    assert (workout.activities[0].sport, workout.duration_s) == ("strength training", 2700)
    (alcohol,) = exposures(result, ExposureKind.ALCOHOL)
    assert (alcohol.amount, alcohol.note, alcohol.when.local.hour) == (None, "one glass", 21)
    (caffeine,) = exposures(result, ExposureKind.CAFFEINE)
    assert caffeine.note == "Espresso"


def test_the_older_table_of_trends_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "oura_trends.csv"
    path.write_text("\n".join(TRENDS) + "\n")
    result = imported(path)
    assert [sleep.amount for sleep in exposures(result, ExposureKind.SLEEP)] == [7.0]
    assert [quality.amount for quality in exposures(result, ExposureKind.SLEEP_QUALITY)] == [7.7]
    assert [steps.amount for steps in exposures(result, ExposureKind.STEPS)] == [7000]


@given(st.binary(max_size=30), st.integers(0, 600), st.booleans())
def test_a_damaged_file_never_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, cuts: bool
) -> None:
    path = tmp_path_factory.mktemp("oura") / "sleep.csv"
    good = "\n".join(SLEEP).encode()
    path.write_bytes(good[:at] + noise + (b"" if cuts else good[at:]))
    with contextlib.suppress(InputError):
        read_import(ImportFile(path=path, import_id="i1"))
