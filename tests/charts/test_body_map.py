import re
from xml.etree import ElementTree as ET

from twitchwise.body import all_sites, find_site
from twitchwise.charts.body_map import SiteMark, draw_body_map

CALF = SiteMark(site=find_site("left calf"), share=0.5, words='12 of 24 days, "often" & <long>')


def test_a_marked_site_is_said_in_words_too() -> None:
    root = ET.fromstring(draw_body_map([CALF]))
    assert CALF.words in root.attrib["aria-label"]
    (title,) = root.iter("{http://www.w3.org/2000/svg}title")
    assert CALF.words in str(title.text)


def test_the_area_of_a_mark_grows_with_its_share() -> None:
    shares = (0.0, 0.25, 1.0)
    radii = [
        float(re.findall(r' r="([\d.]+)"', draw_body_map([SiteMark(site=CALF.site, share=share, words="")]))[0])
        for share in shares
    ]
    assert radii[0] < radii[1] < radii[2]
    assert (radii[1] - radii[0]) * 2 - (radii[2] - radii[0]) < 0.01


def test_a_small_mark_is_drawn_over_a_large_one() -> None:
    large = SiteMark(site=find_site("left soleus"), share=1.0, words="large")
    svg = draw_body_map([CALF, large])
    assert svg.rindex("<title>left deep calf") < svg.rindex("<title>left calf (gastro")


def test_every_site_can_be_marked_at_once_and_none_at_all() -> None:
    everywhere = [SiteMark(site=site, share=1.0, words="every day") for site in all_sites()]
    assert draw_body_map(everywhere).count("<circle") == len(all_sites())
    assert draw_body_map([]).count("<circle") == 0
    assert "no site marked" in draw_body_map([])


def test_print_needs_no_colour() -> None:
    ink = {"#1f2a33", "white", "currentcolor"}
    svg = draw_body_map([CALF], is_black=True).casefold()
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) <= ink
