"""How far the middle of a moving patch went, when only the means over blocks of the picture are known.

A patch no wider than a block or two moves less on average over each block than in its middle. Bumps of many widths,
slants and places are laid over the blocks round the one that moved most; each says what its middle did, and they are
averaged by how well they agree with the blocks.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from twitchwise.twitches.matrix import Layout

__all__ = ["middle_over_block"]

_REACH = 2  # blocks either side that are compared
_WIDTHS = (
    0.3,
    0.45,
    0.65,
    0.9,
    1.3,
    2.0,
    5.0,
)  # SD of a bump, in blocks: full widths at half height of 0.7 to 12 blocks
_N_SLANTS = 4
_PLACES = np.linspace(-0.5, 0.5, 5)  # of the bump's middle in the block that moved most
_FINE = 6  # points along a block's side that its mean is taken over
_SHAPE_ERROR = 0.05  # real patches are no exact bumps: allowed difference, share of the best block's move
_LARGEST = 2.0


def middle_over_block(layout: Layout, index: int, moves: NDArray[np.float64], noise: NDArray[np.float64]) -> float:
    """How many times further the middle of the patch went than the mean of block `index`, at least 1.

    Parameters
    ----------
    layout : of blocks in rows and columns.
    moves : (n_blocks,) mean moves along the direction of the best block, any unit.
    noise : (n_blocks,) their SD, the same unit.

    Notes
    -----
    Mean over Gaussian bumps of what they say, weighted by their likelihood; all bumps count alike before.
    """
    assert layout.cells is not None
    assert layout.shape is not None
    row, column = divmod(int(layout.cells[index]), layout.shape[1])
    rows, columns = np.divmod(layout.cells, layout.shape[1])
    near = (np.abs(rows - row) <= _REACH) & (np.abs(columns - column) <= _REACH)
    means = _bumps()[:, rows[near] - row + _REACH, columns[near] - column + _REACH]
    variance = noise[near] ** 2 + (_SHAPE_ERROR * moves[index]) ** 2
    seen, weighted = moves[near], means / variance
    middle = (weighted @ seen) / (weighted * means).sum(axis=1)
    misfit = ((seen - middle[:, None] * means) ** 2 / variance).sum(axis=1)
    weights = np.exp(-0.5 * (misfit - misfit.min()))
    said = np.clip(middle / max(float(moves[index]), 1e-12), 1.0, _LARGEST)
    return float(weights @ said / weights.sum())


@lru_cache(maxsize=1)
def _bumps() -> NDArray[np.float64]:
    """Means over blocks of bumps of height 1, (n_bumps, blocks down, blocks across)."""
    side = 2 * _REACH + 1
    points = (np.arange(side * _FINE) + 0.5) / _FINE - side / 2
    y, x = np.meshgrid(points, points, indexing="ij")
    found = []
    for long in _WIDTHS:
        for short in (w for w in _WIDTHS if w <= long):
            slants = np.arange(_N_SLANTS if short < long else 1) * np.pi / _N_SLANTS
            for slant in slants:
                for down in _PLACES:
                    for right in _PLACES:
                        along = (x - right) * np.cos(slant) + (y - down) * np.sin(slant)
                        across = (y - down) * np.cos(slant) - (x - right) * np.sin(slant)
                        bump = np.exp(-0.5 * ((along / long) ** 2 + (across / short) ** 2))
                        found.append(bump.reshape(side, _FINE, side, _FINE).mean(axis=(1, 3)))
    return np.array(found)
