import json
from pathlib import Path
from typing import Any

import pytest

from twitchwise.cli.reference import commands
from twitchwise.diary.model import Questionnaire
from twitchwise.evidence.red_flags import red_flag_card
from twitchwise.exchange.archive import read_archive
from twitchwise.worry.guard_rails import RailName, find_rail

CARD = "When to see a doctor, whatever was measured"
HIGH = "2,2,2,2,2,1,1"


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    return tmp_path / "diary.sqlite"


def _flat(result: Any) -> str:
    return " ".join(result.stdout.split())


def test_without_a_diary_it_says_what_is_not_known_and_makes_none(run: Any, diary: Path) -> None:
    done = run("calm", "--diary", diary)
    assert done.exit_code == 0
    assert "not answered yet" in _flat(done)
    assert CARD in _flat(done)
    assert not diary.exists()


def test_answers_by_flag_are_kept_and_shown_with_what_helps(run: Any, diary: Path, tmp_path: Path) -> None:
    done = run("calm", "ask", "--gad7", HIGH, "--check", "1,2,0,1,1,0", "--diary", diary)
    assert done.exit_code == 0, done.output
    text = _flat(done)
    assert "12 of 21, the band called moderate" in text
    assert "never validated" in text
    assert "no diagnosis" in text
    assert "Cognitive behaviour therapy" in text
    assert CARD in text
    run("diary", "export", tmp_path / "out.json", "--diary", diary)
    sets = {entry.name: entry.answers for entry in read_archive(tmp_path / "out.json").of(Questionnaire)}
    assert sets["gad-7"] == (2, 2, 2, 2, 2, 1, 1)


def test_an_answer_stands_for_days_and_again_goes_past_it(run: Any, diary: Path) -> None:
    run("calm", "ask", "--gad7", HIGH, "--diary", diary)
    again = run("calm", "ask", "--gad7", HIGH, "--diary", diary)
    assert (again.exit_code, again.stdout) == (1, "")
    assert "--again" in again.stderr
    assert again.stderr.count("\n") == 1
    assert run("calm", "ask", "--gad7", HIGH, "--again", "--diary", diary).exit_code == 0


def test_a_question_left_open_gives_no_sum(run: Any, diary: Path) -> None:
    done = run("calm", "ask", "--gad7", "1,1,1,-,1,1,1", "--diary", diary)
    assert "1 question open, so it has no sum" in _flat(done)


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("ask", "--gad7", "1,2,x,1,1,1,1"), 2, "is no number"),
        (("ask", "--gad7", "1,2"), 1, "7 questions and 2 answers"),
        (("ask", "--gad7", "1,1,1,1,1,1,4"), 1, "none of the options"),
        (("ask", "--gad7", "-,-,-,-,-,-,-"), 1, "left open"),
        (("ask",), 2, "give the answers"),
        (("exercise", "yoga"), 2, "is none of"),
        (("agree",), 2, "name who agrees"),
        (("agree", "Dr Who", "--end"), 2, "name who agrees"),
        (("agree", " "), 1, "nobody is named"),
        (("pause", "--weeks", "0"), 2, "--weeks"),
    ],
)
def test_what_cannot_be_is_told_plainly(
    run: Any, diary: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    file = () if words[0] == "exercise" else ("--diary", diary)
    refused = run("calm", *words, *file)
    assert (refused.exit_code, refused.stdout) == (code, "")
    assert sentence in " ".join(refused.stderr.split())


def test_json_is_one_object_and_the_folder_holds_a_page(run: Any, diary: Path, tmp_path: Path) -> None:
    run("log", "--worry", "4", "--diary", diary)
    told = json.loads(run("calm", "--json", "--out", tmp_path / "page", "--diary", diary).stdout)
    assert told["spiral"]["state"] == "too early"
    assert (tmp_path / "page" / "index.html").is_file()


def test_a_high_sheet_waits_with_the_daily_diary_until_somebody_agrees(run: Any, diary: Path) -> None:
    run("calm", "ask", "--gad7", HIGH, "--diary", diary)
    refused = run("triggers", "--start", "--diary", diary)
    assert (refused.exit_code, "calm agree" in refused.stderr) == (1, True)
    assert "Dr Who" in run("calm", "agree", "Dr Who", "--diary", diary).stdout
    assert run("triggers", "--start", "--diary", diary).exit_code == 0
    assert "no agreement" in run("calm", "agree", "--end", "--diary", diary).stdout


def test_writing_a_day_down_is_never_refused_and_kindly_answered(run: Any, diary: Path) -> None:
    run("calm", "ask", "--gad7", HIGH, "--diary", diary)
    run("calm", "pause", "--diary", diary)
    done = run("log", "--twitches", "left calf=5", "--diary", diary)
    assert done.exit_code == 0
    assert _flat(done).startswith("Written down: 2 entries.")


def test_a_failed_act_is_taken_down_on_a_break_and_with_a_high_sheet(run: Any, diary: Path) -> None:
    run("calm", "ask", "--gad7", HIGH, "--diary", diary)
    run("calm", "pause", "--weeks", "8", "--diary", diary)
    done = run("strength", "screen", "--act", "heels-left=failed", "--diary", diary)
    assert done.exit_code == 0
    assert CARD in _flat(done)


def test_a_break_says_what_it_ended_and_that_red_flags_do_not_rest(run: Any, diary: Path) -> None:
    run("triggers", "--start", "--diary", diary)
    text = _flat(run("calm", "pause", "--diary", diary))
    assert "The search for triggers has ended today." in text
    assert "Red flags do not rest" in text
    assert "on a break until" in _flat(run("calm", "--diary", diary))
    assert "has ended" in run("calm", "pause", "--end", "--diary", diary).stdout


def test_exercises_and_rails_are_shown_with_how_far_they_were_tested(run: Any) -> None:
    listed = _flat(run("calm", "exercise"))
    for name in ("attention", "acceptance", "checking", "breathing"):
        assert f"{name}:" in listed
        shown = _flat(run("calm", "exercise", name))
        assert red_flag_card().brief in shown
        assert "test" in shown or "trial" in shown
    rails = _flat(run("calm", "rails"))
    assert "None of these stands between you and reporting a red flag." in rails
    assert "our choice" in rails


def test_a_crisis_line_is_the_persons_own(run: Any, diary: Path) -> None:
    assert "makes none up" in _flat(run("calm", "line", "--diary", diary))
    assert "my line: 555 0100" in run("calm", "line", "my line", "555 0100", "--diary", diary).stdout
    assert "my line: 555 0100" in run("calm", "line", "--diary", diary).stdout
    assert "makes none up" in _flat(run("calm", "line", "my line", "--diary", diary))


def test_a_second_recording_within_a_week_is_shown_and_not_kept(
    run: Any, diary: Path, phone_file: Path, quiet_file: Path
) -> None:
    keep = ("--keep", "--site", "left calf", "--diary", diary)
    assert run("measure", phone_file, *keep).exit_code == 0
    second = run("measure", quiet_file, *keep)
    assert second.exit_code == 0
    assert CARD in _flat(second)
    assert "not kept" in second.stderr
    third = run("measure", quiet_file, *keep, "--again")
    assert (third.exit_code, "not kept" in third.stderr) == (0, False)
    assert run("measure", quiet_file, "--again").exit_code == 2


def test_the_commands_that_keep_to_a_rail_exist() -> None:
    known = {name.removeprefix("twitchwise ") for name, _ in commands()}
    for rail in map(find_rail, RailName):
        for command in rail.kept_by.split(", "):
            words = command.removeprefix("twitchwise ").split(" --")[0]
            assert words in known, command
