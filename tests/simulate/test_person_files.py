import csv
import io
import json

import numpy as np
import pytest

from twitchwise.simulate.person import SimulatedPerson, simulate_person
from twitchwise.simulate.person_files import day_table_text, person_truth_text
from twitchwise.simulate.person_world import PersonWorld


@pytest.fixture(scope="module")
def person() -> SimulatedPerson:
    return simulate_person(PersonWorld(n_days=60), rng=np.random.default_rng(5))


def test_the_table_holds_every_day_and_a_blank_where_nothing_is_known(person: SimulatedPerson) -> None:
    rows = list(csv.DictReader(io.StringIO(day_table_text(person))))
    assert [row["date"] for row in rows][::59] == [person.first_day.isoformat(), rows[-1]["date"]]
    assert len(rows) == 60
    for muscle_id, counts in zip(person.world.muscle_ids, person.counts, strict=True):
        assert [row[muscle_id] for row in rows] == ["" if np.isnan(count) else f"{count:g}" for count in counts]
    sleep = next(each for each in person.exposures if each.kind == "sleep")
    assert [float(row["sleep"]) for row in rows] == sleep.values.tolist()


def test_the_truth_names_the_columns_of_the_table(person: SimulatedPerson) -> None:
    truth = json.loads(person_truth_text(person, seed=5))
    names = next(csv.reader(io.StringIO(day_table_text(person))))
    assert truth["seed"] == 5
    assert truth["world"]["n_days"] == 60
    assert len(truth["triggers"]) == len(person.triggers) > 0
    for told, planted in zip(truth["triggers"], person.triggers, strict=True):
        assert {told["muscle"], told["exposure"]} <= set(names)
        assert told["lag_effects"] == list(planted.lag_effects)
        assert told["exposure"] == (f"{planted.muscle_id} load" if planted.kind == "training" else planted.kind)
