from typing import Any

from tests.report.built_measurements import DURATION_S, a_measurement, an_empty_measurement
from twitchwise.charts.render import render_svg
from twitchwise.charts.zoom import FROM, UNTIL, draw_zoomable_timeline


def test_the_stretch_that_is_shown_is_left_open() -> None:
    chart = draw_zoomable_timeline(a_measurement())
    description: dict[str, Any] = chart.description
    assert [each["name"] for each in description["params"]] == [FROM, UNTIL]
    assert description["params"][1]["value"] == DURATION_S
    for panel in description["vconcat"]:
        assert "width" not in panel
        scales = [each["encoding"]["x"]["scale"] for each in panel["layer"]]
        assert all(scale["domainMin"] == {"expr": FROM} for scale in scales)


def test_it_can_be_drawn_like_any_other_chart() -> None:
    for measurement in (a_measurement(), an_empty_measurement()):
        assert "<svg" in render_svg(draw_zoomable_timeline(measurement), on_page=True)
