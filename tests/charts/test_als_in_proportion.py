import re
from xml.etree import ElementTree

import pytest

from twitchwise.charts.als_in_proportion import draw_als_in_proportion
from twitchwise.estimate import Estimate
from twitchwise.evidence.proportion import als_new_cases

SVG = "{http://www.w3.org/2000/svg}"


def filled(svg: str) -> int:
    root = ElementTree.fromstring(svg)
    outside = [each for each in root.findall(f"{SVG}circle") if each.get("fill", "").startswith("#")]
    return len(outside)


@pytest.mark.parametrize(("age", "sex"), [(45, "female"), (62, "female"), (62, "male"), (77, "male")])
@pytest.mark.parametrize("width", [300, 620])
def test_as_many_are_filled_as_get_it(age: float, sex: str, width: int) -> None:
    cases = als_new_cases(age, sex)
    assert isinstance(cases.rate, Estimate)
    svg = draw_als_in_proportion(cases, width=width)
    assert svg is not None
    assert filled(svg) == round(cases.rate.value)


def test_fewer_than_one_is_a_dashed_ring() -> None:
    svg = draw_als_in_proportion(als_new_cases(25, "female"))
    assert svg is not None
    assert filled(svg) == 0
    assert svg.count("stroke-dasharray") == 1


def test_it_says_in_words_what_it_shows_and_holds_no_style() -> None:
    cases = als_new_cases(62, "male")
    svg = draw_als_in_proportion(cases, on_page=True)
    assert svg is not None
    assert cases.sentences[0].text in svg
    assert not re.search(r"\bstyle=", svg)
    assert "1 in " not in svg


def test_there_is_no_picture_without_a_figure() -> None:
    assert draw_als_in_proportion(als_new_cases(12, "female")) is None
