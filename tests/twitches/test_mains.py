import numpy as np
import pytest
from numpy.typing import NDArray

from twitchwise.twitches.mains import shave_lines, take_off_mains


def _noise(n: int, seed: int = 0) -> NDArray[np.float32]:
    return (10.0 * np.random.default_rng(seed).standard_normal((3, n))).astype(np.float32)


def _hum(n: int, rate_hz: float, line_hz: float) -> NDArray[np.float32]:
    t = np.arange(n) / rate_hz
    return np.asarray(sum(20.0 / k * np.sin(2 * np.pi * line_hz * k * t + k) for k in (1, 3)), np.float32)


@pytest.mark.parametrize("rate_hz", [500.0, 1000.0, 2048.0, 4000.0])
@pytest.mark.parametrize("line_hz", [49.85, 50.0, 60.12])
def test_the_hum_goes_and_the_rest_stays(rate_hz: float, line_hz: float) -> None:
    n = int(15 * rate_hz)
    quiet = _noise(n)
    left = take_off_mains(quiet + _hum(n, rate_hz, line_hz), rate_hz, 220.0) - quiet
    assert float(left.std()) < 0.1 * float(_hum(n, rate_hz, line_hz).std())


def test_samples_without_hum_are_not_touched() -> None:
    quiet = _noise(30_000)
    assert take_off_mains(quiet, 2048.0, 450.0) is quiet


def test_a_tone_beside_the_line_is_not_mains() -> None:
    t = np.arange(30_000) / 2048.0
    toned = _noise(30_000) + np.float32(10.0) * np.sin(2 * np.pi * 52.0 * t).astype(np.float32)
    assert take_off_mains(toned, 2048.0, 450.0) is toned


def test_too_short_a_piece_is_left_alone() -> None:
    hummed = _noise(1500) + _hum(1500, 1000.0, 50.0)
    assert take_off_mains(hummed, 1000.0, 450.0) is hummed


def test_a_line_comes_down_to_its_surroundings_and_keeps_its_phase() -> None:
    n = 30_000
    frequencies = np.fft.rfftfreq(n, 1e-3).astype(np.float64)
    spectrum = np.fft.rfft(_noise(n)).astype(np.complex64)
    shaved = spectrum.copy()
    shaved[1, round(100 * n / 1000)] = 1e6 * np.exp(1j)
    shave_lines(shaved, frequencies)
    line = shaved[1, round(100 * n / 1000)]
    assert abs(line) == pytest.approx(float(np.sqrt(np.mean(np.abs(spectrum[1]) ** 2))), rel=0.3)
    assert float(np.angle(line)) == pytest.approx(1.0, abs=1e-3)
    assert np.array_equal(shaved[[0, 2]], spectrum[[0, 2]])
