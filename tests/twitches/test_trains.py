import numpy as np
import pytest
from numpy.typing import NDArray

from twitchwise.twitches.trains import find_beat, find_locked, find_regular_firing

_HEART = {"shortest_s": 0.4, "longest_s": 1.43}


def _steady(n: int, interval_s: float) -> NDArray[np.float64]:
    return np.arange(n, dtype=np.float64) * interval_s


def _jittered(interval_s: float, n: int, cv: float, seed: int = 0) -> NDArray[np.float64]:
    rng = np.random.default_rng(seed)
    return np.asarray(1.0 + np.cumsum(interval_s * (1.0 + cv * rng.uniform(-1.7, 1.7, n))))


@pytest.mark.parametrize("rate_hz", [6.0, 10.0, 15.0])
def test_a_unit_in_weak_contraction_fires_regularly(rate_hz: float) -> None:
    assert find_regular_firing(_jittered(1.0 / rate_hz, 30, 0.12)).all()


def test_twitches_by_chance_do_not_fire_regularly() -> None:
    rng = np.random.default_rng(1)
    trains = [np.sort(rng.uniform(0.0, 300.0, 150)) for _ in range(20)]  # 30 a minute for five minutes
    assert sum(int(find_regular_firing(train).sum()) for train in trains) == 0


def test_four_in_a_row_are_not_enough() -> None:
    assert not find_regular_firing(np.array([0.0, 0.1, 0.2, 0.3])).any()


def test_only_the_regular_part_is_named() -> None:
    times = np.concatenate(([0.5, 3.0], 5.0 + 0.1 * np.arange(8), [9.0, 12.0]))
    assert np.flatnonzero(find_regular_firing(times)).tolist() == list(range(2, 10))


def test_a_fast_irregular_flurry_is_not_regular_firing() -> None:
    intervals = np.array([0.02, 0.2, 0.03, 0.22, 0.01, 0.24, 0.015, 0.2])
    assert not find_regular_firing(np.concatenate(([0.0], np.cumsum(intervals)))).any()


def test_a_heart_that_quickens_and_slows_is_a_beat() -> None:
    intervals = 0.8 + 0.1 * np.sin(np.arange(40) / 3.0)  # breathing moves the pulse
    times = np.concatenate(([0.3], 0.3 + np.cumsum(intervals)))
    assert find_beat(times, float(times[-1]) + 1.0, **_HEART).all()


def test_a_beat_is_found_among_twitches_and_leaves_them() -> None:
    rng = np.random.default_rng(2)
    beats = _steady(70, 0.85)
    twitches = rng.uniform(0.0, 60.0, 8)
    times = np.concatenate((beats, twitches))
    order = np.argsort(times)
    found = find_beat(times[order], 60.0, **_HEART)
    is_beat = order < 70
    assert found[is_beat].mean() > 0.9
    assert found[~is_beat].sum() <= 2


def test_twitches_by_chance_seldom_make_a_beat() -> None:
    rng = np.random.default_rng(3)
    trains = [np.sort(rng.uniform(0.0, 120.0, int(rng.integers(10, 80)))) for _ in range(60)]  # 5 to 40 a minute
    assert sum(bool(find_beat(train, 120.0, **_HEART).any()) for train in trains) <= 4


def test_five_beats_are_not_enough() -> None:
    assert not find_beat(_steady(5, 0.8), 10.0, **_HEART).any()


def test_nothing_has_no_beat() -> None:
    assert find_beat(np.array([]), 10.0, **_HEART).size == 0
    assert find_regular_firing(np.array([])).size == 0
    assert find_locked(np.array([]), _steady(10, 0.8)).size == 0


def test_a_second_wave_after_each_beat_is_locked_to_it() -> None:
    beats = _steady(40, 0.8)
    after = beats + 0.3
    assert find_locked(after, beats).mean() > 0.9


def test_what_stands_in_the_place_of_a_missing_beat_is_locked() -> None:
    beats = np.delete(_steady(40, 0.8), [10, 25])
    assert find_locked(np.array([8.0, 20.0]), beats).all()


def test_twitches_by_chance_are_seldom_locked_to_a_beat() -> None:
    rng = np.random.default_rng(4)
    beats = _steady(150, 0.8)
    locked = [find_locked(np.sort(rng.uniform(0.0, 120.0, 40)), beats) for _ in range(20)]
    assert float(np.mean(np.concatenate(locked))) < 0.05
