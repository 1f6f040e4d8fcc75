"""One muscle's inference: settings ranked, sets of exposures searched and fitted, weights of evidence shared out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.triggers.laplace import LaplaceFit, find_mode
from twitchwise.triggers.model import (
    SETTINGS,
    Setting,
    prior_mean,
    set_columns,
    slow_covariance,
    weight_factor,
)
from twitchwise.triggers.series import LAGS_DAYS, Series
from twitchwise.triggers.switches import draw_picture, search_sets

__all__ = ["Candidate", "Explanation", "Posterior", "fit_series", "log_evidence", "rank_settings"]

Array = NDArray[np.float64]

KEPT_SETTINGS = 6
_REFIT_SHARE = 1e-3  # a set with less of the approximate weight is not fitted again
_PICTURE_WINDOW = 60  # sets fitted at most for one setting


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
    sets : every set scored: a tuple of exposure numbers.
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
    columns = _columns(series)
    every = (columns * np.repeat(series.priors, len(LAGS_DAYS))) @ columns.T
    candidates = []
    start_none: Array | None = None
    start_every: Array | None = None
    for setting in SETTINGS:
        covariance = slow_covariance(series, setting)
        none = find_mode(series.counts, mean, covariance, setting.size, pull=start_none)
        fit = find_mode(series.counts, mean, covariance + every, setting.size, pull=start_every)
        start_none, start_every = none.pull, fit.pull
        score = float(np.logaddexp(none.log_evidence, fit.log_evidence))
        candidates.append(Candidate(setting=setting, score=score, covariance=covariance, fit=fit))
    return sorted(candidates, key=lambda c: -c.score)[:keep]


def fit_series(series: Series) -> Posterior:
    """Every setting kept with every set of exposures worth looking at."""
    mean, columns = prior_mean(series), _columns(series)
    log_odds = np.log(series.priors) - np.log1p(-series.priors)
    explanations, sets, evidences = [], [], []
    for candidate in rank_settings(series):
        picture = draw_picture(
            series.counts, columns, candidate.covariance, mean, candidate.setting.size, candidate.fit
        )
        search = search_sets(picture, log_odds)
        order = np.argsort(-search.scores, kind="stable")
        shares = np.exp(search.scores[order] - search.scores[order[0]])
        shares /= shares.sum()
        chosen = [int(i) for i, share in zip(order, shares, strict=True) if share > _REFIT_SHARE][:_PICTURE_WINDOW]
        best = search.sets[chosen[0]]
        wanted = [search.sets[i] for i in chosen]
        wanted += [
            s
            for s in (tuple(sorted((*best, i))) for i in range(series.priors.size) if i not in best)
            if s not in wanted
        ]
        fitted = [_explain(series, columns, mean, candidate, acting) for acting in wanted]
        explanations += fitted
        sets += wanted
        exact = {e.acting: e.evidence for e in fitted}
        evidences += [e.evidence for e in fitted]
        scores = dict(zip(search.sets, search.scores, strict=True))
        plain = {s: score - sum(log_odds[i] for i in s) for s, score in scores.items()}
        offset = float(np.median([exact[s] - plain[s] for s in wanted if s in plain]))
        rest = [s for s in search.sets if s not in exact]
        sets += rest
        evidences += [plain[s] + offset for s in rest]
    return Posterior(explanations=tuple(explanations), sets=tuple(sets), evidences=np.array(evidences))


def log_evidence(series: Series, setting: Setting, acting: tuple[int, ...]) -> float:
    """Log probability of the counts under one setting when exactly the exposures `acting` act (Laplace)."""
    columns = _columns(series)[:, set_columns(acting)]
    covariance = slow_covariance(series, setting) + columns @ columns.T
    return find_mode(series.counts, prior_mean(series), covariance, setting.size).log_evidence


def _columns(series: Series) -> Array:
    """`Series.lags` for weights whose prior is the standard normal, (n, n_weights) float."""
    n_lags, factor = len(LAGS_DAYS), weight_factor()
    n_exposures = series.priors.size
    shaped = series.lags.reshape(-1, n_exposures, n_lags) @ factor
    return np.asarray(shaped.reshape(-1, n_exposures * n_lags))


def _explain(series: Series, columns: Array, mean: Array, candidate: Candidate, acting: tuple[int, ...]) -> Explanation:
    from scipy.linalg.lapack import dtrtrs

    own = columns[:, set_columns(acting)]
    covariance = candidate.covariance + own @ own.T if acting else candidate.covariance
    fit = find_mode(series.counts, mean, covariance, candidate.setting.size, pull=candidate.fit.pull)
    n = own.shape[1]
    if not n:
        return Explanation(
            setting=candidate.setting,
            acting=acting,
            evidence=fit.log_evidence,
            weights=np.zeros(0),
            covariance=np.zeros((0, 0)),
        )
    whitened, _ = dtrtrs(fit.factor, np.sqrt(fit.curvature)[:, None] * own, lower=1)
    factor = np.kron(np.eye(len(acting)), weight_factor())
    inner = np.eye(n) - whitened.T @ whitened
    return Explanation(
        setting=candidate.setting,
        acting=acting,
        evidence=fit.log_evidence,
        weights=factor @ (own.T @ fit.pull),
        covariance=factor @ inner @ factor.T,
    )
