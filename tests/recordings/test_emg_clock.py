import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from twitchwise.errors import InputError, NotARecording
from twitchwise.recordings.emg_clock import (
    in_order,
    is_row_number,
    looks_like_time,
    read_clock,
    settle_timing,
    steady_rate_hz,
)

SECONDS = {"s": 1.0, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}


@given(
    unit=st.sampled_from(sorted(SECONDS)),
    rate_hz=st.sampled_from([500, 1000, 1024, 2048, 4000, 10000]),
    start=st.integers(0, 1000),
    form=st.sampled_from(["time ({})", "t_{}", "Timestamp [{}]", "{}"]),
)
def test_a_steady_clock_in_any_unit_gives_its_rate(unit: str, rate_hz: int, start: int, form: str) -> None:
    column = start + np.arange(3000) / rate_hz / SECONDS[unit]
    name = form.format(unit)
    clock = read_clock(column, name=name, where="a")
    assert looks_like_time(name, column)
    assert clock.rate_hz == pytest.approx(rate_hz, rel=1e-6)
    assert clock.times_s[0] == 0
    assert (clock.gaps, clock.problems, clock.n_dropped) == ((), (), 0)


def test_stamps_rounded_to_a_tenth_of_a_millisecond_still_give_the_rate() -> None:
    column = np.round(np.arange(40_000) / 4000, 4)
    assert read_clock(column, name=None, where="a").rate_hz == pytest.approx(4000, rel=1e-4)


def test_stamps_that_repeat_are_spread_evenly() -> None:
    column = np.floor(np.arange(2000) / 2)  # 2 kHz by a millisecond clock
    clock = read_clock(column, name="ms", where="a")
    assert clock.rate_hz == pytest.approx(2000)
    np.testing.assert_allclose(clock.times_s, np.arange(2000) / 2000)


def test_a_pause_is_a_gap_and_does_not_change_the_rate() -> None:
    column = np.arange(5000) / 1000
    column[3000:] += 7.5
    clock = read_clock(column, name="time", where="a")
    assert clock.rate_hz == pytest.approx(1000)
    assert [(round(gap.start_s, 6), round(gap.end_s, 6)) for gap in clock.gaps] == [(3.0, 10.5)]
    assert clock.n_dropped == 7500


def test_a_clock_without_a_unit_is_read_in_the_one_that_makes_sense() -> None:
    clock = read_clock(np.arange(0, 1e6, 500.0), name="time", where="a")
    assert clock.rate_hz == pytest.approx(2000)
    assert "read as us" in str(clock.problems[0])


@pytest.mark.parametrize("wrong", [-5.0, 1e6, np.nan])
def test_a_single_broken_time_loses_only_its_row(wrong: float) -> None:
    column = np.arange(1000) / 1000
    column[500] = wrong
    clock = read_clock(column, name="time (s)", where="a")
    assert np.flatnonzero(~clock.keep).tolist() == [500]
    assert "1 rows" in str(clock.problems[0])


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (np.arange(100, 0, -1.0), "backwards"),
        (np.zeros(100), "stands still"),
        (np.full(100, np.nan), "backwards or is empty"),
        (np.concatenate([np.arange(100), np.arange(100) + 1e9]), "days"),
    ],
)
def test_a_clock_that_is_none_is_refused(column: np.ndarray, said: str) -> None:
    with pytest.raises(NotARecording, match=said):
        read_clock(column, name="time (s)", where="a")


def test_row_numbers_are_no_clock_unless_they_say_so() -> None:
    column = np.arange(100.0)
    assert is_row_number(column)
    assert not looks_like_time(None, column)
    assert not looks_like_time("sample", column)
    assert looks_like_time("time", column)


def test_a_signal_is_no_clock() -> None:
    noise = np.random.default_rng(0).normal(size=1000)
    assert not looks_like_time(None, noise)
    assert not looks_like_time("time", noise)


def test_order_is_kept_by_leaving_out_as_few_as_possible() -> None:
    assert in_order(np.array([0.0, 9.0, 1.0, 2.0, 3.0])).tolist() == [True, False, True, True, True]
    assert in_order(np.array([0.0, 1.0, -9.0, 2.0, 3.0])).tolist() == [True, True, False, True, True]


def test_the_rate_given_outranks_the_times_and_a_conflict_is_told() -> None:
    times = np.arange(100) / 1000
    timing = settle_timing(times, name="time", given_hz=500, stated_hz=None, where="a")
    assert (timing.rate_hz, timing.clock) == (500, None)
    assert "given is 500 Hz; the given rate was used" in str(timing.problems[0])


def test_times_outrank_the_rate_stated_and_a_conflict_is_told() -> None:
    times = np.arange(100) / 1000
    timing = settle_timing(times, name="time", given_hz=None, stated_hz=2000, where="a")
    assert timing.rate_hz == pytest.approx(1000)
    assert "stated in it is 2000 Hz; the times were used" in str(timing.problems[0])


def test_a_rate_given_saves_a_file_whose_clock_is_broken() -> None:
    assert settle_timing(np.zeros(100), name="time", given_hz=500, stated_hz=None, where="a").rate_hz == 500


def test_without_times_or_rate_the_remedy_is_named() -> None:
    with pytest.raises(NotARecording, match="give the sampling rate with --rate"):
        settle_timing(None, name=None, given_hz=None, stated_hz=None, where="a")


@pytest.mark.parametrize("rate_hz", [0.0, -1.0, np.nan, np.inf, 1e300])
def test_an_impossible_rate_is_refused(rate_hz: float) -> None:
    with pytest.raises(NotARecording, match="impossible"):
        steady_rate_hz(rate_hz, where="a")


@given(column=arrays(np.float64, st.integers(0, 40)), name=st.sampled_from([None, "time", "t (ms)"]))
def test_any_column_gives_a_rising_clock_or_an_input_error(column: np.ndarray, name: str | None) -> None:
    looks_like_time(name, column)
    try:
        clock = read_clock(column, name=name, where="a")
    except InputError:
        return
    assert np.all(np.diff(clock.times_s) >= 0)
    assert clock.times_s.size == np.count_nonzero(clock.keep)


def test_a_time_column_that_cannot_be_read_is_named() -> None:
    with pytest.raises(NotARecording, match='"Uhrzeit" holds no numbers that rise'):
        settle_timing(None, name=None, given_hz=None, stated_hz=None, where="a", unread="Uhrzeit")
