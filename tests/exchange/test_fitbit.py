"""Fitbit's part of a Google Takeout; its shape is described in public, no real export of it is at hand."""

import contextlib
import json
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.diary.model import Exposure, ExposureKind, Workout
from twitchwise.errors import InputError
from twitchwise.exchange.importers import find_importer, read_import
from twitchwise.exchange.model import ImportFile, ImportResult

SLEEPS = [
    {
        "logId": 26013218219,
        "dateOfSleep": "2020-03-01",
        "startTime": "2020-02-29T23:12:30.000",
        "endTime": "2020-03-01T06:52:30.000",
        "duration": 27600000,
        "minutesAsleep": 405,
        "minutesAwake": 55,
        "timeInBed": 460,
        "mainSleep": True,
    },
    {
        "logId": 26013218220,
        "dateOfSleep": "2020-03-01",
        "startTime": "2020-03-01T14:00:00.000",
        "endTime": "2020-03-01T14:45:00.000",
        "minutesAsleep": 40,
        "mainSleep": False,
    },
    {"logId": 3, "dateOfSleep": "2020-03-02", "startTime": "2020-03-02T01:00:00.000"},
]
SCORES = (
    "sleep_log_entry_id,timestamp,overall_score,composition_score,revitalization_score,duration_score,"
    "deep_sleep_in_minutes,resting_heart_rate,restlessness\n"
    "26013218219,2020-03-01T06:52:30Z,78,20,20,38,80,55,0.08\n"
    "26013218999,2020-03-05T07:00:00Z,64,,,,,,\n"
)
EXERCISE = [
    {
        "logId": 1,
        "activityName": "Run",
        "startTime": "03/01/20 17:05:00",
        "duration": 3700000,
        "activeDuration": 3600000,
        "distance": 10.0,
        "distanceUnit": "Kilometer",
    },
    {"logId": 2, "activityName": "Weights", "startTime": "03/02/20 17:05:00", "duration": 1800000},
]


def minutes(first: datetime, n_minutes: int, steps: str = "2") -> list[dict[str, str]]:
    return [{"dateTime": f"{first + timedelta(minutes=n):%m/%d/%y %H:%M:%S}", "value": steps} for n in range(n_minutes)]


def takeout(folder: Path, files: Mapping[str, object]) -> Path:
    path = folder / "takeout.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in files.items():
            text = content if isinstance(content, str) else json.dumps(content, indent=1)
            archive.writestr(f"Takeout/Fitbit/Global Export Data/{name}", text)
    return path


def imported(path: Path, zone: str | None = "Europe/Berlin") -> ImportResult:
    assert find_importer(path).id == "fitbit"
    return read_import(ImportFile(path=path, import_id="i1", zone=zone))


def exposures(result: ImportResult, kind: ExposureKind) -> list[Exposure]:
    return [entry for entry in result.entries if isinstance(entry, Exposure) and entry.kind is kind]


def steps_of(result: ImportResult) -> dict[date, float | None]:
    return {entry.when.local.date(): entry.amount for entry in exposures(result, ExposureKind.STEPS)}


def test_nights_are_on_the_wall_clock_and_naps_are_sleep(tmp_path: Path) -> None:
    files = {"sleep-2020-02-29.json": SLEEPS, "Sleep Score/sleep_score.csv": SCORES, "heart_rate-2020-03-01.json": []}
    result = imported(takeout(tmp_path, files))
    night, nap = exposures(result, ExposureKind.SLEEP)
    assert (night.amount, nap.amount) == (6.75, round(40 / 60, 3))
    assert (night.when.local, night.when.zone) == (datetime(2020, 2, 29, 23, 12, 30), None)
    scores = exposures(result, ExposureKind.SLEEP_QUALITY)
    assert [(score.amount, score.when.local) for score in scores] == [
        (7.8, datetime(2020, 3, 1, 6, 52, 30)),
        (6.4, datetime(2020, 3, 5, 7, 0)),
    ]
    assert [(skipped.where, skipped.reason) for skipped in result.skipped] == [
        ("2020-03-02", "a sleep without times or length")
    ]
    assert result.problems == ()


def test_steps_of_utc_minutes_are_summed_per_local_day(tmp_path: Path) -> None:
    # Three whole days of UTC, one step every half minute; in Berlin they begin at 01:00 and end at 01:00.
    files = {"steps-2020-02-01.json": minutes(datetime(2020, 2, 1), 3 * 24 * 60)}
    result = imported(takeout(tmp_path, files))
    assert steps_of(result) == {date(2020, 2, 1): 2 * 23 * 60, date(2020, 2, 2): 2880, date(2020, 2, 3): 2880}
    assert "was not over" in result.skipped[0].reason
    west = imported(takeout(tmp_path, files), "America/New_York")
    assert steps_of(west) == {date(2020, 2, 1): 2880, date(2020, 2, 2): 2880}
    assert {skipped.reason for skipped in west.skipped} == {
        "the first day of steps, which begins in the middle",
        "the last day of steps, which was not over",
    }
    nowhere = imported(takeout(tmp_path, files), None)
    assert steps_of(nowhere) == {date(2020, 2, day): 2880 for day in (1, 2, 3)}
    assert len(nowhere.problems) == 1


def test_the_same_minutes_in_two_files_count_once_and_an_unworn_day_is_unknown(tmp_path: Path) -> None:
    one = minutes(datetime(2020, 2, 1), 24 * 60)
    files = {
        "steps-2020-02-01.json": one,
        "copy/steps-2020-02-01.json": one,
        "steps-2020-02-02.json": minutes(datetime(2020, 2, 2), 24 * 60, "0"),
        "steps-2020-02-03.json": minutes(datetime(2020, 2, 3), 24 * 60),
    }
    result = imported(takeout(tmp_path, files), "UTC")
    assert steps_of(result) == {date(2020, 2, 1): 2880, date(2020, 2, 3): 2880}
    assert result.skipped[0].reason == "a day without a single step: the tracker was not worn"


def test_exercise_is_utc_and_keeps_its_distance(tmp_path: Path) -> None:
    result = imported(takeout(tmp_path, {"exercise-0.json": EXERCISE}))
    run, weights = [entry for entry in result.entries if isinstance(entry, Workout)]
    assert run.when.local == datetime(2020, 3, 1, 18, 5)
    assert (run.duration_s, run.activities[0].duration_s, run.activities[0].distance_m) == (3700, 3600, 10_000)
    assert (weights.title, weights.activities[0].duration_s) == ("Weights", 1800)


def test_a_file_cut_in_the_middle_keeps_its_whole_nights(tmp_path: Path) -> None:
    text = json.dumps(SLEEPS)
    result = imported(takeout(tmp_path, {"sleep-2020-02-29.json": text[: text.rindex('"minutesAsleep"')]}))
    assert len(result.entries) == 1
    assert "breaks off" in str(result.problems[0])


@given(st.binary(max_size=30), st.integers(0, 600), st.booleans())
def test_a_damaged_file_never_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, cuts: bool
) -> None:
    path = tmp_path_factory.mktemp("fitbit") / "sleep-2020-01-01.json"
    good = json.dumps(SLEEPS).encode()
    path.write_bytes(good[:at] + noise + (b"" if cuts else good[at:]))
    with contextlib.suppress(InputError):
        read_import(ImportFile(path=path, import_id="i1"))
