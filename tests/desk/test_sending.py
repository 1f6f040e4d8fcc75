import io
import json
import tempfile
import zipfile
from pathlib import Path

import pytest

from twitchwise.desk.demo_diary import write_demo_diary
from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.exporting import FhirChoice
from twitchwise.desk.sending import archive_to_send, fhir_to_send, tables_to_send
from twitchwise.errors import InputError


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    file = tmp_path / "diary.sqlite"
    write_demo_diary(file)
    return file


def test_nothing_that_is_handed_over_passes_through_a_folder(
    diary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "there is no such folder"))
    before = set(tmp_path.iterdir())
    assert json.loads(archive_to_send(diary))["entries"]
    document = fhir_to_send(diary, FhirChoice(name="Ada Example"), pages=(b"%PDF-1.7 a page",))
    assert b"Ada Example" in document
    assert b"DocumentReference" in document
    with zipfile.ZipFile(io.BytesIO(tables_to_send(diary))) as packed:
        assert "csv-metadata.json" in packed.namelist()
        assert packed.testzip() is None
    assert {path.name for path in set(tmp_path.iterdir()) - before} <= {"diary.sqlite-wal", "diary.sqlite-shm"}


def test_an_empty_diary_is_said_to_be_one(tmp_path: Path) -> None:
    with open_diary(tmp_path / "diary.sqlite"):
        pass
    with pytest.raises(InputError, match="empty"):
        fhir_to_send(tmp_path / "diary.sqlite", FhirChoice())
    with pytest.raises(InputError, match="empty"):
        tables_to_send(tmp_path / "diary.sqlite")
