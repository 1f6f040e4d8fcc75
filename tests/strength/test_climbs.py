"""Climbs out of pressure that was computed from a height."""

import numpy as np
import pytest

from twitchwise.strength.climbs import find_climbs
from twitchwise.strength.movement import Even


def _pressure(heights_m: np.ndarray, *, base_hpa: float = 1000.0) -> Even:
    hpa = base_hpa * np.exp(-heights_m / (29.2717 * 288.15))
    return Even(values=hpa[None, :], start_s=0.0, rate_hz=2.0)


def _ramp(height_m: float, climb_s: float) -> np.ndarray:
    times_s = np.arange(0.0, climb_s + 40.0, 0.5)
    return np.asarray(np.interp(times_s, [20.0, 20.0 + climb_s], [0.0, height_m]))


@pytest.mark.parametrize("base_hpa", [1030.0, 1000.0, 850.0])
@pytest.mark.parametrize("height_m", [20.0, -20.0])
def test_height_and_speed_of_an_even_climb(height_m: float, base_hpa: float) -> None:
    (climb,) = find_climbs(_pressure(_ramp(height_m, 80.0), base_hpa=base_hpa))
    assert climb.height_m == pytest.approx(height_m, rel=0.01)
    assert climb.speed_mps == pytest.approx(height_m / 80.0, rel=0.02)
    assert climb.start_s == pytest.approx(28.0, abs=1.0)
    assert climb.rest_s == 0.0


def test_a_rest_is_part_of_the_climb_and_is_said() -> None:
    times_s = np.arange(0.0, 140.0, 0.5)
    heights_m = np.interp(times_s, [20.0, 50.0, 62.0, 92.0], [0.0, 9.0, 9.0, 18.0])
    (climb,) = find_climbs(_pressure(heights_m))
    assert climb.height_m == pytest.approx(18.0, rel=0.01)
    assert climb.rest_s == pytest.approx(12.0, abs=4.0)


def test_up_and_down_again_are_two_climbs() -> None:
    times_s = np.arange(0.0, 160.0, 0.5)
    heights_m = np.interp(times_s, [20.0, 60.0, 75.0, 105.0], [0.0, 12.0, 12.0, 0.0])
    signs = [np.sign(climb.height_m) for climb in find_climbs(_pressure(heights_m))]
    assert signs == [1.0, -1.0]


def test_weather_noise_and_one_metre_are_no_climb() -> None:
    rng = np.random.default_rng(2)
    heights_m = _ramp(1.0, 10.0) + 0.17 * rng.standard_normal(len(_ramp(1.0, 10.0)))
    assert find_climbs(_pressure(heights_m)) == ()
    assert find_climbs(Even(values=np.full((1, 3), 1000.0), start_s=0.0, rate_hz=1.0)) == ()
