import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from twitchwise.cli.calm_questions import answers_from_text, ask_due
from twitchwise.cli.calm_text import print_answers
from twitchwise.cli.evening import ask_evening
from twitchwise.cli.terminal import open_console
from twitchwise.desk.calm import keep_answers, worry_of_diary
from twitchwise.desk.diary_place import open_diary
from twitchwise.diary.model import Exposure, ExposureKind, Questionnaire
from twitchwise.store.diary_store import DiaryStore
from twitchwise.worry.questions import SetName

_MANY = 60
RATINGS = ("5", "20", "3")
CHECK = ("1", "0", "0", "2", "1", "0")
GAD7 = ("1", "1", "2", "1", "0", "1", "2")


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What is typed at the prompts, in order; Enter after the last."""

    def begin(*typed: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(typed) + "\n" * _MANY))

    return begin


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DiaryStore]:
    with open_diary(tmp_path / "diary.sqlite") as opened:
        yield opened


def _ask(store: DiaryStore) -> None:
    ask_due(open_console(), store, is_again=False)


def test_a_whole_check_in_is_kept(answer: Any, store: DiaryStore) -> None:
    answer(*RATINGS, *CHECK, *GAD7, "n")
    _ask(store)
    kept = store.load()
    assert {entry.kind: entry.amount for entry in kept.of(Exposure)} == {
        ExposureKind.WORRY: 5.0,
        ExposureKind.SEARCHING: 20.0,
        ExposureKind.FELT_WEAKNESS: 3.0,
    }
    assert {entry.name: entry.score for entry in kept.of(Questionnaire)} == {"searching-checking": 4.0, "gad-7": 8.0}
    assert not worry_of_diary(kept).needs_crisis_help


def test_stopping_keeps_what_was_answered_and_the_next_time_goes_on(answer: Any, store: DiaryStore) -> None:
    answer(*RATINGS, "1", "0", "stop")
    _ask(store)
    (entry,) = store.load().of(Questionnaire)
    assert entry.answers == (1, 0, None, None, None, None)
    assert entry.score is None
    answer("3", "3", "3", "3", *GAD7, "n")
    _ask(store)
    scores = {entry.name: entry.score for entry in store.load().of(Questionnaire)}
    assert scores == {"searching-checking": 13.0, "gad-7": 8.0}


def test_enter_leaves_questions_open_and_nothing_is_nothing(answer: Any, store: DiaryStore) -> None:
    answer()
    _ask(store)
    assert store.load().entries == ()


def test_a_slip_is_asked_again(answer: Any, store: DiaryStore) -> None:
    answer("55", "5", "20", "3", *CHECK, "7", *GAD7, "maybe", "n")
    _ask(store)
    kept = store.load()
    assert {entry.name: entry.score for entry in kept.of(Questionnaire)}["gad-7"] == 8.0
    assert next(entry.amount for entry in kept.of(Exposure) if entry.kind is ExposureKind.WORRY) == 5.0


@pytest.mark.parametrize(("reply", "needs_help"), [("y", True), ("?", True), ("n", False), ("", False)])
def test_thoughts_of_self_harm_are_asked_last_and_bring_help(
    answer: Any, store: DiaryStore, reply: str, needs_help: bool
) -> None:
    answer(*RATINGS, *CHECK, *GAD7, reply)
    _ask(store)
    assert worry_of_diary(store.load()).needs_crisis_help is needs_help


def test_what_was_answered_within_days_is_not_asked_again(answer: Any, store: DiaryStore, capsys: Any) -> None:
    answer(*RATINGS, *CHECK, *GAD7, "n")
    _ask(store)
    capsys.readouterr()
    answer("n")
    _ask(store)
    assert "the answer stands" in " ".join(capsys.readouterr().out.split())
    assert len(store.load().of(Questionnaire)) == 2


def test_answers_as_text_keep_what_is_open() -> None:
    assert answers_from_text("1, 2,-,0", "--gad7") == (1, 2, None, 0)


def test_the_evening_asks_only_what_twitched_while_the_sheet_is_high(
    answer: Any, store: DiaryStore, capsys: Any
) -> None:
    from twitchwise.desk.writing import start_investigation

    start_investigation(store)
    keep_answers(store, SetName.GAD7, (3, 3, 3, 3, 0, 0, 0))
    answer("n", "3", "2")
    ask_evening(store, None)
    text = " ".join(capsys.readouterr().out.split())
    assert "the daily questions rest" in text
    assert store.load().of(Exposure) == ()


def test_who_thinks_of_self_harm_is_shown_help_and_nothing_that_can_wait(
    answer: Any, store: DiaryStore, capsys: Any
) -> None:
    answer(*RATINGS, *CHECK, "3", "3", "3", "3", "3", "3", "3", "y")
    _ask(store)
    capsys.readouterr()
    print_answers(open_console(), worry_of_diary(store.load()))
    text = " ".join(capsys.readouterr().out.split())
    assert text.startswith("If you might act on thoughts of harming yourself")
    assert "tell a doctor about the fear soon" in text
    assert "of a hundred" not in text
    assert "of 21" not in text
    assert "When to see a doctor" in text


def test_the_next_time_is_told(answer: Any, store: DiaryStore, capsys: Any) -> None:
    answer(*RATINGS, *CHECK, *GAD7, "n")
    _ask(store)
    worry = worry_of_diary(store.load())
    print_answers(open_console(), worry)
    assert f"the next time is {worry.today + timedelta(days=7)}" in " ".join(capsys.readouterr().out.split())
