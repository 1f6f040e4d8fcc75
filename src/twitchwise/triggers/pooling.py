"""What sets off one muscle is likelier to set off another: each exposure's prior, learned from the other muscles."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twitchwise.triggers.fit import Posterior

__all__ = ["ODDS_FACTORS", "ODDS_SHARES", "pool_priors"]

Array = NDArray[np.float64]

# An exposure may be a trigger of hardly any muscle, of as many as expected, of more, or of most. Chosen on simulated
# people whose triggers were common, rare, or shared by the whole body; not on those that the published tables rest on.
ODDS_FACTORS = (0.25, 1.0, 3.0, 12.0)
ODDS_SHARES = (0.25, 0.40, 0.25, 0.10)
_ROUNDS = 3
_MOST_ODDS = 1e6  # no muscle speaks louder for the others


def pool_priors(
    names: Sequence[Sequence[str]], priors: Sequence[Array], posteriors: Sequence[Posterior]
) -> list[Array]:
    """The prior of each exposure in each muscle, after the other muscles were heard.

    Parameters
    ----------
    names : of the exposures of each muscle; own loads of several muscles share a name.
    priors : (n_exposures,) float for each muscle, before any was heard.
    posteriors : what each muscle says by itself.

    Returns
    -------
    As `priors`; an exposure that concerns one muscle only keeps its own.

    Notes
    -----
    The prior odds are multiplied by an unknown factor, the same in all muscles, with shares `ODDS_SHARES`. Given a
    prior p, muscle j says 1 - p + p B[j], with B[j] its Bayes factor for the exposure. A muscle's own B never enters
    its own prior. The Bayes factors depend on the priors of the other exposures, so three rounds are made.
    """
    pooled = [prior.copy() for prior in priors]
    every = sorted({name for own in names for name in own})
    for _ in range(_ROUNDS):
        factors = [_bayes_factors(q, prior) for q, prior in zip(posteriors, pooled, strict=True)]
        for name in every:
            at = [(muscle, list(own).index(name)) for muscle, own in enumerate(names) if name in own]
            if len(at) < 2:
                continue
            heard = np.array([factors[muscle][i] for muscle, i in at])
            for row, (muscle, i) in enumerate(at):
                pooled[muscle][i] = _pooled(float(priors[muscle][i]), np.delete(heard, row))
    return pooled


def _bayes_factors(posterior: Posterior, priors: Array) -> Array:
    """How much the counts speak for each exposure, (n_exposures,) float."""
    probabilities = np.clip(posterior.probabilities(priors), 1e-9, 1.0 - 1e-9)
    odds = probabilities / (1.0 - probabilities) * (1.0 - priors) / priors
    return np.asarray(np.clip(odds, 1.0 / _MOST_ODDS, _MOST_ODDS))


def _pooled(prior: float, heard: Array) -> float:
    odds = np.array(ODDS_FACTORS) * prior / (1.0 - prior)
    levels = odds / (1.0 + odds)
    likelihood = np.log(1.0 - levels[:, None] + levels[:, None] * heard).sum(axis=1) + np.log(ODDS_SHARES)
    shares = np.exp(likelihood - likelihood.max())
    return float(levels @ shares / shares.sum())
