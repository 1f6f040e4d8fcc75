from datetime import date, timedelta

import pytest

from tests.strength.built_series import MONDAY, fall, hand, simulated, weekly
from twitchwise.body import Side
from twitchwise.errors import InputError
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.simulate.strength_person_world import StrengthWorld
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.series import Condition, Series
from twitchwise.strength.trend import LEAST_RATE_PERCENT, strength_trend
from twitchwise.strength.trend_result import RegionTrend, State


def _after(weeks: int) -> date:
    return MONDAY + timedelta(weeks=weeks)


def _left_hand(series: list[Series], weeks: int) -> RegionTrend:
    (region,) = strength_trend(series, today=_after(weeks)).regions
    return region


def test_a_person_without_a_fall_goes_from_learning_to_open_to_steady() -> None:
    series = hand(lambda _: 40.0, 52)
    states = [_left_hand(series, weeks).state for weeks in range(52)]
    order = [state for i, state in enumerate(states) if i == 0 or states[i - 1] is not state]
    assert order == [State.LEARNING, State.OPEN, State.STEADY]


def test_steady_says_what_it_does_not_exclude() -> None:
    region = _left_hand(hand(lambda _: 40.0, 52), 52)
    assert region.sentences[0].startswith("The measured tests of the left hand are steady; a fall faster than ")
    assert "keep the next date" in region.sentences[1]
    assert region.excluded_rate_percent_per_month is not None
    assert LEAST_RATE_PERCENT <= region.excluded_rate_percent_per_month < 2.7
    assert region.weeks_until_known is None


@pytest.mark.parametrize(("percent_per_month", "weeks"), [(6.0, 20), (2.7, 32), (1.9, 42)])
def test_a_true_fall_is_seen_and_dated_and_sized(percent_per_month: float, weeks: int) -> None:
    region = _left_hand(hand(fall(percent_per_month), 52), weeks)
    assert region.state is State.FALL
    assert region.fall_since is not None
    assert region.fall_since <= _after(weeks)
    assert isinstance(region.loss, Estimate)
    true = percent_per_month * (weeks - 2) * 7 / (365.25 / 12)
    assert region.loss.low <= true <= region.loss.high


def test_a_gain_by_practice_is_not_called_a_loss_when_it_ends() -> None:
    series = hand(lambda k: 40.0 * (1.08 - 0.08 * 0.6**k), 52)
    assert {_left_hand(series, weeks).state for weeks in range(52)} <= {State.LEARNING, State.OPEN, State.STEADY}


def test_weeks_until_known_shrink_as_sessions_come_in() -> None:
    series = hand(lambda _: 40.0, 52)
    left = [_left_hand(series, weeks).weeks_until_known for weeks in (0, 8, 16)]
    assert all(each is not None for each in left)
    assert left == sorted(left, key=lambda weeks: -(weeks or 0))
    assert len(set(left)) == 3


def test_real_dates_count_not_session_numbers() -> None:
    every_week = _left_hand(hand(fall(2.7), 30), 29)
    gap = range(9, 22)
    with_gap = _left_hand(hand(fall(2.7), 30, missed=gap), 29)
    assert isinstance(every_week.loss, Estimate)
    assert isinstance(with_gap.loss, Estimate)
    assert with_gap.loss.value == pytest.approx(every_week.loss.value, abs=4.0)
    assert with_gap.loss.high - with_gap.loss.low > every_week.loss.high - every_week.loss.low


def test_marked_sessions_are_shown_but_not_used() -> None:
    def score(k: int) -> float:
        return 25.0 if 20 <= k < 24 else 40.0

    marks = {k: {Condition.ILL} for k in range(20, 24)}
    assert _left_hand(hand(score, 30, marks=marks), 29).state is State.STEADY
    assert _left_hand(hand(score, 30), 23).state is not State.STEADY
    (test, _) = _left_hand(hand(score, 30, marks=marks), 29).tests
    assert (test.kept, test.excluded, len(test.points)) == (22, 4, 30)  # two of practice, two of recovery
    assert not any(point.is_kept for point in test.points[20:26])


def test_a_lasting_change_starts_learning_again() -> None:
    def score(k: int) -> float:
        return 40.0 if k < 20 else 32.0

    marks = {20: {Condition.STOPPED_TRAINING, Condition.LASTING}}
    assert _left_hand(hand(score, 52, marks=marks), 24).state is State.LEARNING
    assert _left_hand(hand(score, 52, marks=marks), 51).state is State.STEADY
    assert _left_hand(hand(score, 52), 30).state is State.FALL


