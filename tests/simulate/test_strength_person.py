from dataclasses import replace

import numpy as np
import pytest

from twitchwise.errors import InputError
from twitchwise.simulate.strength_events import draw_days
from twitchwise.simulate.strength_person import StrengthCohort, simulate_strength
from twitchwise.simulate.strength_person_world import (
    STRENGTH_WORLDS,
    StrengthWorld,
    StrengthWorldName,
    synthetic_region,
)


def _simulate(world: StrengthWorld, seed: int = 1, n_people: int = 200) -> StrengthCohort:
    return simulate_strength(world, n_people=n_people, rng=np.random.default_rng(seed))


_PLAIN = StrengthWorld(
    tests=synthetic_region(6.0, 12.0), gain_percent=0.0, missed_share=0.0, ageing_percent_per_year=0.0, bad_share=0.0
)


def test_the_same_seed_is_the_same_person() -> None:
    assert np.array_equal(_simulate(StrengthWorld(), 3, 2).scores, _simulate(StrengthWorld(), 3, 2).scores)


def test_a_fall_is_linear_and_in_its_region_only() -> None:
    cohort = _simulate(StrengthWorld(ageing_percent_per_year=0.0).declining("right-hand", 2.7), n_people=1)
    months = cohort.calendar.days / (365.25 / 12)
    for test, true in zip(cohort.world.tests, cohort.true_percent[:, 0], strict=True):
        expected = 100.0 - 2.7 * months if test.region == "right-hand" else np.full(months.size, 100.0)
        assert true == pytest.approx(expected)


def test_errors_are_what_they_are_said_to_be() -> None:
    scores = _simulate(_PLAIN, n_people=2000).scores
    spread = (scores / scores.mean(axis=2, keepdims=True)).std(axis=2, ddof=1)
    assert 100.0 * np.sqrt((spread**2).mean(axis=1)) == pytest.approx([6.0, 12.0], rel=0.06)


def test_a_part_of_the_error_is_common_to_the_day_and_a_part_is_carried_over() -> None:
    scores = _simulate(_PLAIN, n_people=1000).scores
    noise = scores / scores.mean(axis=2, keepdims=True) - 1.0
    noise /= noise.std(axis=2, keepdims=True)
    assert np.mean(noise[0] * noise[1]) == pytest.approx(0.3, abs=0.05)
    assert np.mean(noise[..., 1:] * noise[..., :-1]) == pytest.approx(0.15, abs=0.05)


def test_practice_adds_and_ends() -> None:
    cohort = _simulate(replace(_PLAIN, gain_percent=10.0, practice_pace=2.8), n_people=3000)
    mean = cohort.scores.mean(axis=(0, 1))
    mean = mean / mean[0]
    assert mean[-1] == pytest.approx(1.10, abs=0.015)
    assert mean[3] - mean[0] > 3.0 * (mean[-1] - mean[30])


def test_an_illness_dips_and_recovers_and_is_marked_while_it_lasts() -> None:
    cohort = _simulate(replace(STRENGTH_WORLDS[StrengthWorldName.ILLNESS], illnesses_per_year=6.0), n_people=1)
    true = cohort.true_percent[0, 0]
    assert cohort.calendar.ill.any()
    assert true[cohort.calendar.ill].max() < true[~cohort.calendar.ill].max() - 2.0
    assert true.max() > 98.0


def test_an_injury_touches_its_region_and_neighbours_only() -> None:
    touched = _simulate(STRENGTH_WORLDS[StrengthWorldName.INJURY], n_people=1).calendar.dip.max(axis=1) > 0.0
    assert 0 < touched.sum() < touched.size


def test_stopped_training_stays() -> None:
    cohort = _simulate(replace(_PLAIN, stop_percent=10.0), n_people=500)
    assert cohort.true_percent[0, :, -1].mean() == pytest.approx(90.0, abs=1.0)
    assert cohort.calendar.stopped.sum() >= 3


def test_who_starts_weak_has_less_from_the_first_session() -> None:
    world = replace(_PLAIN, weak_region="both-legs", weak_percent=25.0)
    assert _simulate(world).true_percent == pytest.approx(75.0)


def test_weeks_are_missed_in_runs() -> None:
    rng = np.random.default_rng(5)
    counts = [draw_days(StrengthWorld(missed_share=0.1), rng).size for _ in range(300)]
    assert 1.0 - np.mean(counts) / 52.0 == pytest.approx(0.1, abs=0.02)


def test_days_go_forwards() -> None:
    rng = np.random.default_rng(6)
    assert all((np.diff(draw_days(StrengthWorld(), rng)) > 0).all() for _ in range(100))


@pytest.mark.parametrize(
    "change",
    [{"tests": ()}, {"n_weeks": 0}, {"missed_share": 1.0}, {"day_share": 0.8}, {"tail_degrees": 2.0}],
)
def test_a_world_that_cannot_be_is_refused(change: dict[str, float]) -> None:
    with pytest.raises(InputError, match="simulated world"):
        replace(StrengthWorld(), **change)  # type: ignore[arg-type]


def test_a_fall_where_no_test_looks_is_refused() -> None:
    with pytest.raises(InputError, match="no test looks at left-ear"):
        StrengthWorld().declining("left-ear", 2.7)
