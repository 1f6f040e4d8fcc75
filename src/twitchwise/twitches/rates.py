"""Counts become rates: over the time in which a twitch could have been counted, with honest intervals."""

import numpy as np
from numpy.typing import NDArray

from twitchwise.estimate import Estimate, NotMeasurable, rate_per_min, share_of
from twitchwise.evidence.lookup import find_fact
from twitchwise.twitches.model import Exclusion

__all__ = ["count_doublets", "estimate_rate", "merge_spans", "neighbour_shares", "remaining_s"]

_FEWEST_FOR_DISPERSION = 8
_WINDOWS = 12
_SHORTEST_S = 1.0  # a shorter rest at the edge of what was left out is no time to count in
_DISPERSION_PRIOR = 4.0  # windows' worth of belief that counts are Poisson


def merge_spans(spans: list[Exclusion], duration_s: float) -> tuple[Exclusion, ...]:
    """Sorted spans inside the recording without overlaps; where two overlap the earlier keeps the common part."""
    merged: list[Exclusion] = []
    for span in sorted(spans, key=lambda s: (s.start_s, s.end_s)):
        start = max(span.start_s, 0.0, merged[-1].end_s if merged else 0.0)
        end = min(span.end_s, duration_s)
        if end <= start:
            continue
        if merged and merged[-1].reason is span.reason and start - merged[-1].end_s < 1e-9:
            merged[-1] = Exclusion(start_s=merged[-1].start_s, end_s=end, reason=span.reason)
        else:
            merged.append(Exclusion(start_s=start, end_s=end, reason=span.reason))
    return tuple(merged)


def remaining_s(spans: tuple[Exclusion, ...], duration_s: float) -> float:
    """Time left outside `spans` (disjoint, inside the recording), s."""
    return max(duration_s - sum(s.end_s - s.start_s for s in spans), 0.0)


def estimate_rate(
    onsets_s: NDArray[np.float64],
    excluded: tuple[Exclusion, ...],
    duration_s: float,
    level: float,
    *,
    dead_s: float = 0.0,
) -> Estimate | NotMeasurable:
    """Twitches a minute of analysed time, the interval widened when they come in flurries.

    Parameters
    ----------
    dead_s : time after each twitch in which no other could be told apart; it is taken off the time analysed, at most
        half of it (the usual correction of a counter that is blind for a fixed time after each count).
    """
    analysed = remaining_s(excluded, duration_s)
    if analysed < _SHORTEST_S:
        return NotMeasurable(reason="no part of the recording could be analysed")
    analysed = max(analysed - dead_s * onsets_s.size, 0.5 * analysed)
    dispersion = _dispersion(onsets_s, excluded, duration_s)
    return rate_per_min(onsets_s.size, analysed / 60.0, level=level, dispersion=dispersion)


def count_doublets(onsets_s: NDArray[np.float64]) -> int:
    """Pairs of successive twitches of one group 10-110 ms apart (fact doublet_window)."""
    window = find_fact("doublet_window")
    intervals_ms = np.diff(onsets_s) * 1000.0
    assert window.low is not None
    assert window.high is not None
    return int(np.sum((intervals_ms >= window.low) & (intervals_ms <= window.high)))


def neighbour_shares(
    groups: list[NDArray[np.float64]], level: float
) -> tuple[Estimate | NotMeasurable, Estimate | NotMeasurable]:
    """Shares of isolated (both neighbours more than 250 ms away) and continual (both at most) twitches.

    Parameters
    ----------
    groups : ascending onsets of each group, s.

    References
    ----------
    Fact isolated_interval (Sleutjes et al. 2016).
    """
    limit_ms = find_fact("isolated_interval").value
    assert limit_ms is not None
    isolated = continual = total = 0
    for onsets in groups:
        if not onsets.size:
            continue
        gaps = np.concatenate(([np.inf], np.diff(onsets) * 1000.0, [np.inf]))
        isolated += int(np.sum((gaps[:-1] > limit_ms) & (gaps[1:] > limit_ms)))
        continual += int(np.sum((gaps[:-1] <= limit_ms) & (gaps[1:] <= limit_ms)))
        total += onsets.size
    if not total:
        nothing = NotMeasurable(reason="no twitch seen")
        return nothing, nothing
    return share_of(isolated, total, level=level), share_of(continual, total, level=level)


def _dispersion(onsets_s: NDArray[np.float64], excluded: tuple[Exclusion, ...], duration_s: float) -> float:
    """Variance over mean of counts in equal stretches of analysed time, shrunk towards 1 and never below it."""
    if onsets_s.size < _FEWEST_FOR_DISPERSION:
        return 1.0
    lost = np.array([s.end_s - s.start_s for s in excluded])
    ends = np.array([s.end_s for s in excluded])
    analysed = onsets_s - np.array([lost[ends <= t].sum() if lost.size else 0.0 for t in onsets_s])
    total = remaining_s(excluded, duration_s)
    n_windows = int(min(_WINDOWS, max(onsets_s.size // 3, 2)))
    counts, _ = np.histogram(analysed, bins=np.linspace(0.0, total, n_windows + 1))
    mean = max(float(counts.mean()), 1e-9)
    chi2 = float(np.sum((counts - mean) ** 2) / mean)
    return max((chi2 + _DISPERSION_PRIOR) / (n_windows - 1 + _DISPERSION_PRIOR), 1.0)
