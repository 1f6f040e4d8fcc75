import re

from twitchwise.body import all_sites, find_site
from twitchwise.web.body_map import body_map_css, map_views, sites_by_region


def test_every_site_stands_once_in_the_pictures_and_once_in_the_list() -> None:
    drawn = [dot.site.id for view in map_views() for dot in view.dots]
    listed = [site.id for sites in sites_by_region().values() for site in sites]
    assert sorted(drawn) == sorted(listed) == sorted(site.id for site in all_sites())


def test_every_site_has_its_place_in_the_style_sheet() -> None:
    placed = re.findall(r"^\.at-([a-z-]+)\{left:([\d.]+)%;top:([\d.]+)%\}$", body_map_css(), re.MULTILINE)
    assert {name for name, _, _ in placed} == {site.id for site in all_sites()}
    assert all(0 < float(number) < 100 for _, *numbers in placed for number in numbers)


def test_a_map_of_few_sites_has_only_the_pictures_it_needs() -> None:
    calf = find_site("left calf")
    (view,) = map_views([calf], {calf: "since May"}, among=[calf])
    (dot,) = view.dots
    assert (view.id, dot.is_chosen, dot.words) == ("back", True, "since May")
