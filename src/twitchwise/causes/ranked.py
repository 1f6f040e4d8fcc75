"""What the ranking gives: causes in two lanes, what speaks for and against each, and what is not known."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from twitchwise.causes.model import Grade
from twitchwise.causes.sign import Clue
from twitchwise.evidence.model import Sentence
from twitchwise.evidence.proportion import AlsNewCases
from twitchwise.intake.feature import Reply

__all__ = [
    "AlsStanding",
    "AlsState",
    "Band",
    "BandShares",
    "Causes",
    "Lane",
    "LookedAt",
    "LookedAtKind",
    "Open",
    "Point",
    "RankedCause",
]


class Lane(StrEnum):
    """Where a cause stands: by likelihood, or because it is rare and must not be missed."""

    LIKELY = "likely"
    NOT_TO_BE_MISSED = "not-to-be-missed"


class Band(StrEnum):
    """How well a cause fits what was told."""

    FITS = "fits"
    POSSIBLE = "possible"
    DOES_NOT_FIT = "does-not-fit"


@dataclass(frozen=True, slots=True, kw_only=True)
class BandShares:
    """Shares of the draws in which each band holds, 0-1; together one. No chance of having the cause."""

    fits: float
    possible: float
    does_not_fit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Something that was told and speaks for or against a cause.

    Parameters
    ----------
    clue : what.
    reply : as it was told.
    sentence : to the person.
    low, high : log10 likelihood ratio, ends of its range, after the certainty of what was told.
    grade, facts : what that rests on.
    is_counted : the strongest of several that say nearly the same; the others are told and not counted.
    """

    clue: Clue
    reply: Reply
    sentence: Sentence
    low: float
    high: float
    grade: Grade
    facts: tuple[str, ...]
    is_counted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Something that is not known and could change how a cause stands."""

    clue: Clue
    reply: Reply
    sentence: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedCause:
    """One cause as it is shown.

    Parameters
    ----------
    id, name : stable id; name for the person.
    lane : where it stands.
    band : the band that most draws give; None for ALS while nothing was told that it could explain.
    shares : of the draws; None for ALS, for which no figure of one person is given.
    speaks_for, speaks_against : the strongest first.
    not_known : what could change it most, the strongest first.
    what, course, tells_more, to_do : sentences from the library; `to_do` names days when strength or speech is lost.
    also : names of others of its family that were told too.
    sources : ids of the facts behind it, for `cite`.
    """

    id: str
    name: str
    lane: Lane
    band: Band | None
    shares: BandShares | None
    speaks_for: tuple[Point, ...]
    speaks_against: tuple[Point, ...]
    not_known: tuple[Open, ...]
    what: Sentence
    course: Sentence
    tells_more: Sentence
    to_do: Sentence
    also: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def share(self) -> float | None:
        """The share of the draws in which the shown band holds, 0-1; None where there is no band or no share."""
        if self.band is None or self.shares is None:
            return None
        shares = self.shares
        by_band = {Band.FITS: shares.fits, Band.POSSIBLE: shares.possible, Band.DOES_NOT_FIT: shares.does_not_fit}
        return by_band[self.band]


class AlsState(StrEnum):
    """What was told that bears on ALS."""

    SIGNS = "signs"
    OPEN = "open"
    NONE_TOLD = "none-told"


class LookedAtKind(StrEnum):
    """What can be looked at."""

    STRENGTH_QUESTIONS = "strength-questions"
    SPEECH_QUESTIONS = "speech-questions"
    BREATH_QUESTIONS = "breath-questions"
    SCREEN = "screen"
    OWN_TESTS = "own-tests"
    EXAMINATION = "examination"
    EMG = "emg"


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """One thing that has or has not been looked at, and what it said on its date.

    Parameters
    ----------
    kind : what.
    is_done : whether it has been, in full.
    on : when, where that is known.
    sentence : to the person.
    """

    kind: LookedAtKind
    is_done: bool
    on: date | None
    sentence: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class AlsStanding:
    """What is said of ALS: what was looked at and when, everybody's new cases, and when to look again. Never a chance.

    Parameters
    ----------
    state : what was told.
    says : the sentences, in order.
    looked_at : one each, done or not.
    next_looks : dates for another look while symptoms go on; empty when a doctor has to look within days.
    new_cases : in everybody of this age and sex, twitching or not; None when either is not known.
    followed_up : what became of people who had been examined, with what that figure is; None unless nothing was told
        that ALS could explain.
    """

    state: AlsState
    says: tuple[Sentence, ...]
    looked_at: tuple[LookedAt, ...]
    next_looks: tuple[date, ...]
    new_cases: AlsNewCases | None
    followed_up: Sentence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Causes:
    """What it could be.

    Parameters
    ----------
    likely : by likelihood, five at most.
    not_to_be_missed : rare, or possible whenever strength is lost; ALS always stands here.
    als : what is said of ALS.
    notes : sentences that stand beside the lanes.
    today, seed, n_draws : of the ranking.
    """

    likely: tuple[RankedCause, ...]
    not_to_be_missed: tuple[RankedCause, ...]
    als: AlsStanding
    notes: tuple[Sentence, ...]
    today: date
    seed: int
    n_draws: int

    @property
    def shown(self) -> tuple[RankedCause, ...]:
        """Both lanes, the likely ones first; ALS can stand in both."""
        return (*self.likely, *self.not_to_be_missed)
