"""Fitbod; its shape is described in public, no real export of it is at hand."""

import contextlib
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.diary.model import Workout
from twitchwise.diary.workout import SetKind
from twitchwise.errors import InputError
from twitchwise.exchange.importers import find_importer, read_import
from twitchwise.exchange.model import ImportFile, ImportResult

HEADER = "Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier"
ROWS = (
    "2021-01-17 22:14:35 +0000,Back Squat,10, 20.41168,0.0,0.0,0.0,0.0,true,,1.0",
    "2021-01-17 22:14:35 +0000,Back Squat, 8, 61.23504,0.0,0.0,0.0,0.0,false,slow,1.0",
    "2021-01-17 22:14:35 +0000,Dumbbell Lunge,12,10.0,0.0,0.0,0.0,0.0,false,,4.0",
    "2021-01-17 22:14:35 +0000,Single Arm Dumbbell Row,12,10.0,0.0,0.0,0.0,0.0,false,,2.0",
    "2021-01-17 22:14:35 +0000,Dumbbell Bench Press,12,10.0,0.0,0.0,0.0,0.0,false,,2.0",
    "2021-01-19 07:00:00 +0000,Running,0,0.0,1800.0,5000.0,0.0,0.0,false,,0.0",
    "2021-01-19 07:00:00 +0000,Plank,0,0.0,0.0,0.0,0.0,0.0,false,,1.0",
)


def imported(
    folder: Path, lines: tuple[str, ...] = (HEADER, *ROWS), zone: str | None = "Europe/Berlin"
) -> ImportResult:
    path = folder / "WorkoutExport.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert find_importer(path).id == "fitbod"
    return read_import(ImportFile(path=path, import_id="i1", zone=zone))


def workouts(result: ImportResult) -> list[Workout]:
    return [entry for entry in result.entries if isinstance(entry, Workout)]


def test_rows_of_one_time_are_one_workout_on_the_persons_clock(tmp_path: Path) -> None:
    result = imported(tmp_path)
    legs, run = workouts(result)
    assert legs.when.local == datetime(2021, 1, 17, 23, 14, 35)
    assert [set_.kind for set_ in legs.sets[:2]] == [SetKind.WARM_UP, SetKind.NORMAL]
    assert [set_.weight_kg for set_ in legs.sets[:2]] == [20.41168, 61.23504]
    assert [set_.n_sides for set_ in legs.sets] == [1, 1, 2, 2, 1]
    assert legs.note == "Back Squat: slow"
    assert (run.sets[0].seconds, run.sets[0].distance_m, run.sets[0].reps) == (1800, 5000, None)
    assert [(skipped.where, skipped.n) for skipped in result.skipped] == [("line 8", 1)]


def test_an_evening_session_keeps_its_key_whatever_zone_is_told(tmp_path: Path) -> None:
    # 22:14 UTC is the next morning in Tokyo.
    here, far, nowhere = (imported(tmp_path, zone=zone) for zone in ("Europe/Berlin", "Asia/Tokyo", None))
    assert far.entries[0].when.local == datetime(2021, 1, 18, 7, 14, 35)
    ids = [[entry.entry_id for entry in result.entries] for result in (here, far, nowhere)]
    assert ids[0] == ids[1] == ids[2]
    assert (nowhere.entries[0].when.zone, len(nowhere.problems)) == ("UTC", 1)


def test_pounds_stand_in_the_name_of_the_column(tmp_path: Path) -> None:
    lines = (HEADER.replace("Weight(kg)", "Weight(lbs)"), ROWS[0].replace(" 20.41168", "45"))
    assert workouts(imported(tmp_path, lines))[0].sets[0].weight_kg == pytest.approx(20.41165665)


def test_sets_with_times_of_their_own_are_one_session(tmp_path: Path) -> None:
    lines = (
        HEADER,
        ROWS[1],
        ROWS[1].replace("22:14:35", "22:20:00"),
        ROWS[1].replace("01-17 22:14:35", "01-18 06:00:00"),
    )
    first, second = workouts(imported(tmp_path, lines))
    assert (len(first.sets), len(second.sets)) == (2, 1)
    assert first.when.local == datetime(2021, 1, 17, 23, 14, 35)


def test_a_time_without_an_offset_is_the_clock_on_the_wall(tmp_path: Path) -> None:
    lines = (HEADER, ROWS[0].replace(" +0000", ""))
    result = imported(tmp_path, lines)
    assert (result.entries[0].when.local, result.entries[0].when.zone) == (datetime(2021, 1, 17, 22, 14, 35), None)
    assert result.problems == ()


def test_a_file_cut_in_a_workout_leaves_that_workout_out(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\n".join([HEADER, *ROWS])[:-20])
    result = read_import(ImportFile(path=path, import_id="i1", zone="UTC"))
    assert len(result.entries) == 1
    assert "ends in the middle" in str(result.problems[0])


@given(st.binary(max_size=30), st.integers(0, 700), st.booleans())
def test_a_damaged_file_never_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, cuts: bool
) -> None:
    path = tmp_path_factory.mktemp("fitbod") / "a.csv"
    good = "\n".join([HEADER, *ROWS]).encode()
    path.write_bytes(good[:at] + noise + (b"" if cuts else good[at:]))
    with contextlib.suppress(InputError):
        read_import(ImportFile(path=path, import_id="i1"))
