"""What is asked before any test, and which tests that locks: nobody is to fall or to strain a heart over a number."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from twitchwise.body import Side
from twitchwise.errors import InputError
from twitchwise.strength.battery import tests
from twitchwise.strength.battery_model import BOTH_SIDES, Demand, StrengthTest

__all__ = [
    "QUESTIONS",
    "Locked",
    "Reply",
    "SafetyAnswer",
    "SafetyQuestion",
    "SafetyTopic",
    "locked_tests",
    "reasons_against",
]


class Reply(StrEnum):
    """How a question before the tests was answered; a question without any was not asked, which is not "no"."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not-sure"


class SafetyTopic(StrEnum):
    """What a question before the tests is about."""

    HEART = "heart"
    WARNING_SIGNS = "warning-signs"
    SUPERVISED_ONLY = "supervised-only"
    SURGERY = "surgery"
    LATE_PREGNANCY = "late-pregnancy"
    FALLS = "falls"
    LEG_WEAKNESS = "leg-weakness"
    LEG_OR_BACK_PAIN = "leg-or-back-pain"
    ARM_PAIN = "arm-pain"
    HAND = "hand"
    COMPANY = "company"


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyQuestion:
    """One question before the tests.

    Parameters
    ----------
    topic : what it is about.
    text : the question in plain words, answered with yes, no or not sure.
    locks : the demands that are not safe while the answer is not the good one.
    good : the answer that locks nothing.
    reason : why what it locks is locked, to the person; a sentence.
    facts : ids of the facts it rests on; empty where there is only general clinical teaching.
    """

    topic: SafetyTopic
    text: str
    locks: frozenset[Demand]
    good: Reply = Reply.NO
    reason: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyAnswer:
    """The answer to one question.

    Parameters
    ----------
    topic : of the question.
    reply : yes, no or not sure.
    side : the hand it is about, for the question about the hands; None for both.
    """

    topic: SafetyTopic
    reply: Reply
    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """One test that is not to be done now.

    Parameters
    ----------
    test : the test.
    sides : the sides of it that are locked.
    reasons : why, one sentence each.
    to_ask : the questions that have to be answered before it can be told; empty when the answers lock it.
    """

    test: StrengthTest
    sides: tuple[Side, ...]
    reasons: tuple[str, ...]
    to_ask: tuple[SafetyTopic, ...]


_WHOLE_BODY = frozenset(
    {
        Demand.EFFORT,
        Demand.STANDING,
        Demand.ONE_LEG,
        Demand.STAIRS,
        Demand.BALANCE,
        Demand.LYING,
        Demand.ARMS,
    }
)
_FALLING = frozenset({Demand.ONE_LEG, Demand.STAIRS})  # balance tests ask for company instead

QUESTIONS: tuple[SafetyQuestion, ...] = (
    SafetyQuestion(
        topic=SafetyTopic.HEART,
        text="Has a doctor found a disease of your heart or blood vessels, or high blood pressure not under control?",
        locks=_WHOLE_BODY,
        reason="With a heart or blood pressure problem, ask your doctor before tests that strain the whole body.",
        facts=("st_safe_topics", "st_safe_cardiac"),
    ),
    SafetyQuestion(
        topic=SafetyTopic.WARNING_SIGNS,
        text="In the last year, did you have chest pain, faint, feel faint, or get unusually breathless?",
        locks=_WHOLE_BODY,
        reason="Chest pain, fainting or unusual breathlessness is looked at by a doctor before any test with effort.",
        facts=("st_safe_topics", "st_safe_cardiac"),
    ),
    SafetyQuestion(
        topic=SafetyTopic.SUPERVISED_ONLY,
        text="Has a doctor told you not to exercise, or only with somebody qualified watching?",
        locks=_WHOLE_BODY,
        reason="You were told not to exercise alone.",
        facts=("st_safe_topics",),
    ),
    SafetyQuestion(
        topic=SafetyTopic.SURGERY,
        text="Have you had an operation, other than on a hand, in the last three months?",
        locks=_WHOLE_BODY,
        reason="Within three months of an operation, ask who operated on you first.",
    ),
    SafetyQuestion(
        topic=SafetyTopic.LATE_PREGNANCY,
        text="Are you pregnant, in the last three months of it?",
        locks=frozenset({Demand.EFFORT, Demand.LYING, Demand.BALANCE}) | _FALLING,
        reason="Late in pregnancy, balance and lying on the back or front are not safe to test.",
    ),
    SafetyQuestion(
        topic=SafetyTopic.FALLS,
        text="Have you fallen, tripped over a foot, or nearly fallen in the last year?",
        locks=_FALLING,
        reason="After a fall or trips, stairs and one-leg tests are not safe at home.",
    ),
    SafetyQuestion(
        topic=SafetyTopic.LEG_WEAKNESS,
        text="Does a leg feel weak, give way, or does a foot drop?",
        locks=_FALLING,
        reason="With a weak leg, stairs and one-leg tests can end in a fall.",
    ),
    SafetyQuestion(
        topic=SafetyTopic.LEG_OR_BACK_PAIN,
        text="Is there pain in a leg, a foot, a hip or the back today that gets worse when you load it?",
        locks=frozenset({Demand.STANDING, Demand.LYING, Demand.BALANCE}) | _FALLING,
        reason="Pain makes a test unsafe, and its score says nothing about strength.",
        facts=("st_safe_topics",),
    ),
    SafetyQuestion(
        topic=SafetyTopic.ARM_PAIN,
        text="Is there pain in a shoulder, an arm, a wrist or the neck today that gets worse when you load it?",
        locks=frozenset({Demand.ARMS}),
        reason="Pain makes a test unsafe, and its score says nothing about strength.",
        facts=("st_safe_topics",),
    ),
    SafetyQuestion(
        topic=SafetyTopic.HAND,
        text="Was a hand operated on in the last three months, or does gripping hurt? Which hand?",
        locks=frozenset({Demand.HAND_FORCE}),
        reason="A hand operated on within three months, or one that hurts, is not squeezed.",
        facts=("st_safe_hand_surgery", "st_safe_hand_pain"),
    ),
    SafetyQuestion(
        topic=SafetyTopic.COMPANY,
        text="Is somebody with you now who can hold you if you sway?",
        locks=frozenset({Demand.BALANCE}),
        good=Reply.YES,
        reason="Balance tests ask for company: do this one when somebody is with you.",
    ),
)
"""In our own words. They ask for symptoms and known disease first: usual questionnaires would send a third to a half of
adults to a doctor before any exercise, and few of their questions were understood."""


