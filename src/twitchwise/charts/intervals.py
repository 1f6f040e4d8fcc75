"""How long from one twitch to the next: a histogram over a logarithmic axis."""

import numpy as np
from numpy.typing import NDArray

from twitchwise.charts.chart import CLEAR, LEFT_OUT, WIDE_PX, Chart, describe_chart, layer
from twitchwise.twitches.model import Certainty, Measurement

__all__ = ["draw_intervals", "intervals_s"]

DOUBLET_S = (0.010, 0.110)
"""Pairs this far apart are doublets (source kleine2012, fact doublet_window)."""

CONTINUAL_S = 0.250
"""Neighbours at most this far away make a twitch "continual" (source sleutjes2016, fact isolated_interval)."""

_BINS_PER_DECADE = 6
_TICKS_S = (0.001, 0.01, 0.1, 1.0, 10.0, 100.0, 1000.0)
_LABEL = "datum.value < 1 ? format(1000 * datum.value, '~g') + ' ms' : format(datum.value, '~g') + ' s'"
_HEIGHT_PX = 170
_MARGIN_PX = 54
_HEADROOM = 1.25  # the names of the marks stand above the bars


def intervals_s(measurement: Measurement) -> NDArray[np.float64]:
    """Times from each clear twitch to the next, (n,) s; pairs with an excluded stretch between them are left out,
    since a twitch could have been missed there."""
    onsets = np.sort([t.onset_s for t in measurement.twitches if t.certainty is Certainty.CLEAR])
    earlier, later = onsets[:-1], onsets[1:]
    starts = np.sort([left.start_s for left in measurement.excluded])
    ends = np.sort([left.end_s for left in measurement.excluded])
    n_between = np.searchsorted(starts, later, side="left") - np.searchsorted(ends, earlier, side="right")
    intervals: NDArray[np.float64] = (later - earlier)[(n_between == 0) & (later > earlier)]
    return intervals


def draw_intervals(measurement: Measurement, *, width: int = WIDE_PX) -> Chart | None:
    """Histogram of the intervals between successive clear twitches; None when there is no interval.

    Parameters
    ----------
    measurement : what to draw.
    width : of the whole chart, px.

    References
    ----------
    Kleine, Boekestein, Stegeman et al. 2012 (doublets at 10-110 ms); Sleutjes et al. 2016 (isolated and continual
    firing parted at 250 ms).
    """
    found = intervals_s(measurement)
    if not found.size:
        return None
    edges = _edges_s(found)
    counts, _ = np.histogram(found, bins=edges)
    bars: list[dict[str, object]] = [
        {"start": float(start), "end": float(end), "n": int(n)}
        for start, end, n in zip(edges[:-1], edges[1:], counts, strict=True)
        if n
    ]
    low_s, high_s, top = float(edges[0]), float(edges[-1]), int(counts.max()) * _HEADROOM
    x = {
        "field": "start",
        "type": "quantitative",
        "scale": {"type": "log", "domain": [low_s, high_s], "nice": False},
        "axis": {
            "title": "time to the next twitch",
            "values": [tick for tick in _TICKS_S if low_s <= tick <= high_s],
            "labelExpr": _LABEL,
            "grid": False,
        },
    }
    y = {
        "field": "n",
        "type": "quantitative",
        "scale": {"domain": [0, top]},
        "axis": {"title": "pairs of twitches", "tickMinStep": 1, "tickCount": 4, "format": "d"},
    }
    band: list[dict[str, object]] = [{"start": DOUBLET_S[0], "end": DOUBLET_S[1], "n": top, "name": "doublets"}]
    line: list[dict[str, object]] = [{"start": CONTINUAL_S, "n": top, "name": "250 ms"}]
    name = {"field": "name", "type": "nominal"}
    n_doublets = int(np.sum((found >= DOUBLET_S[0]) & (found <= DOUBLET_S[1])))
    alt_text = (
        f"Histogram of {found.size} intervals between successive clear twitches, {_say_s(found.min())} to "
        f"{_say_s(found.max())}; {n_doublets} of them in the range of doublets, 10 to 110 ms."
    )
    view: dict[str, object] = {
        "width": width - _MARGIN_PX,
        "height": _HEIGHT_PX,
        "layer": [
            layer(band, {"type": "rect", "color": LEFT_OUT, "opacity": 0.14}, x=x, x2={"field": "end"}),
            layer(bars, {"type": "bar", "color": CLEAR}, x=x, x2={"field": "end"}, y=y, y2={"datum": 0}),
            layer(line, {"type": "rule", "strokeDash": [4, 3], "opacity": 0.7}, x=x),
            layer(band, {"type": "text", "align": "left", "baseline": "top", "dx": 4, "dy": 3}, x=x, y=y, text=name),
            layer(line, {"type": "text", "align": "left", "baseline": "top", "dx": 4, "dy": 3}, x=x, y=y, text=name),
        ],
    }
    return Chart(
        description=describe_chart(view, alt_text=alt_text),
        alt_text=alt_text,
        title="Time between twitches",
    )


def _edges_s(found: NDArray[np.float64]) -> NDArray[np.float64]:
    """Edges of the bars, equal on a logarithmic axis, from 10 ms to 10 s or as much further as the intervals reach."""
    first = min(-2, int(np.floor(np.log10(max(found.min(), _TICKS_S[0])))))
    last = max(1, int(np.ceil(np.log10(min(found.max(), _TICKS_S[-1])))))
    edges = np.logspace(first, last, (last - first) * _BINS_PER_DECADE + 1)
    edges[0], edges[-1] = min(edges[0], found.min()), max(edges[-1], found.max())
    return edges


def _say_s(interval_s: float) -> str:
    return f"{1000 * interval_s:.0f} ms" if interval_s < 1 else f"{interval_s:.1f} s"
