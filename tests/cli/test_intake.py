import json
import signal
import subprocess
import sys
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from tests.cli.conftest import OWN_SOURCES, Run, Started, hear_interrupts
from twitchwise.cli.app import app
from twitchwise.cli.stopping import STOPPED
from twitchwise.clock import utc_now
from twitchwise.desk.answering import kept_answers
from twitchwise.desk.diary_place import diary_if_any, open_diary
from twitchwise.desk.strength_diary import last_screen
from twitchwise.desk.strength_writing import write_screen
from twitchwise.desk.writing import new_id, now_by_the_clock
from twitchwise.diary.model import Finding
from twitchwise.diary.moment import DayRule, Moment
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.json_file import read_answers
from twitchwise.intake.model import Answers, Sex
from twitchwise.strength.safety import QUESTIONS
from twitchwise.strength.screen_acts import ACTS, ActName, Outcome
from twitchwise.strength.screen_model import ActAnswer, ScreenAnswers

TODAY = DayRule().today(utc_now())

RED_FLAGS = ["0", "0", "0", "0"]
ABOUT = ["34", "woman", "Is it harmless?"]
PLACES = ["left calf (2026-08)", "3 months ago", "it comes and goes"]
REST = ["0", "1", "3 4", "0", "zinc", "none", "none", "0"]  # cramps bring one more card
_RISE = next(act for act in ACTS if act.name is ActName.RISE)
BEFORE_RISING = ["n" for question in QUESTIONS if question.locks & _RISE.demands]


def typed(*lines: str, file: Path, options: tuple[str, ...] = ()) -> Result:
    """The questions answered with these lines."""
    where = ("--out" if file.suffix == ".json" else "--diary", str(file))
    text = "".join(f"{line}\n" for line in lines)
    return CliRunner().invoke(app, ["intake", *where, *options], input=text, prog_name="twitchwise")


def _of_diary(file: Path) -> Answers:
    diary = diary_if_any(file)
    assert diary is not None
    return kept_answers(diary, TODAY).answers


@pytest.fixture(params=["answers.json", "diary.sqlite"])
def place(request: Any, tmp_path: Path) -> Path:
    return tmp_path / str(request.param)


def _answers(place: Path) -> Answers:
    return read_answers(place) if place.suffix == ".json" else _of_diary(place)


def test_a_person_answers_all_cards_in_one_sitting(place: Path) -> None:
    done = typed(*RED_FLAGS, *ABOUT, *PLACES, *REST, file=place)
    assert done.exit_code == 0
    assert "That was the last card" in done.output
    assert "twitchwise assess" in done.output
    answers = _answers(place)
    assert (answers.age_years, answers.sex, answers.question) == (34, Sex.FEMALE, "Is it harmless?")
    assert answers.reply(Feature.WASTING) is Reply.NO
    assert answers.has(Feature.CRAMPS)
    assert [each.site.id for each in answers.sites] == ["left-gastrocnemius"]


def test_stopping_keeps_what_was_answered_and_the_next_time_goes_on(place: Path) -> None:
    first = typed("0", "0", "s", file=place)
    assert first.exit_code == 0
    assert "Go on at any time: twitchwise intake --" in " ".join(first.output.split())
    assert _answers(place).reply(Feature.SUDDEN_LOSS) is Reply.NO
    assert _answers(place).reply(Feature.TASK_LOST) is Reply.NOT_ASKED
    second = typed("0", "0", *ABOUT, *PLACES, *REST, file=place)
    assert "failed all at once" not in second.output
    assert "That was the last card" in second.output
    third = typed(file=place)
    assert "Nothing is left to ask" in third.output


def test_the_end_of_the_input_is_a_stop(place: Path) -> None:
    assert "Nothing was answered" in typed(file=place).output
    assert "23 answers are kept" in typed("0", "0", file=place).output


