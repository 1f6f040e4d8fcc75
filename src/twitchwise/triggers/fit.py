"""One muscle's inference: settings ranked, sets of exposures searched and fitted, weights of evidence shared out."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from twitchwise.triggers.laplace import LaplaceFit, find_mode, skewness_correction
from twitchwise.triggers.model import (
    MEMORIES_DAYS,
    SETTINGS,
    Setting,
    known_covariance,
    prior_mean,
    set_columns,
    slow_covariance,
    slow_likeness,
    weight_factor,
)
from twitchwise.triggers.series import LAGS_DAYS, Series
from twitchwise.triggers.switches import Search, draw_picture, search_sets

__all__ = [
    "Candidate",
    "Explanation",
    "Posterior",
    "Sketch",
    "exposure_covariance",
    "fit_series",
    "log_evidence",
    "rank_settings",
    "sketch_series",
]

Array = NDArray[np.float64]

KEPT_SETTINGS = 6
_REFIT_NAT = 5.0  # sets worse than the best of all by more are not fitted again
_FEWEST_REFITS, _MOST_REFITS = 3, 60  # sets fitted for one setting
_RANKING_NAT = 0.01  # precision enough for ranking
_CONTENDING_NAT = 5.0  # a setting that is worse by more stays behind, whatever the terms left out at first


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A setting in the running.

    Parameters
    ----------
    setting : what it is.
    score : its log evidence, averaged over no exposure acting and every exposure acting by its prior share.
    covariance : (n, n) float, of the log rates when no exposure acts.
    fit : with every exposure acting by its prior share.
    """

    setting: Setting
    score: float
    covariance: Array
    fit: LaplaceFit


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A first look at one muscle's days.

    Parameters
    ----------
    candidate : the best setting.
    probabilities : (n_exposures,) float, roughly how probable it is that each acts.
    """

    candidate: Candidate
    probabilities: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class _Searched:
    candidate: Candidate
    search: Search


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A setting with a set of acting exposures, fitted.

    Parameters
    ----------
    setting, acting : the setting; the numbers of the exposures that act.
    evidence : log evidence, without the prior of the set.
    weights : (n_acting * n_lags,) float, posterior mean of the lag weights, log rate per standard deviation.
    covariance : (n_acting * n_lags, n_acting * n_lags) float, their posterior covariance.
    """

    setting: Setting
    acting: tuple[int, ...]
    evidence: float
    weights: Array
    covariance: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Posterior:
    """What one muscle's days say about every exposure.

    Parameters
    ----------
    explanations : the fitted ones.
    sets : every set scored: a tuple of exposure numbers; those of `explanations` first.
    evidences : (n_sets,) float, log evidence of each, without the prior of the set.
    """

    explanations: tuple[Explanation, ...]
    sets: tuple[tuple[int, ...], ...]
    evidences: Array

    def shares(self, priors: Array) -> Array:
        """Posterior weight of each of `sets`, summing to 1, when exposure i acts with prior probability `priors[i]`."""
        scores = self.evidences + _log_prior(self.sets, priors)
        shares = np.exp(scores - scores.max())
        return np.asarray(shares / shares.sum())

    def probabilities(self, priors: Array) -> Array:
        """Posterior probability that each exposure acts, (n_exposures,) float."""
        total = np.zeros(priors.size)
        for acting, share in zip(self.sets, self.shares(priors), strict=True):
            total[list(acting)] += share
        return np.minimum(total, 1.0)


def _log_prior(sets: tuple[tuple[int, ...], ...], priors: Array) -> Array:
    on, off = np.log(priors), np.log1p(-priors)
    return np.array([off.sum() + sum(on[i] - off[i] for i in acting) for acting in sets])


def rank_settings(series: Series, keep: int = KEPT_SETTINGS) -> list[Candidate]:
    """The settings that explain the counts best, best first, before any exposure is singled out."""
    mean = prior_mean(series)
    every = exposure_covariance(series, series.priors)
    ranked: list[Candidate] = []
    start: Array | None = None
    known = known_covariance(series)
    likeness = {memory_days: slow_likeness(series, memory_days) for memory_days in MEMORIES_DAYS}
    for setting in SETTINGS:
        covariance = setting.spread**2 * likeness[setting.memory_days] + known
        fit = find_mode(series.counts, mean, covariance + every, setting.size, pull=start, tolerance=_RANKING_NAT)
        start = fit.pull
        ranked.append(Candidate(setting=setting, score=fit.log_evidence, covariance=covariance, fit=fit))
    best = max(candidate.score for candidate in ranked)
    contenders: list[Candidate] = []
    start = None
    for candidate in ranked:
        if candidate.score < best - _CONTENDING_NAT:
            continue
        size = candidate.setting.size
        none = find_mode(series.counts, mean, candidate.covariance, size, pull=start, tolerance=_RANKING_NAT)
        start = none.pull
        score = float(np.logaddexp(none.log_evidence, candidate.score))
        score += skewness_correction(series.counts, candidate.covariance + every, size, candidate.fit)
        contenders.append(replace(candidate, score=score))
    return sorted(contenders, key=lambda c: -c.score)[:keep]


