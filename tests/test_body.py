import re

import pytest

from twitchwise.body import Region, Side, all_sites, find_site, muscles
from twitchwise.errors import UnknownName


def test_the_vocabulary_holds_41_muscles_and_78_sites() -> None:
    assert len(muscles()) == 41
    assert len(all_sites()) == 78


def test_ids_are_unique_and_well_formed() -> None:
    ids = [site.id for site in all_sites()]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", id_) for id_ in ids)


def test_ontology_ids_are_unique_and_well_formed() -> None:
    uberon = [muscle.uberon for muscle in muscles()]
    fma = [muscle.fma for muscle in muscles()]
    assert len(set(uberon)) == len(uberon)
    assert len(set(fma)) == len(fma)
    assert all(re.fullmatch(r"UBERON:\d{7}", id_) for id_ in uberon)
    assert all(re.fullmatch(r"FMA:\d{4,5}", id_) for id_ in fma)


def test_every_region_has_muscles() -> None:
    assert {muscle.region for muscle in muscles()} == set(Region)


def test_a_muscle_has_two_sides_or_none() -> None:
    assert {muscle.sides for muscle in muscles()} == {(Side.LEFT, Side.RIGHT), (Side.MIDDLE,)}


def test_no_name_means_two_muscles() -> None:
    owner: dict[str, str] = {}
    for muscle in muscles():
        for name in {muscle.id.replace("-", " "), muscle.name, muscle.name.partition(" (")[0], *muscle.also}:
            assert owner.setdefault(name, muscle.id) == muscle.id


def test_names_and_ids_lead_back_to_their_site() -> None:
    for site in all_sites():
        assert find_site(site.id) == site
        assert find_site(site.name) == site
        for name in site.muscle.also:
            assert find_site(name if site.side is Side.MIDDLE else f"{name}, {site.side}") == site


@pytest.mark.parametrize("text", ["left calf", "Calf (LEFT)", "left-gastrocnemius", "l calf", "  left  gastroc "])
def test_people_write_one_site_in_many_ways(text: str) -> None:
    assert find_site(text).id == "left-gastrocnemius"


def test_a_site_in_the_middle_needs_no_side() -> None:
    assert find_site("tongue").name == "tongue (intrinsic muscles)"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("calf", "left-gastrocnemius or right-gastrocnemius"),
        ("left right calf", "left-gastrocnemius or right-gastrocnemius"),
        ("left tongue", "use tongue"),
        ("right gastrocnemus", "right-gastrocnemius"),
        ("tricep left", "left-triceps"),
        ("", "named like left-gastrocnemius"),
        ("qqqq", "named like left-gastrocnemius"),
    ],
)
def test_an_unknown_site_is_answered_with_the_closest_ones_in_one_sentence(text: str, hint: str) -> None:
    with pytest.raises(UnknownName) as caught:
        find_site(text)
    assert hint in str(caught.value)
    assert str(caught.value).endswith((".", "?"))
    assert "\n" not in str(caught.value)


def test_a_very_long_name_is_not_repeated_in_full() -> None:
    with pytest.raises(UnknownName) as caught:
        find_site("x" * 5000)
    assert len(str(caught.value)) < 250
