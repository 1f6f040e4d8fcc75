"""What a diary could have shown: the smallest effect that most diaries like this one would have reported."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.estimate import NotMeasurable
from twitchwise.triggers.contrast import compare_days
from twitchwise.triggers.fit import Candidate, rank_settings
from twitchwise.triggers.model import prior_mean, weight_factor
from twitchwise.triggers.series import LAGS_DAYS, Series, build_series
from twitchwise.triggers.switches import draw_picture
from twitchwise.triggers.table import DayTable, Outcome
from twitchwise.triggers.threads import one_thread
from twitchwise.triggers.verdict import LIKELY, why_exposure_waits, why_outcome_waits

__all__ = ["CHANCE", "Power", "SmallestEffect", "find_power", "power_of"]

Array = NDArray[np.float64]

CHANCE = 0.8
_DRAWS = 400
_SEED = 20261122  # the answer must be the same on every run
_LARGEST_RATIO = 10.0
_WINDOWS = ((0,), (1,), (2,), (0, 1), (1, 2), (1, 2, 3), (0, 1, 2, 3))  # lags over which an effect may be spread


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallestEffect:
    """The effect of one exposure on one muscle that `CHANCE` of such diaries would have reported as likely.

    Parameters
    ----------
    rate_ratio : as in `Trigger.rate_ratio`; or why there is none.
    """

    outcome: str
    exposure: str
    belongs_to: str | None
    rate_ratio: float | NotMeasurable


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """The smallest effects that a diary could have shown.

    Parameters
    ----------
    chance : share of such diaries that would have shown it.
    rate_ratio : the median over all pairs of exposure and muscle; or why there is none.
    effects : each pair's own.
    """

    chance: float
    rate_ratio: float | NotMeasurable
    effects: tuple[SmallestEffect, ...]


def find_power(table: DayTable) -> Power:
    """The smallest rate ratios that this diary, with its own gaps and its own exposures, could have shown.

    Notes
    -----
    In the local Gaussian picture of the fitted diary the data on one exposure are four numbers, normal about
    precision x weights. They are drawn for effects of growing size, spread over the lags in seven ways, and the
    probability that would have been stated is computed for each draw. Other exposures count as noise, by their prior.
    """
    with one_thread():
        effects = tuple(effect for outcome in table.outcomes for effect in _outcome_effects(table, outcome))
    return power_of(effects)


def power_of(effects: tuple[SmallestEffect, ...]) -> Power:
    """The smallest effects of several pairs of exposure and muscle, summed up."""
    ratios = [np.inf if isinstance(e.rate_ratio, NotMeasurable) else e.rate_ratio for e in effects]
    middle = float(np.median(ratios)) if ratios else np.inf
    overall: float | NotMeasurable = middle
    if not np.isfinite(middle):
        overall = NotMeasurable(reason="not enough days to show any effect on most pairs of exposure and muscle")
    return Power(chance=CHANCE, rate_ratio=overall, effects=effects)


def _outcome_effects(table: DayTable, outcome: Outcome) -> list[SmallestEffect]:
    exposures = table.exposures_of(outcome)
    answered = np.isfinite(outcome.counts)
    contrasts = [compare_days(exposure, answered) for exposure in exposures]
    waiting = why_outcome_waits(outcome)
    reasons = [waiting or why_exposure_waits(e, c) for e, c in zip(exposures, contrasts, strict=True)]
    ready = [i for i, reason in enumerate(reasons) if reason is None]
    found: dict[int, float | NotMeasurable] = {}
    if ready:
        series = build_series(outcome, tuple(exposures[i] for i in ready))
        candidate = rank_settings(series, 1)[0]
        for number, i in enumerate(ready):
            found[i] = _smallest_ratio(
                series, candidate, number, step=contrasts[i].step, earliest=exposures[i].earliest_lag_days
            )
    return [
        SmallestEffect(
            outcome=outcome.name,
            exposure=exposure.name,
            belongs_to=exposure.belongs_to,
            rate_ratio=found[i] if reason is None else NotMeasurable(reason=reason),
        )
        for i, (exposure, reason) in enumerate(zip(exposures, reasons, strict=True))
    ]


def _smallest_ratio(
    series: Series, candidate: Candidate, number: int, *, step: float, earliest: int
) -> float | NotMeasurable:
    n_lags = len(LAGS_DAYS)
    factor = weight_factor()
    shaped = series.lags.reshape(series.counts.size, -1, n_lags)
    covariance = candidate.covariance.copy()
    for other in range(series.priors.size):
        if other != number:
            columns = shaped[:, other] @ factor
            covariance += series.priors[other] * (columns @ columns.T)
    own = shaped[:, number] @ factor
    picture = draw_picture(series.counts, own, covariance, prior_mean(series), candidate.setting.size, candidate.fit)
    noise = (
        np.random.default_rng(_SEED).standard_normal((_DRAWS, n_lags))
        @ np.linalg.cholesky(picture.precision + 1e-9 * np.eye(n_lags)).T
    )
    posterior = np.linalg.inv(np.eye(n_lags) + picture.precision)
    odds = np.log(series.priors[number]) - np.log1p(-series.priors[number])
    floor = odds + 0.5 * float(np.linalg.slogdet(posterior)[1])
    windows = [w for w in _WINDOWS if w[0] >= earliest]
    shapes = np.array([[float(lag in w) / len(w) for lag in LAGS_DAYS] for w in windows])
    per_log_ratio = np.linalg.solve(factor, shapes.T).T / step  # (n_windows, n_lags), for a log rate ratio of 1
    wanted = np.log(LIKELY) - np.log1p(-LIKELY)

    def chance(log_ratio: float) -> float:
        pulls = (log_ratio * per_log_ratio @ picture.precision)[:, None, :] + noise
        return float(np.mean(floor + 0.5 * np.einsum("wdi,ij,wdj->wd", pulls, posterior, pulls) > wanted))

    low, high = 0.0, float(np.log(_LARGEST_RATIO))
    if chance(high) < CHANCE:
        return NotMeasurable(reason=f"even {_LARGEST_RATIO:.0f} times as many twitches would often have been missed")
    for _ in range(30):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if chance(middle) < CHANCE else (low, middle)
    return float(np.exp(high))
