import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from twitchwise.clock import utc_now
from twitchwise.diary.moment import DayRule
from twitchwise.exchange.archive import read_archive

NOBODY = 65534


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    return tmp_path / "diary.sqlite"


@pytest.fixture
def strong(shared_data: Path) -> Path:
    return shared_data / "imports" / "strong_comma_kg_de.csv"


@pytest.fixture
def may_not_write(tmp_path: Path) -> Iterator[Path]:
    """A folder that this process may read but not write, whoever it runs as."""
    folder = Path(mkdtemp())
    yield folder
    if os.geteuid() != os.getuid():
        os.seteuid(os.getuid())
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _refused(result: Any, sentence: str) -> None:
    assert (result.exit_code, result.stdout) == (1, ""), result.output
    assert isinstance(result.exception, SystemExit)
    assert result.stderr.startswith("twitchwise: ")
    assert result.stderr.count("\n") == 1
    assert sentence in result.stderr


def test_a_place_noticed_right_after_reading_is_kept_so(run: Any, diary: Path, tmp_path: Path) -> None:
    assert run("log", "--twitches", "left calf", "--just-read", "--diary", diary).exit_code == 0
    assert run("log", "--twitches", "tongue", "--not-just-read", "--diary", diary).exit_code == 0
    assert run("log", "--twitches", "lips", "--diary", diary).exit_code == 0
    shown = " ".join(run("diary", "show", "--diary", diary).stdout.split())
    assert "left calf (gastrocnemius), after reading about it" in shown
    assert shown.count("after reading") == 1
    archive = tmp_path / "diary.json"
    assert run("diary", "export", archive, "--diary", diary).exit_code == 0
    noticed = [each for each in json.loads(archive.read_text())["entries"] if each["entry"] == "twitches-noticed"]
    assert [each.get("had_just_read") for each in noticed] == [True, False, None]


def test_reading_without_a_place_is_refused(run: Any, diary: Path) -> None:
    told = run("log", "--just-read", "--diary", diary)
    assert told.exit_code == 2
    assert "say what twitched" in told.stderr
    assert not diary.exists()


def test_a_day_is_written_and_shown_as_it_was_said(run: Any, diary: Path) -> None:
    words = (
        "--twitches",
        "left calf=5",
        "--sleep",
        "6.5",
        "--coffee",
        "2",
        "--alcohol",
        "1",
        "--fever",
        "38.5",
        "--ill",
    )
    assert run("log", *words, "--medicine", "Aspirin", "--note", "long day", "--diary", diary).exit_code == 0
    shown = run("diary", "show", "--diary", diary).stdout
    for line in ("left calf (gastrocnemius): 5", "sleep 6.5 h", "caffeine 180 mg", "alcohol 10 g", "fever 38.5 degC"):
        assert line in shown
    assert "medicine aspirin" in shown
    assert "long day" in shown


def test_worry_is_written_and_says_nothing_of_days_that_count(run: Any, diary: Path) -> None:
    words = ("--worry", "6", "--searching", "20", "--checking", "3", "--felt-weak", "4")
    done = run("log", *words, "--diary", diary)
    assert done.exit_code == 0, done.output
    assert "not asked" not in done.stdout
    shown = " ".join(run("diary", "show", "--diary", diary).stdout.split())
    for line in ("worry 6 of 10", "searching 20 min", "checking 3 times", "felt weakness 4 of 10"):
        assert line in shown


def test_quiet_days_and_days_not_asked_are_told_apart(run: Any, diary: Path) -> None:
    today = DayRule().today(utc_now())
    run("log", "--nothing", "--day", today - timedelta(days=1), "--diary", diary)
    run("log", "--coffee", "1", "--day", today - timedelta(days=2), "--diary", diary)
    shown = run("diary", "show", "--diary", diary).stdout
    assert f"{today - timedelta(days=1)}, nothing noticed" in shown
    assert f"{today - timedelta(days=2)}, not asked" in shown


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--nothing", "--day", "2999-01-01"), "this day has not come yet"),
        (("--nothing", "--day", "1850-01-01"), "this day is too long ago"),
        (("--nothing", "--twitches", "tongue"), "exclude each other"),
    ],
)
def test_a_day_that_cannot_be_is_one_sentence_and_nothing_is_written(
    run: Any, diary: Path, words: tuple[str, ...], sentence: str
) -> None:
    _refused(run("log", *words, "--diary", diary), sentence)
    assert "The diary is empty" in run("diary", "show", "--diary", diary).stdout


