from dataclasses import replace

from tests.worry.built_diaries import TODAY, check, diary, gad7, on
from twitchwise.diary.model import Questionnaire
from twitchwise.worry.answered import answered_sets, latest_answered
from twitchwise.worry.questions import Gad7Band, SetName


def test_the_latest_complete_sheet_counts_and_open_ones_have_no_sum() -> None:
    left_open = replace(gad7(9, 1), answers=(3, 3, 3, None, 0, 0, 0))
    kept = diary(gad7(12, 20), left_open)
    found = answered_sets(kept, SetName.GAD7, TODAY)
    assert [each.score for each in found] == [12, None]
    assert found[1].n_open == 1
    assert found[1].band is None
    latest = latest_answered(kept, SetName.GAD7, TODAY)
    assert latest is not None
    assert (latest.score, latest.band) == (12, Gad7Band.MODERATE)


def test_a_sum_written_beside_the_answers_is_worked_out_again() -> None:
    wrong = replace(gad7(5), score=21.0)
    found = latest_answered(diary(wrong), SetName.GAD7, TODAY)
    assert found is not None
    assert found.score == 5


def test_what_cannot_be_a_sheet_is_passed_over() -> None:
    strange = [
        Questionnaire(entry_id=f"q{n}", when=on(n), name="gad-7", answers=answers)
        for n, answers in enumerate([(), (9,) * 7, (1,) * 20])
    ]
    assert answered_sets(diary(strange), SetName.GAD7, TODAY) == ()
    assert latest_answered(diary(check(1, 1, 1, 1, 1, 1)), SetName.GAD7, TODAY) is None


def test_the_check_has_a_sum_and_no_band() -> None:
    found = latest_answered(diary(check(3, 2, 1, 0, 0, 1)), SetName.CHECK, TODAY)
    assert found is not None
    assert (found.score, found.band) == (7, None)


def test_a_sheet_of_a_day_to_come_is_not_looked_at() -> None:
    assert latest_answered(diary(gad7(21, -3)), SetName.GAD7, TODAY) is None
