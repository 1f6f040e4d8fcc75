import numpy as np
import pytest
from numpy.typing import NDArray

from tests.twitches.built_recordings import a_front, a_grid, a_matrix, waves
from twitchwise.recordings.model import RecordingKind
from twitchwise.twitches.detect import compute_statistic, find_peaks_above
from twitchwise.twitches.events import Event, measure_events, plain_level
from twitchwise.twitches.lobes import drop_lobes
from twitchwise.twitches.matrix import Layout, Matrix
from twitchwise.twitches.noise import learn_noise
from twitchwise.twitches.settings import SETTINGS, CoreSettings

_EMG, _MOTION = SETTINGS[RecordingKind.EMG], SETTINGS[RecordingKind.MOTION]
_RATE_HZ = 1000.0
_THRESHOLD = 25.0


def _noise_rows(n_rows: int, n: int = 60_000, seed: int = 0) -> NDArray[np.float64]:
    return np.random.default_rng(seed).standard_normal((n_rows, n))


def _events(matrix: Matrix, settings: CoreSettings = _EMG) -> list[Event]:
    noise = learn_noise(matrix, settings, floor=np.full(matrix.n_rows, 1e-6))
    statistic, _ = compute_statistic(matrix, noise, settings)
    peaks = find_peaks_above(statistic, _THRESHOLD, settings)
    events = measure_events(a_front(matrix), noise, statistic, peaks, _THRESHOLD, settings)
    return drop_lobes(events, settings, matrix.rate_hz)


@pytest.mark.parametrize("size", [20.0, 60.0, 300.0])
def test_an_event_has_the_size_and_onset_that_were_put_in(size: float) -> None:
    onsets = [5.0, 15.0025, 25.005, 35.0075, 45.0]
    values = _noise_rows(1)
    values[0] += waves(60_000, _RATE_HZ, onsets, size)
    events = _events(a_matrix(values))
    assert len(events) == 5
    assert float(np.median([e.amplitude for e in events])) == pytest.approx(size, rel=0.1)
    errors = np.array([e.onset_s for e in events]) - onsets
    assert float(np.abs(errors).max()) < 0.003
    assert float(np.median([e.duration_s for e in events])) == pytest.approx(0.008, abs=0.003)


def test_an_event_lies_where_it_is_largest() -> None:
    values = _noise_rows(12)
    wave = waves(60_000, _RATE_HZ, [20.0], 60.0)
    for place, share in ((6, 1.0), (5, 0.5), (7, 0.5), (2, 0.5), (10, 0.5)):
        values[place] += share * wave
    (event,) = _events(a_matrix(values, layout=a_grid(3, 4)))
    assert event.place.index == 6
    assert event.place.label == "1,2"
    assert (event.place.x, event.place.y) == pytest.approx((2.0, 1.0), abs=0.3)
    assert event.sizes[6] == pytest.approx(event.amplitude, rel=0.02)
    assert event.sizes[[5, 7, 2, 10]] == pytest.approx(0.5 * event.amplitude, rel=0.25)


def test_the_size_along_any_direction_of_a_sensor_is_the_same() -> None:
    sizes = []
    for direction in ((1.0, 0.0, 0.0), (0.6, 0.0, 0.8), (0.577, -0.577, 0.577)):
        values = 0.6 * _noise_rows(3, 12_000)
        wave = waves(12_000, 100.0, list(np.arange(5.0, 115.0, 10.0)), 20.0, half_s=0.05)
        values += np.array(direction)[:, None] * wave
        events = _events(a_matrix(values, 100.0, unit="mg", layout=Layout(labels=("sensor",), components=3)), _MOTION)
        sizes.append(float(np.median([e.amplitude for e in events])))
    assert sizes == pytest.approx([20.0, 20.0, 20.0], rel=0.08)


def test_the_score_is_the_square_root_of_surprise_over_threshold() -> None:
    values = _noise_rows(1)
    values[0] += waves(60_000, _RATE_HZ, [20.0], 30.0)
    (event,) = _events(a_matrix(values))
    assert event.score == pytest.approx(np.sqrt(event.surprise / _THRESHOLD), rel=1e-6)
    assert event.score > 1.0


def test_events_come_in_order_of_time_from_every_piece_of_the_matrix() -> None:
    onsets = [4.0, 19.999, 20.5, 39.998, 55.0]
    values = _noise_rows(2)
    values[1] += waves(60_000, _RATE_HZ, onsets, 40.0)
    events = _events(a_matrix(values, n_pieces=3))
    assert [e.onset_s for e in events] == pytest.approx(onsets, abs=0.004)
    assert [e.place.index for e in events] == [1] * 5


def test_an_event_at_the_very_start_or_end_is_measured_too() -> None:
    values = _noise_rows(1, 20_000)
    values[0] += waves(20_000, _RATE_HZ, [0.004, 19.988], 40.0)
    events = _events(a_matrix(values))
    assert [e.onset_s for e in events] == pytest.approx([0.004, 19.988], abs=0.005)


def test_places_that_are_no_picture_need_no_support() -> None:
    values = _noise_rows(4)
    values[0] += waves(60_000, _RATE_HZ, [20.0], 60.0)
    (event,) = _events(a_matrix(values, layout=a_grid(2, 2)))
    assert event.support == float("inf")


def test_a_block_that_moves_alone_has_no_support_and_a_patch_has() -> None:
    layout = a_grid(5, 5)
    video = SETTINGS[RecordingKind.VIDEO]
    picture = Layout(
        labels=layout.labels,
        components=2,
        neighbours=layout.neighbours,
        positions=layout.positions,
        shape=layout.shape,
        cells=layout.cells,
    )
    supports = []
    for share in (0.0, 0.6):
        values = 0.02 * _noise_rows(50, 1800)
        wave = waves(1800, 30.0, [30.0], 2.0, half_s=0.2)
        values[24] += wave  # x of the middle block
        for other in (7, 11, 13, 17):
            values[2 * other] += share * wave
        (event,) = _events(a_matrix(values, 30.0, unit="px", layout=picture), video)
        supports.append(event.support)
    assert supports[0] < 4.0 < supports[1]


def test_the_plain_level_is_the_rest_of_the_rows() -> None:
    matrix = a_matrix(np.array([[2.0], [7.0]]) * _noise_rows(2))
    noise = learn_noise(matrix, _EMG, floor=np.full(2, 1e-6))
    assert plain_level(a_front(matrix), noise) == pytest.approx([2.0, 7.0], rel=0.08)
