from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.twitches.built_recordings import a_front, a_grid, a_matrix, an_event, waves
from twitchwise.recordings.model import RecordingKind
from twitchwise.twitches.detect import compute_statistic
from twitchwise.twitches.events import Event
from twitchwise.twitches.front import Front
from twitchwise.twitches.matrix import Layout
from twitchwise.twitches.model import Exclusion, Reason
from twitchwise.twitches.noise import learn_noise
from twitchwise.twitches.reject import find_sustained, join_spans, judge_events
from twitchwise.twitches.settings import SETTINGS

_THRESHOLD = 15.0
_EMG, _MOTION, _VIDEO = RecordingKind.EMG, RecordingKind.MOTION, RecordingKind.VIDEO


def _span(start_s: float, end_s: float, reason: Reason = Reason.VOLUNTARY) -> Exclusion:
    return Exclusion(start_s=start_s, end_s=end_s, reason=reason)


def _emg_front(values: NDArray[np.floating] | None = None) -> Front:
    return a_front(a_matrix(np.random.default_rng(0).standard_normal((1, 60_000)) if values is None else values))


def _phone_front(values: NDArray[np.floating] | None = None) -> Front:
    values = 0.6 * np.random.default_rng(0).standard_normal((3, 6000)) if values is None else values
    return a_front(a_matrix(values, 100.0, unit="mg", layout=Layout(labels=("sensor",), components=3)))


def _picture_front(seconds: float = 20.0) -> Front:
    grid = a_grid(4, 5)
    layout = Layout(
        labels=grid.labels, components=2, neighbours=grid.neighbours, positions=grid.positions, shape=(4, 5)
    )
    values = 0.02 * np.random.default_rng(0).standard_normal((40, int(30 * seconds)))
    return a_front(a_matrix(values, 30.0, unit="px", layout=layout))


def _sustained(front: Front, kind: RecordingKind) -> tuple[Exclusion, ...]:
    settings = SETTINGS[kind]
    noise = learn_noise(front.matrix, settings, floor=front.floor)
    statistic, _ = compute_statistic(front.matrix, noise, settings)
    return find_sustained(statistic, _THRESHOLD, front, noise, kind, settings)


def _judge(
    events: list[Event],
    front: Front,
    kind: RecordingKind,
    *,
    labels: list[int] | None = None,
    sustained: tuple[Exclusion, ...] = (),
) -> list[tuple[Reason | None, Reason | None]]:
    groups = np.array([-1] * len(events) if labels is None else labels, np.int64)
    verdicts = judge_events(events, groups, sustained, front, kind, SETTINGS[kind])
    return [(v.rejected, v.doubt) for v in verdicts]


def test_overlapping_spans_join_under_the_reason_of_the_longest() -> None:
    spans = [_span(5.0, 6.0, Reason.TREMOR), _span(0.0, 2.0, Reason.TREMOR), _span(1.0, 4.0)]
    assert join_spans(spans) == (_span(0.0, 4.0), _span(5.0, 6.0, Reason.TREMOR))
    assert join_spans([]) == ()


def test_a_second_of_strong_muscle_activity_is_voluntary() -> None:
    values = np.random.default_rng(1).standard_normal((1, 60_000))
    values[:, 30_000:31_500] *= 8.0
    (span,) = _sustained(_emg_front(values), _EMG)
    assert (span.start_s, span.end_s) == pytest.approx((30.0, 31.5), abs=0.1)
    assert span.reason is Reason.VOLUNTARY


def test_single_potentials_are_not_sustained_however_large() -> None:
    values = np.random.default_rng(2).standard_normal((1, 60_000))
    values[0] += waves(60_000, 1000.0, list(np.arange(1.0, 59.0, 0.8)), 800.0)
    assert _sustained(_emg_front(values), _EMG) == ()


def test_a_swing_of_one_frequency_is_tremor_and_a_jerky_movement_is_voluntary() -> None:
    rng = np.random.default_rng(3)
    t = np.arange(6000) / 100.0
    values = 0.6 * rng.standard_normal((3, 6000))
    values[0, 1000:1500] += 8.0 * np.sin(2 * np.pi * 8.0 * t[1000:1500])
    values[:, 4000:4500] += 15.0 * rng.standard_normal((3, 500))
    spans = _sustained(_phone_front(values), _MOTION)
    assert [s.reason for s in spans] == [Reason.TREMOR, Reason.VOLUNTARY]
    assert (spans[0].start_s, spans[0].end_s) == pytest.approx((10.0, 15.0), abs=0.3)


def test_a_phone_that_never_rests_is_voluntary_from_end_to_end() -> None:
    values = 100.0 * np.random.default_rng(4).standard_normal((3, 6000))
    assert _sustained(_phone_front(values), _MOTION) == (_span(0.0, 60.0),)


def test_a_twitch_alone_is_kept_and_clear() -> None:
    assert _judge([an_event(3.0), an_event(17.2), an_event(40.9)], _emg_front(), _EMG) == [(None, None)] * 3


