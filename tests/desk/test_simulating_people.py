import json
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.importing import import_files
from twitchwise.desk.simulating_people import DIARY, TABLE, TRUTH, WORKOUTS, simulate_person_to_folder
from twitchwise.diary.model import Diary
from twitchwise.diary.muscle_habit import day_loads
from twitchwise.exchange.archive import read_archive
from twitchwise.exchange.day_table import DayColumns, read_day_table
from twitchwise.simulate.person import SimulatedPerson
from twitchwise.simulate.person_entries import diary_entries, site_of
from twitchwise.simulate.person_exposures import ExposureKind
from twitchwise.simulate.person_world import PersonWorld


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("people") / "one"


@pytest.fixture(scope="module")
def person(folder: Path) -> SimulatedPerson:
    return simulate_person_to_folder(PersonWorld(n_days=70), seed=6, out=folder)


@pytest.fixture(scope="module")
def diary(folder: Path, person: SimulatedPerson) -> Diary:
    assert person.world.n_days == 70
    with open_diary(folder.parent / "diary.sqlite") as store:
        outcomes = import_files(store, [folder / WORKOUTS, folder / DIARY])
        assert [outcome.refusal for outcome in outcomes] == [None, None]
        assert [outcome.result.program for outcome in outcomes if outcome.result] == ["Strong", "twitchwise"]
        return store.load()


def test_the_imported_file_gives_every_muscle_the_load_that_was_simulated(
    person: SimulatedPerson, diary: Diary
) -> None:
    loads = {day.day: day for day in day_loads(diary)}
    for exposure in person.exposures:
        if exposure.kind is ExposureKind.TRAINING and exposure.muscle_id is not None:
            site = site_of(exposure.muscle_id)
            days = [person.first_day + timedelta(days=n) for n in range(person.world.n_days)]
            told = [loads[day].of(site) if day in loads else 0.0 for day in days]
            np.testing.assert_allclose(told, exposure.values)


def test_the_archive_holds_the_rest_of_the_diary(folder: Path, person: SimulatedPerson) -> None:
    assert read_archive(folder / DIARY).entries == diary_entries(person)


def test_the_table_can_be_searched(folder: Path, person: SimulatedPerson) -> None:
    columns = DayColumns(outcomes=person.world.muscle_ids, exposures=("triceps load", "sleep", "illness"))
    table = read_day_table(folder / TABLE, columns)
    for outcome, counts in zip(table.outcomes, person.counts, strict=True):
        np.testing.assert_array_equal(outcome.counts, counts)
    assert table.first_day == person.first_day


def test_the_truth_says_what_was_planted(folder: Path, person: SimulatedPerson) -> None:
    truth = json.loads((folder / TRUTH).read_text())
    assert [each["muscle"] for each in truth["triggers"]] == [each.muscle_id for each in person.triggers]
