"""The diary as files to take along: each whole or not at all, and what is refused is said in a sentence."""

import json
import resource
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import OWN_SOURCES
from twitchwise.diary.model import Diary, TwitchesNoticed
from twitchwise.diary.moment import Moment
from twitchwise.exchange.archive import read_archive
from twitchwise.exchange.fhir.bundle import Part
from twitchwise.store.diary_store import open_store

EXPORT_FORMS = ("--fhir", "--archive", "--csv")


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    return tmp_path / "diary.sqlite"


@pytest.fixture
def written(run: Any, diary: Path) -> Path:
    words = ("--twitches", "left calf=5", "--sleep", "6.5", "--coffee", "2", "--note", "=1+1")
    assert run("log", "--diary", diary, *words).exit_code == 0
    return diary


def _entries(run: Any, tmp_path: Path, exported: Path) -> dict[str, str]:
    """What comes back into an empty diary, without where it came from."""
    other = tmp_path / f"{exported.name}.sqlite"
    imported = run("import", exported, "--diary", other)
    assert imported.exit_code == 0, imported.output
    assert run("diary", "export", tmp_path / "back.json", "--diary", other).exit_code == 0
    return _plain(read_archive(tmp_path / "back.json"))


def _plain(diary: Diary) -> dict[str, str]:
    return {entry.entry_id: f"{type(entry).__name__} {entry.when}" for entry in diary.entries}


def test_all_three_forms_are_written_at_once_and_come_back(run: Any, written: Path, tmp_path: Path) -> None:
    result = run(
        "export",
        "--diary",
        written,
        "--fhir",
        tmp_path / "b.json",
        "--archive",
        tmp_path / "a.json",
        "--csv",
        tmp_path / "tables",
    )
    assert result.exit_code == 0, result.output
    assert "1 note" in result.stdout
    assert "no diagnosis" in result.stdout
    whole = _plain(read_archive(tmp_path / "a.json"))
    assert _entries(run, tmp_path, tmp_path / "a.json") == whole
    assert _entries(run, tmp_path, tmp_path / "tables") == whole
    carried = _entries(run, tmp_path, tmp_path / "b.json")
    assert {key: whole[key] for key in carried} == carried
    assert [text.split()[0] for key, text in whole.items() if key not in carried] == ["Note"]


@pytest.mark.parametrize("form", EXPORT_FORMS)
def test_bringing_an_export_back_into_its_own_diary_changes_nothing(
    run: Any, written: Path, tmp_path: Path, form: str
) -> None:
    assert run("export", "--diary", written, form, tmp_path / "out").exit_code == 0
    result = run("import", tmp_path / "out", "--diary", written, "--json")
    (imported,) = json.loads(result.stdout)["imported"]
    assert (imported["new"], imported["changed"]) == (0, 0)


def test_a_fhir_document_names_nobody_unless_asked_and_keeps_its_names(run: Any, written: Path, tmp_path: Path) -> None:
    assert run("export", "--diary", written, "--fhir", tmp_path / "a.json").exit_code == 0
    assert run("export", "--diary", written, "--fhir", tmp_path / "b.json", "--name", "שרה לוי").exit_code == 0
    first, second = (json.loads((tmp_path / name).read_text(encoding="utf-8")) for name in ("a.json", "b.json"))
    patients = [bundle["entry"][1]["resource"] for bundle in (first, second)]
    assert "name" not in patients[0]
    assert patients[1]["name"] == [{"text": "שרה לוי"}]
    assert patients[0]["id"] == patients[1]["id"]


def test_a_page_goes_along_and_a_part_stays_out(run: Any, written: Path, tmp_path: Path) -> None:
    page = tmp_path / "doctor.pdf"
    page.write_bytes(b"%PDF-1.7 page")
    words = ("--pdf", page, "--leave-out", "exposures", "--json")
    result = run("export", "--diary", written, "--fhir", tmp_path / "b.json", *words)
    assert json.loads(result.stdout)["written"][0]["left_out"] == {"exposure": 2, "note": 1}
    assert "application/pdf" in (tmp_path / "b.json").read_text(encoding="utf-8")


def _refused(result: Any, sentence: str) -> None:
    assert (result.exit_code, result.stdout) == (1, ""), result.output
    assert result.stderr.count("\n") == 1
    assert sentence in result.stderr


def test_what_cannot_be_written_is_refused_in_a_sentence(run: Any, written: Path, tmp_path: Path) -> None:
    other = tmp_path / "letters"
    other.mkdir()
    (other / "letter.txt").write_text("dear Ann")
    _refused(run("export", "--diary", written, "--csv", other), "already holds other files")
    _refused(run("export", "--diary", written, "--csv", other / "letter.txt"), "it is a file, not a folder")
    _refused(run("export", "--diary", tmp_path / "none.sqlite", "--fhir", tmp_path / "b"), "no diary here yet")
    words = ("--fhir", tmp_path / "b.json", "--pdf", other / "letter.txt")
    _refused(run("export", "--diary", written, *words), "this is no PDF")
    _refused(run("export", "--diary", written, "--archive", written), "the diary itself lies there")
    _refused(run("diary", "export", written, "--diary", written), "the diary itself lies there")
    assert [path.name for path in other.iterdir()] == ["letter.txt"]
    assert not (tmp_path / "b.json").exists()


@pytest.mark.parametrize("form", ["--fhir", "--csv"])
def test_an_empty_diary_is_said_to_be_empty(run: Any, diary: Path, tmp_path: Path, form: str) -> None:
    run("diary", "settings", "--cut-hour", 4, "--diary", diary)
    _refused(run("export", "--diary", diary, form, tmp_path / "out"), "the diary is empty")
    assert not (tmp_path / "out").exists()


def test_wrong_options_are_said(run: Any, written: Path, tmp_path: Path) -> None:
    assert run("export", "--diary", written).exit_code == 2
    assert run("export", "--diary", written, "--archive", tmp_path / "a", "--name", "Ann").exit_code == 2
    words = ("--fhir", tmp_path / "b", "--leave-out", "everything")
    assert ", ".join(Part) in " ".join(run("export", "--diary", written, *words).stderr.replace("│", " ").split())


def test_tables_are_replaced_by_later_ones(run: Any, written: Path, tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    assert run("export", "--diary", written, "--csv", tables).exit_code == 0
    assert (tables / "note.csv").exists()
    mine = tables / "mine.xlsx"
    mine.write_text("kept")
    other = tmp_path / "other.sqlite"
    run("log", "--diary", other, "--twitches", "tongue")
    assert run("export", "--diary", other, "--csv", tables).exit_code == 0
    assert not (tables / "note.csv").exists()
    assert mine.read_text() == "kept"


@pytest.mark.skipif(sys.platform == "win32", reason="does not apply here: the size of files is limited the POSIX way")
@pytest.mark.parametrize("form", EXPORT_FORMS)
def test_a_full_disk_leaves_no_half_file(run: Any, written: Path, tmp_path: Path, form: str) -> None:
    with open_store(written) as store:
        when = Moment(local=datetime(2026, 11, 20, 12))
        store.add([TwitchesNoticed(entry_id=f"t{number}", when=when, count=number) for number in range(2000)])
        store.person()  # so that the export itself only reads
    place = tmp_path / "out"
    place.mkdir()

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    done = subprocess.run(
        [sys.executable, "-m", "twitchwise", "export", "--diary", str(written), form, str(place / "export")],
        env=OWN_SOURCES,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "cannot be written" in done.stderr
    assert done.stderr.count("\n") == 1
    assert list(place.iterdir()) == []
