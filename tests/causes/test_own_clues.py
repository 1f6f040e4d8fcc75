from datetime import date

import pytest

from tests.triggers.built_triggers import a_trigger
from tests.urgency.cases import sitting, standing
from twitchwise.body import find_site
from twitchwise.causes.own_clues import read_own_data
from twitchwise.causes.sign import Sign
from twitchwise.diary.model import Diary, RecordingMeasured
from twitchwise.diary.moment import on_date
from twitchwise.intake.feature import Feature, Reply
from twitchwise.strength.screen_acts import Outcome
from twitchwise.strength.trend_result import State
from twitchwise.triggers.find import Trigger, Triggers
from twitchwise.triggers.look_back import look_back
from twitchwise.triggers.verdict import Verdict

TODAY = date(2026, 3, 2)


def _triggers(*several: Trigger) -> Triggers:
    return Triggers(triggers=several, power=None, problems=())


def test_a_diary_without_anything_says_nothing() -> None:
    assert read_own_data() == {}
    look = look_back(Diary(entries=()), find_site("left calf"), on_date(TODAY))
    assert read_own_data(look_back=look) == {}


def test_a_trigger_brings_its_probability_and_its_size() -> None:
    reading = read_own_data(triggers=_triggers(a_trigger("caffeine")))[Sign.OWN_TRIGGER_CAFFEINE]
    assert reading.reply is Reply.YES
    assert reading.certainty == pytest.approx(0.97)
    assert reading.said == "likely, 2.6 times as many"


def test_a_trigger_that_calms_twitching_is_none() -> None:
    found = read_own_data(triggers=_triggers(a_trigger("caffeine", ratios=(0.5,))))
    assert found[Sign.OWN_TRIGGER_CAFFEINE].reply is Reply.NO


def test_of_sleep_it_is_the_lack_that_counts() -> None:
    more, fewer = a_trigger("sleep", ratios=(2.0,)), a_trigger("sleep", ratios=(0.5,))
    assert read_own_data(triggers=_triggers(more))[Sign.OWN_TRIGGER_SLEEP].reply is Reply.NO
    assert read_own_data(triggers=_triggers(fewer))[Sign.OWN_TRIGGER_SLEEP].reply is Reply.YES


def test_of_several_muscles_the_surest_pattern_counts() -> None:
    weak, sure = a_trigger("stress", verdict=Verdict.NONE), a_trigger("stress", verdict=Verdict.LIKELY)
    assert read_own_data(triggers=_triggers(weak, sure))[Sign.OWN_TRIGGER_STRESS].reply is Reply.YES


def test_too_early_and_unknown_exposures_say_nothing() -> None:
    early, other = a_trigger("caffeine", verdict=Verdict.TOO_EARLY), a_trigger("moonlight")
    assert read_own_data(triggers=_triggers(early, other)) == {}


def test_the_screen_and_the_trend_are_told_apart() -> None:
    assert read_own_data(screen=sitting(Outcome.FAILED))[Feature.SCREEN_ACT_FAILED].reply is Reply.YES
    assert read_own_data(screen=sitting(Outcome.DONE))[Feature.SCREEN_ACT_FAILED].reply is Reply.NO
    assert set(read_own_data(strength=standing(State.FALL))) == {Sign.STRENGTH_FELL}
    assert set(read_own_data(strength=standing(State.STEADY))) == {Sign.STRENGTH_STEADY}
    assert read_own_data(strength=standing(State.OPEN)) == {}


def test_an_everyday_act_that_failed_lately_is_a_lost_task() -> None:
    found = read_own_data(strength=standing(State.OPEN, markers=("Opening a jar",)))
    assert found[Feature.TASK_LOST].reply is Reply.YES


def test_a_recording_with_twitches_is_told_and_one_without_is_not() -> None:
    def recording(n: int) -> RecordingMeasured:
        return RecordingMeasured(
            entry_id="r", when=on_date(TODAY), recording_kind="video", sha256="0", n_twitches=n, analysed_min=1.0
        )

    assert set(read_own_data(measurements=(recording(3),))) == {Sign.TWITCHES_MEASURED}
    assert read_own_data(measurements=(recording(0),)) == {}
