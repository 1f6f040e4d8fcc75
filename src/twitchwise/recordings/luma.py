"""From a decoded picture to brightness: averaged blocks, and which way up. Runs only in the decoding child."""

import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from av import VideoFrame

__all__ = ["Luma", "orientation"]

# Pixel formats whose first plane is brightness, one little-endian sample after another.
_LUMA_FIRST = ("yuv4", "yuvj4", "yuva4", "nv12", "nv16", "nv21", "nv24", "gray")


class Luma:
    """Brightness alone, with each `reduce` x `reduce` px averaged into one.

    swscale's area filter does the averaging: 0.9 ms (by 2) and 0.5 ms (by 4) of CPU for a 1920x1080 picture, against
    1.0 and 0.8 ms for the best of six ways in numpy, and without numpy's 0.2 s of import in this process.
    """

    def __init__(self, width: int, height: int, reduce: int, flip_columns: bool, flip_rows: bool) -> None:
        from av.video.reformatter import ColorRange, Interpolation, VideoReformatter

        self._reduce = reduce
        self._width, self._height = width // reduce, height // reduce
        # What does not fill a whole block is left out, on the side that ends up right or below.
        self._columns = width % reduce if flip_columns else 0
        self._rows = height % reduce if flip_rows else 0
        self._divides = width % reduce == 0 and height % reduce == 0
        self._reformat = VideoReformatter().reformat
        self._area = Interpolation.AREA
        self._range = ColorRange.JPEG

    def __call__(self, frame: "VideoFrame") -> tuple["VideoFrame", int]:
        """A grey picture and the bits of its samples."""
        name = frame.format.name
        bits = frame.format.components[0].bits
        if not name.startswith(_LUMA_FIRST) or name.endswith("be"):
            frame, bits = self._reformat(frame, format="gray", threads=1), 8
        if self._reduce == 1:
            return frame, bits
        if not self._divides:
            frame = self._cropped(frame, bits)
        # Tagged as BT.709 or BT.2020, a picture would take a way through RGB that mixes colour into the brightness
        # (by up to 50 grey levels); the same range on both sides keeps the levels as they are stored.
        frame.colorspace = 2
        grey = self._reformat(
            frame,
            self._width,
            self._height,
            "gray" if bits == 8 else f"gray{bits}le",
            interpolation=self._area,
            src_color_range=self._range,
            dst_color_range=self._range,
            threads=1,
        )
        return grey, bits

    def _cropped(self, frame: "VideoFrame", bits: int) -> "VideoFrame":
        import numpy as np
        from av import VideoFrame

        plane = frame.planes[0]
        picture: Any = np.frombuffer(memoryview(plane), np.uint8 if bits == 8 else np.uint16).reshape(plane.height, -1)
        picture = picture[
            self._rows : self._rows + self._height * self._reduce,
            self._columns : self._columns + self._width * self._reduce,
        ]
        return VideoFrame.from_numpy_buffer(picture, "gray" if bits == 8 else f"gray{bits}le")


def orientation(frame: "VideoFrame") -> tuple[bool, bool, bool]:
    """How to set the stored picture upright: swap rows and columns first, then mirror along x, along y.

    The display matrix takes a stored pixel to x' = a x + c y, y' = b x + d y; it is rounded to the nearest of the
    eight positions a picture can be held in.
    """
    from av.sidedata.sidedata import Type

    sides: Any = frame.side_data  # typed as a mapping of text, but it is one of types
    side = sides.get(Type.DISPLAYMATRIX)
    if side is None:
        return False, False, False
    a, b, _, c, d, *_ = struct.unpack("=9i", bytes(side)[:36])
    if abs(b) > abs(a):
        return True, c < 0, b < 0
    return False, a < 0, d < 0
