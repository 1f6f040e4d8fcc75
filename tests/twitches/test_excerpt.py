import numpy as np
import pytest

from tests.twitches.built_recordings import a_front, a_matrix, waves
from twitchwise.recordings.model import RecordingKind, Span
from twitchwise.twitches.excerpt import around, cut_excerpt
from twitchwise.twitches.front import Front
from twitchwise.twitches.matrix import Layout

RATE_HZ = 1000.0
EVENT = Span(start_s=2.0, end_s=2.008)


def _two_electrodes(*, start_s: float = 0.0) -> Front:
    rng = np.random.default_rng(3)
    noise = rng.normal(0, 1, (2, 4000))
    noise[1] *= 20.0  # louder, but nothing happens there
    noise[0] += waves(4000, RATE_HZ, [2.0 - start_s], 100.0)
    return a_front(a_matrix(noise, RATE_HZ), start_s=start_s)


def test_the_window_has_the_event_in_its_middle_and_rest_on_both_sides() -> None:
    span = around(10.0, 0.01, RecordingKind.EMG)
    assert (span.start_s + span.end_s) / 2 == pytest.approx(10.005)
    assert span.end_s - span.start_s == pytest.approx(0.2)
    closer = around(10.0, 0.01, RecordingKind.EMG, zoom=2.0)
    assert closer.end_s - closer.start_s == pytest.approx(0.1)


def test_the_trace_is_of_the_named_place() -> None:
    trace = cut_excerpt(_two_electrodes(), Span(start_s=1.9, end_s=2.1), event=EVENT, place="E2")
    assert trace.label == "E2"
    assert (trace.unit, trace.times_s.size) == ("uV", 64)


def test_without_a_place_it_is_the_one_that_moves_most_for_its_rest() -> None:
    trace = cut_excerpt(_two_electrodes(), Span(start_s=1.9, end_s=2.1), event=EVENT)
    assert trace.label == "E1"
    assert trace.high.max() == pytest.approx(50.0, abs=4.0)
    assert trace.low.min() == pytest.approx(-50.0, abs=4.0)
    assert trace.times_s[np.argmax(trace.high)] == pytest.approx(2.002, abs=0.004)


def test_a_clock_that_starts_later_is_followed() -> None:
    trace = cut_excerpt(_two_electrodes(start_s=1.0), Span(start_s=1.9, end_s=2.1), event=EVENT)
    assert trace.times_s[0] == pytest.approx(1.9)
    assert trace.times_s[np.argmax(trace.high)] == pytest.approx(2.002, abs=0.004)


def test_axes_become_one_trace_along_the_movement() -> None:
    rng = np.random.default_rng(5)
    rows = rng.normal(0, 0.1, (3, 600))
    rows[:, 300:320] += np.outer([3.0, 0.0, 4.0], np.ones(20))
    front = a_front(a_matrix(rows, 100.0, unit="mg", layout=Layout(labels=("sensor",), components=3)))
    trace = cut_excerpt(front, Span(start_s=2.0, end_s=4.0), event=Span(start_s=3.0, end_s=3.2))
    assert trace.high.max() == pytest.approx(5.0, abs=0.5)


def test_at_the_end_of_the_recording_the_trace_is_shorter() -> None:
    trace = cut_excerpt(
        _two_electrodes(), Span(start_s=3.9, end_s=4.5), event=Span(start_s=3.99, end_s=4.0), n_steps=20
    )
    assert trace.times_s[-1] < 4.0
    assert trace.times_s.size == 20


def test_outside_the_recording_there_is_nothing_to_show() -> None:
    trace = cut_excerpt(_two_electrodes(), Span(start_s=9.0, end_s=9.5), event=Span(start_s=9.1, end_s=9.2))
    assert trace.times_s.size == 0
