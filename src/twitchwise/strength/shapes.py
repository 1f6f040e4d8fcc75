"""Whether scores went down little by little, at once, or down and up again."""

import numpy as np
from numpy.typing import NDArray

from twitchwise.strength.trend_result import Shape

__all__ = ["CLEARLY", "tell_shape"]

Array = NDArray[np.float64]

CLEARLY = 6.0  # difference in BIC; 6-10 is called strong, Kass and Raftery 1995, doi 10.1080/01621459.1995.10476572
_SIDE = 2  # sessions on each side of a change, and after a dip


def tell_shape(tests: tuple[tuple[Array, Array], ...], errors: tuple[float, ...]) -> Shape:
    """Compare a line with a step and with a dip, the dates of which all tests share.

    Parameters
    ----------
    tests : days and scores of the kept sessions of each test, (n,) float each, scores in % of the first.
    errors : error of one result of each test, same unit.

    Notes
    -----
    BIC = sum of squared residuals over error^2 + (free numbers) log(n). A line has two numbers a test; a step two and
    one common date; a dip two and two common dates.
    """
    days = np.unique(np.concatenate([days for days, _ in tests]))
    n = sum(days.size for days, _ in tests)
    if days.size < 3 * _SIDE:
        return Shape.UNCLEAR
    log_n = float(np.log(n))
    line = 2.0 * len(tests) * log_n
    starts = (days[_SIDE:-_SIDE] + days[_SIDE - 1 : -_SIDE - 1]) / 2.0
    step = np.zeros(starts.size)
    first, last = np.triu_indices(starts.size, k=1)
    dip = np.zeros(first.size)
    for (at, scores), error in zip(tests, errors, strict=True):
        line += _line_residual(at, scores) / error**2
        before = np.searchsorted(at, starts)
        step += _two_levels(scores, before) / error**2
        dip += _in_and_out(scores, before[first], before[last]) / error**2
    best_step = float(step.min()) + (2.0 * len(tests) + 1.0) * log_n
    best_dip = float(dip.min()) + (2.0 * len(tests) + 2.0) * log_n if dip.size else np.inf
    if best_dip < min(line, best_step) - CLEARLY:
        return Shape.DIP
    if best_step < line - CLEARLY:
        return Shape.STEP
    return Shape.LINEAR if line < min(best_step, best_dip) - CLEARLY else Shape.UNCLEAR


def _line_residual(days: Array, scores: Array) -> float:
    t = days - days.mean()
    slope = float(t @ scores) / max(float(t @ t), 1e-9)
    return float(np.sum((scores - scores.mean() - slope * t) ** 2))


def _two_levels(scores: Array, before: NDArray[np.intp]) -> Array:
    """Squared residuals about one mean before and another after."""
    sums, squares = np.append(0.0, np.cumsum(scores)), float(scores @ scores)
    after = scores.size - before
    explained = _over(sums[before] ** 2, before) + _over((sums[-1] - sums[before]) ** 2, after)
    return np.asarray(squares - explained)


def _in_and_out(scores: Array, start: NDArray[np.intp], end: NDArray[np.intp]) -> Array:
    """Squared residuals about one mean inside [start, end) and another outside; only a mean below counts as a dip."""
    sums, squares = np.append(0.0, np.cumsum(scores)), float(scores @ scores)
    inside, n_inside = sums[end] - sums[start], end - start
    outside, n_outside = sums[-1] - inside, scores.size - n_inside
    explained = _over(inside**2, n_inside) + _over(outside**2, n_outside)
    is_dip = inside * n_outside < outside * n_inside
    return np.asarray(np.where(is_dip, squares - explained, squares - sums[-1] ** 2 / scores.size))


def _over(top: Array, count: NDArray[np.intp]) -> Array:
    return np.where(count > 0, top / np.maximum(count, 1), 0.0)
