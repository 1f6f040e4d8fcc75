import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from twitchwise.cli.app import app

_KEYS = {
    "outcome",
    "exposure",
    "probability",
    "rate_ratio",
    "lag_profile",
    "days_with",
    "days_without",
    "verdict",
    "reason",
}


@pytest.fixture(scope="module")
def anna(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("people") / "anna"
    made = CliRunner().invoke(app, ["simulate", "person", "--out", str(folder), "--effect-mean", "0.8", "--seed", "1"])
    assert made.exit_code == 0, made.output
    return folder


def _search(table: Path, *words: str) -> tuple[str, ...]:
    return ("triggers", "--table", str(table), "--outcome", "triceps", "--exposures", "triceps load,sleep", *words)


def test_a_table_gives_an_object_of_the_promised_shape(run: Any, anna: Path) -> None:
    told = json.loads(run(*_search(anna / "days.csv", "--json")).stdout)
    assert [each["exposure"] for each in told["triggers"]] == ["triceps load", "sleep"]
    load = told["triggers"][0]
    assert load.keys() >= _KEYS
    assert load["verdict"] == "likely"
    assert load["rate_ratio"].keys() == {"value", "low", "high", "level"}
    assert load["rate_ratio"]["low"] < load["rate_ratio"]["value"] < load["rate_ratio"]["high"]
    assert [weight["lag_days"] for weight in load["lag_profile"]] == [0, 1, 2, 3]
    assert {each["verdict"] for each in told["triggers"]} <= {"likely", "possible", "none", "too_early"}
    assert told["power"]["chance"] == 0.8


def test_a_table_and_the_imported_diary_find_the_planted_load(run: Any, anna: Path, tmp_path: Path) -> None:
    diary = tmp_path / "diary.sqlite"
    assert run("import", anna / "workouts.csv", anna / "diary.json", "--diary", diary).exit_code == 0
    told = json.loads(run("triggers", "--diary", diary, "--json").stdout)
    likely = {(each["outcome"], each["exposure"]) for each in told["triggers"] if each["verdict"] == "likely"}
    assert ("left-triceps", "training load") in likely
    text = run("triggers", "--diary", diary, "--from", "2026-01-12", "--to", "2026-01-25")
    assert text.exit_code == 0
    assert "Too early to say anything" in text.stdout
    for words in (("--from", "2026-02-01", "--to", "2026-01-01"), ("--from", "2026-10-01")):
        refused = run("triggers", "--diary", diary, *words)
        assert (refused.exit_code, refused.stderr.count("\n")) == (1, 1)
        assert "the last day lies before the first" in refused.stderr


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("--outcome", "tongue", "--exposures", "sleep"), 1, 'there is no column "tongue"'),
        (("--outcome", "triceps", "--exposures", "tea"), 1, 'there is no column "tea"'),
        (("--outcome", "triceps", "--exposures", "triceps"), 1, "named twice"),
        (("--outcome", "sleep", "--exposures", "stress"), 1, "is no count"),
        (("--outcome", ",", "--exposures", "sleep"), 2, "name at least one column"),
        (("--outcome", "triceps"), 2, "name at least one column"),
        ((), 2, "together"),
        (("--outcome", "triceps", "--exposures", "sleep", "--diary", "x.sqlite"), 2, "a table has its own days"),
        (("--outcome", "triceps", "--exposures", "sleep", "--from", "2026-01-01"), 2, "a table has its own days"),
    ],
)
def test_a_table_asked_wrongly_is_told_so(
    run: Any, anna: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    refused = run("triggers", "--table", anna / "days.csv", *words)
    assert (refused.exit_code, refused.stdout) == (code, "")
    assert sentence in refused.stderr


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "there is no table in it"),
        ("a,b\n1,2\n", "no column with the date"),
        ("date,triceps,triceps load,sleep\n", "there is no day in it"),
        ("date,triceps,triceps load,sleep\n2026-01-01,1,2,3\n2026-01-01,1,2,3\n", "same day as the row above"),
        ("date,triceps,triceps load,sleep\n2026-01-02,1,2,3\n2026-01-01,1,2,3\n", "earlier day"),
        ("date,triceps,triceps load,sleep\n2026-01-01,some,2,3\n", "is no number"),
        ("date,triceps,triceps load,sleep\n1.1.26,1,2,3\n", "is no day"),
        ("date,triceps,triceps load,sleep\n2026-01-01,1,2,3,4\n", "more cells"),
    ],
)
def test_a_broken_table_is_one_sentence_with_its_place(run: Any, tmp_path: Path, text: str, sentence: str) -> None:
    table = tmp_path / "days.csv"
    table.write_text(text)
    refused = run(*_search(table))
    assert (refused.exit_code, refused.stdout, refused.stderr.count("\n")) == (1, "", 1)
    assert sentence in refused.stderr
    assert "days.csv" in refused.stderr


def test_an_investigation_begins_once_and_ends_once(run: Any, tmp_path: Path) -> None:
    diary = tmp_path / "diary.sqlite"
    begun = run("triggers", "--start", "--diary", diary)
    assert begun.exit_code == 0
    assert "30 days: none in 20" in " ".join(begun.stdout.split())
    again = run("triggers", "--start", "--diary", diary)
    assert (again.exit_code, "one is running already" in again.stderr) == (1, True)
    assert "The investigation ended on" in run("triggers", "--stop", "--diary", diary).stdout
    stopped = run("triggers", "--stop", "--diary", diary)
    assert (stopped.exit_code, "none is running" in stopped.stderr) == (1, True)


@pytest.mark.parametrize("words", [("--start", "--stop"), ("--start", "--json"), ("--from", "1.1.2026")])
def test_what_does_not_go_together_is_a_wrong_use(run: Any, tmp_path: Path, words: tuple[str, ...]) -> None:
    assert run("triggers", *words, "--diary", tmp_path / "diary.sqlite").exit_code == 2
    assert list(tmp_path.iterdir()) == []
