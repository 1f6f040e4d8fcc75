"""What a FHIR document carries comes back exactly; what it does not is named."""

import json
import random
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.any_entries import any_entries, diaries_of
from tests.exchange.fhir.test_bundle import rich_diary
from twitchwise.body import find_site
from twitchwise.diary.codec import kind_of
from twitchwise.diary.model import Diary, Entry, Note, TwitchesNoticed
from twitchwise.diary.moment import Moment
from twitchwise.errors import InputError
from twitchwise.exchange.fhir.bundle import CARRIED, FhirOptions, Part, document_bundle, document_text
from twitchwise.exchange.fhir.reading import FHIR
from twitchwise.exchange.importers import find_importer
from twitchwise.exchange.model import ImportFile, ImportResult

OPTIONS = FhirOptions(person=uuid.UUID(int=7), written_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC), version="0.1.0")
KINDS = [kind for kinds in CARRIED.values() for kind in kinds]
NOON = Moment(local=datetime(2026, 11, 22, 12), zone="Europe/Berlin")
A_TWITCH = TwitchesNoticed(entry_id="t", when=NOON, site=find_site("left calf"), count=3)


def _written(tmp_path: Path, diary: Diary, options: FhirOptions = OPTIONS) -> Path:
    path = tmp_path / "bundle.json"
    path.write_text(document_text(diary, options), encoding="utf-8")
    return path


def _read(path: Path) -> ImportResult:
    return FHIR.read(ImportFile(path=path, import_id="i"))


def _without_origin(entries: tuple[Entry, ...]) -> dict[str, Entry]:
    return {entry.entry_id: replace(entry, origin=None) for entry in entries}


@pytest.mark.parametrize("kind", KINDS, ids=kind_of)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_every_kind_that_is_carried_comes_back_exactly(tmp_path: Path, kind: type[Entry], data: st.DataObject) -> None:
    entry = data.draw(any_entries(kind))
    path = _written(tmp_path, Diary(entries=(entry,)))
    assert find_importer(path) is FHIR
    result = _read(path)
    assert result.skipped == ()
    assert _without_origin(result.entries) == _without_origin((entry,))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(diary=diaries_of(*KINDS).filter(lambda diary: bool(diary.entries)))
def test_a_diary_comes_back_but_for_what_is_not_carried(tmp_path: Path, diary: Diary) -> None:
    assert _without_origin(_read(_written(tmp_path, diary)).entries) == _without_origin(diary.entries)


def test_what_a_fhir_file_cannot_hold_is_said(tmp_path: Path) -> None:
    note = Note(entry_id="n", when=NOON, text="private")
    result = _read(_written(tmp_path, Diary(entries=(A_TWITCH, note))))
    assert [entry.entry_id for entry in result.entries] == ["t"]
    assert "notes" in result.problems[0].what
    assert "--archive" in result.problems[0].remedy


def test_a_part_that_was_left_out_does_not_come_back(tmp_path: Path) -> None:
    options = replace(OPTIONS, left_out=frozenset({Part.TWITCHING}))
    path = _written(tmp_path, Diary(entries=(A_TWITCH,)), options)
    assert "left calf" not in path.read_text(encoding="utf-8")


def test_a_document_cut_in_the_middle_is_refused(tmp_path: Path) -> None:
    path = _written(tmp_path, Diary(entries=(A_TWITCH,) * 1))
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(InputError, match="cut off or damaged"):
        _read(path)


def test_a_resource_that_cannot_be_read_is_named_and_the_others_come(tmp_path: Path) -> None:
    other = replace(A_TWITCH, entry_id="u")
    path = _written(tmp_path, Diary(entries=(A_TWITCH, other)))
    bundle = json.loads(path.read_text(encoding="utf-8"))
    spoilt = next(
        each["resource"]
        for each in bundle["entry"]
        if each["resource"].get("identifier") == [{"system": "urn:twitchwise:entry", "value": "u"}]
    )
    spoilt["effectiveDateTime"] = "yesterday"
    path.write_text(json.dumps(bundle), encoding="utf-8")
    result = _read(path)
    assert [entry.entry_id for entry in result.entries] == ["t"]
    assert len(result.skipped) == 1


def test_a_bundle_of_another_program_is_not_taken_for_ours(tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text('{"resourceType": "Bundle", "type": "document", "entry": []}')
    with pytest.raises(InputError, match="not an export"):
        find_importer(path)


_SPOILT: tuple[Any, ...] = (None, True, -1, 1e308, "", "\ud800", "2026-13-45", [], {}, [[]], {"a": 1}, "a\0b")


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in parts:
        yield from _paths(inner, (*path, key))


@pytest.mark.parametrize("seed", range(40))
def test_whatever_was_done_to_a_document_it_is_read_or_refused(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    bundle = document_bundle(rich_diary(), OPTIONS)
    for _ in range(3):
        *above, last = draw.choice(list(_paths(bundle)))
        holder: Any = bundle
        for key in above:
            holder = holder[key]
        holder[last] = draw.choice(_SPOILT)
    path = tmp_path / "bundle.json"
    path.write_text(json.dumps(bundle))
    with suppress(InputError):
        assert _read(path).entries
