import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from twitchwise.errors import NotARecording
from twitchwise.recordings.clocks import Clock, ClockUnit, Stamps, guess_clock_unit, read_clock

UNITS = {ClockUnit.S: 1.0, ClockUnit.MS: 1e3, ClockUnit.US: 1e6, ClockUnit.NS: 1e9}


def clock_of(times_s: NDArray[np.floating], *, unit: ClockUnit = ClockUnit.S, first: int = 0) -> Clock:
    values = np.random.default_rng(0).normal(size=(len(times_s), 3))
    stamps = Stamps(first=first, values=(times_s * UNITS[unit]).astype(np.float64), unit=unit)
    return read_clock(stamps, values, where="file")


@pytest.mark.parametrize("unit", list(ClockUnit))
@pytest.mark.parametrize("rate_hz", [5.0, 60.0, 100.0, 405.0, 1000.0, 4000.0])
def test_the_unit_of_any_clock_shows_in_its_step(unit: ClockUnit, rate_hz: float) -> None:
    assert guess_clock_unit(1e6 + np.arange(100) / rate_hz * UNITS[unit]) is unit


def test_a_steady_clock_starts_at_zero_and_keeps_its_rate() -> None:
    clock = clock_of(500.0 + np.arange(1000) / 100, unit=ClockUnit.MS)
    assert clock.times_s[0] == 0
    assert clock.rate_hz == pytest.approx(100)
    assert (clock.gaps, clock.n_dropped, clock.problems) == ((), 0, ())


def test_nanoseconds_since_1970_name_the_instant_of_the_first_sample() -> None:
    clock = clock_of(np.arange(100) / 100, unit=ClockUnit.NS, first=1_700_000_000_500_000_000)
    assert clock.started_at is not None
    assert clock.started_at.isoformat() == "2023-11-14T22:13:20.500000+00:00"


def test_nanoseconds_since_the_phone_was_switched_on_name_no_instant() -> None:
    assert clock_of(np.arange(100) / 100, unit=ClockUnit.NS, first=833_841_569_044_223).started_at is None


def test_a_pause_is_a_gap_with_its_missing_samples() -> None:
    times_s = np.concatenate([np.arange(100) / 100, 3.0 + np.arange(100) / 100])
    clock = clock_of(times_s)
    assert len(clock.gaps) == 1
    assert clock.gaps[0].start_s == pytest.approx(1.0)
    assert clock.gaps[0].end_s == pytest.approx(3.0)
    assert clock.n_dropped == 200


def test_samples_out_of_order_are_sorted_with_their_rows() -> None:
    times_s = np.arange(100) / 100
    times_s[[40, 41, 42]] = times_s[[42, 40, 41]]
    clock = clock_of(times_s)
    np.testing.assert_allclose(clock.times_s, np.arange(100) / 100)
    assert clock.rows[40:43].tolist() == [41, 42, 40]
    assert "backwards" in clock.problems[0].what


def test_rows_written_twice_count_once() -> None:
    times_s = np.repeat(np.arange(50) / 100, 2)
    values = np.repeat(np.arange(50.0), 2)[:, np.newaxis]
    clock = read_clock(Stamps(first=0, values=times_s, unit=ClockUnit.S), values, where="file")
    assert len(clock.times_s) == 50
    assert "50 rows were written twice" in clock.problems[0].what


def test_samples_that_share_a_coarse_stamp_are_spread_evenly() -> None:
    true_s = np.arange(1000) / 200
    clock = clock_of((np.arange(1000) // 10).astype(np.float64) * 0.05)
    assert len(clock.times_s) == 1000
    assert clock.rate_hz == pytest.approx(200)
    assert np.abs(clock.times_s - true_s).max() < 0.01


def test_a_lone_broken_stamp_costs_only_its_row() -> None:
    times_s = np.arange(100) / 100
    times_s[50] = 1e6
    times_s[70] = np.nan
    times_s[0] = 1e5
    times_s[-1] = 5e5
    clock = clock_of(times_s)
    assert clock.n_broken == 4
    assert clock.times_s[-1] == pytest.approx(0.97)


def test_a_clock_set_back_is_joined_without_a_gap() -> None:
    times_s = 1e4 + np.arange(100) / 100
    times_s[50:] -= 3600
    clock = clock_of(times_s)
    np.testing.assert_allclose(clock.times_s, np.arange(100) / 100, atol=1e-9)
    assert "set back 1 times" in clock.problems[0].what


@pytest.mark.parametrize("times", [[], [1.0], [1.0, 1.0, 1.0], [np.nan, np.nan]])
def test_a_clock_that_never_moves_is_refused(times: list[float]) -> None:
    with pytest.raises(NotARecording, match="fewer than two samples"):
        clock_of(np.array(times))


def test_a_span_of_months_is_refused() -> None:
    with pytest.raises(NotARecording, match="spans 116 days"):
        clock_of(np.array([0.0, 0.01, 0.02, 1e7, 1e7 + 0.01]))


def test_slow_sensors_keep_their_first_and_last_sample() -> None:
    clock = clock_of(np.arange(10) * 5.0)
    assert len(clock.times_s) == 10
    assert clock.n_broken == 0


@given(
    stamps=st.lists(
        st.floats(allow_nan=True, allow_infinity=True) | st.floats(0, 100) | st.integers(0, 50).map(float), max_size=40
    )
)
def test_times_always_rise_whatever_the_stamps(stamps: list[float]) -> None:
    try:
        clock = clock_of(np.array(stamps))
    except NotARecording:
        return
    assert (np.diff(clock.times_s) > 0).all()
    assert clock.times_s[0] == 0
    assert len(set(clock.rows.tolist())) == len(clock.rows) == len(clock.times_s)
