"""What the person suspected against what was found: one line a thing, one column a finding."""

import json
from collections.abc import Sequence

from twitchwise.charts.chart import CLEAR, DOUBTFUL, WIDE_PX, Chart, describe_chart, layer
from twitchwise.charts.names import folded
from twitchwise.triggers.suspicions import Standing, Suspected

__all__ = ["draw_suspicions"]

_COLUMNS = {
    Standing.LIKELY: "likely",
    Standing.POSSIBLE: "possible",
    Standing.NOT_SUPPORTED: "not\nsupported",
    Standing.MORE_DAYS: "more\ndays",
}
_MARGIN_PX = 90
_RIGHT_PX = 4
_WIDEST_PX = 560
_LINE_PX = 34
_LETTERS = 14


def draw_suspicions(compared: Sequence[Suspected], *, width: int = WIDE_PX) -> Chart | None:
    """A filled diamond for what was suspected, an open circle for what was found without; None when nothing was.

    Parameters
    ----------
    compared : from `compare_suspicions`.
    width : of the whole chart, px; it uses no more than it needs.
    """
    if not any(each.is_suspected for each in compared):
        return None
    marks: list[dict[str, object]] = [
        {"line": number, "column": _COLUMNS[each.standing], "is_suspected": each.is_suspected}
        for number, each in enumerate(compared)
    ]
    labels = [folded(each.exposure, letters=_LETTERS) for each in compared]
    x = {
        "field": "column",
        "type": "nominal",
        "scale": {"domain": list(_COLUMNS.values())},
        "axis": {
            "title": None,
            "orient": "top",
            "labelAngle": 0,
            "labelExpr": "split(datum.label, '\\n')",
            "labelBaseline": "bottom",
            "labelLineHeight": 12,
            "ticks": False,
            "domain": False,
            "grid": True,
            "labelPadding": 10,
        },
    }
    y = {
        "field": "line",
        "type": "ordinal",
        "scale": {"domain": list(range(len(labels)))},
        "axis": {
            "title": None,
            "labelExpr": f"split({json.dumps(labels)}[datum.value], '\\n')",
            "labelLineHeight": 12,
            "labelLimit": _MARGIN_PX,
            "ticks": False,
            "domain": False,
            "grid": True,
            "minExtent": _MARGIN_PX - 6,
        },
    }
    suspected = {"type": "point", "shape": "diamond", "filled": True, "color": CLEAR, "size": 150, "opacity": 1}
    found_only = {"type": "point", "shape": "circle", "filled": False, "color": DOUBTFUL, "size": 110, "opacity": 1}
    alt_text = _say(compared)
    view: dict[str, object] = {
        "width": min(width, _WIDEST_PX) - _MARGIN_PX - _RIGHT_PX,
        "height": {"step": _LINE_PX},
        "layer": [
            layer([each for each in marks if each["is_suspected"]], suspected, x=x, y=y),
            layer([each for each in marks if not each["is_suspected"]], {**found_only, "strokeWidth": 2}, x=x, y=y),
        ],
    }
    return Chart(
        description=describe_chart(view, alt_text=alt_text), alt_text=alt_text, title="What you suspected, and found"
    )


def _say(compared: Sequence[Suspected]) -> str:
    parts = [f"{each.exposure} {each.standing}" for each in compared if each.is_suspected]
    others = [each.exposure for each in compared if not each.is_suspected]
    return f"Suspected: {', '.join(parts)}." + (f" Likely without being suspected: {', '.join(others)}." * bool(others))