def fit_series(series: Series) -> Posterior:
    """Every setting kept with every set of exposures worth looking at."""
    mean, columns = prior_mean(series), _columns(series)
    searches = [_Searched(candidate=c, search=_search(series, columns, mean, c)) for c in rank_settings(series)]
    top = max(float(s.search.scores.max()) for s in searches)
    log_odds = np.log(series.priors) - np.log1p(-series.priors)
    explanations: list[Explanation] = []
    sets: list[tuple[int, ...]] = []
    evidences: list[float] = []
    for rank, searched in enumerate(searches):
        wanted = _worth_fitting(searched.search, top)
        if rank == 0:  # every exposure has a size, however improbable it is
            grown = [tuple(sorted((*wanted[0], i))) for i in range(series.priors.size) if i not in wanted[0]]
            wanted += [acting for acting in grown if acting not in wanted]
        explanations += [_explain(series, columns, mean, searched.candidate, acting) for acting in wanted]
        exact = {e.acting: e.evidence for e in explanations[-len(wanted) :]}
        rough = {
            acting: float(score - log_odds[list(acting)].sum())
            for acting, score in zip(searched.search.sets, searched.search.scores, strict=True)
        }
        offset = float(np.median([exact[acting] - rough[acting] for acting in wanted if acting in rough]))
        rest = [acting for acting in searched.search.sets if acting not in exact]
        sets += rest
        evidences += [rough[acting] + offset for acting in rest]
    return Posterior(
        explanations=tuple(explanations),
        sets=(*(e.acting for e in explanations), *sets),
        evidences=np.array([*(e.evidence for e in explanations), *evidences]),
    )


def sketch_series(series: Series) -> Sketch:
    """A quick first look: the best setting, and probabilities from the local Gaussian picture alone."""
    (candidate,) = rank_settings(series, 1)
    search = _search(series, _columns(series), prior_mean(series), candidate)
    shares = np.exp(search.scores - search.scores.max())
    probabilities = np.zeros(series.priors.size)
    for acting, share in zip(search.sets, shares / shares.sum(), strict=True):
        probabilities[list(acting)] += share
    return Sketch(candidate=candidate, probabilities=np.minimum(probabilities, 1.0))


def _search(series: Series, columns: Array, mean: Array, candidate: Candidate) -> Search:
    picture = draw_picture(series.counts, columns, candidate.covariance, mean, candidate.setting.size, candidate.fit)
    return search_sets(picture, np.log(series.priors) - np.log1p(-series.priors))


def _worth_fitting(search: Search, top: float) -> list[tuple[int, ...]]:
    """Sets that carry weight beside the best one of all settings; at least the best few, best first."""
    order = np.argsort(-search.scores, kind="stable")[:_MOST_REFITS]
    return [
        search.sets[i] for rank, i in enumerate(order) if search.scores[i] > top - _REFIT_NAT or rank < _FEWEST_REFITS
    ]


def exposure_covariance(series: Series, shares: Array) -> Array:
    """What the exposures add to the covariance of the log rates when exposure i acts by the share `shares[i]`."""
    columns = _columns(series)
    return np.asarray((columns * np.repeat(shares, len(LAGS_DAYS))) @ columns.T)


def log_evidence(series: Series, setting: Setting, acting: tuple[int, ...]) -> float:
    """Log probability of the counts under one setting when exactly the exposures `acting` act."""
    columns = _columns(series)[:, set_columns(acting)]
    covariance = slow_covariance(series, setting) + columns @ columns.T
    fit = find_mode(series.counts, prior_mean(series), covariance, setting.size)
    return fit.log_evidence + skewness_correction(series.counts, covariance, setting.size, fit)


def _columns(series: Series) -> Array:
    """`Series.lags` for weights whose prior is the standard normal, (n, n_weights) float."""
    n_lags, factor = len(LAGS_DAYS), weight_factor()
    n_exposures = series.priors.size
    shaped = series.lags.reshape(-1, n_exposures, n_lags) @ factor
    return np.asarray(shaped.reshape(-1, n_exposures * n_lags))


def _explain(series: Series, columns: Array, mean: Array, candidate: Candidate, acting: tuple[int, ...]) -> Explanation:
    from scipy.linalg.lapack import dtrtrs

    own = columns[:, set_columns(acting)]
    covariance = candidate.covariance + own @ own.T
    size = candidate.setting.size
    fit = find_mode(series.counts, mean, covariance, size, pull=candidate.fit.pull)
    whitened = np.zeros_like(own)
    if acting:
        whitened, _ = dtrtrs(fit.factor, np.sqrt(fit.curvature)[:, None] * own, lower=1)
    factor = np.kron(np.eye(len(acting)), weight_factor())
    inner = np.eye(own.shape[1]) - whitened.T @ whitened
    return Explanation(
        setting=candidate.setting,
        acting=acting,
        evidence=fit.log_evidence + skewness_correction(series.counts, covariance, size, fit),
        weights=factor @ (own.T @ fit.pull),
        covariance=factor @ inner @ factor.T,
    )
