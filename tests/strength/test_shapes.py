import numpy as np
import pytest
from numpy.typing import NDArray

from twitchwise.strength.shapes import tell_shape
from twitchwise.strength.trend_result import Shape

_DAYS = np.arange(0.0, 280.0, 7.0)
_WEEKS = np.arange(40)
_COURSES = {
    Shape.LINEAR: 100.0 - 0.7 * _WEEKS,
    Shape.STEP: np.where(_WEEKS < 18, 100.0, 80.0),
    Shape.DIP: np.where((_WEEKS >= 15) & (_WEEKS < 24), 80.0, 100.0),
}


def _told(course: NDArray[np.float64], seed: int) -> Shape:
    rng = np.random.default_rng(seed)
    tests = tuple((_DAYS, course + 6.0 * rng.normal(size=course.size)) for _ in range(2))
    return tell_shape(tests, (6.0, 6.0))


@pytest.mark.parametrize("shape", _COURSES)
def test_a_shape_is_told(shape: Shape) -> None:
    told = [_told(_COURSES[shape], seed) for seed in range(40)]
    assert told.count(shape) >= 36


def test_without_any_fall_nothing_is_called_a_step_or_dip() -> None:
    told = [_told(np.full(40, 100.0), seed) for seed in range(40)]
    assert told.count(Shape.STEP) + told.count(Shape.DIP) <= 4


def test_few_sessions_have_no_shape() -> None:
    assert tell_shape(((_DAYS[:5], 100.0 + 0.0 * _DAYS[:5]),), (6.0,)) is Shape.UNCLEAR
