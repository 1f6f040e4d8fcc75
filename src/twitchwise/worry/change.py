"""The last four weeks against the weeks before, of whatever is known by week."""

import math
from collections.abc import Sequence

import numpy as np

from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.worry.words import say

__all__ = ["FEWEST_WEEKS", "RECENT_WEEKS", "change_of", "mean_before", "mean_recent"]

RECENT_WEEKS = 4
"""The weeks that are looked at as "lately"; a choice, as in the rule for the offer of a break."""

FEWEST_WEEKS = 3
"""So many weeks with a value on either side; a choice."""

_LEVEL = 0.95


def change_of(weeks: Sequence[float | None], *, unit: str) -> Estimate | NotMeasurable:
    """How much higher the mean of the last four weeks is than that of the weeks before.

    Parameters
    ----------
    weeks : one value a week, the earliest first; None where not known.
    unit : of the values.

    Notes
    -----
    Welch's t over weekly means, 95 %. Weeks are taken as independent; where neighbouring weeks are alike, the interval
    is too narrow, so it is no proof of a change.

    References
    ----------
    Welch 1947, Biometrika 34:28, doi 10.1093/biomet/34.1-2.28.

    Examples
    --------
    >>> found = change_of([3.0, 4.0, 3.0, 4.0, 6.0, 7.0, 6.0, 7.0], unit="0-10")
    >>> found.value, found.low > 0
    (3.0, True)
    """
    before, recent = _known(weeks[:-RECENT_WEEKS]), _known(weeks[-RECENT_WEEKS:])
    if not before and not recent:
        return NotMeasurable(reason=say("reason_none").text)
    if min(len(before), len(recent)) < FEWEST_WEEKS:
        return NotMeasurable(reason=say("reason_weeks").text)
    from scipy.special import stdtrit

    value = float(np.mean(recent) - np.mean(before))
    parts = [float(np.var(values, ddof=1)) / len(values) for values in (before, recent)]
    total = sum(parts)
    freedom = 1.0
    if total > 0.0:
        freedom = total**2 / sum(
            part**2 / (len(values) - 1) for part, values in zip(parts, (before, recent), strict=True)
        )
    half = float(stdtrit(freedom, (1.0 + _LEVEL) / 2)) * math.sqrt(total)
    return Estimate(
        value=value,
        low=value - half,
        high=value + half,
        level=_LEVEL,
        n=len(before) + len(recent),
        method="Welch t of weekly means",
        unit=unit,
    )


def mean_before(weeks: Sequence[float | None]) -> float | None:
    """The mean of the weeks before the last four, None when none is known."""
    return _mean(weeks[:-RECENT_WEEKS])


def mean_recent(weeks: Sequence[float | None]) -> float | None:
    """The mean of the last four weeks, None when none is known."""
    return _mean(weeks[-RECENT_WEEKS:])


def _known(values: Sequence[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def _mean(values: Sequence[float | None]) -> float | None:
    known = _known(values)
    return float(np.mean(known)) if known else None
