"""Kalman filter of test scores, for many people with the same dates at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.strength.trend_model import (
    BASELINE_SD_PERCENT,
    CARRIED_FADES_WEEKS,
    CARRIED_SHARE,
    GAIN_MEAN_PERCENT,
    GAIN_SD_PERCENT,
    LEAST_ERROR_PERCENT,
    LEVEL_WANDER_PERCENT,
    OUTLIER_SD,
    PRACTICE_PACES,
    PRACTICE_WEIGHTS,
    SLOPE_SD_PERCENT,
    SLOPE_WANDER_PERCENT,
)

__all__ = ["Filtered", "Plan", "filter_scores"]

Array = NDArray[np.float64]

_LEVEL, _SLOPE, _BASELINE, _GAIN, _CARRIED = range(5)
_N_STATES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When each test was done, and how noisy it is said to be.

    Parameters
    ----------
    weeks : (n_plans, n) float, time since the first kept session, weeks; not falling.
    done : (n_plans, n) float, sessions of the test done before, excluded ones included.
    is_kept : (n_plans, n) bool, False where the score is excluded, missing or padding.
    error_percent : (n_plans,) float, error of one result, % of the score.
    error_worth : (n_plans,) float, how many own sessions that figure is worth.
    kept_needed : (n_plans,) float, kept sessions before the test has a say.
    """

    weeks: Array
    done: Array
    is_kept: NDArray[np.bool_]
    error_percent: Array
    error_worth: Array
    kept_needed: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtered:
    """What is known after each session, from that session and those before; each (n_plans, n_people, n) float.

    Parameters
    ----------
    level, level_sd : how strong, practised and on a common day, % of the first scores.
    loss, loss_sd : how much less than at the first kept session, % of what it was then.
    surprise : SDs by which the score differed from what was foretold; 0 where not kept.
    error : the person's own error of one result, learned so far, same unit.
    kept : sessions kept so far, (n_plans, n) float.
    """

    level: Array
    level_sd: Array
    loss: Array
    loss_sd: Array
    surprise: Array
    error: Array
    kept: Array


def filter_scores(plan: Plan, scores: Array) -> Filtered:
    """Follow the scores of many people through their sessions.

    Parameters
    ----------
    plan : the dates, shared by all people of a row.
    scores : (n_plans, n_people, n) float, % of the person's first scores, higher is better; ignored where not kept.

    Notes
    -----
    The gains of a Kalman filter depend on dates and errors only, so that they are computed once for a plan and the
    means for all its people. The unit of all variances is the error variance, learned from the one-step surprises with
    the published one as prior (an inverse gamma: the posterior of every state is a Student t). Each pace of practice
    is a filter of its own; they are mixed by how well they foretold the scores. A surprise beyond `OUTLIER_SD` is
    pulled back to it.

    References
    ----------
    Kalman 1960, J Basic Eng 82:35, doi 10.1115/1.3662552; West and Harrison 1997, Bayesian Forecasting and Dynamic
    Models, section 4.6 (variance learning); Masreliez and Martin 1977, IEEE Trans Automat Contr 22:361, doi
    10.1109/TAC.1977.1101538 (bounded surprises).
    """
    n_plans, n_people, n = scores.shape
    paces = np.array(PRACTICE_PACES)
    mean = np.zeros((n_plans, n_people, paces.size, _N_STATES))
    mean[..., [_LEVEL, _BASELINE]] = 100.0
    mean[..., _GAIN] = GAIN_MEAN_PERCENT
    cov = _first_covariance(plan, paces.size)
    variance = plan.error_percent**2
    least = ((LEAST_ERROR_PERCENT / plan.error_percent) ** 2)[:, None, None]
    degrees = plan.error_worth.copy()
    ratio_sum = np.broadcast_to(degrees[:, None, None], mean.shape[:3]).copy()
    log_weight = np.broadcast_to(np.log(PRACTICE_WEIGHTS), mean.shape[:3]).copy()
    found = {
        name: np.empty((n_plans, n_people, n)) for name in ("level", "level_sd", "loss", "loss_sd", "surprise", "error")
    }
    for j in range(n):
        gap = plan.weeks[:, j] - plan.weeks[:, max(j - 1, 0)]
        if gap.any():
            mean, cov = _let_time_pass(mean, cov, gap, variance)
        kept = plan.is_kept[:, j]
        look = np.zeros((n_plans, paces.size, _N_STATES))
        look[..., [_LEVEL, _CARRIED]] = 1.0
        look[..., _GAIN] = -np.exp(-plan.done[:, j, None] / paces)
        seen = np.einsum("dkij,dkj->dki", cov, look)
        spread = np.einsum("dki,dki->dk", seen, look) + (1.0 - CARRIED_SHARE) * variance[:, None]
        gain = np.where(kept[:, None, None], seen / spread[..., None], 0.0)
        ratio = np.maximum(ratio_sum / degrees[:, None, None], least)
        score = np.where(kept[:, None], scores[:, :, j], 0.0)
        surprise = score[..., None] - np.einsum("dpki,dki->dpk", mean, look)
        sd = np.sqrt(spread[:, None, :] * ratio)
        whole = np.where(kept[:, None, None], surprise / sd, 0.0)
        scaled = np.clip(whole, -OUTLIER_SD, OUTLIER_SD)
        mean = mean + (scaled * sd)[..., None] * gain[:, None]
        cov = cov - gain[..., :, None] * seen[..., None, :]
        log_weight -= np.where(kept[:, None, None], 0.5 * scaled**2 + np.log(sd), 0.0)
        ratio_sum = ratio_sum + scaled**2 * ratio
        degrees = degrees + kept
        ratio = np.maximum(ratio_sum / degrees[:, None, None], least)
        weight = np.exp(log_weight - log_weight.max(axis=2, keepdims=True))
        weight /= weight.sum(axis=2, keepdims=True)
        found["surprise"][..., j] = (weight * whole).sum(axis=2)
        baseline = mean[..., _BASELINE]
        loss = 100.0 * (1.0 - mean[..., _LEVEL] / baseline)
        loss_var = cov[..., _LEVEL, _LEVEL] + cov[..., _BASELINE, _BASELINE] - 2.0 * cov[..., _LEVEL, _BASELINE]
        loss_sd = 100.0 / baseline * np.sqrt(np.maximum(loss_var, 1e-12)[:, None] * ratio)
        found["loss"][..., j], found["loss_sd"][..., j] = _mixed(weight, loss, loss_sd)
        level_sd = np.sqrt(np.maximum(cov[:, None, :, _LEVEL, _LEVEL], 0.0) * ratio)
        found["level"][..., j], found["level_sd"][..., j] = _mixed(weight, mean[..., _LEVEL], level_sd)
        found["error"][..., j] = np.sqrt((weight * ratio).sum(axis=2) * variance[:, None])
    return Filtered(
        level=found["level"],
        level_sd=found["level_sd"],
        loss=found["loss"],
        loss_sd=found["loss_sd"],
        surprise=found["surprise"],
        error=found["error"],
        kept=np.cumsum(plan.is_kept, axis=1).astype(float),
    )


