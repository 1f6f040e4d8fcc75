import numpy as np
import pytest
from numpy.typing import NDArray

from twitchwise.strength.following import follow_scores, make_plan, percent_of_first
from twitchwise.strength.trend_filter import filter_scores

Array = NDArray[np.float64]


def _weekly(n_plans: int, n: int, error: float = 6.0) -> tuple[Array, Array, NDArray[np.bool_], Array]:
    weeks = np.broadcast_to(np.arange(n, dtype=float), (n_plans, n))
    return 7.0 * weeks, weeks, np.ones((n_plans, n), dtype=bool), np.full(n_plans, error)


def test_many_people_at_once_get_what_each_gets_alone() -> None:
    rng = np.random.default_rng(1)
    n_plans, n_people, n = 3, 4, 30
    days = np.sort(rng.choice(300, (n_plans, n), replace=False), axis=1).astype(float)
    done = np.broadcast_to(np.arange(n, dtype=float), days.shape)
    kept = rng.random((n_plans, n)) > 0.2
    errors = np.array([6.0, 14.0, np.nan])
    scores = 100.0 + 8.0 * rng.normal(size=(n_plans, n_people, n))
    together = follow_scores(make_plan(days, done, kept, errors), scores)
    for plan in range(n_plans):
        one = slice(plan, plan + 1)
        alone_plan = make_plan(days[one], done[one], kept[one], errors[one])
        for person in range(n_people):
            alone = follow_scores(alone_plan, scores[one, person : person + 1])
            np.testing.assert_allclose(alone.above[0, 0], together.above[plan, person])
            np.testing.assert_allclose(alone.bound[0, 0], together.bound[plan, person])
            np.testing.assert_allclose(alone.filtered.error[0, 0], together.filtered.error[plan, person])


def test_what_was_said_at_a_session_does_not_depend_on_later_ones() -> None:
    days, done, kept, errors = _weekly(1, 40)
    scores = 100.0 + 6.0 * np.random.default_rng(2).normal(size=(1, 5, 40))
    whole = follow_scores(make_plan(days, done, kept, errors), scores)
    part = follow_scores(make_plan(days[:, :20], done[:, :20], kept[:, :20], errors), scores[..., :20])
    np.testing.assert_allclose(part.above, whole.above[..., :20])


def test_padding_at_the_end_changes_nothing() -> None:
    days, done, kept, errors = _weekly(1, 30)
    scores = 100.0 + 6.0 * np.random.default_rng(3).normal(size=(1, 2, 30))
    days, kept = days.copy(), kept.copy()
    days[:, 20:], kept[:, 20:] = days[:, 19:20], False
    padded = follow_scores(make_plan(days, done, kept, errors), scores)
    np.testing.assert_allclose(padded.above[..., 29], padded.above[..., 19])


def test_a_line_without_noise_is_found() -> None:
    days, done, kept, errors = _weekly(1, 52)
    scores = (100.0 - 0.5 * np.arange(52.0))[None, None]
    found = filter_scores(make_plan(days, done, kept, errors), scores)
    true_percent = 100.0 * 0.5 * (51 - 2) / (100.0 - 1.0)
    assert found.loss[0, 0, -1] == pytest.approx(true_percent, abs=1.5)


def test_one_wild_score_moves_the_level_little() -> None:
    days, done, kept, errors = _weekly(1, 21)
    scores = np.full((1, 2, 21), 100.0)
    scores[0, 1, 20] = 40.0
    found = filter_scores(make_plan(days, done, kept, errors), scores)
    assert found.level[0, 0, 20] - found.level[0, 1, 20] < 6.0


def test_intervals_of_the_loss_hold_the_truth() -> None:
    days, done, kept, errors = _weekly(1, 40, error=7.0)
    rng = np.random.default_rng(4)
    line = 100.0 - 0.4 * np.arange(40)
    gain = rng.gamma(4.0, 1.2, (1, 1500, 1))
    scores = line + gain * (1.0 - 0.6 ** np.arange(40)) + 7.0 * rng.normal(size=(1, 1500, 40))
    found = filter_scores(make_plan(days, done, kept, errors), scores)
    true = 100.0 * 0.4 * 37 / (100.0 - 0.8)
    inside = np.abs(found.loss[0, :, -1] - true) <= 1.96 * found.loss_sd[0, :, -1]
    assert inside.mean() >= 0.95


def test_scores_are_compared_with_the_first_usual_ones() -> None:
    scores = np.array([40.0, 10.0, 44.0, 36.0, 40.0, 80.0])
    usual = np.array([True, False, True, True, True, True])
    assert percent_of_first(scores, usual) == pytest.approx(scores / 0.4)
    assert np.isnan(percent_of_first(np.zeros(6), usual)).all()
    assert np.isnan(percent_of_first(scores, np.zeros(6, dtype=bool))).all()
