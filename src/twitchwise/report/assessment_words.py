"""The assessment as plain parts, in the order in which a person reads them: how soon first, the next date last."""

from collections.abc import Sequence
from dataclasses import dataclass

from twitchwise.assessment.model import Assessment
from twitchwise.causes.ranked import Causes, RankedCause
from twitchwise.causes.words import band_words
from twitchwise.evidence.lookup import cite
from twitchwise.urgency.level import Urgency
from twitchwise.urgency.words import words
from twitchwise.worry.model import OfferKind, Worry

__all__ = ["PlainAssessment", "PlainCause", "PlainReason", "describe_assessment", "say_band", "say_share"]

_NO_BAND = "looked at below"
_SHARE = "in {share} % of the draws"
_MOST_OPEN_SHOWN = 3
_LEAD = "causes_days"
_ABOVE = "stands in the list above"
_TOLD = "It stands in the list above too, with what speaks for it and against it."


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainReason:
    """Why, what to do, and whom to see."""

    why: str
    what_to_do: str
    whom: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainCause:
    """One cause in words.

    Parameters
    ----------
    name, band : which, and how well it fits.
    share : in how many draws of the unsure numbers that holds; empty where none is given.
    what, course, tells_more, to_do : about it.
    speaks_for, speaks_against, not_known : what was told, and what was not.
    sources : references.
    """

    name: str
    band: str
    share: str
    what: str
    course: str
    tells_more: str
    to_do: str
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    not_known: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainAssessment:
    """Everything that is said, part by part.

    Parameters
    ----------
    level : how soon, as a word of the vocabulary.
    headline : one sentence.
    because : every reason, the most urgent first.
    crisis : where help with thoughts of self-harm is, the person's own crisis lines among them.
    notes : what else is said of how soon.
    known, unknown : what is known, and what is not yet.
    likely, rare : the two lanes.
    als, als_more : what is said of ALS, in order; what was and was not looked at.
    cause_lead : what has to be read before the lanes, when strength, speech or swallowing is lost; else empty.
    cause_notes : what stands beside the lanes.
    spread, worry : what is said of them.
    next_step, next_look : the end.
    sources : references of all of it.
    """

    level: Urgency
    headline: str
    because: tuple[PlainReason, ...]
    crisis: tuple[str, ...]
    notes: tuple[str, ...]
    known: tuple[str, ...]
    unknown: tuple[str, ...]
    likely: tuple[PlainCause, ...]
    rare: tuple[PlainCause, ...]
    als: tuple[str, ...]
    als_more: tuple[str, ...]
    cause_lead: str
    cause_notes: tuple[str, ...]
    spread: tuple[str, ...]
    worry: tuple[str, ...]
    next_step: str
    next_look: str
    sources: tuple[str, ...]

    @property
    def is_now(self) -> bool:
        """Whether help is needed now: then all that can wait is kept behind it."""
        return self.level is Urgency.NOW


def describe_assessment(found: Assessment) -> PlainAssessment:
    """What a person is told.

    Parameters
    ----------
    found : everything that is known.
    """
    judgement = found.judgement
    likely = {each.id for each in found.causes.likely}
    return PlainAssessment(
        level=judgement.level,
        headline=judgement.headline,
        because=tuple(
            PlainReason(why=each.why, what_to_do=each.what_to_do, whom=words(f"whom.{each.whom}"))
            for each in judgement.because
        ),
        crisis=_crisis(found.worry),
        notes=(*(note.text for note in judgement.notes), *(str(problem) for problem in judgement.problems)),
        known=tuple(each.text for each in found.known),
        unknown=tuple(each.text for each in found.unknown),
        likely=tuple(map(_plain_cause, found.causes.likely)),
        rare=tuple(_plain_cause(each, is_told=each.id in likely) for each in found.causes.not_to_be_missed),
        als=_als(found.causes),
        als_more=_als_more(found.causes),
        cause_lead=next((each.text for each in found.causes.notes if each.id == _LEAD), ""),
        cause_notes=tuple(each.text for each in found.causes.notes if each.id != _LEAD),
        spread=tuple(each.text for each in found.spread.sentences),
        worry=() if found.worry is None else tuple(each.text for each in found.worry.sentences),
        next_step=found.next_step.sentence.text,
        next_look=found.next_look.sentence.text,
        sources=_references(found.facts),
    )


def say_band(cause: RankedCause) -> str:
    """How well it fits, in a few words."""
    return _NO_BAND if cause.band is None else band_words(cause.band).text


def say_share(cause: RankedCause) -> str:
    """In how many of the draws the shown band holds; empty where none is given.

    Parameters
    ----------
    cause : as ranked.
    """
    return "" if cause.share is None else _SHARE.format(share=f"{100 * cause.share:.0f}")


def _plain_cause(cause: RankedCause, *, is_told: bool = False) -> PlainCause:
    """In words; of one that stands in the first lane as well, what speaks for and against it is told there."""
    return PlainCause(
        name=cause.name,
        band=_ABOVE if is_told else say_band(cause),
        share="" if is_told else say_share(cause),
        what=cause.what.text,
        course=cause.course.text,
        tells_more=cause.tells_more.text,
        to_do=cause.to_do.text,
        speaks_for=(_TOLD,) if is_told else tuple(each.sentence.text for each in cause.speaks_for),
        speaks_against=() if is_told else tuple(each.sentence.text for each in cause.speaks_against),
        not_known=tuple(each.sentence.text for each in cause.not_known[:_MOST_OPEN_SHOWN]),
        sources=_references(cause.sources),
    )


def _crisis(worry: Worry | None) -> tuple[str, ...]:
    offers = () if worry is None else worry.offers
    return tuple(each.text for offer in offers if offer.kind is OfferKind.CRISIS for each in offer.sentences)


def _als(causes: Causes) -> tuple[str, ...]:
    als = causes.als
    figures = () if als.new_cases is None else als.new_cases.sentences
    return tuple(each.text for each in (*als.says, *figures))


def _als_more(causes: Causes) -> tuple[str, ...]:
    als = causes.als
    followed = () if als.followed_up is None else (als.followed_up,)
    return tuple(each.text for each in (*(each.sentence for each in als.looked_at), *followed))


def _references(facts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cite(*facts).splitlines())) if facts else ()
