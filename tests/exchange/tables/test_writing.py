"""The tables say what they hold, and a spreadsheet sees dates, numbers and words, never a formula."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.exchange.any_entries import DIARIES
from twitchwise.body import find_site
from twitchwise.diary.model import Answer, DayAnswer, Diary, Exposure, ExposureKind, Note, TwitchesNoticed, Workout
from twitchwise.diary.moment import Moment
from twitchwise.diary.workout import ExerciseSet
from twitchwise.exchange.tables.dictionary import described_columns, describes_file
from twitchwise.exchange.tables.shapes import table_shapes
from twitchwise.exchange.tables.writing import METADATA, diary_tables

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
EVENING = Moment(local=datetime(2026, 11, 20, 21, 30), zone="Europe/Berlin")
CALF = find_site("left calf")
FORMULA = re.compile("^[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def _files(diary: Diary) -> dict[str, str]:
    return {file.name: file.text for file in diary_tables(diary, NOW)}


def _table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_every_column_there_can_be_has_its_words() -> None:
    for shape in table_shapes():
        for column in described_columns(shape):
            assert column.meaning.endswith(".")
        names = [column.name for column in described_columns(shape)]
        assert len(set(names)) == len(names)
    assert describes_file("days")


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(DIARIES)
def test_every_table_has_the_columns_that_its_dictionary_says(diary: Diary) -> None:
    files = _files(diary)
    metadata: dict[str, Any] = json.loads(files[METADATA])
    stated = {
        table["url"]: [column["name"] for column in table["tableSchema"]["columns"]] for table in metadata["tables"]
    }
    assert set(stated) == set(files) - {METADATA, "columns.csv", "about.txt"}
    for name, columns in stated.items():
        reader = csv.reader(io.StringIO(files[name].removeprefix("\ufeff"), newline=""))
        rows = list(reader)
        assert rows[0] == columns
        assert {len(row) for row in rows} == {len(columns)}


def _fits(cell: str, datatype: str) -> bool:
    match datatype:
        case "integer":
            return re.fullmatch(r"-?\d+", cell) is not None
        case "double":
            return re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", cell) is not None
        case "boolean":
            return cell in {"true", "false"}
        case "date":
            return date.fromisoformat(cell).isoformat() == cell
        case "time":
            return re.fullmatch(r"\d\d:\d\d:\d\d(\.\d{6})?", cell) is not None and time.fromisoformat(cell) is not None
    return datatype in {"string", "token"}


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(DIARIES)
def test_every_cell_is_of_the_type_of_its_column_and_no_text_is_a_formula(diary: Diary) -> None:
    files = _files(diary)
    for table in json.loads(files[METADATA])["tables"]:
        types = {column["name"]: column["datatype"] for column in table["tableSchema"]["columns"]}
        for row in _table(files[table["url"]]):
            for name, cell in row.items():
                assert cell == "" or _fits(cell, types[name]), (table["url"], name, cell)
                if types[name] in {"string", "token"}:
                    assert not FORMULA.match(cell)


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+49 170", "-", "@me", "\t=1", "'quoted'", "\uff1d1"])
def test_a_note_that_looks_like_a_formula_is_made_text(text: str) -> None:
    files = _files(Diary(entries=(Note(entry_id="n", when=EVENING, text=text),)))
    assert _table(files["note.csv"])[0]["text"] == f"'{text}"


def test_an_amount_has_its_unit_beside_it() -> None:
    entry = Exposure(entry_id="e", when=EVENING, kind=ExposureKind.CAFFEINE, amount=95.0)
    (row,) = _table(_files(Diary(entries=(entry,)))["exposure.csv"])
    assert (row["kind"], row["amount"], row["unit"]) == ("caffeine", "95.0", "mg")
    assert (row["date"], row["time"], row["zone"], row["day"]) == (
        "2026-11-20",
        "21:30:00",
        "Europe/Berlin",
        "2026-11-20",
    )


def test_a_list_has_a_table_of_its_own_in_its_order() -> None:
    sets = (
        ExerciseSet(exercise="Squat", reps=5, weight_kg=60.0),
        ExerciseSet(exercise="Squat", reps=4, weight_kg=62.5),
    )
    files = _files(Diary(entries=(Workout(entry_id="w", when=EVENING, title="Legs", sets=sets),)))
    rows = _table(files["workout-sets.csv"])
    assert [(row["entry_id"], row["position"], row["weight_kg"]) for row in rows] == [
        ("w", "1", "60.0"),
        ("w", "2", "62.5"),
    ]
    assert "workout-activities.csv" not in files


def test_the_table_of_days_keeps_twitching_none_and_not_asked_apart() -> None:
    entries = (
        DayAnswer(entry_id="a", when=EVENING, day=date(2026, 11, 20), answer=Answer.NOTICED, sites=(CALF,)),
        TwitchesNoticed(entry_id="t", when=EVENING, site=CALF, count=4),
        DayAnswer(
            entry_id="b", when=EVENING, day=date(2026, 11, 20) + timedelta(days=2), answer=Answer.NOTHING_NOTICED
        ),
    )
    rows = _table(_files(Diary(entries=entries))["days.csv"])
    assert [(row["day"], row["site"], row["twitching"], row["count"]) for row in rows] == [
        ("2026-11-20", "left-gastrocnemius", "twitching", "4"),
        ("2026-11-22", "left-gastrocnemius", "none", "0"),
        ("2026-11-22", "", "none", "0"),
    ]


def test_a_spreadsheet_knows_the_files_as_utf_8() -> None:
    files = _files(Diary(entries=(Note(entry_id="n", when=EVENING, text="שלום, grüß"),)))
    assert files["note.csv"].startswith("\ufeffentry_id,")
    assert "שלום, grüß" in files["note.csv"]
    assert files["note.csv"].endswith("\r\n")


def test_whoever_opens_the_folder_reads_what_it_is_and_when_a_doctor_should_look() -> None:
    about = _files(Diary(entries=(Note(entry_id="n", when=EVENING, text="x"),)))["about.txt"]
    assert "no diagnosis" in about
    assert "Call emergency help now:\n- " in about


def test_a_night_counts_for_the_day_on_which_it_ended() -> None:
    start = Moment(local=datetime(2026, 11, 19, 23))
    entry = Exposure(entry_id="e", when=start, until=Moment(local=datetime(2026, 11, 20, 7)), kind=ExposureKind.SLEEP)
    assert _table(_files(Diary(entries=(entry,)))["exposure.csv"])[0]["day"] == "2026-11-20"
