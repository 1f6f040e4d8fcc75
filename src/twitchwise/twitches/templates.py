"""The second look: matched filters made from the twitches found first.

A unit that was found several times has a known shape. A filter made to that shape sees smaller ones, and units that
sit under a single electrode, which the energy of many rows drowns. What such a filter does in rest is read twice, and
the stricter reading counts: from the same filter run backwards in time (noise does not care, a potential or a twitch,
being lopsided, does), and from its own lower values, which know of a pulse that resembles a twitch.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.twitches.correlate import Correlator
from twitchwise.twitches.detect import Statistic
from twitchwise.twitches.matrix import Matrix, Piece
from twitchwise.twitches.noise import NoiseModel
from twitchwise.twitches.shapes import Template

__all__ = ["TemplateSearch", "search_templates"]

_MOST_TEMPLATES = 12
_SMALLEST_TEMPLATE = 5  # events; a mean of fewer carries too much noise
_PATTERNS = 12


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


def search_templates(matrix: Matrix, noise: NoiseModel, templates: tuple[Template, ...]) -> TemplateSearch | None:
    """Run every well-supported template over `matrix`; None when there is none."""
    chosen = [t.pattern for t in templates if t.n >= _SMALLEST_TEMPLATE][:_MOST_TEMPLATES]
    if not chosen:
        return None
    basis = _basis(chosen)
    reduced = [np.asarray(basis.T @ pattern, np.float32) for pattern in chosen]
    reduced = [r / max(float(np.linalg.norm(r)), 1e-9) for r in reduced]
    over_rows = noise.fold(np.ascontiguousarray(basis.T))
    length = reduced[0].shape[1]
    both_ways = Correlator(np.stack([shape for r in reduced for shape in (r, r[:, ::-1])]))
    outputs = np.zeros((len(reduced), 2, matrix.n_samples), np.float32)

    def filter_piece(piece: Piece) -> None:
        projected = over_rows @ noise.scale(piece.values, piece.first)
        found = both_ways.run(projected, piece.core.start, piece.core.stop)
        outputs[:, :, piece.start : piece.stop] = found.reshape(len(reduced), 2, -1)

    matrix.for_each_piece(filter_piece, margin=2 * length)
    best = np.zeros((2, matrix.n_samples), np.float32)
    usable = np.flatnonzero(matrix.valid)
    usable = usable[:: max(usable.size // 200_000, 1)]
    for both in outputs:
        spread = np.median(np.abs(both[1, usable])) / 0.6745 if usable.size else 1.0
        np.maximum(best, both / np.float32(max(float(spread), 1e-9)), out=best)
    surprise = 0.5 * best**2
    surprise[:, ~matrix.valid] = 0.0
    forward, backward = (
        Statistic(surprise=row, step=1, rate_hz=matrix.rate_hz, valid=matrix.valid, expected_slope=1.0)
        for row in surprise
    )
    return TemplateSearch(forward=forward, backward=backward)


def _basis(patterns: list[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Orthonormal spatial patterns that carry the templates, (n_rows, k)."""
    stacked = np.concatenate(patterns, axis=1)
    vectors, _, _ = np.linalg.svd(stacked, full_matrices=False)
    return np.asarray(vectors[:, :_PATTERNS], np.float32)
