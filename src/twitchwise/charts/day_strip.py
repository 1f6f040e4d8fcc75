"""The strip of days: twitches of one muscle above, exposures below, one column a day, and days not asked shaded.

A day that was answered without a twitch carries a dot on the ground line; a day that was not asked is shaded and
empty. Long diaries are cut into rows of whole weeks, so that a day stays wide enough to be seen on a phone.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from twitchwise.charts.chart import CLEAR, LEFT_OUT, SIGNAL, WIDE_PX, Chart, describe_chart, layer
from twitchwise.charts.names import folded
from twitchwise.triggers.table import DayTable, Exposure, Outcome, say_outcome

__all__ = ["draw_day_strip"]

_MARGIN_PX = 92
_RIGHT_PX = 10
_COUNT_HEIGHT_PX = 64
_LANE_HEIGHT_PX = 28
_LANE_FILL = 0.78  # the rest is air between lanes
_LEAST_BAR = 0.15  # of a lane: the lowest of values that are never zero is still seen
_DAY_PX = 4.5
_MOST_ROWS = 8
_TICK_PX = 58
_ROOT_FROM = 8.0  # one day so many times the middle one would flatten all others on an even scale
_LETTERS = 14
_WEEK = 7

_SHADE: dict[str, object] = {"type": "rect", "color": LEFT_OUT, "opacity": 0.28}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """Days drawn beside each other, `first` included and `last` not."""

    first: int
    last: int


def draw_day_strip(table: DayTable, outcome: Outcome, exposures: Sequence[Exposure], *, width: int = WIDE_PX) -> Chart:
    """Twitches a day of one muscle over what may have set them off.

    Parameters
    ----------
    table : the days.
    outcome : whose twitches, one of the table; counts of recordings are drawn per minute.
    exposures : one lane each, those of the table in any order.
    width : of the whole chart, px.
    """
    plot_px = width - _MARGIN_PX - _RIGHT_PX
    rows = _rows(table.n_days, plot_px)
    panels = []
    for row in rows:
        share = (row.last - row.first) / (rows[0].last - rows[0].first)
        row_px = max(round(plot_px * share), 1)
        stack = [_count_panel(table, outcome, row, row_px, with_days=not exposures)]
        if exposures:
            stack.append(_lanes_panel(table, exposures, row, row_px))
        panels.append({"vconcat": stack, "spacing": 4})
    alt_text = _say(table, outcome, exposures)
    return Chart(
        description=describe_chart({"vconcat": panels, "spacing": 16}, alt_text=alt_text),
        alt_text=alt_text,
        title=f"Day by day: {say_outcome(outcome.name)}",
    )


def _rows(n_days: int, plot_px: int) -> list[_Row]:
    """Equal rows of whole weeks, as few as leave each day its width."""
    n_rows = min(max(math.ceil(n_days * _DAY_PX / plot_px), 1), _MOST_ROWS)
    length = n_days if n_rows == 1 else _WEEK * math.ceil(n_days / n_rows / _WEEK)
    return [_Row(first=first, last=min(first + length, n_days)) for first in range(0, n_days, length)]


def _count_panel(table: DayTable, outcome: Outcome, row: _Row, row_px: int, *, with_days: bool) -> dict[str, object]:
    counts = outcome.counts if outcome.minutes is None else outcome.counts / outcome.minutes
    top = float(np.nanmax(counts, initial=0.0)) or 1.0
    is_rooted = top > _ROOT_FROM * float(np.median(counts[counts > 0])) if (counts > 0).any() else False
    x = _day_axis(table, row, row_px, shown=with_days)
    title = "twitches a minute" if outcome.minutes is not None else "twitches a day"
    y = {
        "field": "n",
        "type": "quantitative",
        "scale": {"domain": [0, top], "nice": False, **({"type": "sqrt"} if is_rooted else {})},
        "axis": {
            "title": f"{title} (root scale)" if is_rooted else title,
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "end",
            "titleX": 0,
            "titleY": -7,
            "tickCount": 3,
            "grid": False,
            "minExtent": _MARGIN_PX - 6,
            **({"tickMinStep": 1} if outcome.minutes is None else {}),
        },
    }
    here = counts[row.first : row.last]
    bars: list[dict[str, object]] = [
        {"day": i + 0.12, "end": i + 0.88, "n": round(float(n), 3)} for i, n in enumerate(here) if n > 0
    ]
    quiet: list[dict[str, object]] = [{"day": i + 0.5, "n": 0} for i, n in enumerate(here) if n == 0]
    not_asked: list[dict[str, object]] = [
        {"day": start, "end": end, "n": top} for start, end in _runs(~np.isfinite(here))
    ]
    return {
        "width": row_px,
        "height": _COUNT_HEIGHT_PX,
        "layer": [
            layer(not_asked, _SHADE, x=x, x2={"field": "end"}, y=y, y2={"datum": 0}),
            layer(bars, {"type": "rect", "color": CLEAR}, x=x, x2={"field": "end"}, y=y, y2={"datum": 0}),
            layer(quiet, {"type": "point", "filled": True, "color": CLEAR, "size": 7, "opacity": 1}, x=x, y=y),
        ],
    }


def _lanes_panel(table: DayTable, exposures: Sequence[Exposure], row: _Row, row_px: int) -> dict[str, object]:
    """One lane an exposure, the first on top: a step as high as the day's value, shaded where it is not known."""
    steps: list[dict[str, object]] = []
    ground: list[dict[str, object]] = []
    unknown: list[dict[str, object]] = []
    for lane, exposure in enumerate(exposures):
        base = len(exposures) - 1.0 - lane
        heights = _heights(exposure.values)[row.first : row.last]
        for start, end in _runs(np.isfinite(heights)):
            ground.append({"day": start, "end": end, "base": base})
            for day in (*range(start, end), end):
                height = base + _LANE_FILL * float(heights[min(day, end - 1)])
                steps.append({"day": day, "base": base, "top": round(height, 3), "run": f"{lane} {start}"})
        for start, end in _runs(~np.isfinite(heights)):
            unknown.append({"day": start, "end": end, "base": base, "top": base + _LANE_FILL})
    names = [folded(exposure.name, letters=_LETTERS) for exposure in reversed(exposures)]
    x = _day_axis(table, row, row_px, shown=True)
    y = {
        "field": "base",
        "type": "quantitative",
        "scale": {"domain": [0, len(exposures)], "nice": False},
        "axis": {
            "title": None,
            "values": [lane + _LANE_FILL / 2 for lane in range(len(exposures))],
            "labelExpr": f"split({json.dumps(names)}[floor(datum.value)], '\\n')",
            "labelLineHeight": 11,
            "labelLimit": _MARGIN_PX,
            "labelPadding": 7,
            "labelOverlap": False,
            "ticks": False,
            "domain": False,
            "grid": False,
            "minExtent": _MARGIN_PX - 6,
        },
    }
    step_mark = {"type": "area", "interpolate": "step-after", "color": SIGNAL, "opacity": 1, "line": False}
    return {
        "width": row_px,
        "height": _LANE_HEIGHT_PX * len(exposures),
        "layer": [
            layer(unknown, _SHADE, x=x, x2={"field": "end"}, y=y, y2={"field": "top"}),
            layer(steps, step_mark, x=x, y=y, y2={"field": "top"}, detail={"field": "run", "type": "nominal"}),
            layer(ground, {"type": "rule", "opacity": 0.45}, x=x, x2={"field": "end"}, y=y),
        ],
    }


