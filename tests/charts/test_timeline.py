from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.report.built_measurements import DURATION_S, a_measurement, a_twitch, an_empty_measurement
from twitchwise.charts.chart import NARROW_PX, WIDE_PX, Chart
from twitchwise.charts.render import render_svg
from twitchwise.charts.timeline import REASON_WORDS, draw_timeline
from twitchwise.twitches.model import Exclusion, Reason, Trace


def panels_of(chart: Chart) -> list[Any]:
    panels = chart.description["vconcat"]
    assert isinstance(panels, list)
    return panels


def lanes_of(chart: Chart) -> list[Any]:
    layers: list[Any] = panels_of(chart)[-1]["layer"]
    return layers


def domain_of(chart: Chart) -> list[str]:
    domain: list[str] = lanes_of(chart)[0]["encoding"]["y"]["scale"]["domain"]
    return domain


def test_every_twitch_has_a_mark_in_the_lane_of_its_certainty() -> None:
    measurement = a_measurement()
    left_out, clear, doubtful, rejected = lanes_of(draw_timeline(measurement))
    assert len(clear["data"]["values"]) == len({round(t.onset_s / DURATION_S * 660) for t in measurement.twitches}) - 3
    assert len(doubtful["data"]["values"]) == 3
    assert len(rejected["data"]["values"]) == 4
    assert len(left_out["data"]["values"]) == 3


def test_clear_and_doubtful_differ_in_shape_and_lane_and_not_in_colour_alone() -> None:
    _, clear, doubtful, _ = lanes_of(draw_timeline(a_measurement()))
    assert clear["mark"]["type"] != doubtful["mark"]["type"]
    assert clear["data"]["values"][0]["lane"] != doubtful["data"]["values"][0]["lane"]


def test_each_reason_for_leaving_out_is_named_in_front_of_its_lane() -> None:
    assert domain_of(draw_timeline(a_measurement()))[3:] == [
        "left out:\nvoluntary",
        "left out:\ntoo noisy",
        "left out:\nedge",
    ]


def test_every_reason_has_a_short_word() -> None:
    assert set(REASON_WORDS) >= set(Reason)
    assert max(map(len, REASON_WORDS.values())) <= 11


def test_a_stretch_shorter_than_a_pixel_is_still_seen() -> None:
    blink = Exclusion(start_s=60.0, end_s=60.001, reason=Reason.KEY_FRAME)
    left_out = lanes_of(draw_timeline(replace(a_measurement(), excluded=(blink,))))[0]
    (span,) = left_out["data"]["values"]
    assert span["end"] - span["t"] >= DURATION_S / WIDE_PX


def test_a_recording_with_nothing_in_it_still_has_a_timeline() -> None:
    chart = draw_timeline(an_empty_measurement())
    assert len(panels_of(chart)) == 1
    assert "clear twitches 0" in chart.alt_text
    assert render_svg(chart).startswith("<svg ")


def test_a_contraction_does_not_flatten_the_twitches() -> None:
    signal = panels_of(draw_timeline(a_measurement()))[0]["layer"][1]
    low, high = signal["encoding"]["y"]["scale"]["domain"]
    assert low > -20  # the contraction reaches beyond 100
    assert high < 60


def test_thousands_of_twitches_make_no_more_marks_than_pixels() -> None:
    many = tuple(a_twitch(float(t)) for t in np.linspace(0, DURATION_S, 5000))
    _, clear, _, _ = lanes_of(draw_timeline(replace(a_measurement(), twitches=many), width=NARROW_PX))
    assert len(clear["data"]["values"]) <= NARROW_PX


@pytest.mark.parametrize("n", [1, 7, 50_000])
def test_a_trace_of_any_length_is_drawn_with_its_extremes(n: int) -> None:
    times_s = np.linspace(0, DURATION_S, n, endpoint=False)
    high = np.zeros(n)
    high[n // 2] = 5.0
    trace = Trace(times_s=times_s, low=-high, high=high, label="E1", unit="uV")
    band = panels_of(draw_timeline(replace(a_measurement(), excluded=(), trace=trace)))[0]["layer"][1]["data"]["values"]
    assert len(band) <= WIDE_PX
    assert max(step["high"] for step in band) == 5.0
    assert min(step["low"] for step in band) == -5.0


def test_lost_samples_break_the_line() -> None:
    band = panels_of(draw_timeline(a_measurement()))[0]["layer"][1]["data"]["values"]
    lost = [step for step in band if 110.5 < step["t"] < 111.5]
    assert lost
    assert all(step["low"] is None and step["high"] is None for step in lost)


def test_the_time_axis_has_round_times_that_fit() -> None:
    for duration_s in (0.5, 3.0, 37.7, 130.0, 1800.0, 86_400.0):
        recording = replace(a_measurement().recording, duration_s=duration_s)
        chart = draw_timeline(replace(a_measurement(), recording=recording), width=NARROW_PX)
        values = lanes_of(chart)[0]["encoding"]["x"]["axis"]["values"]
        assert 2 <= len(values) <= 9
        assert values[-1] <= duration_s
