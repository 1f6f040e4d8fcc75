from itertools import combinations

from twitchwise.body import Side, all_sites
from twitchwise.charts.body_insets import INSET_HEIGHT, INSET_WIDTH, Inset, inset_drawing, inset_of


def test_insets_hold_their_sites_apart_from_each_other() -> None:
    places = [(site, place) for site in all_sites() if (place := inset_of(site)) is not None]
    for _, place in places:
        assert 0 < place.point.x < INSET_WIDTH
        assert 0 < place.point.y < INSET_HEIGHT
    for (one, a), (other, b) in combinations(places, 2):
        if a.inset is b.inset:
            apart = (a.point.x - b.point.x) ** 2 + (a.point.y - b.point.y) ** 2
            assert apart > 14**2, (one.id, other.id)


def test_hands_lie_as_one_sees_ones_own_and_faces_as_others_see_them() -> None:
    for site in all_sites():
        place = inset_of(site)
        if place is not None and site.side is not Side.MIDDLE:
            is_on_left = place.point.x < INSET_WIDTH / 2
            assert is_on_left == ((site.side is Side.LEFT) == (place.inset is Inset.HANDS)), site.id


def test_the_second_hand_is_the_mirror_image_of_the_first() -> None:
    one, other = inset_drawing(Inset.HANDS)
    assert one.startswith("M128 146L129 124")
    assert other.startswith("M72 146L71 124")
