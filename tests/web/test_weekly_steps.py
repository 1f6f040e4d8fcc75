from pathlib import Path

from twitchwise.desk.calm import keep_answers
from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.writing import DoneThing, write_day
from twitchwise.diary.model import Diary, ExposureKind
from twitchwise.web.weekly_steps import WeeklyStep, due_steps
from twitchwise.worry.questions import SetName, question_set


def test_all_of_it_is_due_at_first() -> None:
    assert due_steps(Diary()) == tuple(WeeklyStep)


def test_what_was_answered_is_left_out_and_the_last_question_goes_with_the_others(tmp_path: Path) -> None:
    with open_diary(tmp_path / "d.sqlite") as store:
        for kind in (ExposureKind.WORRY, ExposureKind.SEARCHING, ExposureKind.FELT_WEAKNESS):
            write_day(store, done=[DoneThing(kind=kind, amount=1.0)])
        assert due_steps(store.load()) == (WeeklyStep.CHECK, WeeklyStep.GAD7, WeeklyStep.LAST)
        for name in SetName:
            keep_answers(store, name, [1] * len(question_set(name).questions))
        assert due_steps(store.load()) == ()
