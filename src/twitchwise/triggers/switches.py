"""Which exposures act together: the sets worth fitting, found from one local Gaussian picture of the days.

Near the mode of a fit the likelihood is Gaussian in the log rates, so the evidence of every set of exposures follows
from one small matrix, without fitting again. The sets that matter are fitted properly afterwards.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.triggers.laplace import LaplaceFit, log_likelihood
from twitchwise.triggers.model import set_columns

__all__ = ["WINDOW_NAT", "Picture", "Search", "draw_picture", "search_sets"]

Array = NDArray[np.float64]

WINDOW_NAT = 6.0  # sets worse than the best by more are not extended
_LARGEST_SET = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The likelihood of the lag weights, Gaussian: log likelihood = base + pull w - w precision w / 2.

    Parameters
    ----------
    precision : (n_weights, n_weights) float, for weights in units of their prior's square root.
    pull : (n_weights,) float.
    base : log evidence when no exposure acts.
    """

    precision: Array
    pull: Array
    base: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Sets of exposures (their numbers, ascending) with their log evidence plus log prior odds, approximate."""

    sets: tuple[tuple[int, ...], ...]
    scores: Array


def draw_picture(
    counts: Array, columns: Array, covariance: Array, mean: Array, size: float, fit: LaplaceFit
) -> Picture:
    """The picture around the mode of `fit`.

    Parameters
    ----------
    columns : (n, n_weights) float, what a weight of one adds to the log rates.
    covariance : (n, n) float, of the log rates when no exposure acts.
    mean : (n,) float, their prior mean.
    """
    from scipy.linalg.lapack import dpotrf, dtrtrs

    rates = np.exp(fit.mode)
    slope = size * (counts - rates) / (size + rates)
    root = np.sqrt(fit.curvature)
    inner = covariance * root[:, None] * root[None, :]
    inner.flat[:: counts.size + 1] += 1.0
    factor, _ = dpotrf(inner.T, lower=1, overwrite_a=1)
    target = root * (fit.mode - mean) + slope / root
    whitened, _ = dtrtrs(factor, np.column_stack([root[:, None] * columns, target]), lower=1)
    right, left = whitened[:, :-1], whitened[:, -1]
    base = log_likelihood(counts, fit.mode, size) + 0.5 * float(slope @ (slope / fit.curvature))
    base -= 0.5 * float(left @ left) + float(np.log(np.diagonal(factor)).sum())
    return Picture(precision=right.T @ right, pull=right.T @ left, base=base)


def search_sets(picture: Picture, log_odds: Array) -> Search:
    """All sets within reach of the best, by adding one exposure at a time to every set inside the window.

    Parameters
    ----------
    log_odds : (n_exposures,) float, prior log odds that each acts.
    """
    sets: list[tuple[int, ...]] = [()]
    scores = [np.array([picture.base])]
    front, best = list(zip(sets, scores[0], strict=True)), picture.base
    for _ in range(min(_LARGEST_SET, log_odds.size)):
        grown = {
            tuple(sorted((*acting, new)))
            for acting, score in front
            if score > best - WINDOW_NAT
            for new in range(log_odds.size)
            if new not in acting
        }
        if not grown:
            break
        children = sorted(grown)
        found = _scores(picture, children) + log_odds[np.array(children)].sum(axis=1)
        best = max(best, float(found.max()))
        sets += children
        scores.append(found)
        front = list(zip(children, found, strict=True))
    return Search(sets=tuple(sets), scores=np.concatenate(scores))


def _scores(picture: Picture, sets: list[tuple[int, ...]]) -> Array:
    """Log evidence of sets of one size."""
    columns = np.array([set_columns(acting) for acting in sets])
    matrix = picture.precision[columns[:, :, None], columns[:, None, :]] + np.eye(columns.shape[1])
    pull = picture.pull[columns]
    factor = np.linalg.cholesky(matrix)
    solved = np.linalg.solve(factor, pull[:, :, None])[:, :, 0]
    scores: Array = (
        picture.base + 0.5 * (solved**2).sum(axis=1) - np.log(np.diagonal(factor, axis1=1, axis2=2)).sum(axis=1)
    )
    return scores
