from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from twitchwise.body import Side, find_site
from twitchwise.clock import utc_now
from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.strength_writing import write_screen, write_test
from twitchwise.diary.model import Finding, TestResult, Workout
from twitchwise.diary.moment import DayRule
from twitchwise.diary.muscle_load import load_of_workout
from twitchwise.errors import InputError, UnknownName
from twitchwise.store.diary_store import DiaryStore
from twitchwise.strength.safety import Reply, SafetyAnswer, SafetyTopic
from twitchwise.strength.screen_acts import ActName, Outcome
from twitchwise.strength.screen_model import ActAnswer, ScreenAnswers
from twitchwise.strength.series import Condition

TODAY = DayRule().today(utc_now())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DiaryStore]:
    with open_diary(tmp_path / "diary.sqlite") as opened:
        yield opened


def _ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_a_result_is_kept_as_it_was_entered(store: DiaryStore) -> None:
    write_test(store, "walk", 8.0, amount=10.0, felt=4, conditions=frozenset({Condition.ILL}), day=_ago(3))
    (kept,) = store.load().of(TestResult)
    assert (kept.test, kept.side, kept.score, kept.unit, kept.amount) == ("walk", "middle", 8.0, "s", 10.0)
    assert (kept.felt, kept.conditions, kept.session) == (4, ("ill",), _ago(3).isoformat())


def test_heel_raises_to_failure_are_calf_load(store: DiaryStore) -> None:
    written = write_test(store, "heel-raise", 25.0, side=Side.LEFT)
    (workout,) = store.load().of(Workout)
    load = load_of_workout(workout)
    assert load.of(find_site("left gastrocnemius")) > 0.0
    assert load.of(find_site("right gastrocnemius")) == 0.0
    assert any("calf load" in note for note in written.notes)


def test_a_grip_is_no_training(store: DiaryStore) -> None:
    write_test(store, "grip", 38.0, side=Side.LEFT)
    assert store.load().of(Workout) == ()


def test_the_same_test_twice_on_a_day_is_refused_and_the_other_side_is_not(store: DiaryStore) -> None:
    write_test(store, "grip", 38.0, side=Side.LEFT)
    write_test(store, "grip", 40.0, side=Side.RIGHT)
    with pytest.raises(InputError, match=r"done on .* already, with 38 kg; no repeat on the same day"):
        write_test(store, "grip", 44.0, side=Side.LEFT)
    assert [kept.score for kept in store.load().of(TestResult)] == [38.0, 40.0]


@pytest.mark.parametrize(("days", "is_taken"), [(1, False), (4, False), (5, True), (7, True)])
def test_a_test_is_weekly_give_or_take_two_days(store: DiaryStore, days: int, is_taken: bool) -> None:
    write_test(store, "grip", 38.0, side=Side.LEFT, day=_ago(days))
    if is_taken:
        write_test(store, "grip", 38.0, side=Side.LEFT)
        return
    with pytest.raises(InputError, match="once a week"):
        write_test(store, "grip", 38.0, side=Side.LEFT)


@pytest.mark.parametrize(
    ("name", "value", "side", "said"),
    [
        ("grip", -3.0, Side.LEFT, "-3 kg cannot be a result"),
        ("grip", 400.0, Side.LEFT, "400 kg cannot be a result"),
        ("chair-stand", 14.5, None, "not a whole number"),
        ("walk", 8.0, None, "without the m"),
        ("grip", 38.0, None, "--side left or --side right"),
        ("plank", 60.0, Side.LEFT, "leave out --side"),
    ],
)
def test_what_cannot_be_a_result_is_refused_and_nothing_is_written(
    store: DiaryStore, name: str, value: float, side: Side | None, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        write_test(store, name, value, side=side)
    assert store.load().entries == ()


def test_a_day_to_come_and_a_strange_test_are_refused(store: DiaryStore) -> None:
    with pytest.raises(InputError, match="has not come yet"):
        write_test(store, "grip", 38.0, side=Side.LEFT, day=_ago(-1))
    with pytest.raises(UnknownName, match="bench"):
        write_test(store, "bench press", 80.0)


def test_an_answer_locks_its_tests_and_no_answer_is_not_no(store: DiaryStore) -> None:
    falls = SafetyAnswer(topic=SafetyTopic.FALLS, reply=Reply.YES)
    with pytest.raises(InputError, match="locked after your answers: After a fall or trips"):
        write_test(store, "heel-raise", 25.0, side=Side.LEFT, safety=[falls])
    assert [(each.name, each.answer) for each in store.load().of(Finding)] == [("strength-safety-falls", "yes")]
    with pytest.raises(InputError, match="locked"):
        write_test(store, "heel-raise", 25.0, side=Side.LEFT)
    written = write_test(store, "chair-stand", 14.0)
    assert any("Not answered is not no" in note for note in written.notes)


def test_sides_that_look_swapped_are_asked_about(store: DiaryStore) -> None:
    for weeks in (3, 2, 1):
        write_test(store, "grip", 28.0, side=Side.LEFT, day=_ago(7 * weeks))
        write_test(store, "grip", 44.0, side=Side.RIGHT, day=_ago(7 * weeks))
    assert not any("exchanged" in note for note in write_test(store, "grip", 44.0, side=Side.LEFT).notes)
    written = write_test(store, "grip", 28.0, side=Side.RIGHT)
    assert any("look exchanged" in note for note in written.notes)


def test_a_grade_of_nothing_is_for_a_doctor(store: DiaryStore) -> None:
    assert write_test(store, "hand-tasks", 0.0, side=Side.LEFT).goes_to_urgency
    assert not write_test(store, "hand-tasks", 2.0, side=Side.RIGHT).goes_to_urgency


def test_what_was_not_answered_in_a_first_sitting_stays_unanswered(store: DiaryStore) -> None:
    left = ActAnswer(act=ActName.HEEL_WALK, side=Side.LEFT, outcome=Outcome.DONE)
    write_screen(store, ScreenAnswers(acts=(left,)))
    write_screen(store, ScreenAnswers(acts=(ActAnswer(act=left.act, side=left.side, outcome=Outcome.FAILED),)))
    (kept,) = store.load().of(Finding)
    assert (kept.name, kept.answer) == ("strength-screen-act-heel-walk/left", "failed")
