import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.recordings.frame_times import FrameClock, FrameTimes, missing_frames, true_times, usual_interval_s

NONE = -(2**63)
TICK_S = 0.001


def _times(shown: list[int], stored: list[int] | None = None) -> FrameTimes:
    return true_times(np.array(shown), np.array(stored or sorted(shown)), tick_s=TICK_S, nominal_s=0.04)


def test_stored_order_does_not_matter_and_the_first_frame_is_at_zero() -> None:
    times = _times([1080, 1240, 1160, 1120, 1200], [1000, 1040, 1080, 1120, 1160])
    np.testing.assert_allclose(times.times_s, [0, 0.04, 0.08, 0.12, 0.16])
    assert times.stamps.tolist() == [1080, 1120, 1160, 1200, 1240]
    assert (times.interval_s, times.n_repaired) == (0.04, 0)


def test_repeated_stamps_are_spread_up_to_the_next() -> None:
    times = _times([0, 40, 40, 80, 120, 120])
    np.testing.assert_allclose(times.times_s, [0, 0.04, 0.06, 0.08, 0.12, 0.16])
    assert times.n_repaired == 2


def test_a_missing_stamp_is_taken_from_the_decoding_stamp_or_the_frame_before() -> None:
    np.testing.assert_allclose(_times([0, 40, NONE, 120], [0, 40, 80, 120]).times_s, [0, 0.04, 0.08, 0.12])
    lost = _times([0, 40, NONE, 120], [0, 40, NONE, 120])
    np.testing.assert_allclose(lost.times_s, [0, 0.04, 0.08, 0.12])
    assert lost.n_repaired == 1


def test_a_clip_without_presentation_stamps_is_timed_by_its_decoding_stamps() -> None:
    times = _times([NONE] * 4, [0, 40, 120, 160])
    np.testing.assert_allclose(times.times_s, [0, 0.04, 0.12, 0.16])
    assert times.n_repaired == 0


def test_a_clock_that_starts_anew_goes_on_instead() -> None:
    times = _times([0, 40, *range(80, 1000, 40), 0, 40, 80], [0, 40, *range(80, 1000, 40), 0, 40, 80])
    np.testing.assert_allclose(np.diff(times.times_s), 0.04)
    assert times.n_repaired == 1


def test_a_steady_camera_that_dropped_most_frames_is_recognised() -> None:
    kept = np.flatnonzero(np.random.default_rng(3).random(900) < 0.35)
    times_s = np.round(kept / 60, 3)
    times_s -= times_s[0]
    interval_s = usual_interval_s(times_s, tick_s=0.001, nominal_s=1 / 21)
    assert interval_s == pytest.approx(1 / 60, rel=2e-3)
    assert missing_frames(times_s, interval_s) == kept[-1] - kept[0] + 1 - kept.size


def test_a_variable_rate_is_not_taken_for_dropped_frames() -> None:
    times_s = np.cumsum(np.random.default_rng(4).uniform(0.0267, 0.0433, 500))
    interval_s = usual_interval_s(times_s, tick_s=1e-5, nominal_s=1 / 30)
    assert interval_s == pytest.approx(0.035, rel=0.03)
    assert missing_frames(times_s, interval_s) == 0


def test_whole_milliseconds_do_not_blur_the_rate() -> None:
    times_s = np.round(np.arange(300) / 60, 3)
    assert usual_interval_s(times_s, tick_s=0.001, nominal_s=1 / 60) == 1 / 60


def test_one_or_two_frames_have_an_interval_too() -> None:
    assert usual_interval_s(np.array([0.0]), tick_s=0.001, nominal_s=0.04) == 0.04
    assert usual_interval_s(np.array([0.0, 0.05]), tick_s=0.001, nominal_s=0.04) == pytest.approx(0.05)


def test_frames_the_decoder_leaves_out_shift_no_other() -> None:
    clock = FrameClock(_times([0, 40, 80, 120, 160]))
    assert [clock.time_of(stamp) for stamp in (0, 80, 160)] == pytest.approx([0, 0.08, 0.16])


def test_frames_without_a_known_stamp_follow_the_one_before() -> None:
    clock = FrameClock(_times([0, 40, 80, 120]))
    assert [clock.time_of(stamp) for stamp in (0, NONE, 999, 40, 7, 7)] == pytest.approx(
        [0, 0.04, 0.08, 0.12, 0.16, 0.2]
    )


@given(
    stamps=st.lists(st.one_of(st.integers(-5000, 50_000), st.just(NONE)), min_size=1, max_size=40),
    asked=st.lists(st.integers(-5000, 50_000), max_size=60),
    data=st.data(),
)
def test_times_always_increase_from_zero(stamps: list[int], asked: list[int], data: st.DataObject) -> None:
    stored = data.draw(
        st.lists(st.one_of(st.integers(-5000, 50_000), st.just(NONE)), min_size=len(stamps), max_size=len(stamps))
    )
    times = _times(stamps, stored)
    assert times.times_s[0] == 0
    assert np.all(np.diff(times.times_s) > 0)
    assert times.interval_s > 0
    clock = FrameClock(times)
    given_s = [clock.time_of(stamp) for stamp in [*asked, *stamps]]
    assert np.all(np.diff(given_s) > 0)
