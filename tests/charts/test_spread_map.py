import re
from xml.etree import ElementTree as ET

import pytest

from tests.spread.built_people import ANSWERED, TODAY, answers, diary, noticed, quiet, told
from twitchwise.body import all_sites
from twitchwise.charts.chart import NARROW_PX, WIDE_PX
from twitchwise.charts.spread_map import NO_PLACE_WORDS, draw_spread_map
from twitchwise.intake.model import NoticedSite, Precision
from twitchwise.spread.describe import describe_spread
from twitchwise.spread.model import Spread
from twitchwise.spread.words import place_lines

SVG = "{http://www.w3.org/2000/svg}"


def told_of(*sites: NoticedSite) -> Spread:
    return describe_spread(None, answers(*sites), red_flags=ANSWERED, today=TODAY)


THREE = told_of(
    told("left calf", "2026-09-01", Precision.MONTH),
    told("right eyelid", "2026-11-20T21:45", read=True),
    told("tongue", None),
)


def drawn_words(svg: str) -> list[str]:
    return [text.text or "" for text in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("width", [NARROW_PX, WIDE_PX])
def test_the_picture_says_in_words_what_it_shows(width: int) -> None:
    svg = draw_spread_map(THREE, width=width)
    root = ET.fromstring(svg)
    assert root.attrib["width"] == str(width)
    for n, line in enumerate(place_lines(THREE.places), start=1):
        assert f"{n} {line}" in root.attrib["aria-label"]


def test_every_place_has_its_number_on_the_body_and_its_row() -> None:
    words = drawn_words(draw_spread_map(THREE))
    for n, name in enumerate(("left calf", "right eyelid", "tongue"), start=1):
        assert words.count(str(n)) == 2
        assert name in words
    assert "first time not known" in words


def test_the_clock_says_its_ends_no_finer_than_they_are_known() -> None:
    words = drawn_words(draw_spread_map(THREE))
    assert "September 2026" in words
    assert "20 November 2026, 21:45" in words


def test_only_the_marks_that_are_there_are_explained() -> None:
    words = " ".join(drawn_words(draw_spread_map(THREE)))
    assert "you had just been reading" in words
    assert "from memory" in words
    assert "written down at the time" not in words
    kept = diary(*quiet("2026-11-01", 9), noticed("tongue", "2026-11-12T20:00"), noticed("lips", "2026-11-12T20:00"))
    logged = describe_spread(kept, None, red_flags=None, today=TODAY)
    words = " ".join(drawn_words(draw_spread_map(logged)))
    assert "written down at the time" in words
    assert "from memory" not in words


def test_what_was_there_when_the_diary_began_is_drawn_as_perhaps_older() -> None:
    kept = diary(noticed("tongue", "2026-11-12T20:00"))
    words = " ".join(drawn_words(draw_spread_map(describe_spread(kept, None, red_flags=None, today=TODAY))))
    assert "there when the diary began, perhaps before" in words


def test_nothing_is_drawn_without_a_place() -> None:
    svg = draw_spread_map(told_of())
    assert NO_PLACE_WORDS in drawn_words(svg)
    assert "<circle" not in svg


def test_every_site_at_once_stays_inside_the_picture() -> None:
    everywhere = told_of(*[told(site.id, "2026-11-20T21:45") for site in all_sites()])
    for width in (NARROW_PX, WIDE_PX):
        root = ET.fromstring(draw_spread_map(everywhere, width=width))
        height = float(root.attrib["height"])
        rows = [text for text in root.iter(f"{SVG}text") if (text.text or "") == str(len(all_sites()))]
        assert len(rows) == 2
        assert max(float(text.attrib["y"]) for text in rows) < height


def test_neighbours_do_not_lie_on_each_other() -> None:
    face = told_of(
        told("right eyelid", "2026-11-20"), told("right forehead", "2026-11-20"), told("tongue", "2026-11-20")
    )
    spots = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="5"', draw_spread_map(face))
    points = [(float(x), float(y)) for x, y in spots]
    assert len(points) == 3
    for i, (x, y) in enumerate(points):
        for other_x, other_y in points[i + 1 :]:
            assert (x - other_x) ** 2 + (y - other_y) ** 2 > 7.0**2


def test_print_needs_no_colour_and_a_page_gives_its_own() -> None:
    svg = draw_spread_map(THREE, is_black=True).casefold()
    assert set(re.findall(r'(?:fill|stroke)="(#[^"]+)"', svg)) <= {"#1f2a33"}
    assert 'fill="currentcolor"' in draw_spread_map(THREE, on_page=True).casefold()


def test_a_name_cannot_break_the_picture() -> None:
    ET.fromstring(draw_spread_map(THREE, on_page=True, is_black=True))
