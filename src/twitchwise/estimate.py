"""A number with its uncertainty, or the reason why there is none."""

import math
from dataclasses import dataclass

__all__ = ["Estimate", "NotMeasurable", "rate_per_min", "share_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value with its interval.

    Parameters
    ----------
    value, low, high : the value and the ends of its interval, in `unit`.
    level : probability content of the interval, 0-1.
    n : how many observations it rests on.
    method : how it was computed, in a few words.
    unit : the unit of all three.
    """

    value: float
    low: float
    high: float
    level: float
    n: int
    method: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMeasurable:
    """There is no number, and this is why."""

    reason: str


def rate_per_min(
    n_events: int, minutes: float, *, level: float = 0.95, dispersion: float = 1.0
) -> Estimate | NotMeasurable:
    """The rate of events a minute with its interval.

    Parameters
    ----------
    n_events : events counted.
    minutes : time in which they could have been seen, min.
    level : probability content of the interval.
    dispersion : variance of the counts over their mean; 1 for independent events.

    Notes
    -----
    Mid-P Poisson limits: the means at which the probability of more events than seen, plus half that of exactly as
    many, equals the tail. Counts are divided by `dispersion` before and multiplied by it after (quasi-Poisson). Exact
    limits cover more than is asked for at small counts; mid-P covers close to it.

    References
    ----------
    Garwood 1936, Biometrika 28:437 (exact limits); Cohen and Yang 1994, Statistics in Medicine 13:2189 (mid-P limits
    for a Poisson mean).

    Examples
    --------
    >>> estimate = rate_per_min(20, 10.0)
    >>> round(estimate.value, 2), round(estimate.low, 2), round(estimate.high, 2)
    (2.0, 1.26, 3.03)
    """
    if minutes <= 0:
        return NotMeasurable(reason="no part of the recording could be analysed")
    tail = (1.0 - level) / 2
    n = n_events / dispersion
    whole = max(round(n), 0)
    low = 0.0 if whole == 0 else _mean_with_mid_p(whole, tail)
    high = _mean_with_mid_p(whole, 1.0 - tail)
    scale = (n / whole if whole else 1.0) * dispersion / minutes
    return Estimate(
        value=n_events / minutes,
        low=low * scale,
        high=high * scale,
        level=level,
        n=n_events,
        method="mid-P Poisson" if dispersion == 1.0 else f"mid-P Poisson, dispersion {dispersion:.2f}",
        unit="per min",
    )


def share_of(n: int, total: int, *, level: float = 0.95) -> Estimate | NotMeasurable:
    """The share that `n` is of `total`, with Wilson's interval.

    Parameters
    ----------
    n : how many of them, 0 to `total`.
    total : of how many, taken to be independent of each other.
    level : probability content of the interval.

    References
    ----------
    Wilson 1927, Journal of the American Statistical Association 22:209, doi 10.1080/01621459.1927.10502953.

    Examples
    --------
    >>> share = share_of(9, 10)
    >>> round(share.value, 2), round(share.low, 2), round(share.high, 2)
    (0.9, 0.6, 0.98)
    """
    from scipy.special import ndtri

    if total <= 0:
        return NotMeasurable(reason="there is nothing to take a share of")
    z = float(ndtri(0.5 + level / 2))
    share = n / total
    middle = (share + z**2 / (2 * total)) / (1 + z**2 / total)
    half = z * math.sqrt(share * (1 - share) / total + z**2 / (4 * total**2)) / (1 + z**2 / total)
    return Estimate(
        value=share,
        low=max(middle - half, 0.0),
        high=min(middle + half, 1.0),
        level=level,
        n=total,
        method="Wilson",
        unit="share",
    )


def _mean_with_mid_p(n: int, wanted: float) -> float:
    """The Poisson mean under which more than `n`, plus half of exactly `n`, has the probability `wanted`."""
    from scipy.special import gammainc, gammaln

    low, high = 0.0, n + 10.0 * (n + 4.0) ** 0.5 + 10.0
    for _ in range(80):
        mean = 0.5 * (low + high)
        mid_p = float(gammainc(n + 1, mean)) + 0.5 * math.exp(n * math.log(mean) - mean - float(gammaln(n + 1)))
        low, high = (mean, high) if mid_p < wanted else (low, mean)
    return float(0.5 * (low + high))
