"""The body map: front and back side by side, each site marked by how much it twitched. Black on white is enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from twitchwise.body import Site
from twitchwise.charts.body_outline import BODY_HEIGHT, BODY_WIDTH, View, outline_path, place_of, view_of
from twitchwise.charts.chart import CLEAR

__all__ = ["SiteMark", "draw_body_map"]

_FILE_INK = "#1f2a33"
_CAPTION = 14.0
_LEAST, _MOST = 1.7, 6.0  # radius of a mark
_GAP = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMark:
    """A site on the map.

    Parameters
    ----------
    site : where.
    share : 0-1, drawn as the area of the mark.
    words : what the mark says, for who cannot see it.
    """

    site: Site
    share: float
    words: str


def draw_body_map(marks: Sequence[SiteMark], *, on_page: bool = False, is_black: bool = False) -> str:
    """The map as SVG text.

    Parameters
    ----------
    marks : the sites that twitched; the largest are drawn first, so that small ones stay visible.
    on_page : transparent, with text in the colour of the page; otherwise dark on white.
    is_black : marks in the ink of the text instead of colour, for print.
    """
    ink = "currentColor" if on_page else _FILE_INK
    width, height = 2 * BODY_WIDTH + _GAP, BODY_HEIGHT + _CAPTION
    ground = "" if on_page else f'<rect width="{width:g}" height="{height:g}" fill="white"/>'
    views = "".join(
        f'<g transform="translate({offset:g} 0)">{_view(view, marks, ink, ink if is_black else CLEAR)}</g>'
        for view, offset in ((View.FRONT, 0.0), (View.BACK, BODY_WIDTH + _GAP))
    )
    label = "; ".join(f"{mark.site.name}: {mark.words}" for mark in marks) or "no site marked"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" aria-label={quoteattr(f"Body map. {label}.")} '
        f'font-family="sans-serif" font-size="8">{ground}{views}</svg>'
    )


def _view(view: View, marks: Sequence[SiteMark], ink: str, colour: str) -> str:
    here = sorted((mark for mark in marks if view_of(mark.site) is view), key=lambda mark: -mark.share)
    left, right = ("R", "L") if view is View.FRONT else ("L", "R")
    sides = "".join(
        f'<text x="{x:g}" y="{BODY_HEIGHT + 9:g}" text-anchor="middle" fill="{ink}" opacity="0.75">{words}</text>'
        for x, words in ((BODY_WIDTH / 2, view.value), (12.0, left), (BODY_WIDTH - 12.0, right))
    )
    return (
        f'<path d="{outline_path()}" fill="{ink}" fill-opacity="0.05" stroke="{ink}" stroke-opacity="0.55" '
        f'stroke-width="0.9"/>{"".join(_dot(mark, colour) for mark in here)}{sides}'
    )


def _dot(mark: SiteMark, colour: str) -> str:
    place = place_of(mark.site)
    radius = _LEAST + (_MOST - _LEAST) * min(max(mark.share, 0.0), 1.0) ** 0.5
    title = escape(f"{mark.site.name}: {mark.words}")
    return (
        f'<circle cx="{place.x:g}" cy="{place.y:g}" r="{radius:.2f}" fill="{colour}" fill-opacity="0.8" '
        f'stroke="white" stroke-width="0.5"><title>{title}</title></circle>'
    )
