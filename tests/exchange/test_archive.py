"""The archive comes back exactly, and brings nothing twice."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.any_entries import DIARIES, any_entries
from twitchwise.diary.codec import entry_from_json, entry_to_json, kind_of
from twitchwise.diary.model import ENTRY_TYPES, Diary, Entry, Note
from twitchwise.diary.moment import Moment
from twitchwise.errors import InputError
from twitchwise.exchange.archive import ARCHIVE, archive_text, is_archive, read_archive
from twitchwise.exchange.model import ImportFile

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(DIARIES)
def test_a_diary_comes_back_exactly(tmp_path: Path, diary: Diary) -> None:
    path = tmp_path / "diary.json"
    path.write_text("".join(archive_text(diary, NOW)), encoding="utf-8")
    assert is_archive(path)
    assert read_archive(path) == diary
    again = tmp_path / "again.json"
    again.write_text("".join(archive_text(read_archive(path), NOW)), encoding="utf-8")
    assert again.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("kind", ENTRY_TYPES, ids=kind_of)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_kind_of_entry_comes_back_exactly(kind: type[Entry], data: st.DataObject) -> None:
    entry = data.draw(any_entries(kind))
    assert entry_from_json(entry_to_json(entry)) == entry


def _archive(tmp_path: Path) -> Path:
    entries = tuple(Note(entry_id=name, when=Moment(local=datetime(2026, 1, 1)), text=name) for name in "ab")
    path = tmp_path / "diary.json"
    path.write_text("".join(archive_text(Diary(entries=entries), NOW)), encoding="utf-8")
    return path


def test_importing_an_archive_keeps_the_names_of_its_entries(tmp_path: Path) -> None:
    result = ARCHIVE.read(ImportFile(path=_archive(tmp_path), import_id="i"))
    assert [entry.entry_id for entry in result.entries] == ["a", "b"]
    assert {entry.origin.import_id for entry in result.entries if entry.origin is not None} == {"i"}


def test_an_entry_that_cannot_be_read_is_named_and_the_others_come(tmp_path: Path) -> None:
    path = _archive(tmp_path)
    path.write_text(path.read_text().replace('"entry":"note","entry_id":"b"', '"entry":"dream","entry_id":"b"'))
    result = ARCHIVE.read(ImportFile(path=path, import_id="i"))
    assert [entry.entry_id for entry in result.entries] == ["a"]
    assert [skipped.where for skipped in result.skipped] == ["entry 2"]
    with pytest.raises(InputError, match="entry 2"):
        read_archive(path)


def test_an_archive_cut_in_the_middle_is_refused(tmp_path: Path) -> None:
    path = _archive(tmp_path)
    path.write_bytes(path.read_bytes()[:-30])
    assert is_archive(path)
    with pytest.raises(InputError, match="cut off or damaged"):
        read_archive(path)


def test_an_archive_of_a_later_version_is_refused(tmp_path: Path) -> None:
    path = _archive(tmp_path)
    plain = json.loads(path.read_text())
    path.write_text(json.dumps({**plain, "version": 2}))
    with pytest.raises(InputError, match="later version"):
        read_archive(path)


def test_other_json_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"format": "other"}')
    assert not is_archive(path)
    assert not is_archive(tmp_path)
    assert not is_archive(tmp_path / "missing.json")


@pytest.mark.parametrize("rule", ['{"cut_hour": 4, "zone": "Mars/Base"}', '{"cut_hour": 1e400, "zone": null}', "[]"])
def test_an_archive_with_a_broken_rule_is_refused(tmp_path: Path, rule: str) -> None:
    path = _archive(tmp_path)
    path.write_text(re.sub(r'"rule": \{[^}]*\}', f'"rule": {rule}', path.read_text()))
    with pytest.raises(InputError, match="cut off or damaged"):
        read_archive(path)


def test_half_a_character_is_no_text(tmp_path: Path) -> None:
    path = _archive(tmp_path)
    path.write_text(path.read_text().replace('"text":"b"', '"text":"\\ud800"'))
    result = ARCHIVE.read(ImportFile(path=path, import_id="i"))
    assert [entry.entry_id for entry in result.entries] == ["a"]
