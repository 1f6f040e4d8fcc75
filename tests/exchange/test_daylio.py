"""Daylio. The real file's numbers are counted here with the csv module alone."""

import contextlib
import csv
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.diary.model import Exposure, ExposureKind, Note
from twitchwise.errors import InputError
from twitchwise.exchange.importers import find_importer, read_import
from twitchwise.exchange.model import ImportFile, ImportResult

HEADER = "full_date,date,weekday,time,mood,activities,note_title,note"
ROWS = (
    '2024-03-02,2 March,Saturday,00:30,good,"alcohol | friends","Party","late, ""loud"""',
    '2024-03-01,1 March,Friday,22:00,rad,"coffee | coffee | good sleep","",""',
    '2024-03-01,1 March,Friday,22:00,Wobbly,"","",""',
)


def imported(path: Path, answers: dict[str, str] | None = None) -> ImportResult:
    assert find_importer(path).id == "daylio"
    return read_import(ImportFile(path=path, import_id="i1", answers=answers or {}))


def written(folder: Path, *lines: str) -> Path:
    path = folder / "daylio_export.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def exposures(result: ImportResult, kind: ExposureKind) -> list[Exposure]:
    return [entry for entry in result.entries if isinstance(entry, Exposure) and entry.kind is kind]


def test_the_real_file_gives_moods_exposures_and_the_rest_as_notes(shared_data: Path) -> None:
    path = shared_data / "imports" / "daylio_12h.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["mood"].strip() for row in rows] == ["sad", "average", "average"]
    ticks = [tick.strip() for row in rows for tick in row["activities"].split("|")]
    result = imported(path)
    moods = exposures(result, ExposureKind.MOOD)
    assert [(mood.amount, mood.when.local) for mood in moods] == [
        (2.5, datetime(2021, 9, 28, 22, 0)),
        (5.0, datetime(2021, 9, 27, 23, 0)),
        (5.0, datetime(2021, 9, 26, 23, 0)),
    ]
    assert [sleep.amount for sleep in exposures(result, ExposureKind.SLEEP_QUALITY)] == [2.0] * ticks.count("bad sleep")
    assert len(exposures(result, ExposureKind.ALCOHOL)) == ticks.count("alcohol") == 1
    others = [other.name for other in exposures(result, ExposureKind.OTHER)]
    assert sorted(others) == ["stress", "tiredness", "tiredness"]
    notes = [entry.text for entry in result.entries if isinstance(entry, Note)]
    assert notes[0] == "clean, music, movies / tv, sleep early, stomachache"
    # Every tick is somewhere: three "bad sleep", one "alcohol", two "tired", one "stressed", the others in the notes.
    assert sum(len(note.split(", ")) for note in notes) + 3 + 1 + 2 + 1 == len(ticks)
    assert [(question.id, question.assumed) for question in result.questions] == [
        ("daylio-mood-sad", "2.5"),
        ("daylio-mood-average", "5"),
    ]
    again = read_import(ImportFile(path=path, import_id="i2"))
    assert [entry.entry_id for entry in again.entries] == [entry.entry_id for entry in result.entries]


def test_own_words_for_moods_are_asked_and_left_out_meanwhile(tmp_path: Path) -> None:
    path = written(tmp_path, HEADER, *ROWS)
    result = imported(path)
    assert [mood.amount for mood in exposures(result, ExposureKind.MOOD)] == [7.5, 10.0]
    (question,) = result.questions
    assert (question.id, question.assumed) == ("daylio-mood-wobbly", None)
    assert 'the mood "Wobbly"' in result.skipped[-1].reason
    told = imported(path, {question.id: "2.5"})
    assert [mood.amount for mood in exposures(told, ExposureKind.MOOD)] == [7.5, 10.0, 2.5]
    assert {entry.entry_id for entry in result.entries} < {entry.entry_id for entry in told.entries}


def test_ticks_happened_without_an_amount_and_notes_are_kept(tmp_path: Path) -> None:
    result = imported(written(tmp_path, HEADER, *ROWS))
    assert [alcohol.amount for alcohol in exposures(result, ExposureKind.ALCOHOL)] == [None]
    assert [coffee.amount for coffee in exposures(result, ExposureKind.CAFFEINE)] == [None, None]
    (note,) = [entry for entry in result.entries if isinstance(entry, Note)]
    assert note.text == 'Party\nlate, "loud"\nfriends'


@pytest.mark.parametrize("time", ["10:00 PM", "10:00\u202fpm", "22:00", "22:00:00", "下午10:00"])
def test_clocks_of_12_and_24_hours_are_read_alike(tmp_path: Path, time: str) -> None:
    result = imported(written(tmp_path, HEADER, ROWS[1].replace("22:00", time)))
    assert result.entries[0].when.local == datetime(2024, 3, 1, 22, 0)
    assert result.entries[0].when.zone is None


def test_a_newer_file_with_scales_is_read_too(tmp_path: Path) -> None:
    header = HEADER.replace("activities", "activities,scales")
    result = imported(written(tmp_path, header, ROWS[0].replace(',"Party"', ',"Sleep: 7","Party"')))
    (note,) = [entry for entry in result.entries if isinstance(entry, Note)]
    assert note.text.startswith("Party")


@given(st.binary(max_size=30), st.integers(0, 300), st.booleans())
def test_a_damaged_file_never_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, cuts: bool
) -> None:
    path = tmp_path_factory.mktemp("daylio") / "a.csv"
    good = "\n".join([HEADER, *ROWS]).encode()
    path.write_bytes(good[:at] + noise + (b"" if cuts else good[at:]))
    with contextlib.suppress(InputError):
        read_import(ImportFile(path=path, import_id="i1"))
