"""The samples around one event, for whoever looks at it."""

import numpy as np
from numpy.typing import NDArray

from twitchwise.recordings.model import RecordingKind, Span
from twitchwise.twitches.front import Front
from twitchwise.twitches.matrix import Matrix
from twitchwise.twitches.model import Trace

__all__ = ["around", "cut_excerpt"]

_SHORTEST_S = {RecordingKind.EMG: 0.2, RecordingKind.MOTION: 1.6, RecordingKind.VIDEO: 2.0}
_LONGEST_S = {RecordingKind.EMG: 2.0, RecordingKind.MOTION: 8.0, RecordingKind.VIDEO: 10.0}
_EVENT_SHARE = 0.125  # of the window: enough rest on both sides to judge the event against


def around(onset_s: float, duration_s: float, kind: RecordingKind, *, zoom: float = 1.0) -> Span:
    """The window in which an event is looked at: about eight times its length, the event in the middle.

    Parameters
    ----------
    onset_s, duration_s : of the event, s.
    kind : of the recording; it sets the shortest and the longest window.
    zoom : 2 shows half as much time.

    Examples
    --------
    >>> span = around(10.0, 0.2, RecordingKind.MOTION)
    >>> round(span.start_s, 2), round(span.end_s, 2)
    (9.3, 10.9)
    """
    length_s = min(max(duration_s / _EVENT_SHARE, _SHORTEST_S[kind]), _LONGEST_S[kind]) / zoom
    middle_s = onset_s + duration_s / 2
    return Span(start_s=middle_s - length_s / 2, end_s=middle_s + length_s / 2)


def cut_excerpt(front: Front, span: Span, *, event: Span, place: str = "", n_steps: int = 64) -> Trace:
    """The plain samples of one place, thinned to the lowest and highest value in each step.

    Parameters
    ----------
    front : the recording, from `prepare_front`.
    span : what to show, s on the recording's clock.
    event : where in it the event is; it picks the place, and the direction of a movement.
    place : name of the place; when empty, or not in the recording, the one that moves most in the event compared with
        the rest of the span.
    n_steps : how many steps at most.

    Returns
    -------
    Trace : in the recording's unit. A place with several axes is shown along the direction in which it moved most.
        Empty where the recording has no samples in the span.
    """
    matrix = front.plain
    first, last = _samples(front, span)
    values = matrix.read(first, last).astype(np.float64)
    n_places, components = matrix.layout.n_places, matrix.layout.components
    if values.shape[1] == 0:
        return Trace(times_s=np.zeros(0), low=np.zeros(0), high=np.zeros(0), label=place, unit=matrix.unit)
    values = values - np.median(values, axis=1, keepdims=True)
    begin, end = (at - first for at in _samples(front, event))
    inside = slice(min(max(begin, 0), values.shape[1] - 1), max(end, begin + 1))
    labels = matrix.layout.labels
    index = labels.index(place) if place in labels else _liveliest(values.reshape(n_places, components, -1), inside)
    row = _along(values[index * components : (index + 1) * components], inside)
    edges = np.unique(np.linspace(0, row.size, min(n_steps, row.size) + 1).astype(int))
    return Trace(
        times_s=front.start_s + (first + edges[:-1]) / matrix.rate_hz,
        low=np.minimum.reduceat(row, edges[:-1]),
        high=np.maximum.reduceat(row, edges[:-1]),
        label=labels[index],
        unit=matrix.unit,
    )


def _samples(front: Front, span: Span) -> tuple[int, int]:
    matrix: Matrix = front.plain
    low = round((span.start_s - front.start_s) * matrix.rate_hz)
    high = round((span.end_s - front.start_s) * matrix.rate_hz)
    return min(max(low, 0), matrix.n_samples), min(max(high, 0), matrix.n_samples)


def _liveliest(places: NDArray[np.float64], inside: slice) -> int:
    """Which place moves most in the event for what it moves elsewhere: (n_places, components, n)."""
    rest = np.sqrt((np.median(np.abs(places), axis=2) ** 2).sum(axis=1)) / 0.6745
    moved = np.sqrt((np.ptp(places[:, :, inside], axis=2) ** 2).sum(axis=1))
    return int(np.argmax(moved / np.maximum(rest, max(float(np.median(rest)), 1e-12))))


def _along(rows: NDArray[np.float64], inside: slice) -> NDArray[np.float64]:
    """One trace of the axes of a place: along the way it moves in the event, upwards."""
    if rows.shape[0] == 1:
        return np.asarray(rows[0])
    part = rows[:, inside]
    direction = np.linalg.eigh(part @ part.T)[1][:, -1]
    trace = direction @ rows
    peak = trace[inside][np.argmax(np.abs(trace[inside]))]
    return np.asarray(trace * (np.sign(peak) or 1.0))