@pytest.mark.parametrize(
    "words",
    [
        ("--twitches", "left elbow=3"),
        ("--twitches", "left calf=many"),
        ("--twitches", "left calf=2.7"),
        ("--twitches", "left calf=-1"),
        ("--day", "31.12.2025", "--nothing"),
        ("--sleep", "25"),
        ("--stress", "11"),
        ("--other", "sauna=hot"),
        (),
    ],
)
def test_a_wrong_flag_is_a_wrong_use_and_nothing_is_written(run: Any, diary: Path, words: tuple[str, ...]) -> None:
    assert run("log", *words, "--diary", diary).exit_code == 2
    assert "The diary is empty" in run("diary", "show", "--diary", diary).stdout


def test_importing_twice_brings_nothing_new_and_undoing_takes_it_back(run: Any, diary: Path, strong: Path) -> None:
    (first,) = json.loads(run("import", strong, "--diary", diary, "--json").stdout)["imported"]
    (again,) = json.loads(run("import", strong, "--diary", diary, "--json").stdout)["imported"]
    assert (first["program"], first["new"] > 0, first["already_there"]) == ("Strong", True, 0)
    assert (again["new"], again["already_there"], again["import_id"]) == (0, first["new"], None)
    assert first["import_id"] in run("diary", "imports", "--diary", diary).stdout
    assert f"{first['new']} entr" in run("diary", "undo", first["import_id"], "--diary", diary).stdout
    assert "0 entries" in run("diary", "check", "--diary", diary).stdout
    assert run("diary", "undo", first["import_id"], "--diary", diary).exit_code == 2


