"""Days with an exposure against days without it: how many there are, and how far apart they lie."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.triggers.table import Exposure

__all__ = ["DAYS_EACH", "Contrast", "compare_days"]

DAYS_EACH = 6
_LEVELS = 3
_COMMON_SHARE = 0.25  # when the lowest value is this common, it is "without"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """The two kinds of days that a rate ratio compares.

    Parameters
    ----------
    low, high : mean of the exposure on days without and with it, in its own unit; equal when it never varies.
    spread : standard deviation of the exposure, in its own unit.
    days_with, days_without : answered days of each kind. "With" is above the lowest value when that is common (no
        training, no alcohol), else above the person's own median.
    is_enough : enough days of both kinds to learn from.
    """

    low: float
    high: float
    spread: float
    days_with: int
    days_without: int
    is_enough: bool

    @property
    def step(self) -> float:
        """How far the two kinds lie apart, in standard deviations of the exposure."""
        return (self.high - self.low) / self.spread if self.spread > 0 else 0.0


def compare_days(exposure: Exposure, answered: NDArray[np.bool_]) -> Contrast:
    """Days with and without `exposure` among the answered ones.

    Parameters
    ----------
    answered : (n_days,) bool.
    """
    known = exposure.values[np.isfinite(exposure.values)]
    here = exposure.values[np.isfinite(exposure.values) & answered]
    if not known.size or not here.size or known.std() <= 1e-9 * max(float(np.abs(known).max()), 1e-300):
        only = float(known.mean()) if known.size else 0.0
        n = here.size if only else 0
        return Contrast(low=only, high=only, spread=0.0, days_with=n, days_without=here.size - n, is_enough=False)
    lowest = float(known.min())
    edge = lowest if float(np.mean(known == lowest)) >= _COMMON_SHARE else _middle(known)
    with_it = here > edge
    days_with = int(with_it.sum())
    days_without = here.size - days_with
    is_enough = min(days_with, days_without) >= DAYS_EACH or _has_levels(here)
    return Contrast(
        low=float(known[known <= edge].mean()),
        high=float(known[known > edge].mean()),
        spread=float(known.std()),
        days_with=days_with,
        days_without=days_without,
        is_enough=is_enough,
    )


def _middle(known: NDArray[np.float64]) -> float:
    """The median, or the next value below when nothing lies above it."""
    middle = float(np.median(known))
    return middle if (known > middle).any() else float(known[known < middle].max())


def _has_levels(here: NDArray[np.float64]) -> bool:
    """At least three levels, of which the commonest leaves enough days to the others."""
    levels, counts = np.unique(here, return_counts=True)
    return levels.size >= _LEVELS and here.size - int(counts.max()) >= DAYS_EACH
