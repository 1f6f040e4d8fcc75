from datetime import date

import pytest

from twitchwise.body import Side
from twitchwise.errors import InputError
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.series import EXCLUDING, Condition, Series, Session, rate_from_seconds


def _series(*days: int) -> Series:
    return Series(
        test="grip",
        side=Side.LEFT,
        regions=(StrengthRegion.LEFT_HAND,),
        error_percent=6.0,
        sessions=tuple(Session(day=date(2026, 1, day), score=30.0) for day in days),
    )


def test_two_results_on_one_day_are_told_not_averaged() -> None:
    with pytest.raises(InputError, match="grip, left: two results on 2026-01-08; keep one result of a day"):
        _series(1, 8, 8)


def test_sessions_out_of_order_are_told() -> None:
    with pytest.raises(InputError, match="2026-01-01 comes after 2026-01-08"):
        _series(8, 1)


@pytest.mark.parametrize("score", [-1.0, float("nan"), float("inf")])
def test_an_impossible_score_is_told(score: float) -> None:
    with pytest.raises(InputError, match="is not a score"):
        Session(day=date(2026, 1, 1), score=score)


def test_felt_weakness_beyond_its_scale_is_told() -> None:
    with pytest.raises(InputError, match="0 to 10"):
        Session(day=date(2026, 1, 1), score=1.0, felt=11.0)


def test_a_failed_act_is_a_score_of_nothing_and_kept() -> None:
    assert not Session(day=date(2026, 1, 1), score=0.0).is_excluded


@pytest.mark.parametrize("condition", sorted(EXCLUDING))
def test_a_session_with_a_reason_is_kept_out(condition: Condition) -> None:
    assert Session(day=date(2026, 1, 1), score=1.0, conditions=frozenset({condition})).is_excluded


def test_a_bad_night_excludes_nothing() -> None:
    assert not Session(day=date(2026, 1, 1), score=1.0, conditions=frozenset({Condition.BAD_NIGHT})).is_excluded


def test_only_a_lasting_change_with_a_reason_restarts() -> None:
    marked = {Condition.LASTING, Condition.STOPPED_TRAINING}
    assert Session(day=date(2026, 1, 1), score=1.0, conditions=frozenset(marked)).restarts
    for conditions in ({Condition.LASTING}, {Condition.STOPPED_TRAINING}, {Condition.LASTING, Condition.PAIN}):
        assert not Session(day=date(2026, 1, 1), score=1.0, conditions=frozenset(conditions)).restarts


def test_twice_the_time_is_half_the_speed() -> None:
    assert rate_from_seconds(16.0) == pytest.approx(0.5 * rate_from_seconds(8.0))


@pytest.mark.parametrize("seconds", [0.0, -3.0, float("nan")])
def test_a_time_that_is_none_is_told(seconds: float) -> None:
    with pytest.raises(InputError, match="is not a time"):
        rate_from_seconds(seconds)


def test_after_an_illness_the_next_days_are_recovery_but_not_after_a_new_medicine() -> None:
    ill, medicine = frozenset({Condition.ILL}), frozenset({Condition.NEW_MEDICINE})
    assert Session(day=date(2026, 1, 1), score=1.0, conditions=ill).needs_recovery
    assert not Session(day=date(2026, 1, 1), score=1.0, conditions=medicine).needs_recovery
