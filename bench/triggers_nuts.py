"""The engine's model in NumPyro: the same priors, switches and settings summed over exactly, the rest by NUTS."""

import importlib
import importlib.util
from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np

from bench.triggers_sampler import Chain
from twitchwise.triggers.model import Setting, prior_mean, slow_covariance, weight_factor
from twitchwise.triggers.series import LAGS_DAYS, Series

__all__ = ["has_numpyro", "run_numpyro"]

_DRAWS = 600
_WARM_UP = 200
_DEEPEST_TREE = 7


def has_numpyro() -> bool:
    """Whether NumPyro can be run here."""
    return importlib.util.find_spec("numpyro") is not None


def run_numpyro(
    series: Series, settings: Sequence[Setting], *, seed: int, draws: int = _DRAWS, warm_up: int = _WARM_UP
) -> Chain:
    """Two NUTS chains.

    Parameters
    ----------
    settings : those in the running, all equally likely beforehand.

    Notes
    -----
    Continuous: intercept and slow process together (standardised), lag weights of every exposure. For each draw the
    likelihood is summed over all 2^n sets of exposures and all settings; the probability of an exposure is the mean,
    over draws, of its share of that sum.
    """
    numpyro: Any = importlib.import_module("numpyro")
    jax: Any = importlib.import_module("jax")
    infer: Any = importlib.import_module("numpyro.infer")
    normal: Any = importlib.import_module("numpyro.distributions").Normal(0, 1)
    jax.config.update("jax_enable_x64", True)
    joint = _log_joint(series, settings)
    sets = np.array(list(product((0.0, 1.0), repeat=series.priors.size)))

    def model() -> None:
        z = numpyro.sample("z", normal.expand([series.counts.size]).to_event(1))
        weights = numpyro.sample("w", normal.expand([series.priors.size, len(LAGS_DAYS)]).to_event(2))
        numpyro.factor("counts", jax.scipy.special.logsumexp(joint(z, weights)))

    def included(draw: Any) -> Any:
        both = joint(draw["z"], draw["w"])
        return jax.nn.softmax(both.ravel()).reshape(both.shape).sum(axis=0) @ sets

    found = []
    for key in jax.random.split(jax.random.PRNGKey(seed), 2):
        kernel = infer.NUTS(model, max_tree_depth=_DEEPEST_TREE)
        sampler = infer.MCMC(kernel, num_warmup=warm_up, num_samples=draws, progress_bar=False)
        sampler.run(key)
        found.append(np.asarray(jax.lax.map(included, sampler.get_samples()).mean(axis=0)))
    return Chain(probabilities=(found[0] + found[1]) / 2, disagreement=np.abs(found[0] - found[1]))


def _log_joint(series: Series, settings: Sequence[Setting]) -> Any:
    """A function of slow process and weights: log likelihood plus log prior, (n_settings, n_sets)."""
    jnp: Any = importlib.import_module("jax.numpy")
    gammaln: Any = importlib.import_module("jax.scipy.special").gammaln
    n, n_exposures = series.counts.size, series.priors.size
    sets = np.array(list(product((0.0, 1.0), repeat=n_exposures)))
    log_prior = sets @ np.log(series.priors) + (1 - sets) @ np.log1p(-series.priors)
    roots = np.array([np.linalg.cholesky(slow_covariance(series, s) + 1e-9 * np.eye(n)) for s in settings])
    sizes = np.array([s.size for s in settings])
    blocks = series.lags.reshape(n, n_exposures, len(LAGS_DAYS)) @ weight_factor()
    mean, counts = prior_mean(series), series.counts
    constant = gammaln(counts[None] + sizes[:, None]) - gammaln(sizes)[:, None] + (sizes * np.log(sizes))[:, None]

    def joint(z: Any, weights: Any) -> Any:
        slow = mean + roots @ z
        added = sets @ (blocks * weights).sum(axis=2).T
        log_rates = slow[:, None] + added[None]
        shape = sizes[:, None, None]
        from_counts = counts * log_rates - (counts + shape) * jnp.log(shape + jnp.exp(log_rates))
        return from_counts.sum(axis=2) + constant.sum(axis=1)[:, None] + log_prior[None]

    return joint
