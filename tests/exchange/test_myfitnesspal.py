"""MyFitnessPal. The real file's numbers are counted here with the csv module alone."""

import contextlib
import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.diary.model import Exposure, ExposureKind
from twitchwise.errors import InputError
from twitchwise.exchange.importers import find_importer, read_import
from twitchwise.exchange.model import ImportFile, ImportResult

HEADER = (
    "Date,Meal,Calories,Fat (g),Saturated Fat,Sodium (mg),Potassium,Carbohydrates (g),Fiber,Vitamin A,Calcium,Iron,Note"
)
ROWS = (
    '2025-03-06,Breakfast,"1,214.5",14.9,4.8,193.5,0.0,1.4,0.0,0.0,7.2,13.9,"eggs, toast"',
    "2025-03-06,Dinner,285.0,2.0,0.0,210.0,0.0,14.0,4.0,0.0,0.0,0.0,",
    "2025-03-07,Lunch,750.0,15.0,0.0,0.0,80.0,55.0,0.0,0.0,0.0,0.0,",
)


def imported(path: Path) -> ImportResult:
    assert find_importer(path).id == "myfitnesspal"
    return read_import(ImportFile(path=path, import_id="i1"))


def amounts(result: ImportResult) -> dict[str, float | None]:
    found = [entry for entry in result.entries if isinstance(entry, Exposure)]
    assert all(entry.is_day_total for entry in found)
    return {f"{entry.kind} {entry.when.local:%m-%d}": entry.amount for entry in found}


def test_the_meals_of_the_real_file_add_up_to_one_day(shared_data: Path) -> None:
    path = shared_data / "imports" / "mfp_nutrition_summary.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    result = imported(path)
    assert amounts(result) == {
        "calories 03-06": sum(float(row["Calories"]) for row in rows),
        "sodium 03-06": sum(float(row["Sodium (mg)"]) for row in rows),
        "potassium 03-06": sum(float(row["Potassium"]) for row in rows),
    }
    assert list(amounts(result).values()) == [1249.5, 2403.5, 198.0]
    assert result.entries[0].when.local.date() == date(2025, 3, 6)
    again = read_import(ImportFile(path=path, import_id="i2"))
    assert [entry.entry_id for entry in again.entries] == [entry.entry_id for entry in result.entries]


def test_noughts_are_unknown_and_percents_are_left(tmp_path: Path) -> None:
    path = tmp_path / "Nutrition-Summary.csv"
    path.write_text("\n".join([HEADER, *ROWS]) + "\n")
    result = imported(path)
    assert amounts(result) == {
        "calories 03-06": 1499.5,
        "sodium 03-06": 403.5,
        "calories 03-07": 750.0,
        "potassium 03-07": 80.0,
    }
    kinds = {entry.kind for entry in result.entries if isinstance(entry, Exposure)}
    assert ExposureKind.CALCIUM not in kinds


def test_a_file_cut_in_a_day_leaves_that_day_out(tmp_path: Path) -> None:
    path = tmp_path / "Nutrition-Summary.csv"
    path.write_text("\n".join([HEADER, *ROWS, ROWS[2]])[:-20])
    result = imported(path)
    assert {entry.when.local.date() for entry in result.entries} == {date(2025, 3, 6)}
    assert "ends in the middle of line 5" in str(result.problems[0])


@given(st.binary(max_size=30), st.integers(0, 300), st.booleans())
def test_a_damaged_file_never_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, cuts: bool
) -> None:
    path = tmp_path_factory.mktemp("mfp") / "a.csv"
    good = "\n".join([HEADER, *ROWS]).encode()
    path.write_bytes(good[:at] + noise + (b"" if cuts else good[at:]))
    with contextlib.suppress(InputError):
        read_import(ImportFile(path=path, import_id="i1"))
