"""Shapes that come again below the first look's threshold: a unit betrays itself by repeating.

Energy alone misses most twitches of a deep, broad unit: its potential is spread over so many electrodes and samples
that their noise drowns it. But each discharge looks like the last one. So the many weak candidates, most of them
noise, are compared with each other, and those that resemble several others found a shape.

Noise that was chosen because it looks alike matches itself too well. Therefore no stretch of the recording is ever
searched with a shape that was learned from it: time is dealt out in turn to a few folds, and the shapes for each fold
come from the others.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.twitches.detect import Statistic, Tail, find_peaks_above, spatial_patterns
from twitchwise.twitches.matrix import Layout, Matrix
from twitchwise.twitches.noise import NoiseModel
from twitchwise.twitches.settings import CoreSettings

__all__ = ["FoldedShapes", "find_repeats"]

_CANDIDATES_PER_MIN = 40.0  # that rest alone would give; with fewer, rare units lack the pairs to be seen by
_MOST_CANDIDATES = 240  # every one is compared with every other
_CROWD = 480  # of so many, those whose shape is known are left out: the others must not be thinned away
_FOLDS = 4  # shapes come from three quarters of the recording; more folds cost time and add little
_TURN_S = 5.0  # the folds take turns at this length, so that drift is alike in all
_SHAPE_S = 0.031  # the potentials that energy misses are the long ones, 15 to 25 ms
_SHIFT_S = 0.010  # a weak candidate's centre of energy lies this far from its potential's at most
_RESEMBLES_SD = 4.5  # noise alone passes for a given shape about once in 2000 candidates
_ROUNDS = 3
_SMALLEST = 4  # candidates; two or three alike are found in every noise
_MOST_SHAPES = 8
_SHARED = 0.5  # a group that shares half its members with a larger one is the same
_SAME = 0.5  # two noisy pictures of one unit are at least that much alike, two units hardly ever
_BROAD_PATTERNS = 32  # of 64: deep units keep 95 % of their whitened energy there
_BROAD_HIGH_HZ = 170.0  # and most of it below this frequency
_ENERGY = 120.0  # of the potentials that are sought, in noise variances
_FEW = 4  # members below which the shape is held to fewer patterns
_FEWEST_PLACES = 4  # on fewer, energy loses little


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FoldedShapes:
    """Shapes learned apart from the time they are looked for in.

    Parameters
    ----------
    turn : samples that one fold has before the next one's turn.
    patterns : for each fold, unit patterns (n_rows, n) learned from the other folds.
    """

    turn: int
    patterns: tuple[tuple[NDArray[np.float32], ...], ...]

    def fold_of(self, sample: int) -> int:
        """The fold a sample belongs to."""
        return sample // self.turn % len(self.patterns)


def find_repeats(
    matrix: Matrix,
    noise: NoiseModel,
    statistic: Statistic,
    tail: Tail,
    known: NDArray[np.int64],
    settings: CoreSettings,
) -> FoldedShapes | None:
    """Shapes among candidates below the threshold; None when there are none.

    Parameters
    ----------
    known : samples at which twitches lie whose shape is known already; where there are many candidates, those there
        are left out.
    """
    if matrix.layout.n_places < _FEWEST_PLACES or matrix.layout.components != 1:
        return None
    length, shift = max(round(_SHAPE_S * matrix.rate_hz), 4), max(round(_SHIFT_S * matrix.rate_hz), 1)
    centres = _weak_candidates(statistic, tail, known, settings)
    reach = length // 2 + shift
    centres = centres[(centres >= reach) & (centres < matrix.n_samples - reach)]
    if centres.size < 2 * _SMALLEST:
        return None
    snippets = _snippets(matrix, noise, centres, reach)
    turn = max(round(_TURN_S * matrix.rate_hz), 1)
    folds = centres // turn % _FOLDS
    spaces = [_Space(np.eye(matrix.n_rows, dtype=np.float32), None, (1, 2))]
    broad = _broad_space(matrix.layout, noise, length, matrix.rate_hz)
    if broad is not None:
        spaces.append(broad)
    found: list[list[NDArray[np.float32]]] = [[] for _ in range(_FOLDS)]
    for space in spaces:
        seen = np.einsum("kr,ern->ekn", space.patterns, snippets, optimize=True)
        seeds = np.stack([space.clean(s[:, shift : shift + length], 1) for s in seen])
        best, shifts = _likeness(seeds, seen)
        for fold, into in enumerate(found):
            members = np.flatnonzero(folds != fold)
            pairs = np.ix_(members, members)
            shapes = _grow(seen[members], space, length, best[pairs], shifts[pairs])
            into.extend(np.asarray(space.patterns.T @ shape, np.float32) for shape in shapes)
    if not any(found):
        return None
    return FoldedShapes(turn=turn, patterns=tuple(tuple(patterns) for patterns in found))


class _Space:
    """What a shape is held to: spatial patterns, how much of a potential each holds at each frequency, and how many
    patterns of its own it may have."""

    def __init__(
        self, patterns: NDArray[np.float32], expected: NDArray[np.float64] | None, ranks: tuple[int, int]
    ) -> None:
        self.patterns, self.expected, self.ranks = patterns, expected, ranks

    def clean(self, mean: NDArray[np.float32], n: int) -> NDArray[np.float32]:
        """The mean of `n` snippets without what can only be noise, (k, n_samples) of unit norm."""
        if self.expected is not None:
            gain = self.expected / (self.expected + 1.0 / n)
            mean = np.fft.irfft(np.fft.rfft(mean, axis=1) * gain, mean.shape[1], axis=1).astype(np.float32)
        u, s, v = np.linalg.svd(mean, full_matrices=False)
        rank = self.ranks[0] if n < _FEW else self.ranks[1]
        cleaned = (u[:, :rank] * s[:rank]) @ v[:rank]
        return np.asarray(cleaned / max(float(np.linalg.norm(cleaned)), 1e-9), np.float32)


def _weak_candidates(
    statistic: Statistic, tail: Tail, known: NDArray[np.int64], settings: CoreSettings
) -> NDArray[np.int64]:
    """Samples at which the surprise peaks over a low threshold, apart from what is known."""
    peaks = find_peaks_above(statistic, tail.threshold(_CANDIDATES_PER_MIN), settings)
    centres = np.asarray((peaks + 0.5) * statistic.step, np.int64)
    if known.size and centres.size > _CROWD:
        reach = settings.reach_s[1] * statistic.rate_hz * statistic.step
        at = np.searchsorted(np.sort(known), centres)
        padded = np.concatenate(([-(2**62)], np.sort(known), [2**62]))
        free = (centres - padded[at] > reach) & (padded[at + 1] - centres > reach)
        peaks, centres = peaks[free], centres[free]
    if centres.size > _MOST_CANDIDATES:  # strong and weak ones alike: a rare weak unit is among the weak
        order = np.argsort(-statistic.surprise[peaks], kind="stable")
        chosen = np.linspace(0, centres.size - 1, _MOST_CANDIDATES).astype(np.int64)
        centres = np.sort(centres[order[chosen]])
    return centres


def _snippets(matrix: Matrix, noise: NoiseModel, centres: NDArray[np.int64], reach: int) -> NDArray[np.float32]:
    """Whitened samples round each centre, (n, n_rows, 2 * reach)."""
    return np.stack([noise.whiten(matrix.read(int(c) - reach, int(c) + reach), int(c) - reach) for c in centres])


def _broad_space(layout: Layout, noise: NoiseModel, n: int, rate_hz: float) -> _Space | None:
    """The space of deep, broad units: spatial patterns that carry bumps of all places, and what each is expected to
    hold of a potential at each frequency of `n` samples."""
    if layout.positions is None:
        return None
    bumps = spatial_patterns(layout, noise)[layout.n_places :]
    _, sizes, patterns = np.linalg.svd(bumps, full_matrices=False)
    shares = sizes**2 / np.sum(sizes**2)
    frequencies = np.fft.rfftfreq(n, 1.0 / rate_hz)
    spectrum = 1.0 / (1.0 + (frequencies / _BROAD_HIGH_HZ) ** 4)
    spectrum /= np.sum(np.fft.irfft(spectrum, n)[0]) * n
    kept = slice(0, _BROAD_PATTERNS)
    return _Space(np.asarray(patterns[kept], np.float32), _ENERGY * shares[kept, None] * spectrum, (3, 5))


def _likeness(shapes: NDArray[np.float32], seen: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Largest product of each unit shape with each snippet over all shifts, in noise SD, and that shift."""
    n = shapes.shape[2]
    flat = shapes.reshape(shapes.shape[0], -1)
    best = np.full((shapes.shape[0], seen.shape[0]), -np.inf, np.float32)
    shifts = np.zeros(best.shape, np.int64)
    for shift in range(seen.shape[2] - n + 1):
        product = flat @ seen[:, :, shift : shift + n].reshape(seen.shape[0], -1).T
        better = product > best
        best[better] = product[better]
        shifts[better] = shift
    return best, shifts


