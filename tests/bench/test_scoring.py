from bench.scoring import Event, Found, Score, judge
from twitchwise.recordings.model import RecordingKind
from twitchwise.simulate.truth import Disturbance, Interference, TrueTwitch, Truth


def _truth(*onsets_s: float, movement: tuple[float, float] | None = None) -> Truth:
    spans = (
        () if movement is None else (Interference(start_s=movement[0], end_s=movement[1], name=Disturbance.MOVEMENT),)
    )
    return Truth(
        kind=RecordingKind.MOTION,
        unit="mg",
        duration_s=60.0,
        seed=0,
        twitches=tuple(TrueTwitch(onset_s=at, duration_s=0.1, amplitude=10.0, unit=0) for at in onsets_s),
        interference=spans,
    )


def _events(*onsets_s: float) -> tuple[Event, ...]:
    return tuple(Event(onset_s=at, amplitude=11.0) for at in onsets_s)


def test_hits_misses_and_false_alarms_are_counted_with_their_errors() -> None:
    score = judge(Found(events=_events(1.01, 30.0)), _truth(1.0, 2.0), 0.05)
    assert (score.hits, score.misses, score.false_alarms) == (1, 1, 1)
    assert round(score.errors_s[0], 6) == 0.01
    assert round(score.ratios[0], 6) == 1.1


def test_a_twitch_inside_interference_is_left_out_but_a_false_alarm_there_counts() -> None:
    truth = _truth(1.0, 10.0, 11.0, movement=(9.0, 14.0))
    score = judge(Found(events=_events(1.0, 10.0, 13.0)), truth, 0.05)
    assert (score.hits, score.misses, score.false_alarms) == (1, 0, 1)


def test_a_true_twitch_that_was_set_aside_is_a_miss_of_its_own_kind() -> None:
    score = judge(Found(events=(), set_aside=_events(1.0, 40.0)), _truth(1.0, 2.0), 0.05)
    assert (score.hits, score.misses, score.set_aside, score.false_alarms) == (0, 2, 1, 0)


def test_what_is_found_without_injection_is_not_judged() -> None:
    score = judge(Found(events=_events(1.0, 5.0)), _truth(5.02, 8.0), 0.05, unjudged=_events(1.0, 5.0))
    assert (score.hits, score.misses, score.false_alarms, score.unjudged) == (0, 1, 0, 2)


def test_what_is_weaker_without_injection_is_false_and_said_apart() -> None:
    score = judge(
        Found(events=_events(1.0, 5.0, 7.0)), _truth(9.0), 0.05, unjudged=_events(1.0), weak=_events(1.0, 5.0)
    )
    assert (score.false_alarms, score.there_before) == (2, 1)
    assert (score + score).there_before == 2


def test_scores_of_several_recordings_add_up() -> None:
    one = judge(Found(events=_events(1.0)), _truth(1.0, 2.0), 0.05)
    both = Score() + one + one
    assert (both.hits, both.misses, both.recall, both.minutes) == (2, 2, 0.5, 2.0)