def test_more_than_a_quarter_left_out_cannot_be_judged() -> None:
    marks = {k: {Condition.PAIN} for k in range(8, 16)}
    region = _left_hand(hand(lambda _: 40.0, 24, marks=marks), 23)
    assert region.state is State.CANNOT_JUDGE
    assert "more than a quarter" in region.sentences[0]


def test_a_fall_is_not_hidden_by_sessions_left_out() -> None:
    marks = {k: {Condition.PAIN} for k in range(8, 22)}
    assert _left_hand(hand(fall(6.0), 40, marks=marks), 39).state is State.FALL


def test_who_stopped_testing_cannot_be_judged() -> None:
    assert _left_hand(hand(lambda _: 40.0, 40), 39).state is State.STEADY
    region = _left_hand(hand(lambda _: 40.0, 40), 50)
    assert region.state is State.CANNOT_JUDGE
    assert "77 days ago" in region.sentences[0]


def test_one_test_alone_asks_for_a_repeat_and_never_shows_a_fall() -> None:
    series = [weekly(fall(6.0), 40)]
    region = _left_hand(series, 39)
    assert region.state is State.REPEAT
    assert "not show a fall" in region.sentences[-1]


def test_a_test_without_published_error_has_a_say_after_eight_own_sessions() -> None:
    series = [weekly(lambda k: 40.0 + k % 2, 12, error_percent=None)]
    assert [_left_hand(series, weeks).tests[0].has_say for weeks in (8, 9)] == [False, True]
    assert isinstance(_left_hand(series, 8).loss, NotMeasurable)


def test_the_own_error_moves_from_the_published_one_to_what_is_seen() -> None:
    series = [weekly(lambda k: 40.0 * (1.0 + 0.15 * (-1.0) ** k), 52)]
    errors = [_left_hand(series, weeks).tests[0].error_percent for weeks in (3, 51)]
    assert errors[0] == pytest.approx(6.0, abs=3.0)
    assert errors[1] is not None
    assert errors[1] > 10.0


def test_scores_of_nothing_are_a_problem_not_a_trend() -> None:
    trend = strength_trend([weekly(lambda _: 0.0, 20)], today=_after(19))
    assert trend.regions[0].state is State.CANNOT_JUDGE
    assert "all 0" in str(trend.problems[0])


def test_an_act_that_can_no_longer_be_done_is_a_fall() -> None:
    series = hand(lambda k: max(40.0 - 3.0 * max(k - 12, 0), 0.0), 30)
    assert _left_hand(series, 26).state is State.FALL


def test_two_fifths_lost_at_once_are_a_fall_at_the_second_session() -> None:
    series = hand(lambda k: 40.0 if k < 15 else 24.0, 30)
    assert [_left_hand(series, weeks).state for weeks in (14, 15)] == [State.OPEN, State.OPEN]
    assert {_left_hand(series, weeks).state for weeks in range(16, 30)} == {State.FALL}


def test_a_session_in_the_future_is_left_out_and_told() -> None:
    trend = strength_trend([weekly(lambda _: 40.0, 10)], today=_after(8))
    assert str(trend.problems[0]) == "grip, left: 1 session after 2026-03-02 left out; check the date."


def test_the_same_test_twice_is_told() -> None:
    with pytest.raises(InputError, match="join its sessions"):
        strength_trend([weekly(lambda _: 40.0, 3), weekly(lambda _: 40.0, 3)], today=_after(3))


def test_without_any_series_there_is_nothing_to_say() -> None:
    assert strength_trend([], today=MONDAY).regions == ()


def test_a_test_without_sessions_says_so() -> None:
    region = _left_hand([weekly(lambda _: 40.0, 0)], 0)
    assert region.state is State.CANNOT_JUDGE
    assert region.when_known.steady_weeks is not None


def test_a_test_can_bear_on_two_regions() -> None:
    both = (StrengthRegion.RIGHT_LEG, StrengthRegion.BOTH_LEGS)
    trend = strength_trend([weekly(lambda _: 20.0, 9, side=Side.RIGHT, regions=both)], today=_after(9))
    assert [region.region for region in trend.regions] == list(both)


def test_no_sentence_says_that_weakness_is_only_felt_or_that_it_is_not_als() -> None:
    for world in (StrengthWorld(), StrengthWorld().declining("right-hand", 6.0)):
        series = simulated(world, seed=3)
        for weeks in (2, 10, 30, 52):
            text = " ".join(
                s for region in strength_trend(series, today=_after(weeks)).regions for s in region.sentences
            )
            assert "perceived" not in text
            assert "not ALS" not in text
