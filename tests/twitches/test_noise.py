import numpy as np
import pytest
from numpy.typing import NDArray

from tests.twitches.built_recordings import a_matrix, waves
from twitchwise.recordings.model import RecordingKind
from twitchwise.twitches.matrix import Matrix
from twitchwise.twitches.noise import NoiseModel, learn_noise
from twitchwise.twitches.settings import SETTINGS

_EMG = SETTINGS[RecordingKind.EMG]
_RATE_HZ = 1000.0


def _learn(matrix: Matrix, *, floor: float = 1e-6, whiten_rows: bool = True) -> NoiseModel:
    return learn_noise(matrix, _EMG, floor=np.full(matrix.n_rows, floor), whiten_rows=whiten_rows)


def _white(n_rows: int, seconds: float, seed: int = 0) -> NDArray[np.float64]:
    return np.random.default_rng(seed).standard_normal((n_rows, int(seconds * _RATE_HZ)))


def test_the_level_of_white_noise_is_its_rms() -> None:
    noise = _learn(a_matrix(np.array([[3.0], [11.0]]) * _white(2, 120.0)))
    assert noise.typical_level == pytest.approx([3.0, 11.0], rel=0.05)


def test_a_hundred_twitches_a_minute_hardly_move_the_level() -> None:
    values = 10.0 * _white(1, 120.0)
    values[0] += waves(values.shape[1], _RATE_HZ, list(np.arange(0.3, 119.0, 0.6)), 300.0)
    assert float(_learn(a_matrix(values)).typical_level[0]) == pytest.approx(10.0, rel=0.1)


def test_the_level_follows_a_slow_drift() -> None:
    values = _white(1, 120.0) * np.linspace(1.0, 1.8, 120_000)
    noise = _learn(a_matrix(values, n_pieces=4))
    drift = np.interp(noise.knots, np.arange(120_000), np.linspace(1.0, 1.8, 120_000))
    assert float(np.abs(noise.level[0] / drift - 1.0).max()) < 0.15


def test_a_contraction_is_no_drift() -> None:
    values = _white(1, 120.0)
    values[:, 50_000:70_000] *= 20.0
    assert float(_learn(a_matrix(values)).level.max()) <= 2.5


def test_rows_that_share_their_noise_are_made_independent() -> None:
    mixing = np.array([[1.0, 0.9, 0.0], [0.0, 0.5, 0.4], [0.3, 0.0, 2.0]])
    values = mixing @ _white(3, 60.0)
    noise = _learn(a_matrix(values))
    white = noise.whiten(values[:, :60_000].astype(np.float32), 0)
    assert np.allclose(np.cov(white), np.eye(3), atol=0.06)


def test_without_whitening_rows_are_only_scaled() -> None:
    values = 5.0 * _white(2, 60.0)
    noise = _learn(a_matrix(values), whiten_rows=False)
    assert noise.whitener is None
    assert noise.whiten(values.astype(np.float32), 0).std() == pytest.approx(1.0, rel=0.05)


def test_a_silent_row_has_the_level_of_its_floor() -> None:
    values = _white(2, 60.0)
    values[1] = 0.0
    noise = _learn(a_matrix(values), floor=0.01)
    assert noise.level[1] == pytest.approx(0.01)
    assert np.isfinite(noise.whiten(values[:, :1000].astype(np.float32), 0)).all()


def test_white_noise_has_as_many_degrees_of_freedom_as_samples() -> None:
    noise = _learn(a_matrix(_white(4, 120.0)))
    assert noise.autocorrelation[0] == pytest.approx(1.0)
    assert float(np.abs(noise.autocorrelation[1:20]).max()) < 0.05
    assert noise.correlated_pairs(28) == pytest.approx(28.0, rel=0.05)
    assert noise.freedom(7, 4, slow=False) == pytest.approx(28.0, rel=0.05)
    assert noise.freedom(7, 4, slow=True) == pytest.approx(7.0, rel=0.05)
    assert noise.tail_slope(28) == pytest.approx(1.0, abs=0.35)


def test_the_correlation_of_successive_samples_is_seen() -> None:
    from scipy.signal import lfilter

    values = lfilter([1.0], [1.0, -0.6], _white(2, 120.0), axis=1)
    noise = _learn(a_matrix(values))
    assert noise.autocorrelation[1:4] == pytest.approx([0.6, 0.36, 0.216], abs=0.05)
    assert noise.freedom(7, 4, slow=False) < 20.0  # 28 samples, of which about 0.47 count


def test_quiet_windows_lie_outside_the_activity() -> None:
    values = _white(1, 60.0)
    values[:, 20_000:40_000] *= 10.0
    noise = _learn(a_matrix(values))
    starts = np.flatnonzero(noise.quiet) * noise.window
    assert starts.size > 40
    assert not np.any((starts > 20_000 - noise.window) & (starts < 40_000))


def test_windows_with_invalid_samples_are_not_looked_at() -> None:
    valid = np.ones(60_000, bool)
    valid[30_000:30_500] = False
    values = _white(1, 60.0)
    values[:, 30_000:30_500] = 1e6
    noise = _learn(a_matrix(values, valid=valid))
    assert not np.isfinite(noise.activity[30_000 // noise.window])
    assert float(noise.typical_level[0]) == pytest.approx(1.0, rel=0.06)


def test_a_recording_without_any_valid_sample_gives_a_finite_model() -> None:
    noise = _learn(a_matrix(_white(1, 10.0), valid=np.zeros(10_000, bool)))
    assert np.isfinite(noise.level).all()
    assert not noise.quiet.any()
