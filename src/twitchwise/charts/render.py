"""Drawing: a chart description becomes SVG, here and nowhere else."""

import hashlib
import json
import re
from xml.sax.saxutils import quoteattr

from twitchwise.charts.chart import Chart

__all__ = ["render_svg"]

_VEGA_LITE = "5.21"  # the newest version 5 that the drawing package carries
_PART_ROLES = re.compile(r' (?:role="graphics-[a-z]+"|aria-roledescription="[^"]*")')
"""The picture carries one label; parts that call themselves pictures too would each need one."""

_PAGE_INK = "currentColor"  # follows the light or dark text of the page around it
_FILE_INK = "#1f2a33"
_PAGE_TEXT_PX, _FILE_TEXT_PX = 12.5, 11  # a page is looked at on a phone, where a chart is drawn a little smaller

_TAG = re.compile(r"<[^>]+>")
_LONG_NUMBER = re.compile(r"\d+\.\d{3,}(?![\de])")
_DOES_NOTHING = re.compile(r' (?:class="[^"]*"|pointer-events="none"|opacity="1"|aria-hidden="true")')
_ROUND_PATH = re.compile(r'<path ((?:transform="[^"]*" )?)d="M([\d.]+),0A\2,\2,0,1,1,-\2,0A\2,\2,0,1,1,\2,0"([^>]*)/>')
"""A point drawn as two half circles."""

_NO_GROUND = '<path d="M0,0h0v0h0Z"/>'

_UNNAMED_PART = re.compile(r' role="graphics-(?:symbol|object)"(?: aria-roledescription="[^"]*")?')
"""Parts that the drawing package announces without a name; the picture as a whole has one."""


def render_svg(chart: Chart, *, on_page: bool = False) -> str:
    """The chart as SVG text, drawn without network; the same chart gives the same text every time.

    Parameters
    ----------
    chart : what to draw.
    on_page : for use inside a page that has its own heading, ink and ground: no title, transparent, text in the
        colour of the page. Otherwise a file that stands alone, with title, dark on white.
    """
    import vl_convert

    ink = _PAGE_INK if on_page else _FILE_INK
    description = {
        **chart.description,
        "background": "transparent" if on_page else "white",
        "padding": 2 if on_page else 10,
        "config": _look(ink, _PAGE_TEXT_PX if on_page else _FILE_TEXT_PX),
    }
    if not on_page:
        description["title"] = {"text": chart.title, "anchor": "start", "frame": "group"}
    svg = vl_convert.vegalite_to_svg(description, vl_version=_VEGA_LITE, allowed_base_urls=[])
    svg = _smaller(_PART_ROLES.sub("", svg))
    labelled = svg.replace("<svg ", f'<svg role="img" aria-label={quoteattr(chart.alt_text)} ', 1)
    return _with_own_ids(_UNNAMED_PART.sub("", labelled), key=json.dumps(description, sort_keys=True))


def _smaller(svg: str) -> str:
    """The same picture, shorter: places to a hundredth of a pixel, and nothing that does nothing."""
    in_tags = _TAG.sub(lambda tag: _LONG_NUMBER.sub(_to_a_hundredth, _DOES_NOTHING.sub("", tag[0])), svg)
    return _ROUND_PATH.sub(r'<circle \1r="\2"\3/>', in_tags.replace(_NO_GROUND, ""))


def _to_a_hundredth(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def _look(ink: str, text_px: float) -> dict[str, object]:
    quiet_line = {"color": ink, "opacity": 0.3}
    return {
        "font": "sans-serif",
        "aria": False,  # the picture carries one label; hundreds of nested ones only tire a screen reader
        "view": {"stroke": None},
        "axis": {
            "labelColor": ink,
            "titleColor": ink,
            "labelFontSize": text_px,
            "titleFontSize": text_px,
            "titleFontWeight": "normal",
            "domainColor": ink,
            "domainOpacity": quiet_line["opacity"],
            "tickColor": ink,
            "tickOpacity": quiet_line["opacity"],
            "gridColor": ink,
            "gridOpacity": 0.08,
        },
        "legend": {
            "labelColor": ink,
            "titleColor": ink,
            "labelFontSize": text_px,
            "titleFontSize": text_px,
            "titleFontWeight": "normal",
            "titleLimit": 320,
        },
        "text": {"color": ink, "fontSize": text_px},
        "rule": quiet_line,
        "title": {"color": ink, "fontSize": 14, "fontWeight": "bold"},
    }


def _with_own_ids(svg: str, *, key: str) -> str:
    """Ids made unique by content: several charts on one page must not take each other's clip paths."""
    prefix = hashlib.sha256(key.encode()).hexdigest()[:8]
    found = dict.fromkeys(re.findall(r'\bid="([^"]+)"', svg))
    for number, name in enumerate(found):
        own = f"c{prefix}-{number}"
        svg = svg.replace(f'id="{name}"', f'id="{own}"').replace(f"url(#{name})", f"url(#{own})")
    return svg
