"""What one candidate looks like: when it starts and ends, how large it is, where.

All places that take part in an event move together, so an event is seen best along its own direction: the pattern over
rows that explains most of its whitened energy. Time is read from the trace along that direction; size is the trace
carried back to the row where it is largest, in physical units.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.twitches.detect import Statistic
from twitchwise.twitches.front import Front
from twitchwise.twitches.matrix import Matrix
from twitchwise.twitches.model import Place
from twitchwise.twitches.noise import NoiseModel
from twitchwise.twitches.patch import middle_over_block
from twitchwise.twitches.settings import CoreSettings

__all__ = ["Event", "measure_events", "plain_level"]

_ONSET_SHARE = 0.1  # an event starts where its trace first leaves a tenth of its peak
_ONSET_SD = 2.7  # but never inside the resting noise of the trace
_BRIDGE_S = 0.004
_NOISE_IN_RANGE = 4.0  # a range of r noise SD reads as about sqrt(r^2 + 4^2) (simulated, r = 5 to 20)
_NOISE_IN_PEAK = 2.0
_DISPLACEMENT_UNITS = ("px", "mm")
_PICTURE_COMPONENTS = 2
_BASELINE_S = 0.2
_MAIN_SHARE = 0.75
_FINER = 4  # sizes are read between samples: at 100 Hz a peak is otherwise cut by up to 6 %
_AROUND_S = 0.004  # plain samples are slower than whitened ones: the potential reaches a little further
_SUPPORT_SHARE = 0.25  # of the best block's own move; a patch as wide as one and a half blocks gives 0.4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Event:
    """A candidate, measured.

    Parameters
    ----------
    peak : sample of the matrix at the centre of its energy.
    onset_s, duration_s : on the matrix's clock.
    amplitude : peak to peak (video: peak displacement), in the matrix's unit.
    place : where.
    surprise : the detection statistic at its peak.
    score : square root of surprise over threshold.
    direction : (n_rows,) float32, unit pattern over whitened rows.
    snippet : (n_rows, n) float32 whitened samples around the peak.
    sizes : (n_places,) float32, how much of the event each place carries, in the matrix's unit.
    support : how far the places round it move the same way at the same time, in noise SD; infinite where places are
        not blocks of a picture.
    first : sample of the matrix at which the snippet begins.
    trace : (n,) float32 along the direction, in noise SD.
    """

    peak: int
    onset_s: float
    duration_s: float
    amplitude: float
    place: Place
    surprise: float
    score: float
    direction: NDArray[np.float32]
    snippet: NDArray[np.float32]
    sizes: NDArray[np.float32]
    support: float
    first: int
    trace: NDArray[np.float32]


def measure_events(
    front: Front,
    noise: NoiseModel,
    statistic: Statistic,
    peaks: NDArray[np.int64],
    threshold: float,
    settings: CoreSettings,
) -> list[Event]:
    """Measure the event at each of `peaks` (steps of the statistic), in order of time."""
    matrix = front.matrix
    before, after = (int(np.ceil(s * matrix.rate_hz)) for s in settings.reach_s)
    pad = max(int(0.02 * matrix.rate_hz), 2)
    events = []
    levels = plain_level(front, noise)
    for centre, raw, first in _snippets(
        matrix, ((peaks + 0.5) * statistic.step).astype(np.float64), before + pad, after + pad
    ):
        whitened = noise.whiten(raw, first)
        plain = front.plain.read(first, first + raw.shape[1])
        surprise = float(statistic.surprise[min(int(centre / statistic.step), statistic.surprise.size - 1)])
        events.append(
            _measure_one(
                matrix, settings, whitened, plain, levels, first, int(centre) - first, surprise, surprise / threshold
            )
        )
    return events


def plain_level(front: Front, noise: NoiseModel) -> NDArray[np.float64]:
    """Resting noise of the rows sizes are read from, (n_rows,)."""
    total, n = np.zeros(front.matrix.n_rows), 0
    for i in np.flatnonzero(noise.quiet)[:200]:
        block = front.plain.read(int(i) * noise.window, (int(i) + 1) * noise.window)
        total += block.var(axis=1)
        n += 1
    return np.maximum(np.sqrt(total / max(n, 1)), front.floor)


def _snippets(
    matrix: Matrix, centres: NDArray[np.float64], before: int, after: int
) -> Iterator[tuple[float, NDArray[np.float32], int]]:
    """The samples around each centre, in order of time: (centre, (n_rows, n), first sample)."""
    for centre in centres[centres < matrix.n_samples]:
        low = max(int(centre) - before, 0)
        yield float(centre), matrix.read(low, int(centre) + after), low


def _measure_one(
    matrix: Matrix,
    settings: CoreSettings,
    whitened: NDArray[np.float32],
    raw: NDArray[np.float32],
    level: NDArray[np.float64],
    first: int,
    centre: int,
    surprise: float,
    relative: float,
) -> Event:
    half = max(int(settings.kernels_s[-1] * matrix.rate_hz / 2), 1)
    near = slice(max(centre - half, 0), centre + half + 1)
    direction = _direction(_around_best(matrix, whitened[:, near]))
    trace = direction @ whitened
    centred = raw - np.median(raw, axis=1, keepdims=True)
    timed = _timed_trace(matrix, direction, trace, centred, level, near)
    top = near.start + int(np.argmax(np.abs(timed[near])))
    low, high = _extent(timed, top, max(int(_BRIDGE_S * matrix.rate_hz), 1))
    onset = low - _fraction(np.abs(timed), low, top)
    span = slice(max(low - 1, 0), high + 2)
    sizes = _row_sizes(centred, trace, span)
    strength = np.sqrt((sizes.reshape(matrix.layout.n_places, matrix.layout.components) ** 2).sum(axis=1))
    place = _place(matrix, strength)
    around = int(_AROUND_S * matrix.rate_hz)
    wide = slice(max(span.start - around, 0), span.stop + around)
    amplitude = _amplitude(matrix, sizes, centred, wide, level)
    if matrix.layout.components == _PICTURE_COMPONENTS and matrix.layout.cells is not None:
        amplitude *= _middle_share(matrix, sizes, level, place.index, float(np.linalg.norm(trace[span])))
    return Event(
        peak=first + _middle(trace, span),
        onset_s=(first + onset) / matrix.rate_hz,
        duration_s=max((high + 1 - onset) / matrix.rate_hz, 1.0 / matrix.rate_hz),
        amplitude=amplitude,
        place=place,
        surprise=surprise,
        score=float(np.sqrt(max(relative, 0.0))),
        direction=direction,
        snippet=whitened,
        sizes=np.asarray(strength * (amplitude / max(float(strength.max()), 1e-12)), np.float32),
        support=_support(matrix, whitened[:, span], trace[span], place.index),
        first=first,
        trace=trace,
    )


def _around_best(matrix: Matrix, block: NDArray[np.float32]) -> NDArray[np.float32]:
    """In a picture, only the blocks round the one where most happens; elsewhere all rows."""
    layout = matrix.layout
    if layout.components != _PICTURE_COMPONENTS or layout.neighbours is None:
        return block
    energy = (block.reshape(layout.n_places, -1) ** 2).sum(axis=1)
    calm = np.minimum(energy, 4.0 * float(np.quantile(energy, 0.99)))  # one mistracked block must not win alone
    summed = calm + np.array([0.5 * calm[list(around)].sum() for around in layout.neighbours])
    best = int(np.argmax(summed))
    members = {best, *layout.neighbours[best]}
    members |= {j for i in layout.neighbours[best] for j in layout.neighbours[i]}
    kept = np.zeros((layout.n_places, 1), np.float32)
    kept[list(members)] = 1.0
    return block * np.repeat(kept, layout.components, axis=0)


def _direction(block: NDArray[np.float32]) -> NDArray[np.float32]:
    """The unit pattern over rows that carries most energy; the identity for one row."""
    n_rows, n = block.shape
    if n_rows == 1:
        return np.ones(1, np.float32)
    if n_rows <= n:
        return np.asarray(np.linalg.eigh(block @ block.T)[1][:, -1], np.float32)
    along = np.linalg.eigh(block.T @ block)[1][:, -1]
    pattern = block @ along
    return np.asarray(pattern / max(float(np.linalg.norm(pattern)), 1e-12), np.float32)


def _timed_trace(
    matrix: Matrix,
    direction: NDArray[np.float32],
    trace: NDArray[np.float32],
    centred: NDArray[np.float32],
    level: NDArray[np.float64],
    near: slice,
) -> NDArray[np.float32]:
    """The trace that onset and end are read from: movement is slow, and whitening would smear its start."""
    if matrix.layout.components == 1:
        return trace
    plain = _plain_trace(direction, centred, level)
    if matrix.layout.components == _PICTURE_COMPONENTS:
        return _risen(plain, near, matrix.rate_hz)
    before = plain[max(near.start - int(_BASELINE_S * matrix.rate_hz), 0) : near.start + 1]
    return np.asarray(plain - np.median(before), np.float32)


def _risen(trace: NDArray[np.float32], near: slice, rate_hz: float) -> NDArray[np.float32]:
    """The trace as a rise from where it lay just before, never below: a displacement starts when it leaves rest."""
    before = trace[max(near.start - int(_BASELINE_S * rate_hz), 0) : near.start + 1]
    lifted = trace - np.median(before)
    top = float(lifted[near][np.argmax(np.abs(lifted[near]))])
    return np.asarray(np.maximum(lifted * np.sign(top), 0.0), np.float32)


def _plain_trace(
    direction: NDArray[np.float32], centred: NDArray[np.float32], level: NDArray[np.float64]
) -> NDArray[np.float32]:
    """The event along its direction in unwhitened samples, in noise SD: a slow movement keeps its true start there."""
    return np.asarray(direction @ (centred / level[:, None].astype(np.float32)), np.float32)


def _extent(trace: NDArray[np.float32], peak: int, bridge: int) -> tuple[int, int]:
    """First and last sample of the stretch around `peak` in which the trace stays above its foot."""
    height = np.abs(trace)
    foot = max(_ONSET_SHARE * float(height[peak]), _ONSET_SD)
    above = height > foot

    def walk(positions: range) -> int:
        last, silent = peak, 0
        for i in positions:
            if above[i]:
                last, silent = i, 0
            else:
                silent += 1
                if silent > bridge:
                    break
        return last

    return walk(range(peak, -1, -1)), walk(range(peak, height.size))


def _middle(trace: NDArray[np.float32], span: slice) -> int:
    """The centre of energy of the event: it does not jump between phases as the highest sample does."""
    energy = trace[span].astype(np.float64) ** 2
    return int(span.start) + round(float(energy @ np.arange(energy.size)) / max(float(energy.sum()), 1e-12))


def _fraction(height: NDArray[np.float32], low: int, peak: int) -> float:
    """How far before sample `low` the trace crossed its foot, in samples, by linear interpolation."""
    if low == 0:
        return 0.0
    foot = max(_ONSET_SHARE * float(height[peak]), _ONSET_SD)
    inside, outside = float(height[low]), float(height[low - 1])
    return float(np.clip((inside - foot) / max(inside - outside, 1e-9), 0.0, 1.0))


def _row_sizes(centred: NDArray[np.float32], trace: NDArray[np.float32], span: slice) -> NDArray[np.float64]:
    """How much of the trace each row carries, in its own unit per noise SD: (n_rows,)."""
    along = trace[span].astype(np.float64)
    return np.asarray(centred[:, span] @ along / max(float(along @ along), 1e-12))


def _place(matrix: Matrix, strength: NDArray[np.float64]) -> Place:
    layout = matrix.layout
    index = int(np.argmax(strength))
    if layout.positions is None:
        return Place(index=index, label=layout.labels[index])
    near = strength >= 0.5 * strength[index]
    if layout.neighbours is not None:
        near = _connected(index, near, layout.neighbours)
    weights = strength[near] / strength[near].sum()
    x, y = weights @ layout.positions[near]
    spread = float(np.sqrt(max(weights @ ((layout.positions[near] - (x, y)) ** 2).sum(axis=1), 0.0)))
    return Place(
        index=index, label=layout.labels[index], x=float(x), y=float(y), extent=max(2.35 * spread, layout.pitch)
    )


def _support(matrix: Matrix, whitened: NDArray[np.float32], trace: NDArray[np.float32], index: int) -> float:
    layout = matrix.layout
    if layout.components != _PICTURE_COMPONENTS or layout.neighbours is None or not layout.neighbours[index]:
        return float("inf")
    along = whitened @ (trace / max(float(np.linalg.norm(trace)), 1e-12))
    moves = along.reshape(layout.n_places, layout.components)
    size = max(float(np.linalg.norm(moves[index])), 1e-12)
    around = np.sort(moves[list(layout.neighbours[index])] @ moves[index] / size)[-4:]  # the better half of them
    support = float(around.mean() * np.sqrt(around.size))
    return support if support > _SUPPORT_SHARE * size else 0.0


def _connected(index: int, near: NDArray[np.bool_], neighbours: tuple[tuple[int, ...], ...]) -> NDArray[np.bool_]:
    """The part of `near` that hangs together with `index`."""
    found = np.zeros_like(near)
    found[index] = True
    waiting = [index]
    while waiting:
        for other in neighbours[waiting.pop()]:
            if near[other] and not found[other]:
                found[other] = True
                waiting.append(other)
    return found


def _amplitude(
    matrix: Matrix, sizes: NDArray[np.float64], raw: NDArray[np.float32], span: slice, level: NDArray[np.float64]
) -> float:
    """The largest size among the places that carry most of the event, less what noise adds to extremes on average."""
    per_place = sizes.reshape(matrix.layout.n_places, matrix.layout.components)
    strength = np.linalg.norm(per_place, axis=1)
    return max(
        _size_at(matrix, int(i), per_place[i] / max(float(strength[i]), 1e-12), raw, span, level)
        for i in np.flatnonzero(strength >= _MAIN_SHARE * strength.max())
    )


def _middle_share(
    matrix: Matrix, sizes: NDArray[np.float64], level: NDArray[np.float64], index: int, energy: float
) -> float:
    """How many times further the middle of a patch moved than its best block did on average."""
    components = matrix.layout.components
    per_place = sizes.reshape(matrix.layout.n_places, components)
    along = per_place[index] / max(float(np.linalg.norm(per_place[index])), 1e-12)
    noise = np.sqrt((level.reshape(-1, components) ** 2).mean(axis=1)) / max(energy, 1e-12)
    return middle_over_block(matrix.layout, index, per_place @ along, noise)


def _size_at(
    matrix: Matrix,
    index: int,
    along: NDArray[np.float64],
    raw: NDArray[np.float32],
    span: slice,
    level: NDArray[np.float64],
) -> float:
    """Size at one place along the direction in which it moves, between samples too."""
    components = matrix.layout.components
    rows = slice(index * components, (index + 1) * components)
    trace = along @ raw[rows]
    n = trace.size
    fine = np.fft.irfft(np.fft.rfft(trace), n * _FINER) * _FINER
    part = fine[span.start * _FINER : min(span.stop, n) * _FINER]
    noise = float(np.sqrt(np.sum((along * level[rows]) ** 2)))
    if matrix.unit in _DISPLACEMENT_UNITS:
        height, added = float(np.abs(part).max()), _NOISE_IN_PEAK
    else:
        height, added = float(np.ptp(part)), _NOISE_IN_RANGE
    return float(np.sqrt(max(height**2 - (added * noise) ** 2, (0.5 * height) ** 2)))
