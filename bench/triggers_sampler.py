"""The engine's model without its approximations: a Gibbs sampler of our own, and NumPyro."""

import importlib
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twitchwise.triggers.model import SETTINGS, Setting, prior_mean, slow_covariance, weight_factor
from twitchwise.triggers.series import LAGS_DAYS, Series

__all__ = ["Chain", "has_numpyro", "polya_gamma", "run_gibbs", "run_numpyro"]

Array = NDArray[np.float64]

_TERMS = 60  # of the series of gammas; the rest is replaced by its mean
_SWEEPS = 3000
_WARM_UP = 500
_NUTS_DRAWS = 600
_NUTS_WARM_UP = 200


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
    chains = [_gibbs(series, child, sweeps, warm_up) for child in rng.spawn(2)]
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
    far = np.arange(_TERMS + 1, 40 * _TERMS) - 0.5
    shift = (tilts / (2 * np.pi))[:, None] ** 2
    near = rng.standard_gamma(shapes[:, None], (shapes.size, _TERMS)) / (k**2 + shift)
    terms = 1 / (far[None, ::8] ** 2 + shift)  # every eighth term stands for eight
    mean, variance = 8 * shapes * terms.sum(axis=1), 8 * shapes * (terms**2).sum(axis=1)
    tail = rng.standard_gamma(mean**2 / variance) * variance / mean
    return np.asarray((near.sum(axis=1) + tail) / (2 * np.pi**2))


def has_numpyro() -> bool:
    """Whether NumPyro can be run here."""
    return importlib.util.find_spec("numpyro") is not None


def run_numpyro(
    series: Series,
    settings: Sequence[Setting],
    *,
    seed: int,
    draws: int = _NUTS_DRAWS,
    warm_up: int = _NUTS_WARM_UP,
) -> Chain:
    """Two NUTS chains with the switches and the settings summed over exactly.

    Parameters
    ----------
    settings : those in the running, all equally likely beforehand.

    Notes
    -----
    Continuous: intercept and slow process (standardised), lag weights of every exposure. For each draw the likelihood
    is summed over all 2^n sets of exposures and all settings; the probability of an exposure is the mean, over draws,
    of its share of that sum.
    """
    numpyro: Any = importlib.import_module("numpyro")
    jax: Any = importlib.import_module("jax")
    jnp: Any = importlib.import_module("jax.numpy")
    infer: Any = importlib.import_module("numpyro.infer")
    distributions: Any = importlib.import_module("numpyro.distributions")
    jax.config.update("jax_enable_x64", True)
    n, n_exposures, n_lags = series.counts.size, series.priors.size, len(LAGS_DAYS)
    sets = jnp.array(list(product((0.0, 1.0), repeat=n_exposures)))
    log_prior = sets @ jnp.log(series.priors) + (1 - sets) @ jnp.log1p(-series.priors)
    roots = jnp.array([np.linalg.cholesky(slow_covariance(series, s) + 1e-9 * np.eye(n)) for s in settings])
    sizes = jnp.array([s.size for s in settings])
    blocks = jnp.array(series.lags.reshape(n, n_exposures, n_lags) @ weight_factor())
    mean, counts = jnp.array(prior_mean(series)), jnp.array(series.counts)
    constant = jax.scipy.special.gammaln(counts[None] + sizes[:, None]) - jax.scipy.special.gammaln(sizes)[:, None]
    constant = (constant + (sizes * jnp.log(sizes))[:, None]).sum(axis=1)

    def shares(z: Any, weights: Any) -> Any:
        slow = mean + roots @ z  # (n_settings, n)
        added = sets @ (blocks * weights).sum(axis=2).T  # (n_sets, n)
        log_rates = slow[:, None] + added[None]
        terms = counts * log_rates - (counts + sizes[:, None, None]) * jnp.log(
            sizes[:, None, None] + jnp.exp(log_rates)
        )
        return terms.sum(axis=2) + constant[:, None] + log_prior[None]

    def model() -> None:
        z = numpyro.sample("z", distributions.Normal(0, 1).expand([n]).to_event(1))
        weights = numpyro.sample("w", distributions.Normal(0, 1).expand([n_exposures, n_lags]).to_event(2))
        numpyro.factor("counts", jax.scipy.special.logsumexp(shares(z, weights)))

    def included(z: Any, weights: Any) -> Any:
        joint = shares(z, weights)
        return jax.nn.softmax(joint.ravel()).reshape(joint.shape).sum(axis=0) @ sets

    found = []
    for key in jax.random.split(jax.random.PRNGKey(seed), 2):
        sampler = infer.MCMC(
            infer.NUTS(model, max_tree_depth=7),
            num_warmup=warm_up,
            num_samples=draws,
            progress_bar=False,
        )
        sampler.run(key)
        sampled = sampler.get_samples()
        found.append(np.asarray(jax.lax.map(lambda d: included(d["z"], d["w"]), sampled).mean(axis=0)))
    return Chain(probabilities=(found[0] + found[1]) / 2, disagreement=np.abs(found[0] - found[1]))


