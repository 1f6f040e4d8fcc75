from typing import Any

import pytest

from tests.worry.built_diaries import TODAY, diary, grips, person, recorded, worried
from twitchwise.charts.chart import NARROW_PX, WIDE_PX, Chart
from twitchwise.charts.render import render_svg
from twitchwise.charts.worry_spiral import draw_worry_spiral
from twitchwise.diary.model import Diary
from twitchwise.worry.spiral import describe_spiral

WHOLE = diary(person(84, link=2.0, seed=1).entries, recorded(3, 4, 5, 3, 4, 4))


def _chart(kept: Diary, *, width: int = WIDE_PX) -> Chart | None:
    return draw_worry_spiral(describe_spiral(kept, TODAY), width=width)


def _panels(chart: Chart | None) -> list[Any]:
    assert chart is not None
    panels = chart.description["vconcat"]
    assert isinstance(panels, list)
    return panels


def test_an_empty_diary_has_no_picture() -> None:
    assert _chart(diary()) is None


def test_only_what_was_written_down_or_measured_has_a_lane() -> None:
    assert len(_panels(_chart(diary(worried(3, 4, 5))))) == 1
    assert len(_panels(_chart(diary(worried(3, 4, 5), grips(40, 41, 39))))) == 3  # felt weakness was said before tests
    assert len(_panels(_chart(WHOLE))) == 6


def test_a_week_without_a_word_is_a_gap_and_no_zero() -> None:
    entries = worried(3, 4, 5)
    (panel,) = _panels(_chart(diary(entries[0], entries[2])))
    values = panel["layer"][0]["data"]["values"]
    assert [value["value"] for value in values] == [3.0, 5.0]


def test_small_changes_of_strength_look_small() -> None:
    panel = _panels(_chart(diary(grips(40, 41, 39, 40))))[-1]
    low, high = panel["layer"][0]["encoding"]["y"]["scale"]["domain"]
    assert low <= 75.0
    assert high >= 125.0


@pytest.mark.parametrize("width", [NARROW_PX, WIDE_PX])
def test_the_picture_is_drawn_and_said_in_words(width: int) -> None:
    chart = _chart(WHOLE, width=width)
    assert chart is not None
    assert render_svg(chart).count("<svg") == 1
    for part in ("searching", "worry", "places with twitching", "felt weakness", "measured strength", "per min"):
        assert part in chart.alt_text
    assert chart.alt_text.startswith("12 weeks from")


def test_a_single_week_is_drawn() -> None:
    chart = _chart(diary(worried(0.0)))
    assert chart is not None
    assert "<svg" in render_svg(chart)
