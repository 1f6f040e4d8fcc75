import numpy as np
import pytest

from twitchwise.estimate import Estimate, NotMeasurable, rate_per_min, share_of


def _rate(n_events: int, minutes: float, *, level: float = 0.95, dispersion: float = 1.0) -> Estimate:
    estimate = rate_per_min(n_events, minutes, level=level, dispersion=dispersion)
    assert isinstance(estimate, Estimate)
    return estimate


def test_the_rate_is_events_over_minutes() -> None:
    estimate = _rate(30, 5.0)
    assert estimate.value == 6.0
    assert estimate.n == 30
    assert estimate.unit == "per min"
    assert estimate.low < 6.0 < estimate.high


def test_no_event_still_gives_an_upper_end() -> None:
    estimate = _rate(0, 10.0)
    assert estimate.value == estimate.low == 0.0
    # mid-P: half the chance of no event equals 0.025, so exp(-mean) = 0.05
    assert estimate.high == pytest.approx(-np.log(0.05) / 10.0, rel=1e-6)


def test_longer_recordings_narrow_the_interval() -> None:
    short, long = _rate(10, 5.0), _rate(100, 50.0)
    assert long.high - long.low < short.high - short.low


def test_counts_that_cluster_widen_the_interval() -> None:
    plain, clustered = _rate(40, 10.0), _rate(40, 10.0, dispersion=3.0)
    assert clustered.value == plain.value
    assert clustered.low < plain.low
    assert clustered.high > plain.high


@pytest.mark.parametrize("minutes", [0.0, -1.0])
def test_no_analysable_time_gives_no_number(minutes: float) -> None:
    answer = rate_per_min(3, minutes)
    assert isinstance(answer, NotMeasurable)
    assert answer.reason


@pytest.mark.parametrize("mean", [1.5, 5.0, 20.0])
def test_the_interval_covers_the_truth_about_as_often_as_it_says(mean: float) -> None:
    rng = np.random.default_rng(20)
    limits = {int(n): _rate(int(n), 1.0) for n in range(60)}
    counts = rng.poisson(mean, size=4000)
    covered = np.mean([limits[int(n)].low <= mean <= limits[int(n)].high for n in counts])
    assert 0.92 <= covered <= 0.985


def test_a_share_has_wilsons_interval() -> None:
    # 81 of 263 at 95 %, worked in Newcombe 1998, Statistics in Medicine 17:857 (method 3): 0.2553 to 0.3662
    share = share_of(81, 263)
    assert isinstance(share, Estimate)
    assert (share.value, share.n) == (81 / 263, 263)
    assert (round(share.low, 4), round(share.high, 4)) == (0.2553, 0.3662)


def test_all_of_few_is_no_certainty() -> None:
    share = share_of(5, 5)
    assert isinstance(share, Estimate)
    assert share.high == 1.0
    assert share.low < 0.6


def test_a_share_of_nothing_is_not_measurable() -> None:
    assert isinstance(share_of(0, 0), NotMeasurable)
