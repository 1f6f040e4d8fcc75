import json
from pathlib import Path
from typing import Any

import pytest

from twitchwise.desk.diary_place import open_diary
from twitchwise.triggers.trial import plan_trial


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    return tmp_path / "diary.sqlite"


def test_a_plan_shows_its_days_and_is_kept(run: Any, diary: Path) -> None:
    planned = run("trial", "plan", "caffeine", "--weeks", "4", "--diary", diary)
    assert planned.exit_code == 0, planned.output
    assert "28 days" in planned.stdout
    assert "no caffeine" in planned.stdout
    shown = run("trial", "show", "--diary", diary, "--json")
    (kept,) = [json.loads(shown.stdout)["trial"]]
    assert f"seed {kept['seed']}" in " ".join(planned.stdout.split())


def test_a_plan_as_json_is_one_object(run: Any, diary: Path) -> None:
    told = json.loads(run("trial", "plan", "training-day", "--diary", diary, "--json").stdout)["trial"]
    assert told["exposure"] == "training day"
    assert sum(block["n_days"] for block in told["blocks"]) == 42


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("plan", "magnesium"), "a medicine is never put to a coin"),
        (("plan", "illness"), "an illness is never put to a coin"),
        (("plan", "juggling"), "is not among what can be tried"),
        (("show",), "no self-trial was planned yet"),
        (("analyse",), "no self-trial was planned yet"),
    ],
)
def test_what_cannot_be_tried_is_one_sentence_and_1(
    run: Any, diary: Path, words: tuple[str, ...], sentence: str
) -> None:
    refused = run("trial", *words, "--diary", diary)
    assert (refused.exit_code, refused.stdout, refused.stderr.count("\n")) == (1, "", 1)
    assert sentence in refused.stderr


@pytest.mark.parametrize("weeks", ["3", "7", "many"])
def test_a_length_that_is_none_is_a_wrong_use(run: Any, diary: Path, weeks: str) -> None:
    assert run("trial", "plan", "caffeine", "--weeks", weeks, "--diary", diary).exit_code == 2
    assert not diary.exists()


def test_a_second_trial_waits_for_the_first(run: Any, diary: Path) -> None:
    run("trial", "plan", "caffeine", "--diary", diary)
    refused = run("trial", "plan", "alcohol", "--diary", diary)
    assert (refused.exit_code, "a trial of caffeine runs until" in refused.stderr) == (1, True)


def test_an_analysis_says_what_the_days_of_the_coin_show(run: Any, diary: Path, tmp_path: Path) -> None:
    run("simulate", "person", "--out", tmp_path / "anna", "--seed", "1")
    run("import", tmp_path / "anna" / "diary.json", "--diary", diary)
    with open_diary(diary) as store:
        first = min(entry.when.local.date() for entry in store.load().entries)
        store.add([plan_trial("caffeine", first_day=first, n_weeks=6, seed=3)])
    told = json.loads(run("trial", "analyse", "--diary", diary, "--json").stdout)
    assert {each["exposure"] for each in told["triggers"]} == {"caffeine"}
    assert told["trial"]["seed"] == 3
    text = run("trial", "analyse", "--diary", diary)
    assert text.exit_code == 0, text.output
    assert "A self-trial of caffeine" in text.stdout
    assert "When to see a doctor" in text.stdout