def _grow(
    seen: NDArray[np.float32], space: _Space, n: int, best: NDArray[np.float32], shifts: NDArray[np.int64]
) -> list[NDArray[np.float32]]:
    """Shapes that at least three snippets share, by size: each snippet is a first guess, then means take turns."""
    shapes: list[NDArray[np.float32]] = []
    sizes: list[int] = []
    for turn in range(_ROUNDS):
        if turn:
            best, shifts = _likeness(np.stack(shapes), seen)
        alike = best > _RESEMBLES_SD
        if turn:
            alike &= best >= best.max(axis=0)  # each snippet goes to one shape only
        order = np.argsort(-alike.sum(axis=1), kind="stable")
        shapes, sizes = [], []
        members: list[NDArray[np.int64]] = []
        for i in order:
            group = np.flatnonzero(alike[i])
            if group.size < 2 or any(np.isin(group, other).sum() >= _SHARED * group.size for other in members):
                continue
            mean = np.mean([seen[j, :, shifts[i, j] : shifts[i, j] + n] for j in group], axis=0)
            shape = space.clean(mean, group.size)
            if shapes and _likeness(shape[None], _padded(shapes, (seen.shape[2] - n) // 2))[0].max() > _SAME:
                continue
            shapes.append(shape)
            sizes.append(group.size)
            members.append(group)
        if not shapes:
            return []
    return [shape for shape, size in zip(shapes, sizes, strict=True) if size >= _SMALLEST][:_MOST_SHAPES]


def _padded(shapes: list[NDArray[np.float32]], by: int) -> NDArray[np.float32]:
    return np.pad(np.stack(shapes), ((0, 0), (0, 0), (by, by)))
