from tests.twitches.built_recordings import an_event
from twitchwise.recordings.model import RecordingKind
from twitchwise.twitches.events import Event
from twitchwise.twitches.lobes import drop_lobes
from twitchwise.twitches.settings import SETTINGS

_MOTION, _EMG = SETTINGS[RecordingKind.MOTION], SETTINGS[RecordingKind.EMG]


def _phone(onset_s: float, score: float) -> Event:
    return an_event(onset_s, rate_hz=100.0, score=score, lag_s=0.04)


def test_a_small_swing_after_a_large_twitch_belongs_to_it() -> None:
    large, swing = _phone(1.0, 10.0), _phone(1.25, 2.0)
    assert drop_lobes([large, swing], _MOTION, 100.0) == [large]


def test_a_small_swing_before_a_large_twitch_belongs_to_it() -> None:
    swing, large = _phone(0.92, 2.0), _phone(1.0, 10.0)
    assert drop_lobes([swing, large], _MOTION, 100.0) == [large]


def test_a_second_twitch_as_large_as_the_first_is_kept() -> None:
    both = [_phone(1.0, 10.0), _phone(1.25, 9.0)]
    assert drop_lobes(both, _MOTION, 100.0) == both


def test_a_small_twitch_out_of_reach_is_kept() -> None:
    both = [_phone(1.0, 10.0), _phone(1.5, 2.0)]
    assert drop_lobes(both, _MOTION, 100.0) == both


def test_two_finds_of_one_twitch_count_once_and_the_better_stays() -> None:
    first, second = an_event(1.0, score=2.0), an_event(1.005, score=3.0)
    assert drop_lobes([first, second], _EMG, 1000.0) == [second]


def test_a_doublet_of_one_unit_is_two_twitches() -> None:
    both = [an_event(1.0, score=3.0), an_event(1.02, score=2.9)]
    assert drop_lobes(both, _EMG, 1000.0) == both


def test_order_and_single_events_are_left_as_they_are() -> None:
    alone = [_phone(t, 2.0 + t) for t in (1.0, 2.0, 3.0, 59.0)]
    assert drop_lobes(alone, _MOTION, 100.0) == alone
    assert drop_lobes([], _MOTION, 100.0) == []


def test_a_lobe_that_was_dropped_pulls_down_no_other() -> None:
    large, lobe, later = _phone(1.0, 10.0), _phone(1.25, 3.0), _phone(1.5, 2.0)
    assert drop_lobes([large, lobe, later], _MOTION, 100.0) == [large, later]
