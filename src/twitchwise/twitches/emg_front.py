"""EMG becomes a matrix: one row per electrode, band-passed, mains lines taken out, at about 1 kHz.

Filtering, mains removal and the lower rate are one step in the frequency domain, on pieces that overlap.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import NotARecording
from twitchwise.recordings.model import Recording, Signal
from twitchwise.twitches.clipping import find_clipped, merge_clipped
from twitchwise.twitches.emg_channels import BRIDGED_S, choose_channels, lay_out, probe_spans
from twitchwise.twitches.front import Front
from twitchwise.twitches.mains import shave_lines, take_off_mains
from twitchwise.twitches.matrix import MatrixWriter
from twitchwise.twitches.model import Exclusion
from twitchwise.twitches.rest import find_raised_baseline
from twitchwise.twitches.settings import CoreSettings
from twitchwise.twitches.spectrum import learn_response

__all__ = ["prepare_emg"]

_PIECE_S = 15.0
_MARGIN_S = 0.6  # the outer half fades out, so that what a fading mains line leaves behind is cut off
_CORE_RATE_HZ = 1000.0  # surface potentials end near 450 Hz; sampling above this only costs time
_LOWEST_RATE_HZ = 200.0  # below this a potential of 5-20 ms has hardly a sample
_COLOUR_WINDOW_S = 0.125
_ROWS_AT_ONCE = 16  # transformed together: whole vectors of rows, and little enough to stay in the cache
_RING_S = 0.03  # the filter carries what is lost or clipped this far to either side


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
    live, problems, lsb = choose_channels(signal, recording.provenance.name)
    factor = max(int(signal.rate_hz // _CORE_RATE_HZ), 1)
    rate_hz = signal.rate_hz / factor
    labels = tuple(signal.labels[i] for i in live)
    layout = lay_out(labels, None if signal.grid is None else tuple(signal.grid[i] for i in live))
    n_expected = signal.n_samples // factor
    writers = [
        MatrixWriter(unit=signal.quantity.unit, rate_hz=rate_hz, layout=layout, expected_samples=n_expected)
        for _ in range(2)
    ]
    step = max(round(settings.step_s * rate_hz), 1)
    per_piece = max(int(_PIECE_S * rate_hz) // step, 1) * step * factor
    clipped: list[Exclusion] = []
    filtering = _Filtering(signal, live, factor, settings)
    filtering.learn_colour(list(probe_spans(signal)))
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
        exclusions=merge_clipped(clipped),
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
        rows = np.concatenate([self.signal.read(s, s + n)[self.live] for s, n in spans], axis=1)
        is_whole = np.isfinite(rows).all(axis=0)  # straight lines over losses would pass for the quietest rest
        rows = rows[:, is_whole] if np.count_nonzero(is_whole) > rows.shape[1] / 4 else _bridge(rows)
        frequencies = np.fft.rfftfreq(window, 1.0 / self.signal.rate_hz).astype(np.float64)
        band = self._band(frequencies).astype(np.float64)
        self.response = learn_response(rows[:: max(rows.shape[0] // 16, 1)], self.signal.rate_hz, band, window)

    def piece(self, start: int, stop: int) -> tuple[NDArray[np.float32], NDArray[np.bool_], list[Exclusion]]:
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
        clip = find_clipped(raw, low, signal.rate_hz)
        n = (stop - start) // factor
        raw = take_off_mains(raw, signal.rate_hz, min(self.settings.high_hz, 0.45 * signal.rate_hz))
        raw, offset = self._extended(raw, start - low, high - stop)
        valid = np.ones(n * factor, bool)
        if bad.any():
            from scipy.ndimage import binary_dilation, binary_opening

            long = binary_opening(bad, np.ones(int(BRIDGED_S * signal.rate_hz) + 1, bool))
            grown = binary_dilation(long, np.ones(2 * int(_RING_S * signal.rate_hz) + 1, bool))
            valid = ~grown[start - low : start - low + n * factor]
        for span in clip:
            first = int((span.start_s - _RING_S) * signal.rate_hz) - start
            valid[max(first, 0) : max(int((span.end_s + _RING_S) * signal.rate_hz) - start + 1, 0)] = False
        return self._filter(raw, offset, n), np.asarray(valid.reshape(n, factor).all(axis=1), bool), clip

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

    def _filter(self, raw: NDArray[np.float32], offset: int, n: int) -> NDArray[np.float32]:
        """Whitened and plain band-passed samples at the lower rate, `n` from `offset` on: (2, n_rows, n)."""
        from scipy.fft import irfft, rfft

        length = raw.shape[1]
        short = self.fast_len(-(-length // self.factor), real=True)
        padded = short * self.factor
        frequencies = np.arange(short // 2 + 1) * self.signal.rate_hz / padded
        gains = (self.response.at(frequencies), self._band(frequencies))
        ramp = min(self.margin // 2, length // 4)
        taper = (0.5 - 0.5 * np.cos(np.pi * np.arange(ramp) / max(ramp, 1))).astype(np.float32)
        both = np.empty((2, raw.shape[0], n), np.float32)
        for first in range(0, raw.shape[0], _ROWS_AT_ONCE):
            rows = slice(first, first + _ROWS_AT_ONCE)
            centred = raw[rows] - raw[rows].mean(axis=1, keepdims=True)
            centred[:, :ramp] *= taper
            centred[:, length - ramp :] *= taper[::-1]
            spectrum = rfft(centred, padded, axis=1, overwrite_x=True)[:, : short // 2 + 1]
            shave_lines(spectrum, frequencies)
            for into, gain in zip(both, gains, strict=True):
                passed = spectrum * (gain * np.float32(1.0 / self.factor))
                into[rows] = irfft(passed, short, axis=1, overwrite_x=True)[:, offset : offset + n]
        return both

    def _band(self, frequencies: NDArray[np.float64]) -> NDArray[np.float32]:
        top_hz = min(self.settings.high_hz, 0.42 * self.signal.rate_hz / self.factor)
        return _band(frequencies, self.settings.low_hz, top_hz)


def _band(frequencies: NDArray[np.float64], low_hz: float, high_hz: float) -> NDArray[np.float32]:
    """Zero-phase fourth-order Butterworth magnitude, squared as for filtering forth and back at half the order."""
    with np.errstate(divide="ignore"):
        low = 1.0 / (1.0 + (low_hz / frequencies) ** 8)
    return np.asarray(low / (1.0 + (frequencies / high_hz) ** 16), np.float32)


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
