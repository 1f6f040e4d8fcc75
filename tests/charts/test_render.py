import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from tests.report.built_measurements import a_measurement
from twitchwise.charts.chart import NARROW_PX, WIDE_PX, Chart
from twitchwise.charts.intervals import draw_intervals
from twitchwise.charts.place_map import draw_place_map
from twitchwise.charts.render import _smaller, render_svg
from twitchwise.charts.timeline import draw_timeline
from twitchwise.recordings.model import RecordingKind
from twitchwise.twitches.model import Trace


def every_chart(width: int) -> list[Chart]:
    charts = [draw_timeline(a_measurement(), width=width), draw_intervals(a_measurement(), width=width)]
    charts += [draw_place_map(a_measurement(kind), width=width) for kind in RecordingKind]
    return [chart for chart in charts if chart is not None]


@pytest.mark.parametrize("width", [NARROW_PX, WIDE_PX])
def test_every_chart_is_well_formed_and_no_wider_than_asked(width: int) -> None:
    for chart in every_chart(width):
        root = ElementTree.fromstring(render_svg(chart, on_page=True))
        assert float(root.attrib["width"]) <= width + 4


def test_the_same_chart_gives_the_same_text() -> None:
    first, second = (render_svg(draw_timeline(a_measurement())) for _ in range(2))
    assert first == second


def test_the_picture_has_a_role_and_a_label() -> None:
    chart = draw_timeline(a_measurement())
    root = ElementTree.fromstring(render_svg(chart))
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == chart.alt_text


def test_charts_on_one_page_do_not_share_ids() -> None:
    pages = [render_svg(chart, on_page=True) for width in (NARROW_PX, WIDE_PX) for chart in every_chart(width)]
    ids = [name for svg in pages for name in re.findall(r'\bid="([^"]+)"', svg)]
    assert ids
    assert len(ids) == len(set(ids))
    for svg in pages:
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(re.findall(r'\bid="([^"]+)"', svg))


def test_on_a_page_the_ink_is_that_of_the_page() -> None:
    svg = render_svg(draw_timeline(a_measurement()), on_page=True)
    assert "currentColor" in svg
    assert 'fill="white"' not in svg


def test_a_file_stands_alone_with_its_title_on_white() -> None:
    svg = render_svg(draw_timeline(a_measurement()))
    assert "Timeline" in svg
    assert 'fill="white"' in svg
    assert "currentColor" not in svg


def test_nothing_is_red() -> None:
    for chart in every_chart(WIDE_PX):
        for red, green, blue in re.findall(r'"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})"', render_svg(chart)):
            r, g, b = int(red, 16), int(green, 16), int(blue, 16)
            assert not (r > 150 and g < 80 and b < 80)


def test_a_name_from_the_file_cannot_become_markup() -> None:
    measurement = a_measurement()
    assert measurement.trace is not None
    trace = measurement.trace
    hostile = Trace(
        times_s=trace.times_s, low=trace.low, high=trace.high, label="<script>alert(1)</script>", unit=trace.unit
    )
    svg = render_svg(draw_timeline(replace(measurement, trace=hostile)))
    assert "<script" not in svg
    assert "&lt;script" in svg


def test_no_part_of_a_picture_calls_itself_one() -> None:
    svg = render_svg(draw_timeline(a_measurement()), on_page=True)
    assert svg.count('role="img"') == 1
    assert "graphics-" not in svg
    assert "aria-roledescription" not in svg


def test_a_picture_is_made_shorter_and_stays_the_same() -> None:
    long = (
        '<svg class="marks" width="300"><g class="mark-symbol role-mark" pointer-events="none">'
        '<path d="M0,0h0v0h0Z"/><path transform="translate(13.010101012,92.285714286)" '
        'd="M2.915,0A2.915,2.915,0,1,1,-2.915,0A2.915,2.915,0,1,1,2.915,0" fill="#2c7fb8" opacity="1"/>'
        '<path d="M0.5,1.005L10.99999,-3.1415926" opacity="0.5"/><text>0.12345 opacity="1"</text></g></svg>'
    )
    short = (
        '<svg width="300"><g><circle transform="translate(13.01,92.29)" r="2.92" fill="#2c7fb8"/>'
        '<path d="M0.5,1L11,-3.14" opacity="0.5"/><text>0.12345 opacity="1"</text></g></svg>'
    )
    assert _smaller(long) == short
