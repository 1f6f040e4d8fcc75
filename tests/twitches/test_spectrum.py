import numpy as np
import pytest

from tests.twitches.built_recordings import waves
from twitchwise.twitches.spectrum import Response, learn_response

_RATE_HZ = 1000.0


def _coloured(n: int, seed: int) -> np.ndarray:
    """Noise whose power falls with frequency, (1, n)."""
    rng = np.random.default_rng(seed)
    frequencies = np.fft.rfftfreq(n, 1.0 / _RATE_HZ)
    spectrum = np.fft.rfft(rng.standard_normal(n)) / np.sqrt(1.0 + (frequencies / 100.0) ** 2)
    return np.asarray(np.fft.irfft(spectrum, n))[None].astype(np.float32)


def _power_in(row: np.ndarray, low_hz: float, high_hz: float) -> float:
    power = np.abs(np.fft.rfft(row)) ** 2
    frequencies = np.fft.rfftfreq(row.size, 1.0 / _RATE_HZ)
    return float(power[(frequencies >= low_hz) & (frequencies < high_hz)].mean())


def _band(window: int) -> np.ndarray:
    frequencies = np.fft.rfftfreq(window, 1.0 / _RATE_HZ)
    return ((frequencies >= 20.0) & (frequencies <= 400.0)).astype(float)


def test_a_filter_of_gain_one_changes_nothing() -> None:
    wave = waves(200, _RATE_HZ, [0.1], 3.0)
    response = Response(frequencies_hz=np.array([0.0, 500.0]), gain=np.ones(2))
    assert np.allclose(response.apply(wave, _RATE_HZ), wave, atol=1e-9)


def test_a_filter_does_not_move_a_symmetric_wave() -> None:
    bump = np.exp(-((np.arange(301) - 150.0) ** 2) / 50.0)
    response = Response(frequencies_hz=np.array([0.0, 50.0, 500.0]), gain=np.array([1.0, 0.5, 0.0]))
    assert int(np.argmax(response.apply(bump, _RATE_HZ))) == 150


def test_nothing_wraps_round_the_ends() -> None:
    late = np.zeros(400)
    late[380:] = 1.0
    response = Response(frequencies_hz=np.array([0.0, 60.0, 500.0]), gain=np.array([0.0, 1.0, 1.0]))
    assert float(np.abs(response.apply(late, _RATE_HZ)[:100]).max()) < 0.01


def test_coloured_rest_comes_out_white() -> None:
    rows = _coloured(60_000, 1)
    before = _power_in(rows[0], 25.0, 60.0) / _power_in(rows[0], 150.0, 350.0)
    response = learn_response(rows, _RATE_HZ, _band(128), 128)
    white = response.apply(rows[0].astype(float), _RATE_HZ)
    after = _power_in(white, 25.0, 60.0) / _power_in(white, 150.0, 350.0)
    assert before > 4.0
    assert 0.6 < after < 1.6


def test_the_power_of_the_band_is_kept() -> None:
    rows = _coloured(60_000, 2)
    response = learn_response(rows, _RATE_HZ, _band(128), 128)
    plain = Response(frequencies_hz=response.frequencies_hz, gain=_band(128)).apply(rows[0].astype(float), _RATE_HZ)
    assert response.apply(rows[0].astype(float), _RATE_HZ).std() == pytest.approx(plain.std(), rel=0.1)


def test_no_frequency_counts_more_than_ten_times_another() -> None:
    rows = _coloured(60_000, 3)
    rows[0] += 1000.0 * np.sin(2 * np.pi * 100.0 * np.arange(60_000) / _RATE_HZ).astype(np.float32)
    gain = learn_response(rows, _RATE_HZ, _band(128), 128).gain
    assert gain[gain > 0].max() / gain[gain > 0].min() <= 10.001


def test_loud_moments_do_not_colour_the_rest() -> None:
    rows = _coloured(60_000, 4)
    calm = learn_response(rows, _RATE_HZ, _band(128), 128).gain
    loud = rows.copy()
    loud[0] += waves(60_000, _RATE_HZ, list(np.arange(0.5, 59.5, 0.6)), 100.0).astype(np.float32)
    changed = learn_response(loud, _RATE_HZ, _band(128), 128).gain
    inside = calm > 0
    assert float(np.median(np.abs(changed[inside] / calm[inside] - 1.0))) < 0.15


def test_silence_leaves_the_band_as_it_is() -> None:
    response = learn_response(np.zeros((2, 5000), np.float32), _RATE_HZ, _band(128), 128)
    assert np.array_equal(response.gain, _band(128))
