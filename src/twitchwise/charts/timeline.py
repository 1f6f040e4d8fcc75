"""The timeline: the signal, every twitch, and what was left out, over one clock.

The upper panel is the signal. Below it every kind of event has a lane of its own with its name in front, so that
nothing depends on telling colours apart.
"""

import math

import numpy as np

from twitchwise.charts.chart import (
    CLEAR,
    DOUBTFUL,
    FAINT,
    LEFT_OUT,
    SIGNAL,
    WIDE_PX,
    Chart,
    describe_chart,
    layer,
    unit_sign,
)
from twitchwise.recordings.model import Span
from twitchwise.twitches.model import Certainty, Exclusion, Measurement, Reason, Trace

__all__ = ["REASON_WORDS", "draw_timeline"]

REASON_WORDS: dict[str, str] = {
    Reason.VOLUNTARY: "voluntary",
    Reason.FRAME_MOTION: "all moved",
    Reason.PULSE: "pulse",
    Reason.BREATHING: "breathing",
    Reason.TREMOR: "tremor",
    Reason.KEY_FRAME: "key frame",
    Reason.CLIPPING: "clipped",
    Reason.GAP: "no data",
    Reason.NOISE: "too noisy",
    "a single block": "one block",
    Reason.EDGE: "edge",
}
"""The reasons in at most eleven letters, to stand before a lane."""

_MARGIN_PX = 86  # room for the names in front of the lanes
_RIGHT_PX = 14
_SIGNAL_HEIGHT_PX = 130
_LANE_HEIGHT_PX = 30
_TICK_PX = 50  # an axis label with air around it
_TICK_STEPS_S = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)
_LEAST_BAR_PX = 1.5  # a stretch shorter than this would not be seen
_MINUTES_FROM_S = 120.0  # longer recordings are labelled min:s

_SHADE: dict[str, object] = {"type": "rect", "color": LEFT_OUT, "opacity": 0.18, "clip": True}
_MARKS: dict[str, dict[str, object]] = {
    "clear twitch": {"type": "tick", "color": CLEAR, "thickness": 2, "height": 20, "opacity": 1},
    "doubtful": {"type": "point", "shape": "circle", "color": DOUBTFUL, "size": 55, "strokeWidth": 1.6, "opacity": 1},
    "not counted": {"type": "point", "shape": "cross", "color": FAINT, "filled": True, "size": 45, "angle": 45},
}


def draw_timeline(measurement: Measurement, *, width: int = WIDE_PX) -> Chart:
    """Signal, twitches, rejected candidates and excluded stretches over time; drawn even when there is nothing in it.

    Parameters
    ----------
    measurement : what to draw; without a trace the signal panel is left away.
    width : of the whole chart, px.
    """
    plot_px = width - _MARGIN_PX - _RIGHT_PX
    panels = [_lanes(measurement, plot_px)]
    if measurement.trace is not None and measurement.trace.times_s.size:
        panels.insert(0, _signal_panel(measurement, measurement.trace, plot_px))
    alt_text = _say(measurement)
    return Chart(
        description=describe_chart({"vconcat": panels, "spacing": 8}, alt_text=alt_text),
        alt_text=alt_text,
        title="Timeline",
    )


