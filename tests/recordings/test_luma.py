from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.recordings.built_clips import a_frame
from twitchwise.recordings.luma import Luma, orientation

HEIGHT, WIDTH = 240, 480


def _plane(frame: av.VideoFrame, bits: int) -> NDArray[Any]:
    plane = frame.planes[0]
    samples = np.frombuffer(memoryview(plane), np.uint8 if bits == 8 else np.uint16)
    return samples.reshape(plane.height, -1)[: frame.height, : frame.width]


@pytest.mark.parametrize("pix_fmt", ["yuv420p", "yuvj420p", "yuv422p", "yuv444p", "nv12", "gray", "yuv420p10le"])
@pytest.mark.parametrize("reduce", [1, 2, 3, 4, 5, 7, 8, 16])
def test_each_block_becomes_its_mean_whatever_the_colour(pix_fmt: str, reduce: int) -> None:
    rng = np.random.default_rng(reduce)
    bits = 10 if "10" in pix_fmt else 8
    shown = rng.integers(0, 2**bits, (HEIGHT, WIDTH))
    frame = a_frame(shown, pix_fmt, rng)
    frame.colorspace = 1
    frame.color_range = 1
    grey, found_bits = Luma(WIDTH, HEIGHT, reduce, flip_columns=False, flip_rows=False)(frame)
    assert found_bits == bits
    height, width = HEIGHT // reduce, WIDTH // reduce
    blocks = shown[: height * reduce, : width * reduce].reshape(height, reduce, width, reduce)
    assert np.max(np.abs(_plane(grey, bits) - blocks.mean((1, 3)))) < 1


def test_what_fills_no_block_is_left_out_on_the_far_side() -> None:
    shown = np.random.default_rng(1).integers(0, 256, (HEIGHT, WIDTH))
    grey, _ = Luma(WIDTH, HEIGHT, 7, flip_columns=True, flip_rows=True)(
        a_frame(shown, "yuv420p", np.random.default_rng(2))
    )
    blocks = shown[HEIGHT % 7 :, WIDTH % 7 :].reshape(HEIGHT // 7, 7, WIDTH // 7, 7)
    assert np.max(np.abs(_plane(grey, 8) - blocks.mean((1, 3)))) < 1


def test_colour_pictures_are_weighed_into_grey() -> None:
    colours = np.random.default_rng(3).integers(0, 256, (HEIGHT, WIDTH, 3)).astype(np.uint8)
    grey, bits = Luma(WIDTH, HEIGHT, 1, flip_columns=False, flip_rows=False)(
        av.VideoFrame.from_ndarray(colours, "rgb24")
    )
    assert bits == 8
    assert np.max(np.abs(_plane(grey, 8) - colours @ [0.299, 0.587, 0.114])) < 1.5


def test_a_frame_without_a_display_matrix_is_upright() -> None:
    assert orientation(av.VideoFrame(16, 16, "gray")) == (False, False, False)
