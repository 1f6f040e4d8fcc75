from dataclasses import replace

import numpy as np
import pytest

from bench.triggers_people import Purpose, Truth
from bench.triggers_scoring import examine, reported, score, spread_of
from twitchwise.simulate.person_world import PersonWorld


def _truth(*pairs: tuple[int, int]) -> Truth:
    acts = np.zeros((6, 8), dtype=bool)
    for pair in pairs:
        acts[pair] = True
    return Truth(acts=acts, never_happened=~acts & False, effect_per_sd=acts * 0.5, slope=acts * 0.2)


def _report(*pairs: tuple[int, int]) -> np.ndarray:
    return _truth(*pairs).acts


def test_a_score_counts_pairs_over_people() -> None:
    truths = [_truth((0, 0), (1, 3)), _truth()]
    result = score(truths, [_report((0, 0), (2, 2)), _report()])
    assert (result.n_people, result.n_true, result.n_reported, result.n_false) == (2, 2, 2, 1)
    assert result.people_with_false == 0.5
    assert result.false_per_person == 0.5
    assert result.false_share == 0.5
    assert result.power == 0.5
    assert result.own_power == 1.0


def test_shares_of_nothing_are_unknown() -> None:
    result = score([_truth()], [_report()])
    assert np.isnan(result.false_share)
    assert np.isnan(result.power)


def test_a_person_is_examined_by_everybody() -> None:
    world = replace(PersonWorld(), n_days=60, muscle_ids=("triceps", "biceps"))
    one = examine(0, world=world, purpose=Purpose.FLOOR)
    answers = one.answers
    assert answers.probability.shape == answers.low.shape == answers.step.shape == one.truth.acts.shape == (2, 8)
    known = np.isfinite(answers.probability)
    assert known.any()
    assert np.all(answers.low[known] < answers.high[known])
    assert not reported([one])[0][~known].any()


def test_the_spread_of_a_ratio_narrows_with_people() -> None:
    rng = np.random.default_rng(0)
    few, many = (spread_of(rng.binomial(10, 0.3, n).astype(float), np.full(n, 10.0)) for n in (10, 1000))
    assert few[0] < 0.3 < few[1]
    assert many[1] - many[0] == pytest.approx(2 * 1.96 * np.sqrt(0.3 * 0.7 / 10_000), rel=0.15)
