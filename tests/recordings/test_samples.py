import numpy as np
import pytest

from twitchwise.recordings.model import Quantity
from twitchwise.recordings.samples import SampledSignal, drop_impossible, find_gaps, median_rate_hz


def signal(*, clock: bool) -> SampledSignal:
    return SampledSignal(
        quantity=Quantity.ACCELERATION,
        labels=("x", "y"),
        values=np.arange(20, dtype=np.float32).reshape(2, 10),
        rate_hz=10.0,
        clock_s=5.0 + np.arange(10) / 10 if clock else None,
    )


def test_pieces_are_cut_from_all_channels_at_once() -> None:
    assert signal(clock=False).read(2, 4).tolist() == [[2, 3], [12, 13]]
    assert signal(clock=False).n_samples == 10


def test_times_follow_the_clock_or_else_the_rate() -> None:
    assert signal(clock=True).times_s(0, 2) == pytest.approx([5.0, 5.1])
    assert signal(clock=False).times_s(8, 99) == pytest.approx([0.8, 0.9])


def test_the_rate_is_that_of_the_median_interval() -> None:
    clock_s = np.cumsum([0.0, 0.01, 0.01, 0.0, 0.01, 3.0])
    assert median_rate_hz(clock_s) == pytest.approx(100)


def test_a_pause_of_more_than_five_intervals_is_a_gap_and_a_shorter_one_is_not() -> None:
    clock_s = np.concatenate([np.arange(10) * 0.01, 0.14 + np.arange(10) * 0.01, 1.0 + np.arange(10) * 0.01])
    (gap,) = find_gaps(clock_s, start_s=100.0)
    assert (gap.start_s, gap.end_s) == pytest.approx((100.24, 101.0))


def test_two_samples_have_no_gap() -> None:
    assert find_gaps(np.array([0.0, 9.0])) == ()


@pytest.mark.parametrize("wrong", [np.inf, -np.inf, 1e30, -1e16, np.nan])
def test_what_no_sensor_measures_is_no_sample(wrong: float) -> None:
    values = np.array([[1.0, wrong, -2e9]], np.float32)
    drop_impossible(values)
    assert np.isnan(values[0]).tolist() == [False, True, False]
    drop_impossible(values[:, :0])
