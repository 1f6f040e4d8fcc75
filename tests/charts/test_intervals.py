from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.report.built_measurements import a_measurement, a_twitch, an_empty_measurement
from twitchwise.charts.intervals import draw_intervals, intervals_s
from twitchwise.twitches.model import Certainty, Exclusion, Reason


def test_intervals_run_from_each_clear_twitch_to_the_next() -> None:
    twitches = (a_twitch(4.0), a_twitch(1.0), a_twitch(2.0, certainty=Certainty.DOUBTFUL), a_twitch(1.5))
    measurement = replace(a_measurement(), twitches=twitches, excluded=())
    assert intervals_s(measurement) == pytest.approx([0.5, 2.5])


def test_an_interval_over_an_excluded_stretch_is_none() -> None:
    measurement = replace(
        a_measurement(),
        twitches=(a_twitch(1.0), a_twitch(2.0), a_twitch(4.0), a_twitch(7.0)),
        excluded=(
            Exclusion(start_s=0.0, end_s=1.0, reason=Reason.EDGE),
            Exclusion(start_s=2.5, end_s=3.5, reason=Reason.NOISE),
            Exclusion(start_s=7.0, end_s=9.0, reason=Reason.NOISE),
        ),
    )
    assert intervals_s(measurement) == pytest.approx([1.0, 3.0])


@pytest.mark.parametrize("n", [0, 1])
def test_fewer_than_two_twitches_have_no_chart(n: int) -> None:
    twitches = tuple(a_twitch(float(t)) for t in range(n))
    assert draw_intervals(replace(an_empty_measurement(), twitches=twitches)) is None


def bars_of(measurement: Any) -> list[Any]:
    chart = draw_intervals(measurement)
    assert chart is not None
    layers: Any = chart.description["layer"]
    bars: list[Any] = layers[1]["data"]["values"]
    return bars


def test_every_interval_stands_in_one_bar() -> None:
    measurement = a_measurement(n=60)
    bars = bars_of(measurement)
    found = intervals_s(measurement)
    assert sum(bar["n"] for bar in bars) == found.size
    for bar in bars:
        assert bar["n"] == pytest.approx(np.sum((found >= bar["start"]) & (found < bar["end"])), abs=1)


def test_bars_are_equal_on_a_logarithmic_axis() -> None:
    ratios = [bar["end"] / bar["start"] for bar in bars_of(a_measurement(n=60))]
    assert ratios == pytest.approx([10 ** (1 / 6)] * len(ratios))


def test_intervals_of_a_millisecond_and_of_hours_are_counted() -> None:
    twitches = tuple(a_twitch(t) for t in (0.0, 0.0004, 1.0, 9000.0))
    measurement = replace(a_measurement(), twitches=twitches, excluded=())
    assert sum(bar["n"] for bar in bars_of(measurement)) == 3


def test_doublets_and_quarter_seconds_are_marked() -> None:
    chart = draw_intervals(a_measurement())
    assert chart is not None
    layers: Any = chart.description["layer"]
    assert layers[0]["data"]["values"][0]["start"] == 0.010
    assert layers[0]["data"]["values"][0]["end"] == 0.110
    assert layers[2]["data"]["values"][0]["start"] == 0.250
