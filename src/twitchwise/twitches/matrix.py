"""The one form every recording takes: a matrix of rows (places) by samples on a steady clock.

Short matrices stay in memory; long ones go, piece by piece and in 16 bits, through an unnamed temporary file, so that
memory stays bounded however long the recording is.
"""

import tempfile
import weakref
from bisect import bisect_right
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

__all__ = ["Layout", "Matrix", "MatrixWriter", "Piece"]

_IN_MEMORY_BYTES = 96 * 2**20  # a longer matrix is spooled; 30 min x 64 channels takes 236 MB in 16 bits
_RECENT_BLOCKS = 3  # pieces kept decoded: neighbours of an event are read again and again
_STEPS_PER_SD = 64.0  # 16-bit resolution: 1/64 of the resting noise, range +-512 of it


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layout:
    """How the rows of a matrix lie in space.

    Parameters
    ----------
    labels : one name per place.
    components : rows per place: 1 (EMG), 3 (axes of one sensor), 2 (x and y displacement of a block).
    neighbours : for each place, the places whose activity is summed with its own; None when nothing is known.
    positions : (n_places, 2) float64 (x, y) in px or grid steps, or None.
    shape : (rows, columns) of the place map, or None.
    cells : (n_places,) int64 flat index of each place in that map, or None.
    """

    labels: tuple[str, ...]
    components: int = 1
    neighbours: tuple[tuple[int, ...], ...] | None = None
    positions: NDArray[np.float64] | None = None
    shape: tuple[int, int] | None = None
    cells: NDArray[np.int64] | None = None

    @property
    def n_places(self) -> int:
        """Number of places."""
        return len(self.labels)

    @property
    def pitch(self) -> float:
        """Distance between neighbouring places, in the unit of `positions`; 1 when it is unknown."""
        if self.positions is None or self.n_places < 2:
            return 1.0
        distances = np.abs(np.diff(self.positions, axis=0)).sum(axis=1)
        return float(distances[distances > 0].min()) if np.any(distances > 0) else 1.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Piece:
    """A stretch of the matrix with margins.

    Parameters
    ----------
    start, stop : the samples this piece is about.
    first : sample number of `values[:, 0]`, `start` less the margin.
    values : (n_rows, n) float32.
    """

    start: int
    stop: int
    first: int
    values: NDArray[np.float32]

    @property
    def core(self) -> slice:
        """Columns of `values` that belong to the piece itself."""
        return slice(self.start - self.first, self.stop - self.first)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Matrix:
    """Rows (places, each with its components) by samples, in one physical unit, on a steady clock.

    Parameters
    ----------
    unit : of every value.
    rate_hz : samples a second.
    n_samples : number of samples.
    layout : how rows lie in space.
    valid : (n_samples,) bool; False where there is no usable data.
    """

    unit: str
    rate_hz: float
    n_samples: int
    layout: Layout
    valid: NDArray[np.bool_]
    _blocks: tuple[NDArray[np.float32], ...] = ()
    _spool: "_Spool | None" = None
    _scale: NDArray[np.float32] | None = None
    _bounds: tuple[int, ...] = field(default=())
    _recent: dict[int, NDArray[np.float32]] = field(default_factory=dict)

    @property
    def n_rows(self) -> int:
        """Number of rows: places times components."""
        return self.layout.n_places * self.layout.components

    @property
    def duration_s(self) -> float:
        """Length, s."""
        return self.n_samples / self.rate_hz

    def read(self, start: int, stop: int) -> NDArray[np.float32]:
        """Samples `start` to `stop` (cut to the matrix): (n_rows, n) float32."""
        start, stop = max(start, 0), min(stop, self.n_samples)
        parts = []
        for i in range(max(bisect_right(self._bounds, start) - 1, 0), len(self._bounds) - 1):
            if self._bounds[i] >= stop:
                break
            low, high = max(start, self._bounds[i]), min(stop, self._bounds[i + 1])
            if low < high:
                parts.append(self._block(i)[:, low - self._bounds[i] : high - self._bounds[i]])
        if not parts:
            return np.zeros((self.n_rows, 0), np.float32)
        return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)

    def pieces(self, margin: int = 0) -> Iterator[Piece]:
        """Every stored piece in order, each with `margin` samples of its neighbours where there are any."""
        before: NDArray[np.float32] | None = None
        current = self._block(0) if len(self._bounds) > 1 else None
        for i in range(len(self._bounds) - 1):
            start, stop = self._bounds[i], self._bounds[i + 1]
            following = self._block(i + 1) if i + 2 < len(self._bounds) else None
            assert current is not None
            parts = [current]
            if margin and before is not None:
                parts.insert(0, before[:, -margin:])
            if margin and following is not None:
                parts.append(following[:, :margin])
            first = start - (parts[0].shape[1] if before is not None and margin else 0)
            values = parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)
            yield Piece(start=start, stop=stop, first=first, values=values)
            before, current = current, following

    def for_each_piece(self, use: Callable[[Piece], None], margin: int = 0) -> None:
        """Call `use` with every piece, two at a time; each call may only write what belongs to its piece."""
        if len(self._bounds) <= 3:
            for piece in self.pieces(margin):
                use(piece)
            return
        with ThreadPoolExecutor(2) as pool:
            waiting: list[Future[None]] = []
            for piece in self.pieces(margin):
                waiting.append(pool.submit(use, piece))
                if len(waiting) > 2:
                    waiting.pop(0).result()
            for running in waiting:
                running.result()

    def _block(self, i: int) -> NDArray[np.float32]:
        if self._spool is None:
            return self._blocks[i]
        if i in self._recent:
            return self._recent[i]
        start, stop = self._bounds[i], self._bounds[i + 1]
        self._spool.seek(start * self.n_rows * 2)
        raw = np.frombuffer(self._spool.read((stop - start) * self.n_rows * 2), np.int16)
        scaled = raw.reshape(self.n_rows, stop - start).astype(np.float32)
        if self._scale is not None:
            scaled *= self._scale
        while len(self._recent) >= _RECENT_BLOCKS:
            del self._recent[next(iter(self._recent))]
        self._recent[i] = scaled
        return scaled


