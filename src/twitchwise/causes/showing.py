"""One cause as it is shown: the sentences for and against it, what is not known, and what to do."""

from collections.abc import Sequence

from twitchwise.causes.lanes import ALS, Judged
from twitchwise.causes.model import Cause, Library, Weight
from twitchwise.causes.named import filled
from twitchwise.causes.ranked import Band, Lane, Open, Point, RankedCause
from twitchwise.causes.reading import Reading, Readings
from twitchwise.causes.sign import Clue, Sign
from twitchwise.causes.weighing import Term
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import feature_words

__all__ = ["show_cause"]

_MOST_POINTS = 6
_MOST_OPEN = 5
_WORTH_ASKING = 0.3  # log10
_WORTH_SAYING = 0.1
_WORTH_SAYING_OF_ALS = 0.3  # less would only frighten or calm
_SAID_OF_EVERYBODY = frozenset({Sign.UNDER_40, Sign.FROM_60, Sign.MALE})
"""Of ALS, age and sex stand in the figure of everybody, and nowhere as a point for or against one person."""


def show_cause(
    judged: Judged, lane: Lane, ranking: Sequence[Judged], library: Library, readings: Readings, *, signs: bool
) -> RankedCause:
    """A cause with everything that is told of it.

    Parameters
    ----------
    ranking : all causes, for others of its family.
    signs : strength, speech or swallowing is lost: only then ALS has a band.
    """
    cause = judged.cause
    is_als = cause.id == ALS
    terms = _worth_saying(judged, readings)
    speaks_for = _points(terms, library, is_for=True)
    speaks_against = _points(terms, library, is_for=False)
    facts = [*cause.facts, *(fact for point in (*speaks_for, *speaks_against) for fact in point.facts)]
    return RankedCause(
        id=cause.id,
        name=cause.name,
        lane=lane,
        band=_als_band(judged, signs=signs) if is_als else judged.band,
        shares=None if is_als else judged.shares,
        speaks_for=speaks_for,
        speaks_against=speaks_against,
        not_known=_open(cause, library, readings),
        what=cause.what,
        course=cause.course,
        tells_more=cause.tells_more,
        to_do=cause.to_do,
        also=_others_of_family(judged, ranking),
        sources=tuple(dict.fromkeys(facts)),
    )


def _als_band(judged: Judged, *, signs: bool) -> Band | None:
    """Without a sign there is no band: one that calms would claim too much, and "possible" would only frighten."""
    if not signs:
        return None
    return Band.FITS if judged.band is Band.FITS else Band.POSSIBLE


def _others_of_family(judged: Judged, ranking: Sequence[Judged]) -> tuple[str, ...]:
    return tuple(
        each.cause.name
        for each in ranking
        if each.cause.family == judged.cause.family and each is not judged and each.band is not Band.DOES_NOT_FIT
    )


def _worth_saying(judged: Judged, readings: Readings) -> list[Term]:
    """What was told and moves the cause; where somebody was not sure, that stands among what is not known."""
    is_als = judged.cause.id == ALS
    least = _WORTH_SAYING_OF_ALS if is_als else _WORTH_SAYING
    return [
        term
        for term in judged.terms
        if abs(term.middle) >= least
        and term.reading.reply is not Reply.NOT_SURE
        and not (is_als and term.weight.clue in _SAID_OF_EVERYBODY)
        and not _denies_what_was_never_told(term, readings)
    ]


def _denies_what_was_never_told(term: Term, readings: Readings) -> bool:
    """A no to a question that only makes sense beside a yes: "not growing", where nothing was ever weak."""
    clue = term.weight.clue
    if term.reading.reply is not Reply.NO or not isinstance(clue, Feature):
        return False
    beside = feature_words(clue).ask_if
    told = {each for each, reading in readings.items() if reading.reply in {Reply.YES, Reply.NOT_SURE}}
    return bool(beside) and told.isdisjoint(beside)


def _points(terms: Sequence[Term], library: Library, *, is_for: bool) -> tuple[Point, ...]:
    sign = 1.0 if is_for else -1.0
    fitting = sorted((term for term in terms if sign * term.middle > 0), key=lambda term: -abs(term.middle))
    return tuple(_point(term, library) for term in fitting[:_MOST_POINTS])


def _point(term: Term, library: Library) -> Point:
    words = library.clues[term.weight.clue]
    template = words.no if term.reading.reply is Reply.NO and words.no is not None else words.yes
    return Point(
        clue=term.weight.clue,
        reply=term.reading.reply,
        sentence=filled(template, term.reading.said),
        low=term.range.low * term.factor,
        high=term.range.high * term.factor,
        grade=term.weight.grade,
        facts=term.weight.facts,
        is_counted=term.is_counted,
    )


def _open(cause: Cause, library: Library, readings: Readings) -> tuple[Open, ...]:
    """What is not known and could move this cause: first what was not sure, then the strongest, one of each group.

    What asks for another explanation of any cause alike is left to urgency, which asks it first.
    """
    alike = {id(weight) for weights in library.shared.values() for weight in weights}
    told = {library.clues[clue].group for clue, each in readings.items() if clue in library.clues and _is_yes(each)}
    own = [weight for weight in cause.weights if id(weight) not in alike]
    if cause.id == ALS:  # what could only speak against it is no question to somebody afraid of it
        own = [weight for weight in own if weight.yes.middle > 0]
    found: dict[str, Open] = {}
    for weight in sorted(own, key=lambda each: (not _is_unsure(each.clue, readings), -_worth(each))):
        words = library.clues[weight.clue]
        reply = readings[weight.clue].reply if weight.clue in readings else Reply.NOT_ASKED
        is_open = reply is Reply.NOT_SURE or (reply is Reply.NOT_ASKED and _worth(weight) >= _WORTH_ASKING)
        if words.unknown is not None and is_open and words.group not in told:
            found.setdefault(words.group, Open(clue=weight.clue, reply=reply, sentence=filled(words.unknown)))
    return tuple(found.values())[:_MOST_OPEN]


def _is_unsure(clue: Clue, readings: Readings) -> bool:
    return clue in readings and readings[clue].reply is Reply.NOT_SURE


def _is_yes(reading: Reading) -> bool:
    return reading.reply is Reply.YES


def _worth(weight: Weight) -> float:
    """How much asking could move, log10."""
    return max(abs(weight.yes.middle), abs(weight.no.middle) if weight.no is not None else 0.0)
