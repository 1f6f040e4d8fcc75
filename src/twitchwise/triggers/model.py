"""The model's fixed numbers: the slow process of each muscle, the lag weights, and the settings tried.

counts[t] ~ NegativeBinomial(mean = minutes[t] exp(f[t]), size)           answered days only
f[t]      = intercept + slow(t) + sum over acting exposures and lags of weight[lag] exposure[t - lag]
slow      ~ Gaussian process, covariance spread^2 exp(-|t - t'| / memory)
weight    ~ Normal(0, WEIGHT_SD^2 LIKENESS^|lag - lag'|)
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from twitchwise.triggers.series import LAGS_DAYS, Series

__all__ = [
    "INTERCEPT_VARIANCE",
    "LIKENESS",
    "MEMORIES_DAYS",
    "SETTINGS",
    "SIZES",
    "SPREADS",
    "WEIGHT_SD",
    "Setting",
    "known_covariance",
    "prior_mean",
    "set_columns",
    "slow_covariance",
    "slow_likeness",
    "weight_factor",
]

Array = NDArray[np.float64]

WEIGHT_SD = 0.3  # log rate for a standard deviation of the exposure, at one lag
LIKENESS = 0.6  # correlation of the weights of neighbouring lags
INTERCEPT_VARIANCE = 4.0
SIZES = (2.0, 6.0, 30.0)
# The wide range matters: with spreads up to 0.8 only, abrupt spells raised three times as many false alarms.
SPREADS = (0.2, 0.45, 0.8, 1.2, 1.8)
MEMORIES_DAYS = (1.5, 4.0, 10.0, 25.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One choice of what the model does not integrate out in closed form.

    Parameters
    ----------
    size : shape of the negative binomial; variance = mean + mean^2 / size.
    spread : standard deviation of the slow process, log rate.
    memory_days : time over which the slow process forgets, days.
    """

    size: float
    spread: float
    memory_days: float


SETTINGS = tuple(
    Setting(size=size, spread=spread, memory_days=memory)
    for size, spread, memory in product(SIZES, SPREADS, MEMORIES_DAYS)
)


def prior_mean(series: Series) -> Array:
    """Prior mean of each day's log rate, (n,) float: the diary's own mean rate."""
    per_minute = (float(series.counts.mean()) + 0.3) / float(np.exp(series.log_minutes).mean())
    common = 0.0 if series.common is None else series.common.mean
    return np.asarray(np.log(per_minute) + series.log_minutes + common)


def slow_covariance(series: Series, setting: Setting) -> Array:
    """Covariance of the days' log rates without any exposure, (n, n) float."""
    return setting.spread**2 * slow_likeness(series, setting.memory_days) + known_covariance(series)


def slow_likeness(series: Series, memory_days: float) -> Array:
    """How alike the slow process is on each two days, (n, n) float, 1 on the diagonal."""
    return np.asarray(np.exp(-np.abs(np.subtract.outer(series.days, series.days)) / memory_days))


def known_covariance(series: Series) -> Array:
    """Covariance of the log rates that no setting changes, (n, n) float: intercept and common days."""
    common = 0.0 if series.common is None else series.common.covariance
    return np.full((series.days.size, series.days.size), INTERCEPT_VARIANCE) + common


def weight_factor() -> Array:
    """A square root F of the prior covariance of one exposure's lag weights, (n_lags, n_lags) float: F F' is it."""
    lags = np.array(LAGS_DAYS)
    return np.asarray(WEIGHT_SD * np.linalg.cholesky(LIKENESS ** np.abs(np.subtract.outer(lags, lags))))


def set_columns(acting: tuple[int, ...]) -> NDArray[np.intp]:
    """Columns of `Series.lags` that belong to the exposures `acting`."""
    n_lags = len(LAGS_DAYS)
    return np.array([i * n_lags + lag for i in acting for lag in range(n_lags)], dtype=np.intp)