def _gibbs(series: Series, rng: np.random.Generator, sweeps: int, warm_up: int) -> Array:
    """One chain; the mean of each switch's probability given the rest."""
    from scipy.special import gammaln

    n, n_exposures = series.counts.size, series.priors.size
    mean = prior_mean(series)
    factor = weight_factor()
    blocks = [series.lags.reshape(n, n_exposures, -1)[:, i] @ factor for i in range(n_exposures)]
    grams = [block @ block.T for block in blocks]
    slow_settings = sorted({(s.spread, s.memory_days) for s in SETTINGS})
    slows = {
        pair: slow_covariance(series, Setting(size=1.0, spread=pair[0], memory_days=pair[1])) for pair in slow_settings
    }
    sizes = sorted({s.size for s in SETTINGS})
    log_odds = np.log(series.priors) - np.log1p(-series.priors)
    on = rng.random(n_exposures) < series.priors
    pair, size = slow_settings[len(slow_settings) // 2], sizes[1]
    log_rates = mean + np.log((series.counts + 0.5) / np.exp(mean)) * 0.5
    total = np.zeros(n_exposures)
    for sweep in range(sweeps):
        w = polya_gamma(series.counts + size, log_rates - np.log(size), rng)
        target = (series.counts - size) / (2 * w) + np.log(size) - mean
        noise = np.diag(1 / w)
        covariance = slows[pair] + noise + sum((grams[i] for i in np.flatnonzero(on)), np.zeros((n, n)))
        given = np.zeros(n_exposures)
        for i in rng.permutation(n_exposures):
            without = covariance - grams[i] if on[i] else covariance
            with_it = without + grams[i]
            gain = log_odds[i] + _log_density(target, with_it) - _log_density(target, without)
            given[i] = 1 / (1 + np.exp(-np.clip(gain, -500, 500)))
            on[i] = rng.random() < given[i]
            covariance = with_it if on[i] else without
        fixed = covariance - slows[pair]
        scores = np.array([_log_density(target, slows[p] + fixed) for p in slow_settings])
        pair = slow_settings[_draw(scores, rng)]
        signal = slows[pair] + fixed - noise
        root = np.linalg.cholesky(signal + noise)
        solved = np.linalg.solve(root, signal)
        centre = solved.T @ np.linalg.solve(root, target)
        spread = np.linalg.cholesky(signal - solved.T @ solved + 1e-9 * np.eye(n))
        log_rates = mean + centre + spread @ rng.standard_normal(n)
        rates = np.exp(log_rates)
        scores = np.array(
            [
                float(
                    np.sum(
                        gammaln(series.counts + s)
                        - gammaln(s)
                        + s * np.log(s)
                        - (series.counts + s) * np.log(s + rates)
                    )
                )
                for s in sizes
            ]
        )
        size = sizes[_draw(scores, rng)]
        if sweep >= warm_up:
            total += given
    return total / (sweeps - warm_up)


def _log_density(target: Array, covariance: Array) -> float:
    """Of a normal with mean 0, up to a constant."""
    from scipy.linalg.lapack import dpotrf, dtrtrs

    root, _ = dpotrf(covariance, lower=1)
    solved, _ = dtrtrs(root, target, lower=1)
    return -0.5 * float(solved @ solved) - float(np.log(np.diagonal(root)).sum())


def _draw(scores: Array, rng: np.random.Generator) -> int:
    """One of several by its log weight."""
    return int(np.argmax(scores + rng.gumbel(size=scores.size)))
