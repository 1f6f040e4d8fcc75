from dataclasses import replace

import numpy as np
import pytest

from twitchwise.simulate.person import SimulatedPerson, simulate_person
from twitchwise.simulate.person_exposures import ExposureKind
from twitchwise.simulate.person_world import WORLDS, PersonWorld, WorldName


def _person(world: PersonWorld, seed: int = 1) -> SimulatedPerson:
    return simulate_person(world, rng=np.random.default_rng(seed))


@pytest.mark.parametrize("name", list(WorldName))
def test_the_same_seed_gives_the_same_person(name: WorldName) -> None:
    one, other = _person(WORLDS[name]), _person(WORLDS[name])
    assert one.triggers == other.triggers
    assert np.array_equal(one.counts, other.counts, equal_nan=True)
    for first, second in zip(one.exposures, other.exposures, strict=True):
        assert np.array_equal(first.values, second.values, equal_nan=True)


def test_another_seed_gives_another_person() -> None:
    assert not np.array_equal(_person(PersonWorld()).counts, _person(PersonWorld(), 2).counts, equal_nan=True)


def test_a_person_in_a_world_with_one_knob_turned_is_the_same_but_for_it() -> None:
    plain, capped = _person(PersonWorld()), _person(PersonWorld(patience_cap=5))
    assert np.array_equal(capped.counts, np.minimum(plain.counts, 5), equal_nan=True)
    gappy = _person(PersonWorld(missing_share=0.4))
    assert np.array_equal(gappy.log_rates, plain.log_rates)


def test_counts_follow_the_log_rates_with_the_spread_of_negative_binomial_ones() -> None:
    world = PersonWorld(n_days=4000, missing_share=0.0)
    person = _person(world.without_triggers())
    means = np.exp(person.log_rates)
    assert person.counts.sum() == pytest.approx(means.sum(), rel=0.03)
    expected = (means + means**2 / world.count_size).sum()
    assert ((person.counts - means) ** 2).sum() == pytest.approx(expected, rel=0.1)


def test_a_planted_trigger_shows_in_the_counts_at_its_lag_and_with_its_strength() -> None:
    world = PersonWorld(n_days=4000, other_share=0.0, own_load_share=1.0, latent_shared_sd=0.1, latent_own_sd=0.1)
    person = _person(world)
    for trigger in person.triggers:
        (exposure,) = (e for e in person.exposures if e.muscle_id == trigger.muscle_id)
        row = person.log_rates[world.muscle_ids.index(trigger.muscle_id)]
        lagged = np.column_stack([exposure.driver[3 - lag : 4000 - lag] for lag in range(4)] + [np.ones(3997)])
        found = np.linalg.lstsq(lagged, row[3:], rcond=None)[0][:4]
        assert found == pytest.approx(np.array(trigger.lag_effects), abs=0.02)


def test_what_the_evening_asks_is_unknown_on_days_without_an_answer_and_what_files_hold_is_not() -> None:
    person = _person(PersonWorld())
    for exposure in person.exposures:
        unknown = np.isnan(exposure.values)
        assert np.array_equal(unknown, ~person.answered if exposure.is_asked else np.zeros(120, bool)), exposure.kind
    assert {e.kind for e in person.exposures if not e.is_asked} == {
        ExposureKind.TRAINING,
        ExposureKind.SLEEP,
        ExposureKind.MEDICINE,
        ExposureKind.ILLNESS,
    }


def test_an_answer_covers_every_muscle() -> None:
    person = _person(PersonWorld())
    unknown = np.isnan(person.counts)
    assert np.array_equal(unknown.all(axis=0), unknown.any(axis=0))


def test_a_muscle_meets_its_own_training_only() -> None:
    person = _person(PersonWorld())
    kinds = [each.kind for each in person.exposures_of("quadriceps")]
    assert kinds == list(ExposureKind)
    assert person.exposures_of("quadriceps")[0].muscle_id == "quadriceps"


def test_a_trigger_that_never_happened_is_marked() -> None:
    world = replace(WORLDS[WorldName.MANY_TRIGGERS], n_days=30)
    seen = set()
    for seed in range(40):
        person = _person(world, seed)
        for trigger in person.triggers:
            exposure = next(
                e for e in person.exposures if e.kind is trigger.kind and e.muscle_id in (None, trigger.muscle_id)
            )
            assert trigger.has_happened == bool(exposure.driver.any())
            seen.add(trigger.has_happened)
    assert seen == {True, False}


def test_the_first_day_falls_on_every_weekday_and_the_rhythm_with_it() -> None:
    people = [_person(PersonWorld(n_days=70), seed) for seed in range(60)]
    assert {person.first_day.weekday() for person in people} == set(range(7))
    weekend, week = [], []
    for person in people:
        weekdays = (person.first_day.weekday() + np.arange(70)) % 7
        drinks = next(e for e in person.exposures if e.kind is ExposureKind.ALCOHOL).driver
        weekend.append(drinks[np.isin(weekdays, (4, 5))].mean())
        week.append(drinks[~np.isin(weekdays, (4, 5))].mean())
    assert np.mean(weekend) > 0.4
    assert np.mean(week) < 0
