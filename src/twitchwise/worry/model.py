"""What is known of a person's worry."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from twitchwise.worry.answered import Answered
from twitchwise.worry.guard_rails import Advice
from twitchwise.worry.personal import Agreement
from twitchwise.worry.spiral import Spiral
from twitchwise.worry.words import Sentence

__all__ = ["Offer", "OfferKind", "Worry"]


class OfferKind(StrEnum):
    """Something that may help."""

    CRISIS = "crisis"
    DOCTOR = "doctor"
    PAUSE = "pause"
    LESS_CHECKING = "less-checking"
    EXERCISE = "exercise"
    CBT = "cbt"
    ACT = "act"
    QUESTIONS = "questions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something that may help, in words.

    Parameters
    ----------
    kind : what.
    sentences : what to say.
    sources : ids of the sources behind it, for `cite`.
    """

    kind: OfferKind
    sentences: tuple[Sentence, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Worry:
    """What is known of a person's worry on one day.

    Parameters
    ----------
    today : the person's day.
    gad7 : the last complete GAD-7, or None; `gad7.score` and `gad7.band` tell.
    gad7_history, check_history : every complete one, the earliest first.
    gad7_open, check_open : one that was left with open questions after the last complete one, or None.
    check : the last complete own check, never validated, or None.
    spiral : the circle of searching, worry, places and felt weakness, with the trend over weeks.
    rails : what the guard rails say of going on as now.
    agreement : of a clinician to a daily diary, or None.
    paused_until : the last day of a break, or None.
    needs_crisis_help : thoughts of self-harm were answered with yes, or with not sure.
    offers : what may help, crisis help first.
    sentences : what is said of all this.
    sources : ids of every source behind it, for `cite`.
    """

    today: date
    gad7: Answered | None
    gad7_history: tuple[Answered, ...]
    gad7_open: Answered | None
    check: Answered | None
    check_history: tuple[Answered, ...]
    check_open: Answered | None
    spiral: Spiral
    rails: tuple[Advice, ...]
    agreement: Agreement | None
    paused_until: date | None
    needs_crisis_help: bool
    offers: tuple[Offer, ...]
    sentences: tuple[Sentence, ...]
    sources: tuple[str, ...]
