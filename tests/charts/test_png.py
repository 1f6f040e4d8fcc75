import base64
import io

import av
import numpy as np
import pytest

from twitchwise.charts.png import encode_png, png_data_uri, shrink


@pytest.mark.parametrize("shape", [(1, 1), (7, 13), (64, 48)])
def test_a_decoder_sees_the_very_same_picture(shape: tuple[int, int]) -> None:
    grey = np.random.default_rng(1).integers(0, 256, shape, dtype=np.uint8)
    with av.open(io.BytesIO(encode_png(grey)), "r", format="png_pipe") as container:
        decoded = next(container.decode(video=0)).to_ndarray(format="gray")
    np.testing.assert_array_equal(decoded, grey)


def test_the_data_address_holds_the_file() -> None:
    grey = np.zeros((2, 3), dtype=np.uint8)
    head, body = png_data_uri(grey).split(",")
    assert head == "data:image/png;base64"
    assert base64.b64decode(body) == encode_png(grey)


def test_shrinking_averages_whole_blocks() -> None:
    grey = np.array([[0, 10, 20, 30, 99], [10, 20, 30, 40, 99]], dtype=np.uint8)
    assert shrink(grey, 3).tolist() == [[10, 30]]
    assert shrink(grey, 5) is grey


def test_a_single_row_can_be_shrunk() -> None:
    assert shrink(np.full((1, 10), 7, dtype=np.uint8), 3).shape[0] == 1
