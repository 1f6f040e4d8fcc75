from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.twitches.built_recordings import a_front, a_matrix, an_emg
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.recordings.model import RecordingKind
from twitchwise.twitches.detect import compute_statistic
from twitchwise.twitches.measure import measure_twitches
from twitchwise.twitches.noise import learn_noise
from twitchwise.twitches.reach import find_smallest_detectable, model_twitch
from twitchwise.twitches.settings import SETTINGS

_EMG = RecordingKind.EMG
_RATE_HZ = 1000.0


class _Put(NamedTuple):
    found: int
    of: int


def _noise(n_rows: int = 1, seconds: float = 60.0, seed: int = 0) -> NDArray[np.float64]:
    return np.random.default_rng(seed).standard_normal((n_rows, int(seconds * _RATE_HZ)))


def _smallest(values: NDArray[np.floating], threshold: float = 18.0) -> Estimate | NotMeasurable:
    matrix = a_matrix(values)
    settings = SETTINGS[_EMG]
    noise = learn_noise(matrix, settings, floor=np.full(matrix.n_rows, 1e-6))
    statistic, detector = compute_statistic(matrix, noise, settings)
    return find_smallest_detectable(a_front(matrix), noise, statistic, detector, threshold, _EMG, settings)


def _value(values: NDArray[np.floating], threshold: float = 18.0) -> float:
    smallest = _smallest(values, threshold)
    assert isinstance(smallest, Estimate)
    assert smallest.low <= smallest.value <= smallest.high
    return smallest.value


@pytest.mark.parametrize("kind", [RecordingKind.EMG, RecordingKind.MOTION])
def test_the_model_twitch_is_one_peak_to_peak(kind: RecordingKind) -> None:
    wave = model_twitch(kind, 2000.0, 2000, 300)
    assert float(np.ptp(wave)) == pytest.approx(1.0, abs=1e-3)
    assert abs(wave[0]) < 1e-6


def test_the_model_displacement_peaks_at_one_after_its_contraction_time() -> None:
    wave = model_twitch(RecordingKind.VIDEO, 1000.0, 1000, 100)
    assert float(wave.max()) == pytest.approx(1.0, abs=1e-3)
    assert (int(wave.argmax()) - 100) / 1000.0 == pytest.approx(0.06, abs=0.002)
    assert not wave[:100].any()


def test_twice_the_noise_hides_twitches_twice_as_large() -> None:
    assert _value(2.0 * _noise()) == pytest.approx(2.0 * _value(_noise()), rel=0.02)


def test_a_stricter_threshold_needs_a_larger_twitch() -> None:
    assert _value(_noise(), 12.0) < _value(_noise(), 20.0) < _value(_noise(), 40.0)


def test_without_a_quiet_stretch_nothing_can_be_said() -> None:
    smallest = _smallest(_noise(), threshold=0.01)
    assert isinstance(smallest, NotMeasurable)
    assert "quiet" in smallest.reason


def test_the_answer_is_the_same_each_time() -> None:
    assert _smallest(_noise(4)) == _smallest(_noise(4))


def test_twitches_of_the_size_told_are_found_nine_times_in_ten() -> None:
    noise = 10.0 * _noise(seconds=120.0, seed=1)
    told = measure_twitches(an_emg(noise)).smallest_detectable
    assert isinstance(told, Estimate)

    def put(size: float) -> _Put:
        onsets = np.arange(1.0, 119.0, 1.77)
        values = 10.0 * _noise(seconds=120.0, seed=2)
        for onset in onsets:
            at = int(onset * _RATE_HZ)
            values[0, at : at + 40] += size * model_twitch(_EMG, _RATE_HZ, 40, 5)
        found = np.array([t.onset_s for t in measure_twitches(an_emg(values)).twitches])
        near = [bool(found.size) and float(np.abs(found - onset).min()) < 0.02 for onset in onsets]
        return _Put(found=sum(near), of=onsets.size)

    larger, smaller = put(1.3 * told.value), put(0.5 * told.value)
    assert larger.found >= 0.9 * larger.of
    assert smaller.found <= 0.5 * smaller.of
