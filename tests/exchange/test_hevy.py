"""Hevy. The real file's numbers are counted here with the csv module alone."""

import contextlib
import csv
from collections import Counter
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

HEADER = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index",'
    '"set_type","weight_kg","reps","distance_km","duration_seconds","rpe"'
)
ROWS = (
    '"Legs 🦵, hard","30 Jun 2025, 19:56","30 Jun 2025, 20:58","tired","Squat (Barbell)",,"knee",0,"warmup",40,10,,,',
    '"Legs 🦵, hard","30 Jun 2025, 19:56","30 Jun 2025, 20:58","tired","Squat (Barbell)",,"knee",1,"normal",80,5,,,9.5',
    '"Legs 🦵, hard","30 Jun 2025, 19:56","30 Jun 2025, 20:58","tired","Pull Up",,"",0,"dropset",,8,,,',
    '"Legs 🦵, hard","30 Jun 2025, 19:56","30 Jun 2025, 20:58","tired","Pull Up",,"",1,"failure",,3,,,',
    '"Run","1 Jul 2025, 23:50","2 Jul 2025, 00:20","","Running",,"",0,"normal",,,5,1800,',
    '"Run","1 Jul 2025, 23:50","2 Jul 2025, 00:20","","Running",,"",1,"normal",,,,,',
)


def imported(folder: Path, header: str = HEADER, rows: tuple[str, ...] = ROWS) -> ImportResult:
    path = folder / "workouts.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    assert find_importer(path).id == "hevy"
    return read_import(ImportFile(path=path, import_id="i1"))


def workouts(result: ImportResult) -> list[Workout]:
    return [entry for entry in result.entries if isinstance(entry, Workout)]


def test_the_real_export_is_imported_whole(shared_data: Path) -> None:
    path = shared_data / "imports" / "hevy_kg.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    result = read_import(ImportFile(path=path, import_id="i1"))
    found = workouts(result)
    sets = [set_ for workout in found for set_ in workout.sets]
    assert len(found) == len({row["start_time"] for row in rows}) == 17
    assert len(sets) == len(rows) == 330
    assert sum(set_.reps or 0 for set_ in sets) == sum(int(row["reps"]) for row in rows)
    assert sum(set_.weight_kg or 0 for set_ in sets) == sum(float(row["weight_kg"] or 0) for row in rows)
    assert sum(set_.weight_kg is None for set_ in sets) == 4
    assert Counter(set_.exercise for set_ in sets) == Counter(row["exercise_title"] for row in rows)
    assert found[0].when.local == datetime(2025, 6, 30, 19, 56)
    assert found[0].duration_s == 62 * 60
    assert (result.skipped, result.questions, result.problems) == ((), (), ())
    again = read_import(ImportFile(path=path, import_id="i2"))
    assert [entry.entry_id for entry in again.entries] == [entry.entry_id for entry in result.entries]


def test_rows_become_sets_and_a_blank_weight_is_unknown(tmp_path: Path) -> None:
    result = imported(tmp_path)
    legs, run = workouts(result)
    assert [set_.kind for set_ in legs.sets] == [SetKind.WARM_UP, SetKind.NORMAL, SetKind.DROP, SetKind.FAILURE]
    assert [set_.weight_kg for set_ in legs.sets] == [40, 80, None, None]
    assert (legs.title, legs.note) == ("Legs 🦵, hard", "tired\nSquat (Barbell): knee")
    assert legs.sets[1].rpe == 9.5
    assert (run.sets[0].distance_m, run.sets[0].seconds, run.duration_s) == (5000, 1800, 1800)
    assert [(skipped.where, skipped.n) for skipped in result.skipped] == [("line 7", 1)]


def test_pounds_and_miles_stand_in_the_names_of_the_columns(tmp_path: Path) -> None:
    header = HEADER.replace("weight_kg", "weight_lbs").replace("distance_km", "distance_miles")
    legs, run = workouts(imported(tmp_path, header))
    assert legs.sets[1].weight_kg == pytest.approx(36.2873896)
    assert run.sets[0].distance_m == pytest.approx(8046.72)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("30 juin 2025, 19:56", "30 juin 2025, 20:58"),
        ("30 de jun. de 2025, 19:56", "30 de jun. de 2025, 20:58"),
        ("Jun 30, 2025, 7:56 PM", "Jun 30, 2025, 8:58 PM"),
        ("2025-06-30 19:56:00", "2025-06-30 20:58:00"),
    ],
)
def test_months_of_other_languages_are_read(tmp_path: Path, start: str, end: str) -> None:
    rows = tuple(row.replace("30 Jun 2025, 19:56", start).replace("30 Jun 2025, 20:58", end) for row in ROWS)
    assert workouts(imported(tmp_path, rows=rows)) == workouts(imported(tmp_path))


def test_a_file_cut_in_a_workout_leaves_that_workout_out(tmp_path: Path) -> None:
    path = tmp_path / "workouts.csv"
    path.write_text("\n".join([HEADER, *ROWS])[:-30], encoding="utf-8")
    result = read_import(ImportFile(path=path, import_id="i1"))
    assert [workout.title for workout in workouts(result)] == ["Legs 🦵, hard"]
    assert "ends in the middle of line 7" in str(result.problems[0])


@given(st.binary(max_size=40), st.integers(0, 900), st.booleans())
def test_a_damaged_file_never_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, cuts: bool
) -> None:
    path = tmp_path_factory.mktemp("hevy") / "hevy.csv"
    good = "\n".join([HEADER, *ROWS]).encode()
    path.write_bytes(good[:at] + noise + (b"" if cuts else good[at:]))
    with contextlib.suppress(InputError):
        read_import(ImportFile(path=path, import_id="i1"))
