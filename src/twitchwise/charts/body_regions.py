"""The region picture: a small body, seen from behind so that left is left, each region in the colour of its state.

It is drawn as SVG by hand, for no chart description has a body. The state stands in words beside each region, so that
nothing depends on telling colours apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from twitchwise.charts.chart import CLEAR, DOUBTFUL, FAINT
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.trend_result import State

__all__ = ["STATE_COLOURS", "draw_body_regions"]

STATE_COLOURS: Mapping[State, str] = MappingProxyType(
    {
        State.LEARNING: FAINT,
        State.OPEN: "#5f9ac2",
        State.STEADY: CLEAR,
        State.REPEAT: DOUBTFUL,
        State.FALL: "#8a63c7",
        State.CANNOT_JUDGE: FAINT,
    }
)
"""Calm, and none is red: how soon a doctor is needed is said in words, not in colours."""

_WIDTH, _HEIGHT = 340, 330
_UNSEEN = "#8592a0"
_FILE_INK = "#1f2a33"
_HATCHED = frozenset({State.CANNOT_JUDGE, State.LEARNING})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Where a region is drawn, and where its words stand.

    Parameters
    ----------
    lines : thick lines of the body, "x,y x,y".
    thick : their width.
    words : where its name begins or ends.
    is_left : words to the left of the body, aligned to its edge.
    to : where the thin line from the words ends.
    """

    lines: tuple[str, ...]
    thick: float
    words: tuple[int, int]
    is_left: bool
    to: tuple[int, int]


_PARTS: Mapping[StrengthRegion, _Part] = MappingProxyType(
    {
        StrengthRegion.SPEECH_BREATH: _Part(
            lines=("170,44 170,46",), thick=36, words=(228, 30), is_left=False, to=(190, 42)
        ),
        StrengthRegion.ARMS_SHOULDERS: _Part(
            lines=("144,86 128,128", "196,86 212,128"), thick=15, words=(118, 66), is_left=True, to=(134, 96)
        ),
        StrengthRegion.TRUNK: _Part(
            lines=("158,92 158,150", "170,92 170,150", "182,92 182,150"),
            thick=22,
            words=(228, 96),
            is_left=False,
            to=(192, 112),
        ),
        StrengthRegion.LEFT_HAND: _Part(
            lines=("126,138 116,182",), thick=12, words=(96, 150), is_left=True, to=(116, 164)
        ),
        StrengthRegion.RIGHT_HAND: _Part(
            lines=("214,138 224,182",), thick=12, words=(244, 150), is_left=False, to=(224, 164)
        ),
        StrengthRegion.BOTH_LEGS: _Part(
            lines=("157,176 153,222", "183,176 187,222"), thick=19, words=(228, 204), is_left=False, to=(197, 206)
        ),
        StrengthRegion.LEFT_LEG: _Part(
            lines=("152,238 148,296",), thick=15, words=(112, 256), is_left=True, to=(144, 266)
        ),
        StrengthRegion.RIGHT_LEG: _Part(
            lines=("188,238 192,296",), thick=15, words=(228, 256), is_left=False, to=(196, 266)
        ),
    }
)


def draw_body_regions(states: Mapping[StrengthRegion, State], *, on_page: bool = False) -> str:
    """The picture as SVG text.

    Parameters
    ----------
    states : of the regions with a test; others are drawn as outlines, "no test".
    on_page : transparent, with text in the colour of the page; otherwise dark on white.
    """
    ink = "currentColor" if on_page else _FILE_INK
    ground = "" if on_page else f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>'
    parts = "".join(_part(region, part, states.get(region), ink) for region, part in _PARTS.items())
    label = "; ".join(f"{region.label}: {_say(states.get(region))}" for region in _PARTS)
    caption = (
        f'<text x="170" y="{_HEIGHT - 8}" text-anchor="middle" fill="{ink}" opacity="0.75">'
        "seen from behind: left is left</text>"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" '
        f'height="{_HEIGHT}" role="img" aria-label={quoteattr(f"Regions of the body. {label}.")} '
        f'font-family="sans-serif" font-size="11.5">{ground}{parts}{caption}</svg>'
    )


def _part(region: StrengthRegion, part: _Part, state: State | None, ink: str) -> str:
    colour = _UNSEEN if state is None else STATE_COLOURS[state]
    faint = 0.28 if state is None else 0.5 if state in _HATCHED else 1.0
    lines = "".join(
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-opacity="{faint:g}" '
        f'stroke-width="{part.thick:g}" stroke-linecap="round"/>'
        for points in part.lines
    )
    x, y = part.words
    anchor = "end" if part.is_left else "start"
    name = region.label.removeprefix("the ").removesuffix(" together")
    gap = 4 if part.is_left else -4
    return (
        f"{lines}"
        f'<path d="M{x + gap} {y + 3} L{part.to[0]} {part.to[1]}" stroke="{ink}" stroke-opacity="0.35" fill="none"/>'
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{ink}">{escape(name)}</text>'
        f'<text x="{x}" y="{y + 14}" text-anchor="{anchor}" fill="{ink}" font-weight="bold">'
        f"{escape(_say(state))}</text>"
    )


def _say(state: State | None) -> str:
    if state is None:
        return "no test"
    return "too early" if state is State.OPEN else state.value
