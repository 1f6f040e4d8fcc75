import pytest

from twitchwise.body import all_sites
from twitchwise.errors import InputError
from twitchwise.intake.named_sites import place_named


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("left calf", ["left-gastrocnemius"]),
        ("left-gastrocnemius", ["left-gastrocnemius"]),
        ("calves", ["left-gastrocnemius", "right-gastrocnemius"]),
        ("both calves", ["left-gastrocnemius", "right-gastrocnemius"]),
        ("calf", ["left-gastrocnemius", "right-gastrocnemius"]),
        ("Right eyelid", ["right-orbicularis-oculi"]),
        ("bilateral deltoids", ["left-deltoid", "right-deltoid"]),
        ("my tongue", ["tongue"]),
        ("left thigh", ["left-quadriceps", "left-hamstrings"]),
        ("hands", ["left-hand", "right-hand"]),
        ("left biceps muscle", ["left-biceps"]),
    ],
)
def test_a_place_is_found_by_the_words_of_people(text: str, ids: list[str]) -> None:
    assert [site.id for site in place_named(text).sites] == ids


def test_a_limb_means_its_large_muscles_on_its_side() -> None:
    left, both = place_named("left leg").sites, place_named("legs").sites
    assert {site.side.value for site in left} == {"left"}
    assert len(both) == 2 * len(left) >= 6


def test_the_trunk_and_the_face_are_places() -> None:
    assert len({site.muscle.id for site in place_named("trunk").sites}) >= 3
    assert "mentalis" in {site.muscle.id for site in place_named("face").sites}


@pytest.mark.parametrize("text", ["whole body", "everywhere", "all over the body", "generalised", "All over"])
def test_the_whole_body_is_no_site(text: str) -> None:
    place = place_named(text)
    assert place.is_whole_body
    assert place.sites == ()


@pytest.mark.parametrize("site", all_sites(), ids=lambda site: site.id)
def test_every_site_is_found_by_its_id(site: object) -> None:
    assert place_named(site.id).sites == (site,)  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["left calv", "heart", "", "left", "left tongue", "x" * 500])
def test_an_unknown_place_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(InputError, match="no place on the body") as refused:
        place_named(text)
    assert len(str(refused.value)) < 300


def test_the_nearest_name_is_given() -> None:
    with pytest.raises(InputError, match="calf"):
        place_named("left calff")
