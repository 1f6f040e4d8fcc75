from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from twitchwise.clock import utc_now
from twitchwise.desk.answering import keep_answers as keep_intake
from twitchwise.desk.answering import kept_answers
from twitchwise.desk.calm import (
    earlier_answer,
    end_pause,
    keep_agreement,
    keep_answers,
    keep_crisis_line,
    keep_self_harm,
    open_answers,
    start_pause,
    worry_of_diary,
    write_worry,
)
from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.strength_standing import start_strength
from twitchwise.desk.writing import DoneThing, start_investigation, write_day
from twitchwise.diary.investigation import current_investigation
from twitchwise.diary.model import ExposureKind, Questionnaire
from twitchwise.diary.moment import DayRule
from twitchwise.errors import InputError
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.model import Answers
from twitchwise.store.diary_store import DiaryStore
from twitchwise.worry.personal import agreement_on, crisis_lines, pause_until
from twitchwise.worry.questions import SetName

TODAY = DayRule().today(utc_now())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DiaryStore]:
    with open_diary(tmp_path / "diary.sqlite") as opened:
        yield opened


def test_answers_are_kept_with_their_sum_and_stand_for_days(store: DiaryStore) -> None:
    kept = keep_answers(store, SetName.GAD7, (1, 1, 1, 1, 0, 0, 0))
    assert kept.score == 4.0
    with pytest.raises(InputError, match=f"{TODAY.isoformat()}.*stands"):
        keep_answers(store, SetName.GAD7, (3, 3, 3, 3, 3, 3, 3))
    assert earlier_answer(store.load(), SetName.GAD7) is not None
    assert earlier_answer(store.load(), SetName.CHECK) is None
    keep_answers(store, SetName.GAD7, (2, 2, 2, 2, 2, 2, 2), is_again=True)
    assert len(store.load().of(Questionnaire)) == 2


def test_a_set_that_was_left_open_is_gone_on_with(store: DiaryStore) -> None:
    keep_answers(store, SetName.CHECK, (1, None, None, None, None, None))
    left_open = open_answers(store.load(), SetName.CHECK)
    assert left_open is not None
    assert left_open.n_open == 5
    keep_answers(store, SetName.CHECK, (1, 1, 1, 1, 1, 1))
    (entry,) = store.load().of(Questionnaire)
    assert entry.score == 6.0
    assert open_answers(store.load(), SetName.CHECK) is None


def test_nothing_answered_is_nothing_kept(store: DiaryStore) -> None:
    with pytest.raises(InputError, match="left open"):
        keep_answers(store, SetName.GAD7, (None,) * 7)
    assert store.load().of(Questionnaire) == ()


def test_a_high_sheet_waits_with_a_daily_diary_until_a_clinician_agrees(store: DiaryStore) -> None:
    keep_answers(store, SetName.GAD7, (2, 2, 2, 2, 2, 0, 0))
    with pytest.raises(InputError, match="calm agree"):
        start_investigation(store)
    until = keep_agreement(store, "Dr  Who")
    agreed = agreement_on(store.load(), TODAY)
    assert agreed is not None
    assert (agreed.who, agreed.until) == ("Dr Who", until)
    assert start_investigation(store).first_day == TODAY
    assert keep_agreement(store, None) is None
    assert agreement_on(store.load(), TODAY) is None


@pytest.mark.parametrize("who", ["", "  ", "no"])
def test_an_agreement_of_nobody_is_none(store: DiaryStore, who: str) -> None:
    with pytest.raises(InputError, match="nobody is named"):
        keep_agreement(store, who)


def test_a_break_ends_what_runs_and_waits_with_what_is_new(store: DiaryStore) -> None:
    start_investigation(store)
    start_strength(store)
    paused = start_pause(store, n_weeks=2)
    assert (paused.has_stopped_search, paused.has_stopped_tests) == (True, True)
    assert paused.until == TODAY + timedelta(weeks=2)
    assert "Red flags do not rest" in paused.sentence.text
    running = current_investigation(store.load(), TODAY)
    assert running is None or running.stopped_on == TODAY
    with pytest.raises(InputError):
        start_strength(store)
    end_pause(store)
    assert pause_until(store.load(), TODAY) is None


def test_during_a_break_a_start_names_the_way_past_it(store: DiaryStore) -> None:
    start_pause(store, n_weeks=1)
    for start in (start_investigation, start_strength):
        with pytest.raises(InputError, match="calm pause --end"):
            start(store)
    end_pause(store)
    start_strength(store)


@pytest.mark.parametrize("n_weeks", [0, -1, 27])
def test_a_break_of_no_length_is_none(store: DiaryStore, n_weeks: int) -> None:
    with pytest.raises(InputError, match="break of this length"):
        start_pause(store, n_weeks=n_weeks)


def test_crisis_lines_are_those_typed_in(store: DiaryStore) -> None:
    keep_crisis_line(store, "my line", "555 0100")
    assert crisis_lines(store.load()) == ("my line: 555 0100",)
    keep_crisis_line(store, "my line", None)
    assert crisis_lines(store.load()) == ()
    with pytest.raises(InputError, match="no name"):
        keep_crisis_line(store, " ", "1")


def test_an_answer_about_self_harm_brings_help_to_the_top_and_no_answer_is_none(store: DiaryStore) -> None:
    keep_self_harm(store, Reply.NOT_ASKED)
    assert store.load().entries == ()
    keep_self_harm(store, Reply.YES)
    assert worry_of_diary(store.load()).needs_crisis_help


def test_a_result_folder_is_replaced_whole(store: DiaryStore, tmp_path: Path) -> None:
    write_day(store, done=[DoneThing(kind=ExposureKind.WORRY, amount=4.0)])
    write_worry(worry_of_diary(store.load()), tmp_path / "calm")
    assert (tmp_path / "calm" / "spiral.svg").is_file()
    with open_diary(tmp_path / "other.sqlite") as empty:
        write_worry(worry_of_diary(empty.load()), tmp_path / "calm")
    assert not (tmp_path / "calm" / "spiral.svg").exists()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    with pytest.raises(InputError, match="other files"):
        write_worry(worry_of_diary(store.load()), tmp_path / "mine")


def test_what_the_intake_was_told_of_self_harm_is_known_here(store: DiaryStore) -> None:
    told = Answers(answered_on=TODAY, replies={Feature.THOUGHTS_OF_SELF_HARM: Reply.NOT_SURE})
    keep_intake(store, told)
    assert worry_of_diary(store.load()).needs_crisis_help
    keep_self_harm(store, Reply.NO)
    assert not worry_of_diary(store.load()).needs_crisis_help
    assert kept_answers(store.load(), TODAY).answers.reply(Feature.THOUGHTS_OF_SELF_HARM) is Reply.NO
