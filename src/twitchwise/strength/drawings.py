"""A small drawing of every test and act, in lines: how it starts and how it ends."""

import textwrap
from xml.sax.saxutils import escape

from twitchwise.errors import UnknownName
from twitchwise.strength.drawings_limbs import LIMB_DRAWINGS
from twitchwise.strength.drawings_model import Drawing, Panel, Path, Round
from twitchwise.strength.drawings_whole import WHOLE_DRAWINGS

__all__ = ["drawing_captions", "drawing_ids", "drawing_svg"]

_DRAWINGS = {**WHOLE_DRAWINGS, **LIMB_DRAWINGS}
_PANEL = 100
_CELL = 130  # a panel with room for its caption
_LINE = 9
_CHARACTERS = 32  # of a caption on one line
_BODY, _THING, _MOVE, _PAPER = "#26323d", "#8a97a3", "#2f7d9a", "#ffffff"


def drawing_ids() -> tuple[str, ...]:
    """The ids of the tests and acts that have a drawing."""
    return tuple(_DRAWINGS)


def drawing_captions(id_: str) -> tuple[str, str]:
    """What the two halves of a drawing show, from left to right.

    Raises
    ------
    UnknownName
        When there is no such drawing.
    """
    drawing = _find(id_)
    return drawing.start_text, drawing.end_text


def drawing_svg(id_: str, *, width_px: int = 420, has_captions: bool = True) -> str:
    """The drawing of one test or act as SVG text.

    Parameters
    ----------
    id_ : id of a test of the battery, or `ScreenAct.drawing` of an act of the first sitting.
    width_px : width on the page; the height follows.
    has_captions : whether the captions stand below its halves; where text grows with the page, they are better there.

    Raises
    ------
    UnknownName
        When there is no such drawing.
    """
    drawing = _find(id_)
    width, height = 2 * _CELL, _PANEL + (2 * _LINE + 4 if has_captions else 0)
    panels = "".join(
        _panel(panel, caption if has_captions else "", left=n * _CELL)
        for n, (panel, caption) in enumerate(((drawing.start, drawing.start_text), (drawing.end, drawing.end_text)))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width_px}" '
        f'height="{round(width_px * height / width)}" role="img" aria-labelledby="title-{id_}">\n'
        f'<title id="title-{id_}">{escape(f"{drawing.start_text}; then {drawing.end_text}")}</title>\n'
        f'<rect width="{width}" height="{height}" rx="4" fill="{_PAPER}"/>\n{panels}</svg>\n'
    )


def _find(id_: str) -> Drawing:
    drawing = _DRAWINGS.get(id_)
    if drawing is None:
        raise UnknownName(f'There is no drawing of "{id_[:60]}".')
    return drawing


def _panel(panel: Panel, caption: str, *, left: int) -> str:
    parts = [
        *(_path(path, _THING, 2.0) for path in panel.things),
        *(_circle(each, _THING) for each in panel.rounds),
        *(_circle(each, _BODY) for each in panel.heads),
        *(_path(path, _BODY, 3.0) for path in panel.body),
        *(_arrow(path) for path in panel.moves),
    ]
    lines = textwrap.wrap(caption, _CHARACTERS)
    texts = [
        f'<text x="{_CELL // 2}" y="{_PANEL + _LINE * (n + 1)}" text-anchor="middle" font-family="sans-serif" '
        f'font-size="7.5" fill="{_BODY}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    ]
    inside = "\n".join(parts)
    return (
        f'<g transform="translate({left} 0)">\n<g transform="translate({(_CELL - _PANEL) // 2} 0)">\n{inside}\n</g>\n'
        + "\n".join(texts)
        + "\n</g>\n"
    )


def _path(path: Path, colour: str, width: float) -> str:
    points = " ".join(f"{x:g},{y:g}" for x, y in path)
    return (
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{width:g}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _circle(each: Round, colour: str) -> str:
    return (
        f'<circle cx="{each.x:g}" cy="{each.y:g}" r="{each.radius:g}" fill="{_PAPER}" stroke="{colour}" '
        'stroke-width="2.5"/>'
    )


def _arrow(path: Path) -> str:
    """A line with a head at its end, drawn without markers, which not every viewer knows."""
    (x0, y0), (x1, y1) = path[-2], path[-1]
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    along, across = ((x1 - x0) / length, (y1 - y0) / length), (-(y1 - y0) / length, (x1 - x0) / length)
    back = (x1 - 5 * along[0], y1 - 5 * along[1])
    barbs = [(back[0] + sign * 3 * across[0], back[1] + sign * 3 * across[1]) for sign in (1, -1)]
    return _path(path, _MOVE, 1.5) + "\n" + _path((barbs[0], (x1, y1), barbs[1]), _MOVE, 1.5)
