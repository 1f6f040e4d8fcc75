import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

FORMAT = "twitchwise-intake-1"


def answers(folder: Path, **said: object) -> Path:
    file = folder / "answers.json"
    whole = {"format": FORMAT, "answered_on": "2026-11-22", "age_years": 34, "sex": "female", **said}
    file.write_text(json.dumps(whole))
    return file


@pytest.fixture
def twitching_alone(tmp_path: Path) -> Path:
    return answers(tmp_path, none_of=["now", "days"], replies={"stress": "yes"}, twitching_since="2026-09-01")


def test_how_soon_stands_first_and_the_card_last(run: Run, twitching_alone: Path) -> None:
    done = run("assess", "--intake", twitching_alone)
    assert done.exit_code == 0, done.output
    parts = ["What is not known yet", "What it could be", "Rare, and not to be missed", "ALS in proportion"]
    parts += ["The next step", "The next date", "When to see a doctor"]
    places = [done.output.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_the_object_has_what_is_promised(run: Run, twitching_alone: Path) -> None:
    found = json.loads(run("assess", "--intake", twitching_alone, "--json").output)
    assert {"urgency", "causes", "spread", "worry", "strength", "next_step", "next_look"} <= found.keys()
    assert found["urgency"]["level"] == "self-care"
    assert found["urgency"]["unanswered"] == []
    for cause in found["causes"]:
        assert {"id", "lane", "band", "share", "for", "against", "unknown", "sources"} <= cause.keys()
    lanes = [cause["lane"] for cause in found["causes"]]
    assert lanes.count("likely") <= 5
    (als,) = [cause for cause in found["causes"] if cause["id"] == "als" and cause["lane"] == "not-to-be-missed"]
    assert als["share"] is None


def test_a_lost_task_is_for_a_doctor_within_days(run: Run, tmp_path: Path) -> None:
    file = answers(tmp_path, none_of=["now"], replies={"task-lost": "yes"})
    found = json.loads(run("assess", "--intake", file, "--json").output)
    assert found["urgency"]["level"] == "days"
    assert "task-lost" in found["urgency"]["because"][0]["features"]
    assert found["urgency"]["unanswered"]


def test_the_page_is_written_whole_and_again(run: Run, twitching_alone: Path, tmp_path: Path) -> None:
    for _ in range(2):
        done = run("assess", "--intake", twitching_alone, "--out", tmp_path / "page")
        assert done.exit_code == 0, done.output
    assert {path.name for path in (tmp_path / "page").iterdir()} == {"index.html", "assessment.json"}


def test_without_a_diary_the_questions_are_the_next_step(run: Run, tmp_path: Path) -> None:
    found = json.loads(run("assess", "--diary", tmp_path / "none.sqlite", "--json").output)
    assert found["next_step"]["id"] == "questions"
    assert list(tmp_path.iterdir()) == []


def test_a_broken_file_and_two_sources_are_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{")
    assert run("assess", "--intake", tmp_path / "broken.json").exit_code == 1
    both = run("assess", "--intake", tmp_path / "broken.json", "--diary", tmp_path / "d.sqlite")
    assert both.exit_code == 2


def test_the_answers_of_the_diary_count(run: Run, tmp_path: Path) -> None:
    diary = tmp_path / "d.sqlite"
    assert run("intake", "--set", "wasting=yes", "--diary", diary).exit_code == 0
    found = json.loads(run("assess", "--diary", diary, "--json").output)
    assert found["urgency"]["level"] == "days"


def test_in_an_emergency_only_what_to_do_now_is_said(run: Run, tmp_path: Path) -> None:
    file = answers(tmp_path, replies={"breathless-lying-flat": "yes"})
    short = run("assess", "--intake", file).output
    assert short.startswith("Get help now.")
    assert "ALS (" not in short
    assert "What it could be\n" not in short
    assert "--details" in short
    assert "When to see a doctor" in short
    assert "What it could be\n" in run("assess", "--intake", file, "--details").output


def test_the_persons_own_crisis_line_stands_right_after_the_reasons(run: Run, tmp_path: Path) -> None:
    diary = tmp_path / "d.sqlite"
    assert run("calm", "line", "Night line", "0800 000", "--diary", diary).exit_code == 0
    assert run("intake", "--set", "thoughts-of-self-harm=yes", "--diary", diary).exit_code == 0
    shown = " ".join(run("assess", "--diary", diary).output.split())
    assert (
        shown.index("Tell someone near you now") < shown.index("Night line: 0800 000") < shown.index("Everything else")
    )


def test_an_old_file_is_said_to_be_old_before_anything_else(run: Run, tmp_path: Path) -> None:
    file = answers(tmp_path, answered_on="2020-03-02", none_of=["now", "days"])
    shown = run("assess", "--intake", file).output
    assert shown.startswith("The answers are of 2 March 2020.")
    assert "2 March 2020" not in run("assess", "--intake", file, "--day", "2020-03-03").output
