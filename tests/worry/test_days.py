from datetime import timedelta

import numpy as np

from tests.worry.built_diaries import TODAY, diary, found, grips, on, rated, recorded
from twitchwise.body import find_site
from twitchwise.diary.model import Answer, DayAnswer, ExposureKind, TestResult, TwitchesNoticed
from twitchwise.worry.days import WEEK_DAYS, weeks_of, worry_days

CALF = find_site("left calf")


def test_what_was_not_written_down_is_not_known_and_not_nothing() -> None:
    days = worry_days(diary(rated(ExposureKind.WORRY, 2, 6.0)), TODAY, n_weeks=2)
    assert np.isnan(days.searching_min).all()
    assert np.isnan(days.n_sites).all()
    assert days.worry[-3] == 6.0
    assert np.isfinite(days.worry).sum() == 1


def test_a_rating_without_a_number_says_nothing() -> None:
    days = worry_days(diary(rated(ExposureKind.WORRY, 0, None)), TODAY, n_weeks=1)
    assert np.isnan(days.worry).all()


def test_places_are_counted_once_a_day_and_a_quiet_answer_is_none() -> None:
    calf = [TwitchesNoticed(entry_id=f"c{n}", when=on(0, 8 + n), site=CALF) for n in range(3)]
    thigh = TwitchesNoticed(entry_id="t", when=on(0), site=find_site("left thigh"))
    quiet = DayAnswer(entry_id="q", when=on(1), day=TODAY - timedelta(days=1), answer=Answer.NOTHING_NOTICED)
    somewhere = TwitchesNoticed(entry_id="s", when=on(2))
    days = worry_days(diary(calf, thigh, quiet, somewhere), TODAY, n_weeks=1)
    assert list(days.n_sites[-3:]) == [1.0, 0.0, 2.0]


def test_felt_weakness_is_also_what_was_said_before_a_test() -> None:
    days = worry_days(diary(grips(40.0), rated(ExposureKind.FELT_WEAKNESS, 0, 5.0)), TODAY, n_weeks=1)
    assert days.felt_weakness[-1] == 5.0
    assert days.strength_percent[-1] == 100.0


def test_scores_are_percents_of_the_own_middle_and_marked_sessions_are_left_out() -> None:
    kept = grips(40.0, 44.0, 36.0)
    ill = TestResult(entry_id="ill", when=on(3), test="grip", side="left", unit="kg", score=10.0, conditions=("ill",))
    strange = TestResult(entry_id="x", when=on(2), test="no-such-test", unit="kg", score=1.0)
    days = worry_days(diary(kept, ill, strange), TODAY, n_weeks=4)
    known = days.strength_percent[np.isfinite(days.strength_percent)]
    np.testing.assert_allclose(known, [100.0, 110.0, 90.0])


def test_a_rate_is_that_of_the_site_recorded_most() -> None:
    days = worry_days(diary(recorded(4.0, 6.0), recorded(90.0, site="tongue")), TODAY, n_weeks=2)
    assert days.rate_site == CALF
    assert list(days.rate_per_min[np.isfinite(days.rate_per_min)]) == [4.0, 6.0]


def test_a_failed_act_a_lost_task_and_a_zero_are_findings() -> None:
    zero = TestResult(entry_id="z", when=on(1), test="heel-walk", side="left", unit="grade", score=0.0)
    for entry in (
        zero,
        found("strength-screen-act-heel-walk/left", "failed"),
        found("strength-screen-lost-left-hand/buttons", "buttons"),
    ):
        assert worry_days(diary(entry), TODAY, n_weeks=4).has_failed_act
    assert not worry_days(diary(found("strength-screen-act-heel-walk/left", "done")), TODAY, n_weeks=4).has_failed_act


def test_weeks_are_seven_days_and_end_today() -> None:
    days = worry_days(diary(rated(ExposureKind.WORRY, 0, 8.0), rated(ExposureKind.WORRY, 6, 2.0)), TODAY, n_weeks=3)
    weeks = weeks_of(days)
    assert len(weeks) == 3
    assert weeks[-1].first_day == TODAY - timedelta(days=WEEK_DAYS - 1)
    assert weeks[-1].worry == 5.0
    assert weeks[0].worry is None
