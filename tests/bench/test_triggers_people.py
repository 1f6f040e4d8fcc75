import numpy as np
import pytest

from bench.triggers_people import Purpose, make_person, make_table, pair_truth, table_values
from twitchwise.simulate.person_exposures import ExposureKind
from twitchwise.simulate.person_world import PersonWorld


def test_people_of_different_purposes_are_different_people() -> None:
    counts = [make_person(PersonWorld(), purpose, 0).log_rates for purpose in Purpose]
    assert not np.array_equal(counts[0], counts[1])
    assert not np.array_equal(counts[1], counts[2])


def test_the_table_has_every_muscle_and_each_meets_its_own_training() -> None:
    person = make_person(PersonWorld(), Purpose.FLOOR, 1)
    table = make_table(person)
    assert table.n_days == 120
    assert [outcome.name for outcome in table.outcomes] == list(person.world.muscle_ids)
    for outcome in table.outcomes:
        assert [exposure.name for exposure in table.exposures_of(outcome)] == [kind.value for kind in ExposureKind]
    assert [e.name for e in table.exposures if e.is_felt] == ["stress"]


def test_the_slope_of_the_truth_is_that_of_the_log_rate_on_the_column() -> None:
    world = PersonWorld(n_days=400, missing_share=0.0, latent_shared_sd=0.0, latent_own_sd=0.0, other_share=0.5)
    person = make_person(world, Purpose.FLOOR, 2)
    truth = pair_truth(person)
    for row, muscle_id in enumerate(world.muscle_ids):
        lagged = [
            np.roll(table_values(exposure), lag) for exposure in person.exposures_of(muscle_id) for lag in range(4)
        ]
        design = np.column_stack([*lagged, np.ones(400)])[3:]
        found = np.linalg.lstsq(design, person.log_rates[row, 3:], rcond=None)[0][:-1].reshape(-1, 4).sum(axis=1)
        assert found == pytest.approx(truth.slope[row], abs=1e-6)
        assert np.array_equal(truth.slope[row] != 0, truth.acts[row])


def test_a_trigger_that_never_happened_does_not_count_as_acting() -> None:
    world = PersonWorld(n_days=30, other_share=1.0)
    truths = [pair_truth(make_person(world, Purpose.FLOOR, number)) for number in range(10)]
    assert any(truth.never_happened.any() for truth in truths)
    assert all(not (truth.never_happened & truth.acts).any() for truth in truths)
