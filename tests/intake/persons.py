"""Simulated persons who answer the questions: what they have is yes, what they doubt is not sure, the rest is no."""

from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

import numpy as np

from twitchwise.body import find_site
from twitchwise.intake.asking import Question, next_question
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.item import Item
from twitchwise.intake.model import Answers, Medicine, NoticedSite, Sex, TwitchCourse, WeaknessCourse

__all__ = ["DAY", "AskedPerson", "Person", "ask", "twitching_alone"]

DAY = date(2026, 11, 22)
_SITES = ("left calf", "right calf", "left eyelid", "right thigh", "left deltoid", "left foot")

# How often people whose twitching is alone tick these: guesses for the count of cards, and for nothing else.
_OFTEN = {
    Feature.WIDESPREAD: 0.5,
    Feature.BETTER_WHEN_USED: 0.4,
    Feature.EYELID_ONLY: 0.1,
    Feature.CRAMPS: 0.3,
    Feature.TINGLING_HANDS_OR_FEET: 0.25,
    Feature.MUSCLE_ACHE: 0.3,
    Feature.FATIGUE: 0.4,
    Feature.TRAINED_THIS_MUSCLE: 0.4,
    Feature.STRESS: 0.6,
    Feature.AFRAID_OF_ALS: 0.6,
    Feature.PANIC_OR_FAST_BREATHING: 0.25,
    Feature.SHORT_SLEEP: 0.4,
    Feature.MUCH_CAFFEINE: 0.3,
    Feature.MUCH_SCREEN_TIME: 0.4,
    Feature.VIRUS_BEFORE: 0.16,
    Feature.WORKS_IN_HEALTH_CARE: 0.2,
    Feature.PALPITATIONS: 0.1,
}
_FELT_WEAK = 0.33  # a third of benign twitchers feel weak


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What a person would say; what is not named is denied."""

    yes: frozenset[Feature] = frozenset()
    not_sure: frozenset[Feature] = frozenset()
    age_years: int = 34
    sex: Sex = Sex.FEMALE

    def reply(self, feature: Feature) -> Reply:
        """The answer to one feature."""
        if feature in self.yes:
            return Reply.YES
        return Reply.NOT_SURE if feature in self.not_sure else Reply.NO


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPerson:
    """The questions a person was asked, in order, and the answers."""

    questions: tuple[Question, ...]
    answers: Answers = field(hash=False)


def ask(person: Person, answers: Answers | None = None) -> AskedPerson:
    """Ask until nothing is left."""
    given = answers or Answers(answered_on=DAY)
    questions: list[Question] = []
    while (question := next_question(given)) is not None:
        questions.append(question)
        assert len(questions) < 60, "the questions do not end"
        replies = {**given.replies, **{feature: person.reply(feature) for feature in question.features}}
        given = replace(given, replies=MappingProxyType(replies))
        for item in question.items:
            given = _with_item(given, item, person)
    return AskedPerson(questions=tuple(questions), answers=given)


def twitching_alone(rng: np.random.Generator, n: int) -> list[Person]:
    """People whose twitching is alone, a third of whom feel weak."""
    return [
        Person(
            yes=frozenset(feature for feature, share in _OFTEN.items() if rng.random() < share),
            not_sure=frozenset({Feature.WEAKNESS_FELT} if rng.random() < _FELT_WEAK else set()),
            age_years=int(rng.integers(18, 75)),
            sex=Sex.MALE if rng.random() < 0.6 else Sex.FEMALE,
        )
        for _ in range(n)
    ]


def _with_item(answers: Answers, item: Item, person: Person) -> Answers:
    values = {
        Item.AGE_YEARS: person.age_years,
        Item.SEX: person.sex,
        Item.SITES: tuple(NoticedSite(site=find_site(name)) for name in _SITES[:2]),
        Item.TWITCHING_SINCE: date(2026, 9, 1),
        Item.TWITCH_COURSE: TwitchCourse.COMES_AND_GOES,
        Item.WEAKNESS_SINCE: date(2026, 9, 1),
        Item.WEAKNESS_COURSE: WeaknessCourse.SAME,
        Item.MEDICINES: (Medicine(name="zinc"),),
        Item.SLEEP_H: 6.0,
        Item.CAFFEINE_MG: 270.0,
    }
    if item in values:
        return replace(answers, **{item.value: values[item]})  # type: ignore[arg-type]
    return replace(answers, without_value=MappingProxyType({**answers.without_value, item: Reply.NOT_SURE}))
