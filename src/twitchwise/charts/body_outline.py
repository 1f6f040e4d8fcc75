"""The drawn body: its outline, and where each muscle lies on it, seen from the front and from behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from twitchwise.body import Side, Site

__all__ = ["BODY_HEIGHT", "BODY_WIDTH", "Point", "View", "outline_path", "place_of", "view_of"]

BODY_WIDTH, BODY_HEIGHT = 100.0, 240.0
"""Of one view, in units of the drawing; the middle of the body lies at half the width."""


class View(StrEnum):
    """From where the body is seen."""

    FRONT = "front"
    BACK = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A place in one view, in units of the drawing, from its upper left corner."""

    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    view: View
    aside: float  # from the middle line outwards
    y: float


# Half of the outline, from the crown down the outside to the sole and up the inside: (from the middle line, y).
_HALF: tuple[tuple[float, float], ...] = (
    (0, 4), (6.5, 5.2), (10.6, 11), (11, 19), (9.4, 27), (6.2, 34), (5.6, 39), (7.5, 43), (16, 46.5), (23.5, 50),
    (27.3, 57), (29, 67), (31, 79), (33.2, 91), (36, 104), (38.2, 117), (40.2, 124), (42.6, 132), (41.8, 141),
    (38.6, 145), (36.4, 140), (35.6, 132), (34.4, 123), (31.4, 110), (27.6, 97), (24.6, 84), (21, 68), (19.4, 64),
    (18.6, 72), (17, 84), (15.8, 95), (16.6, 106), (19.2, 117), (20.4, 129), (19.6, 146), (17, 164), (15.2, 175),
    (16.2, 186), (15.6, 198), (12.6, 213), (11, 223), (12.6, 231), (14.2, 235.5), (9, 236.6), (4.2, 235), (4.8, 226),
    (5.2, 214), (4.2, 200), (4.4, 188), (5.6, 176), (4.4, 163), (2.4, 146), (0, 128),
)  # fmt: skip

_SPOTS: Mapping[str, _Spot] = MappingProxyType(
    {
        muscle: _Spot(view=view, aside=aside, y=y)
        for view, spots in {
            View.FRONT: {
                "frontalis": (4.6, 10),
                "orbicularis-oculi": (4.4, 16.5),
                "masseter": (7.6, 24),
                "orbicularis-oris": (0, 25.5),
                "mentalis": (0, 30.5),
                "tongue": (0, 21.5),
                "sternocleidomastoid": (4, 39),
                "deltoid": (23.5, 56),
                "pectoralis-major": (10.5, 60),
                "biceps": (25.8, 76),
                "brachialis": (28.6, 88),
                "forearm": (33.2, 107),
                "abductor-pollicis-brevis": (36.2, 127),
                "hand": (39.2, 137),
                "diaphragm": (0, 76),
                "intercostals": (13.5, 75),
                "rectus-abdominis": (4.6, 96),
                "external-oblique": (13.2, 99),
                "tensor-fasciae-latae": (17.6, 119),
                "quadriceps": (13.4, 133),
                "rectus-femoris": (11, 146),
                "vastus-medialis": (7.2, 164),
                "vastus-lateralis": (15.4, 158),
                "adductors": (5, 142),
                "gracilis": (3.6, 153),
                "tibialis-anterior": (9.2, 195),
                "fibularis-longus": (14.4, 193),
                "abductor-hallucis": (6, 229),
                "extensor-digitorum-brevis": (11.2, 227),
                "foot": (9.4, 234),
            },
            View.BACK: {
                "trapezius": (12, 48.5),
                "triceps": (26, 78),
                "first-dorsal-interosseous": (36.4, 129),
                "dorsal-interossei": (39.4, 131),
                "latissimus-dorsi": (14, 82),
                "erector-spinae": (3.8, 94),
                "gluteus-maximus": (9.4, 124),
                "gluteus-medius": (15, 112),
                "hamstrings": (10.6, 152),
                "gastrocnemius": (10.4, 187),
                "soleus": (9.6, 205),
            },
        }.items()
        for muscle, (aside, y) in spots.items()
    }
)


def view_of(site: Site) -> View:
    """The view in which a site is drawn."""
    return _SPOTS[site.muscle.id].view


def place_of(site: Site) -> Point:
    """Where a site lies in its view; from the front the person's right is on the left of the picture.

    Examples
    --------
    >>> from twitchwise.body import find_site
    >>> place_of(find_site("left calf")).x < BODY_WIDTH / 2  # from behind, left is left
    True
    >>> place_of(find_site("left shin")).x > BODY_WIDTH / 2
    True
    """
    spot = _SPOTS[site.muscle.id]
    if site.side is Side.MIDDLE:
        return Point(x=BODY_WIDTH / 2, y=spot.y)
    goes_left = (site.side is Side.LEFT) == (spot.view is View.BACK)
    return Point(x=BODY_WIDTH / 2 + (-spot.aside if goes_left else spot.aside), y=spot.y)


def outline_path() -> str:
    """The outline as the data of an SVG path; front and back have the same."""
    middle = BODY_WIDTH / 2
    right = [(middle + aside, y) for aside, y in _HALF]
    left = [(middle - aside, y) for aside, y in reversed(_HALF[1:-1])]
    return _smooth(right + left)


def _smooth(points: Sequence[tuple[float, float]]) -> str:
    """A closed curve through all points (Catmull-Rom, as Bezier pieces)."""
    n = len(points)
    pieces = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for i in range(n):
        before, here, there, after = (points[(i + step) % n] for step in (-1, 0, 1, 2))
        numbers = (
            here[0] + (there[0] - before[0]) / 6,
            here[1] + (there[1] - before[1]) / 6,
            there[0] - (after[0] - here[0]) / 6,
            there[1] - (after[1] - here[1]) / 6,
            *there,
        )
        pieces.append("C" + " ".join(f"{number:.1f}" for number in numbers))
    return "".join(pieces) + "Z"
