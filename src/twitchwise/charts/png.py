"""A grey picture as PNG, without an imaging library."""

import base64
import struct
import zlib

import numpy as np
from numpy.typing import NDArray

__all__ = ["encode_png", "png_data_uri", "shrink"]


def encode_png(grey: NDArray[np.uint8]) -> bytes:
    """A grey picture, (height, width) uint8, as the bytes of a PNG file.

    Notes
    -----
    Every row is stored as its difference from the row above (filter 2), which packs smooth pictures well.

    References
    ----------
    Portable Network Graphics (PNG) Specification, ISO/IEC 15948:2004.
    """
    height, width = grey.shape
    rows = np.empty((height, width + 1), dtype=np.uint8)
    rows[:, 0] = 2
    rows[0, 1:] = grey[0]
    rows[1:, 1:] = grey[1:] - grey[:-1]
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        [_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(rows.tobytes(), 9)), _chunk(b"IEND", b"")]
    )


def png_data_uri(grey: NDArray[np.uint8]) -> str:
    """The picture as a `data:` address, to stand inside a page."""
    return "data:image/png;base64," + base64.b64encode(encode_png(grey)).decode("ascii")


def shrink(grey: NDArray[np.uint8], widest_px: int) -> NDArray[np.uint8]:
    """The picture averaged by the smallest whole factor that makes it at most `widest_px` wide."""
    height, width = grey.shape
    factor = min(-(-width // widest_px), height)
    if factor <= 1:
        return grey
    cut = grey[: height // factor * factor, : width // factor * factor]
    blocks = cut.reshape(height // factor, factor, width // factor, factor)
    smaller: NDArray[np.uint8] = blocks.mean(axis=(1, 3)).round().astype(np.uint8)
    return smaller


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
