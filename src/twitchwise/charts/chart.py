"""What a chart is, and the look all charts share.

A description holds data and form only. Font, ink and background are given when it is drawn (`charts.render`), so
that one description serves a white file and a dark page.
"""

from dataclasses import dataclass

__all__ = [
    "CLEAR",
    "DOUBTFUL",
    "FAINT",
    "LEFT_OUT",
    "NARROW_PX",
    "SIGNAL",
    "WIDE_PX",
    "Chart",
    "describe_chart",
    "layer",
    "unit_sign",
]

NARROW_PX = 340  # fits a 390 px phone with the page's margins
WIDE_PX = 760  # fits the text column of the page on a desk

# Every colour reaches a contrast of 3 both on white and on the page's dark ground, and none is red (STYLE 19).
CLEAR = "#2c7fb8"
DOUBTFUL = "#b9770e"
FAINT = "#8592a0"
SIGNAL = "#7d8b99"
LEFT_OUT = "#8c7bb5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart that is described but not yet drawn.

    Parameters
    ----------
    description : Vega-Lite version 5.
    alt_text : what the chart shows, for who cannot see it.
    title : a few words.
    """

    description: dict[str, object]
    alt_text: str
    title: str


def layer(values: list[dict[str, object]], mark: dict[str, object], **encoding: object) -> dict[str, object]:
    """One Vega-Lite layer: `values` drawn as `mark`, by the channels given as keywords."""
    return {"data": {"values": values}, "mark": mark, "encoding": encoding}


def describe_chart(view: dict[str, object], *, alt_text: str) -> dict[str, object]:
    """A whole Vega-Lite description around one view (a layer, or views put together)."""
    return {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "description": alt_text, **view}


def unit_sign(unit: str) -> str:
    """The unit as it is written on an axis."""
    return {"uV": "\N{MICRO SIGN}V"}.get(unit, unit)
