"""What people do instead of a trend: three usual rules, each looked at after every session."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

__all__ = ["RULES", "baseline_band", "below_first", "weekly_slope"]

Array = NDArray[np.float64]
Alarms = NDArray[np.bool_]

_BASELINE = 4
_Z = 1.96
_SLOPE_SESSIONS = 6
_PRACTICE = 2


def below_first(weeks: Array, scores: Array, error_percent: float) -> Alarms:
    """A session is below the first one by more than the published smallest real change (MDC95).

    Parameters
    ----------
    weeks : (n,) float.
    scores : (n_people, n) float; kept sessions only.
    error_percent : error of one result, % of the score.
    """
    mdc = _Z * np.sqrt(2.0) * error_percent / 100.0
    return np.asarray(scores < scores[:, :1] * (1.0 - mdc))


def baseline_band(weeks: Array, scores: Array, error_percent: float) -> Alarms:
    """A session is below the mean of the first four by more than 1.96 errors."""
    mean = scores[:, :_BASELINE].mean(axis=1, keepdims=True)
    alarms = scores < mean * (1.0 - _Z * error_percent / 100.0)
    alarms[:, :_BASELINE] = False
    return np.asarray(alarms)


def weekly_slope(weeks: Array, scores: Array, error_percent: float) -> Alarms:
    """A straight line through the sessions from the third on falls, with p < .05 (two-sided t test)."""
    from scipy.special import stdtrit

    t, y = weeks[_PRACTICE:], scores[:, _PRACTICE:]
    n = np.arange(1.0, t.size + 1.0)
    sum_t, sum_tt = np.cumsum(t), np.cumsum(t**2)
    sum_y, sum_yy, sum_ty = np.cumsum(y, axis=1), np.cumsum(y**2, axis=1), np.cumsum(t * y, axis=1)
    alarms = np.zeros(scores.shape, dtype=bool)
    if t.size < _SLOPE_SESSIONS:
        return alarms
    used = slice(_SLOPE_SESSIONS - 1, None)
    n, var = n[used], (sum_tt - sum_t**2 / n)[used]
    covariance = (sum_ty - sum_t * sum_y / np.arange(1.0, t.size + 1.0))[:, used]
    slope = covariance / var
    left = (sum_yy - sum_y**2 / np.arange(1.0, t.size + 1.0))[:, used] - slope * covariance
    sd = np.sqrt(np.maximum(left, 1e-12) / (n - 2.0) / var)
    alarms[:, _PRACTICE + _SLOPE_SESSIONS - 1 :] = slope / sd < stdtrit(n - 2.0, 0.025)
    return alarms


RULES: Mapping[str, Callable[[Array, Array, float], Alarms]] = MappingProxyType(
    {
        "below the first score by the MDC95": below_first,
        "below the baseline band": baseline_band,
        "weekly slope p < .05": weekly_slope,
    }
)
