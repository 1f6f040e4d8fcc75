"""The engine's model without its approximations: a Gibbs sampler of our own."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.triggers.model import SETTINGS, Setting, prior_mean, slow_covariance, weight_factor
from twitchwise.triggers.series import Series

__all__ = ["Chain", "polya_gamma", "run_gibbs"]

Array = NDArray[np.float64]

_TERMS = 60  # of the series of gammas; the rest is replaced by one
_STRIDE = 8  # every so many-th of the rest stands for its neighbours
_SWEEPS = 3000
_WARM_UP = 500
_SPREADS_AND_MEMORIES = sorted({(setting.spread, setting.memory_days) for setting in SETTINGS})
_SIZES = sorted({setting.size for setting in SETTINGS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What two chains say.

    Parameters
    ----------
    probabilities : that each exposure acts, mean of both.
    disagreement : absolute difference of the two.
    """

    probabilities: Array
    disagreement: Array


def run_gibbs(series: Series, rng: np.random.Generator, *, sweeps: int = _SWEEPS, warm_up: int = _WARM_UP) -> Chain:
    """Two long chains over switches, weights, slow process and all settings.

    Notes
    -----
    A negative-binomial count with log rate f is, given w ~ Polya-Gamma(count + size, f - log size), Gaussian in f with
    precision w (Polson, Scott and Windle 2013). So each sweep draws w; then every switch with everything Gaussian
    integrated out; then the setting of the slow process likewise; then the log rates; then the size.
    """
    chains = []
    for child in rng.spawn(2):
        sampler = _Sampler(series, child)
        given = [sampler.sweep() for _ in range(sweeps)]
        chains.append(np.mean(given[warm_up:], axis=0))
    return Chain(probabilities=(chains[0] + chains[1]) / 2, disagreement=np.abs(chains[0] - chains[1]))


def polya_gamma(shapes: Array, tilts: Array, rng: np.random.Generator) -> Array:
    """Draw Polya-Gamma variables.

    Parameters
    ----------
    shapes, tilts : (n,) float, b and c.

    Notes
    -----
    PG(b, c) = sum over k of g_k / ((k - 1/2)^2 + c^2 / (4 pi^2)) / (2 pi^2), g_k ~ Gamma(b, 1); what is beyond 60
    terms is replaced by a gamma variable of its mean and variance.

    References
    ----------
    Polson, Scott and Windle 2013, Journal of the American Statistical Association 108:1339
    (doi 10.1080/01621459.2013.829001).
    """
    k = np.arange(1, _TERMS + 1) - 0.5
    far = np.arange(_TERMS + 1, 40 * _TERMS, _STRIDE) - 0.5 + (_STRIDE - 1) / 2
    shift = (tilts / (2 * np.pi))[:, None] ** 2
    near = rng.standard_gamma(shapes[:, None], (shapes.size, _TERMS)) / (k**2 + shift)
    terms = 1 / (far[None, :] ** 2 + shift)
    mean, variance = _STRIDE * shapes * terms.sum(axis=1), _STRIDE * shapes * (terms**2).sum(axis=1)
    tail = rng.standard_gamma(mean**2 / variance) * variance / mean
    return np.asarray((near.sum(axis=1) + tail) / (2 * np.pi**2))


class _Sampler:
    """The state of one chain: switches, setting, log rates."""

    def __init__(self, series: Series, rng: np.random.Generator) -> None:
        n, n_exposures = series.counts.size, series.priors.size
        factor = weight_factor()
        lags = series.lags.reshape(n, n_exposures, -1)
        self.rng = rng
        self.counts = series.counts
        self.mean = prior_mean(series)
        self.log_odds = np.log(series.priors) - np.log1p(-series.priors)
        self.grams = [(lags[:, i] @ factor) @ (lags[:, i] @ factor).T for i in range(n_exposures)]
        self.slow = [
            slow_covariance(series, Setting(size=1.0, spread=spread, memory_days=memory))
            for spread, memory in _SPREADS_AND_MEMORIES
        ]
        self.on = rng.random(n_exposures) < series.priors
        self.slow_number = len(self.slow) // 2
        self.size = _SIZES[1]
        self.log_rates = (self.mean + np.log(self.counts + 0.5)) / 2

    def sweep(self) -> Array:
        """Draw everything once; the probability of each switch given the rest."""
        w = polya_gamma(self.counts + self.size, self.log_rates - np.log(self.size), self.rng)
        target = (self.counts - self.size) / (2 * w) + np.log(self.size) - self.mean
        noise = np.diag(1 / w)
        given, acting = self._draw_switches(target, noise)
        scores = np.array([_log_density(target, slow + acting + noise) for slow in self.slow])
        self.slow_number = self._draw(scores)
        self._draw_log_rates(target, self.slow[self.slow_number] + acting, noise)
        self._draw_size()
        return given

    def _draw_switches(self, target: Array, noise: Array) -> tuple[Array, Array]:
        """The probability of each, and what the ones that are on add to the covariance."""
        acting = sum((self.grams[i] for i in np.flatnonzero(self.on)), np.zeros_like(noise))
        rest = self.slow[self.slow_number] + noise
        given = np.zeros(self.on.size)
        for i in self.rng.permutation(self.on.size):
            without = acting - self.grams[i] if self.on[i] else acting
            with_it = without + self.grams[i]
            gain = self.log_odds[i] + _log_density(target, rest + with_it) - _log_density(target, rest + without)
            given[i] = 1 / (1 + np.exp(-np.clip(gain, -500, 500)))
            self.on[i] = self.rng.random() < given[i]
            acting = with_it if self.on[i] else without
        return given, acting

    def _draw_log_rates(self, target: Array, signal: Array, noise: Array) -> None:
        root = np.linalg.cholesky(signal + noise)
        solved = np.linalg.solve(root, signal)
        centre = solved.T @ np.linalg.solve(root, target)
        spread = np.linalg.cholesky(signal - solved.T @ solved + 1e-9 * np.eye(target.size))
        self.log_rates = self.mean + centre + spread @ self.rng.standard_normal(target.size)

    def _draw_size(self) -> None:
        from scipy.special import gammaln

        rates = np.exp(self.log_rates)
        scores = [
            float(np.sum(gammaln(self.counts + s) - gammaln(s) + s * np.log(s) - (self.counts + s) * np.log(s + rates)))
            for s in _SIZES
        ]
        self.size = _SIZES[self._draw(np.array(scores))]

    def _draw(self, scores: Array) -> int:
        """One of several by its log weight."""
        return int(np.argmax(scores + self.rng.gumbel(size=scores.size)))


def _log_density(target: Array, covariance: Array) -> float:
    """Of a normal with mean 0, up to a constant."""
    from scipy.linalg.lapack import dpotrf, dtrtrs

    root, _ = dpotrf(covariance, lower=1)
    solved, _ = dtrtrs(root, target, lower=1)
    return -0.5 * float(solved @ solved) - float(np.log(np.diagonal(root)).sum())
