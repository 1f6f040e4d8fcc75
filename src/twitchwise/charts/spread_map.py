"""The body map over time: each place with its number in the order it was first noticed, and a row for it on one clock.

Drawn as SVG by hand, for no chart description has a body. Numbers, names and the kind of mark say everything, so
nothing depends on telling colours apart.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from xml.sax.saxutils import escape, quoteattr

from twitchwise.charts.body_outline import BODY_HEIGHT, BODY_WIDTH, Point, View, outline_path, place_of, view_of
from twitchwise.charts.chart import CLEAR, NARROW_PX
from twitchwise.intake.model import Precision
from twitchwise.spread.model import FirstNoticed, Known, Spread
from twitchwise.spread.words import place_lines, say_time

__all__ = ["NO_PLACE_WORDS", "draw_spread_map"]

NO_PLACE_WORDS = "no place was named so far"

_FILE_INK = "#1f2a33"
_SCALE = 1.5
_GAP = 12.0
_BODY_PX = _SCALE * (2 * BODY_WIDTH) + _GAP
_BODY_PX_HIGH = _SCALE * BODY_HEIGHT + 16.0
_ROW_PX = 19.0
_NAMES_PX = 176.0  # numbers and names in front of the clock
_EDGE_PX = 10.0
_LETTER_PX = 5.6  # about what a letter of a label takes
_NUMBERS_APART = 9.0
_NUDGES = 12
_LEGEND = (
    ("dot", "written down at the time"),
    ("ring", "from memory"),
    ("bar", "only the month or the year is known"),
    ("arrow", "there when the diary began, perhaps before"),
    ("reading", "you had just been reading about twitching"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clock:
    """Where a time lies in the drawing."""

    first: datetime
    last: datetime
    left: float
    right: float

    def at(self, time: datetime) -> float:
        length = (self.last - self.first) / timedelta(seconds=1)
        share = 0.5 if length == 0 else (time - self.first) / timedelta(seconds=1) / length
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    ink: str
    colour: str
    ground: str


def draw_spread_map(spread: Spread, *, width: int = NARROW_PX, on_page: bool = False, is_black: bool = False) -> str:
    """The picture as SVG text; the same in words is `spread.words.place_lines`, and stands in its label.

    Parameters
    ----------
    spread : what to draw; the sentences of it are not in the picture and have to stand beside it.
    width : of the picture, px; where the body and the clock fit beside each other they do, else the clock is below.
    on_page : transparent, with text in the colour of the page; otherwise dark on white.
    is_black : marks in the ink of the text instead of colour, for print.
    """
    ink = "currentColor" if on_page else _FILE_INK
    look = _Look(ink=ink, colour=ink if is_black else CLEAR, ground="none" if on_page else "white")
    is_beside = width >= _BODY_PX + NARROW_PX
    left, top = (_BODY_PX + _GAP, 6.0) if is_beside else (0.0, _BODY_PX_HIGH + 6.0)
    rows, rows_high = _rows(spread.places, look, left=left, right=width - _EDGE_PX, top=top)
    height = max(_BODY_PX_HIGH, top + rows_high) if is_beside else top + rows_high
    ground = "" if on_page else f'<rect width="{width}" height="{height:g}" fill="white"/>'
    body_left = 0.0 if is_beside else (width - _BODY_PX) / 2
    said = "; ".join(f"{n} {line}" for n, line in enumerate(place_lines(spread.places), start=1)) or NO_PLACE_WORDS
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:g}" width="{width}" '
        f'height="{height:g}" role="img" aria-label={quoteattr(f"Where twitching was first noticed. {said}.")} '
        f'font-family="sans-serif" font-size="10.5">{ground}'
        f'<g transform="translate({body_left:g} 0)">{_body(spread.places, look)}</g>{rows}</svg>'
    )


def _body(places: tuple[FirstNoticed, ...], look: _Look) -> str:
    views = []
    for view, offset in ((View.FRONT, 0.0), (View.BACK, _SCALE * BODY_WIDTH + _GAP)):
        numbered = [(n, place) for n, place in enumerate(places, start=1) if view_of(place.site) is view]
        left, right = ("R", "L") if view is View.FRONT else ("L", "R")
        words = "".join(
            _text(x, BODY_HEIGHT + 8, word, look, anchor="middle", opacity=0.75)
            for x, word in ((BODY_WIDTH / 2, view.value), (12.0, left), (BODY_WIDTH - 12.0, right))
        )
        views.append(
            f'<g transform="translate({offset:g} 0) scale({_SCALE:g})" font-size="7">'
            f'<path d="{outline_path()}" fill="{look.ink}" fill-opacity="0.05" stroke="{look.ink}" '
            f'stroke-opacity="0.55" stroke-width="0.9"/>'
            f"{_numbers(numbered, look)}{words}</g>"
        )
    return "".join(views)


def _numbers(numbered: list[tuple[int, FirstNoticed]], look: _Look) -> str:
    spots = _apart([place_of(place.site) for _, place in numbered])
    return "".join(_number(n, place, at, look) for (n, place), at in zip(numbered, spots, strict=True))


def _apart(points: list[Point]) -> list[Point]:
    """The places, moved aside a little where their numbers would lie on each other."""
    moved = list(points)
    for _ in range(_NUDGES):
        for (i, one), (j, other) in combinations(list(enumerate(moved)), 2):
            x, y = other.x - one.x, other.y - one.y
            distance = math.hypot(x, y)
            if distance >= _NUMBERS_APART:
                continue
            push = (_NUMBERS_APART - distance) / 2
            x, y = (x / distance, y / distance) if distance else (1.0, 0.0)
            moved[i] = Point(x=one.x - push * x, y=one.y - push * y)
            moved[j] = Point(x=other.x + push * x, y=other.y + push * y)
    return moved


def _number(n: int, place: FirstNoticed, at: Point, look: _Look) -> str:
    """A place on the body: first times written down are filled, all others open."""
    is_filled = place.known is Known.LOGGED
    fill, text = (look.colour, "white") if is_filled else ("white", look.colour)
    if is_filled and look.colour == "currentColor":
        fill, text = "currentColor", "canvas"  # the page's own ground shows through the number
    return (
        f'<circle cx="{at.x:.1f}" cy="{at.y:.1f}" r="5" fill="{fill}" stroke="{look.colour}" stroke-width="0.9"/>'
        f'<text x="{at.x:.1f}" y="{at.y + 2.4:.1f}" text-anchor="middle" fill="{text}">{n}'
        f"<title>{escape(place.site.name)}</title></text>"
    )


def _rows(places: tuple[FirstNoticed, ...], look: _Look, *, left: float, right: float, top: float) -> tuple[str, float]:
    """The rows with their clock and the legend, and how high they are."""
    if not places:
        return _text(left + _EDGE_PX, top + 14, NO_PLACE_WORDS, look), 28.0
    timed = [(place.at, place.ends) for place in places if place.at is not None and place.ends is not None]
    drawn = []
    clock: _Clock | None = None
    y = top + 10.0
    if timed:
        first, last = min(at for at, _ in timed), max(at for at, _ in timed)
        clock = _Clock(first=first, last=last, left=left + _NAMES_PX + _EDGE_PX, right=right - _EDGE_PX)
    for n, place in enumerate(places, start=1):
        drawn.append(_row(n, place, clock, look, left=left, y=y))
        y += _ROW_PX
    if clock is not None:
        axis, axis_high = _axis(clock, places, look, bottom=y - _ROW_PX / 2)
        drawn.append(axis)
        y += axis_high
    for kind, words in _legend(places):
        drawn.append(_mark(kind, left + _EDGE_PX + 6, y, look) + _text(left + _EDGE_PX + 20, y + 3.5, words, look))
        y += 15.0
    return "".join(drawn), y - top


def _legend(places: tuple[FirstNoticed, ...]) -> list[tuple[str, str]]:
    used = {_kind(place) for place in places} | {"reading" for place in places if place.had_just_read}
    return [(kind, words) for kind, words in _LEGEND if kind in used]


def _kind(place: FirstNoticed) -> str:
    if place.is_dated and place.precision in {Precision.MONTH, Precision.YEAR}:
        return "bar"
    return {Known.LOGGED: "dot", Known.RECALLED: "ring", Known.BY_THEN: "arrow", Known.UNKNOWN: "?"}[place.known]


def _row(n: int, place: FirstNoticed, clock: _Clock | None, look: _Look, *, left: float, y: float) -> str:
    name = place.site.name.partition(" (")[0]
    words = _text(left + _EDGE_PX + 12, y + 3.5, f"{n}", look, anchor="end") + _text(
        left + _EDGE_PX + 18, y + 3.5, name, look
    )
    if clock is None or place.at is None or place.ends is None:
        return words + _text(left + _NAMES_PX + _EDGE_PX, y + 3.5, "first time not known", look, opacity=0.75)
    x = clock.at(place.at)
    line = f'<path d="M{clock.left:g} {y:g} H{clock.right:g}" stroke="{look.ink}" stroke-opacity="0.12"/>'
    if _kind(place) == "bar":
        end = max(clock.at(place.ends), x + 8.0)
        mark = _bar(x, end - x, y, look)
    else:
        mark = _mark(_kind(place), x, y, look)
    reading = _mark("reading", x, y, look) if place.had_just_read else ""
    return words + line + mark + reading


def _mark(kind: str, x: float, y: float, look: _Look) -> str:
    stroke = f'stroke="{look.colour}" stroke-width="1.4"'
    match kind:
        case "dot":
            return f'<circle cx="{x:g}" cy="{y:g}" r="4" fill="{look.colour}"/>'
        case "ring":
            return f'<circle cx="{x:g}" cy="{y:g}" r="3.5" fill="{look.ground}" {stroke}/>'
        case "bar":
            return _bar(x - 7.0, 14.0, y, look)
        case "arrow":
            return f'<path d="M{x + 4:g} {y - 4:g} L{x - 4:g} {y:g} L{x + 4:g} {y + 4:g}" fill="none" {stroke}/>'
        case "reading":
            return f'<circle cx="{x:g}" cy="{y:g}" r="7" fill="none" {stroke} stroke-dasharray="2 1.6"/>'
    return ""


def _bar(x: float, length: float, y: float, look: _Look) -> str:
    return (
        f'<rect x="{x:g}" y="{y - 3.5:g}" width="{length:g}" height="7" rx="3.5" fill="{look.ground}" '
        f'stroke="{look.colour}" stroke-width="1.4"/>'
    )


def _axis(clock: _Clock, places: tuple[FirstNoticed, ...], look: _Look, *, bottom: float) -> tuple[str, float]:
    """The line under the rows with the first and the last time in words, and how high that is."""
    precision = {place.at: place.precision for place in reversed(places) if place.at is not None}
    first, last = (say_time(time, precision[time]) for time in (clock.first, clock.last))
    line = f'<path d="M{clock.left:g} {bottom:g} H{clock.right:g}" stroke="{look.ink}" stroke-opacity="0.5"/>'
    if first == last:
        return line + _text((clock.left + clock.right) / 2, bottom + 13, first, look, anchor="middle"), 20.0
    room = clock.right - clock.left + 2 * _EDGE_PX
    below = 0.0 if _LETTER_PX * (len(first) + len(last) + 2) < room else 13.0
    ends = _text(clock.left - _EDGE_PX, bottom + 13, first, look)
    ends += _text(clock.right + _EDGE_PX, bottom + 13 + below, last, look, anchor="end")
    return line + ends, 20.0 + below


def _text(x: float, y: float, words: str, look: _Look, *, anchor: str = "start", opacity: float = 1.0) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="{look.ink}" opacity="{opacity:g}">'
        f"{escape(words)}</text>"
    )