def test_a_file_that_cannot_be_imported_does_not_stop_the_others(run: Any, diary: Path, strong: Path) -> None:
    result = run("import", strong.with_name("none.csv"), strong, "--diary", diary, "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [Path(each["path"]).name for each in told["refused"]] == ["none.csv"]
    assert [each["program"] for each in told["imported"]] == ["Strong"]


def test_an_archive_takes_the_whole_diary_to_another_place(run: Any, diary: Path, tmp_path: Path, strong: Path) -> None:
    run("import", strong, "--diary", diary)
    run("log", "--twitches", "left triceps=2", "--diary", diary)
    assert run("diary", "export", tmp_path / "all.json", "--diary", diary).exit_code == 0
    other = tmp_path / "other.sqlite"
    assert run("diary", "restore", tmp_path / "all.json", "--diary", other).exit_code == 0
    run("diary", "export", tmp_path / "again.json", "--diary", other)
    assert read_archive(tmp_path / "again.json") == read_archive(tmp_path / "all.json")


def test_a_backup_brings_back_what_was_there(run: Any, diary: Path, tmp_path: Path) -> None:
    run("log", "--note", "first", "--diary", diary)
    run("diary", "backup", tmp_path / "copies", "--diary", diary)
    (copy,) = (tmp_path / "copies").iterdir()
    run("log", "--note", "second", "--diary", diary)
    restored = run("diary", "restore", copy, "--diary", diary)
    assert "What was there before is in" in restored.stdout
    shown = run("diary", "show", "--diary", diary).stdout
    assert ("first" in shown, "second" in shown) == (True, False)
    _refused(run("diary", "restore", tmp_path / "none", "--diary", diary), "there is no such backup")


def test_an_entry_is_removed_by_its_name(run: Any, diary: Path) -> None:
    run("log", "--note", "too much", "--diary", diary)
    shown = run("diary", "show", "--ids", "--diary", diary).stdout
    entry_id = shown.rpartition("[")[2].partition("]")[0]
    assert run("diary", "remove", entry_id, "--diary", diary).exit_code == 0
    assert run("diary", "remove", entry_id, "--diary", diary).exit_code == 2
    assert "too much" not in run("diary", "show", "--diary", diary).stdout


def test_an_explained_exercise_counts_in_the_look_back(run: Any, diary: Path, tmp_path: Path) -> None:
    header = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE"
    rows = [f"2026-03-02 18:00:00,Evening,1h,Zorbl,{n},20.0,10,0,0,,," for n in range(1, 5)]
    (tmp_path / "strong.csv").write_text("\n".join([header, *rows]) + "\n")
    told = json.loads(run("import", tmp_path / "strong.csv", "--diary", diary, "--json").stdout)
    assert told["exercises_not_known"] == ["Zorbl"]
    ask = ("why", "left-triceps", "--at", "2026-03-03 20:00", "--json", "--diary", diary)
    assert json.loads(run(*ask).stdout)["not_understood"] == ["Zorbl"]
    assert run("diary", "exercise", "Zorbl", "triceps", "--diary", diary).exit_code == 0
    (effort,) = json.loads(run(*ask).stdout)["efforts"]
    assert (effort["hard_sets"], effort["hours_ago"]) == (4.0, 26.0)
    assert run("diary", "exercise", "Zorbl", "elbow", "--diary", diary).exit_code == 2


def test_settings_say_how_days_are_cut(run: Any, diary: Path) -> None:
    assert "04:00" in run("diary", "settings", "--diary", diary).stdout
    changed = run("diary", "settings", "--cut-hour", "3", "--zone", "Europe/Berlin", "--diary", diary)
    assert changed.exit_code == 0
    assert "03:00. Where you live: Europe/Berlin" in run("diary", "settings", "--diary", diary).stdout
    assert run("diary", "settings", "--zone", "Mars/Base", "--diary", diary).exit_code == 2
    assert run("diary", "settings", "--cut-hour", "24", "--diary", diary).exit_code == 2


@pytest.mark.parametrize(
    "words", [("check",), ("imports",), ("backup",), ("export", "x.json"), ("undo", "x"), ("remove", "x")]
)
def test_looking_at_a_diary_that_is_not_there_makes_none(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    _refused(run("diary", *words, "--diary", "none.sqlite"), "there is no diary here yet")
    assert "The diary is empty" in run("diary", "show", "--diary", "none.sqlite").stdout
    _refused(run("why", "left-calf", "--diary", "none.sqlite"), "there is no diary yet")
    _refused(run("triggers", "--diary", "none.sqlite"), "no day of this diary")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [("diary", "show"), ("diary", "check"), ("log", "--nothing"), ("why", "tongue"), ("triggers",), ("trial", "show")],
)
def test_a_file_that_is_no_diary_is_left_as_it_is(run: Any, diary: Path, words: tuple[str, ...]) -> None:
    diary.write_text("my own letter, which is no database\n" * 100)
    before = diary.read_bytes()
    _refused(run(*words, "--diary", diary), "this is no diary of twitchwise")
    assert diary.read_bytes() == before


def test_a_damaged_entry_is_named_by_the_check(run: Any, diary: Path) -> None:
    run("log", "--note", "whole", "--diary", diary)
    with closing(sqlite3.connect(diary)) as raw:
        raw.execute("UPDATE entries SET body = substr(body, 1, 10)")
        raw.commit()
    checked = run("diary", "check", "--diary", diary)
    assert checked.exit_code == 1
    assert "cannot be read" in checked.stderr


def test_a_diary_that_may_only_be_read_is_one_sentence(run: Any, may_not_write: Path) -> None:
    file = may_not_write / "diary.sqlite"
    run("log", "--nothing", "--diary", file)
    file.chmod(0o444)
    may_not_write.chmod(0o555)
    if os.getuid() == 0:
        os.seteuid(NOBODY)
    _refused(run("log", "--note", "more", "--diary", file), "this diary may only be read")
    _refused(run("log", "--note", "more", "--diary", may_not_write / "new.sqlite"), "cannot be opened or made there")
