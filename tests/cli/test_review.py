import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tests.report.built_measurements import a_measurement
from twitchwise.cli.app import app
from twitchwise.report.labels_csv import read_labels
from twitchwise.report.result_json import to_json
from twitchwise.twitches.labels import Decision, Label

N_EVENTS = 31


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "result.json").write_text(to_json(a_measurement()), encoding="utf-8")
    return tmp_path


def _review(keys: str, *words: object) -> Result:
    return CliRunner().invoke(app, ["review", *map(str, words)], input=keys, prog_name="twitchwise")


def _plain(shown: Result) -> str:
    return " ".join(shown.stdout.split())


def test_one_key_an_event_and_what_was_said_is_kept(folder: Path) -> None:
    shown = _review("aru", folder)
    assert shown.exit_code == 0
    assert [each.label for each in read_labels(folder / "labels-me.csv")] == [
        Label.ACCEPT,
        Label.REJECT,
        Label.UNSURE,
    ]
    assert "3 of 31 events have a label" in _plain(shown)
    assert "4 of 31" in _review("q", folder).stdout


def test_going_back_and_closer_and_an_unknown_key_do_what_they_say(folder: Path) -> None:
    shown = _review("ba?+bbrq", folder)
    assert "This is the first event." in shown.stdout
    assert "You said: accepted." in shown.stdout
    assert "a accept, r reject" in shown.stdout
    assert [each.label for each in read_labels(folder / "labels-me.csv")] == [Label.REJECT]


def test_blind_nothing_tells_what_the_program_decided(folder: Path) -> None:
    seen = _review("a" * (N_EVENTS - 1), folder, "--blind", "--seed", "4").stdout
    before_the_card = seen.split("A label says")[0]
    for word in (
        "The program",
        "doubtful",
        "heartbeat",
        "voluntary",
        "clear twitch",
        "timeline",
        "score:",
        "precision",
    ):
        assert word not in before_the_card
    assert "Seed of the order: 4" in seen
    rest = _plain(_review("r", folder, "--blind"))
    assert "precision" in rest


def test_open_the_decision_and_its_reason_are_shown(folder: Path) -> None:
    shown = _plain(_review("n" * N_EVENTS, folder))
    assert "The program counts it as a clear twitch." in shown
    assert "The program set it aside: voluntary movement." in shown
    assert "better given with --blind" in shown
    assert not (folder / "labels-me.csv").exists()


def test_the_end_carries_the_score_the_caution_and_the_card(folder: Path) -> None:
    shown = _plain(_review("a" * N_EVENTS, folder))
    assert "Every event has a label." in shown
    assert "Clear twitches only: 24 accepted, 0 rejected, 7 accepted but not counted." in shown
    assert "Nobody could label what the program never proposed." in shown
    assert shown.index("Neither the number nor the place") < shown.index("When to see a doctor")


def test_with_the_recording_the_trace_is_drawn(run: Any, phone_file: Path, tmp_path: Path) -> None:
    run("measure", phone_file, "--out", tmp_path / "result")
    shown = _review("a", tmp_path / "result", "--recording", phone_file)
    assert shown.exit_code == 0
    assert "^" in shown.stdout
    without = _review("q", tmp_path / "result", "--reviewer", "ben")
    assert "timeline.svg at" in _plain(without)


def test_what_was_set_aside_has_its_place_in_the_result(run: Any, phone_file: Path, tmp_path: Path) -> None:
    run("measure", phone_file, "--out", tmp_path / "result")
    written = json.loads((tmp_path / "result" / "result.json").read_text(encoding="utf-8"))
    assert all(each["place"] for each in written["rejected"])


def test_tables_of_two_are_scored_and_compared(folder: Path) -> None:
    _review("a" * N_EVENTS, folder, "--reviewer", "anna", "--blind")
    _review("r" + "a" * (N_EVENTS - 1), folder, "--reviewer", "ben", "--blind")
    shown = _plain(_review("", "--score", folder))
    assert "31 labels by anna" in shown
    assert "Gwet's AC1" in shown
    found = json.loads(_review("", "--score", folder, "--json").stdout)
    assert [score["reviewers"] for score in found["scores"]] == [["anna"], ["ben"]]
    assert found["agreements"][0]["only_first_accepts"] == 1


def test_a_result_without_events_is_no_failure(tmp_path: Path) -> None:
    whole = json.loads(to_json(a_measurement())) | {"twitches": [], "rejected": []}
    (tmp_path / "result.json").write_text(json.dumps(whole), encoding="utf-8")
    shown = _review("", tmp_path)
    assert shown.exit_code == 0
    assert "nothing to look at" in _plain(shown)


@pytest.mark.parametrize(
    ("words", "code", "part"),
    [
        (("nowhere",), 1, "cannot be read"),
        ((), 2, "RESULT"),
        (("x", "--json"), 2, "--score"),
        (("x", "--seed", "3"), 2, "--blind"),
        (("x", "y"), 2, "one result at a time"),
        (("x", "--reviewer", "a/b"), 1, "no short name"),
        (("--score", "nowhere.csv"), 1, "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(words: tuple[str, ...], code: int, part: str) -> None:
    refused = _review("", *words)
    assert refused.exit_code == code
    assert part in refused.stderr
    assert "Traceback" not in refused.stderr


def test_labels_say_what_the_program_decided_for_whoever_scores_them(folder: Path) -> None:
    _review("a" * N_EVENTS, folder, "--blind", "--seed", "4")
    decisions = [each.candidate.decision for each in read_labels(folder / "labels-me-blind.csv")]
    assert {decision: decisions.count(decision) for decision in Decision} == {
        Decision.CLEAR: 24,
        Decision.DOUBTFUL: 3,
        Decision.SET_ASIDE: 4,
    }
