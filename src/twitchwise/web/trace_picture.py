"""The samples around one event as a small picture; its colours come from the page."""

import math

from markupsafe import Markup

from twitchwise.desk.event_traces import EventTrace

__all__ = ["trace_picture"]

_WIDTH, _HEIGHT, _EDGE = 320.0, 120.0, 6.0


def trace_picture(trace: EventTrace, *, onset_s: float, end_s: float, words: str) -> Markup:
    """SVG: the band between the lowest and the highest value of each step, the event shaded.

    Parameters
    ----------
    trace : what to draw.
    onset_s, end_s : of the event.
    words : what it shows, for who cannot see it.
    """
    finite = [value for value in (*trace.low, *trace.high) if math.isfinite(value)]
    low, high = (min(finite), max(finite)) if finite else (0.0, 0.0)
    height = max(high - low, 1e-12)
    length_s = max(trace.end_s - trace.start_s, 1e-9)

    def across(time_s: float) -> float:
        return min(max((time_s - trace.start_s) / length_s, 0.0), 1.0) * _WIDTH

    def down(value: float) -> float:
        return _HEIGHT - _EDGE - (value - low) / height * (_HEIGHT - 2 * _EDGE)

    n = max(len(trace.high), 1)
    upper = [f"{(i + 0.5) / n * _WIDTH:.1f},{down(value):.1f}" for i, value in enumerate(trace.high)]
    lower = [f"{(i + 0.5) / n * _WIDTH:.1f},{down(value) + 1:.1f}" for i, value in enumerate(trace.low)]
    begin, end = across(onset_s), across(end_s)
    # Safe but for the words, which are escaped by `format`: drawn by ourselves out of numbers.
    return Markup(
        '<svg class="trace" role="img" aria-label="{words}" viewBox="0 0 {width} {height}" width="{width}" '
        'height="{height}"><rect class="event" x="{begin}" y="0" width="{length}" height="{height}"/>'
        '<polygon class="band" points="{points}"/></svg>'
    ).format(
        words=words,
        width=f"{_WIDTH:g}",
        height=f"{_HEIGHT:g}",
        begin=f"{begin:.1f}",
        length=f"{max(end - begin, 2.0):.1f}",
        points=" ".join((*upper, *reversed(lower))),
    )