def locked_tests(answers: Iterable[SafetyAnswer]) -> tuple[Locked, ...]:
    """The tests that are not to be done now, each with the reasons.

    Parameters
    ----------
    answers : to the questions asked so far; the last answer to a question counts. For the hands, one answer for each
        side may be given.

    Returns
    -------
    Locked tests in the order of the battery. "Not sure" locks like the answer that is not good, and so does a question
    that was not answered; what was not answered stands in `to_ask`.

    Notes
    -----
    Foot taps, finger tapping, speech, breath count and the everyday markers are done sitting, without effort, and are
    open to everybody. Grip and pinch are open to everybody but for a hand that hurts or was operated on.
    """
    given = tuple(answers)
    _check(given)
    locked = (_locked(test, given) for test in tests())
    return tuple(found for found in locked if found is not None)


def reasons_against(demands: frozenset[Demand], answers: Iterable[SafetyAnswer], *, side: Side) -> tuple[str, ...]:
    """Why something that asks this of the body is not to be done now; empty when nothing speaks against it.

    Parameters
    ----------
    demands : what it asks of the body.
    answers : as for `locked_tests`.
    side : the side it is done with; middle for both.
    """
    given = tuple(answers)
    _check(given)
    against = _against(demands, given, side)
    return tuple(_sentence(question, reply) for question, reply in against)


def _locked(test: StrengthTest, answers: tuple[SafetyAnswer, ...]) -> Locked | None:
    by_side = {side: _against(test.demands, answers, side) for side in test.sides}
    sides = tuple(side for side in test.sides if by_side[side])
    if not sides:
        return None
    found = {question.topic: (question, reply) for side in sides for question, reply in by_side[side]}
    return Locked(
        test=test,
        sides=sides,
        reasons=tuple(dict.fromkeys(_sentence(question, reply) for question, reply in found.values())),
        to_ask=tuple(topic for topic, (_, reply) in found.items() if reply is None),
    )


def _against(
    demands: frozenset[Demand], answers: tuple[SafetyAnswer, ...], side: Side
) -> list[tuple[SafetyQuestion, Reply | None]]:
    """The questions whose answer speaks against it, with that answer."""
    asked = [question for question in QUESTIONS if question.locks & demands]
    replies = [(question, _reply(question.topic, answers, side)) for question in asked]
    return [(question, reply) for question, reply in replies if reply is not question.good]


def _reply(topic: SafetyTopic, answers: tuple[SafetyAnswer, ...], side: Side) -> Reply | None:
    """The last answer about this side; for something without sides, the worst of the two sides."""
    last: dict[Side, Reply] = {}
    for answer in answers:
        if answer.topic is topic:
            last.update(dict.fromkeys(BOTH_SIDES if answer.side is None else (answer.side,), answer.reply))
    if side is not Side.MIDDLE:
        return last.get(side)
    not_no = [reply for reply in last.values() if reply is not Reply.NO]
    if not_no:
        return not_no[0]
    return Reply.NO if len(last) == len(BOTH_SIDES) else None


def _sentence(question: SafetyQuestion, reply: Reply | None) -> str:
    if reply is None:
        return f'To be answered first: "{question.text}"'
    if reply is Reply.NOT_SURE:
        return f"{question.reason} Not sure counts as yes here." if question.good is Reply.NO else question.reason
    return question.reason


def _check(answers: tuple[SafetyAnswer, ...]) -> None:
    for answer in answers:
        if answer.side is not None and (answer.topic is not SafetyTopic.HAND or answer.side is Side.MIDDLE):
            raise InputError(
                what=f'the side "{answer.side}" was given',
                where=f'answer about "{answer.topic}"',
                remedy="give left or right for the hands, and no side for anything else",
            )
