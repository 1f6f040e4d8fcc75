import numpy as np
import pytest

from twitchwise.twitches.correlate import Correlator


@pytest.mark.parametrize(
    ("n", "start", "stop"), [(1000, 0, 1000), (1000, 333, 700), (50, 0, 50), (20, 5, 6), (400, 390, 400)]
)
@pytest.mark.parametrize("length", [7, 24])
def test_it_is_the_sum_of_products_with_the_shape_round_each_sample(n: int, start: int, stop: int, length: int) -> None:
    rng = np.random.default_rng(0)
    rows = rng.standard_normal((3, n)).astype(np.float32)
    shapes = rng.standard_normal((4, 3, length)).astype(np.float32)
    around = np.pad(rows, ((0, 0), (length, length)))
    wanted = [
        [np.sum(shape * around[:, length + i - length // 2 :][:, :length]) for i in range(start, stop)]
        for shape in shapes
    ]
    assert Correlator(shapes).run(rows, start, stop) == pytest.approx(np.array(wanted), abs=1e-4)


def test_a_shape_is_found_where_its_middle_lies() -> None:
    shape = np.hanning(21).astype(np.float32)[None, None]
    rows = np.zeros((1, 5000), np.float32)
    rows[0, 3000:3021] = shape[0, 0]
    (found,) = Correlator(shape).run(rows, 1000, 4000)
    assert 1000 + int(found.argmax()) == 3010
