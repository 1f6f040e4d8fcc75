"""Patches narrower than their blocks: what the middle did."""

import numpy as np
import pytest

from twitchwise.twitches.matrix import Layout
from twitchwise.twitches.patch import middle_over_block

_ROWS, _COLUMNS = 7, 9
_FINE = 20


def _layout() -> Layout:
    n = _ROWS * _COLUMNS
    return Layout(labels=("",) * n, components=2, shape=(_ROWS, _COLUMNS), cells=np.arange(n))


def _means(width: float, x: float, y: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Means over blocks of a patch that falls off as a cosine squared, `width` blocks wide at half height."""
    down, across = (np.arange(k * _FINE) / _FINE + 0.5 / _FINE for k in (_ROWS, _COLUMNS))
    distance = np.hypot(across[None, :] - x, down[:, None] - y) / width
    patch = np.where(distance < 1.0, np.cos(0.5 * np.pi * np.minimum(distance, 1.0)) ** 2, 0.0)
    return np.asarray(patch.reshape(_ROWS, _FINE, _COLUMNS, _FINE).mean(axis=(1, 3)).ravel())


@pytest.mark.parametrize(("width", "off_by"), [(0.8, 0.3), (1.2, 0.3), (2.0, 0.12), (3.0, 0.12)])
@pytest.mark.parametrize("x", [4.5, 4.8])
def test_the_middle_of_a_patch_of_another_shape_is_read(width: float, off_by: float, x: float) -> None:
    means = _means(width, x, 3.4)
    best = int(np.argmax(means))
    share = middle_over_block(_layout(), best, means, np.full(means.size, 0.02))
    assert share * means[best] == pytest.approx(1.0, abs=off_by)


def test_a_wide_patch_is_left_as_it_is() -> None:
    means = _means(12.0, 4.5, 3.5)
    assert middle_over_block(_layout(), int(np.argmax(means)), means, np.full(means.size, 0.02)) < 1.06


def test_blocks_without_texture_are_left_out() -> None:
    means = _means(2.0, 4.5, 3.5)
    live = np.delete(np.arange(means.size), int(np.argmax(means)) + 1)
    layout = Layout(labels=("",) * live.size, components=2, shape=(_ROWS, _COLUMNS), cells=live)
    best = int(np.argmax(means[live]))
    share = middle_over_block(layout, best, means[live], np.full(live.size, 0.02))
    assert share * means[live][best] == pytest.approx(1.0, abs=0.12)
