import re

from twitchwise.desk.event_traces import EventTrace
from twitchwise.web.trace_picture import trace_picture


def test_the_highest_value_is_on_top_and_the_event_in_its_place() -> None:
    trace = EventTrace(
        start_s=2.0, end_s=4.0, low=(0.0, 0.0, 0.0, 0.0), high=(0.0, 10.0, 0.0, 0.0), label="x", unit="mg"
    )
    svg = str(trace_picture(trace, onset_s=2.5, end_s=3.0, words='"x" & y'))
    (points,) = re.findall(r'points="([^"]+)"', svg)
    heights = [float(point.partition(",")[2]) for point in points.split()[:4]]
    assert min(heights) == heights[1] == 6.0
    assert 'x="80.0"' in svg
    assert 'width="80.0"' in svg
    assert "&#34;x&#34; &amp; y" in svg
    assert "style=" not in svg


def test_a_trace_without_samples_is_an_empty_picture() -> None:
    trace = EventTrace(start_s=2.0, end_s=2.0, low=(), high=(), label="", unit="mg")
    assert "<svg" in trace_picture(trace, onset_s=2.0, end_s=2.1, words="nothing")