class _Spool:
    """An unnamed temporary file that goes with the matrix that lives in it."""

    def __init__(self) -> None:
        file = tempfile.TemporaryFile(prefix="twitchwise-")  # noqa: SIM115  (lives as long as this object)
        self.read, self.seek, self.write = file.read, file.seek, file.write
        weakref.finalize(self, file.close)


class MatrixWriter:
    """Collects the pieces of a matrix in order; `finish` gives the matrix."""

    def __init__(self, *, unit: str, rate_hz: float, layout: Layout, expected_samples: int) -> None:
        self._unit, self._rate_hz, self._layout = unit, rate_hz, layout
        self._n_rows = layout.n_places * layout.components
        self._blocks: list[NDArray[np.float32]] = []
        self._valid: list[NDArray[np.bool_]] = []
        self._bounds = [0]
        self._scale: NDArray[np.float32] | None = None
        large = expected_samples * self._n_rows * 4 > _IN_MEMORY_BYTES
        self._spool = _Spool() if large else None

    @property
    def n_samples(self) -> int:
        """Samples added so far."""
        return self._bounds[-1]

    def add(self, values: NDArray[np.float32], valid: NDArray[np.bool_]) -> None:
        """Append (n_rows, n) float32 and (n,) bool."""
        if values.shape[1] == 0:
            return
        self._bounds.append(self._bounds[-1] + values.shape[1])
        self._valid.append(valid)
        if self._spool is None:
            self._blocks.append(values)
            return
        if self._scale is None:
            sd = np.sqrt(np.median(values**2, axis=1, keepdims=True)) / 0.6745
            typical = float(np.median(sd[sd > 0])) if np.any(sd > 0) else 1.0
            self._scale = (np.maximum(sd, typical / 8) / _STEPS_PER_SD).astype(np.float32)
        scaled = values * (1.0 / self._scale)
        np.rint(scaled, out=scaled)
        np.clip(scaled, -32767, 32767, out=scaled)
        self._spool.write(scaled.astype(np.int16).data)

    def finish(self) -> Matrix:
        """The matrix of everything added."""
        valid = np.concatenate(self._valid) if self._valid else np.zeros(0, bool)
        return Matrix(
            unit=self._unit,
            rate_hz=self._rate_hz,
            n_samples=self._bounds[-1],
            layout=self._layout,
            valid=valid,
            _blocks=tuple(self._blocks),
            _spool=self._spool,
            _scale=self._scale,
            _bounds=tuple(self._bounds),
        )
