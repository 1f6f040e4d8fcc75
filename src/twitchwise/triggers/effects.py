"""How large and how late: the rate ratio and the lag profile of one exposure, averaged over every explanation."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.estimate import Estimate
from twitchwise.triggers.fit import Explanation
from twitchwise.triggers.series import LAGS_DAYS

__all__ = ["LEVEL", "Effect", "LagWeight", "describe_effect", "mixture_quantile"]

Array = NDArray[np.float64]

LEVEL = 0.9
_METHOD = "averaged over settings and sets of exposures; Laplace"


@dataclass(frozen=True, slots=True, kw_only=True)
class LagWeight:
    """What an exposure does so many days later.

    Parameters
    ----------
    lag_days : 0 is the same day.
    rate_ratio : twitches on such a day, with the exposure over without it, everything else alike.
    """

    lag_days: int
    rate_ratio: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The size of an effect if there is one.

    Parameters
    ----------
    rate_ratio : twitches when the exposure was there on each of the days that may act, over when on none of them.
    lags : the same for each lag alone; their product is `rate_ratio` but for rounding of the averaging.
    """

    rate_ratio: Estimate
    lags: tuple[LagWeight, ...]


def describe_effect(
    exposure: int,
    explanations: tuple[Explanation, ...],
    shares: Array,
    *,
    step: float,
    n_days: int,
    earliest_lag_days: int,
) -> Effect:
    """The effect of exposure number `exposure`, given that it acts.

    Parameters
    ----------
    shares : (n_explanations,) float, weight of each explanation; those without the exposure do not count.
    step : how much exposure is compared with none, standard deviations.
    n_days : answered days.

    Notes
    -----
    The log rate ratio is a mixture of normals, one for each explanation. Its median and its 5 % and 95 % points are
    given.
    """
    n_lags = len(LAGS_DAYS)
    within = [(e, share) for e, share in zip(explanations, shares, strict=True) if exposure in e.acting]
    weights = np.array([share for _, share in within])
    weights /= weights.sum()
    means, covariances = np.zeros((len(within), n_lags)), np.zeros((len(within), n_lags, n_lags))
    for row, (explanation, _) in enumerate(within):
        at = explanation.acting.index(exposure) * n_lags
        means[row] = explanation.weights[at : at + n_lags]
        covariances[row] = explanation.covariance[at : at + n_lags, at : at + n_lags]

    open_lags = np.array([float(lag >= earliest_lag_days) for lag in LAGS_DAYS])

    def ratio(direction: Array) -> Estimate:
        mean = means @ direction * step
        spread = np.sqrt(np.einsum("i,nij,j->n", direction, covariances, direction)) * abs(step)
        low, middle, high = (
            mixture_quantile(weights, mean, spread, p) for p in (0.5 - LEVEL / 2, 0.5, 0.5 + LEVEL / 2)
        )
        return Estimate(
            value=float(np.exp(middle)),
            low=float(np.exp(low)),
            high=float(np.exp(high)),
            level=LEVEL,
            n=n_days,
            method=_METHOD,
            unit="ratio",
        )

    return Effect(
        rate_ratio=ratio(open_lags),
        lags=tuple(
            LagWeight(lag_days=lag, rate_ratio=ratio(np.eye(n_lags)[i]))
            for i, lag in enumerate(LAGS_DAYS)
            if lag >= earliest_lag_days
        ),
    )


def mixture_quantile(weights: Array, means: Array, spreads: Array, probability: float) -> float:
    """The point below which a mixture of normals has `probability`, by bisection.

    Examples
    --------
    >>> one = np.array([1.0])
    >>> round(mixture_quantile(one, np.array([2.0]), one, 0.95), 3)
    3.645
    """
    from scipy.special import ndtr

    low, high = float((means - 9 * spreads).min()), float((means + 9 * spreads).max())
    safe = np.maximum(spreads, 1e-12)
    for _ in range(50):
        middle = 0.5 * (low + high)
        below = float(weights @ ndtr((middle - means) / safe))
        low, high = (middle, high) if below < probability else (low, middle)
    return 0.5 * (low + high)
