"""Bearable; its shape is described in public, no real export of it is at hand."""

import contextlib
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.diary.model import Entry, Exposure, ExposureKind, Note, TwitchesNoticed
from twitchwise.errors import InputError
from twitchwise.exchange.importers import find_importer, read_import
from twitchwise.exchange.model import ImportFile, ImportResult

HEADER = "date,weekday,time of day,category,rating/amount,detail,notes"
ROWS = (
    '"22nd Sep 2020","Tuesday","pre","Sleep","7.5","",""',
    '"22nd Sep 2020","Tuesday","pre","Sleep quality","4","",""',
    '"22nd Sep 2020","Tuesday","am","Mood","8","","a hard morning"',
    '"22nd Sep 2020","Tuesday","pm","Mood","3","",""',
    '"22nd Sep 2020","Tuesday","am","Energy","2","","a hard morning"',
    '"22nd Sep 2020","Tuesday","pm","Symptom","2","Muscle twitching left calf (Moderate)",""',
    '"22nd Sep 2020","Tuesday","pm","Symptom","1","Headache (Mild)",""',
    '"22nd Sep 2020","Tuesday","10:30 pm","Symptom","3","Twitching (Severe)",""',
    '"23rd Sep 2020","Wednesday","all day","Factors","","Coffee (2) | Alcohol - 3 | Nice weather",""',
    '"23rd Sep 2020","Wednesday","am","Meds/Supplements","2","Ibuprofen (400 mg)",""',
    '"23rd Sep 2020","Wednesday","am","Meds/Supplements","","Magnesium | Salbutamol",""',
    '"23rd Sep 2020","Wednesday","all day","Health measurements","5400","Step count (steps)",""',
    '"23rd Sep 2020","Wednesday","all day","Weather","","Sunny",""',
    '"23rd Sep 2020","Wednesday","am","Symptom","2","Flu (Moderate)",""',
)


def imported(folder: Path, *rows: str, header: str = HEADER) -> ImportResult:
    path = folder / "bearable-export.csv"
    path.write_text("\n".join([header, *(rows or ROWS)]) + "\n", encoding="utf-8")
    assert find_importer(path).id == "bearable"
    return read_import(ImportFile(path=path, import_id="i1"))


def exposures(result: ImportResult, kind: ExposureKind) -> list[Exposure]:
    return [entry for entry in result.entries if isinstance(entry, Exposure) and entry.kind is kind]


def of(result: ImportResult, kind: type[Entry]) -> list[Entry]:
    return [entry for entry in result.entries if isinstance(entry, kind)]


def test_twitching_is_noticed_at_its_place_with_its_strength(tmp_path: Path) -> None:
    calf, somewhere = of(imported(tmp_path), TwitchesNoticed)
    assert isinstance(calf, TwitchesNoticed)
    assert isinstance(somewhere, TwitchesNoticed)
    assert calf.site is not None
    assert (calf.site.id, calf.strength, calf.count) == ("left-gastrocnemius", 5, None)
    assert (calf.when.local.date(), calf.when.is_date_only) == (date(2020, 9, 22), True)
    assert (somewhere.site, somewhere.strength) == (None, 8)
    assert (somewhere.when.local, somewhere.when.is_date_only) == (datetime(2020, 9, 22, 22, 30), False)


def test_ratings_are_put_on_the_scale_that_the_file_shows(tmp_path: Path) -> None:
    result = imported(tmp_path)
    assert [mood.amount for mood in exposures(result, ExposureKind.MOOD)] == [8.0, 3.0]  # one is above five: 1 to 10
    assert [energy.amount for energy in exposures(result, ExposureKind.ENERGY)] == [2.5]  # 2 of 1 to 5
    assert [quality.amount for quality in exposures(result, ExposureKind.SLEEP_QUALITY)] == [7.5]
    assert [sleep.amount for sleep in exposures(result, ExposureKind.SLEEP)] == [7.5]


def test_factors_medicines_and_steps_become_exposures(tmp_path: Path) -> None:
    result = imported(tmp_path)
    assert [coffee.note for coffee in exposures(result, ExposureKind.CAFFEINE)] == ["Coffee (2)"]
    assert [alcohol.amount for alcohol in exposures(result, ExposureKind.ALCOHOL)] == [None]
    medicines = [(each.name, each.amount) for each in exposures(result, ExposureKind.MEDICINE)]
    assert medicines == [("ibuprofen", 2.0), ("salbutamol", None)]
    assert [each.name for each in exposures(result, ExposureKind.SUPPLEMENT)] == ["magnesium"]
    (steps,) = exposures(result, ExposureKind.STEPS)
    assert (steps.amount, steps.is_day_total) == (5400, True)
    assert [illness.amount for illness in exposures(result, ExposureKind.ILLNESS)] == [5.0]


def test_a_note_beside_several_rows_is_one_note_and_the_rest_is_counted(tmp_path: Path) -> None:
    result = imported(tmp_path)
    assert [entry.text for entry in of(result, Note) if isinstance(entry, Note)] == ["a hard morning"]
    assert {skipped.reason: skipped.n for skipped in result.skipped} == {
        "a symptom other than twitching and illness": 1,
        "a factor that has no known bearing on twitching": 1,
        'the category "Weather"': 1,
    }


@pytest.mark.parametrize(("amount", "hours"), [("07:30", 7.5), ("7h 30m", 7.5), ("450", 7.5), ("", None), ("0", None)])
def test_sleep_is_written_in_several_ways(tmp_path: Path, amount: str, hours: float | None) -> None:
    result = imported(tmp_path, ROWS[0].replace('"7.5"', f'"{amount}"'))
    assert [sleep.amount for sleep in exposures(result, ExposureKind.SLEEP)] == ([] if hours is None else [hours])


def test_the_formatted_date_of_newer_files_goes_first_and_gives_the_same_keys(tmp_path: Path) -> None:
    newer = tuple(f'"2020-09-{row[1:3]}",{row}' for row in ROWS)
    result = imported(tmp_path, *newer, header="date formatted," + HEADER)
    assert [entry.entry_id for entry in result.entries] == [entry.entry_id for entry in imported(tmp_path).entries]


@given(st.binary(max_size=30), st.integers(0, 900), st.booleans())
def test_a_damaged_file_never_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, cuts: bool
) -> None:
    path = tmp_path_factory.mktemp("bearable") / "a.csv"
    good = "\n".join([HEADER, *ROWS]).encode()
    path.write_bytes(good[:at] + noise + (b"" if cuts else good[at:]))
    with contextlib.suppress(InputError):
        read_import(ImportFile(path=path, import_id="i1"))
