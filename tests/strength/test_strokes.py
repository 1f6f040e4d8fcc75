"""Rises and falls: arithmetic on a sensor that goes up and down by a known height."""

import numpy as np
import pytest

from twitchwise.strength.movement import Even
from twitchwise.strength.strokes import find_strokes


def _sine(amplitude_m: float, rate_hz: float, direction: tuple[float, float, float]) -> Even:
    times_s = np.arange(0.0, 40.0, 0.02)
    up_mps2 = -amplitude_m * (2 * np.pi * rate_hz) ** 2 * np.sin(2 * np.pi * rate_hz * times_s)
    axis = np.array(direction) / np.linalg.norm(direction)
    return Even(values=axis[:, None] * (1000.0 + up_mps2 / 9.80665e-3), start_s=5.0, rate_hz=50.0)


@pytest.mark.parametrize("direction", [(0.0, 0.0, 1.0), (1.0, -2.0, 0.5)])
def test_the_height_of_a_swing_is_found_however_the_phone_lies(direction: tuple[float, float, float]) -> None:
    rises = [stroke for stroke in find_strokes(_sine(0.2, 0.5, direction)) if stroke.rise_m > 0]
    inner = [stroke.rise_m for stroke in rises[5:-5]]  # the drift filter takes 10 s to settle
    assert np.allclose(inner, 0.4, rtol=0.03)
    assert np.allclose(np.diff([stroke.start_s for stroke in rises[2:-2]]), 2.0, atol=0.05)
    assert rises[0].start_s >= 5.0


def test_a_phone_at_rest_rises_by_nothing() -> None:
    rng = np.random.default_rng(1)
    values = np.array([[0.0], [0.0], [1000.0]]) + 3.0 * rng.standard_normal((3, 2000))
    strokes = find_strokes(Even(values=values, start_s=0.0, rate_hz=50.0))
    assert max(abs(stroke.rise_m) for stroke in strokes) < 0.012
