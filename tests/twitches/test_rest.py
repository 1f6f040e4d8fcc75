import numpy as np
import pytest
from numpy.typing import NDArray

from tests.twitches.built_recordings import a_matrix, waves
from twitchwise.twitches.model import Reason
from twitchwise.twitches.rest import find_raised_baseline, find_turning

_RATE_HZ = 1000.0
_PHONE_HZ = 100.0


def _rest(n_rows: int, seconds: float, seed: int = 0) -> NDArray[np.float64]:
    return 10.0 * np.random.default_rng(seed).standard_normal((n_rows, int(seconds * _RATE_HZ)))


def _lying_phone(seconds: float, seed: int = 0) -> NDArray[np.float64]:
    values = 0.6 * np.random.default_rng(seed).standard_normal((3, int(seconds * _PHONE_HZ)))
    values[2] += 1000.0
    return values


@pytest.mark.parametrize("n_rows", [1, 8])
def test_a_contraction_that_doubles_the_baseline_is_found(n_rows: int) -> None:
    values = _rest(n_rows, 60.0)
    values[:, 30_000:34_000] *= 2.0
    (span,) = find_raised_baseline(a_matrix(values, n_pieces=3))
    assert (span.start_s, span.end_s) == pytest.approx((30.0, 34.0), abs=0.3)
    assert span.reason is Reason.VOLUNTARY


@pytest.mark.parametrize("seed", range(4))
def test_rest_alone_is_not_raised(seed: int) -> None:
    assert find_raised_baseline(a_matrix(_rest(1, 120.0, seed))) == ()


def test_a_hundred_potentials_a_minute_are_no_contraction() -> None:
    values = _rest(1, 60.0)
    values[0] += waves(60_000, _RATE_HZ, list(np.arange(0.3, 59.5, 0.6)), 400.0)
    assert find_raised_baseline(a_matrix(values)) == ()


def test_slow_drift_of_the_electrodes_is_no_contraction() -> None:
    values = _rest(4, 240.0) * np.exp(0.3 * np.sin(2 * np.pi * np.arange(240_000) / _RATE_HZ / 200.0))
    assert find_raised_baseline(a_matrix(values)) == ()


def test_a_recording_of_a_second_is_not_judged() -> None:
    assert find_raised_baseline(a_matrix(_rest(1, 1.0))) == ()


def test_a_limb_that_turns_is_seen() -> None:
    values = _lying_phone(60.0)
    swing = np.arange(2000, 2400)
    values[0, swing] += 30.0 * np.sin(2 * np.pi * 1.0 * (swing - 2000) / _PHONE_HZ)  # 1.7 degrees to and fro
    spans = find_turning(values, _PHONE_HZ)
    assert spans
    assert spans[0].start_s == pytest.approx(20.0, abs=0.6)
    assert spans[-1].end_s == pytest.approx(24.0, abs=0.6)


def test_a_phone_that_lies_still_does_not_turn() -> None:
    assert find_turning(_lying_phone(60.0), _PHONE_HZ) == ()


def test_breathing_and_posture_are_no_turning() -> None:
    values = _lying_phone(120.0)
    t = np.arange(values.shape[1]) / _PHONE_HZ
    values[1] += 2.0 * np.sin(2 * np.pi * 0.25 * t) + 15.0 * np.sin(2 * np.pi * t / 60.0)
    assert find_turning(values, _PHONE_HZ) == ()


def test_a_twitch_under_the_phone_is_no_turning() -> None:
    values = _lying_phone(60.0)
    values[2] += waves(values.shape[1], _PHONE_HZ, list(np.arange(1.0, 59.0, 2.0)), 40.0, half_s=0.04)
    assert find_turning(values, _PHONE_HZ) == ()


@pytest.mark.parametrize("where", [slice(0, 30_000), slice(30_000, 60_000), slice(20_000, 40_000)])
def test_lost_samples_are_neither_rest_nor_unrest(where: slice) -> None:
    values, valid = _rest(1, 60.0), np.ones(60_000, bool)
    values[:, where], valid[where] = 0.0, False
    assert find_raised_baseline(a_matrix(values, valid=valid)) == ()
