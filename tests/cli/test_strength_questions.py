import io
from typing import Any

import pytest

from twitchwise.body import Side
from twitchwise.cli.strength_questions import ask_safety, ask_screen
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.safety import QUESTIONS, Reply, SafetyAnswer, SafetyTopic
from twitchwise.strength.screen_acts import ACTS, ActName, Outcome

SAFE = tuple(SafetyAnswer(topic=question.topic, reply=question.good) for question in QUESTIONS)
_MANY = 60
N_SIDES = sum(len(act.sides) for act in ACTS)


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What is typed at the prompts, in order; Enter after the last."""

    def begin(*typed: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(typed) + "\n" * _MANY))

    return begin


def test_an_act_is_answered_side_by_side_and_a_slip_is_asked_again(answer: Any) -> None:
    answer("d", "fialed", "f")
    asked = ask_screen(SAFE)
    heel = [each for each in asked.answers.acts if each.act is ActName.HEEL_WALK]
    assert [(each.side, each.outcome) for each in heel] == [(Side.LEFT, Outcome.DONE), (Side.RIGHT, Outcome.FAILED)]


def test_enter_leaves_an_act_untried_and_a_task_unsaid(answer: Any) -> None:
    answer()
    asked = ask_screen(SAFE)
    assert {each.outcome for each in asked.answers.acts} == {Outcome.NOT_TRIED}
    assert asked.answers.lost_tasks == ()


def test_what_is_not_safe_is_not_asked_for(answer: Any) -> None:
    answer()
    pain = SafetyAnswer(topic=SafetyTopic.LEG_OR_BACK_PAIN, reply=Reply.YES)
    outcomes = {each.act: each.outcome for each in ask_screen((*SAFE, pain)).answers.acts}
    assert outcomes[ActName.HEEL_WALK] is outcomes[ActName.RISE] is Outcome.NOT_SAFE
    assert outcomes[ActName.TONGUE] is Outcome.NOT_TRIED


def test_a_lost_task_is_kept_with_its_limb(answer: Any) -> None:
    answer(*["d"] * N_SIDES, "", "", "", "stairs")
    (lost,) = ask_screen(SAFE).answers.lost_tasks
    assert (lost.region, lost.task) == (StrengthRegion.RIGHT_LEG, "stairs")


def test_a_question_left_open_is_no_answer_and_a_hand_has_its_side(answer: Any) -> None:
    hand = next(question for question in QUESTIONS if question.topic is SafetyTopic.HAND)
    answer("")
    assert ask_safety([hand]) == ()
    answer("perhaps", "?", "left")
    assert {(each.side, each.reply) for each in ask_safety([hand])} == {
        (Side.LEFT, Reply.NOT_SURE),
        (Side.RIGHT, Reply.NO),
    }
