"""A timeline that a page can zoom: the stretch it shows is two numbers that buttons, fingers and wheels may change."""

import json
from typing import Any

from twitchwise.charts.chart import Chart
from twitchwise.charts.timeline import draw_timeline
from twitchwise.twitches.model import Measurement

__all__ = ["FROM", "UNTIL", "draw_zoomable_timeline"]

FROM, UNTIL = "from_s", "until_s"
"""The parameters of the description that say which stretch is shown, s."""

_FINE_PX = 4000  # as wide as a timeline is drawn to keep so many steps; the page gives it its own width
_TICKS = 6
_MINUTES_FROM_S = 120.0  # as the timeline itself


def draw_zoomable_timeline(measurement: Measurement) -> Chart:
    """The timeline with more detail than a page is wide, and its stretch left open.

    Parameters
    ----------
    measurement : what to draw.
    """
    fine = draw_timeline(measurement, width=_FINE_PX)
    duration_s = max(measurement.recording.duration_s, 1e-3)
    description: dict[str, Any] = json.loads(json.dumps(fine.description))  # its parts share parts
    description["params"] = [{"name": FROM, "value": 0}, {"name": UNTIL, "value": duration_s}]
    for panel in description["vconcat"]:
        del panel["width"]
        for each in panel["layer"]:
            each["mark"]["clip"] = True
            _open(each["encoding"]["x"], is_long=duration_s >= _MINUTES_FROM_S)
    return Chart(description=description, alt_text=fine.alt_text, title=fine.title)


def _open(x: dict[str, Any], *, is_long: bool) -> None:
    x["scale"] = {"domainMin": {"expr": FROM}, "domainMax": {"expr": UNTIL}, "nice": False, "zero": False}
    axis = x["axis"]
    if axis is None:
        return
    del axis["values"]
    axis["tickCount"] = _TICKS
    if is_long:
        digits = f"{UNTIL} - {FROM} < 20 ? '04.1f' : '02.0f'"
        axis["labelExpr"] = f"floor(datum.value / 60) + ':' + format(datum.value % 60, {digits})"
