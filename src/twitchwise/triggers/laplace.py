"""Negative-binomial counts over a Gaussian log rate: the most probable log rate of each day and the evidence.

Everything Gaussian in the model (intercept, slow process, lag weights) is one covariance of the days' log rates, so one
routine serves every setting and every set of exposures.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["LaplaceFit", "find_mode", "log_likelihood", "skewness_correction"]

Array = NDArray[np.float64]

_STEPS = 60
_HALVINGS = 30
_HIGHEST_LOG_RATE = 12.0  # 160,000 twitches a day: beyond it the arithmetic, not the muscle, is at fault


@dataclass(frozen=True, slots=True, kw_only=True)
class LaplaceFit:
    """The posterior of the days' log rates near its peak.

    Parameters
    ----------
    log_evidence : log probability of the counts, rates integrated out.
    mode : (n,) float, most probable log rate of each day.
    pull : (n,) float, covariance^-1 (mode - mean): the mean of any Gaussian part is its covariance with the log rates
        times this.
    curvature : (n,) float, minus the second derivative of the log-likelihood at the mode.
    factor : (n, n) float, lower Cholesky factor of 1 + root(curvature) covariance root(curvature).
    """

    log_evidence: float
    mode: Array
    pull: Array
    curvature: Array
    factor: Array


def log_likelihood(counts: Array, log_rates: Array, size: float) -> float:
    """Log probability of counts that are negative binomial with mean exp(`log_rates`) and shape `size`.

    Notes
    -----
    Variance = mean + mean^2 / size.
    """
    from scipy.special import gammaln

    constant = gammaln(counts + size) - gammaln(size) - gammaln(counts + 1) + size * np.log(size)
    return float(np.sum(constant + counts * log_rates - (counts + size) * np.log(size + np.exp(log_rates))))


def find_mode(
    counts: Array, mean: Array, covariance: Array, size: float, *, pull: Array | None = None, tolerance: float = 1e-5
) -> LaplaceFit:
    """The mode of the log rates by Newton's method, and Laplace's approximation of the evidence.

    Parameters
    ----------
    counts : (n,) float, twitches of each answered day.
    mean : (n,) float, prior mean of the log rates.
    covariance : (n, n) float, prior covariance of the log rates.
    size : shape of the negative binomial.
    pull : (n,) float, `LaplaceFit.pull` of a similar fit to start from.
    tolerance : stop when the log posterior rises by less, nat.

    Notes
    -----
    The log-likelihood is concave in the log rate, so the mode is unique and Newton's method with step halving finds it.

    References
    ----------
    Rasmussen and Williams 2006, Gaussian Processes for Machine Learning, algorithms 3.1 and 3.2 (ISBN 026218253X).
    """
    from scipy.linalg.lapack import dpotrf, dpotrs
    from scipy.special import gammaln

    constant = float(np.sum(gammaln(counts + size) - gammaln(size) - gammaln(counts + 1) + size * np.log(size)))
    total = counts + size
    pull = np.zeros_like(counts) if pull is None else pull
    deviation = covariance @ pull

    def height(pull: Array, deviation: Array) -> float:
        log_rates = mean + deviation
        if log_rates.max() > _HIGHEST_LOG_RATE:
            return -np.inf
        return float(counts @ log_rates - total @ np.log(size + np.exp(log_rates)) - 0.5 * (pull @ deviation))

    now, flat = height(pull, deviation), height(np.zeros_like(counts), np.zeros_like(counts))
    if not now >= flat:  # a start from too different a fit is worse than none
        pull, deviation, now = np.zeros_like(counts), np.zeros_like(counts), flat
    for _ in range(_STEPS):
        rates = np.exp(mean + deviation)
        share = size / (size + rates)
        slope = share * (counts - rates)
        curvature = share * rates * total / (size + rates)
        root = np.sqrt(curvature)
        inner = covariance * root[:, None] * root[None, :]
        inner.flat[:: counts.size + 1] += 1.0
        factor, _ = dpotrf(inner.T, lower=1, overwrite_a=1)
        target = curvature * deviation + slope
        solved, _ = dpotrs(factor, root * (covariance @ target), lower=1)
        towards = target - root * solved - pull
        step = 1.0
        for _ in range(_HALVINGS):
            new_pull = pull + step * towards
            new_deviation = covariance @ new_pull
            new = height(new_pull, new_deviation)
            if new >= now - 1e-9:
                break
            step *= 0.5
        else:
            break
        gain, pull, deviation, now = new - now, new_pull, new_deviation, new
        if abs(gain) < tolerance:
            break
    return LaplaceFit(
        log_evidence=now + constant - float(np.log(np.diagonal(factor)).sum()),
        mode=mean + deviation,
        pull=pull,
        curvature=curvature,
        factor=factor,
    )


def skewness_correction(counts: Array, covariance: Array, size: float, fit: LaplaceFit) -> float:
    """What the next term of the expansion adds to the log evidence of `fit`.

    Notes
    -----
    With S the posterior covariance and l3, l4 the third and fourth derivatives of the log-likelihood,

        sum l4[i] S[i,i]^2 / 8 + sum l3[i] l3[j] (S[i,i] S[i,j] S[j,j] / 8 + S[i,j]^3 / 12)

    References
    ----------
    Shun and McCullagh 1995, Journal of the Royal Statistical Society B 57:749 (doi 10.1111/j.2517-6161.1995.tb02060.x).
    """
    from scipy.linalg.lapack import dtrtrs

    share = 1.0 / (1.0 + size * np.exp(-fit.mode))
    third = -fit.curvature * (1.0 - 2.0 * share)
    fourth = -fit.curvature * (1.0 - 6.0 * share * (1.0 - share))
    whitened, _ = dtrtrs(fit.factor, np.sqrt(fit.curvature)[:, None] * covariance, lower=1)
    posterior = covariance - whitened.T @ whitened
    spread = np.diagonal(posterior)
    paired = third * spread
    cubed = third @ (posterior * posterior * posterior) @ third
    return float(fourth @ spread**2 / 8.0 + paired @ posterior @ paired / 8.0 + cubed / 12.0)
