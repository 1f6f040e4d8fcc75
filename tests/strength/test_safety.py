import itertools

import pytest

from twitchwise.body import Side
from twitchwise.errors import InputError
from twitchwise.evidence.lookup import find_fact
from twitchwise.strength import battery
from twitchwise.strength.battery_model import Demand
from twitchwise.strength.safety import (
    QUESTIONS,
    Locked,
    Reply,
    SafetyAnswer,
    SafetyTopic,
    locked_tests,
    reasons_against,
)
from twitchwise.strength.screen_acts import ACTS, ActName

GOOD = tuple(SafetyAnswer(topic=question.topic, reply=question.good) for question in QUESTIONS)
SEATED_WITHOUT_FORCE = {"foot-taps", "finger-tapping", "hand-tasks", "pa-ta-ka", "breath-count"}
FALL = {"heel-raise", "heel-raise-height", "single-leg-rise", "stairs"}


def _but(topic: SafetyTopic, reply: Reply, side: Side | None = None) -> tuple[Locked, ...]:
    return locked_tests((*GOOD, SafetyAnswer(topic=topic, reply=reply, side=side)))


def _ids(locked: tuple[Locked, ...]) -> set[str]:
    return {found.test.id for found in locked}


def test_nothing_is_locked_for_whom_nothing_speaks_against_it() -> None:
    assert locked_tests(GOOD) == ()


def test_a_question_that_was_not_answered_is_not_a_no() -> None:
    locked = locked_tests(())
    assert _ids(locked) == {test.id for test in battery.tests()} - SEATED_WITHOUT_FORCE
    assert all(found.to_ask for found in locked)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.topic.value)
def test_one_open_question_locks_what_it_is_about(question: object) -> None:
    for index, asked in enumerate(QUESTIONS):
        if asked is question:
            locked = locked_tests(GOOD[:index] + GOOD[index + 1 :])
            assert _ids(locked) == {test.id for test in battery.tests() if test.demands & asked.locks}
            assert all(found.to_ask == (asked.topic,) for found in locked)
            assert all(asked.text in found.reasons[0] for found in locked)


@pytest.mark.parametrize("topic", [SafetyTopic.FALLS, SafetyTopic.LEG_WEAKNESS])
def test_falls_and_weak_legs_lock_stairs_and_one_leg_tests(topic: SafetyTopic) -> None:
    locked = _but(topic, Reply.YES)
    assert _ids(locked) == FALL
    assert all(found.reasons and not found.to_ask for found in locked)


@pytest.mark.parametrize(
    "topic",
    [SafetyTopic.HEART, SafetyTopic.WARNING_SIGNS, SafetyTopic.SUPERVISED_ONLY, SafetyTopic.SURGERY],
)
def test_a_heart_or_an_operation_leaves_the_seated_tests(topic: SafetyTopic) -> None:
    seated = {test.id for test in battery.tests() if test.is_seated}
    assert _ids(_but(topic, Reply.YES)) == {test.id for test in battery.tests()} - seated


def test_late_pregnancy_leaves_sitting_and_walking() -> None:
    open_tests = {test.id for test in battery.tests()} - _ids(_but(SafetyTopic.LATE_PREGNANCY, Reply.YES))
    assert open_tests == {test.id for test in battery.tests() if test.is_seated} | {"walk"}


def test_not_sure_locks_and_says_why() -> None:
    locked = _but(SafetyTopic.HEART, Reply.NOT_SURE)
    assert _ids(locked) == _ids(_but(SafetyTopic.HEART, Reply.YES))
    assert "Not sure counts as yes" in locked[0].reasons[0]


@pytest.mark.parametrize("reply", [Reply.NO, Reply.NOT_SURE])
def test_balance_tests_ask_for_company(reply: Reply) -> None:
    locked = _but(SafetyTopic.COMPANY, reply)
    assert _ids(locked) == {"heel-walk", "single-leg-rise"}
    assert locked[0].reasons == ("Balance tests ask for company: do this one when somebody is with you.",)


