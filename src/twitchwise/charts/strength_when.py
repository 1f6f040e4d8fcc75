""" "When would I know?", drawn: for each region the weeks from now until "steady", or until a fall would show."""

import json
from collections.abc import Sequence

from twitchwise.charts.chart import CLEAR, DOUBTFUL, WIDE_PX, Chart, describe_chart, layer
from twitchwise.charts.names import folded
from twitchwise.strength.trend_result import RegionTrend

__all__ = ["draw_when_known"]

_STEADY = "steady, if nothing falls"
_MARGIN_PX = 96
_RIGHT_PX = 16
_LINE_PX = 36
_LETTERS = 15
_LEAST_WEEKS = 12
_SHAPES = ("diamond", "circle", "square", "triangle-up")
_NARROW_PX = 420
_APART_PX = 8  # so that marks of one week do not hide each other


def draw_when_known(regions: Sequence[RegionTrend], *, width: int = WIDE_PX) -> Chart | None:
    """One line a region; a mark that is missing lies beyond two years. None without any region.

    Parameters
    ----------
    regions : what is known of each.
    width : of the whole chart, px.
    """
    if not regions:
        return None
    marks: list[dict[str, object]] = []
    kinds = [_STEADY]
    for number, region in enumerate(regions):
        known = region.when_known
        if known.steady_weeks is not None:
            marks.append({"line": number, "weeks": known.steady_weeks, "what": _STEADY})
        for fall in sorted(known.falls, key=lambda each: -each.percent_per_month):
            name = f"a fall of {fall.percent_per_month:g} % a month"
            kinds += [] if name in kinds else [name]
            if fall.weeks is not None:
                marks.append({"line": number, "weeks": fall.weeks, "what": name})
    labels = [folded(_plain(region), letters=_LETTERS) for region in regions]
    most = max([_LEAST_WEEKS, *(int(str(mark["weeks"])) for mark in marks)])
    x = {
        "field": "weeks",
        "type": "quantitative",
        "scale": {"domain": [0, most], "nice": False, "padding": 8},
        "axis": {"title": "weeks from now", "tickMinStep": 4, "tickCount": 6 if width < _NARROW_PX else 12},
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
    legend = {
        "title": None,
        "orient": "top",
        "direction": "vertical" if width < _NARROW_PX else "horizontal",
        "columns": 1 if width < _NARROW_PX else 2,
        "columnPadding": 40,
        "symbolOpacity": 1,
    }
    what = {"field": "what", "type": "nominal", "legend": legend}
    alt_text = _say(regions)
    view: dict[str, object] = {
        "width": width - _MARGIN_PX - _RIGHT_PX,
        "height": {"step": _LINE_PX},
        "layer": [
            layer(
                [mark for mark in marks if (mark["what"] == _STEADY) == is_steady],
                {"type": "point", "filled": True, "size": 90, "opacity": 1, "yOffset": -_APART_PX if is_steady else 0},
                x=x,
                y=y,
                shape={**what, "scale": {"domain": kinds, "range": list(_SHAPES[: len(kinds)])}},
                color={**what, "scale": {"domain": kinds, "range": [CLEAR, *[DOUBTFUL] * (len(kinds) - 1)]}},
            )
            for is_steady in (False, True)
        ],
    }
    return Chart(
        description=describe_chart(view, alt_text=alt_text), alt_text=alt_text, title="When would it be known?"
    )


def _plain(region: RegionTrend) -> str:
    return region.region.label.removeprefix("the ")


def _say(regions: Sequence[RegionTrend]) -> str:
    parts = []
    for region in regions:
        known = region.when_known
        steady = "beyond two years" if known.steady_weeks is None else f"in {known.steady_weeks} weeks"
        falls = ", ".join(
            f"{fall.percent_per_month:g} % a month "
            + ("beyond two years" if fall.weeks is None else f"in {fall.weeks} weeks")
            for fall in known.falls
        )
        parts.append(f"{_plain(region)}: steady {steady}; a fall of {falls}")
    return f"Weeks from now until it would be known. {'. '.join(parts)}."
