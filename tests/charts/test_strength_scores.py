from datetime import timedelta

import pytest

from tests.strength.built_series import MONDAY, fall, hand, weekly
from twitchwise.charts.chart import NARROW_PX, WIDE_PX
from twitchwise.charts.render import render_svg
from twitchwise.charts.strength_scores import draw_strength_scores
from twitchwise.strength.series import Condition
from twitchwise.strength.trend import strength_trend
from twitchwise.strength.trend_result import TestTrend


def _trend(weeks: int = 30, rate: float = 0.0) -> TestTrend:
    series = hand(fall(rate), weeks, marks={5: {Condition.ILL}})
    return strength_trend(series, today=MONDAY + timedelta(weeks=weeks)).regions[0].tests[0]


@pytest.mark.parametrize("width", [NARROW_PX, WIDE_PX])
def test_every_session_is_drawn_and_practice_is_open(width: int) -> None:
    trend = _trend()
    chart = draw_strength_scores(trend, width=width)
    assert chart is not None
    layers = chart.description["vconcat"][0]["layer"]  # type: ignore[index]
    _, _, excluded, kept, left_out = (each["data"]["values"] for each in layers)
    assert [point["score"] for point in kept] == [point.score for point in trend.points if point.is_kept]
    assert len(kept) + len(left_out) == 30
    assert left_out[0]["day"] == MONDAY.isoformat()
    assert len(excluded) == 2
    assert excluded[1]["score"] < excluded[0]["score"]
    assert render_svg(chart).count("<svg") == 1


def test_the_line_of_the_excluded_fall_falls_by_its_rate() -> None:
    trend = _trend()
    chart = draw_strength_scores(trend)
    assert chart is not None
    start, end = chart.description["vconcat"][0]["layer"][2]["data"]["values"]  # type: ignore[index]
    rate = trend.excluded_rate_percent_per_month
    assert rate is not None
    months = 27 * 7 / (365.25 / 12)
    assert end["score"] / start["score"] == pytest.approx(1 - rate / 100 * months)


def test_felt_weakness_stands_below_only_where_it_was_asked() -> None:
    assert len(draw_strength_scores(_trend()).description["vconcat"]) == 1  # type: ignore[union-attr, arg-type]


def test_words_for_who_cannot_see_it_say_the_trend_and_what_is_excluded() -> None:
    chart = draw_strength_scores(_trend())
    assert chart is not None
    assert chart.alt_text.startswith("Hand grip, left: 30 sessions")
    assert "a month is unlikely by this test" in chart.alt_text


def test_one_session_is_drawn_and_none_is_not() -> None:
    one = strength_trend([weekly(lambda _: 40.0, 1)], today=MONDAY).regions[0].tests[0]
    assert draw_strength_scores(one) is not None
    none = strength_trend([weekly(lambda _: 40.0, 0)], today=MONDAY).regions[0].tests[0]
    assert draw_strength_scores(none) is None
