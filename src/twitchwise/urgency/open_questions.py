"""What was not asked yet and could still bring the date forward."""

from collections.abc import Iterable, Iterator

from twitchwise.intake.feature import Feature
from twitchwise.intake.feature_words import feature_words, is_moot, unanswered_red_flags
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
from twitchwise.urgency.rules import Rule
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
        if not (isinstance(matter, Feature) and is_moot(matter, known.answers))
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


def unanswered_questions(waiting: Iterable[OpenQuestion], answers: Answers) -> tuple[OpenQuestion, ...]:
    """Every red flag that nobody asked for yet, also one that would count only together with something else."""
    by_what = {each.what: each for each in waiting}
    found = [
        by_what.get(feature) or OpenQuestion(what=feature, level=Urgency(feature_words(feature).rank), rules=())
        for feature in unanswered_red_flags(answers)
    ]
    return tuple(sorted(found, key=lambda each: each.level.rank))
