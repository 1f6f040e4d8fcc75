from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from twitchwise.desk.demo_person import LOOKED_AT, PEOPLE_WORLD, PersonShown, show_people, show_person
from twitchwise.simulate.person_exposures import ExposureKind
from twitchwise.triggers.verdict import Verdict


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> PersonShown:
    return show_person(tmp_path_factory.mktemp("person"), seed=3)


def test_both_files_are_imported_whole_and_without_a_question(shown: PersonShown) -> None:
    for outcome in shown.imported:
        assert outcome.refusal is None
        assert outcome.result is not None
        assert not outcome.result.skipped
        assert not outcome.result.problems


def test_the_look_back_is_from_an_evening_of_twitching_after_training(shown: PersonShown) -> None:
    person, at = shown.person, shown.look_back.at
    row = (at.local.date() - person.first_day).days
    assert person.counts[person.world.muscle_ids.index(LOOKED_AT), row] > 0
    sets = next(each.values for each in person.exposures if each.muscle_id == LOOKED_AT)
    efforts = {effort.days_ago: effort.hard_sets for effort in shown.look_back.efforts}
    assert efforts.keys() & {1, 2}
    for days_ago, hard_sets in efforts.items():
        assert hard_sets == pytest.approx(sets[row - days_ago])


def test_every_trigger_put_in_is_judged_by_what_the_search_said_of_it(shown: PersonShown) -> None:
    assert [one.planted for one in shown.judged] == [each for each in shown.person.triggers if each.has_happened]
    for one in shown.judged:
        assert one.found is not None
        assert one.found.outcome == f"left-{one.planted.muscle_id}"
        assert one.is_found == (one.found.verdict is Verdict.LIKELY)
    likely = {(t.outcome, t.exposure) for t in shown.investigated.triggers.triggers if t.verdict is Verdict.LIKELY}
    found = {(one.found.outcome, one.found.exposure) for one in shown.judged if one.found and one.is_found}
    assert likely - found == {(t.outcome, t.exposure) for t in shown.false}


def test_the_planted_ratio_is_that_of_training_on_every_day_that_acts(shown: PersonShown) -> None:
    one = next(one for one in shown.judged if one.planted.muscle_id == LOOKED_AT)
    assert one.planted.kind is ExposureKind.TRAINING
    load = next(each for each in shown.person.exposures if each.muscle_id == LOOKED_AT)
    with_it, without = load.driver[load.values > 0].mean(), load.driver[load.values == 0].mean()
    assert one.rate_ratio == pytest.approx(np.exp(one.planted.total_effect * (with_it - without)), rel=0.02)


def test_the_training_of_every_person_is_a_trigger_and_people_are_counted() -> None:
    people = show_people(2, seed=3, on_progress=lambda _doing, _share: None)
    assert people.n_people == 2
    assert 0 <= people.n_found <= 2
    assert people.n_with_false <= people.n_false
    assert people.n_triggers_found <= people.n_triggers
    assert people.n_triggers >= 2 * len(PEOPLE_WORLD.muscle_ids)


def test_the_files_of_the_person_stay(shown: PersonShown, tmp_path: Path) -> None:
    show_person(tmp_path, seed=3)
    assert {path.name for path in tmp_path.iterdir()} == {"diary.sqlite", "person", "triggers"}
    assert shown.person.first_day + timedelta(days=84) > shown.look_back.at.local.date()
