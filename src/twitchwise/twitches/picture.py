"""What the charts need of a recording: a thinned trace, and where the twitches were."""

import numpy as np

from twitchwise.twitches.events import Event
from twitchwise.twitches.front import Front
from twitchwise.twitches.model import PlaceMap, Trace

__all__ = ["draw_place_map", "thin_trace"]

_STEPS = 2000


def thin_trace(front: Front, events: list[Event]) -> Trace:
    """Lowest and highest value, in each of at most 2000 steps, of the row in which the events are strongest."""
    matrix = front.plain
    layout = matrix.layout
    strength = np.sum([np.sqrt(e.surprise) * e.sizes / e.sizes.max() for e in events], axis=0) if events else np.ones(1)
    place = int(np.argmax(strength))
    row = place * layout.components
    if events and layout.components > 1:
        parts = np.array([np.abs(e.direction[row : row + layout.components]) for e in events])
        row += int(parts.mean(axis=0).argmax())
    n = min(_STEPS, matrix.n_samples)
    edges = np.linspace(0, matrix.n_samples, n + 1).astype(int)
    low, high = np.zeros(n), np.zeros(n)
    for piece in matrix.pieces():
        values = piece.values[row]
        for i in range(int(np.searchsorted(edges, piece.start, "right")) - 1, n):
            start, stop = max(edges[i], piece.start), min(edges[i + 1], piece.stop)
            if start >= piece.stop:
                break
            if stop > start:
                part = values[start - piece.first : stop - piece.first]
                fresh = edges[i] >= piece.start
                low[i] = part.min() if fresh else min(low[i], float(part.min()))
                high[i] = part.max() if fresh else max(high[i], float(part.max()))
    return Trace(
        times_s=front.start_s + edges[:-1] / matrix.rate_hz,
        low=low,
        high=high,
        label=layout.labels[place],
        unit=matrix.unit,
    )


def draw_place_map(front: Front, events: list[Event]) -> PlaceMap | None:
    """Mean size of the twitches at every place; None when there is one place only or nothing to show."""
    layout = front.matrix.layout
    if layout.n_places < 2 or not events:
        return None
    shape = layout.shape or (1, layout.n_places)
    cells = layout.cells if layout.cells is not None else np.arange(layout.n_places)
    values = np.full(shape[0] * shape[1], np.nan)
    values[cells] = np.mean([e.sizes for e in events], axis=0)
    return PlaceMap(values=values.reshape(shape), still=front.still)
