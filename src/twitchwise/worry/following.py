"""What follows what within three days in one diary, with the uncertainty of a series that moves slowly."""

import numpy as np
from numpy.typing import NDArray

from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.worry.words import say

__all__ = ["FEWEST_DAYS", "FEWEST_HIGH_DAYS", "LAG_DAYS", "follow"]

LAG_DAYS = 3
"""The day itself and the three after it, as in the search for triggers."""

FEWEST_DAYS = 42
"""As in the search for triggers: on fewer days chance looks like a pattern."""

FEWEST_HIGH_DAYS = 10
"""So many days with more than usual, and so many with less; a choice."""

_LEVEL = 0.95
_FEWEST_SHIFTS = 30


def follow(cause: NDArray[np.float64], effect: NDArray[np.float64], *, unit: str) -> Estimate | NotMeasurable:
    """How much higher the effect was on days with more of the cause, and up to three days after, than on the others.

    Parameters
    ----------
    cause, effect : (n_days,) float, nan where not known.
    unit : of the effect.

    Returns
    -------
    The difference of means, in the unit of the effect, with its 95 % interval; why there is none when the two were
    written down together on too few days, or one hardly changes.

    Notes
    -----
    Days with more: those above the middle of the cause. The effect of a day is the mean of what is known of it and of
    the three days after. A straight line is taken out of the effect first, for two things that both climb over months
    go together without one following the other. The interval comes from turning the cause round against the effect by
    every whole number of days more than three (a circular shift): that keeps how slowly both move, and cuts what they
    have to do with each other. Its half width is the root mean square of what the shifts give, times Student's t for
    as many independent shifts as there are stretches of four days, times sqrt(1 + 1 / that number). In simulated
    diaries of 56 to 182 days without any link, and neighbouring days correlated by 0 to 0.85, the interval leaves out 0
    in 0 to 6 % (docs/worry.md).

    References
    ----------
    Theiler, Eubank, Longtin, Galdrikian and Farmer 1992, Physica D 58:77 (surrogates of a series keep its own
    dynamics), doi 10.1016/0167-2789(92)90102-S.
    """
    after = _mean_after(effect)
    together = np.isfinite(cause) & np.isfinite(after)
    known = int(together.sum())
    if known < FEWEST_DAYS:
        return _too_few(known)
    level_after = _without_line(after)
    value = _difference(cause, level_after)
    if value is None:
        return NotMeasurable(reason=say("reason_alike").text)
    n_days = cause.size
    turned = [_difference(np.roll(cause, shift), level_after) for shift in range(LAG_DAYS + 1, n_days - LAG_DAYS)]
    by_chance = np.array([each for each in turned if each is not None])
    if by_chance.size < _FEWEST_SHIFTS:
        return _too_few(known)
    from scipy.special import stdtrit

    n_apart = by_chance.size / (LAG_DAYS + 1)
    half = float(stdtrit(n_apart - 1.0, (1.0 + _LEVEL) / 2) * np.sqrt(np.mean(by_chance**2) * (1.0 + 1.0 / n_apart)))
    return Estimate(
        value=value,
        low=value - half,
        high=value + half,
        level=_LEVEL,
        n=known,
        method="difference of means, circular shifts",
        unit=unit,
    )


def _too_few(known: int) -> NotMeasurable:
    return NotMeasurable(reason=say("reason_days", known=known, needed=FEWEST_DAYS).text)


def _mean_after(effect: NDArray[np.float64]) -> NDArray[np.float64]:
    padded = np.concatenate([effect, np.full(LAG_DAYS, np.nan)])
    windows = np.lib.stride_tricks.sliding_window_view(padded, LAG_DAYS + 1)
    known = np.isfinite(windows)
    n_known = known.sum(axis=1)
    sums = np.where(known, windows, 0.0).sum(axis=1)
    return np.where(n_known > 0, sums / np.maximum(n_known, 1), np.nan)


def _without_line(values: NDArray[np.float64]) -> NDArray[np.float64]:
    rows = np.arange(values.size, dtype=np.float64)
    known = np.isfinite(values)
    slope, level = np.polyfit(rows[known], values[known], 1)
    return np.asarray(values - slope * rows - level, dtype=np.float64)


def _difference(cause: NDArray[np.float64], after: NDArray[np.float64]) -> float | None:
    together = np.isfinite(cause) & np.isfinite(after)
    chosen, values = cause[together], after[together]
    if not chosen.size:
        return None
    is_high = chosen > np.median(chosen)
    n_high = int(is_high.sum())
    if min(n_high, chosen.size - n_high) < FEWEST_HIGH_DAYS:
        return None
    return float(values[is_high].mean() - values[~is_high].mean())
