"""Recordings, matrices and events put together by hand, so that what is true of them is plain arithmetic."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import Problem
from twitchwise.recordings.model import Clip, Frame, Provenance, Quantity, Recording, RecordingKind, Signal, Span
from twitchwise.recordings.samples import SampledSignal, find_gaps
from twitchwise.twitches.events import Event
from twitchwise.twitches.front import Front
from twitchwise.twitches.matrix import Layout, Matrix, MatrixWriter
from twitchwise.twitches.model import Measurement, Place, Reason
from twitchwise.twitches.spectrum import Response

GRAVITY_MG = 1000.0


def provenance(size_bytes: int = 1_000_000) -> Provenance:
    return Provenance(name="built by hand", sha256="0" * 64, size_bytes=size_bytes, format="built")


def an_emg(
    values: NDArray[np.floating],
    rate_hz: float = 1000.0,
    *,
    grid: tuple[tuple[int, int], ...] | None = None,
    gaps: tuple[Span, ...] = (),
) -> Recording:
    """An EMG recording of (n_channels, n) uV, or of (n,) on one channel."""
    rows = np.atleast_2d(values).astype(np.float32)
    signal = SampledSignal(
        quantity=Quantity.VOLTAGE,
        labels=tuple(f"E{i + 1}" for i in range(rows.shape[0])),
        values=rows,
        rate_hz=rate_hz,
        grid=grid,
    )
    return Recording(
        kind=RecordingKind.EMG, signal=signal, provenance=provenance(), duration_s=rows.shape[1] / rate_hz, gaps=gaps
    )


def a_phone(
    values: NDArray[np.floating],
    rate_hz: float = 100.0,
    *,
    clock_s: NDArray[np.float64] | None = None,
    companions: tuple[Signal, ...] = (),
) -> Recording:
    """A motion recording of (3, n) mg; gravity is added on the last axis."""
    rows = np.asarray(values, np.float64) + np.array([[0.0], [0.0], [GRAVITY_MG]])
    clock_s = np.arange(rows.shape[1]) / rate_hz if clock_s is None else clock_s
    signal = SampledSignal(
        quantity=Quantity.ACCELERATION,
        labels=("x", "y", "z"),
        values=rows.astype(np.float32),
        rate_hz=rate_hz,
        clock_s=clock_s,
    )
    return Recording(
        kind=RecordingKind.MOTION,
        signal=signal,
        companions=companions,
        provenance=provenance(),
        duration_s=float(clock_s[-1]) + 1.0 / rate_hz,
        gaps=find_gaps(clock_s),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PictureClip:
    """A clip of pictures in memory."""

    pictures: Sequence[NDArray[np.uint8]]
    times_s: NDArray[np.float64]
    keys: frozenset[int] = frozenset({0})
    rate_hz: float = 30.0

    @property
    def width(self) -> int:
        return int(self.pictures[0].shape[1])

    @property
    def height(self) -> int:
        return int(self.pictures[0].shape[0])

    def problems_after(self) -> tuple[Problem, ...]:
        return ()

    def frames(self, reduce: int = 1) -> Iterator[Frame]:
        for i, (picture, time_s) in enumerate(zip(self.pictures, self.times_s, strict=True)):
            yield Frame(time_s=float(time_s), luma=picture[::reduce, ::reduce], is_key=i in self.keys)


def a_film(
    pictures: Sequence[NDArray[np.floating]],
    *,
    times_s: NDArray[np.float64] | None = None,
    keys: frozenset[int] = frozenset({0}),
    gaps: tuple[Span, ...] = (),
) -> Recording:
    """A video recording of grey pictures, 30 a second unless their times are given."""
    times_s = np.arange(len(pictures)) / 30.0 if times_s is None else times_s
    grey = [np.clip(np.rint(picture), 0, 255).astype(np.uint8) for picture in pictures]
    clip: Clip = PictureClip(pictures=grey, times_s=times_s, keys=keys)
    return Recording(
        kind=RecordingKind.VIDEO,
        clip=clip,
        provenance=provenance(size_bytes=100_000_000),
        duration_s=float(times_s[-1]) + 1.0 / 30.0 if times_s.size else 0.0,
        gaps=gaps,
    )


def a_texture(height: int = 96, width: int = 128, *, seed: int = 0) -> NDArray[np.float64]:
    """Grey texture of waves 6 to 30 px long that fits together at its edges, so that it can be moved exactly."""
    rng = np.random.default_rng(seed)
    fy, fx = np.fft.fftfreq(height)[:, None], np.fft.fftfreq(width)[None, :]
    frequency = np.hypot(fy, fx)
    spectrum = np.fft.fft2(rng.standard_normal((height, width))) * ((frequency > 1 / 30) & (frequency < 1 / 6))
    wave = np.fft.ifft2(spectrum).real
    return np.asarray(120.0 + 15.0 * wave / wave.std())


def moved(picture: NDArray[np.float64], dx: float, dy: float) -> NDArray[np.float64]:
    """The whole picture moved by (dx, dy) px, exactly, as a wave."""
    fy, fx = np.fft.fftfreq(picture.shape[0])[:, None], np.fft.fftfreq(picture.shape[1])[None, :]
    return np.asarray(np.fft.ifft2(np.fft.fft2(picture) * np.exp(-2j * np.pi * (fx * dx + fy * dy))).real)


def with_moved_patch(
    picture: NDArray[np.float64], by_px: float, *, centre: tuple[float, float] = (64.0, 48.0), width_px: float = 40.0
) -> NDArray[np.float64]:
    """A round patch (full width at half height) of the picture moved to the right, fading out towards its rim."""
    from scipy.ndimage import map_coordinates

    y, x = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]].astype(float)
    distance2 = (x - centre[0]) ** 2 + (y - centre[1]) ** 2
    shift = by_px * np.exp(-4 * np.log(2) * distance2 / width_px**2)
    return np.asarray(map_coordinates(picture, [y, x - shift], order=3, mode="nearest"))


def a_matrix(
    values: NDArray[np.floating],
    rate_hz: float = 1000.0,
    *,
    unit: str = "uV",
    layout: Layout | None = None,
    valid: NDArray[np.bool_] | None = None,
    n_pieces: int = 1,
) -> Matrix:
    rows = np.atleast_2d(values).astype(np.float32)
    layout = layout or Layout(labels=tuple(f"E{i + 1}" for i in range(rows.shape[0])))
    valid = np.ones(rows.shape[1], bool) if valid is None else valid
    writer = MatrixWriter(unit=unit, rate_hz=rate_hz, layout=layout, expected_samples=rows.shape[1])
    for part, ok in zip(np.array_split(rows, n_pieces, axis=1), np.array_split(valid, n_pieces), strict=True):
        writer.add(np.ascontiguousarray(part), ok)
    return writer.finish()


def a_grid(rows: int, columns: int) -> Layout:
    """Places on a grid, each with its up to eight neighbours."""
    cells = [(r, c) for r in range(rows) for c in range(columns)]
    near = tuple(
        tuple(j for j, (s, d) in enumerate(cells) if (s, d) != (r, c) and abs(s - r) <= 1 and abs(d - c) <= 1)
        for r, c in cells
    )
    return Layout(
        labels=tuple(f"{r},{c}" for r, c in cells),
        neighbours=near,
        positions=np.array([(c, r) for r, c in cells], float),
        shape=(rows, columns),
        cells=np.arange(len(cells), dtype=np.int64),
    )


def a_front(matrix: Matrix, *, plain: Matrix | None = None, start_s: float = 0.0) -> Front:
    """A front end that changed nothing."""
    half = matrix.rate_hz / 2
    return Front(
        matrix=matrix,
        response=Response(frequencies_hz=np.array([0.0, half]), gain=np.ones(2)),
        plain=matrix if plain is None else plain,
        floor=np.full(matrix.n_rows, 1e-6),
        start_s=start_s,
    )


def an_event(
    onset_s: float,
    *,
    rate_hz: float = 1000.0,
    score: float = 2.0,
    amplitude: float = 50.0,
    index: int = 0,
    sizes: NDArray[np.floating] | None = None,
    snippet: NDArray[np.floating] | None = None,
    lag_s: float = 0.005,
    support: float = float("inf"),
) -> Event:
    """An event whose peak lies `lag_s` after its onset, in the middle of its snippet."""
    peak = round((onset_s + lag_s) * rate_hz)
    snippet = np.zeros((1, 41), np.float32) if snippet is None else snippet.astype(np.float32)
    sizes = np.array([amplitude]) if sizes is None else sizes
    return Event(
        peak=peak,
        onset_s=onset_s,
        duration_s=2 * lag_s,
        amplitude=amplitude,
        place=Place(index=index, label=f"E{index + 1}"),
        surprise=10.0 * score**2,
        score=score,
        direction=np.ones(snippet.shape[0], np.float32) / np.sqrt(np.float32(snippet.shape[0])),
        snippet=snippet,
        sizes=sizes.astype(np.float32),
        support=support,
        first=peak - snippet.shape[1] // 2,
        trace=snippet[0],
    )


def a_wave(t_s: NDArray[np.float64], size: float, *, half_s: float = 0.004) -> NDArray[np.float64]:
    """One period of a sine of `size` peak to peak, beginning at 0 and lasting twice `half_s`."""
    inside = (t_s >= 0) & (t_s < 2 * half_s)
    return np.asarray(np.where(inside, 0.5 * size * np.sin(np.pi * t_s / half_s), 0.0))


def waves(
    n: int, rate_hz: float, onsets_s: Sequence[float], size: float, *, half_s: float = 0.004
) -> NDArray[np.float64]:
    """Samples that hold such a wave at each onset, (n,)."""
    total = np.zeros(n)
    for onset_s in onsets_s:
        first = max(int(onset_s * rate_hz) - 1, 0)
        last = min(int((onset_s + 2 * half_s) * rate_hz) + 2, n)
        total[first:last] += a_wave(np.arange(first, last) / rate_hz - onset_s, size, half_s=half_s)
    return total


def reasons(measurement: Measurement) -> set[Reason]:
    """Every reason for which time was left out."""
    return {span.reason for span in measurement.excluded}
