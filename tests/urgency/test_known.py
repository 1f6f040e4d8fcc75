from datetime import timedelta

from tests.urgency.cases import ANSWERED_ON, person, sitting, standing
from twitchwise.intake.model import ExaminationKind
from twitchwise.strength.screen_acts import Outcome
from twitchwise.strength.trend_result import State
from twitchwise.urgency.condition import Span
from twitchwise.urgency.known import Known


def test_the_newer_sitting_counts() -> None:
    old = sitting(Outcome.FAILED, day=ANSWERED_ON - timedelta(days=60))
    new = sitting(Outcome.DONE)
    assert Known(answers=person("age=30").answers, screened=old).latest_screen == old
    both = Known(answers=person("age=30").answers, screened=new, strength=standing(State.STEADY))
    assert both.latest_screen == new


def test_a_span_runs_up_to_the_day_of_the_answers() -> None:
    known = Known(answers=person("weakness=12 twitching=40").answers)
    assert known.lasted_days(Span.WEAKNESS) == 12
    assert known.lasted_days(Span.TWITCHING) == 40
    assert Known(answers=person("age=30").answers).lasted_days(Span.WEAKNESS) is None


def test_an_examination_without_a_date_may_be_the_newest() -> None:
    known = Known(answers=person("exam=emg:abnormal exam=emg:normal:20 exam=emg:abnormal:400").answers)
    assert [each.result.value for each in known.newest_examination(ExaminationKind.EMG)] == ["abnormal", "normal"]
