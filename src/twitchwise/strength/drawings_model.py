"""What a drawing is made of: lines and circles on a square of 100 by 100, y downwards."""

from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["Drawing", "Panel", "Path", "Point", "Round"]

Point: TypeAlias = tuple[float, float]
Path: TypeAlias = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """A circle."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One posture.

    Parameters
    ----------
    body : lines of the person.
    heads : circles of the person.
    things : lines of what is around: floor, wall, chair.
    rounds : circles of what is around.
    moves : arrows, from the first point to the last.
    """

    body: tuple[Path, ...]
    heads: tuple[Round, ...] = ()
    things: tuple[Path, ...] = ()
    rounds: tuple[Round, ...] = ()
    moves: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """How a test starts and how it ends, each with a few words."""

    start: Panel
    start_text: str
    end: Panel
    end_text: str
