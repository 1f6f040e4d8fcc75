from xml.etree import ElementTree

import pytest

from twitchwise.charts.body_regions import STATE_COLOURS, draw_body_regions
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.trend_result import State


@pytest.mark.parametrize("state", State)
def test_every_state_stands_in_words_beside_its_region(state: State) -> None:
    svg = draw_body_regions({StrengthRegion.LEFT_HAND: state})
    words = ["".join(each.itertext()) for each in ElementTree.fromstring(svg).iter() if each.tag.endswith("text")]
    said = "too early" if state is State.OPEN else state.value  # "open" alone tells nobody anything
    assert words[words.index("left hand") + 1] == said
    assert words.count("no test") == len(StrengthRegion) - 1
    assert STATE_COLOURS[state] in svg


def test_left_is_drawn_on_the_left() -> None:
    texts = {
        "".join(each.itertext()): float(each.attrib["x"])
        for each in ElementTree.fromstring(draw_body_regions({})).iter()
        if each.tag.endswith("text")
    }
    assert texts["left leg"] < texts["right leg"]
    assert texts["left hand"] < texts["right hand"]


def test_no_state_is_red() -> None:
    for colour in STATE_COLOURS.values():
        red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
        assert not (red > 180 and green < 100 and blue < 100)


def test_on_a_page_it_takes_the_ink_of_the_page() -> None:
    assert 'fill="currentColor"' in draw_body_regions({}, on_page=True)
    assert "currentColor" not in draw_body_regions({})
