from datetime import date
from pathlib import Path

from twitchwise.clock import utc_now
from twitchwise.desk.answering import kept_answers
from twitchwise.desk.demo_diary import made_up_diary, write_demo_diary
from twitchwise.desk.diary_place import diary_if_any
from twitchwise.desk.investigating import investigate_diary
from twitchwise.desk.strength_standing import standing_of_diary
from twitchwise.diary.investigation import current_investigation
from twitchwise.triggers.diary_table import TRAINING
from twitchwise.triggers.verdict import Verdict

TODAY = date(2026, 11, 22)


def test_the_same_day_gives_the_same_diary_and_nothing_lies_ahead() -> None:
    diary = made_up_diary(TODAY)
    assert diary == made_up_diary(TODAY)
    assert max(diary.rule.day_of(entry.when) for entry in diary.entries) < TODAY
    assert current_investigation(diary, TODAY) is not None
    assert len({entry.entry_id for entry in diary.entries}) == len(diary.entries)


def test_training_is_found_and_the_suspicion_is_not() -> None:
    found = investigate_diary(made_up_diary(TODAY), with_power=False).triggers.triggers
    likely = {trigger.exposure for trigger in found if trigger.verdict is Verdict.LIKELY}
    assert likely == {TRAINING}


def test_feeling_weak_stands_beside_tests_without_a_fall() -> None:
    found = standing_of_diary(made_up_diary(TODAY), today=TODAY)
    assert not found.goes_to_urgency
    assert found.screened is not None


def test_it_is_written_with_answers_and_replaces_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "diary.sqlite"
    write_demo_diary(file)
    write_demo_diary(file)
    diary = diary_if_any(file)
    assert diary is not None
    kept = kept_answers(diary, diary.rule.today(utc_now()))
    assert kept.answers.age_years == 36
    assert kept.answers.question
    assert not list((tmp_path / "backups").glob("*"))
