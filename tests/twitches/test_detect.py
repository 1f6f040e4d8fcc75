import numpy as np
import pytest
from numpy.typing import NDArray

from tests.twitches.built_recordings import a_grid, a_matrix, waves
from twitchwise.recordings.model import RecordingKind
from twitchwise.twitches.detect import (
    Statistic,
    Tail,
    compute_statistic,
    find_peaks_above,
    fit_tail,
    spatial_patterns,
)
from twitchwise.twitches.matrix import Layout, Matrix
from twitchwise.twitches.noise import NoiseModel, learn_noise
from twitchwise.twitches.settings import SETTINGS

_EMG = SETTINGS[RecordingKind.EMG]
_RATE_HZ = 1000.0


def _noise_of(matrix: Matrix) -> NoiseModel:
    return learn_noise(matrix, _EMG, floor=np.full(matrix.n_rows, 1e-6))


def _statistic(surprise: NDArray[np.floating]) -> Statistic:
    values = surprise.astype(np.float32)
    return Statistic(surprise=values, step=4, rate_hz=250.0, valid=np.ones(values.size, bool), expected_slope=1.0)


def _rest(n: int, slope: float, seed: int) -> NDArray[np.float32]:
    return np.random.default_rng(seed).exponential(slope, n).astype(np.float32)


def _fit(surprise: NDArray[np.float32], valid: NDArray[np.bool_] | None = None) -> Tail:
    valid = np.ones(surprise.size, bool) if valid is None else valid
    return fit_tail(surprise, valid, block=10, rate_hz=250.0)


def test_threshold_and_rate_are_two_readings_of_one_line() -> None:
    tail = Tail(start=5.0, share=0.15, slope=1.5, blocks_per_min=1000.0, n_maxima=300)
    assert tail.threshold(0.15 * 1000.0) == pytest.approx(5.0)
    assert tail.threshold(0.5) == pytest.approx(5.0 + 1.5 * np.log(0.15 * 1000.0 / 0.5))
    assert tail.per_min(tail.threshold(0.5)) == pytest.approx(0.5)


def test_fewer_false_alarms_need_a_higher_threshold() -> None:
    tail = _fit(_rest(100_000, 1.0, 1))
    thresholds = [tail.threshold(per_min) for per_min in (10.0, 1.0, 0.1, 0.01)]
    assert thresholds == sorted(thresholds)
    assert len(set(thresholds)) == 4


@pytest.mark.parametrize("slope", [1.0, 1.3])
def test_rest_exceeds_the_threshold_as_often_as_was_asked(slope: float) -> None:
    asked = 2.0
    threshold = _fit(_rest(150_000, slope, 2)).threshold(asked)  # ten minutes
    fresh = _rest(1_500_000, slope, 3)  # a hundred minutes
    found = float(np.sum(fresh.reshape(-1, 10).max(axis=1) > threshold)) / 100.0
    assert asked / 2 < found < asked * 2


def test_twitches_hardly_lift_their_own_threshold() -> None:
    rest = _rest(150_000, 1.0, 4)
    with_twitches = rest.copy()
    with_twitches[::500] += 80.0  # 30 a minute
    assert _fit(with_twitches).threshold(0.5) < _fit(rest).threshold(0.5) + 2.0


def test_invalid_stretches_do_not_count_as_rest() -> None:
    rest = _rest(150_000, 1.0, 5)
    valid = np.ones(rest.size, bool)
    valid[40_000:90_000] = False
    silent = np.where(valid, rest, 0.0).astype(np.float32)
    assert _fit(silent, valid).threshold(0.5) == pytest.approx(_fit(rest).threshold(0.5), rel=0.15)


def test_a_recording_without_valid_time_still_gives_a_threshold() -> None:
    tail = _fit(np.zeros(1000, np.float32), np.zeros(1000, bool))
    assert np.isfinite(tail.threshold(0.1))
    assert tail.n_maxima == 0


def test_a_recording_of_a_few_steps_still_gives_a_threshold() -> None:
    assert np.isfinite(_fit(_rest(7, 1.0, 6)).threshold(0.1))


def test_peaks_stand_apart_and_the_higher_one_stays() -> None:
    surprise = np.zeros(300)
    surprise[[50, 52, 120, 200]] = [9.0, 12.0, 7.0, 3.0]
    assert find_peaks_above(_statistic(surprise), 5.0, _EMG).tolist() == [52, 120]


def test_a_plateau_is_one_peak() -> None:
    surprise = np.zeros(100)
    surprise[40:43] = 8.0
    assert find_peaks_above(_statistic(surprise), 5.0, _EMG).size == 1


