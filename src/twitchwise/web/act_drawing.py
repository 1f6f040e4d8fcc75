"""The drawing of a test or an act as a page shows it: its two captions are text of the page, as large as all text."""

from dataclasses import dataclass

from markupsafe import Markup

from twitchwise.strength.drawings import drawing_captions, drawing_svg

__all__ = ["ActDrawing", "draw_act"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActDrawing:
    """A drawing.

    Parameters
    ----------
    picture : SVG of ours, every text in it escaped.
    captions : of its two halves, from left to right.
    """

    picture: Markup
    captions: tuple[str, str]


def draw_act(id_: str) -> ActDrawing:
    """The drawing of a test of the battery or an act of the first sitting.

    Raises
    ------
    UnknownName
        There is no such drawing.
    """
    return ActDrawing(picture=Markup(drawing_svg(id_, has_captions=False)), captions=drawing_captions(id_))
