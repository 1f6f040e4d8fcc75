"""The questions before the tests: answers are kept in the diary with their day, and an unanswered one is never "no"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from twitchwise.body import Side
from twitchwise.desk.writing import new_id
from twitchwise.diary.model import Diary, Finding
from twitchwise.diary.moment import Moment
from twitchwise.store.diary_store import DiaryStore
from twitchwise.store.together import kept_together
from twitchwise.strength.battery_model import Demand, StrengthTest
from twitchwise.strength.safety import QUESTIONS, Locked, Reply, SafetyAnswer, SafetyQuestion, SafetyTopic, locked_tests

__all__ = [
    "VALID_DAYS",
    "as_if_asked",
    "keep_finding",
    "keep_safety",
    "lock_of",
    "questions_for",
    "reasons_answered",
    "safety_on",
]

VALID_DAYS = 28
"""How long an answer about a disease counts before it is asked again; a choice."""

_OF_THE_DAY = frozenset({SafetyTopic.LEG_OR_BACK_PAIN, SafetyTopic.ARM_PAIN, SafetyTopic.HAND, SafetyTopic.COMPANY})
_NAME = "strength-safety-"


def safety_on(diary: Diary, day: date) -> tuple[SafetyAnswer, ...]:
    """The answers that count on a day: those about today of that day, the others of the four weeks before."""
    answers = []
    for finding in diary.of(Finding):
        if not finding.name.startswith(_NAME):
            continue
        topic_text, _, side_text = finding.name.removeprefix(_NAME).partition("/")
        given = diary.rule.day_of(finding.when)
        if topic_text not in set(SafetyTopic) or finding.answer not in set(Reply):
            continue
        topic = SafetyTopic(topic_text)
        oldest = day if topic in _OF_THE_DAY else day - timedelta(days=VALID_DAYS)
        if oldest <= given <= day:
            side = Side(side_text) if side_text in set(Side) else None
            answers.append(SafetyAnswer(topic=topic, reply=Reply(finding.answer), side=side))
    return tuple(answers)


@kept_together
def keep_safety(store: DiaryStore, answers: Sequence[SafetyAnswer], when: Moment) -> None:
    """Keeps answers with their day."""
    for answer in answers:
        side = "" if answer.side is None else f"/{answer.side}"
        keep_finding(store, f"{_NAME}{answer.topic}{side}", answer.reply.value, when)


@kept_together
def keep_finding(store: DiaryStore, name: str, answer: str, when: Moment) -> None:
    """Keeps one answer; another answer of the same day takes the place of the earlier one, which stays kept."""
    diary = store.load()
    day = diary.rule.day_of(when)
    earlier = next(
        (each for each in diary.of(Finding) if each.name == name and diary.rule.day_of(each.when) == day), None
    )
    if earlier is None:
        store.add([Finding(entry_id=new_id(), when=when, name=name, answer=answer)])
    elif earlier.answer != answer:
        store.change(replace(earlier, answer=answer))


def lock_of(test: StrengthTest, answers: Sequence[SafetyAnswer], side: Side | None = None) -> Locked | None:
    """Why a test, or one side of it, is not to be done now; None when nothing speaks against it."""
    found = next((each for each in locked_tests(answers) if each.test.id == test.id), None)
    return None if found is None or (side is not None and side not in found.sides) else found


def reasons_answered(test: StrengthTest, answers: Sequence[SafetyAnswer], side: Side) -> tuple[str, ...]:
    """Why the answers that were given lock one side of a test; questions without an answer lock nothing here."""
    lock = lock_of(test, as_if_asked(answers), side)
    return () if lock is None else lock.reasons


def as_if_asked(answers: Sequence[SafetyAnswer]) -> tuple[SafetyAnswer, ...]:
    """The answers, and before them a good one to each question: what was not asked speaks against nothing then."""
    return (*(SafetyAnswer(topic=question.topic, reply=question.good) for question in QUESTIONS), *answers)


def questions_for(demands: frozenset[Demand], answers: Sequence[SafetyAnswer]) -> tuple[SafetyQuestion, ...]:
    """The questions that bear on what a test or an act demands and have no answer that counts today."""
    answered = {answer.topic for answer in answers}
    return tuple(each for each in QUESTIONS if each.locks & demands and each.topic not in answered)
