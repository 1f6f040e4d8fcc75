import numpy as np
import pytest

from twitchwise.errors import InputError
from twitchwise.simulate.timing import (
    Bank,
    TwitchTrain,
    bank_generator,
    draw_beats,
    draw_firings,
    draw_regular_firing,
    draw_stretches,
)


@pytest.mark.parametrize("rate_per_min", [2.0, 10.0, 40.0, 100.0])
def test_the_rate_is_the_one_asked_for(rate_per_min: float) -> None:
    train = TwitchTrain(rate_per_min=rate_per_min, n_units=5)
    minutes = 20_000 / rate_per_min

    n = len(draw_firings(train, 60.0 * minutes, np.random.default_rng(1)))

    assert n / minutes == pytest.approx(rate_per_min, rel=0.03)


def test_no_rate_means_no_twitch() -> None:
    assert draw_firings(TwitchTrain(rate_per_min=0.0), 600.0, np.random.default_rng(1)) == ()


def test_one_twitch_in_ten_is_repeated_as_a_doublet_and_otherwise_a_unit_rests() -> None:
    firings = draw_firings(TwitchTrain(rate_per_min=40.0, n_units=4), 60_000.0, np.random.default_rng(2))
    intervals_s = np.concatenate([np.diff([f.time_s for f in firings if f.unit == unit]) for unit in range(4)])

    short = (intervals_s >= 0.010) & (intervals_s <= 0.110)
    assert short.sum() / (len(firings) / 1.1) == pytest.approx(0.1, rel=0.05)
    assert not np.any(intervals_s < 0.010)
    # after a doublet the dead time counts from its first twitch
    assert np.sum((intervals_s > 0.110) & (intervals_s < 0.150)) < 0.01 * len(firings)


def test_counts_spread_like_a_poisson_process() -> None:
    train = TwitchTrain(rate_per_min=10.0, n_units=5, doublet_share=0.0)
    counts = [len(draw_firings(train, 120.0, np.random.default_rng(seed))) for seed in range(800)]

    assert np.mean(counts) == pytest.approx(20.0, rel=0.03)
    assert np.var(counts) / np.mean(counts) == pytest.approx(1.0, abs=0.15)


def test_too_many_twitches_for_one_unit_are_refused() -> None:
    with pytest.raises(InputError, match="more units"):
        draw_firings(TwitchTrain(rate_per_min=600.0, n_units=1), 60.0, np.random.default_rng(1))


def test_the_two_banks_draw_different_numbers_from_the_same_seed() -> None:
    tuning, testing = (bank_generator(bank, np.random.default_rng(7)).random(1000) for bank in Bank)

    assert not set(tuning) & set(testing)


def test_regular_firing_has_the_rate_and_variation_asked_for() -> None:
    times_s = draw_regular_firing(5.0, 405.0, rate_hz=10.0, variation=0.2, rng=np.random.default_rng(3))
    intervals_s = np.diff(times_s)

    assert times_s[0] >= 5.0
    assert times_s[-1] < 405.0
    assert 1 / intervals_s.mean() == pytest.approx(10.0, rel=0.02)
    assert intervals_s.std() / intervals_s.mean() == pytest.approx(0.2, rel=0.1)


def test_the_heart_varies_around_its_rate() -> None:
    beats_s = draw_beats(600.0, rate_hz=1.1, rng=np.random.default_rng(4))

    assert 1 / np.diff(beats_s).mean() == pytest.approx(1.1, rel=0.01)
    assert 0.015 < np.diff(beats_s).std() < 0.05


def test_stretches_do_not_overlap_and_their_number_is_fixed() -> None:
    stretches = draw_stretches(300.0, per_min=4.0, length_s=(0.5, 5.0), rng=np.random.default_rng(5))

    assert len(stretches) == 20
    assert all(0.5 <= end - start <= 5.0 for start, end in stretches)
    assert all(stretches[i][1] <= stretches[i + 1][0] for i in range(19))
    assert stretches[-1][1] <= 300.0


def test_stretches_that_do_not_fit_are_refused() -> None:
    with pytest.raises(InputError, match="do not fit"):
        draw_stretches(10.0, per_min=60.0, length_s=(2.0, 3.0), rng=np.random.default_rng(5))
