"""Rates and single repetitions of signals made by arithmetic."""

import numpy as np
import pytest

from twitchwise.strength.rhythm import count_cycles, find_rhythm

RATE_HZ = 100.0
TIMES_S = np.arange(0.0, 20.0, 1 / RATE_HZ)


@pytest.mark.parametrize("per_s", [1.0, 2.3, 5.0])
def test_a_swing_is_counted_once_a_turn(per_s: float) -> None:
    values = np.sin(2 * np.pi * per_s * TIMES_S)
    rhythm = find_rhythm(values, RATE_HZ, slowest_hz=0.8, fastest_hz=8.0, smallest=0.1, window_s=4.0)
    assert rhythm is not None
    assert rhythm.rate_hz == pytest.approx(per_s, rel=0.03)
    assert abs(len(count_cycles(values, RATE_HZ, rhythm, least=0.3)) - 20 * per_s) <= 1


def test_a_pause_holds_no_repetitions() -> None:
    values = np.sin(2 * np.pi * 3.0 * TIMES_S) * ((TIMES_S < 8.0) | (TIMES_S > 12.0))
    rhythm = find_rhythm(values, RATE_HZ, slowest_hz=0.8, fastest_hz=8.0, smallest=0.1, window_s=2.0)
    assert rhythm is not None
    times_s = count_cycles(values, RATE_HZ, rhythm, least=0.3) / RATE_HZ
    assert abs(len(times_s) - 48) <= 1
    assert not np.any((times_s > 8.2) & (times_s < 11.8))


def test_noise_and_silence_have_no_rhythm() -> None:
    options = {"slowest_hz": 0.8, "fastest_hz": 8.0, "smallest": 0.1, "window_s": 4.0}
    noise = np.random.default_rng(1).standard_normal(TIMES_S.size)
    assert find_rhythm(noise, RATE_HZ, **options) is None
    assert find_rhythm(np.zeros_like(noise), RATE_HZ, **options) is None
    assert find_rhythm(noise[:20], RATE_HZ, **options) is None


def test_unlike_left_and_right_steps_are_two() -> None:
    steps = np.where(np.arange(40) % 2, 1.0, 0.6)
    values = sum(size * np.exp(-0.5 * ((TIMES_S - 0.5 * (i + 0.5)) / 0.08) ** 2) for i, size in enumerate(steps)) - 0.3
    rhythm = find_rhythm(
        values, RATE_HZ, slowest_hz=0.45, fastest_hz=3.0, smallest=0.1, window_s=4.0, half_counts_from=0.15
    )
    assert rhythm is not None
    assert rhythm.rate_hz == pytest.approx(2.0, rel=0.05)
