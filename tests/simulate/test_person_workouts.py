from datetime import date, timedelta

import numpy as np
import pytest

from twitchwise.body import Site
from twitchwise.diary.model import Workout
from twitchwise.diary.moment import on_date
from twitchwise.diary.muscle_load import load_of_workout
from twitchwise.diary.workout import ExerciseSet
from twitchwise.errors import InputError
from twitchwise.simulate.person import simulate_person
from twitchwise.simulate.person_entries import site_of
from twitchwise.simulate.person_exposures import ExposureKind
from twitchwise.simulate.person_workouts import EXERCISES, workout_file_text
from twitchwise.simulate.person_world import PersonWorld


@pytest.mark.parametrize("muscle_id", EXERCISES)
def test_an_exercise_trains_its_muscle_fully_and_no_other_of_the_list(muscle_id: str) -> None:
    one_set = ExerciseSet(exercise=EXERCISES[muscle_id], reps=10, weight_kg=20.0)
    load = load_of_workout(Workout(entry_id="", when=on_date(date(2026, 1, 5)), sets=(one_set,)))
    assert not load.guessed
    assert {each.site.muscle.id: each.hard_sets for each in load.loads if each.site.muscle.id in EXERCISES} == {
        muscle_id: 1.0
    }


def test_every_hard_set_is_a_row_of_the_day_it_was_done_on() -> None:
    person = simulate_person(PersonWorld(n_days=28), rng=np.random.default_rng(4))
    rows = [line.split(",") for line in workout_file_text(person).splitlines()[1:]]
    for exposure in person.exposures:
        if exposure.kind is ExposureKind.TRAINING and exposure.muscle_id is not None:
            for n_days, n_sets in enumerate(exposure.values):
                day = (person.first_day + timedelta(days=n_days)).isoformat()
                assert sum(row[0][:10] == day and row[3] == EXERCISES[exposure.muscle_id] for row in rows) == n_sets


def test_a_muscle_without_an_exercise_of_its_own_is_refused() -> None:
    person = simulate_person(PersonWorld(n_days=7, muscle_ids=("tongue",)), rng=np.random.default_rng(4))
    with pytest.raises(InputError, match="there is no exercise for tongue alone"):
        workout_file_text(person)


def test_a_site_is_on_the_left_unless_the_muscle_has_no_sides() -> None:
    assert isinstance(site_of("triceps"), Site)
    assert (site_of("triceps").id, site_of("tongue").id) == ("left-triceps", "tongue")
