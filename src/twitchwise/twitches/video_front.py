"""A video becomes a matrix: the displacement of every textured block, freed of what the whole frame does."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import NotARecording, Problem
from twitchwise.recordings.model import Clip, Recording
from twitchwise.twitches.flow import BlockFlow, Tiling
from twitchwise.twitches.front import Front
from twitchwise.twitches.matrix import Layout, Matrix, MatrixWriter
from twitchwise.twitches.model import Exclusion, Reason
from twitchwise.twitches.settings import CoreSettings
from twitchwise.twitches.spectrum import Response, learn_response

__all__ = ["prepare_video"]

_LONG_SIDE_PX = 480  # pictures are averaged down to about this; finer costs time and gains nothing at 0.3 px
_BLOCK_PX = 16
_SMALLEST_PX = 64
_FEWEST_FRAMES = 30
_LEAST_TEXTURE = 1.5
_FEWEST_BLOCKS = 6
_SCENE_MARGIN_S = 0.5
_EDGE_S = 0.2  # the reference is still few noisy frames, and filters have nothing to lean on
_KEY_RATIO = 2.0  # frames on key frames differ this many times more from the frame before than others do
_COLOUR_WINDOW_S = 4.0
_PLAIN_LOW_HZ = 0.25
_PLAIN_HIGH_HZ = 15.0
_NOISY_PX = 0.08  # stored pixels of resting noise in a block; a good clip shows 0.02
_LEAST_SCORE_COMPRESSED = 2.5  # block errors of a starved codec reach about twice the threshold
_FEWEST_BITS_PER_PIXEL = 0.08  # below this the codec skips small movements (bench: 0.8 Mbit/s at 960 x 540 is 0.05)


def prepare_video(
    recording: Recording,
    settings: CoreSettings,
    um_per_px: float | None,
    progress: Callable[[float], None] | None = None,
) -> Front:
    """Turn a video into the matrix the core works on.

    Raises
    ------
    NotARecording : too few frames, too small a picture, or no texture to follow.
    """
    clip, name = recording.clip, recording.provenance.name
    assert clip is not None
    if min(clip.width, clip.height) < _SMALLEST_PX:
        raise NotARecording(
            what=f"the picture is only {clip.width} x {clip.height} px", where=name, remedy="film larger, in HD"
        )
    reduce = max(round(max(clip.width, clip.height) / _LONG_SIDE_PX), 1)
    seen = _watch(clip, reduce, recording.duration_s, progress)
    if seen.times_s.size < _FEWEST_FRAMES:
        raise NotARecording(
            what=f"it has only {seen.times_s.size} frames", where=name, remedy="film for at least a minute"
        )
    live = np.flatnonzero(seen.texture >= _LEAST_TEXTURE)
    if live.size < _FEWEST_BLOCKS:
        raise NotARecording(
            what="there is no texture to follow in the picture",
            where=name,
            remedy="film in good light and in focus, with the skin filling the picture; a few pen dots help",
        )
    scale = reduce * (1.0 if um_per_px is None else um_per_px / 1000.0)
    rate_hz = 1.0 / float(np.median(np.diff(seen.times_s)))
    local, together = _without_frame(seen.moved[:, live], seen.tiling.centres()[live])
    clock = seen.times_s[0] + np.arange(int((seen.times_s[-1] - seen.times_s[0]) * rate_hz + 1e-6) + 1) / rate_hz
    steady = _on_clock(local.reshape(local.shape[0], -1).T * scale, seen.times_s, clock)
    layout = _layout(seen.tiling, live, reduce)
    exclusions, key_samples = _exclusions(recording, seen, clock)
    valid = np.ones(clock.size, bool)
    for span in exclusions:
        valid[(clock >= span.start_s) & (clock < span.end_s)] = False
    unit = "px" if um_per_px is None else "mm"
    high_hz = min(settings.high_hz, 0.45 * rate_hz)
    response = _learn(steady, rate_hz, settings.low_hz, high_hz)
    plain = _filtered(steady, rate_hz, _band(_PLAIN_LOW_HZ, min(_PLAIN_HIGH_HZ, 0.48 * rate_hz), rate_hz))
    return Front(
        matrix=_matrix(_filtered(steady, rate_hz, response), rate_hz, layout, valid, unit),
        response=response,
        plain=_matrix(plain, rate_hz, layout, valid, unit),
        floor=np.full(2 * live.size, 1e-4 * scale),
        start_s=float(clock[0]),
        exclusions=exclusions,
        together=_relative(_on_clock(together.T, seen.times_s, clock), rate_hz),
        key_samples=key_samples,
        still=seen.still,
        least_score=_LEAST_SCORE_COMPRESSED if _is_poor(recording, clip, plain, scale) else 1.0,
        problems=(*clip.problems_after(), *_problems(recording, clip, plain, scale, seen)),
    )


class _Seen:
    """What watching a clip once gives."""

    def __init__(self, tiling: Tiling) -> None:
        self.tiling = tiling
        self.times: list[float] = []
        self.moves: list[NDArray[np.float32]] = []
        self.keys: list[bool] = []
        self.jumps: list[float] = []
        self.changes: list[float] = []
        self.texture = np.zeros(tiling.n)
        self.still: NDArray[np.uint8] | None = None

    @property
    def times_s(self) -> NDArray[np.float64]:
        return np.array(self.times)

    @property
    def moved(self) -> NDArray[np.float32]:
        """(n_frames, n_blocks, 2) px of the reduced picture."""
        return np.stack(self.moves)


def _watch(clip: Clip, reduce: int, duration_s: float, progress: Callable[[float], None] | None) -> _Seen:
    seen: _Seen | None = None
    flow: BlockFlow | None = None
    before: NDArray[np.float32] | None = None
    for frame in clip.frames(reduce):
        picture = frame.luma.astype(np.float32)
        if seen is None or flow is None:
            tiling = Tiling.of(picture.shape[0], picture.shape[1], _BLOCK_PX)
            seen, flow = _Seen(tiling), BlockFlow(tiling, clip.rate_hz)
            seen.still = frame.luma.copy()
        moved, changed = flow.step(picture)
        seen.times.append(frame.time_s)
        seen.moves.append(moved)
        seen.keys.append(frame.is_key)
        seen.jumps.append(0.0 if before is None else float(np.abs(picture[::8, ::8] - before[::8, ::8]).mean()))
        if changed:
            seen.changes.append(frame.time_s)
        before = picture
        if progress is not None and len(seen.times) % 30 == 0:
            progress(min(frame.time_s / max(duration_s, 1e-9), 1.0))
    if seen is None or flow is None:
        return _Seen(Tiling(rows=0, columns=0, side=_BLOCK_PX, top=0, left=0))
    seen.texture = flow.texture
    return seen


def _without_frame(
    moved: NDArray[np.float32], centres: NDArray[np.float64]
) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """Local displacement (n_frames, n_blocks, 2), and the frame's own shift (n_frames, 2).

    Notes
    -----
    In every frame an affine motion is fitted to all blocks, once plainly and once without blocks that stand out.
    """
    n = centres.shape[0]
    design = np.column_stack([np.ones(n), (centres - centres.mean(axis=0)) / 100.0])
    local = moved - np.einsum("nk,fkc->fnc", design, np.einsum("kn,fnc->fkc", np.linalg.pinv(design), moved))
    size = np.sqrt((local**2).sum(axis=2))
    limit = 3.0 * np.median(size, axis=1, keepdims=True) + 1e-6
    weight = (size <= limit).astype(np.float64)
    normal = np.einsum("fn,nk,nj->fkj", weight, design, design) + 1e-9 * np.eye(design.shape[1])
    right = np.einsum("fn,nk,fnc->fkc", weight, design, moved)
    fitted = np.linalg.solve(normal, right)
    local = moved - np.einsum("nk,fkc->fnc", design, fitted)
    return np.asarray(local, np.float32), np.asarray(fitted[:, 0, :])


def _on_clock(
    rows: NDArray[np.floating], times_s: NDArray[np.float64], clock: NDArray[np.float64]
) -> NDArray[np.float32]:
    """Rows on a steady clock, straight lines between the true frame times: (n_rows, n)."""
    order = np.searchsorted(times_s, clock, side="right") - 1
    order = np.clip(order, 0, times_s.size - 2)
    share = (clock - times_s[order]) / np.maximum(times_s[order + 1] - times_s[order], 1e-9)
    share = np.clip(share, 0.0, 1.0)
    near = np.abs(share - np.rint(share)) < 0.02  # times in whole milliseconds are not a reason to blur
    share = np.where(near, np.rint(share), share).astype(np.float32)
    return np.asarray(rows[:, order] * (1 - share) + rows[:, order + 1] * share, np.float32)


def _layout(tiling: Tiling, live: NDArray[np.int64], reduce: int) -> Layout:
    centres = (tiling.centres()[live] + 0.5) * reduce - 0.5
    at = {int(cell): i for i, cell in enumerate(live)}
    neighbours = []
    for cell in live:
        row, column = divmod(int(cell), tiling.columns)
        around = (
            at.get((row + dr) * tiling.columns + column + dc)
            for dr in (-1, 0, 1)
            for dc in (-1, 0, 1)
            if (dr or dc) and 0 <= row + dr < tiling.rows and 0 <= column + dc < tiling.columns
        )
        neighbours.append(tuple(i for i in around if i is not None))
    return Layout(
        labels=tuple(f"{x:.0f}, {y:.0f} px" for x, y in centres),
        components=2,
        neighbours=tuple(neighbours),
        positions=centres,
        shape=(tiling.rows, tiling.columns),
        cells=live.astype(np.int64),
    )


def _exclusions(
    recording: Recording, seen: _Seen, clock: NDArray[np.float64]
) -> tuple[tuple[Exclusion, ...], NDArray[np.int64]]:
    """Scene changes, gaps and, where they show, key frames; and the samples that are key frames."""
    spans = [
        Exclusion(start_s=t - _SCENE_MARGIN_S, end_s=t + _SCENE_MARGIN_S, reason=Reason.FRAME_MOTION)
        for t in seen.changes
    ]
    spans += [Exclusion(start_s=g.start_s, end_s=g.end_s, reason=Reason.GAP) for g in recording.gaps]
    spans += [
        Exclusion(start_s=float(clock[0]), end_s=float(clock[0]) + _EDGE_S, reason=Reason.EDGE),
        Exclusion(start_s=float(clock[-1]) - _EDGE_S, end_s=float(clock[-1]) + _EDGE_S, reason=Reason.EDGE),
    ]
    keys = np.array(seen.keys)
    keys[:1] = False
    jumps = np.array(seen.jumps)
    key_times = np.zeros(0)
    interval = float(np.median(np.diff(seen.times_s)))
    if keys.sum() >= 1 and (~keys).sum() > 2 and not keys[1:].all():
        usual = float(np.median(jumps[~keys][1:]))
        if float(np.median(jumps[keys])) > _KEY_RATIO * max(usual, 0.05):
            key_times = seen.times_s[keys]
            spans += [
                Exclusion(start_s=t - 1.5 * interval, end_s=t + 1.5 * interval, reason=Reason.KEY_FRAME)
                for t in key_times
            ]
    samples = np.clip(np.rint((key_times - clock[0]) / interval).astype(np.int64), 0, clock.size - 1)
    return tuple(sorted(spans, key=lambda s: s.start_s)), samples


def _band(low_hz: float, high_hz: float, rate_hz: float) -> Response:
    frequencies = np.linspace(0.0, rate_hz / 2, 513)
    with np.errstate(divide="ignore"):
        gain = 1.0 / (1.0 + (low_hz / frequencies) ** 4)
    return Response(frequencies_hz=frequencies, gain=gain / (1.0 + (frequencies / high_hz) ** 16))


def _learn(rows: NDArray[np.float32], rate_hz: float, low_hz: float, high_hz: float) -> Response:
    window = max(int(_COLOUR_WINDOW_S * rate_hz) // 2 * 2, 16)
    band = _band(low_hz, high_hz, rate_hz)
    if rows.shape[1] < 2 * window:
        return band
    frequencies = np.fft.rfftfreq(window, 1.0 / rate_hz)
    return learn_response(rows[:: max(rows.shape[0] // 64, 1)], rate_hz, band.at(frequencies).astype(float), window)


def _filtered(rows: NDArray[np.float32], rate_hz: float, response: Response) -> NDArray[np.float32]:
    from scipy.fft import irfft, next_fast_len, rfft

    n = rows.shape[1]
    margin = min(int(4 * rate_hz), n - 1)
    padded = np.pad(rows, ((0, 0), (margin, margin)), mode="reflect", reflect_type="odd")
    length = next_fast_len(padded.shape[1], real=True)
    spectrum = rfft(padded, length, axis=1)
    spectrum *= response.at(np.arange(spectrum.shape[1]) * rate_hz / length)
    return np.ascontiguousarray(irfft(spectrum, length, axis=1)[:, margin : margin + n], np.float32)


def _matrix(rows: NDArray[np.float32], rate_hz: float, layout: Layout, valid: NDArray[np.bool_], unit: str) -> Matrix:
    writer = MatrixWriter(unit=unit, rate_hz=rate_hz, layout=layout, expected_samples=0)
    writer.add(rows, valid)
    return writer.finish()


def _relative(shift: NDArray[np.float32], rate_hz: float) -> NDArray[np.float32]:
    """Speed-like size of the frame's own movement in units of its rest, (n,)."""
    fast = _filtered(shift, rate_hz, _band(0.7, 0.45 * rate_hz, rate_hz))
    size = np.sqrt((fast**2).sum(axis=0))
    rest = max(float(np.quantile(size, 0.5)), 0.02)
    return np.asarray(size / rest, np.float32)


