"""A motion sensor becomes a matrix: one place with three axes on a steady clock."""

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import NotARecording, Problem
from twitchwise.recordings.model import Quantity, Recording, Signal
from twitchwise.twitches.front import Front
from twitchwise.twitches.matrix import Layout, Matrix, MatrixWriter
from twitchwise.twitches.model import Exclusion, Reason
from twitchwise.twitches.rest import find_turning
from twitchwise.twitches.settings import CoreSettings
from twitchwise.twitches.spectrum import Response, learn_response

__all__ = ["prepare_motion"]

_CORE_RATE_HZ = 100.0  # a tissue twitch under a phone ends below 45 Hz
_LOWEST_RATE_HZ = 40.0  # below this the 15-30 Hz swing of a phone on tissue is not sampled
_PLAIN_LOW_HZ = 1.0  # for sizes: gravity and breathing out, the slow tail of a twitch in
_COLOUR_WINDOW_S = 1.0
_CLIP_RUN = 4
_GYRO_LOW_HZ = 1.0


def prepare_motion(recording: Recording, settings: CoreSettings) -> Front:
    """Turn a motion recording into the matrix the core works on.

    Raises
    ------
    NotARecording : too slow for a twitch, or all axes flat.
    """
    signal = recording.signal
    assert signal is not None
    name = recording.provenance.name
    values = signal.read(0, signal.n_samples).astype(np.float64)
    times = signal.times_s(0, signal.n_samples)
    usable = np.isfinite(values).all(axis=0) & np.isfinite(times)
    values, times = values[:, usable], times[usable]
    _refuse_hopeless(values, times, signal, name)
    rate_hz = 1.0 / float(np.median(np.diff(times)[np.diff(times) > 0]))
    steady, valid = _resample(values, times, rate_hz, recording)
    clips = _clipped(values, times)
    factor = max(int(rate_hz // _CORE_RATE_HZ), 1)
    core_hz = rate_hz / factor
    steps = [np.diff(np.unique(row[:20000])) for row in values]
    lsb = np.array(
        [
            float(np.median(s)) if 0 < s.size < min(row.size, 20000) / 4 else 0.0
            for s, row in zip(steps, values, strict=True)
        ]
    )
    floor = np.maximum(lsb / np.sqrt(12.0) / np.sqrt(factor), 1e-3)
    response = _learn(steady, rate_hz, factor, settings, float(floor.min()))
    detect = _filtered(steady, rate_hz, factor, response)
    plain = _filtered(steady, rate_hz, factor, _pass_band(_PLAIN_LOW_HZ, 0.49 * core_hz, core_hz))
    n = detect.shape[1]
    valid = np.asarray(valid[: n * factor].reshape(n, factor).all(axis=1), bool)
    for span in clips:
        valid[max(int((span.start_s - times[0]) * core_hz), 0) : int((span.end_s - times[0]) * core_hz) + 1] = False
    layout = Layout(labels=("sensor",), components=values.shape[0])
    problems: tuple[Problem, ...] = ()
    return Front(
        matrix=_matrix(detect, core_hz, layout, valid, signal),
        response=response,
        plain=_matrix(plain, core_hz, layout, valid, signal),
        floor=floor,
        start_s=float(times[0]),
        exclusions=clips,
        unrest=find_turning(steady, rate_hz),
        together=_rotation(recording, times[0], n, core_hz),
        problems=problems,
    )


def _refuse_hopeless(values: NDArray[np.float64], times: NDArray[np.float64], signal: Signal, name: str) -> None:
    if times.size < 3 or times[-1] <= times[0]:
        raise NotARecording(what="it holds hardly any samples", where=name, remedy="record at least 20 seconds")
    if signal.rate_hz < _LOWEST_RATE_HZ:
        raise NotARecording(
            what=f"{signal.rate_hz:.3g} samples a second are too few to see a twitch",
            where=name,
            remedy="set the sensor app to its highest rate, 100 a second or more",
        )
    if not np.any(values.std(axis=1) > 0):
        raise NotARecording(
            what="the sensor shows no change on any axis",
            where=name,
            remedy="check that the accelerometer was recorded",
        )


def _matrix(
    values: NDArray[np.float32], rate_hz: float, layout: Layout, valid: NDArray[np.bool_], signal: Signal
) -> Matrix:
    writer = MatrixWriter(unit=signal.quantity.unit, rate_hz=rate_hz, layout=layout, expected_samples=values.shape[1])
    writer.add(values, valid)
    return writer.finish()


def _resample(
    values: NDArray[np.float64], times: NDArray[np.float64], rate_hz: float, recording: Recording
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Values on a steady clock from the true timestamps (cubic), and where there were samples at all."""
    keep = np.concatenate(([True], np.diff(times) > 0.1 / rate_hz))
    values, times = values[:, keep], times[keep]
    clock = times[0] + np.arange(int((times[-1] - times[0]) * rate_hz) + 1) / rate_hz
    steady = _cubic(values, times, clock)
    valid = np.ones(clock.size, bool)
    for gap in recording.gaps:
        inside = (clock >= gap.start_s - 0.5 / rate_hz) & (clock < gap.end_s + 0.5 / rate_hz)
        valid &= ~inside
        first, last = np.searchsorted(times, (gap.start_s, gap.end_s))
        for row, source in zip(steady, values, strict=True):  # a spline swings wildly over a gap: draw a line
            row[inside] = np.interp(
                clock[inside], times[max(first - 1, 0) : last + 1], source[max(first - 1, 0) : last + 1]
            )
    return steady, valid


def _cubic(values: NDArray[np.float64], times: NDArray[np.float64], clock: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cubic Hermite interpolation with slopes from the neighbours on either side (three-point, for uneven times)."""
    step = np.diff(times)
    slope = np.diff(values, axis=1) / step
    middle = (slope[:, :-1] * step[1:] + slope[:, 1:] * step[:-1]) / (step[:-1] + step[1:])
    tangent = np.concatenate((slope[:, :1], middle, slope[:, -1:]), axis=1)
    at = np.clip(np.searchsorted(times, clock, side="right") - 1, 0, times.size - 2)
    width = step[at]
    u = (clock - times[at]) / width
    return np.asarray(
        values[:, at] * (1 + 2 * u) * (1 - u) ** 2
        + tangent[:, at] * width * u * (1 - u) ** 2
        + values[:, at + 1] * u**2 * (3 - 2 * u)
        + tangent[:, at + 1] * width * u**2 * (u - 1)
    )


def _pass_band(low_hz: float, high_hz: float, rate_hz: float) -> Response:
    frequencies = np.linspace(0.0, rate_hz / 2, 1025)
    with np.errstate(divide="ignore"):
        gain = 1.0 / (1.0 + (low_hz / frequencies) ** 8)
    return Response(frequencies_hz=frequencies, gain=gain / (1.0 + (frequencies / high_hz) ** 24))


def _learn(values: NDArray[np.float64], rate_hz: float, factor: int, settings: CoreSettings, floor: float) -> Response:
    core_hz = rate_hz / factor
    band = _pass_band(settings.low_hz, min(settings.high_hz, 0.49 * core_hz), core_hz)
    rows = _filtered(values, rate_hz, factor, _pass_band(0.5, 0.49 * core_hz, core_hz))
    window = int(_COLOUR_WINDOW_S * core_hz) // 2 * 2
    gain = band.at(np.fft.rfftfreq(window, 1.0 / core_hz)).astype(np.float64)
    return learn_response(rows, core_hz, gain, window, floor)


def _filtered(values: NDArray[np.float64], rate_hz: float, factor: int, response: Response) -> NDArray[np.float32]:
    """Zero-phase filtering and decimation in the frequency domain, with mirrored ends."""
    from scipy.fft import irfft, next_fast_len, rfft

    n = values.shape[1] - values.shape[1] % factor
    margin = min(int(2.0 * rate_hz) // factor * factor, (n - 1) // factor * factor)
    padded = np.pad(values[:, :n], ((0, 0), (margin, margin)), mode="reflect", reflect_type="odd")
    length = next_fast_len(padded.shape[1] // factor + 1, real=True) * factor
    spectrum = rfft(padded - padded.mean(axis=1, keepdims=True), length, axis=1)[:, : length // factor // 2 + 1]
    gain = response.at(np.arange(spectrum.shape[1]) * rate_hz / length)
    out = irfft(spectrum * gain / factor, length // factor, axis=1)
    return np.asarray(out[:, margin // factor : (margin + n) // factor], np.float32)


def _clipped(values: NDArray[np.float64], times: NDArray[np.float64]) -> tuple[Exclusion, ...]:
    """Stretches in which an axis sits on its own extreme, far from where it usually is."""
    spans = []
    for row in values:
        spread = 1.4826 * float(np.median(np.abs(row - np.median(row))))
        for rail in (row.max(), row.min()):
            at = row == rail
            if at.sum() < _CLIP_RUN or abs(rail - np.median(row)) < 20 * max(spread, 1e-9):
                continue
            edges = np.flatnonzero(np.diff(np.concatenate(([0], at.astype(np.int8), [0]))))
            spans += [
                Exclusion(start_s=float(times[low]), end_s=float(times[high - 1]), reason=Reason.CLIPPING)
                for low, high in zip(edges[::2], edges[1::2], strict=True)
                if high - low >= _CLIP_RUN
            ]
    return tuple(sorted(spans, key=lambda s: s.start_s))


def _rotation(recording: Recording, start_s: float, n: int, core_hz: float) -> NDArray[np.float32] | None:
    """How fast the phone turned, in units of its own rest: (n,); None without a gyroscope."""
    gyro = next((c for c in recording.companions if c.quantity is Quantity.ANGULAR_VELOCITY), None)
    if gyro is None or gyro.n_samples < 10:
        return None
    times, values = gyro.times_s(0, gyro.n_samples), gyro.read(0, gyro.n_samples).astype(np.float64)
    usable = np.isfinite(values).all(axis=0)
    if usable.sum() < 10:
        return None
    clock = start_s + np.arange(n) / core_hz
    steady = np.stack([np.interp(clock, times[usable], row[usable]) for row in values])
    speed = np.sqrt(
        (_filtered(steady, core_hz, 1, _pass_band(_GYRO_LOW_HZ, 0.49 * core_hz, core_hz)).astype(np.float64) ** 2).sum(
            axis=0
        )
    )
    rest = float(np.quantile(speed, 0.3))
    return np.asarray(speed / max(rest, 1e-9), np.float32)
