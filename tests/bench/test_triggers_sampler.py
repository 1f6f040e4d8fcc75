import numpy as np
import pytest

from bench.triggers_exact import sampled_evidence, series_of
from bench.triggers_sampler import polya_gamma, run_gibbs
from twitchwise.simulate.person_world import PersonWorld
from twitchwise.triggers.fit import fit_series, log_evidence, rank_settings

_SHORT = PersonWorld(n_days=60)


@pytest.mark.parametrize(("shape", "tilt"), [(1.0, 0.5), (3.0, 1.5), (10.0, -2.0)])
def test_polya_gamma_draws_have_the_mean_and_variance_of_the_formula(shape: float, tilt: float) -> None:
    draws = polya_gamma(np.full(20_000, shape), np.full(20_000, tilt), np.random.default_rng(1))
    assert draws.mean() == pytest.approx(shape / (2 * tilt) * np.tanh(tilt / 2), rel=0.01)
    variance = shape / (4 * tilt**3) * (np.sinh(tilt) - tilt) / np.cosh(tilt / 2) ** 2
    assert draws.var() == pytest.approx(variance, rel=0.05)


def test_the_evidence_of_an_exposure_is_that_of_importance_sampling() -> None:
    series = series_of(1, 1, world=_SHORT)
    setting = rank_settings(series, 1)[0].setting
    laplace = log_evidence(series, setting, (0,)) - log_evidence(series, setting, ())
    rng = np.random.default_rng(1)
    sampled = sampled_evidence(series, setting, (0,), rng) - sampled_evidence(series, setting, (), rng)
    assert laplace == pytest.approx(sampled, abs=0.1)


def test_a_long_chain_agrees_with_the_engine() -> None:
    series = series_of(1, 1, world=_SHORT)
    chain = run_gibbs(series, np.random.default_rng(1), sweeps=600, warm_up=100)
    ours = fit_series(series).probabilities(series.priors)
    assert chain.probabilities == pytest.approx(ours, abs=0.08)  # so short a chain is itself off by 0.03
