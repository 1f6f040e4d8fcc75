"""One frame of a clip with the place of a twitch marked, black on white."""

import numpy as np
from numpy.typing import NDArray

from twitchwise.charts.png import png_data_uri

__all__ = ["draw_marked_frame"]


def draw_marked_frame(picture: NDArray[np.uint8], *, x: float, y: float, radius: float) -> str:
    """The picture as SVG text with two rings around the place, black and white, seen on dark and on light skin.

    Parameters
    ----------
    picture : (height, width) uint8.
    x, y, radius : of the mark, px.
    """
    height, width = picture.shape
    thick = max(width, height) / 200
    rings = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius + step * thick:.1f}" fill="none" stroke="{colour}" '
        f'stroke-width="{thick:.1f}"/>'
        for step, colour in ((0, "black"), (1, "white"))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="{png_data_uri(picture)}"/>{rings}</svg>'
    )
