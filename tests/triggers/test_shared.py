import numpy as np
import pytest
from numpy.typing import NDArray

from twitchwise.triggers.series import build_series
from twitchwise.triggers.shared import learn_common_days
from twitchwise.triggers.table import Exposure, Outcome

_N = 100


def _wander(rng: np.random.Generator, sd: float) -> NDArray[np.float64]:
    steps = rng.standard_normal(_N)
    for day in range(1, _N):
        steps[day] = 0.6 * steps[day - 1] + 0.8 * steps[day]
    return sd * steps


def _outcomes(rng: np.random.Generator, common: NDArray[np.float64], n: int) -> list[Outcome]:
    rates = [np.exp(1.0 + common + _wander(rng, 0.2)) for _ in range(n)]
    return [Outcome(name=str(i), counts=rng.poisson(rate).astype(np.float64)) for i, rate in enumerate(rates)]


def _exposure(rng: np.random.Generator) -> tuple[Exposure, ...]:
    return (Exposure(name="coffee", values=rng.integers(0, 2, _N).astype(np.float64)),)


def test_days_that_all_muscles_share_are_learned_from_the_others() -> None:
    rng = np.random.default_rng(1)
    common = _wander(rng, 0.6)
    outcomes, exposures = _outcomes(rng, common, 6), _exposure(rng)
    learned = learn_common_days([build_series(outcome, exposures) for outcome in outcomes])
    for series in learned:
        assert series.common is not None
        assert np.corrcoef(series.common.mean, common)[0, 1] > 0.7
        assert np.linalg.eigvalsh(series.common.covariance).min() > -1e-9


def test_a_muscle_never_tells_about_its_own_days() -> None:
    rng = np.random.default_rng(2)
    outcomes, exposures = _outcomes(rng, _wander(rng, 0.6), 5), _exposure(rng)
    learned = learn_common_days([build_series(outcome, exposures) for outcome in outcomes])
    other = [Outcome(name="0", counts=outcomes[0].counts[::-1].copy()), *outcomes[1:]]
    again = learn_common_days([build_series(outcome, exposures) for outcome in other])
    assert learned[0].common is not None
    assert again[0].common is not None
    if learned[0].common.covariance[0, 0] == again[0].common.covariance[0, 0]:
        assert learned[0].common.mean == pytest.approx(again[0].common.mean)


def test_muscles_with_nothing_in_common_are_left_alone() -> None:
    rng = np.random.default_rng(3)
    outcomes, exposures = _outcomes(rng, np.zeros(_N), 4), _exposure(rng)
    for series in learn_common_days([build_series(outcome, exposures) for outcome in outcomes]):
        assert series.common is None or np.abs(series.common.mean).max() < 0.3


def test_two_muscles_are_too_few_to_share() -> None:
    rng = np.random.default_rng(4)
    series = [build_series(outcome, _exposure(rng)) for outcome in _outcomes(rng, _wander(rng, 0.6), 2)]
    assert learn_common_days(series) is series


def test_a_short_diary_is_not_shared() -> None:
    rng = np.random.default_rng(5)
    short = [
        Outcome(name=outcome.name, counts=np.where(np.arange(_N) < 89, outcome.counts, np.nan))
        for outcome in _outcomes(rng, _wander(rng, 0.6), 6)
    ]
    series = [build_series(outcome, _exposure(rng)) for outcome in short]
    assert learn_common_days(series) is series
