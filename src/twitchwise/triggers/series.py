"""One muscle's answered days, and what every exposure did on them and on the days before."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.triggers.table import Exposure, Outcome

__all__ = ["LAGS_DAYS", "CommonDays", "Series", "build_series", "lagged"]

Array = NDArray[np.float64]

LAGS_DAYS = (0, 1, 2, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonDays:
    """What other muscles say of the days that all muscles share.

    Parameters
    ----------
    mean : (n,) float, log rate.
    covariance : (n, n) float, what is left unknown of it.
    """

    mean: Array
    covariance: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What the model is fitted to.

    Parameters
    ----------
    days : (n,) float, row of the table of each answered day.
    counts : (n,) float, twitches on it.
    log_minutes : (n,) float, log of the minutes looked; 0 for noticed counts.
    lags : (n, n_exposures * n_lags) float, exposures of that day and the days before, in standard deviations about
        their mean; 0 where not known, and where the lag is shut because the exposure comes after the day's twitches.
    priors : (n_exposures,) float, probability of being a real pattern beforehand.
    common : what other muscles say of the same days, or None.
    """

    days: Array
    counts: Array
    log_minutes: Array
    lags: Array
    priors: Array
    common: CommonDays | None = None


def build_series(outcome: Outcome, exposures: tuple[Exposure, ...]) -> Series:
    """The answered days of `outcome` beside `exposures`, all of them known to vary."""
    answered = np.flatnonzero(np.isfinite(outcome.counts))
    lags = np.zeros((answered.size, len(exposures) * len(LAGS_DAYS)))
    for i, exposure in enumerate(exposures):
        lags[:, i * len(LAGS_DAYS) : (i + 1) * len(LAGS_DAYS)] = lagged(exposure)[answered]
    minutes = np.ones(answered.size) if outcome.minutes is None else outcome.minutes[answered]
    return Series(
        days=answered.astype(np.float64),
        counts=outcome.counts[answered],
        log_minutes=np.log(minutes),
        lags=lags,
        priors=np.array([e.prior for e in exposures]),
    )


def lagged(exposure: Exposure) -> Array:
    """The exposure 0, 1, 2 and 3 days before each day, standardised; (n_days, n_lags) float."""
    known = exposure.values[np.isfinite(exposure.values)]
    spread = float(known.std())
    scaled = np.nan_to_num((exposure.values - known.mean()) / spread)
    columns = np.zeros((scaled.size, len(LAGS_DAYS)))
    for column, lag in enumerate(LAGS_DAYS):
        if lag >= exposure.earliest_lag_days:
            columns[lag:, column] = scaled[: scaled.size - lag]
    return columns
