"""Face, hands and feet drawn large, where too many muscles lie close together for a finger on a phone."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from twitchwise.body import Side, Site
from twitchwise.charts.body_outline import Point

__all__ = ["INSET_HEIGHT", "INSET_WIDTH", "Inset", "InsetPlace", "inset_drawing", "inset_of"]

INSET_WIDTH, INSET_HEIGHT = 200.0, 150.0
"""Of one inset, in units of its drawing."""


class Inset(StrEnum):
    """A part of the body drawn large."""

    FACE = "face"
    HANDS = "hands"
    FEET = "feet"


@dataclass(frozen=True, slots=True, kw_only=True)
class InsetPlace:
    """Where a site lies in its inset, in units of the drawing, from its upper left corner."""

    inset: Inset
    point: Point


_MIDDLE = INSET_WIDTH / 2

# From the middle line outwards, and down. Faces and feet are seen from the front, hands from their backs: from the
# front the person's right is on the left of the picture.
_SPOTS: Mapping[str, tuple[Inset, float, float]] = MappingProxyType(
    {
        "frontalis": (Inset.FACE, 17, 25),
        "orbicularis-oculi": (Inset.FACE, 19, 55),
        "masseter": (Inset.FACE, 30, 92),
        "orbicularis-oris": (Inset.FACE, 0, 98),
        "tongue": (Inset.FACE, 0, 114),
        "mentalis": (Inset.FACE, 0, 132),
        "abductor-pollicis-brevis": (Inset.HANDS, 28, 115),
        "first-dorsal-interosseous": (Inset.HANDS, 27, 95),
        "dorsal-interossei": (Inset.HANDS, 43, 79),
        "hand": (Inset.HANDS, 52, 104),
        "abductor-hallucis": (Inset.FEET, 27, 84),
        "extensor-digitorum-brevis": (Inset.FEET, 58, 72),
        "foot": (Inset.FEET, 46, 104),
    }
)

_FACE = (
    "M100 6C74 6 58 26 58 56C58 88 66 118 84 136C94 146 106 146 116 136C134 118 142 88 142 56C142 26 126 6 100 6Z"
    "M72 54C76 48 86 48 90 54M110 54C114 48 124 48 128 54M97 62C95 72 92 78 96 80C99 82 101 82 104 80"
    "M86 100C94 95 106 95 114 100M88 102C96 108 104 108 112 102M58 60C52 56 50 70 60 82M142 60C148 56 150 70 140 82"
)
# One hand, seen from its back, thumb towards the middle of the picture; the other is its mirror image.
_HAND = (
    "M128 146L129 124C122 116 116 106 112 96C109 90 106 84 109 81C113 78 117 84 121 89L126 92L124 60"
    "C123 48 122 40 127 39C132 39 133 47 134 56L136 68L138 44C138 34 139 28 144 28C149 28 149 36 149 45L149 68"
    "L152 48C153 40 155 35 159 36C164 37 163 44 162 52L160 72L164 60C166 54 169 51 172 53C176 56 174 62 172 68"
    "C168 82 168 96 164 108C161 116 159 120 159 126L160 146"
)
# One foot, seen from above, big toe towards the middle.
_FOOT = (
    "M126 28C124 50 120 68 116 86C113 100 112 112 115 122C117 130 127 131 130 124L132 119C133 127 141 127 142 120"
    "L143 116C145 123 152 121 152 114L153 111C156 116 161 114 161 108L161 105C164 108 168 105 167 99"
    "C166 86 164 72 162 58C160 46 160 38 160 28"
)


def inset_of(site: Site) -> InsetPlace | None:
    """Where a site lies in an inset, or None when it lies in none.

    Examples
    --------
    >>> from twitchwise.body import find_site
    >>> inset_of(find_site("tongue")).inset.value
    'face'
    >>> inset_of(find_site("left calf")) is None
    True
    """
    if site.muscle.id not in _SPOTS:
        return None
    inset, aside, y = _SPOTS[site.muscle.id]
    if site.side is Side.MIDDLE:
        return InsetPlace(inset=inset, point=Point(x=_MIDDLE, y=y))
    is_on_left = (site.side is Side.LEFT) == (inset is Inset.HANDS)
    return InsetPlace(inset=inset, point=Point(x=_MIDDLE + (-aside if is_on_left else aside), y=y))


def inset_drawing(inset: Inset) -> tuple[str, ...]:
    """The outlines as data of SVG paths.

    Parameters
    ----------
    inset : which part.
    """
    if inset is Inset.FACE:
        return (_FACE,)
    one = _HAND if inset is Inset.HANDS else _FOOT
    return (one, _mirrored(one))


def _mirrored(path: str) -> str:
    """A path with every x counted from the other edge; it holds only absolute M, L, C."""
    pieces: list[str] = []
    for command, numbers in _commands(path):
        turned = [INSET_WIDTH - number if i % 2 == 0 else number for i, number in enumerate(numbers)]
        pieces.append(command + " ".join(f"{number:g}" for number in turned))
    return "".join(pieces)


def _commands(path: str) -> list[tuple[str, list[float]]]:
    found: list[tuple[str, list[float]]] = []
    text = ""
    for letter in [*path, "Z"]:
        if letter.isalpha():
            if found:
                found[-1][1].extend(float(number) for number in text.split())
            found.append((letter, []))
            text = ""
        else:
            text += letter
    return found[:-1]
