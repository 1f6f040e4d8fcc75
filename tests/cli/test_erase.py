"""Erasing says what will go, asks, and leaves no trace in the files."""

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from twitchwise.cli.app import app
from twitchwise.store.diary_store import open_store

SECRET = "marzipan"


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    return tmp_path / "diary.sqlite"


@pytest.fixture
def written(run: Any, diary: Path) -> Path:
    assert run("log", "--diary", diary, "--twitches", "left calf=5", "--note", SECRET).exit_code == 0
    assert run("diary", "backup", "--diary", diary).exit_code == 0
    return diary


def _answered(answer: str, *words: object) -> Any:
    return CliRunner().invoke(app, ["diary", "erase", *map(str, words)], input=answer, prog_name="twitchwise")


def _holds(folder: Path, word: str) -> bool:
    return any(word.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_everything_goes_after_it_was_said_and_asked(written: Path, tmp_path: Path) -> None:
    result = _answered("y\n", "--everything", "--diary", written)
    assert result.exit_code == 0, result.output
    said = " ".join(result.stdout.split())
    assert "1 note" in said
    assert "1 backup" in said
    assert "recordings themselves" in said
    assert not written.exists()
    assert not _holds(tmp_path, SECRET)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("answer", ["n\n", "\n", ""])
def test_nothing_goes_when_the_person_does_not_say_yes(written: Path, tmp_path: Path, answer: str) -> None:
    result = _answered(answer, "--everything", "--diary", written)
    assert result.exit_code == 1
    assert written.exists()
    assert _holds(tmp_path, SECRET)


def test_one_import_goes_without_asking_where_that_is_wanted(run: Any, written: Path, tmp_path: Path) -> None:
    export = tmp_path.parent / f"{tmp_path.name}-export.json"
    other = tmp_path.parent / f"{tmp_path.name}-other.sqlite"
    run("log", "--diary", other, "--note", "brought")
    run("export", "--diary", other, "--archive", export)
    assert run("import", export, "--diary", written).exit_code == 0
    run("diary", "backup", "--diary", written)
    with open_store(written) as store:
        (record,) = store.imports()
    result = run("diary", "erase", "--import", record.import_id, "--yes", "--diary", written)
    assert result.exit_code == 0, result.output
    assert record.import_id in result.stdout
    assert not _holds(tmp_path, "brought")
    assert _holds(tmp_path, SECRET)
    assert "nothing was imported" in run("diary", "imports", "--diary", written).stdout.casefold()


@pytest.mark.parametrize("by", ["file", "entry", "fingerprint"])
def test_one_recording_goes_by_its_file_its_entry_or_its_fingerprint(
    run: Any, diary: Path, phone_file: Path, tmp_path: Path, by: str
) -> None:
    assert run("measure", phone_file, "--site", "left calf", "--keep", "--diary", diary).exit_code == 0
    with open_store(diary) as store:
        (entry,) = store.load().entries
    sha256 = entry.sha256  # type: ignore[attr-defined]
    name = {"file": phone_file, "entry": entry.entry_id, "fingerprint": sha256[:10]}[by]
    result = run("diary", "erase", "--recording", name, "--yes", "--diary", diary)
    assert result.exit_code == 0, result.output
    assert "1 measured recording" in result.stdout
    assert not _holds(tmp_path, sha256)
    assert phone_file.exists()


def test_what_is_not_there_is_refused_in_a_sentence(run: Any, written: Path, quiet_file: Path, tmp_path: Path) -> None:
    for name, sentence in (("walk", "no recording"), ("ab" * 8, "was not measured"), (quiet_file, "was not measured")):
        result = run("diary", "erase", "--recording", name, "--yes", "--diary", written)
        assert (result.exit_code, result.stdout) == (1, "")
        assert sentence in result.stderr
    assert run("diary", "erase", "--import", "none", "--yes", "--diary", written).exit_code == 2
    assert "no diary here yet" in run("diary", "erase", "--everything", "--diary", tmp_path / "no").stderr
    assert run("diary", "erase", "--diary", written).exit_code == 2
    assert run("diary", "erase", "--everything", "--import", "x", "--diary", written).exit_code == 2
