import numpy as np
import pytest

from tests.twitches.built_recordings import a_front, a_grid, a_matrix, an_event
from twitchwise.twitches.matrix import Layout
from twitchwise.twitches.picture import draw_place_map, thin_trace


def test_the_thinned_trace_keeps_every_extreme() -> None:
    values = np.zeros((1, 50_000))
    values[0, [12_345, 33_333]] = [7.0, -9.0]
    trace = thin_trace(a_front(a_matrix(values, n_pieces=7)), [])
    assert trace.times_s.size == 2000
    assert (trace.high.max(), trace.low.min()) == (7.0, -9.0)
    assert float(trace.times_s[trace.high.argmax()]) == pytest.approx(12.345, abs=0.026)
    assert (trace.label, trace.unit) == ("E1", "uV")


def test_a_short_signal_is_drawn_sample_by_sample() -> None:
    values = np.arange(50.0)[None]
    trace = thin_trace(a_front(a_matrix(values, n_pieces=3)), [])
    assert np.array_equal(trace.low, values[0])
    assert np.array_equal(trace.high, values[0])


def test_the_trace_is_on_the_clock_of_the_recording() -> None:
    trace = thin_trace(a_front(a_matrix(np.zeros((1, 1000))), start_s=2.5), [])
    assert float(trace.times_s[0]) == 2.5


def test_the_trace_is_of_the_place_where_the_twitches_are_largest() -> None:
    events = [an_event(1.0, index=2, sizes=np.array([5.0, 10.0, 40.0])) for _ in range(3)]
    assert thin_trace(a_front(a_matrix(np.zeros((3, 2000)))), events).label == "E3"


def test_the_map_holds_the_mean_size_at_every_place() -> None:
    front = a_front(a_matrix(np.zeros((6, 100)), layout=a_grid(2, 3)))
    events = [an_event(1.0, sizes=np.arange(6.0)), an_event(2.0, sizes=3.0 * np.arange(6.0))]
    drawn = draw_place_map(front, events)
    assert drawn is not None
    assert np.array_equal(drawn.values, 2.0 * np.arange(6.0).reshape(2, 3))


def test_places_that_could_not_be_measured_are_empty_on_the_map() -> None:
    layout = Layout(labels=("a", "b"), shape=(2, 2), cells=np.array([0, 3], np.int64))
    drawn = draw_place_map(
        a_front(a_matrix(np.zeros((2, 100)), layout=layout)), [an_event(1.0, sizes=np.array([4, 5]))]
    )
    assert drawn is not None
    assert drawn.values[0, 0] == 4.0
    assert drawn.values[1, 1] == 5.0
    assert np.isnan(drawn.values[0, 1])
    assert np.isnan(drawn.values[1, 0])


def test_one_place_or_no_twitch_gives_no_map() -> None:
    assert draw_place_map(a_front(a_matrix(np.zeros((1, 100)))), [an_event(1.0)]) is None
    assert draw_place_map(a_front(a_matrix(np.zeros((4, 100)), layout=a_grid(2, 2))), []) is None
