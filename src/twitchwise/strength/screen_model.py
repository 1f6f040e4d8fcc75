"""What is answered in the first sitting, and what comes out of it."""

from dataclasses import dataclass
from enum import StrEnum

from twitchwise.body import Side
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.screen_acts import ActName, Outcome

__all__ = [
    "NOT_VALIDATED",
    "ActAnswer",
    "FindingKind",
    "LostTask",
    "NotLookedAt",
    "ScreenAnswers",
    "ScreenFinding",
    "ScreenResult",
    "SideDifference",
    "SideScores",
]

NOT_VALIDATED = (
    "This screen is not validated for early ALS: nobody has measured how much it catches. Nothing failed does not mean "
    "that nothing is there."
)


class FindingKind(StrEnum):
    """What a finding of the screen rests on."""

    FAILED_ACT = "failed-act"
    UNEVEN_WITH_LOST_TASK = "uneven-with-lost-task"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActAnswer:
    """How one side of one act went."""

    act: ActName
    side: Side
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class SideScores:
    """The scores of left and right in one test, done in this sitting.

    Parameters
    ----------
    test : id of a test with sides.
    left, right : in the unit of the test.
    """

    test: str
    left: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LostTask:
    """Something of every day that this limb could do and no longer can, or only with help.

    Parameters
    ----------
    region : the limb: one leg or one hand.
    task : what, in the person's words or those of a list ("buttons").
    """

    region: StrengthRegion
    task: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenAnswers:
    """Everything that was answered in the first sitting; what is missing was not looked at."""

    acts: tuple[ActAnswer, ...] = ()
    scores: tuple[SideScores, ...] = ()
    lost_tasks: tuple[LostTask, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenFinding:
    """Something that goes to urgency at once, whatever any trend says.

    Parameters
    ----------
    kind : what it rests on.
    region : where.
    side : left, right or middle.
    act : the act that failed, or None.
    sentence : to the person.
    """

    kind: FindingKind
    region: StrengthRegion
    side: Side
    act: ActName | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideDifference:
    """How far the weaker side lies below the other in one test.

    Parameters
    ----------
    test : id of the test.
    weaker : the side with the lower score, or None when both are equal.
    below_percent : how far it lies below the better side, % of the better side.
    noise_percent : what the error of the test alone gives in 95 of 100 sittings of even sides; None where no error is
        published.
    is_marked : larger than 20 % and than that noise.
    sentence : to the person.
    """

    test: str
    weaker: Side | None
    below_percent: float
    noise_percent: float | None
    is_marked: bool
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotLookedAt:
    """A side of an act that gave no answer, and why."""

    act: ActName
    side: Side
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenResult:
    """What the first sitting says.

    Parameters
    ----------
    findings : what goes to urgency at once.
    differences : between the sides, one a test with scores of both.
    with_effort : acts that went with effort; noted, no finding.
    lost_tasks : everyday tasks that were named; urgency asks for them itself, so they go there too.
    not_looked_at : acts without an answer; they are not "nothing".
    headline : the result in a sentence.
    limits : what it cannot tell; stands beside every headline.
    """

    findings: tuple[ScreenFinding, ...]
    differences: tuple[SideDifference, ...]
    with_effort: tuple[ActAnswer, ...]
    lost_tasks: tuple[LostTask, ...]
    not_looked_at: tuple[NotLookedAt, ...]
    headline: str
    limits: str = NOT_VALIDATED

    @property
    def goes_to_urgency(self) -> bool:
        """Whether something is to be judged by urgency at once."""
        return bool(self.findings or self.lost_tasks)

    @property
    def is_complete(self) -> bool:
        """Whether every act was tried."""
        return not self.not_looked_at
