"""What a judgement of urgency is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from twitchwise.errors import Problem
from twitchwise.intake.feature import Feature
from twitchwise.urgency.level import Urgency

__all__ = ["Judgement", "Matter", "Note", "OpenQuestion", "Reason", "Unseen", "Whom"]


class Whom(StrEnum):
    """Who should look."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    POISON_CENTRE = "poison-centre"
    DOCTOR_TODAY = "doctor-today"
    DOCTOR_IN_DAYS = "doctor-in-days"
    DOCTOR_IN_WEEKS = "doctor-in-weeks"
    DOCTOR_OR_PHARMACIST = "doctor-or-pharmacist"
    ORDINARY_APPOINTMENT = "ordinary-appointment"
    YOURSELF = "yourself"


class Matter(StrEnum):
    """Something beside the features that a rule asks for."""

    AGE = "age"
    TWITCHING_SINCE = "twitching-since"
    WEAKNESS_SINCE = "weakness-since"
    MEDICINE_DATES = "medicine-dates"


class Unseen(StrEnum):
    """Something that nobody can be asked for on the spot and that has not been looked at."""

    BLOOD = "blood"
    EXAMINATION = "examination"
    FIRST_SITTING = "first-sitting"
    WEEKLY_TESTS = "weekly-tests"
    MEDICINES = "medicines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A rule that holds, and what follows.

    Parameters
    ----------
    rule : its stable id; the sentences are `urgency.<rule>.why` (or `.unsure`) and `urgency.<rule>.do`.
    level : the rung it counts for here.
    is_sure : whether it rests on a yes; else on a "not sure", which counts one rung less.
    why, what_to_do : to the person, whole sentences.
    whom : who should look.
    features : what was answered with yes or not sure and led here, in the order of the rule.
    facts : ids of the evidence library.
    is_judgement : whether it rests on judgement or general teaching beyond those facts.
    """

    rule: str
    level: Urgency
    is_sure: bool
    why: str
    what_to_do: str
    whom: Whom
    features: tuple[Feature, ...]
    facts: tuple[str, ...]
    is_judgement: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """Something not asked yet whose answer could bring the date forward.

    Parameters
    ----------
    what : the feature, or another matter.
    level : the most urgent rung that a yes could lead to.
    rules : the rules that wait for it.
    """

    what: Feature | Matter
    level: Urgency
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A sentence beside the reasons, and its id."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How soon someone should look, and why.

    Parameters
    ----------
    level : the highest rung that a rule asks for; never self-care while a red flag is unanswered.
    headline : one sentence; calm only when no red flag is unanswered.
    because : every rule that holds, the most urgent first, but for those that a more urgent one says as well.
    unanswered : red flags that nobody asked for yet, and dates that alone decide about one that was said, the most
        urgent first; they block a calm answer.
    still_open : other questions that could bring the date forward.
    not_looked_at : what nobody can be asked for on the spot.
    asks_for_screen : whether the next step is the first sitting.
    notes : further sentences, in the order in which they are said.
    answered_on, today : the day of the answers and the day of the judgement.
    problems : what could not be used, such as a blood value without a unit.
    """

    level: Urgency
    headline: str
    because: tuple[Reason, ...]
    unanswered: tuple[OpenQuestion, ...]
    still_open: tuple[OpenQuestion, ...]
    not_looked_at: tuple[Unseen, ...]
    asks_for_screen: bool
    notes: tuple[Note, ...]
    answered_on: date
    today: date
    problems: tuple[Problem, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether every red flag that could matter has been answered."""
        return not self.unanswered

    @property
    def reassures(self) -> bool:
        """Whether this is meant to calm: no hurry, and no red flag is open."""
        return self.is_complete and self.level in {Urgency.ROUTINE, Urgency.SELF_CARE}

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of the facts behind all reasons, each once."""
        return tuple(dict.fromkeys(id_ for reason in self.because for id_ in reason.facts))
