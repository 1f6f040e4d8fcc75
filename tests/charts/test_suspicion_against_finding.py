from typing import Any

from twitchwise.charts.chart import NARROW_PX
from twitchwise.charts.render import render_svg
from twitchwise.charts.suspicion_against_finding import draw_suspicions
from twitchwise.triggers.suspicions import Standing, Suspected

COMPARED = (
    Suspected(exposure="chocolate", is_suspected=True, standing=Standing.MORE_DAYS),
    Suspected(exposure="coffee", is_suspected=True, standing=Standing.LIKELY),
    Suspected(exposure="wine", is_suspected=True, standing=Standing.NOT_SUPPORTED),
    Suspected(exposure="sleep", is_suspected=False, standing=Standing.LIKELY),
)


def test_each_thing_has_one_mark_in_the_column_of_what_was_found() -> None:
    chart = draw_suspicions(COMPARED)
    assert chart is not None
    layers: Any = chart.description["layer"]
    suspected, found_only = (layer["data"]["values"] for layer in layers)
    assert [(mark["line"], mark["column"]) for mark in suspected] == [
        (0, "more\ndays"),
        (1, "likely"),
        (2, "not\nsupported"),
    ]
    assert [(mark["line"], mark["column"]) for mark in found_only] == [(3, "likely")]


def test_suspected_and_not_suspected_differ_in_shape_and_not_in_colour_alone() -> None:
    chart = draw_suspicions(COMPARED)
    assert chart is not None
    layers: Any = chart.description["layer"]
    suspected, found_only = (layer["mark"] for layer in layers)
    assert suspected["shape"] != found_only["shape"]
    assert suspected["filled"] is not found_only["filled"]


def test_all_four_columns_are_always_there() -> None:
    chart = draw_suspicions(COMPARED[:1], width=NARROW_PX)
    assert chart is not None
    svg = render_svg(chart)
    for word in ("likely", "possible", "supported", "days", "chocolate"):
        assert f">{word}<" in svg


def test_without_a_suspicion_there_is_no_chart() -> None:
    assert draw_suspicions(COMPARED[3:]) is None
    assert draw_suspicions(()) is None


def test_it_is_told_in_words() -> None:
    chart = draw_suspicions(COMPARED)
    assert chart is not None
    assert "coffee likely" in chart.alt_text
    assert "Likely without being suspected: sleep." in chart.alt_text
