import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.body import all_sites
from twitchwise.errors import InputError
from twitchwise.intake.named_sites import place_named

WORDS = [
    "left",
    "right",
    "both",
    "arm",
    "legs",
    "and",
    "/",
    "upper",
    "lower",
    "calf",
    "tongue",
    "side",
    "of",
    "body",
    ",",
]


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
        ("ball of the thumb", ["left-abductor-pollicis-brevis", "right-abductor-pollicis-brevis"]),
        ("perioral muscles", ["orbicularis-oris"]),
        ("right gastrocnemii", ["right-gastrocnemius"]),
        ("right and left calf", ["right-gastrocnemius", "left-gastrocnemius"]),
        ("left calf and tongue", ["left-gastrocnemius", "tongue"]),
        ("left calf and shin", ["left-gastrocnemius", "left-tibialis-anterior"]),
    ],
)
def test_a_place_is_found_by_the_words_of_people(text: str, ids: list[str]) -> None:
    assert [site.id for site in place_named(text).sites] == ids


def test_a_limb_means_its_large_muscles_on_its_side() -> None:
    left, both = place_named("left leg").sites, place_named("legs").sites
    assert {site.side.value for site in left} == {"left"}
    assert len(both) == 2 * len(left) >= 6


def test_parts_share_a_side_or_a_noun() -> None:
    assert place_named("left arm and leg").sites == (*place_named("left arm").sites, *place_named("left leg").sites)
    limbs = place_named("upper and lower limbs").sites
    assert set(limbs) == {*place_named("upper limbs").sites, *place_named("lower limbs").sites}
    assert set(place_named("left side of the body").sites) == set(place_named("left arm and leg").sites)
    assert place_named("tongue and whole body").is_whole_body


@given(st.text(max_size=40) | st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join))
def test_any_words_are_a_place_or_a_refusal(text: str) -> None:
    try:
        place = place_named(text)
    except InputError:
        return
    assert place.sites or place.is_whole_body


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