def test_a_peak_at_either_end_counts_and_nothing_has_none() -> None:
    surprise = np.zeros(100)
    surprise[[0, 99]] = 8.0
    assert find_peaks_above(_statistic(surprise), 5.0, _EMG).tolist() == [0, 99]
    assert find_peaks_above(_statistic(np.zeros(100)), 5.0, _EMG).size == 0


def test_a_peak_that_gives_way_to_a_higher_one_does_not_push_out_a_third() -> None:
    surprise = np.zeros(100)
    surprise[[40, 43, 46]] = [8.0, 12.0, 7.0]
    peaks = find_peaks_above(_statistic(surprise), 5.0, _EMG)
    assert 43 in peaks
    assert np.all(np.diff(peaks) * 0.004 >= _EMG.separation_s - 0.004)


@pytest.mark.parametrize("n_rows", [1, 6])
def test_a_twitch_rises_far_above_rest(n_rows: int) -> None:
    values = np.random.default_rng(7).standard_normal((n_rows, 60_000))
    values[0] += waves(60_000, _RATE_HZ, [20.0, 40.0], 16.0)
    matrix = a_matrix(values)
    statistic, _ = compute_statistic(matrix, _noise_of(matrix), _EMG)
    peaks = find_peaks_above(statistic, 25.0, _EMG)
    assert (peaks + 0.5) / statistic.rate_hz == pytest.approx([20.004, 40.004], abs=0.012)


def test_a_larger_twitch_is_a_larger_surprise() -> None:
    heights = []
    for size in (8.0, 12.0, 20.0, 200.0):
        values = np.random.default_rng(8).standard_normal((1, 30_000))
        values[0] += waves(30_000, _RATE_HZ, [15.0], size)
        matrix = a_matrix(values)
        statistic, _ = compute_statistic(matrix, _noise_of(matrix), _EMG)
        heights.append(float(statistic.surprise[3700:3800].max()))
    assert heights == sorted(heights)
    assert heights[-1] > 100.0 * heights[0]


def test_a_twitch_does_not_mind_where_the_pieces_of_the_matrix_end() -> None:
    values = np.random.default_rng(9).standard_normal((2, 30_000))
    values[0] += waves(30_000, _RATE_HZ, [14.997], 20.0)
    results = []
    for n_pieces in (1, 2, 5):
        matrix = a_matrix(values, n_pieces=n_pieces)
        results.append(compute_statistic(matrix, _noise_of(matrix), _EMG)[0].surprise)
    assert np.allclose(results[0], results[1], rtol=0.02, atol=0.1)
    assert np.allclose(results[0], results[2], rtol=0.02, atol=0.1)


def test_there_is_no_surprise_where_there_is_no_data() -> None:
    valid = np.ones(30_000, bool)
    valid[10_000:12_000] = False
    values = np.random.default_rng(10).standard_normal((1, 30_000))
    values[:, 10_000:12_000] = 1e4
    matrix = a_matrix(values, valid=valid)
    statistic, _ = compute_statistic(matrix, _noise_of(matrix), _EMG)
    assert not statistic.surprise[2500:3000].any()
    assert not statistic.valid[2500:3000].any()
    assert statistic.valid[:2480].all()


def test_the_detector_sees_in_other_samples_what_the_statistic_saw() -> None:
    values = np.random.default_rng(11).standard_normal((3, 20_000))
    matrix = a_matrix(values)
    noise = _noise_of(matrix)
    statistic, detector = compute_statistic(matrix, noise, _EMG)
    again = detector.surprise(noise.whiten(matrix.read(0, 20_000), 0))
    assert np.allclose(np.maximum(again, 0.0)[20:-20], statistic.surprise[20:-20], atol=1e-3)


def test_patterns_are_unit_and_hold_each_place_alone() -> None:
    matrix = a_matrix(np.random.default_rng(12).standard_normal((12, 30_000)), layout=a_grid(3, 4))
    patterns = spatial_patterns(matrix.layout, _noise_of(matrix))
    assert np.allclose(np.linalg.norm(patterns, axis=1), 1.0, atol=1e-5)
    assert np.all(np.abs(patterns[:12]).argmax(axis=1) == np.arange(12))
    assert patterns.shape[0] > 12


def test_one_place_has_one_pattern() -> None:
    matrix = a_matrix(np.random.default_rng(13).standard_normal((3, 5000)), layout=Layout(labels=("s",), components=3))
    assert spatial_patterns(matrix.layout, _noise_of(matrix)).tolist() == [[1.0]]