def test_an_interrupt_keeps_what_was_answered(tmp_path: Path) -> None:
    place = tmp_path / "answers.json"
    process = subprocess.Popen(
        [sys.executable, "-m", "twitchwise", "intake", "--out", str(place)],
        env={**OWN_SOURCES, "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=hear_interrupts,  # noqa: PLW1509  (it only sets signals, and no thread of ours runs here)
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("0\n")
    process.stdin.flush()
    while "Or one of these" not in process.stdout.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    process.communicate()
    assert process.returncode == STOPPED
    assert read_answers(place).reply(Feature.CHOKING) is Reply.NO


def test_an_empty_line_or_a_slip_is_asked_again_and_is_never_a_no(tmp_path: Path) -> None:
    place = tmp_path / "answers.json"
    done = typed("", "yes", "77", file=place)
    assert done.output.count("from 1 to 12") == 3
    assert not place.exists()


def test_an_answer_can_be_changed_by_going_back(tmp_path: Path) -> None:
    place = tmp_path / "answers.json"
    typed("1", "b", "0", file=place)
    assert read_answers(place).reply(Feature.SUDDEN_LOSS) is Reply.NO
    assert "This is the first card" in typed("b", file=tmp_path / "other.json").output


def test_help_says_what_counts(tmp_path: Path) -> None:
    assert "A blocked nose does not count" in " ".join(typed("h", file=tmp_path / "a.json").output.split())


def test_an_emergency_is_answered_at_once_and_once(tmp_path: Path) -> None:
    done = typed("1", "0", "0", file=tmp_path / "a.json")
    first, _, rest = done.output.partition("Card 2")
    assert "emergency number" in first
    assert "The questions can wait" in first
    assert "The questions can wait" not in rest
    assert "The questions can wait" not in typed("0", "4 5", file=tmp_path / "b.json").output


def test_what_is_urgent_only_together_is_answered_when_both_are_known(tmp_path: Path) -> None:
    done = typed("9", "3", file=tmp_path / "a.json")
    assert "The questions can wait" not in done.output.partition("Card 2")[0]
    assert "The questions can wait" in done.output


def test_thoughts_of_self_harm_meet_help_and_the_persons_own_crisis_line(tmp_path: Path) -> None:
    place = tmp_path / "diary.sqlite"
    with open_diary(place) as store:
        when = now_by_the_clock(store.load().rule)
        store.add([Finding(entry_id=new_id(), when=when, name="crisis-line/Listening", answer="0000")])
    done = typed("0", "11", file=place)
    assert "Listening: 0000" in done.output
    assert "alone" in done.output
    for text in ("11?", "11"):
        unsure = typed("0", text, "0", "0", file=tmp_path / f"{len(text)}.json")
        assert unsure.output.count("stay alone") + unsure.output.count("carry such thoughts alone") >= 1
    assert "alone" not in typed("0", "0", file=tmp_path / "none.json").output.partition("Stopped")[0]


def test_not_sure_about_weakness_runs_an_act_of_the_strength_screen(tmp_path: Path) -> None:
    place = tmp_path / "diary.sqlite"
    done = typed("0", "0", "5?", "0", "0", "", "", "y", *BEFORE_RISING, "d", file=place)
    assert "None of them failed today" in done.output
    assert _of_diary(place).reply(Feature.SCREEN_ACT_FAILED) is Reply.NO
    diary = diary_if_any(place)
    assert diary is not None
    found = last_screen(diary, TODAY)
    assert found is not None


def test_a_failed_act_is_for_a_doctor_and_a_declined_one_stays_open(tmp_path: Path) -> None:
    failed = tmp_path / "failed.json"
    done = typed("0", "0", "5?", "0", "0", "", "", "y", *BEFORE_RISING, "f", file=failed)
    assert "for a doctor within days" in " ".join(done.output.split())
    assert read_answers(failed).has(Feature.SCREEN_ACT_FAILED)
    declined = tmp_path / "declined.json"
    typed("0", "0", "5?", "0", "0", "", "", "", file=declined)
    assert read_answers(declined).reply(Feature.SCREEN_ACT_FAILED) is Reply.NOT_SURE


def test_a_first_sitting_in_the_diary_answers_by_itself(tmp_path: Path) -> None:
    place = tmp_path / "diary.sqlite"
    acts = tuple(ActAnswer(act=act.name, side=side, outcome=Outcome.DONE) for act in ACTS for side in act.sides)
    with open_diary(place) as store:
        write_screen(store, ScreenAnswers(acts=acts))
    done = typed("0", "0", "1?", "0", "0", "", "", file=place)
    assert "Your first sitting of" in done.output
    assert _of_diary(place).reply(Feature.SCREEN_ACT_FAILED) is Reply.NO


def test_a_file_can_be_taken_and_only_what_it_leaves_open_is_asked(tmp_path: Path) -> None:
    source = tmp_path / "case.json"
    source.write_text(
        json.dumps({"format": "twitchwise-intake-1", "answered_on": "2026-11-22", "none_of": ["now"], "age_years": 50})
    )
    done = typed("0", "0", file=tmp_path / "diary.sqlite", options=("--from", str(source)))
    assert "Has your strength changed?" in done.output
    assert "failed all at once" not in done.output
    assert _of_diary(tmp_path / "diary.sqlite").age_years == 50


def test_everything_can_be_asked_once_more(place: Path) -> None:
    typed("0", "0", "1", "s", file=place)
    done = typed("0", "2", "s", file=place, options=("--again",))
    assert "Everything is asked once more" in done.output
    answers = _answers(place)
    assert answers.has(Feature.CONFUSION)
    assert answers.has(Feature.WEAKNESS_FELT)


def test_one_answer_is_changed_without_questions(place: Path, run: Run) -> None:
    typed("0", "0", "s", file=place)
    done = typed(file=place, options=("--set", "choking=yes", "--set", "age_years=40", "--set", "labs=calcium 2.1"))
    assert done.exit_code == 0
    assert "without a unit" in done.output
    assert _answers(place).has(Feature.CHOKING)
    assert _answers(place).age_years == 40
    refused = typed(file=place, options=("--set", "chocking=yes"))
    assert refused.exit_code == 2
    assert "choking" in refused.output
    assert typed(file=place, options=("--set", "choking=maybe")).exit_code == 2


def test_the_schema_is_printed(run: Run) -> None:
    done = run("intake", "--schema")
    assert done.exit_code == 0
    Draft202012Validator.check_schema(json.loads(done.output))


@pytest.mark.parametrize("content", ["", "{", '{"format": "other"}', "\x00\x01"])
def test_a_broken_file_is_refused_in_one_sentence(content: str, tmp_path: Path, run: Run) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text(content)
    for option in ("--from", "--out"):
        done = run("intake", option, broken)
        assert done.exit_code == 1
        assert done.exception is None or isinstance(done.exception, SystemExit)
    assert broken.read_text() == content


def test_a_file_and_a_diary_together_are_a_slip(run: Run, tmp_path: Path) -> None:
    assert run("intake", "--out", tmp_path / "a.json", "--diary", tmp_path / "d.sqlite").exit_code == 2


def test_every_line_of_the_cards_fits_eighty_columns(start: Started, tmp_path: Path) -> None:
    process = start("intake", "--out", tmp_path / "a.json")
    output, _ = process.communicate()
    assert max(len(line) for line in output.splitlines()) <= 80


def test_red_flags_denied_long_ago_are_asked_again(tmp_path: Path) -> None:
    place = tmp_path / "diary.sqlite"
    old = datetime.combine(TODAY - timedelta(days=60), time(12))
    with open_diary(place) as store:
        for name, answer in (("choking", "no"), ("fainted", "yes"), ("cramps", "no")):
            store.add([Finding(entry_id=name, when=Moment(local=old), name=name, answer=answer)])
    assert _of_diary(place).has(Feature.FAINTED)
    done = typed("0", "0", file=place)
    assert "Choking" in done.output
    assert "Fainted" in done.output
    answers = _of_diary(place)
    assert answers.reply(Feature.FAINTED) is answers.reply(Feature.CHOKING) is Reply.NO
