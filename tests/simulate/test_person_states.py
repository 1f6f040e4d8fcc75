import numpy as np
import pytest

from twitchwise.simulate.person_states import draw_log_rates, draw_runs, draw_wander
from twitchwise.simulate.person_world import PersonWorld

_STILL = PersonWorld(count_spread=0.0, latent_shared_sd=0.0, latent_own_sd=0.0)


@pytest.mark.parametrize("ar", [0.0, 0.6, 0.9])
def test_a_wander_has_the_spread_and_the_memory_asked_for(ar: float) -> None:
    wander = draw_wander(100_000, ar, np.random.default_rng(1))
    assert wander.mean() == pytest.approx(0.0, abs=0.06)
    assert wander.std() == pytest.approx(1.0, rel=0.03)
    assert np.corrcoef(wander[1:], wander[:-1])[0, 1] == pytest.approx(ar, abs=0.02)


def test_a_wander_starts_as_it_goes_on() -> None:
    first = [draw_wander(3, 0.9, np.random.default_rng(seed))[0] for seed in range(4000)]
    assert np.std(first) == pytest.approx(1.0, rel=0.05)


def test_runs_are_as_long_and_as_frequent_as_asked() -> None:
    inside = draw_runs(200_000, starts_per_day=0.002, length_days=(3, 7), rng=np.random.default_rng(2))
    edges = np.flatnonzero(np.diff(inside.astype(int)))
    lengths = np.diff(edges)[0::2] if inside[0] == inside[edges[0]] and not inside[0] else np.diff(edges)[1::2]
    assert lengths.min() >= 3
    assert np.median(lengths) == 5
    assert inside.mean() == pytest.approx(1 - np.exp(-0.002 * 5), rel=0.1)


def test_nothing_wanders_when_nothing_shall() -> None:
    log_rates = draw_log_rates(_STILL, np.zeros(50), np.random.default_rng(3))
    assert log_rates == pytest.approx(np.full((6, 50), np.log(2.0)))


def test_drift_changes_the_rate_by_the_factor_asked_for_up_or_down() -> None:
    world = PersonWorld(count_spread=0.0, latent_shared_sd=0.0, latent_own_sd=0.0, drift_fold=3.0)
    folds = {
        round(float(np.exp(rates[0, -1] - rates[0, 0])), 6)
        for rates in (draw_log_rates(world, np.zeros(50), np.random.default_rng(seed)) for seed in range(20))
    }
    assert folds == {3.0, round(1 / 3, 6)}


def test_hot_spots_are_abrupt_and_of_one_muscle() -> None:
    world = PersonWorld(
        count_spread=0.0, latent_shared_sd=0.0, latent_own_sd=0.0, spells_per_30_days=1.0, typical_count=1.0
    )
    log_rates = draw_log_rates(world, np.zeros(3000), np.random.default_rng(4))
    hot = log_rates > 0
    assert np.exp(log_rates[hot]).min() >= 2.0
    assert np.exp(log_rates[hot]).max() <= 5.0
    assert hot.mean() == pytest.approx(1 - np.exp(-9.5 / 30), rel=0.15)
    assert np.corrcoef(hot[0], hot[1])[0, 1] == pytest.approx(0.0, abs=0.15)


def test_worry_is_noticed_in_every_muscle() -> None:
    world = PersonWorld(count_spread=0.0, latent_shared_sd=0.0, latent_own_sd=0.0, worry_notice=0.4)
    worry = np.linspace(-1.0, 1.0, 40)
    log_rates = draw_log_rates(world, worry, np.random.default_rng(5))
    assert log_rates - np.log(2.0) == pytest.approx(np.tile(0.4 * worry, (6, 1)))
