import numpy as np
import pytest

from tests.strength.built_series import MONDAY, weekly
from twitchwise.body import Side
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.sides import noise_of_change
from twitchwise.strength.trend import strength_trend
from twitchwise.strength.trend_result import SideBalance


def _balance(left: float, left_last: float, n: int = 30) -> tuple[SideBalance, ...]:
    lefts = np.linspace(left, left_last, n)
    series = [
        weekly(lambda k: float(lefts[k]), n, side=Side.LEFT),
        weekly(lambda _: 40.0, n, side=Side.RIGHT, regions=(StrengthRegion.RIGHT_HAND,)),
    ]
    return strength_trend(series, today=MONDAY.replace(year=MONDAY.year + 1)).sides


@pytest.mark.parametrize(("error", "n", "band"), [(6.0, 1, 24), (6.0, 4, 12), (14.0, 1, 55), (14.0, 4, 27)])
def test_two_noisy_scores_divided_are_noisier_than_either(error: float, n: int, band: int) -> None:
    assert round(noise_of_change(error, error, n_sessions=n)) == band


def test_a_difference_that_was_there_from_the_start_is_no_change() -> None:
    (balance,) = _balance(28.0, 28.0)
    assert balance.left_of_right_percent == pytest.approx(70.0)
    assert balance.change_percent == pytest.approx(0.0)
    assert not balance.is_beyond_noise
    assert "no alarm by itself" in balance.sentence


def test_a_side_that_falls_away_is_told() -> None:
    (balance,) = _balance(40.0, 28.0)
    assert balance.is_beyond_noise
    assert "the left lost against the other by more than noise" in balance.sentence


def test_with_few_sessions_only_the_present_is_said() -> None:
    (balance,) = _balance(28.0, 28.0, n=6)
    assert balance.change_percent is None
    assert "after 10 sessions" in balance.sentence


def test_one_side_alone_is_not_compared() -> None:
    assert strength_trend([weekly(lambda _: 40.0, 20)], today=MONDAY.replace(month=6)).sides == ()
