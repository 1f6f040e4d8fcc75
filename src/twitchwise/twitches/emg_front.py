"""EMG becomes a matrix: one row per electrode, band-passed, mains lines taken out, at about 1 kHz.

Filtering, mains removal and the lower rate are one step in the frequency domain, on pieces that overlap.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import NotARecording, Problem
from twitchwise.recordings.model import Recording, Signal
from twitchwise.twitches.front import Front
from twitchwise.twitches.matrix import Layout, MatrixWriter
from twitchwise.twitches.model import Exclusion, Reason
from twitchwise.twitches.rest import find_raised_baseline
from twitchwise.twitches.settings import CoreSettings
from twitchwise.twitches.spectrum import learn_response

__all__ = ["prepare_emg"]

_PIECE_S = 15.0
_MARGIN_S = 0.6  # the outer half fades out, so that what a fading mains line leaves behind is cut off
_CORE_RATE_HZ = 1000.0  # surface potentials end near 450 Hz; sampling above this only costs time
_LOWEST_RATE_HZ = 200.0  # below this a potential of 5-20 ms has hardly a sample
_LINES_HZ = (50.0, 60.0)
_LINE_HALF_WIDTH_HZ = 0.5  # mains frequency wanders by some tenths of a hertz within a piece
_LINE_SEARCH_HZ = 0.3
_LINE_EXCESS = 4.0  # a spectral line this many times its surroundings is mains
_COLOUR_WINDOW_S = 0.125
_RING_S = 0.03  # the filter carries what is lost or clipped this far to either side
_CLIP_RUN = 3  # this many equal extreme samples in a row are a rail, not a peak


def prepare_emg(recording: Recording, settings: CoreSettings, progress: Callable[[float], None] | None = None) -> Front:
    """Turn an EMG recording into the matrix the core works on.

    Raises
    ------
    NotARecording : too slow, no live channel, or nothing but clipped samples.
    """
    signal = recording.signal
    assert signal is not None
    if signal.rate_hz < _LOWEST_RATE_HZ:
        raise NotARecording(
            what=f"{signal.rate_hz:g} samples a second are too few to see muscle potentials",
            where=recording.provenance.name,
            remedy=f"record EMG at {2 * _CORE_RATE_HZ:g} samples a second, or state the true rate with --rate",
        )
    live, problems, lsb = _choose_channels(signal, recording.provenance.name)
    factor = max(int(signal.rate_hz // _CORE_RATE_HZ), 1)
    rate_hz = signal.rate_hz / factor
    labels = tuple(signal.labels[i] for i in live)
    layout = _layout(labels, None if signal.grid is None else tuple(signal.grid[i] for i in live))
    n_expected = signal.n_samples // factor
    writers = [
        MatrixWriter(unit=signal.quantity.unit, rate_hz=rate_hz, layout=layout, expected_samples=n_expected)
        for _ in range(2)
    ]
    step = max(round(settings.step_s * rate_hz), 1)
    per_piece = max(int(_PIECE_S * rate_hz) // step, 1) * step * factor
    clipped: list[Exclusion] = []
    filtering = _Filtering(signal, live, factor, settings)
    filtering.learn_colour(list(_probe_spans(signal)))
    with ThreadPoolExecutor(2) as pool:
        starts = iter(range(0, signal.n_samples - signal.n_samples % factor, per_piece))
        running = [pool.submit(filtering.piece, s, s + per_piece) for s in islice(starts, 3)]
        while running:
            both, valid, clip = running.pop(0).result()
            for writer, values in zip(writers, both, strict=True):
                writer.add(values, valid)
            clipped.extend(clip)
            if progress is not None:
                progress(min(writers[0].n_samples * factor / max(signal.n_samples, 1), 1.0))
            running.extend(pool.submit(filtering.piece, s, s + per_piece) for s in islice(starts, 1))
    matrix, plain = (writer.finish() for writer in writers)
    floor = lsb[live] / np.sqrt(12.0) * 0.5
    typical = 1e-6 if not np.any(floor > 0) else float(floor[floor > 0].min())
    return Front(
        matrix=matrix,
        response=filtering.response,
        plain=plain,
        floor=np.maximum(floor, typical * 1e-3),
        exclusions=_merge(clipped),
        unrest=find_raised_baseline(matrix),
        problems=tuple(problems),
    )


class _Filtering:
    """Band-pass, mains removal and decimation of one piece; safe to call from several threads."""

    def __init__(self, signal: Signal, live: NDArray[np.int64], factor: int, settings: CoreSettings) -> None:
        from scipy.fft import next_fast_len

        self.signal, self.live, self.factor = signal, live, factor
        self.all_live = live.size == len(signal.labels)
        self.margin = int(_MARGIN_S * signal.rate_hz / factor) * factor
        self.settings = settings
        self.fast_len = next_fast_len

    def learn_colour(self, spans: list[tuple[int, int]]) -> None:
        """Learn the whitening filter from a few stretches of the recording."""
        window = self.fast_len(int(_COLOUR_WINDOW_S * self.signal.rate_hz), real=True)
        rows = np.concatenate([_bridge(self.signal.read(s, s + n)[self.live]) for s, n in spans], axis=1)
        frequencies = np.fft.rfftfreq(window, 1.0 / self.signal.rate_hz).astype(np.float64)
        band = self._band(frequencies).astype(np.float64)
        self.response = learn_response(rows[:: max(rows.shape[0] // 16, 1)], self.signal.rate_hz, band, window)

    def piece(self, start: int, stop: int) -> tuple[list[NDArray[np.float32]], NDArray[np.bool_], list[Exclusion]]:
        """Samples `start` to `stop`, whitened and plain, with their validity and clipped stretches."""
        signal, factor = self.signal, self.factor
        stop = min(stop, signal.n_samples - signal.n_samples % factor)
        low, high = max(start - self.margin, 0), min(stop + self.margin, signal.n_samples)
        raw = signal.read(low, high)
        if not self.all_live:
            raw = raw[self.live]
        bad = ~np.isfinite(raw[0]) if raw.shape[0] == 1 else ~np.isfinite(raw.sum(axis=0))
        if bad.any():
            raw = _bridge(raw)
        clip = _clipped_spans(raw, low, signal.rate_hz)
        n = (stop - start) // factor
        raw = _without_mains(raw, signal.rate_hz, min(self.settings.high_hz, 0.45 * signal.rate_hz))
        raw, offset = self._extended(raw, start - low, high - stop)
        valid = np.ones(n * factor, bool)
        if bad.any():
            from scipy.ndimage import binary_dilation

            grown = binary_dilation(bad, np.ones(2 * int(_RING_S * signal.rate_hz) + 1, bool))
            valid = ~grown[start - low : start - low + n * factor]
        for span in clip:
            first = int((span.start_s - _RING_S) * signal.rate_hz) - start
            valid[max(first, 0) : max(int((span.end_s + _RING_S) * signal.rate_hz) - start + 1, 0)] = False
        both = [np.ascontiguousarray(values[:, offset : offset + n]) for values in self._filter(raw)]
        return both, np.asarray(valid.reshape(n, factor).all(axis=1), bool), clip

    def _extended(self, raw: NDArray[np.float32], before: int, after: int) -> tuple[NDArray[np.float32], int]:
        """The samples with a whole margin on either side, mirrored at the ends of the recording, and the offset of
        the piece in them at the lower rate."""
        n = raw.shape[1]
        left, right = min(self.margin - before, n - 1), min(self.margin - after, n - 1)
        left -= left % self.factor
        if left > 0 or right > 0:
            widths = ((0, 0), (max(left, 0), max(right, 0)))
            raw = np.pad(raw, widths, mode="reflect")
        return raw, (before + max(left, 0)) // self.factor

    def _filter(self, raw: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Whitened and plain band-passed samples at the lower rate."""
        from scipy.fft import irfft, rfft

        n = raw.shape[1]
        short = self.fast_len(-(-n // self.factor), real=True)
        padded = short * self.factor
        centred = raw - raw.mean(axis=1, keepdims=True)
        ramp = min(self.margin // 2, n // 4)
        if ramp:
            taper = (0.5 - 0.5 * np.cos(np.pi * np.arange(ramp) / ramp)).astype(np.float32)
            centred[:, :ramp] *= taper
            centred[:, n - ramp :] *= taper[::-1]
        spectrum = np.ascontiguousarray(rfft(centred, padded, axis=1, overwrite_x=True)[:, : short // 2 + 1])
        frequencies = np.arange(spectrum.shape[1]) * self.signal.rate_hz / padded
        _shave_lines(spectrum, frequencies)
        scale = np.float32(1.0 / self.factor)
        white = irfft(spectrum * (self.response.at(frequencies) * scale), short, axis=1, overwrite_x=True)
        spectrum *= self._band(frequencies) * scale
        return white, irfft(spectrum, short, axis=1, overwrite_x=True)

    def _band(self, frequencies: NDArray[np.float64]) -> NDArray[np.float32]:
        top_hz = min(self.settings.high_hz, 0.42 * self.signal.rate_hz / self.factor)
        return _band(frequencies, self.settings.low_hz, top_hz)


def _band(frequencies: NDArray[np.float64], low_hz: float, high_hz: float) -> NDArray[np.float32]:
    """Zero-phase fourth-order Butterworth magnitude, squared as for filtering forth and back at half the order."""
    with np.errstate(divide="ignore"):
        low = 1.0 / (1.0 + (low_hz / frequencies) ** 8)
    return np.asarray(low / (1.0 + (frequencies / high_hz) ** 16), np.float32)


def _without_mains(raw: NDArray[np.float32], rate_hz: float, top_hz: float) -> NDArray[np.float32]:
    """Fitted sinusoids of a mains line and its harmonics taken off, where one stands out; the ends stay true."""
    n = raw.shape[1]
    if n < 2.0 * rate_hz:
        return raw
    t = np.arange(n) / rate_hz
    loudest = raw[int(np.argmax(raw.std(axis=1)))].astype(np.float64)
    loudest = (loudest - loudest.mean()) * np.hanning(n)
    for line_hz in _LINES_HZ:
        if line_hz > top_hz:
            continue
        tried = line_hz + np.linspace(-_LINE_SEARCH_HZ, _LINE_SEARCH_HZ, 61)
        power = np.abs(np.exp(-2j * np.pi * tried[:, None] * t) @ loudest)
        aside = np.abs(np.exp(-2j * np.pi * (line_hz + np.array([-2.0, -1.4, 1.4, 2.0]))[:, None] * t) @ loudest)
        if power.max() < _LINE_EXCESS * 2.0 * float(aside.mean()):
            continue
        at_hz = float(tried[int(np.argmax(power))])
        phases = 2 * np.pi * np.arange(at_hz, top_hz, at_hz)[:, None] * t
        waves = np.concatenate((np.cos(phases), np.sin(phases))).astype(np.float32)
        fitted = np.linalg.solve((waves @ waves.T).astype(np.float64), (waves @ raw.T).astype(np.float64))
        raw = raw - fitted.T.astype(np.float32) @ waves
    return raw


def _shave_lines(spectrum: NDArray[np.complex64], frequencies: NDArray[np.float64]) -> None:
    """Bring mains lines down to the level of their surroundings, keeping their phase; nothing rings."""
    width = frequencies[1]
    half = max(int(np.ceil(_LINE_HALF_WIDTH_HZ / width)), 1)
    wide = 8 * half
    for line_hz in _LINES_HZ:
        for harmonic in np.arange(line_hz, frequencies[-1], line_hz):
            centre = round(harmonic / width)
            low, high = centre - half, centre + half + 1
            if low - wide < 1 or high + wide > frequencies.size:
                continue
            inside = np.abs(spectrum[:, low:high])
            around = np.concatenate(
                (np.abs(spectrum[:, low - wide : low]), np.abs(spectrum[:, high : high + wide])), axis=1
            )
            level = np.sqrt(np.mean(np.minimum(around, 3 * np.median(around, axis=1, keepdims=True)) ** 2, axis=1))
            excess = inside.max(axis=1) > _LINE_EXCESS * np.maximum(level, 1e-12)
            if excess.any():
                gain = np.minimum(1.0, level[:, None] / np.maximum(inside, 1e-12))
                spectrum[:, low:high] *= np.where(excess[:, None], gain, 1.0)


def _choose_channels(signal: Signal, name: str) -> tuple[NDArray[np.int64], list[Problem], NDArray[np.float64]]:
    """Channels that carry a signal, what is wrong with the others, and the smallest step of each."""
    probes = [np.asarray(signal.read(s, s + n)) for s, n in _probe_spans(signal)]
    sample = np.concatenate(probes, axis=1)
    n_channels = sample.shape[0]
    lsb = np.zeros(n_channels)
    alive = np.zeros(n_channels, bool)
    problems: list[Problem] = []
    for i, row in enumerate(sample):
        finite = row[np.isfinite(row)]
        if finite.size < row.size / 2 or finite.size < 2:
            problems.append(_left_out(signal.labels[i], name, "it holds hardly any numbers"))
            continue
        steps = np.diff(np.unique(finite))
        lsb[i] = float(np.median(steps)) if 0 < steps.size < finite.size / 8 else 0.0
        alive[i] = finite.std() > 0
        if not alive[i]:
            problems.append(_left_out(signal.labels[i], name, "it does not change at all"))
    if n_channels > 3 and alive.sum() > 3:
        spread = np.zeros(n_channels)
        spread[alive] = np.nanmedian(np.abs(np.diff(sample[alive], axis=1)), axis=1)
        usual = float(np.median(spread[alive]))
        for i in map(int, np.flatnonzero(alive & (spread > 12 * max(usual, 1e-9)) & (usual > 0))):
            alive[i] = False
            problems.append(_left_out(signal.labels[i], name, "it is many times noisier than the others"))
    if not alive.any():
        raise NotARecording(
            what="every channel is flat or empty",
            where=name,
            remedy="check that the electrodes were connected and that the right file was chosen",
        )
    return np.flatnonzero(alive), problems, lsb


def _probe_spans(signal: Signal) -> Iterator[tuple[int, int]]:
    n = min(signal.n_samples, int(4 * signal.rate_hz))
    for start in np.unique(np.linspace(0, max(signal.n_samples - n, 0), 5).astype(int)):
        yield int(start), n


def _left_out(label: str, name: str, what: str) -> Problem:
    return Problem(what=f"channel {label} was left out because {what}", where=name, remedy="check that electrode")


def _layout(labels: tuple[str, ...], grid: tuple[tuple[int, int], ...] | None) -> Layout:
    if grid is None:
        return Layout(labels=labels)
    cells = {cell: i for i, cell in enumerate(grid)}
    neighbours = tuple(
        tuple(
            cells[r + dr, c + dc] for dr in (-1, 0, 1) for dc in (-1, 0, 1) if (dr or dc) and (r + dr, c + dc) in cells
        )
        for r, c in grid
    )
    rows, columns = max(r for r, _ in grid) + 1, max(c for _, c in grid) + 1
    return Layout(
        labels=labels,
        neighbours=neighbours,
        positions=np.array([(c, r) for r, c in grid], float),
        shape=(rows, columns),
        cells=np.array([r * columns + c for r, c in grid], np.int64),
    )


def _bridge(raw: NDArray[np.float32]) -> NDArray[np.float32]:
    """Lost samples drawn over by straight lines, so that the filter does not ring."""
    filled = raw.copy()
    at = np.arange(raw.shape[1])
    for row in filled:
        lost = ~np.isfinite(row)
        if lost.all():
            row[:] = 0.0
        elif lost.any():
            row[lost] = np.interp(at[lost], at[~lost], row[~lost])
    return filled


def _clipped_spans(raw: NDArray[np.float32], first: int, rate_hz: float) -> list[Exclusion]:
    """Stretches in which a channel sits on its own highest or lowest value for several samples."""
    spans = []
    for row in raw:
        top, bottom = row.max(), row.min()
        middle = np.median(row[:: max(row.size // 2000, 1)])
        if top - bottom <= 0:
            continue
        for rail in (top, bottom):
            if abs(rail - middle) < 0.25 * (top - bottom):
                continue
            at = row == rail
            if at.sum() < _CLIP_RUN:
                continue
            edges = np.flatnonzero(np.diff(np.concatenate(([0], at.view(np.int8), [0]))))
            for low, high in zip(edges[::2], edges[1::2], strict=True):
                if high - low >= _CLIP_RUN:
                    spans.append(
                        Exclusion(
                            start_s=(first + int(low)) / rate_hz,
                            end_s=(first + int(high)) / rate_hz,
                            reason=Reason.CLIPPING,
                        )
                    )
    return spans


def _merge(spans: list[Exclusion]) -> tuple[Exclusion, ...]:
    merged: list[Exclusion] = []
    for span in sorted(spans, key=lambda s: s.start_s):
        if merged and span.start_s <= merged[-1].end_s + 0.05:
            last = merged[-1]
            merged[-1] = Exclusion(start_s=last.start_s, end_s=max(last.end_s, span.end_s), reason=span.reason)
        else:
            merged.append(span)
    return tuple(merged)
