"""Good and bad days of the whole body: what the other muscles say of each day, before one muscle is looked at.

Muscles have days in common that no exposure explains. Left in, they are noise in every muscle; learned from the other
muscles, they are known ground. A muscle's own days never enter what is said about it.
"""

from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from twitchwise.triggers.fit import exposure_covariance, sketch_series
from twitchwise.triggers.laplace import find_mode
from twitchwise.triggers.model import INTERCEPT_VARIANCE, prior_mean, slow_covariance
from twitchwise.triggers.series import CommonDays, Series

__all__ = ["COMMON_MEMORIES_DAYS", "COMMON_SPREADS", "FEWEST_DAYS", "FEWEST_MUSCLES", "learn_common_days"]

Array = NDArray[np.float64]

COMMON_SPREADS = (0.2, 0.35, 0.5, 0.7)
COMMON_MEMORIES_DAYS = (1.5, 4.0, 10.0)
FEWEST_MUSCLES = 3
FEWEST_DAYS = 90  # in simulated diaries of 60 and 84 days learning from the others doubled the false reports
_LEAST_OWN_SPREAD = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pseudo:
    """One muscle's days in the Gaussian picture round its mode: log rates seen with a known error.

    Parameters
    ----------
    rows : (n,) int, days in the list of all days.
    seen : (n,) float, log rate less its prior mean.
    error : (n,) float, variance.
    exposures : (n, n) float, covariance of what the exposures add.
    gaps_days : (n, n) float.
    spread, memory_days : of its slow process.
    """

    rows: NDArray[np.intp]
    seen: Array
    error: Array
    exposures: Array
    gaps_days: Array
    spread: float
    memory_days: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Message:
    """What one muscle says of the common days: log likelihood = base + pull c - c precision c / 2."""

    precision: Array
    pull: Array
    base: float


def learn_common_days(series: list[Series]) -> list[Series]:
    """The same series, each with what the others say of its days.

    Parameters
    ----------
    series : muscle by muscle.

    Notes
    -----
    common ~ Gaussian process, covariance spread^2 exp(-|t - t'| / memory), the same in every muscle. Spread and memory
    are the ones with the highest evidence over all muscles; none at all is among the choices. What is common is taken
    off each muscle's own slow process.
    """
    if len(series) < FEWEST_MUSCLES:
        return series
    days = np.unique(np.concatenate([s.days for s in series]))
    if days.size < FEWEST_DAYS:
        return series
    pseudo = [_pseudo(s, days) for s in series]
    gaps = np.abs(np.subtract.outer(days, days))
    alone = sum(_message(each, 0.0, days.size).base for each in pseudo)
    best, chosen = alone, None
    for spread, memory in product(COMMON_SPREADS, COMMON_MEMORIES_DAYS):
        messages = [_message(each, spread, days.size) for each in pseudo]
        root = np.linalg.cholesky(spread**2 * np.exp(-gaps / memory) + 1e-9 * np.eye(days.size))
        evidence = sum(m.base for m in messages) + _gain(root, messages)
        if evidence > best:
            best, chosen = evidence, (root, messages)
    if chosen is None:
        return series
    root, messages = chosen
    return [
        replace(s, common=_cavity(root, [m for j, m in enumerate(messages) if j != i], pseudo[i].rows))
        for i, s in enumerate(series)
    ]


def _pseudo(series: Series, days: Array) -> _Pseudo:
    sketch = sketch_series(series)
    setting, mean = sketch.candidate.setting, prior_mean(series)
    exposures = exposure_covariance(series, sketch.probabilities)
    covariance = slow_covariance(series, setting) + exposures
    fit = find_mode(series.counts, mean, covariance, setting.size)
    slope = setting.size * (series.counts - np.exp(fit.mode)) / (setting.size + np.exp(fit.mode))
    return _Pseudo(
        rows=np.searchsorted(days, series.days),
        seen=fit.mode - mean + slope / fit.curvature,
        error=1.0 / fit.curvature,
        exposures=exposures,
        gaps_days=np.abs(np.subtract.outer(series.days, series.days)),
        spread=setting.spread,
        memory_days=setting.memory_days,
    )


def _message(pseudo: _Pseudo, common_spread: float, n_days: int) -> _Message:
    own = max(pseudo.spread**2 - common_spread**2, _LEAST_OWN_SPREAD**2)
    covariance = INTERCEPT_VARIANCE + own * np.exp(-pseudo.gaps_days / pseudo.memory_days) + pseudo.exposures
    covariance[np.diag_indices_from(covariance)] += pseudo.error
    inverse = np.linalg.inv(covariance)
    pull = inverse @ pseudo.seen
    precision, pulls = np.zeros((n_days, n_days)), np.zeros(n_days)
    precision[np.ix_(pseudo.rows, pseudo.rows)] = inverse
    pulls[pseudo.rows] = pull
    base = -0.5 * float(pseudo.seen @ pull) - 0.5 * float(np.linalg.slogdet(covariance)[1])
    return _Message(precision=precision, pull=pulls, base=base)


def _gain(root: Array, messages: list[_Message]) -> float:
    """How much more likely the muscles' days are together than apart, log."""
    matrix, pull = _together(root, messages)
    factor = np.linalg.cholesky(matrix)
    solved = np.linalg.solve(factor, pull)
    return 0.5 * float(solved @ solved) - float(np.log(np.diagonal(factor)).sum())


def _together(root: Array, messages: list[_Message]) -> tuple[Array, Array]:
    precision = np.sum([m.precision for m in messages], axis=0)
    pull = np.sum([m.pull for m in messages], axis=0)
    return np.eye(len(root)) + root.T @ precision @ root, root.T @ pull


def _cavity(root: Array, others: list[_Message], rows: NDArray[np.intp]) -> CommonDays:
    """What the other muscles say of the days in `rows`."""
    matrix, pull = _together(root, others)
    covariance = root @ np.linalg.solve(matrix, root.T)
    mean = root @ np.linalg.solve(matrix, pull)
    covariance = 0.5 * (covariance + covariance.T)
    return CommonDays(mean=mean[rows], covariance=covariance[np.ix_(rows, rows)])
