import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from twitchwise.simulate.strength_person import simulate_strength
from twitchwise.simulate.strength_person_world import REGION_TESTS, StrengthWorld

MONDAY = date(2026, 1, 5)
CARD = "When to see a doctor, whatever was measured"
NEVER_SAID = ("perceived", "not ALS", "no ALS")


@pytest.fixture(scope="module")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year of a simulated person whose right hand declines and whose left hand does not."""
    tests = (*REGION_TESTS["right-hand"], *REGION_TESTS["left-hand"])
    cohort = simulate_strength(StrengthWorld(tests=tests).declining("right-hand", 6.0), rng=np.random.default_rng(1))
    lines = ["date,test,side,score,conditions,felt"]
    for j, day in enumerate(cohort.calendar.days):
        for i, test in enumerate(tests):
            when, score = MONDAY + timedelta(days=int(day)), cohort.scores[i, 0, j]
            lines.append(f"{when},{test.test},{test.side},{score:.2f},,{cohort.felt[0, j]:.0f}")
    path = tmp_path_factory.mktemp("table") / "sessions.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_table_gives_an_object_of_the_promised_shape(run: Any, sessions: Path) -> None:
    told = json.loads(run("strength", "--table", sessions, "--json").stdout)
    states = {each["region"]: each["state"] for each in told["regions"]}
    assert states == {"right-hand": "a fall", "left-hand": "steady"}
    for region in told["regions"]:
        assert region.keys() >= {
            "region",
            "state",
            "loss_percent",
            "excluded_rate_percent_per_month",
            "weeks_until_known",
            "tests",
        }
        assert region["loss_percent"].keys() >= {"value", "low", "high"}
        assert len(region["tests"]) == 3


def test_a_table_as_text_carries_the_card_and_keeps_to_its_words(run: Any, sessions: Path, tmp_path: Path) -> None:
    done = run("strength", "--table", sessions, "--out", tmp_path / "page")
    assert done.exit_code == 0
    text = " ".join(done.stdout.split())
    assert text.startswith("Tests of the right hand agree on a fall beyond measuring error.")
    assert "about 1 in 12 healthy people see this within a year" in text
    assert "keep the next date" in text
    assert CARD in text
    assert not any(words in text for words in NEVER_SAID)
    assert (tmp_path / "page" / "index.html").is_file()


def test_a_first_sitting_by_flags_finds_a_failed_act(run: Any, tmp_path: Path) -> None:
    diary = tmp_path / "diary.sqlite"
    done = run(
        "strength", "screen", "--act", "heels-left=failed", "--act", "rise=done", "--safe", "heart=no", "--diary", diary
    )
    assert done.exit_code == 0, done.output
    assert "Walk on the heels, left: failed" in " ".join(done.stdout.split())
    assert CARD in done.stdout
    told = json.loads(run("strength", "show", "--json", "--diary", diary).stdout)
    assert told["goes_to_urgency"]
    assert told["screen"]["findings"][0]["region"] == "left-leg"
    assert len(told["screen"]["not_looked_at"]) == 8


def test_a_side_difference_alone_never_alarms_and_with_a_lost_task_it_does(run: Any, tmp_path: Path) -> None:
    words = ("strength", "screen", "--score", "grip=25/40", "--json", "--diary")
    alone = json.loads(run(*words, tmp_path / "a.sqlite").stdout)
    assert (alone["goes_to_urgency"], alone["findings"]) == (False, [])
    together = json.loads(run(*words, tmp_path / "b.sqlite", "--lost", "left-hand=buttons").stdout)
    assert together["findings"][0]["kind"] == "uneven-with-lost-task"


def test_results_go_in_and_come_out(run: Any, tmp_path: Path) -> None:
    diary = tmp_path / "diary.sqlite"
    for side, value in (("left", 24), ("right", 26)):
        done = run("strength", "test", "heel raise", "--value", value, "--side", side, "--felt", 3, "--diary", diary)
        assert done.exit_code == 0, done.output
        assert CARD in done.stdout
    again = run("strength", "test", "heel-raise", "--value", 30, "--side", "left", "--diary", diary)
    assert (again.exit_code, again.stderr.count("\n")) == (1, 1)
    assert "no repeat on the same day" in again.stderr
    told = json.loads(run("strength", "show", "--json", "--diary", diary).stdout)
    assert {each["state"] for each in told["regions"]} == {"learning"}
    planned = json.loads(run("strength", "plan", "--json", "--diary", diary).stdout)
    heel = next(each for each in planned["tests"] if (each["test"], each["side"]) == ("heel-raise", "left"))
    assert date.fromisoformat(heel["due"]) - date.fromisoformat(heel["last"]) == timedelta(weeks=1)
    text = run("strength", "plan", "--diary", diary).stdout
    assert CARD in text
    assert "strength --start" in text


def test_a_card_says_how_and_when_to_stop_and_writes_its_drawing(run: Any, tmp_path: Path) -> None:
    drawing = tmp_path / "heel.svg"
    done = run(
        "strength", "test", "heel-raise", "--safe", "falls=yes", "--drawing", drawing, "--diary", tmp_path / "d.sqlite"
    )
    text = " ".join(done.stdout.split())
    assert done.exit_code == 0
    assert "After a fall or trips" in text
    assert "Stop with a sharp pain" in text
    assert "call the emergency number" in text
    assert drawing.read_text(encoding="utf-8").startswith("<svg")


def test_a_series_begins_and_ends(run: Any, tmp_path: Path) -> None:
    diary = tmp_path / "diary.sqlite"
    begun = run("strength", "--start", "--diary", diary)
    assert begun.exit_code == 0
    assert "26 weeks" in begun.stdout
    assert run("strength", "--start", "--diary", diary).exit_code == 1
    assert run("strength", "--stop", "--diary", diary).exit_code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("test", "bench press"), 2),
        (("test", "grip", "--value", "38", "--side", "up"), 2),
        (("test", "grip", "--value", "38"), 1),
        (("test", "grip", "--value", "-38", "--side", "left"), 1),
        (("test", "grip", "--value", "38", "--side", "left", "--condition", "moonstruck"), 2),
        (("test", "grip", "--value", "38", "--side", "left", "--day", "yesterday"), 2),
        (("screen", "--act", "hop=done"), 2),
        (("screen", "--act", "heels-left=fine"), 2),
        (("screen", "--act", "heels=done"), 1),
        (("screen", "--score", "grip=25"), 2),
        (("screen", "--lost", "buttons"), 2),
        (("screen", "--safe", "heart=maybe"), 2),
        (("show",), 1),
    ],
)
def test_bad_input_is_one_sentence(run: Any, tmp_path: Path, words: tuple[str, ...], code: int) -> None:
    done = run("strength", *words, "--diary", tmp_path / "diary.sqlite")
    assert done.exit_code == code, done.output
    assert "Traceback" not in done.output
    assert done.stderr.strip()


@pytest.mark.parametrize(
    "words", [("--start", "--stop"), ("--table", "x.csv", "--diary", "y"), ("--start", "--json"), ("--json", "show")]
)
def test_options_that_do_not_go_together_are_refused(run: Any, words: tuple[str, ...]) -> None:
    assert run("strength", *words).exit_code == 2
