"""Cronometer."""

import contextlib
import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.clock import utc_now
from twitchwise.diary.model import Exposure, ExposureKind
from twitchwise.errors import InputError
from twitchwise.exchange.importers import find_importer, read_import
from twitchwise.exchange.model import ImportFile, ImportResult

DAYS = (
    "Date,Energy (kcal),Alcohol (g),Caffeine (mg),Water (g),Vitamin D (IU),Magnesium (mg),Completed",
    "2025-03-06,2100.5,0.00,190.00,1500.00,400.00,320.00,true",
    "2025-03-07,300.0,,,200.00,,20.00,false",
    "2025-03-08,1900.0,24.00,,1800.00,0.00,310.50,true",
)
SERVINGS = (
    "Day,Time,Group,Food Name,Amount,Energy (kcal),Caffeine (mg),Magnesium (mg),Category",
    '2025-03-06,08:10,Breakfast,"Coffee, black",1 cup,2.0,95.0,7.1,Beverages',
    "2025-03-06,,Lunch,Bread,100 g,250.0,,40.0,Baked",
    "2025-03-09,,Lunch,Bread,100 g,250.0,,40.0,Baked",
)


def imported(path: Path, answers: dict[str, str] | None = None) -> ImportResult:
    assert find_importer(path).id == "cronometer"
    return read_import(ImportFile(path=path, import_id="i1", answers=answers or {}))


def written(folder: Path, lines: tuple[str, ...], name: str = "dailysummary.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def amounts(result: ImportResult, kind: ExposureKind) -> dict[date, float | None]:
    found = [entry for entry in result.entries if isinstance(entry, Exposure) and entry.kind is kind]
    assert all(entry.is_day_total and entry.when.is_date_only for entry in found)
    return {entry.when.local.date(): entry.amount for entry in found}


def test_the_only_day_of_the_real_file_is_unfinished_and_asked_about(shared_data: Path) -> None:
    path = shared_data / "imports" / "cronometer_dailysummary.csv"
    with path.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["Completed"] == "false"
    result = imported(path)
    assert result.entries == ()
    assert (result.skipped[0].reason, result.skipped[0].n) == ("a day that is not marked as complete", 1)
    (question,) = result.questions
    assert question.assumed == "left-out"
    told = imported(path, {question.id: "taken"})
    day = date(2025, 3, 6)
    assert amounts(told, ExposureKind.MAGNESIUM) == {day: float(row["Magnesium (mg)"])} == {day: 190.5}
    assert amounts(told, ExposureKind.FLUIDS) == {day: 2557.8}
    assert amounts(told, ExposureKind.CAFFEINE) == {day: 0.0}
    assert amounts(told, ExposureKind.VITAMIN_D) == {day: pytest.approx(351.44 / 40, abs=0.001)}
    assert len(told.entries) == 9
    assert told.questions == ()


def test_a_blank_is_unknown_and_a_nought_is_nought(tmp_path: Path) -> None:
    result = imported(written(tmp_path, DAYS))
    assert amounts(result, ExposureKind.CAFFEINE) == {date(2025, 3, 6): 190.0}
    assert amounts(result, ExposureKind.ALCOHOL) == {date(2025, 3, 6): 0.0, date(2025, 3, 8): 24.0}
    assert amounts(result, ExposureKind.MAGNESIUM) == {date(2025, 3, 6): 320.0, date(2025, 3, 8): 310.5}
    assert amounts(result, ExposureKind.VITAMIN_D) == {date(2025, 3, 6): 10.0, date(2025, 3, 8): 0.0}
    assert [(skipped.where, skipped.n) for skipped in result.skipped] == [("line 3", 1)]
    assert "2 of 3 days are marked" in result.questions[0].why


def test_foods_add_up_to_days_with_the_keys_of_the_daily_table(tmp_path: Path) -> None:
    result = imported(written(tmp_path, SERVINGS, "servings.csv"))
    assert amounts(result, ExposureKind.MAGNESIUM) == {date(2025, 3, 6): 47.1, date(2025, 3, 9): 40.0}
    assert amounts(result, ExposureKind.CAFFEINE) == {date(2025, 3, 6): 95.0}
    daily = imported(written(tmp_path, DAYS))
    both = {entry.entry_id for entry in daily.entries} & {entry.entry_id for entry in result.entries}
    assert len(both) == 3  # calories, caffeine and magnesium of the one day they share


def test_in_a_folder_the_daily_table_goes_before_the_foods(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    written(folder, DAYS)
    written(folder, SERVINGS, "servings.csv")
    (folder / "notes.csv").write_text("Day,Group,Note\n2025-03-06,x,y\n")
    result = imported(folder)
    assert amounts(result, ExposureKind.CAFFEINE) == {date(2025, 3, 6): 190.0}
    assert amounts(result, ExposureKind.MAGNESIUM)[date(2025, 3, 9)] == 40.0
    assert {skipped.reason: skipped.n for skipped in result.skipped} == {
        "a day that is not marked as complete": 1,
        "a food of a day that the daily table speaks of": 2,
    }


def test_today_is_not_over(tmp_path: Path) -> None:
    today = utc_now().date().isoformat()
    result = imported(written(tmp_path, (*DAYS, f"{today},500.0,,,,,,true")))
    assert not any(entry.when.local.date().isoformat() == today for entry in result.entries)


def test_kilojoules_and_micrograms_are_converted(tmp_path: Path) -> None:
    lines = tuple(
        line.replace("Energy (kcal)", "Energy (kJ)").replace("Vitamin D (IU)", "Vitamin D (µg)") for line in DAYS
    )
    result = imported(written(tmp_path, lines))
    assert amounts(result, ExposureKind.CALORIES)[date(2025, 3, 6)] == pytest.approx(2100.5 / 4.184, abs=0.001)
    assert amounts(result, ExposureKind.VITAMIN_D)[date(2025, 3, 6)] == 400.0


def test_a_file_of_foods_cut_in_a_day_leaves_that_day_out(tmp_path: Path) -> None:
    path = tmp_path / "servings.csv"
    path.write_text("\n".join([*SERVINGS[:3], SERVINGS[2]])[:-30])
    result = imported(path)
    assert result.entries == ()
    assert result.skipped[-1].reason == "the file ends in the middle of this day"
    assert "ends in the middle of line 4" in str(result.problems[0])


@given(st.binary(max_size=30), st.integers(0, 300), st.booleans())
def test_a_damaged_file_never_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, cuts: bool
) -> None:
    path = tmp_path_factory.mktemp("cronometer") / "a.csv"
    good = "\n".join(DAYS).encode()
    path.write_bytes(good[:at] + noise + (b"" if cuts else good[at:]))
    with contextlib.suppress(InputError):
        read_import(ImportFile(path=path, import_id="i1"))
