import numpy as np
import pytest

from twitchwise.simulate.person_exposures import ExposureKind, SimulatedExposure, draw_exposures
from twitchwise.simulate.person_triggers import LAG_SHAPES, PlantedTrigger, act_on_log_rates, plant_triggers
from twitchwise.simulate.person_world import PersonWorld


def _lived(seed: int = 1) -> tuple[SimulatedExposure, ...]:
    return draw_exposures(PersonWorld(), np.arange(123) % 7, np.zeros(123), n_lead=3, rng=np.random.default_rng(seed))


def _planted(world: PersonWorld, n: int = 600) -> list[tuple[PlantedTrigger, ...]]:
    lived = _lived()
    return [plant_triggers(world, lived, np.random.default_rng(seed)) for seed in range(n)]


def test_triggers_are_as_frequent_as_asked() -> None:
    planted = [each for one in _planted(PersonWorld()) for each in one]
    own = [each for each in planted if each.kind is ExposureKind.TRAINING]
    assert len(own) / (600 * 6) == pytest.approx(0.40, abs=0.03)
    assert (len(planted) - len(own)) / (600 * 42) == pytest.approx(0.12, abs=0.01)


def test_body_wide_triggers_are_as_frequent_but_in_all_muscles_or_none() -> None:
    planted = _planted(PersonWorld(body_wide_share=1.0))
    n_of_kind = [sum(t.kind is kind for t in one) for one in planted for kind in ExposureKind]
    assert set(n_of_kind) == {0, 6}
    others = [t for one in planted for t in one if t.kind is not ExposureKind.TRAINING]
    assert len(others) / (600 * 42) == pytest.approx(0.12, abs=0.02)


def test_effects_have_the_strength_asked_for_and_their_lags_share_it() -> None:
    planted = [each for one in _planted(PersonWorld()) for each in one]
    assert np.mean([each.effect_per_sd for each in planted]) == pytest.approx(0.45, abs=0.01)
    assert np.std([each.effect_per_sd for each in planted]) == pytest.approx(0.15, abs=0.01)
    shapes = {tuple(lag for lag, effect in enumerate(each.lag_effects) if effect) for each in planted}
    assert shapes == set(LAG_SHAPES)
    for trigger in planted[:50]:
        added = act_on_log_rates(PersonWorld().muscle_ids, [trigger], _lived())
        assert added.std(axis=1).max() == pytest.approx(trigger.effect_per_sd)
        assert trigger.total_effect == pytest.approx(sum(trigger.lag_effects))


def test_training_is_never_felt_on_the_same_day() -> None:
    own = [t for one in _planted(PersonWorld(), 100) for t in one if t.kind is ExposureKind.TRAINING]
    assert all(each.lag_effects[0] == 0 for each in own)


def test_a_trigger_acts_on_its_muscle_on_the_days_of_its_lags() -> None:
    lived = _lived()
    trigger = PlantedTrigger(
        muscle_id="biceps",
        kind=ExposureKind.TRAINING,
        effect_per_sd=0.6,
        lag_effects=(0.0, 0.3, 0.3, 0.0),
        has_happened=True,
    )
    added = act_on_log_rates(["triceps", "biceps"], [trigger], lived)
    driver = lived[1].driver
    assert added.shape == (2, 120)
    assert not added[0].any()
    assert added[1] == pytest.approx(0.3 * driver[2:122] + 0.3 * driver[1:121])
