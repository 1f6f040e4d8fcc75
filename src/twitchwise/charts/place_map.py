"""Where it twitched: a heat map over the still picture, an electrode grid, or a bar per place."""

import numpy as np
from numpy.typing import NDArray

from twitchwise.charts.chart import CLEAR, WIDE_PX, Chart, describe_chart, layer, unit_sign
from twitchwise.charts.png import png_data_uri, shrink
from twitchwise.twitches.model import Measurement

__all__ = ["draw_place_map"]

_HEIGHT_MOST_PX = 440
_EDGE_PX = 6
_GRID_MARGIN_PX = 50
_BAR_MARGIN_PX = 40
_BAR_STEP_PX = 26
_NAME_PX = 64  # room for the name of a place
_BARS_MOST = 12
_CELL_MOST_PX = 52
_STILL_MOST_PX = 640  # wider pictures only make the page heavy
_FAINTEST_SHARE = 0.2  # cells below this share of the most moved one leave the picture free
_SCHEME = "viridis"  # even steps, no red, readable with any colour vision


def draw_place_map(measurement: Measurement, *, width: int = WIDE_PX) -> Chart | None:
    """How much each place moved in the clear twitches; None when there are fewer than two places, or none moved.

    Parameters
    ----------
    measurement : what to draw: over the still picture when its map has one, as bars when the places lie in one row,
        else as a grid of rows and columns.
    width : of the whole chart, px.
    """
    place_map = measurement.place_map
    if place_map is None or place_map.values.size < 2 or not np.nanmax(np.nan_to_num(place_map.values)) > 0:
        return None
    values = place_map.values
    if place_map.still is not None and place_map.still.size:
        view = _over_still(values, place_map.still, measurement.unit, width)
    elif min(values.shape) == 1:
        view = _bars(values.ravel(), _names(measurement, values.size), measurement.unit, width)
    else:
        view = _grid(values, measurement.unit, width)
    row, column = np.unravel_index(int(np.nanargmax(values)), values.shape)
    n_rows, n_columns = values.shape
    alt_text = (
        f"Map of {n_rows} rows and {n_columns} columns of places; the largest mean twitch, "
        f"{float(np.nanmax(values)):.2g} {measurement.unit}, is in row {int(row) + 1}, column {int(column) + 1}."
    )
    return Chart(description=describe_chart(view, alt_text=alt_text), alt_text=alt_text, title="Where it twitched")


def _over_still(values: NDArray[np.float64], still: NDArray[np.uint8], unit: str, width: int) -> dict[str, object]:
    """Cells over the picture; the map is taken to cover the whole picture."""
    width_most_px = width - _EDGE_PX
    height_px = round(min(width_most_px * still.shape[0] / still.shape[1], _HEIGHT_MOST_PX))
    width_px = round(height_px * still.shape[1] / still.shape[0])
    n_rows, n_columns = values.shape
    faintest = _FAINTEST_SHARE * float(np.nanmax(values))
    cells = _cells(values, at_least=faintest)
    x = {"field": "column", "type": "quantitative", "scale": {"domain": [0, n_columns], "nice": False}, "axis": None}
    y = {
        "field": "row",
        "type": "quantitative",
        "scale": {"domain": [0, n_rows], "nice": False, "reverse": True},
        "axis": None,
    }
    picture = {
        "type": "image",
        "url": png_data_uri(shrink(still, min(width, _STILL_MOST_PX))),
        "width": width_px,
        "height": height_px,
        "aspect": False,
    }
    middle = {"x": {"value": width_px / 2}, "y": {"value": height_px / 2}}
    ends = {"x2": {"field": "next_column"}, "y2": {"field": "next_row"}}
    heat = layer(cells, {"type": "rect", "opacity": 0.55}, x=x, y=y, **ends, color=_colour(unit))
    return {"width": width_px, "height": height_px, "layer": [layer([{}], picture, **middle), heat]}


def _grid(values: NDArray[np.float64], unit: str, width: int) -> dict[str, object]:
    """Electrodes as cells in rows and columns; a place that could not be measured stays an empty outline."""
    n_rows, n_columns = values.shape
    cell_px = min((width - _GRID_MARGIN_PX) / n_columns, _CELL_MOST_PX, max(_HEIGHT_MOST_PX / n_rows, 4))
    axes = {
        name: {
            "field": name,
            "type": "ordinal",
            "axis": {"title": name, "ticks": False, "domain": False, "labelAngle": 0, "labelExpr": "datum.value + 1"},
        }
        for name in ("row", "column")
    }
    every: list[dict[str, object]] = [{"row": row, "column": column} for row, column in np.ndindex(values.shape)]
    outline = {"type": "rect", "filled": False, "stroke": CLEAR, "strokeWidth": 0.5, "strokeOpacity": 0.5}
    places = {"x": axes["column"], "y": axes["row"]}
    heat = layer(_cells(values), {"type": "rect"}, **places, color=_colour(unit))
    size = {"width": cell_px * n_columns, "height": cell_px * n_rows}
    return {**size, "layer": [layer(every, outline, **places), heat]}


def _bars(values: NDArray[np.float64], names: list[str], unit: str, width: int) -> dict[str, object]:
    found: list[dict[str, object]] = [
        {"place": name, "value": float(f"{value:.4g}")}
        for name, value in zip(names, values, strict=True)
        if np.isfinite(value)
    ]
    x = {"field": "value", "type": "quantitative", "axis": {"title": _what(unit), "tickCount": 5, "grid": False}}
    y = {"field": "place", "type": "nominal", "sort": None, "axis": {"title": None, "ticks": False, "domain": False}}
    if len(found) > _BARS_MOST:  # too many to stand below each other
        named = [bar["place"] for bar in found[:: _every(len(found), width)]]
        axis = {"title": None, "labelAngle": 0, "values": named, "ticks": False}
        above = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "start", "titleX": 0, "titleY": -10}
        upright = {"x": {**y, "axis": axis}, "y": {**x, "axis": {"title": _what(unit), "tickCount": 4, **above}}}
        return {
            "width": width - 2 * _BAR_MARGIN_PX,
            "height": 160,
            **layer(found, {"type": "bar", "color": CLEAR}, **upright),
        }
    size = {"width": width - _BAR_MARGIN_PX, "height": {"step": _BAR_STEP_PX}}
    return {**size, **layer(found, {"type": "bar", "color": CLEAR, "height": 14}, x=x, y=y)}


def _every(n_names: int, width: int) -> int:
    """Which of the names in a row are written: every one, every second, ..."""
    return -(-n_names * _NAME_PX // width)


def _cells(values: NDArray[np.float64], *, at_least: float = 0.0) -> list[dict[str, object]]:
    return [
        {
            "row": row,
            "column": column,
            "next_row": row + 1,
            "next_column": column + 1,
            "value": float(f"{values[row, column]:.4g}"),
        }
        for row, column in np.ndindex(values.shape)
        if values[row, column] >= at_least  # never true where nothing could be measured
    ]


def _names(measurement: Measurement, n_places: int) -> list[str]:
    """Names of the places, as far as a twitch tells them."""
    known = {twitch.place.index: twitch.place.label for twitch in measurement.twitches}
    return [known.get(index, f"place {index + 1}") for index in range(n_places)]


def _what(unit: str) -> str:
    return f"mean size of the clear twitches ({unit_sign(unit)})"


def _colour(unit: str) -> dict[str, object]:
    legend = {"title": _what(unit), "orient": "bottom", "type": "gradient", "gradientLength": 180, "tickCount": 4}
    return {"field": "value", "type": "quantitative", "scale": {"scheme": _SCHEME, "zero": True}, "legend": legend}
