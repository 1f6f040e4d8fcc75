"""Rhythm: regular firing, the pulse, breathing; what beats in time is not a twitch."""

import itertools

import numpy as np
from numpy.typing import NDArray

__all__ = ["find_beat", "find_locked", "find_regular_firing", "runs_of_short_intervals"]

_FIRING_INTERVAL_S = 0.25  # fact isolated_interval: a unit in weak contraction fires at least this often
_FIRING_RUN = 5
_FIRING_CV = 0.35  # fact voluntary_firing_rate: the intervals of a unit in steady contraction vary by 10-30 %
_BEAT_TOLERANCE = 0.15  # successive beats of a heart or breaths differ by no more than this share
_SHORTEST_BEAT = 6
_LOCK_S = 0.03  # width of the delay within which a second wave follows each beat
_MOST_MISSING = 5
_CHANCE = 0.01  # accepted chance of seeing such a train among unrelated events


def find_regular_firing(times_s: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which events fire regularly: runs of at least five with intervals of at most 250 ms that vary little.

    Parameters
    ----------
    times_s : (n,) onsets of events of one shape, ascending.

    Examples
    --------
    >>> import numpy as np
    >>> find_regular_firing(np.array([0.0, 0.1, 0.2, 0.31, 0.4, 5.0])).tolist()
    [True, True, True, True, True, False]
    """
    found = np.zeros(times_s.size, bool)
    for low, high in runs_of_short_intervals(times_s):
        intervals = np.diff(times_s[low:high])
        for i in range(low, high - _FIRING_RUN + 1):
            part = intervals[i - low : i - low + _FIRING_RUN - 1]
            if part.std() < _FIRING_CV * part.mean():
                found[i : i + _FIRING_RUN] = True
    return found


def runs_of_short_intervals(times_s: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Half-open index ranges of at least five events with every interval at most 250 ms."""
    if times_s.size < _FIRING_RUN:
        return []
    breaks = np.flatnonzero(np.diff(times_s) > _FIRING_INTERVAL_S) + 1
    edges = np.concatenate(([0], breaks, [times_s.size]))
    return [(int(low), int(high)) for low, high in itertools.pairwise(edges) if high - low >= _FIRING_RUN]


def find_beat(
    times_s: NDArray[np.float64], duration_s: float, *, shortest_s: float, longest_s: float
) -> NDArray[np.bool_]:
    """Which events belong to a steady beat with intervals between `shortest_s` and `longest_s`.

    Parameters
    ----------
    times_s : (n,) onsets, ascending.
    duration_s : time in which they were seen.

    Notes
    -----
    The longest chain of events in which each interval differs from the one before by at most 15 %, found by dynamic
    programming. It counts only if unrelated events at the same rate would give a chain as long with a chance of less
    than 1 in 100.

    Examples
    --------
    >>> import numpy as np
    >>> beats = np.arange(20) * 0.8
    >>> find_beat(np.sort(np.append(beats, 3.33)), 16.0, shortest_s=0.4, longest_s=1.43).sum()
    np.int64(20)
    """
    found = np.zeros(times_s.size, bool)
    if times_s.size < _SHORTEST_BEAT or duration_s <= 0:
        return found
    rate = times_s.size / duration_s
    by_chance = rate * 2 * _BEAT_TOLERANCE * float(np.median([shortest_s, longest_s]))
    starts = times_s.size * max(rate * (longest_s - shortest_s), 1.0)
    needed = 2 + np.log(_CHANCE / starts) / np.log(min(by_chance, 0.9)) if by_chance > 0 else _SHORTEST_BEAT
    needed = max(needed, _SHORTEST_BEAT)
    while True:
        chain = _longest_chain(times_s, found, shortest_s, longest_s)
        if len(chain) < needed:
            return found
        found[chain] = True


def find_locked(times_s: NDArray[np.float64], beats_s: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which events follow a beat at a fixed delay, or stand where a beat is missing from the chain.

    Parameters
    ----------
    times_s : (n,) onsets, ascending.
    beats_s : (m,) onsets of the beats, ascending.
    """
    locked = np.zeros(times_s.size, bool)
    if beats_s.size < _SHORTEST_BEAT:
        return locked
    interval = float(np.median(np.diff(beats_s)))
    previous = np.clip(np.searchsorted(beats_s, times_s, side="right") - 1, 0, beats_s.size - 1)
    following = np.clip(previous + 1, 0, beats_s.size - 1)
    lag, gap = times_s - beats_s[previous], beats_s[following] - beats_s[previous]
    missing = np.rint(gap / interval)
    inside = (gap > 1.5 * interval) & (missing < _MOST_MISSING)
    place = lag / np.maximum(gap, 1e-9) * missing
    locked |= inside & (np.abs(place - np.rint(place)) < _BEAT_TOLERANCE)
    near = (lag >= 0) & (lag < 0.8 * interval) & ~locked
    edges = np.arange(0.0, 0.8 * interval + _LOCK_S, _LOCK_S)
    counts, _ = np.histogram(lag[near], bins=edges)
    expected = max(float(np.median(counts)), 0.5)
    for i in np.flatnonzero(counts >= np.maximum(_SHORTEST_BEAT, 4.0 * expected)):
        locked |= near & (lag >= edges[i] - _LOCK_S / 2) & (lag < edges[i + 1] + _LOCK_S / 2)
    return locked


def _longest_chain(
    times_s: NDArray[np.float64], used: NDArray[np.bool_], shortest_s: float, longest_s: float
) -> list[int]:
    lengths: list[dict[int, int]] = []  # per event: previous event -> length of the best chain that ends so
    origins: dict[tuple[int, int], int] = {}
    best, end = 1, (-1, -1)
    for i, at in enumerate(times_s):
        mine: dict[int, int] = {}
        lengths.append(mine)
        if used[i]:
            continue
        first = int(np.searchsorted(times_s, at - longest_s))
        for j in range(first, i):
            step = at - times_s[j]
            if used[j] or step < shortest_s:
                continue
            mine[j] = 2
            for k, length in lengths[j].items():
                before = times_s[j] - times_s[k]
                if abs(step - before) <= _BEAT_TOLERANCE * before and length + 1 > mine[j]:
                    mine[j] = length + 1
                    origins[i, j] = k
            if mine[j] > best:
                best, end = mine[j], (i, j)
    chain: list[int] = []
    i, j = end
    while j >= 0:
        chain.append(i)
        i, j = j, origins.get((i, j), -1)
    if i >= 0:
        chain.append(i)
    return chain[::-1]
