"""How far each block of a picture has moved, against a slowly updated reference.

Block gradient flow: in every block the difference to the reference is explained by its gradients, least squares, in
pixels. Brightness and contrast of the block are fitted away. Moves of more than about half a pixel are followed by
stepping the block along. No flow is invented where there is no texture: such blocks are left out.

References
----------
Lucas and Kanade 1981 (IJCAI 7:674). Departures: one displacement a block against a drift-free reference instead of the
frame before; brightness and contrast projected out; only brightness is decoded.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["BlockFlow", "Tiling"]

_FOLLOW_PX = 0.5  # the linear step is right to 5 % between 0.4 and 0.8 px, and falls behind beyond
_HALF_TAPS = (150 / 256 + 25 / 256, -25 / 256 - 3 / 256, 3 / 256)  # half a pixel on less half back, by quintics
_SMOOTH = 0.15  # of each neighbour: fine grain bends the linear step most
_CLEARLY = 0.8  # of what is left unexplained: a step that explains no more than that is only a change of error
_MOST_STEPS = 6
_MOST_FOLLOWED_SHARE = 0.6
_REFRESH_S = 0.5  # gradients of the slowly changing reference are renewed this often
_REFERENCE_S = 1.5  # time constant of the reference: slow against a twitch, fast against posture
_LEAST_TEXTURE = 1.5  # grey levels: RMS gradient along the weaker direction
_SCENE_CHANGE = 25.0  # grey levels of mean difference: another picture, start again
_EDGE = 8  # px kept free round the picture so that blocks can be stepped along


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiling:
    """The blocks of a picture: `rows` x `columns` blocks of `side` px, the first at (`top`, `left`)."""

    rows: int
    columns: int
    side: int
    top: int
    left: int

    @classmethod
    def of(cls, height: int, width: int, side: int) -> "Tiling":
        """The largest centred tiling that leaves a margin."""
        rows, columns = (height - 2 * _EDGE) // side, (width - 2 * _EDGE) // side
        return cls(
            rows=rows,
            columns=columns,
            side=side,
            top=(height - rows * side) // 2,
            left=(width - columns * side) // 2,
        )

    @property
    def n(self) -> int:
        """Number of blocks."""
        return self.rows * self.columns

    def centres(self) -> NDArray[np.float64]:
        """(n, 2) x and y of block centres, px."""
        y, x = np.mgrid[0 : self.rows, 0 : self.columns]
        return np.stack(
            [self.left + (x.ravel() + 0.5) * self.side - 0.5, self.top + (y.ravel() + 0.5) * self.side - 0.5], axis=1
        )

    def cut(self, picture: NDArray[np.float32], dx: int = 0, dy: int = 0) -> NDArray[np.float32]:
        """The tiled part of a picture, stepped by (dx, dy) px."""
        top, left = self.top + dy, self.left + dx
        return picture[top : top + self.rows * self.side, left : left + self.columns * self.side]

    def sums(self, tiled: NDArray[np.float32]) -> NDArray[np.float32]:
        """Sum over each block, (n,)."""
        by_row = tiled.reshape(self.rows, self.side, -1).sum(axis=1)
        return np.asarray(by_row.reshape(self.rows, self.columns, self.side).sum(axis=2).ravel(), np.float32)


class BlockFlow:
    """Displacement of every block of successive pictures against a slow reference."""

    def __init__(self, tiling: Tiling, rate_hz: float) -> None:
        self.tiling = tiling
        self._gain = 1.0 / max(_REFERENCE_S * rate_hz, 2.0)
        self._refresh = max(int(_REFRESH_S * rate_hz), 1)
        self._reference: NDArray[np.float32] | None = None
        self._count = 0
        self._shift = np.zeros(2)
        self.texture = np.zeros(tiling.n)
        self.n_scene_changes = 0

    def step(self, picture: NDArray[np.float32]) -> tuple[NDArray[np.float32], bool]:
        """Displacement (n, 2) float32 px of each block, and whether the scene changed here.

        Parameters
        ----------
        picture : (height, width) float32 grey levels.
        """
        if self._reference is None:
            self._start(picture)
            return np.zeros((self.tiling.n, 2), np.float32), False
        whole = np.rint(self._shift).astype(int)
        whole = np.clip(whole, -_EDGE + 1, _EDGE - 1)
        tiled = self.tiling.cut(picture, int(whole[0]), int(whole[1]))
        difference = tiled - self._tiled_reference
        if float(np.abs(difference[::4, ::4]).mean()) > _SCENE_CHANGE:
            self._start(picture)
            self.n_scene_changes += 1
            return np.zeros((self.tiling.n, 2), np.float32), True
        moved = self._solve(difference)
        self._follow(picture, moved, whole)
        if self._any_texture:
            self._shift = whole + np.median(moved[self.texture >= _LEAST_TEXTURE], axis=0)
        position = self._anchor + moved
        gain = max(self._gain, 1.0 / (self._count + 2))
        self._anchor += np.float32(gain) * moved
        self._update(picture, whole, np.float32(gain))
        return position + self._origin + whole.astype(np.float32), False

    def _start(self, picture: NDArray[np.float32]) -> None:
        self._reference = picture.copy()
        self._shift = np.zeros(2)
        self._origin = np.zeros(2, np.float32)
        self._anchor = np.zeros((self.tiling.n, 2), np.float32)
        self._count = 0
        self._prepare()

    def _update(self, picture: NDArray[np.float32], whole: NDArray[np.int64], gain: np.float32) -> None:
        """Let the reference follow the picture slowly, so that drift, deformation and light never pile up.

        The reference then lies where `_anchor` says; adding that back gives a displacement without slow loss.
        """
        assert self._reference is not None
        dx, dy = int(whole[0]), int(whole[1])
        self._count += 1
        height, width = picture.shape
        target = self._reference[max(-dy, 0) : height - max(dy, 0), max(-dx, 0) : width - max(dx, 0)]
        source = picture[max(dy, 0) : height - max(-dy, 0), max(dx, 0) : width - max(-dx, 0)]
        target += gain * (source - target)
        if np.abs(self._shift).max() > _EDGE - 3:  # running out of margin: go on from where the frame is now
            self._reference = np.roll(self._reference, (dy, dx), axis=(0, 1))
            self._origin = self._origin + whole.astype(np.float32)
            self._shift = self._shift - whole
            self._prepare()
        elif self._count % self._refresh == 0 or self._count in (2, 5):
            self._prepare()

    def _prepare(self) -> None:
        """Gradients of the reference, freed of brightness and contrast, and what solves each block."""
        assert self._reference is not None
        tiling, reference = self.tiling, self._reference
        self._tiled_reference = tiling.cut(reference).copy()
        area = tiling.side**2
        grey = self._centred(self._tiled_reference)
        contrast = np.maximum(tiling.sums(grey * grey), 1e-6)
        weights, slopes = [], []
        for axis in (1, 0):
            weight = self._centred(_smooth(_slope(reference, axis, (0.5,)), tiling))
            share = tiling.sums(weight * grey) / contrast
            weights.append(weight - self._spread(share.astype(np.float32)) * grey)
            slopes.append(tiling.cut(_slope(reference, axis, _HALF_TAPS)))
        self._weights, self._slopes = weights, slopes
        xx, xy, yx, yy = (tiling.sums(w * g).astype(np.float64) for w in weights for g in slopes)
        across = (xy + yx) / 2
        half, root = (xx + yy) / 2, np.sqrt(((xx - yy) / 2) ** 2 + across**2)
        self.texture = np.sqrt(np.maximum(half - root, 0.0) / area)
        self._any_texture = bool(np.any(self.texture >= _LEAST_TEXTURE))
        ridge = 0.02 * half + 1e-6
        determinant = (xx + ridge) * (yy + ridge) - xy * yx
        self._inverse = tuple((part / determinant).astype(np.float32) for part in (yy + ridge, -xy, -yx, xx + ridge))

    def _solve(self, difference: NDArray[np.float32]) -> NDArray[np.float32]:
        """The move of each block that explains `difference`; a picture that moved by d shows -gradient * d."""
        by_x = self.tiling.sums(self._weights[0] * difference)
        by_y = self.tiling.sums(self._weights[1] * difference)
        a, b, c, d = self._inverse
        return -np.stack([a * by_x + b * by_y, c * by_x + d * by_y], axis=1)

    def _follow(self, picture: NDArray[np.float32], moved: NDArray[np.float32], whole: NDArray[np.int64]) -> None:
        """Step blocks that moved far along their move, until what is left is small; changes `moved` in place."""
        far = np.flatnonzero((np.abs(moved).max(axis=1) > _FOLLOW_PX) & (self.texture >= _LEAST_TEXTURE))
        if not far.size or far.size > _MOST_FOLLOWED_SHARE * self.tiling.n:
            return
        side, tiling = self.tiling.side, self.tiling
        offsets = np.arange(side)
        rows, columns = np.divmod(far, tiling.columns)
        reference = _blocks(self._tiled_reference, tiling)[far]
        gx, gy = (_blocks(w, tiling)[far] for w in self._weights)
        sx, sy = (_blocks(g, tiling)[far] for g in self._slopes)
        a, b, c, d = (part[far] for part in self._inverse)
        total = moved[far].astype(np.float64)
        result = total.copy()
        here = tiling.cut(picture, int(whole[0]), int(whole[1]))
        difference = _blocks(here, tiling)[far] - reference
        difference = difference - difference.mean(axis=(1, 2), keepdims=True)
        left = difference + sx * moved[far, :1, None] + sy * moved[far, 1:, None]
        best = _CLEARLY * (left**2).sum(axis=(1, 2))
        limit = _EDGE + side
        for _ in range(_MOST_STEPS):
            total = np.clip(total, -limit, limit)
            step = np.rint(total).astype(int)
            y = np.clip(tiling.top + rows * side + whole[1] + step[:, 1], 0, picture.shape[0] - side)
            x = np.clip(tiling.left + columns * side + whole[0] + step[:, 0], 0, picture.shape[1] - side)
            block = picture[y[:, None, None] + offsets[:, None], x[:, None, None] + offsets[None, :]]
            difference = block - reference
            difference = difference - difference.mean(axis=(1, 2), keepdims=True)
            by_x, by_y = (gx * difference).sum(axis=(1, 2)), (gy * difference).sum(axis=(1, 2))
            rest = -np.stack([a * by_x + b * by_y, c * by_x + d * by_y], axis=1)
            left = difference + sx * rest[:, :1, None] + sy * rest[:, 1:, None]
            misfit = (left**2).sum(axis=(1, 2))
            better = misfit < best
            best[better] = misfit[better]
            result[better] = step[better] + np.clip(rest[better], -1.5, 1.5)
            total = step + np.clip(rest, -1.5, 1.5)
            if np.all(np.abs(rest).max(axis=1) <= 0.6):
                break
        moved[far] = result

    def _centred(self, tiled: NDArray[np.float32]) -> NDArray[np.float32]:
        return tiled - self._spread(self.tiling.sums(tiled) / np.float32(self.tiling.side**2))

    def _spread(self, per_block: NDArray[np.float32]) -> NDArray[np.float32]:
        """One value per block as a tiled picture."""
        grid = per_block.reshape(self.tiling.rows, self.tiling.columns).astype(np.float32)
        return np.repeat(np.repeat(grid, self.tiling.side, axis=0), self.tiling.side, axis=1)


def _blocks(tiled: NDArray[np.float32], tiling: Tiling) -> NDArray[np.float32]:
    """A tiled picture as (n, side, side)."""
    shaped = tiled.reshape(tiling.rows, tiling.side, tiling.columns, tiling.side)
    return shaped.swapaxes(1, 2).reshape(tiling.n, tiling.side, tiling.side)


def _slope(picture: NDArray[np.float32], axis: int, taps: tuple[float, ...]) -> NDArray[np.float32]:
    """Slope along an axis: each tap times the difference of the pixels so far on and back; wrong at the rim."""
    slope = np.zeros_like(picture)
    for k, tap in enumerate(taps, start=1):
        slope += np.float32(tap) * (np.roll(picture, -k, axis) - np.roll(picture, k, axis))
    return slope


def _smooth(picture: NDArray[np.float32], tiling: Tiling) -> NDArray[np.float32]:
    """The tiled part of a picture, each pixel mixed with its four neighbours."""
    for axis in (0, 1):
        picture = np.float32(1 - 2 * _SMOOTH) * picture + np.float32(_SMOOTH) * (
            np.roll(picture, 1, axis) + np.roll(picture, -1, axis)
        )
    return tiling.cut(picture)
