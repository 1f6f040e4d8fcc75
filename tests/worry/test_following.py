import numpy as np
import pytest

from tests.worry.built_diaries import wandering
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.worry.following import FEWEST_DAYS, follow


def test_what_follows_by_a_known_amount_is_found() -> None:
    cause = np.tile([0.0, 0.0, 0.0, 0.0, 10.0, 10.0, 10.0, 10.0], 12)
    effect = np.tile([1.0, 1.0, 1.0, 1.0, 5.0, 5.0, 5.0, 5.0], 12)
    found = follow(cause, effect, unit="points")
    assert isinstance(found, Estimate)
    # after a high day the window of four days holds 4, 3, 2, 1 high ones, after a low day 0, 1, 2, 3; the last three
    # windows are cut short by the end of the diary
    assert found.value == pytest.approx(4.0 * (2.5 - 1.5) / 4.0, abs=0.15)
    assert (found.n, found.unit) == (96, "points")


def test_too_few_days_give_the_number_that_is_missing() -> None:
    rng = np.random.default_rng(1)
    values = wandering(FEWEST_DAYS - 1, 0.3, rng)
    found = follow(values, values, unit="points")
    assert isinstance(found, NotMeasurable)
    assert f"{FEWEST_DAYS - 1} of {FEWEST_DAYS}" in found.reason


def test_days_on_which_one_is_not_known_do_not_count() -> None:
    rng = np.random.default_rng(2)
    cause, effect = wandering(60, 0.3, rng), wandering(60, 0.3, rng)
    cause[:30] = np.nan
    assert isinstance(follow(cause, effect, unit="points"), NotMeasurable)


def test_what_never_changes_follows_nothing() -> None:
    rng = np.random.default_rng(3)
    found = follow(np.full(84, 3.0), wandering(84, 0.3, rng), unit="points")
    assert isinstance(found, NotMeasurable)


@pytest.mark.parametrize(("n_days", "ar"), [(56, 0.0), (56, 0.85), (84, 0.6), (182, 0.85)])
def test_chance_is_seldom_taken_for_following(n_days: int, ar: float) -> None:
    rng = np.random.default_rng(4)
    found = []
    for _ in range(200):
        cause, effect = (np.round(4.0 + 2.0 * wandering(n_days, ar, rng)) for _ in range(2))
        cause[rng.random(n_days) < 0.15] = np.nan
        found.append(follow(cause, effect, unit="points"))
    wrong = sum(isinstance(each, Estimate) and not each.low <= 0.0 <= each.high for each in found)
    assert wrong / len(found) <= 0.09  # 6 % and two standard errors of 200 diaries


def test_two_things_that_both_climb_are_no_following() -> None:
    rng = np.random.default_rng(5)
    climb = np.linspace(0.0, 6.0, 84)
    found = [
        follow(climb + wandering(84, 0.5, rng), climb + wandering(84, 0.5, rng), unit="points") for _ in range(100)
    ]
    wrong = sum(isinstance(each, Estimate) and each.low > 0.0 for each in found)
    assert wrong <= 5


@pytest.mark.parametrize("link", [0.0, 3.0])
def test_the_interval_holds_the_truth_as_often_as_it_says(link: float) -> None:
    rng = np.random.default_rng(6)
    found = []
    for _ in range(150):
        cause = wandering(84, 0.5, rng)
        high = (cause > np.median(cause)).astype(float)
        effect = 3.0 + 1.5 * wandering(84, 0.6, rng) + link * (high + np.concatenate([[0.0], high[:-1]])) / 2.0
        estimate = follow(cause, effect, unit="points")
        assert isinstance(estimate, Estimate)
        found.append(estimate)
    truth = float(np.mean([each.value for each in found]))
    held = sum(each.low <= truth <= each.high for each in found) / len(found)
    assert 0.91 <= held <= 1.0
