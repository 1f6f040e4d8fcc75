import xml.etree.ElementTree as ET

import pytest

from twitchwise.errors import UnknownName
from twitchwise.strength import battery
from twitchwise.strength.drawings import drawing_captions, drawing_ids, drawing_svg
from twitchwise.strength.drawings_limbs import LIMB_DRAWINGS
from twitchwise.strength.drawings_model import Drawing, Panel, Point
from twitchwise.strength.drawings_whole import WHOLE_DRAWINGS
from twitchwise.strength.screen_acts import ACTS

SVG = "{http://www.w3.org/2000/svg}"
DRAWINGS = {**WHOLE_DRAWINGS, **LIMB_DRAWINGS}


def _points(panel: Panel) -> list[Point]:
    lines = [point for path in (*panel.body, *panel.things, *panel.moves) for point in path]
    edges = [
        (each.x + sign * each.radius, each.y + sign * each.radius)
        for each in (*panel.heads, *panel.rounds)
        for sign in (-1, 1)
    ]
    return lines + edges


def test_every_test_and_every_act_has_a_drawing() -> None:
    assert set(drawing_ids()) == {test.id for test in battery.tests()} | {act.drawing for act in ACTS}


@pytest.mark.parametrize("id_", drawing_ids())
def test_a_drawing_is_well_formed_and_says_in_words_what_it_shows(id_: str) -> None:
    root = ET.fromstring(drawing_svg(id_))
    title = root.find(f"{SVG}title")
    assert title is not None
    assert DRAWINGS[id_].start_text in (title.text or "")
    assert root.get("role") == "img"


@pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS)
def test_nothing_is_drawn_outside_its_panel(drawing: Drawing) -> None:
    for panel in (drawing.start, drawing.end):
        for x, y in _points(panel):
            assert -5 <= x <= 105
            assert 0 <= y <= 100


@pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS)
def test_the_end_differs_from_the_start(drawing: Drawing) -> None:
    assert drawing.start != drawing.end


def test_an_unknown_drawing_is_refused() -> None:
    with pytest.raises(UnknownName, match="no drawing"):
        drawing_svg("handstand")


@pytest.mark.parametrize("id_", drawing_ids())
def test_captions_may_stand_outside_and_are_in_the_name_still(id_: str) -> None:
    root = ET.fromstring(drawing_svg(id_, has_captions=False))
    assert root.find(f".//{SVG}text") is None
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == "; then ".join(drawing_captions(id_))
    inside = ET.fromstring(drawing_svg(id_))
    assert float(root.attrib["height"]) < float(inside.attrib["height"])