def test_the_first_sitting_asks_for_company_and_is_open_after_a_fall() -> None:
    fallen = (*GOOD, SafetyAnswer(topic=SafetyTopic.FALLS, reply=Reply.YES))
    alone = (*GOOD, SafetyAnswer(topic=SafetyTopic.COMPANY, reply=Reply.NO))
    locked = [act.name for act in ACTS if reasons_against(act.demands, alone, side=act.sides[0])]
    assert locked == [ActName.HEEL_WALK, ActName.TOE_WALK]
    assert all(reasons_against(act.demands, fallen, side=act.sides[0]) == () for act in ACTS)


def test_a_hand_that_hurts_is_not_squeezed_and_the_other_is() -> None:
    locked = _but(SafetyTopic.HAND, Reply.YES, Side.LEFT)
    assert _ids(locked) == {"grip", "pinch"}
    assert all(found.sides == (Side.LEFT,) for found in locked)


def test_an_answer_about_one_hand_leaves_the_other_open_to_ask() -> None:
    answers = (*(a for a in GOOD if a.topic is not SafetyTopic.HAND), *_hand(Reply.NO, Side.LEFT))
    locked = locked_tests(answers)
    assert {found.sides for found in locked} == {(Side.RIGHT,)}
    assert locked_tests((*answers, *_hand(Reply.NO, Side.RIGHT))) == ()


def _hand(reply: Reply, side: Side) -> tuple[SafetyAnswer, ...]:
    return (SafetyAnswer(topic=SafetyTopic.HAND, reply=reply, side=side),)


def test_an_act_of_both_hands_waits_for_both_answers() -> None:
    force = frozenset({Demand.HAND_FORCE})
    assert reasons_against(force, _hand(Reply.NO, Side.LEFT), side=Side.MIDDLE)
    both = (*_hand(Reply.NO, Side.LEFT), *_hand(Reply.NO, Side.RIGHT))
    assert reasons_against(force, both, side=Side.MIDDLE) == ()
    assert reasons_against(force, (*both, *_hand(Reply.YES, Side.RIGHT)), side=Side.MIDDLE)


def test_pain_locks_what_would_load_it() -> None:
    assert _ids(_but(SafetyTopic.ARM_PAIN, Reply.YES)) == {"push-ups", "arm-hold", "plank"}
    assert "walk" in _ids(_but(SafetyTopic.LEG_OR_BACK_PAIN, Reply.YES))


def test_the_tests_that_ask_nothing_of_the_body_stay_open_whatever_is_answered() -> None:
    for replies in itertools.product(Reply, repeat=2):
        answers = [
            SafetyAnswer(topic=question.topic, reply=replies[n % 2])
            for n, question in enumerate(QUESTIONS)
            if question.topic is not SafetyTopic.HAND
        ]
        assert not _ids(locked_tests(answers)) & SEATED_WITHOUT_FORCE


def test_with_healthy_hands_every_seated_test_stays_open_to_everybody() -> None:
    bad = [
        SafetyAnswer(topic=question.topic, reply=Reply.NO if question.good is Reply.YES else Reply.YES)
        for question in QUESTIONS
        if question.topic is not SafetyTopic.HAND
    ]
    locked = _ids(locked_tests((*bad, SafetyAnswer(topic=SafetyTopic.HAND, reply=Reply.NO))))
    assert locked == {test.id for test in battery.tests() if not test.is_seated}


def test_the_last_answer_counts() -> None:
    yes = SafetyAnswer(topic=SafetyTopic.FALLS, reply=Reply.YES)
    assert locked_tests((yes, *GOOD)) == ()


def test_a_side_where_there_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="no side for anything else"):
        _but(SafetyTopic.HEART, Reply.YES, Side.LEFT)


def test_every_topic_is_asked_once_and_its_facts_exist() -> None:
    assert [question.topic for question in QUESTIONS] == list(SafetyTopic)
    for question in QUESTIONS:
        assert question.text.endswith("?")
        assert question.reason.endswith(".")
        assert all(find_fact(fact).statement for fact in question.facts)
