"""Floors of triggers, on simulated people whom neither the priors nor the tables of bench.triggers have seen."""

import numpy as np
import pytest

from bench.triggers_people import Purpose
from bench.triggers_scoring import Examined, examine, reported, score
from twitchwise.simulate.person_world import WORLDS, WorldName

pytestmark = pytest.mark.accuracy

_PEOPLE = 24
_NULL_PEOPLE = 12


def _examined(name: WorldName, n_people: int, *, triggers: bool = True) -> list[Examined]:
    world = WORLDS[name] if triggers else WORLDS[name].without_triggers()
    return [examine(number, world=world, purpose=Purpose.FLOOR) for number in range(n_people)]


@pytest.fixture(scope="module")
def usual() -> list[Examined]:
    return _examined(WorldName.BASE, _PEOPLE)


def test_in_four_months_two_fifths_of_the_true_triggers_are_found(usual: list[Examined]) -> None:
    assert score([each.truth for each in usual], reported(usual)).power >= 0.40


def test_hardly_anything_that_is_reported_is_false(usual: list[Examined]) -> None:
    result = score([each.truth for each in usual], reported(usual))
    assert result.n_false <= 3
    assert result.false_share <= 0.04


def test_a_probability_above_nine_tenths_means_what_it_says(usual: list[Examined]) -> None:
    stated = np.array([each.answers.probability for each in usual])
    acts = np.array([each.truth.acts for each in usual])
    chosen = np.nan_to_num(stated) >= 0.9
    assert acts[chosen].mean() >= stated[chosen].mean() - 0.03


def test_intervals_hold_the_true_rate_ratio(usual: list[Examined]) -> None:
    chosen = np.array(reported(usual))
    true = np.array([each.answers.step * each.truth.slope for each in usual])[chosen]
    low = np.array([each.answers.low for each in usual])[chosen]
    high = np.array([each.answers.high for each in usual])[chosen]
    assert np.mean((low <= true) & (true <= high)) >= 0.80


@pytest.mark.parametrize("name", [WorldName.NULL_AR06, WorldName.NULL_AR08, WorldName.DRIFT, WorldName.SPELLS])
def test_people_without_triggers_are_told_of_hardly_any(name: WorldName) -> None:
    people = _examined(name, _NULL_PEOPLE, triggers=False)
    assert score([each.truth for each in people], reported(people)).n_false <= 4
