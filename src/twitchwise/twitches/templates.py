"""The second look: matched filters made from the twitches found first, and from weak candidates that repeat.

A unit that was found several times has a known shape. A filter made to that shape sees smaller ones, and units that
sit under a single electrode, which the energy of many rows drowns. What such a filter does in rest is read twice, and
the stricter reading counts: from the same filter run backwards in time (noise does not care, a potential or a twitch,
being lopsided, does), and from its own lower values, which know of a pulse that resembles a twitch.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from twitchwise.twitches.correlate import Correlator
from twitchwise.twitches.detect import Statistic
from twitchwise.twitches.matrix import Matrix, Piece
from twitchwise.twitches.noise import NoiseModel
from twitchwise.twitches.repeats import FoldedShapes
from twitchwise.twitches.shapes import Template

__all__ = ["SMALLEST_TEMPLATE", "TemplateSearch", "search_repeats", "search_templates"]

_MOST_TEMPLATES = 12
SMALLEST_TEMPLATE = 5  # events; a mean of fewer carries too much noise
_PATTERNS = 12
_PROBES, _PROBE_S = 12, 4.0  # stretches in which a filter's own noise is measured


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TemplateSearch:
    """What matched filters say.

    Parameters
    ----------
    forward : the statistic, at every sample; half the square of the largest filter output in noise SD.
    backward : the same for the filters run backwards: what rest looks like.
    """

    forward: Statistic
    backward: Statistic

    def __or__(self, other: "TemplateSearch") -> "TemplateSearch":
        """The larger of both at every sample."""
        return TemplateSearch(
            forward=_larger(self.forward, other.forward), backward=_larger(self.backward, other.backward)
        )


class _Filters:
    """Matched filters in the few spatial patterns that carry them, each scaled to noise of SD 1."""

    def __init__(self, patterns: Sequence[NDArray[np.float32]], matrix: Matrix, noise: NoiseModel) -> None:
        vectors, _, _ = np.linalg.svd(np.concatenate(patterns, axis=1), full_matrices=False)
        basis = np.asarray(vectors[:, :_PATTERNS], np.float32)
        reduced = np.stack([basis.T @ pattern for pattern in patterns])
        reduced /= np.maximum(np.linalg.norm(reduced, axis=(1, 2), keepdims=True), 1e-9)
        self.length = reduced.shape[2]
        self._noise = noise
        self._over_rows = noise.fold(np.ascontiguousarray(basis.T))
        self._both_ways = Correlator(np.stack([shape for r in reduced for shape in (r, r[:, ::-1])]))
        self._gains = self._inverse_spreads(matrix)

    def run(self, values: NDArray[np.float32], first: int, start: int, stop: int) -> NDArray[np.float32]:
        """Largest output at samples `start` to `stop`, forwards and backwards: (2, n) float32, noise SD, at least 0.

        Parameters
        ----------
        values : (n_rows, n) samples of the matrix from `first` on.
        """
        outputs = self._outputs(values, first, start, stop)
        outputs *= self._gains[:, None, None]
        return np.asarray(np.maximum(outputs.max(axis=0), 0.0), np.float32)

    def _outputs(self, values: NDArray[np.float32], first: int, start: int, stop: int) -> NDArray[np.float32]:
        """Correlations with each shape and with its mirror image in time, (n_shapes, 2, n)."""
        low = max(start - self.length, first)
        high = min(stop + self.length, first + values.shape[1])
        projected = self._over_rows @ self._noise.scale(values[:, low - first : high - first], low)
        return self._both_ways.run(projected, start - low, stop - low).reshape(-1, 2, stop - start)

    def _inverse_spreads(self, matrix: Matrix) -> NDArray[np.float32]:
        """One over the noise SD of each filter run backwards, from stretches all over the recording."""
        n = min(int(_PROBE_S * matrix.rate_hz), matrix.n_samples)
        heights = []
        for start in map(int, np.unique(np.linspace(0, matrix.n_samples - n, _PROBES).astype(np.int64))):
            backwards = self._outputs(matrix.read(start, start + n), start, start, start + n)[:, 1]
            heights.append(np.abs(backwards[:, matrix.valid[start : start + n]]))
        together = np.concatenate(heights, axis=1)
        if not together.shape[1]:
            return np.ones(together.shape[0], np.float32)
        return np.asarray(0.6745 / np.maximum(np.median(together, axis=1), 1e-9), np.float32)


def search_templates(matrix: Matrix, noise: NoiseModel, templates: tuple[Template, ...]) -> TemplateSearch | None:
    """Run every well-supported template over `matrix`; None when there is none."""
    chosen = [t.pattern for t in templates if t.n >= SMALLEST_TEMPLATE][:_MOST_TEMPLATES]
    if not chosen:
        return None
    filters = _Filters(chosen, matrix, noise)
    best = np.zeros((2, matrix.n_samples), np.float32)

    def filter_piece(piece: Piece) -> None:
        best[:, piece.start : piece.stop] = filters.run(piece.values, piece.first, piece.start, piece.stop)

    matrix.for_each_piece(filter_piece, margin=2 * filters.length)
    return _search(matrix, best, matrix.valid)


def search_repeats(matrix: Matrix, noise: NoiseModel, shapes: FoldedShapes) -> TemplateSearch:
    """Look in each fold for the shapes learned from the others."""
    of_fold = [_Filters(patterns, matrix, noise) if patterns else None for patterns in shapes.patterns]
    best = np.zeros((2, matrix.n_samples), np.float32)
    covered = np.zeros(matrix.n_samples, bool)  # a fold whose others hold no shape is not searched

    def filter_piece(piece: Piece) -> None:
        start = piece.start
        while start < piece.stop:
            stop = min((start // shapes.turn + 1) * shapes.turn, piece.stop)
            filters = of_fold[shapes.fold_of(start)]
            if filters is not None:
                best[:, start:stop] = filters.run(piece.values, piece.first, start, stop)
                covered[start:stop] = True
            start = stop

    lengths = [filters.length for filters in of_fold if filters is not None]
    matrix.for_each_piece(filter_piece, margin=2 * max(lengths, default=1))
    return _search(matrix, best, matrix.valid & covered)


def _search(matrix: Matrix, best: NDArray[np.float32], valid: NDArray[np.bool_]) -> TemplateSearch:
    surprise = 0.5 * best**2
    surprise[:, ~valid] = 0.0
    forward, backward = (
        Statistic(surprise=row, step=1, rate_hz=matrix.rate_hz, valid=valid, expected_slope=1.0) for row in surprise
    )
    return TemplateSearch(forward=forward, backward=backward)


def _larger(first: Statistic, second: Statistic) -> Statistic:
    return replace(first, surprise=np.maximum(first.surprise, second.surprise), valid=first.valid | second.valid)
