import json
from dataclasses import replace
from html import unescape
from typing import Any

import numpy as np
import pytest

from tests.triggers.built_triggers import N_DAYS, a_table
from twitchwise.charts.chart import NARROW_PX, WIDE_PX, Chart
from twitchwise.charts.day_strip import draw_day_strip
from twitchwise.charts.render import render_svg
from twitchwise.triggers.table import DayTable, Exposure


def rows_of(chart: Chart) -> list[Any]:
    rows: Any = chart.description["vconcat"]
    return [row["vconcat"] for row in rows]


def values_of(row: Any, panel: int, number: int) -> list[Any]:
    values: list[Any] = row[panel]["layer"][number]["data"]["values"]
    return values


def draw(table: DayTable, width: int = WIDE_PX) -> Chart:
    return draw_day_strip(table, table.outcomes[0], table.exposures, width=width)


def with_values(values: list[float], counts: list[float]) -> DayTable:
    table = a_table(("coffee",))
    return replace(
        table,
        outcomes=(replace(table.outcomes[0], counts=np.array(counts)),),
        exposures=(Exposure(name="coffee", values=np.array(values)),),
    )


def test_twitches_none_and_not_asked_are_three_different_marks() -> None:
    (row,) = rows_of(draw(with_values([0.0] * 6, [2, 0, np.nan, np.nan, 5, 0])))
    not_asked, bars, quiet = (values_of(row, 0, number) for number in range(3))
    assert [(span["day"], span["end"]) for span in not_asked] == [(2, 4)]
    assert [(int(bar["day"]), bar["n"]) for bar in bars] == [(0, 2), (4, 5)]
    assert [int(dot["day"]) for dot in quiet] == [1, 5]


@pytest.mark.parametrize("width", [NARROW_PX, WIDE_PX])
def test_every_day_stands_once_however_the_strip_is_cut(width: int) -> None:
    rows = rows_of(draw(a_table(), width))
    seen = []
    length = 0
    for row in rows:
        days = [int(each["day"]) for number in (1, 2) for each in values_of(row, 0, number)]
        days += [day for span in values_of(row, 0, 0) for day in range(span["day"], span["end"])]
        seen += [length + day for day in days]
        length += max(days) + 1
    assert sorted(seen) == list(range(N_DAYS))


def test_a_day_stays_wide_enough_to_be_seen_on_a_phone() -> None:
    rows = rows_of(draw(a_table(), NARROW_PX))
    assert len(rows) > 1
    for row in rows:
        first, last = row[0]["layer"][0]["encoding"]["x"]["scale"]["domain"]
        assert row[0]["width"] / (last - first) >= 4


def test_an_exposure_is_as_high_as_its_value_and_shaded_where_unknown() -> None:
    (row,) = rows_of(draw(with_values([0.0, 4.0, np.nan, 2.0], [1, 1, 1, 1])))
    unknown, steps = values_of(row, 1, 0), values_of(row, 1, 1)
    assert [(span["day"], span["end"]) for span in unknown] == [(2, 3)]
    tops = {step["day"]: step["top"] for step in steps if step["run"] == "0 0"}
    assert tops[0] == 0.0
    assert tops[1] == tops[2]  # the day lasts to its end
    (other,) = {step["top"] for step in steps if step["run"] == "0 3"}
    assert 0 < other < tops[1]


def test_values_that_are_never_zero_are_all_seen() -> None:
    (row,) = rows_of(draw(with_values([6.0, 7.0, 8.0], [1, 1, 1])))
    assert min(step["top"] for step in values_of(row, 1, 1)) > 0.1


def test_one_wild_day_does_not_flatten_the_others_and_the_axis_says_so() -> None:
    (even,) = rows_of(draw(with_values([0.0] * 5, [1, 2, 3, 2, 4])))
    (wild,) = rows_of(draw(with_values([0.0] * 5, [1, 2, 3, 2, 400])))
    for row, is_rooted in ((even, False), (wild, True)):
        y = row[0]["layer"][1]["encoding"]["y"]
        assert (y["scale"].get("type") == "sqrt") is is_rooted
        assert ("root scale" in y["axis"]["title"]) is is_rooted


def test_counts_of_recordings_are_drawn_per_minute() -> None:
    table = with_values([0.0] * 3, [10, 4, np.nan])
    measured = replace(table.outcomes[0], minutes=np.array([5.0, 2.0, np.nan]), is_measured=True)
    (row,) = rows_of(draw(replace(table, outcomes=(measured,))))
    assert [bar["n"] for bar in values_of(row, 0, 1)] == [2.0, 2.0]
    assert "a minute" in row[0]["layer"][1]["encoding"]["y"]["axis"]["title"]


def test_days_have_dates_or_numbers() -> None:
    table = a_table()
    svg = render_svg(draw(table))
    assert ">2 Mar</text>" in svg
    assert ">day 1</text>" in render_svg(draw(replace(table, is_dated=False)))


def test_a_hostile_name_is_only_text() -> None:
    svg = render_svg(draw(a_table(("'], x[\"\\", "<script>"))))
    assert "<script" not in svg
    assert unescape(svg).count(">'], x[\"\\<") == 1


def test_an_empty_diary_and_one_of_years_are_drawn() -> None:
    nothing = with_values([np.nan] * 3, [np.nan] * 3)
    assert render_svg(draw(nothing)).startswith("<svg ")
    days = np.arange(1000)
    long = with_values(list((days % 2).astype(float)), list((days % 4).astype(float)))
    assert len(rows_of(draw(long, NARROW_PX))) <= 8
    assert "1000 days from 2026-03-02" in draw(long).alt_text


def test_it_is_told_in_words() -> None:
    text = draw(a_table()).alt_text
    assert "left triceps twitched on 60 of 90 answered days" in text
    assert "10 days were not answered" in text
    assert "coffee, wine" in text
    json.dumps(draw(a_table()).description, allow_nan=False)