def _is_poor(recording: Recording, clip: Clip, plain: NDArray[np.float32], scale: float) -> bool:
    """Whether compression or noise hides small twitches, and makes movements of its own."""
    quiet_px = float(np.median(np.median(np.abs(plain), axis=1))) / 0.6745 / scale
    n_pixels = recording.duration_s * clip.rate_hz * clip.width * clip.height
    bits_per_pixel = 8.0 * recording.provenance.size_bytes / max(n_pixels, 1.0)
    return quiet_px > _NOISY_PX or bits_per_pixel < _FEWEST_BITS_PER_PIXEL


def _problems(
    recording: Recording, clip: Clip, plain: NDArray[np.float32], scale: float, seen: _Seen
) -> tuple[Problem, ...]:
    name = recording.provenance.name
    problems = []
    if _is_poor(recording, clip, plain, scale):
        problems.append(
            Problem(
                what="the picture is too strongly compressed or too noisy to show small twitches",
                where=name,
                remedy="use the original file of the camera or scanner, not a copy from a messenger; film skin in good "
                "light",
            )
        )
    if seen.changes:
        problems.append(
            Problem(
                what=f"the scene changes {len(seen.changes)} times",
                where=name,
                remedy="keep the camera still, best on a support",
            )
        )
    return tuple(problems)