def _time_axis(measurement: Measurement, plot_px: int, *, shown: bool) -> dict[str, object]:
    duration_s = max(measurement.recording.duration_s, 1e-3)
    long = duration_s >= _MINUTES_FROM_S
    axis: dict[str, object] | None = {
        "title": "time (min:s)" if long else "time (s)",
        "values": _ticks_s(duration_s, plot_px // _TICK_PX),
        "grid": False,
        **({"labelExpr": "floor(datum.value / 60) + ':' + format(datum.value % 60, '02')"} if long else {}),
    }
    scale = {"domain": [0, duration_s], "nice": False}
    return {"field": "t", "type": "quantitative", "scale": scale, "axis": axis if shown else None}


def _ticks_s(duration_s: float, n_most: int) -> list[float]:
    """Round times at most `n_most` of which fit into the recording."""
    step_s = next((step for step in _TICK_STEPS_S if duration_s / step <= n_most), _TICK_STEPS_S[-1])
    return [n * step_s for n in range(int(duration_s / step_s) + 1)][:: max(1, int(duration_s / step_s / n_most))]


def _signal_panel(measurement: Measurement, trace: Trace, plot_px: int) -> dict[str, object]:
    thin = _thinned(trace, plot_px)
    low, high = _quiet_range(measurement, trace)
    x = _time_axis(measurement, plot_px, shown=False)
    scale = {"domain": [low, high], "nice": True, "zero": False}
    axis = {
        "title": f"signal at {thin.label} ({unit_sign(thin.unit)})",
        "titleAngle": 0,
        "titleAlign": "left",
        "titleAnchor": "end",
        "titleX": 0,
        "titleY": -8,
        "tickCount": 4,
        "minExtent": _MARGIN_PX - 8,
    }
    band: list[dict[str, object]] = [
        {"t": round(float(t), 4), "low": _drawable(bottom), "high": _drawable(top)}
        for t, bottom, top in zip(thin.times_s, thin.low, thin.high, strict=True)
    ]
    left_out: list[dict[str, object]] = [
        {"t": span.start_s, "end": span.end_s} for span in _merged(measurement.excluded)
    ]
    return {
        "width": plot_px,
        "height": _SIGNAL_HEIGHT_PX,
        "layer": [
            layer(left_out, _SHADE, x=x, x2={"field": "end"}),
            layer(
                band,
                {"type": "area", "color": SIGNAL, "line": {"color": SIGNAL, "strokeWidth": 0.8}, "clip": True},
                x=x,
                y={"field": "low", "type": "quantitative", "scale": scale, "axis": axis},
                y2={"field": "high"},
            ),
        ],
    }


def _lanes(measurement: Measurement, plot_px: int) -> dict[str, object]:
    """One lane per kind of event: clear and doubtful twitches, what was not counted, each reason for leaving out."""
    onsets = {
        "clear twitch": [t.onset_s for t in measurement.twitches if t.certainty is Certainty.CLEAR],
        "doubtful": [t.onset_s for t in measurement.twitches if t.certainty is Certainty.DOUBTFUL],
        "not counted": [candidate.onset_s for candidate in measurement.rejected],
    }
    px_s = max(measurement.recording.duration_s, 1e-3) / plot_px
    lanes = [name for name, found in onsets.items() if found or name == "clear twitch"]
    spans: list[dict[str, object]] = []
    for reason in Reason:
        left_out = [span for span in measurement.excluded if span.reason is reason]
        if left_out:
            lanes.append(f"left out:\n{REASON_WORDS[reason]}")
        spans += [
            {"lane": lanes[-1], "t": span.start_s, "end": max(span.end_s, span.start_s + _LEAST_BAR_PX * px_s)}
            for span in left_out
        ]
    x = _time_axis(measurement, plot_px, shown=True)
    y = {
        "field": "lane",
        "type": "nominal",
        "scale": {"domain": lanes},
        "axis": {
            "title": None,
            "grid": True,
            "ticks": False,
            "domain": False,
            "minExtent": _MARGIN_PX - 8,
            "labelExpr": "split(datum.label, '\\n')",
            "labelLineHeight": 12,
        },
    }
    bar = {"type": "bar", "color": LEFT_OUT, "opacity": 0.75, "height": 12, "clip": True}
    layers = [layer(spans, bar, x=x, x2={"field": "end"}, y=y)]
    for name, mark in _MARKS.items():
        one_a_px = {round(onset_s / px_s): onset_s for onset_s in onsets[name]}  # thousands would only overlap
        layers.append(layer([{"lane": name, "t": onset_s} for onset_s in one_a_px.values()], mark, x=x, y=y))
    return {"width": plot_px, "height": {"step": _LANE_HEIGHT_PX}, "layer": layers}


def _thinned(trace: Trace, n_most: int) -> Trace:
    """The trace in at most `n_most` steps, each with the lowest and highest value of those it replaces."""
    n = trace.times_s.size
    if n <= n_most:
        return trace
    starts = np.unique(np.linspace(0, n, n_most, endpoint=False).astype(int))
    return Trace(
        times_s=trace.times_s[starts],
        low=np.fmin.reduceat(trace.low, starts),
        high=np.fmax.reduceat(trace.high, starts),
        label=trace.label,
        unit=trace.unit,
    )


def _quiet_range(measurement: Measurement, trace: Trace) -> tuple[float, float]:
    """The range of the signal outside what was left out, so that a contraction does not flatten the twitches."""
    inside = np.ones(trace.times_s.size, dtype=np.bool_)
    step_s = measurement.recording.duration_s / trace.times_s.size  # a step may reach into what was left out
    for span in measurement.excluded:
        inside &= (trace.times_s < span.start_s - step_s) | (trace.times_s >= span.end_s + step_s)
    finite = np.isfinite(trace.low) & np.isfinite(trace.high)
    chosen = inside & finite if np.any(inside & finite) else finite
    if not np.any(chosen):
        return -1.0, 1.0
    low, high = float(np.min(trace.low[chosen])), float(np.max(trace.high[chosen]))
    pad = 0.05 * (high - low) or 1.0
    return low - pad, high + pad


def _merged(excluded: tuple[Exclusion, ...]) -> list[Span]:
    """Excluded stretches without their reasons, overlapping ones joined."""
    spans: list[Span] = []
    for exclusion in sorted(excluded, key=lambda one: one.start_s):
        if spans and exclusion.start_s <= spans[-1].end_s:
            last = spans.pop()
            spans.append(Span(start_s=last.start_s, end_s=max(last.end_s, exclusion.end_s)))
        else:
            spans.append(Span(start_s=exclusion.start_s, end_s=exclusion.end_s))
    return spans


def _drawable(value: float) -> float | None:
    """Four digits are more than a pixel; a lost value breaks the line."""
    return float(f"{value:.4g}") if math.isfinite(value) else None


def _say(measurement: Measurement) -> str:
    n_clear = sum(t.certainty is Certainty.CLEAR for t in measurement.twitches)
    n_doubtful = len(measurement.twitches) - n_clear
    left_out_s = sum(span.end_s - span.start_s for span in _merged(measurement.excluded))
    return (
        f"Timeline of {measurement.recording.duration_s:.0f} seconds: clear twitches {n_clear}, doubtful {n_doubtful}, "
        f"not counted {len(measurement.rejected)}; {left_out_s:.0f} seconds left out."
    )
