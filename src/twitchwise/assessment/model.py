"""What an assessment is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from twitchwise.causes.ranked import Causes
from twitchwise.evidence.model import Sentence
from twitchwise.spread.model import Spread
from twitchwise.strength.standing import StrengthStanding
from twitchwise.urgency.model import Judgement
from twitchwise.worry.model import Worry

__all__ = ["Assessment", "NextLook", "NextStep", "Step"]


class Step(StrEnum):
    """What to do next; one thing."""

    NOW = "now"
    DAYS = "days"
    QUESTIONS = "questions"
    SCREEN = "screen"
    WEEKS = "weeks"
    ROUTINE = "routine"
    WORRY = "worry"
    REST = "rest"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """The one thing to do next, in a sentence."""

    step: Step
    sentence: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class NextLook:
    """When to look again.

    Parameters
    ----------
    on : the day; None when waiting for one would be wrong, or none is needed.
    sentence : what to say of it.
    """

    on: date | None
    sentence: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Everything that is known of one person, in the order in which it is said.

    Parameters
    ----------
    today : the person's day.
    judgement : how soon someone should look, and why; always first.
    known, unknown : what is known, and what is not yet known.
    causes : ranked, in two lanes.
    spread : how twitching came over the body.
    strength : the weekly result and the first sitting, or None.
    worry : worry, or None without a diary.
    next_step, next_look : one thing to do, and the date of the next look.
    """

    today: date
    judgement: Judgement
    known: tuple[Sentence, ...]
    unknown: tuple[Sentence, ...]
    causes: Causes
    spread: Spread
    strength: StrengthStanding | None
    worry: Worry | None
    next_step: NextStep
    next_look: NextLook

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of the facts behind all of it, each once, in the order in which it is said."""
        own = (*self.known, *self.unknown, self.next_step.sentence, self.next_look.sentence)
        return tuple(
            dict.fromkeys(
                (
                    *self.judgement.facts,
                    *(fact for sentence in own for fact in sentence.facts),
                    *(fact for cause in self.causes.shown for fact in cause.sources),
                    *self.spread.facts,
                )
            )
        )
