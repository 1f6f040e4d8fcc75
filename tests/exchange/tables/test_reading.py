"""The tables of a diary come back exactly, and what was changed in them is told."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.any_entries import DIARIES, any_entries
from twitchwise.diary.codec import kind_of
from twitchwise.diary.model import ENTRY_TYPES, Diary, Entry, Note
from twitchwise.diary.moment import Moment
from twitchwise.errors import InputError
from twitchwise.exchange.archive import imported
from twitchwise.exchange.importers import find_importer
from twitchwise.exchange.model import ImportFile, ImportResult
from twitchwise.exchange.tables.reading import TABLES
from twitchwise.exchange.tables.writing import diary_tables

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
NOON = Moment(local=datetime(2026, 11, 22, 12))


def _written(folder: Path, diary: Diary) -> Path:
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for file in diary_tables(diary, NOW):
        (folder / file.name).write_bytes(file.text.encode())
    return folder


def _read(path: Path) -> ImportResult:
    return TABLES.read(ImportFile(path=path, import_id="i"))


def _by_name(entries: tuple[Entry, ...]) -> dict[str, Entry]:
    return {entry.entry_id: imported(entry, "i") for entry in entries}


@pytest.mark.parametrize("kind", ENTRY_TYPES, ids=kind_of)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_every_kind_of_entry_comes_back_exactly(tmp_path: Path, kind: type[Entry], data: st.DataObject) -> None:
    entry = data.draw(any_entries(kind))
    folder = _written(tmp_path / "tables", Diary(entries=(entry,)))
    assert find_importer(folder) is TABLES
    result = _read(folder)
    assert result.skipped == ()
    assert _by_name(result.entries) == _by_name((entry,))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(DIARIES)
def test_a_whole_diary_comes_back(tmp_path: Path, diary: Diary) -> None:
    result = _read(_written(tmp_path / "tables", diary))
    assert _by_name(result.entries) == _by_name(diary.entries)


def test_the_second_of_two_equal_hours_comes_back() -> None:
    twice = Moment(local=datetime(2026, 10, 25, 2, 30, fold=1), zone="Europe/Berlin")
    (file,) = (
        f for f in diary_tables(Diary(entries=(Note(entry_id="n", when=twice, text="x"),)), NOW) if f.name == "note.csv"
    )
    assert "true" in file.text


def test_a_zip_of_the_folder_is_read_too(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for file in diary_tables(Diary(entries=(Note(entry_id="n", when=NOON, text="x"),)), NOW):
            archive.writestr(f"mine/{file.name}", file.text)
    path = tmp_path / "tables.zip"
    path.write_bytes(packed.getvalue())
    assert find_importer(path) is TABLES
    assert [entry.entry_id for entry in _read(path).entries] == ["n"]


def _two_notes(tmp_path: Path) -> Path:
    notes = [Note(entry_id=name, when=NOON, text=name) for name in "ab"]
    return _written(tmp_path / "tables", Diary(entries=tuple(notes)))


def test_a_row_that_was_spoilt_is_named_and_the_others_come(tmp_path: Path) -> None:
    folder = _two_notes(tmp_path)
    table = folder / "note.csv"
    table.write_bytes(table.read_bytes().replace(b"2026-11-22,12:00:00", b"22.11.2026,12:00:00", 1))
    result = _read(folder)
    assert [entry.entry_id for entry in result.entries] == ["b"]
    assert "note.csv, line 2" in result.skipped[0].where


@pytest.mark.parametrize("spoil", ["missing", "no column", "bytes"])
def test_a_damaged_folder_is_refused(tmp_path: Path, spoil: str) -> None:
    folder = _two_notes(tmp_path)
    table = folder / "note.csv"
    if spoil == "missing":
        table.unlink()
    elif spoil == "no column":
        table.write_bytes(table.read_bytes().replace(b"text", b"words", 1))
    else:
        table.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match=r"missing|damaged"):
        _read(folder)


def test_what_came_from_another_program_keeps_its_key(tmp_path: Path) -> None:
    entry = imported(Note(entry_id="n", when=NOON, text="x"), "first")
    result = _read(_written(tmp_path / "tables", Diary(entries=(replace(entry),))))
    assert result.entries[0].origin is not None
    assert result.entries[0].origin.import_id == "i"