def test_a_unit_that_fires_regularly_is_rejected_and_others_are_not() -> None:
    times = np.sort(np.concatenate((20.0 + 0.11 * np.arange(20), [5.0, 40.0, 51.3])))
    labels = [0 if 19.0 < t < 23.0 else 1 for t in times]
    verdicts = _judge([an_event(float(t)) for t in times], _emg_front(), _EMG, labels=labels)
    for t, (rejected, _) in zip(times, verdicts, strict=True):
        assert rejected is (Reason.VOLUNTARY if 19.0 < t < 23.0 else None)


def test_a_flurry_of_short_intervals_is_doubtful() -> None:
    times = np.concatenate((10.0 + np.cumsum([0.02, 0.2, 0.03, 0.22, 0.01, 0.24, 0.015]), [30.0]))
    verdicts = _judge([an_event(float(t)) for t in times], _emg_front(), _EMG)
    assert [doubt for _, doubt in verdicts] == [Reason.VOLUNTARY] * 7 + [None]


def test_a_train_at_the_pace_of_a_heart_is_pulse() -> None:
    beats = [an_event(0.5 + 0.83 * i, rate_hz=100.0) for i in range(60)]
    assert _judge(beats, _phone_front(), _MOTION) == [(Reason.PULSE, None)] * 60


def test_a_train_at_the_pace_of_breath_is_breathing() -> None:
    breaths = [an_event(1.0 + 4.0 * i, rate_hz=100.0) for i in range(14)]
    assert _judge(breaths, _phone_front(), _MOTION) == [(Reason.BREATHING, None)] * 14


def test_inside_a_long_contraction_all_is_voluntary_and_near_it_all_is_doubtful() -> None:
    events = [an_event(t) for t in (9.0, 9.7, 12.0, 15.3, 20.0)]
    verdicts = _judge(events, _emg_front(), _EMG, sustained=(_span(10.0, 15.0),))
    assert verdicts == [
        (None, None),
        (None, Reason.VOLUNTARY),
        (Reason.VOLUNTARY, None),
        (None, Reason.VOLUNTARY),
        (None, None),
    ]


def test_inside_a_short_burst_an_event_is_only_doubtful() -> None:
    verdicts = _judge([an_event(10.2)], _emg_front(), _EMG, sustained=(_span(10.0, 10.6),))
    assert verdicts == [(None, Reason.VOLUNTARY)]


def test_what_the_whole_phone_does_is_no_twitch() -> None:
    together = np.ones(6000, np.float32)
    together[3000:3020] = 30.0
    front = replace(_phone_front(), together=together)
    events = [an_event(10.0, rate_hz=100.0), an_event(30.0, rate_hz=100.0, lag_s=0.05)]
    assert _judge(events, front, _MOTION) == [(None, None), (Reason.FRAME_MOTION, None)]


def test_a_step_on_a_key_frame_is_the_codec_and_a_twitch_across_one_is_not() -> None:
    step, smooth = np.zeros((40, 41)), np.zeros((40, 41))
    step[:, 20:] = 5.0
    smooth[:] = 5.0 * np.exp(-((np.arange(41) - 22.0) ** 2) / 18.0)
    front = replace(_picture_front(), key_samples=np.array([150, 450]))
    events = [
        an_event(149.0 / 30, rate_hz=30.0, lag_s=1 / 30, snippet=step, sizes=np.ones(20)),
        an_event(447.0 / 30, rate_hz=30.0, lag_s=4 / 30, snippet=smooth, sizes=np.ones(20)),
    ]
    assert [rejected for rejected, _ in _judge(events, front, _VIDEO)] == [Reason.KEY_FRAME, None]


def test_a_block_that_moves_alone_is_unsupported() -> None:
    event = an_event(5.0, rate_hz=30.0, lag_s=0.1, sizes=np.ones(20), snippet=np.zeros((40, 41)), support=0.5)
    assert _judge([event], _picture_front(), _VIDEO) == [(Reason.UNSUPPORTED, None)]


def test_when_the_whole_picture_moves_it_is_no_twitch() -> None:
    values = 0.02 * np.random.default_rng(5).standard_normal((40, 600))
    values[0::2] += waves(600, 30.0, [10.0], 2.0, half_s=0.2)
    values[14] += 3.0 * waves(600, 30.0, [15.0], 2.0, half_s=0.2)
    front = _picture_front()
    front = a_front(a_matrix(values, 30.0, unit="px", layout=front.matrix.layout))
    events = [
        an_event(t, rate_hz=30.0, lag_s=0.2, index=7, sizes=np.ones(20), snippet=np.zeros((40, 41)))
        for t in (10.0, 15.0)
    ]
    assert [rejected for rejected, _ in _judge(events, front, _VIDEO)] == [Reason.FRAME_MOTION, None]


def test_no_event_needs_no_verdict() -> None:
    assert _judge([], _emg_front(), _EMG) == []