def _day_axis(table: DayTable, row: _Row, row_px: int, *, shown: bool) -> dict[str, object]:
    n_days = row.last - row.first
    weeks = max(1, math.ceil(n_days / _WEEK / max(row_px // _TICK_PX, 1)))
    starts = list(range(0, n_days, _WEEK * weeks))
    names = {str(day): _day_name(table, row.first + day) for day in starts}
    axis: dict[str, object] | None = {
        "title": None,
        "values": starts,
        "labelExpr": f"{json.dumps(names)}[datum.value]",
        "labelAlign": "left",
        "labelBound": False,
        "labelOverlap": "greedy",
        "grid": False,
    }
    return {
        "field": "day",
        "type": "quantitative",
        "scale": {"domain": [0, n_days], "nice": False},
        "axis": axis if shown else None,
    }


def _day_name(table: DayTable, day: int) -> str:
    if not table.is_dated:
        return f"day {day + 1}"
    then = table.first_day + timedelta(days=day)
    return f"{then.day} {then:%b}"


def _heights(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Values as shares of the highest, 0 only for a value of 0; nan stays nan."""
    known = values[np.isfinite(values)]
    if not known.size:
        return values
    low, high = float(known.min()), float(known.max())
    if low == high:
        return np.where(np.isfinite(values), float(high != 0), np.nan)
    shares = (values - low) / (high - low)
    heights: NDArray[np.float64] = np.where(values == 0, 0.0, _LEAST_BAR + (1 - _LEAST_BAR) * shares)
    return np.where(np.isfinite(values), heights, np.nan)


def _runs(chosen: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Stretches of chosen days, from the first to the one after the last."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], chosen, [False]]).astype(int)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _say(table: DayTable, outcome: Outcome, exposures: Sequence[Exposure]) -> str:
    answered = np.isfinite(outcome.counts)
    n_twitching = int((outcome.counts[answered] > 0).sum())
    start = f" from {table.first_day.isoformat()}" if table.is_dated else ""
    below = f" Below: {', '.join(exposure.name for exposure in exposures)}." if exposures else ""
    return (
        f"{table.n_days} days{start}: {say_outcome(outcome.name)} twitched on {n_twitching} of {int(answered.sum())} "
        f"answered days; {int((~answered).sum())} days were not answered.{below}"
    )
