"""How many of 100,000 people get ALS in a year: everybody as a hundred groups, and one of the groups larger.

Drawn as SVG by hand. The people who get it stand together at the beginning of the first group, so that they can be seen
and counted. Nothing depends on telling colours apart: who gets it is filled, everybody else a dot.

References
----------
Sources sirota2014 and pighin2011: "1 in X" makes the same risk feel larger, and an icon array takes that away.
"""

from xml.sax.saxutils import quoteattr

from twitchwise.charts.chart import CLEAR, NARROW_PX
from twitchwise.estimate import NotMeasurable
from twitchwise.evidence.proportion import OUT_OF_PEOPLE, AlsNewCases

__all__ = ["draw_als_in_proportion"]

_FILE_INK = "#1f2a33"
_GROUPS_A_ROW = 20
_N_GROUPS = 100
_A_ROW, _A_NARROW_ROW = 50, 40
_NARROW_UP_TO = 420
_INSET = 3.0
_A_GROUP = OUT_OF_PEOPLE // _N_GROUPS
_CAPTION = 16.0
_GAP = 14.0


def draw_als_in_proportion(cases: AlsNewCases, *, width: int = NARROW_PX, on_page: bool = False) -> str | None:
    """The picture as SVG text; None when no figure is known. The sentences of `cases` have to stand beside it.

    Parameters
    ----------
    cases : new cases in everybody of one age and sex.
    width : of the picture, px.
    on_page : transparent, in the ink of the page; otherwise dark on white.
    """
    if isinstance(cases.rate, NotMeasurable):
        return None
    ink = "currentColor" if on_page else _FILE_INK
    n = round(cases.rate.value)
    tile = width / _GROUPS_A_ROW
    all_high = tile * (_N_GROUPS // _GROUPS_A_ROW)
    a_row = _A_NARROW_ROW if width <= _NARROW_UP_TO else _A_ROW
    step = (width - 2 * _INSET) / a_row
    group_high = step * (_A_GROUP // a_row) + 2 * _INSET
    top = _CAPTION + all_high + _GAP + _CAPTION
    height = top + group_high + 2
    ground = "" if on_page else f'<rect width="{width}" height="{height:g}" fill="white"/>'
    key = f"als{n}-{width}"
    label = cases.sentences[0].text if cases.sentences else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:g}" width="{width}" height="{height:g}" '
        f'role="img" aria-label={quoteattr(label)} font-family="sans-serif" font-size="11">{ground}'
        f"<defs>{_dots(f'{key}-far', tile / 6, 0.0, ink, radius=tile / 24)}"
        f"{_dots(f'{key}-near', step, top + _INSET, ink, radius=step * 0.17, x=_INSET)}</defs>"
        f"{_text(0, 11, f'{OUT_OF_PEOPLE:,} people: {_N_GROUPS} groups of {_A_GROUP:,}', ink)}"
        f"{_groups(key, tile, ink)}"
        f"{_text(0, top - 5, f'The first group, larger: {_A_GROUP:,} people', ink)}"
        f'<rect x="{_INSET:g}" y="{top + _INSET:g}" width="{width - 2 * _INSET:g}" '
        f'height="{group_high - 2 * _INSET:g}" fill="url(#{key}-near)"/>'
        f'<rect x="0.75" y="{top - 0.5:g}" width="{width - 1.5:g}" height="{group_high + 1:g}" rx="3" fill="none" '
        f'stroke="{CLEAR}" stroke-width="1.5"/>'
        f"{_cases(n, step, a_row, top, is_page=on_page)}</svg>"
    )


def _dots(id_: str, step: float, top: float, ink: str, *, radius: float, x: float = 0.0) -> str:
    """A pattern with one dot a person, or a texture of dots where one a person could not be seen."""
    return (
        f'<pattern id="{id_}" patternUnits="userSpaceOnUse" x="{x:g}" y="{top:g}" width="{step:g}" height="{step:g}">'
        f'<circle cx="{step / 2:g}" cy="{step / 2:g}" r="{radius:g}" fill="{ink}" fill-opacity="0.38"/></pattern>'
    )


def _groups(key: str, tile: float, ink: str) -> str:
    drawn = []
    for number in range(_N_GROUPS):
        row, column = divmod(number, _GROUPS_A_ROW)
        x, y = column * tile + 1, _CAPTION + row * tile + 1
        is_first = number == 0
        stroke, thick = (CLEAR, 1.5) if is_first else (ink, 0.3)
        drawn.append(
            f'<rect x="{x:g}" y="{y:g}" width="{tile - 2:g}" height="{tile - 2:g}" rx="2" fill="url(#{key}-far)" '
            f'stroke="{stroke}" stroke-width="{thick}"/>'
        )
    return "".join(drawn)


def _cases(n: int, step: float, a_row: int, top: float, *, is_page: bool) -> str:
    """Those who get it, from the first person on; a dashed ring when it is fewer than one."""
    if n < 1:
        return (
            f'<circle cx="{_INSET + step / 2:g}" cy="{top + _INSET + step / 2:g}" r="{step * 0.46:g}" '
            f'fill="{"none" if is_page else "white"}" stroke="{CLEAR}" stroke-width="1.6" stroke-dasharray="2 1.5"/>'
        )
    drawn = []
    for number in range(n):
        row, column = divmod(number, a_row)
        drawn.append(
            f'<circle cx="{_INSET + (column + 0.5) * step:g}" cy="{top + _INSET + (row + 0.5) * step:g}" '
            f'r="{step * 0.42:g}" '
            f'fill="{CLEAR}"/>'
        )
    return "".join(drawn)


def _text(x: float, y: float, words: str, ink: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" fill="{ink}">{words}</text>'
