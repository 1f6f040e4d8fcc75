from datetime import timedelta

import pytest

from tests.urgency.cases import ANSWERED_ON, person, sitting
from twitchwise.intake.model import Answers
from twitchwise.strength.screen_acts import Outcome
from twitchwise.urgency.known import Known
from twitchwise.urgency.settling import clear_screen, is_settled, normal_examinations

NORMAL = "exam=neurological-examination:normal"


@pytest.mark.parametrize(
    ("words", "settled"),
    [
        (f"{NORMAL}:20", True),
        (f"{NORMAL}:20 weakness=30", True),
        (f"{NORMAL}:20 weakness=10", False),
        (f"{NORMAL}:200", False),
        (NORMAL, False),
        ("exam=emg:normal:20", False),
        ("screen=clear", True),
        ("screen=failed", False),
        ("age=30", False),
    ],
)
def test_a_look_settles_when_it_was_whole_fresh_and_after_the_beginning(words: str, settled: bool) -> None:
    found = person(words)
    assert is_settled(Known(answers=found.answers, screened=found.screen)) is settled


def test_a_sitting_with_an_act_left_out_settles_nothing() -> None:
    answers = Answers(answered_on=ANSWERED_ON)
    assert clear_screen(Known(answers=answers, screened=sitting(Outcome.NOT_TRIED))) is None
    assert clear_screen(Known(answers=answers, screened=sitting(Outcome.DONE))) is not None


def test_a_sitting_before_the_beginning_settles_nothing() -> None:
    early = sitting(Outcome.DONE, day=ANSWERED_ON - timedelta(days=20))
    assert not is_settled(Known(answers=person("weakness=10").answers, screened=early))


def test_only_examinations_of_the_nerves_count_as_one() -> None:
    answers = person(f"{NORMAL}:20 exam=emg:normal:20 exam=neurological-examination:abnormal:3").answers
    assert len(normal_examinations(answers)) == 1
