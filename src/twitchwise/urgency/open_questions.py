"""What was not asked yet and could still bring the date forward."""

from collections.abc import Iterable, Iterator, Sequence

from twitchwise.intake.feature import Feature
from twitchwise.intake.feature_words import feature_words, unanswered_red_flags
from twitchwise.intake.model import Answers
from twitchwise.urgency.condition import (
    AgeIs,
    AnyOf,
    Condition,
    HasFeature,
    LastsFor,
    MedicineTaken,
    Span,
    StrengthSettled,
)
from twitchwise.urgency.holding import holds, open_parts
from twitchwise.urgency.known import Known
from twitchwise.urgency.level import Urgency, most_urgent
from twitchwise.urgency.model import Matter, OpenQuestion
from twitchwise.urgency.rules import Rule, find_rule
from twitchwise.urgency.settling import is_settled
from twitchwise.urgency.truth import Truth

__all__ = ["open_questions", "unanswered_questions"]


def open_questions(tried: Iterable[Rule], known: Known) -> Iterator[OpenQuestion]:
    """What could still bring the date forward, the most urgent first."""
    waiting: dict[Feature | Matter, list[Rule]] = {}
    for rule in tried:
        if _waits_for_the_beginning(rule, known):
            waiting.setdefault(Matter.WEAKNESS_SINCE, []).append(rule)
        if rule.is_base or (rule.unless is not None and holds(rule.unless, known) is Truth.YES):
            continue
        for part in open_parts(rule.when, known):
            for matter in _matters(part):
                waiting.setdefault(matter, []).append(rule)
    found = [
        OpenQuestion(
            what=matter,
            level=most_urgent(rule.level for rule in behind),
            rules=tuple(dict.fromkeys(rule.id for rule in behind)),
        )
        for matter, behind in waiting.items()
    ]
    yield from sorted(found, key=lambda each: each.level.rank)


def _waits_for_the_beginning(rule: Rule, known: Known) -> bool:
    """Whether a look at strength settled this rule without its being known that the weakness began before the look."""
    parts = rule.unless.parts if isinstance(rule.unless, AnyOf) else (rule.unless,)
    can_be_settled = rule.is_settled_by_strength or StrengthSettled() in parts
    is_undated = can_be_settled and known.answers.weakness_since is None and is_settled(known)
    return is_undated and holds(rule.when, known) >= Truth.NOT_SURE


def _matters(part: Condition) -> Iterator[Feature | Matter]:
    match part:
        case HasFeature():
            yield part.feature
        case AgeIs():
            yield Matter.AGE
        case LastsFor(span=span):
            yield Matter.TWITCHING_SINCE if span is Span.TWITCHING else Matter.WEAKNESS_SINCE
        case MedicineTaken():
            yield Matter.MEDICINE_DATES


def unanswered_questions(
    waiting: Sequence[OpenQuestion], answers: Answers, *, asked_for: Urgency
) -> tuple[OpenQuestion, ...]:
    """What blocks a calm answer, the most urgent first.

    Parameters
    ----------
    waiting : every open question.
    answers : of the person.
    asked_for : the rung that the answers given ask for.

    Returns
    -------
    Every red flag that nobody asked for yet, also one that would count only together with something else, and every
    date that alone decides whether a red flag that was said asks for more.
    """
    by_what = {each.what: each for each in waiting}
    flags = [
        by_what.get(feature) or OpenQuestion(what=feature, level=Urgency(feature_words(feature).rank), rules=())
        for feature in unanswered_red_flags(answers)
    ]
    for_features = {rule for each in waiting if isinstance(each.what, Feature) for rule in each.rules}
    dates = [
        each
        for each in waiting
        if isinstance(each.what, Matter)
        and any(_is_red_flag(rule, asked_for) for rule in each.rules if rule not in for_features)
    ]
    return tuple(sorted((*flags, *dates), key=lambda each: each.level.rank))


def _is_red_flag(rule: str, asked_for: Urgency) -> bool:
    """Whether a rule asks for days or now, and for more than is asked for already."""
    rank = find_rule(rule).level.rank
    return rank <= Urgency.DAYS.rank and rank < asked_for.rank
