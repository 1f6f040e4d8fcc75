from datetime import timedelta

from tests.strength.built_series import MONDAY, hand
from twitchwise.charts.render import render_svg
from twitchwise.charts.strength_when import draw_when_known
from twitchwise.strength.trend import strength_trend


def test_every_week_of_the_forecast_has_its_mark() -> None:
    regions = strength_trend(hand(lambda _: 40.0, 12), today=MONDAY + timedelta(weeks=12)).regions
    chart = draw_when_known(regions, width=340)
    assert chart is not None
    known = regions[0].when_known
    expected = [known.steady_weeks, *(fall.weeks for fall in known.falls)]
    marks = [mark for each in chart.description["layer"] for mark in each["data"]["values"]]  # type: ignore[attr-defined]
    assert sorted(mark["weeks"] for mark in marks) == sorted(week for week in expected if week is not None)
    assert f"left hand: steady in {known.steady_weeks} weeks" in chart.alt_text
    assert render_svg(chart).count("<svg") == 1


def test_without_a_region_there_is_nothing_to_draw() -> None:
    assert draw_when_known(()) is None
