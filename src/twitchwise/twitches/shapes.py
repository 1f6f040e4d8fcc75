"""Which candidates look alike: grouping by place and shape at once.

A candidate is its whitened snippet over all rows. Snippets are reduced to the few spatial patterns that carry them,
then grouped round templates: a candidate belongs to a template if what remains after taking the best-fitting,
best-shifted template away is no more than noise and the trial-to-trial change allowed.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.twitches.events import Event

__all__ = ["Shapes", "Template", "agreement_of_halves", "group_shapes"]

_PATTERNS = 10  # spatial patterns kept
_MOST_EVENTS = 3000  # beyond this many the strongest found the templates, the rest are only assigned
_SMALLEST_GROUP = 3
_MOST_GROUPS = 64
_LEADERS = 120
_JITTER = 0.25  # a unit's potential may differ from its mean by this share of its size
_NOISE_MARGIN_SD = 5.0
_ROUNDS = 4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Template:
    """Mean snippet of a group.

    Parameters
    ----------
    pattern : (n_rows, n) float32, whitened.
    n : events it is the mean of.
    """

    pattern: NDArray[np.float32]
    n: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shapes:
    """The outcome of grouping.

    Parameters
    ----------
    labels : (n_events,) int64, group from 0 by size, -1 for none.
    templates : one per group.
    agreement : adjusted Rand index of groupings learned from two halves, -1 to 1; 1 when there is one group only.
    """

    labels: NDArray[np.int64]
    templates: tuple[Template, ...]
    agreement: float


def group_shapes(events: list[Event], *, before: int, after: int, free_size: bool) -> Shapes:
    """Group `events` by whitened place and shape.

    Parameters
    ----------
    before, after : samples of each snippet used, round the peak.
    free_size : whether twitches of one group may differ in size (movement) or not (one unit's potential).
    """
    if len(events) < 2 * _SMALLEST_GROUP:
        return Shapes(labels=np.full(len(events), -1, np.int64), templates=(), agreement=0.0)
    cut = _cut(events, before, after)
    reduced, patterns = _reduce(cut)
    strength = np.sqrt((reduced**2).sum(axis=(1, 2)))
    order = np.argsort(-strength)[:_MOST_EVENTS]
    labels, means = _group(reduced, order, free_size)
    templates = tuple(
        Template(pattern=np.asarray(patterns @ mean, np.float32), n=int(np.sum(labels == i)))
        for i, mean in enumerate(means)
    )
    return Shapes(labels=labels, templates=templates, agreement=_split_half(reduced, order, free_size))


def agreement_of_halves(first: NDArray[np.int64], second: NDArray[np.int64]) -> float:
    """Adjusted Rand index of two labellings of the same events: (n,) int each; 1 is the same, 0 is chance.

    References
    ----------
    Hubert and Arabie 1985, doi 10.1007/BF01908075.

    Examples
    --------
    >>> import numpy as np
    >>> agreement_of_halves(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    1.0
    """
    if first.size < 2:
        return 1.0
    _, a = np.unique(first, return_inverse=True)
    _, b = np.unique(second, return_inverse=True)
    table = np.zeros((a.max() + 1, b.max() + 1))
    np.add.at(table, (a, b), 1)

    def pairs(counts: NDArray[np.float64]) -> float:
        return float(np.sum(counts * (counts - 1) / 2))

    both, rows, columns = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    expected = rows * columns / max(pairs(np.array([float(first.size)])), 1.0)
    highest = (rows + columns) / 2
    return 1.0 if highest == expected else (both - expected) / (highest - expected)


def _cut(events: list[Event], before: int, after: int) -> NDArray[np.float32]:
    """Snippets of equal length round the peak, zero where the recording ended: (n_events, n_rows, n)."""
    n_rows = events[0].snippet.shape[0]
    cut = np.zeros((len(events), n_rows, before + after), np.float32)
    for into, event in zip(cut, events, strict=True):
        low = event.peak - event.first - before
        source = event.snippet[:, max(low, 0) : low + before + after]
        into[:, max(-low, 0) : max(-low, 0) + source.shape[1]] = source
    return cut


def _reduce(cut: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Project on the spatial patterns with most energy: (n_events, k, n) and (n_rows, k)."""
    n_rows = cut.shape[1]
    if n_rows <= _PATTERNS:
        return cut, np.eye(n_rows, dtype=np.float32)
    step = max(cut.shape[0] // 800, 1)
    flat = cut[::step].transpose(1, 0, 2).reshape(n_rows, -1)
    if n_rows <= 256:
        vectors = np.linalg.eigh(flat @ flat.T)[1][:, -_PATTERNS:]
    else:
        from scipy.sparse.linalg import svds

        vectors = svds(flat, k=min(_PATTERNS, min(flat.shape) - 1), random_state=0)[0]
    patterns = np.asarray(vectors, np.float32)
    return np.einsum("rk,erh->ekh", patterns, cut, optimize=True), patterns


def _group(
    reduced: NDArray[np.float32], order: NDArray[np.int64], free_size: bool, smallest: int = _SMALLEST_GROUP
) -> tuple[NDArray[np.int64], list[NDArray[np.float32]]]:
    """Templates grown from the strongest events, refined by turns of assigning and averaging."""
    means = _leaders(reduced[_candidates_for_leaders(order)], free_size)
    labels = np.full(reduced.shape[0], -1, np.int64)
    sizes = np.ones(len(means))
    for turn in range(_ROUNDS):
        misfit, shifts = _misfit(reduced, means, sizes, free_size)
        labels = np.where(misfit.min(axis=1) <= 0, misfit.argmin(axis=1), -1)
        counts = np.bincount(labels[labels >= 0], minlength=len(means))
        least = smallest if turn == _ROUNDS - 1 else 2
        keep = [int(k) for k in np.argsort(-counts, kind="stable") if counts[k] >= least]
        if not keep:
            return np.full(reduced.shape[0], -1, np.int64), []
        renumber = np.full(len(means) + 1, -1)
        renumber[keep] = np.arange(len(keep))
        mine = [np.flatnonzero(labels == k) for k in keep]
        means = [_mean_aligned(reduced[m], -shifts[m, k]) for k, m in zip(keep, mine, strict=True)]
        labels = renumber[labels]
        sizes = np.array([members.size for members in mine], float)
        if turn < _ROUNDS - 1:
            means, sizes = _merged(means, sizes, free_size)
    return labels, means


def _merged(
    means: list[NDArray[np.float32]], sizes: NDArray[np.float64], free_size: bool
) -> tuple[list[NDArray[np.float32]], NDArray[np.float64]]:
    """Means that are the same shape within their noise become one; the larger group's is kept."""
    stacked = np.stack(means)
    kept: list[int] = []
    same = np.zeros(len(means), bool)
    for i, mean in enumerate(means):
        if not same[i]:
            kept.append(i)
            misfit, _ = _misfit(stacked[i:], [mean], sizes[i : i + 1], free_size, noise=1 / sizes[i:])
            same[i:] |= misfit[:, 0] <= 0
    return [means[k] for k in kept], sizes[kept]


def _misfit(
    reduced: NDArray[np.float32],
    means: list[NDArray[np.float32]],
    sizes: NDArray[np.float64],
    free_size: bool,
    noise: float | NDArray[np.float64] = 1.0,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How far beyond noise and jitter each event is from each template (n_events, n_templates; at most 0 is a member),
    and the shift at which it fits best, in samples."""
    n_events, k, n = reduced.shape
    padded = 2 * n
    spectra = np.fft.rfft(reduced, padded, axis=2)
    energy = (reduced.astype(np.float64) ** 2).sum(axis=(1, 2))
    misfit = np.empty((n_events, len(means)))
    shifts = np.empty((n_events, len(means)))
    fine, most = 4, max(n // 4, 2)
    for j, mean in enumerate(means):
        cross = (spectra * np.conj(np.fft.rfft(mean, padded, axis=1))).sum(axis=1)
        match = np.fft.irfft(cross, padded * fine, axis=1) * fine
        lags = np.concatenate((np.arange(0, most * fine + 1), np.arange(-most * fine, 0)))
        window = match[:, lags]
        best = window.argmax(axis=1)
        product = window[np.arange(n_events), best]
        shifts[:, j] = lags[best] / fine
        own = float((mean.astype(np.float64) ** 2).sum())
        gain = product / max(own, 1e-12)
        gain = np.clip(gain, 0.0, None) if free_size else np.clip(gain, 0.75, 1.3)
        rest = energy - 2 * gain * product + gain**2 * own
        left = noise + gain**2 / sizes[j]  # noise of the event, and of a mean of so many
        allowed = left * (k * n + _NOISE_MARGIN_SD * np.sqrt(2.0 * k * n)) + _JITTER**2 * gain**2 * own
        misfit[:, j] = (rest - allowed) / max(own, 1e-12)
        if free_size:
            misfit[product <= 0, j] = np.inf
    return misfit, shifts


def _candidates_for_leaders(order: NDArray[np.int64]) -> NDArray[np.int64]:
    """The strongest events, and an even choice of the weaker ones, from which templates may grow."""
    if order.size <= 2 * _LEADERS:
        return order
    rest = order[_LEADERS:]
    return np.concatenate((order[:_LEADERS], rest[:: -(-rest.size // _LEADERS)]))


def _leaders(candidates: NDArray[np.float32], free_size: bool) -> list[NDArray[np.float32]]:
    """Candidates, from the first on, that resemble none of those taken before."""
    leaders: list[NDArray[np.float32]] = []
    resembles = np.zeros(candidates.shape[0], bool)
    for i, candidate in enumerate(candidates):
        if not resembles[i]:
            leaders.append(candidate)
            misfit, _ = _misfit(candidates[i:], [candidate], np.ones(1), free_size)
            resembles[i:] |= misfit[:, 0] <= 0
        if len(leaders) >= _MOST_GROUPS:
            break
    return leaders


def _mean_aligned(snippets: NDArray[np.float32], by: NDArray[np.float64]) -> NDArray[np.float32]:
    """Mean of (n_events, k, n) snippets, each moved by so many samples: (k, n)."""
    n = snippets.shape[2]
    spectra = np.fft.rfft(snippets, 2 * n, axis=2)
    phases = np.exp(-2j * np.pi * np.fft.rfftfreq(2 * n)[None, :] * by[:, None])
    mean = np.einsum("ekf,ef->kf", spectra, phases) / by.size
    return np.asarray(np.fft.irfft(mean, 2 * n, axis=1)[:, :n], np.float32)


def _split_half(reduced: NDArray[np.float32], order: NDArray[np.int64], free_size: bool) -> float:
    """Group each half on its own, let both sets of templates label every event, and compare."""
    labellings = []
    for half in (order[0::2], order[1::2]):
        _, means = _group(reduced[half], np.arange(half.size), free_size, smallest=2)
        if not means:
            return 0.0
        misfit, _ = _misfit(reduced, means, np.full(len(means), np.inf), free_size)
        labellings.append(misfit.argmin(axis=1))
    return agreement_of_halves(labellings[0], labellings[1])
