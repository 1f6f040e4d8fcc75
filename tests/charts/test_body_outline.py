from itertools import combinations

import pytest

from twitchwise.body import Side, Site, all_sites
from twitchwise.charts.body_outline import BODY_HEIGHT, BODY_WIDTH, View, outline_path, place_of, view_of


def test_every_site_lies_within_its_view() -> None:
    for site in all_sites():
        place = place_of(site)
        assert 0 < place.x < BODY_WIDTH
        assert 0 < place.y < BODY_HEIGHT


def test_from_behind_left_is_left_and_from_the_front_it_is_right() -> None:
    for site in all_sites():
        if site.side is not Side.MIDDLE:
            is_left_half = place_of(site).x < BODY_WIDTH / 2
            assert is_left_half == ((site.side is Side.LEFT) == (view_of(site) is View.BACK)), site.id


def test_no_two_sites_lie_on_top_of_each_other() -> None:
    for one, other in combinations(all_sites(), 2):
        if view_of(one) is view_of(other):
            a, b = place_of(one), place_of(other)
            assert (a.x - b.x) ** 2 + (a.y - b.y) ** 2 > 2.5**2, (one.id, other.id)


@pytest.mark.parametrize(("above", "below"), [("tongue", "diaphragm"), ("left-deltoid", "left-forearm")])
def test_the_head_is_up(above: str, below: str) -> None:
    places = {site.id: place_of(site) for site in all_sites()}
    assert places[above].y < places[below].y


def test_the_outline_is_one_closed_curve() -> None:
    path = outline_path()
    assert path.count("M") == path.count("Z") == 1


def test_the_two_sides_mirror_each_other() -> None:
    by_muscle: dict[str, list[Site]] = {}
    for site in all_sites():
        by_muscle.setdefault(site.muscle.id, []).append(site)
    for pair in by_muscle.values():
        if len(pair) == 2:
            assert place_of(pair[0]).x + place_of(pair[1]).x == pytest.approx(BODY_WIDTH)
