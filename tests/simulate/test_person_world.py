from dataclasses import replace
from typing import Any

import pytest

from twitchwise.errors import InputError
from twitchwise.simulate.person_world import WORLDS, PersonWorld, WorldName


def test_every_name_has_a_world_and_they_all_differ() -> None:
    assert set(WORLDS) == set(WorldName)
    assert len({repr(world) for world in WORLDS.values()}) == len(WORLDS)


@pytest.mark.parametrize("name", [WorldName.NULL_AR0, WorldName.NULL_AR06, WorldName.NULL_AR08])
def test_nothing_sets_twitching_off_in_a_null_world(name: WorldName) -> None:
    assert WORLDS[name].own_load_share == WORLDS[name].other_share == 0


@pytest.mark.parametrize("name", list(WorldName))
def test_a_world_without_triggers_is_the_same_but_for_them(name: WorldName) -> None:
    world = WORLDS[name]
    empty = world.without_triggers()
    assert empty.own_load_share == empty.other_share == 0
    assert replace(empty, own_load_share=world.own_load_share, other_share=world.other_share) == world


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ({"n_days": 3}, "too short"),
        ({"muscle_ids": ()}, "no muscle"),
        ({"muscle_ids": ("tricep",)}, "no such id"),
        ({"muscle_ids": ("triceps", "triceps")}, "twice"),
        ({"typical_count": 0.0}, "0 or below"),
        ({"other_share": 1.2}, "outside 0 to 1"),
        ({"missing_share": 1.0}, "missing days"),
        ({"latent_ar": 1.0}, "correlation"),
        ({"latent_own_sd": -0.1}, "spread"),
        ({"spells_per_30_days": -1.0}, "spells"),
        ({"drift_fold": 0.0}, "drift"),
        ({"patience_cap": 0}, "counting stops"),
    ],
)
def test_a_world_that_cannot_be_is_refused(wrong: dict[str, Any], what: str) -> None:
    with pytest.raises(InputError, match=what):
        PersonWorld(**wrong)