def _first_covariance(plan: Plan, n_paces: int) -> Array:
    """Before the first score, (n_plans, n_paces, 5, 5): the baseline is the level."""
    cov = np.zeros((plan.weeks.shape[0], n_paces, _N_STATES, _N_STATES))
    for i, j in ((_LEVEL, _LEVEL), (_LEVEL, _BASELINE), (_BASELINE, _LEVEL), (_BASELINE, _BASELINE)):
        cov[..., i, j] = BASELINE_SD_PERCENT**2
    cov[..., _SLOPE, _SLOPE] = SLOPE_SD_PERCENT**2
    cov[..., _GAIN, _GAIN] = GAIN_SD_PERCENT**2
    cov[..., _CARRIED, _CARRIED] = (CARRIED_SHARE * plan.error_percent**2)[:, None]
    return cov


def _let_time_pass(mean: Array, cov: Array, gap_weeks: Array, variance: Array) -> tuple[Array, Array]:
    """Move means and covariances over the gap before the next session."""
    kept_share = np.exp(-gap_weeks / CARRIED_FADES_WEEKS)
    mean = mean.copy()
    mean[..., _LEVEL] += gap_weeks[:, None, None] * mean[..., _SLOPE]
    mean[..., _CARRIED] *= kept_share[:, None, None]
    step = np.zeros((gap_weeks.size, _N_STATES, _N_STATES))
    step[:] = np.eye(_N_STATES)
    step[:, _LEVEL, _SLOPE] = gap_weeks
    step[:, _CARRIED, _CARRIED] = kept_share
    cov = step[:, None] @ cov @ np.swapaxes(step, 1, 2)[:, None]
    cov[..., _LEVEL, _LEVEL] += (LEVEL_WANDER_PERCENT**2 * gap_weeks)[:, None]
    cov[..., _SLOPE, _SLOPE] += (SLOPE_WANDER_PERCENT**2 * gap_weeks)[:, None]
    cov[..., _CARRIED, _CARRIED] += (CARRIED_SHARE * variance * (1.0 - kept_share**2))[:, None]
    return mean, cov


def _mixed(weight: Array, mean: Array, sd: Array) -> tuple[Array, Array]:
    """Mean and SD of a mixture over its last axis."""
    middle = (weight * mean).sum(axis=2)
    spread = (weight * (sd**2 + (mean - middle[..., None]) ** 2)).sum(axis=2)
    return middle, np.sqrt(spread)
