from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.report.built_measurements import a_measurement
from twitchwise.charts.chart import NARROW_PX, WIDE_PX, Chart
from twitchwise.charts.place_map import draw_place_map
from twitchwise.recordings.model import RecordingKind
from twitchwise.twitches.model import Measurement, PlaceMap


def a_map(values: Any, still: Any = None) -> Measurement:
    return replace(a_measurement(), place_map=PlaceMap(values=np.array(values, dtype=np.float64), still=still))


def chart_of(measurement: Measurement, *, width: int = WIDE_PX) -> Chart:
    chart = draw_place_map(measurement, width=width)
    assert chart is not None
    return chart


def view_of(measurement: Measurement, *, width: int = WIDE_PX) -> Any:
    return chart_of(measurement, width=width).description


def test_nothing_to_compare_has_no_map() -> None:
    assert draw_place_map(replace(a_measurement(), place_map=None)) is None
    assert draw_place_map(a_map([[3.0]])) is None
    assert draw_place_map(a_map([[np.nan, np.nan]])) is None
    assert draw_place_map(a_map([[0.0, 0.0]])) is None


def test_three_axes_are_three_bars_with_their_names() -> None:
    bars = view_of(a_measurement(RecordingKind.MOTION))["data"]["values"]
    assert [(bar["place"], bar["value"]) for bar in bars] == [("x", 6.0), ("y", 4.0), ("z", 17.0)]


def test_a_place_without_a_twitch_is_numbered() -> None:
    bars = view_of(replace(a_map([[1.0, 2.0]]), twitches=()))["data"]["values"]
    assert [bar["place"] for bar in bars] == ["place 1", "place 2"]


def test_sixty_four_places_in_a_row_stay_one_low_picture() -> None:
    assert view_of(a_map([np.arange(64.0)]))["height"] < 300


@pytest.mark.parametrize("width", [NARROW_PX, WIDE_PX])
def test_the_names_below_many_bars_have_room(width: int) -> None:
    named = view_of(a_map([np.arange(64.0)]), width=width)["encoding"]["x"]["axis"]["values"]
    assert 2 < len(named) <= width / 60


def test_an_electrode_that_could_not_be_measured_stays_empty() -> None:
    outline, heat = view_of(a_measurement(RecordingKind.EMG))["layer"]
    assert len(outline["data"]["values"]) == 64
    assert len(heat["data"]["values"]) == 63


def test_the_map_of_a_video_lies_over_its_still_picture() -> None:
    picture, heat = view_of(a_measurement(RecordingKind.VIDEO))["layer"]
    assert picture["mark"]["url"].startswith("data:image/png;base64,")
    assert 0 < len(heat["data"]["values"]) < 17 * 30 / 2  # what hardly moved leaves the picture free


@pytest.mark.parametrize("width", [NARROW_PX, WIDE_PX])
@pytest.mark.parametrize("shape", [(540, 960), (1920, 1080), (352, 420)])
def test_the_still_picture_keeps_its_shape_and_fits(width: int, shape: tuple[int, int]) -> None:
    view = view_of(a_map(np.ones((4, 4)), still=np.full(shape, 90, dtype=np.uint8)), width=width)
    assert view["width"] <= width
    assert view["width"] / view["height"] == pytest.approx(shape[1] / shape[0], rel=0.02)


def test_the_alternative_text_names_the_most_moved_place() -> None:
    assert "17 mg, is in row 1, column 3" in chart_of(a_measurement()).alt_text
