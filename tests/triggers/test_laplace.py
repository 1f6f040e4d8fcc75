import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import nbinom

from twitchwise.triggers.laplace import find_mode, log_likelihood, skewness_correction

_DRAWS = 4000


def _covariance(n: int, spread: float, memory_days: float, columns: NDArray[np.float64]) -> NDArray[np.float64]:
    gaps = np.abs(np.subtract.outer(np.arange(n), np.arange(n)))
    return np.asarray(4.0 + spread**2 * np.exp(-gaps / memory_days) + 0.09 * columns @ columns.T)


def _importance_log_evidence(
    counts: NDArray[np.float64],
    mean: NDArray[np.float64],
    covariance: NDArray[np.float64],
    size: float,
    rng: np.random.Generator,
) -> float:
    """Log evidence by draws in mirrored pairs from the normal at the mode, weighted by posterior over proposal."""
    fit = find_mode(counts, mean, covariance, size, tolerance=1e-9)
    precision = np.linalg.inv(covariance)
    shape = precision + np.diag(fit.curvature)
    root = np.linalg.cholesky(np.linalg.inv(shape))
    half = rng.standard_normal((_DRAWS // 2, counts.size))
    normal = np.concatenate([half, -half])
    deviations = fit.mode + normal @ root.T - mean
    log_weights = -0.5 * np.einsum("di,ij,dj->d", deviations, precision, deviations)
    log_weights += 0.5 * (normal**2).sum(axis=1)
    log_weights -= 0.5 * (np.linalg.slogdet(covariance)[1] + np.linalg.slogdet(shape)[1])
    log_weights += np.array([log_likelihood(counts, mean + deviation, size) for deviation in deviations])
    return float(np.logaddexp.reduce(log_weights) - np.log(_DRAWS))


def test_the_likelihood_is_the_negative_binomial() -> None:
    counts, log_rates, size = np.array([0.0, 1.0, 7.0]), np.array([-1.0, 0.5, 1.5]), 3.0
    expected = nbinom.logpmf(counts, size, size / (size + np.exp(log_rates))).sum()
    assert log_likelihood(counts, log_rates, size) == pytest.approx(float(expected))


_SETTINGS = [(2.0, 0.45, 4.0), (6.0, 0.8, 10.0), (30.0, 0.2, 25.0), (6.0, 0.8, 1.5), (2.0, 1.2, 4.0)]


@pytest.mark.parametrize(("size", "spread", "memory_days"), _SETTINGS)
@pytest.mark.parametrize("rate", [0.3, 2.0, 8.0])
@pytest.mark.parametrize("acts", [False, True])
def test_the_log_evidence_agrees_with_importance_sampling(
    size: float, spread: float, memory_days: float, rate: float, acts: bool
) -> None:
    rng = np.random.default_rng(11)
    n = 100
    covariance = _covariance(n, spread, memory_days, acts * rng.standard_normal((n, 4)))
    log_rates = np.log(rate) + np.linalg.cholesky(covariance - 3.99) @ rng.standard_normal(n)
    counts = rng.negative_binomial(size, size / (size + np.exp(log_rates))).astype(np.float64)
    mean = np.full(n, np.log(counts.mean() + 0.3))
    fit = find_mode(counts, mean, covariance, size)
    ours = fit.log_evidence + skewness_correction(counts, covariance, size, fit)
    sampled = _importance_log_evidence(counts, mean, covariance, size, np.random.default_rng(12))
    assert ours == pytest.approx(sampled, abs=0.1)


def test_a_start_from_another_fit_leads_to_the_same_mode() -> None:
    rng = np.random.default_rng(2)
    n = 60
    counts = rng.poisson(3.0, n).astype(np.float64)
    covariance = _covariance(n, 0.8, 4.0, rng.standard_normal((n, 4)))
    cold = find_mode(counts, np.zeros(n), covariance, 6.0, tolerance=1e-10)
    wild = find_mode(counts, np.zeros(n), covariance, 6.0, pull=50.0 * rng.standard_normal(n), tolerance=1e-10)
    assert wild.mode == pytest.approx(cold.mode, abs=1e-4)
    assert wild.log_evidence == pytest.approx(cold.log_evidence, abs=1e-4)


def test_a_day_of_a_thousand_twitches_among_quiet_ones_is_fitted() -> None:
    counts = np.zeros(50)
    counts[20] = 1000.0
    fit = find_mode(counts, np.full(50, -1.0), _covariance(50, 0.2, 25.0, np.zeros((50, 4))), 30.0)
    assert np.isfinite(fit.log_evidence)
    assert np.isfinite(fit.mode).all()
