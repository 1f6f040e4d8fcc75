"""Conditions of the questions: what has to hold for something to be asked, over the answers given so far."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.model import Answers, Sex

__all__ = ["Circumstance", "Condition", "holds_any", "is_denied", "maybe_any"]


class Circumstance(StrEnum):
    """A condition that is not a feature."""

    FEMALE = "female"
    MALE = "male"
    OVER_55 = "over-55"
    EXAMINED = "examined"


Condition = Feature | Circumstance
"""What `ask_if` and `skip_if` of the questions can name."""

_LAST_AGE_OF_PREGNANCY = 55  # a choice: births after it are reported one by one


def _is_older(answers: Answers) -> bool:
    return answers.age_years is not None and answers.age_years > _LAST_AGE_OF_PREGNANCY


_HOLDS: Mapping[Circumstance, Callable[[Answers], bool]] = MappingProxyType(
    {
        Circumstance.FEMALE: lambda answers: answers.sex is Sex.FEMALE,
        Circumstance.MALE: lambda answers: answers.sex is Sex.MALE,
        Circumstance.OVER_55: _is_older,
        Circumstance.EXAMINED: lambda answers: bool(answers.examinations),
    }
)


def holds_any(conditions: Iterable[Condition], answers: Answers) -> bool:
    """Whether one of them surely holds: a feature answered with yes, a circumstance that is known."""
    return any(answers.has(each) if isinstance(each, Feature) else _HOLDS[each](answers) for each in conditions)


def maybe_any(conditions: Iterable[Condition], answers: Answers) -> bool:
    """Whether one of them holds or may hold: "not sure" is never taken for "no"."""
    return any(
        answers.reply(each) in {Reply.YES, Reply.NOT_SURE} if isinstance(each, Feature) else _HOLDS[each](answers)
        for each in conditions
    )


def is_denied(conditions: Iterable[Condition], answers: Answers) -> bool:
    """Whether each of them was answered with no; a circumstance that does not hold counts as denied."""
    return all(
        answers.reply(each) is Reply.NO if isinstance(each, Feature) else not _HOLDS[each](answers)
        for each in conditions
    )
