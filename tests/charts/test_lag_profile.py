from typing import Any

import pytest

from tests.triggers.built_triggers import a_trigger
from twitchwise.charts.chart import NARROW_PX, WIDE_PX, Chart
from twitchwise.charts.lag_profile import draw_lag_profile
from twitchwise.charts.render import render_svg
from twitchwise.triggers.verdict import Verdict


def layers_of(chart: Chart | None) -> list[Any]:
    assert chart is not None
    layers: Any = chart.description["layer"]
    return list(layers)


def test_each_lag_has_a_point_within_its_range() -> None:
    _, ranges, points, *_ = layers_of(draw_lag_profile(a_trigger(ratios=(1.0, 1.1, 2.0, 0.9))))
    values = points["data"]["values"]
    assert [value["ratio"] for value in values] == [1.0, 1.1, 2.0, 0.9]
    assert [value["lag"] for value in values] == ["same day", "1 day later", "2 days later", "3 days later"]
    assert all(value["low"] < value["ratio"] < value["high"] for value in ranges["data"]["values"])


def test_no_change_is_a_line_on_a_logarithmic_axis() -> None:
    reference, _, points, *_ = layers_of(draw_lag_profile(a_trigger()))
    assert reference["data"]["values"] == [{"ratio": 1.0}]
    assert points["encoding"]["y"]["scale"]["type"] == "log"


def test_a_small_effect_looks_small_and_a_large_one_fits() -> None:
    for ratios in ((1.01, 1.0, 1.0, 0.99), (1.0, 30.0, 1.0, 0.05)):
        _, ranges, points, *_ = layers_of(draw_lag_profile(a_trigger(ratios=ratios)))
        low, high = points["encoding"]["y"]["scale"]["domain"]
        assert low <= 0.5
        assert high >= 2.0
        assert all(low < value["low"] and value["high"] < high for value in ranges["data"]["values"])


def test_a_lag_that_cannot_act_has_no_place() -> None:
    points = layers_of(draw_lag_profile(a_trigger(ratios=(1.1, 2.0, 1.2))))[2]
    assert points["encoding"]["x"]["scale"]["domain"] == ["1 day later", "2 days later", "3 days later"]


def test_too_early_has_no_chart() -> None:
    assert draw_lag_profile(a_trigger(verdict=Verdict.TOO_EARLY)) is None


@pytest.mark.parametrize("width", [NARROW_PX, WIDE_PX])
def test_it_is_drawn_with_its_numbers_and_told_in_words(width: int) -> None:
    chart = draw_lag_profile(a_trigger(), width=width)
    assert chart is not None
    svg = render_svg(chart)
    assert ">2.00</text>" in svg
    assert "no change" in svg
    assert "left triceps with coffee" in chart.alt_text
    assert "2 days later 2.00 (1.60 to 2.50)" in chart.alt_text
