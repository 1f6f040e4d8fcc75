"""What can stand in a diary."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar, cast

from twitchwise.body import Muscle, Site
from twitchwise.diary.entry import Entry, Origin
from twitchwise.diary.exposure import Exposure, ExposureKind
from twitchwise.diary.moment import DayRule
from twitchwise.diary.undertaking import Investigation, StrengthSeries, TrialBlock, TrialPlan
from twitchwise.diary.worked_out import WorkedOut
from twitchwise.diary.workout import Activity, ExerciseSet
from twitchwise.estimate import Estimate

__all__ = [
    "ENTRY_TYPES",
    "Answer",
    "DayAnswer",
    "Diary",
    "Entry",
    "Exposure",
    "ExposureKind",
    "Finding",
    "Investigation",
    "LearnedExercise",
    "Note",
    "Origin",
    "Questionnaire",
    "RecordingMeasured",
    "StrengthSeries",
    "Suspicion",
    "TestResult",
    "TrialBlock",
    "TrialPlan",
    "TwitchesNoticed",
    "Workout",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class TwitchesNoticed(Entry):
    """Twitching that the person noticed; several a day add up.

    Parameters
    ----------
    site : where; None for somewhere or all over.
    count : how many; None when they were not counted.
    is_at_least : the person stopped counting there.
    strength : 0 (barely felt) to 10, or None.
    had_just_read : the person had just searched for or read about twitching; None when that was not said.
    """

    site: Site | None = None
    count: int | None = None
    is_at_least: bool = False
    strength: int | None = None
    note: str = ""
    had_just_read: bool | None = None


class Answer(StrEnum):
    """How the evening question was answered; a day without any is "not asked"."""

    NOTICED = "noticed"
    NOTHING_NOTICED = "nothing-noticed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAnswer(Entry):
    """The evening question was answered: whatever of `sites` has no twitching noticed that day had none.

    Parameters
    ----------
    day : the person's day it is about.
    answer : twitching or none.
    sites : the sites asked about; empty for the whole body.
    """

    day: date
    answer: Answer
    sites: tuple[Site, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Workout(Entry):
    """A training session or a sport.

    Parameters
    ----------
    title : what the person called it.
    duration_s : how long it took, s, or None.
    sets : the sets of strength exercises, in order.
    activities : running, cycling and the like.
    """

    title: str = ""
    duration_s: float | None = None
    sets: tuple[ExerciseSet, ...] = ()
    activities: tuple[Activity, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingMeasured(Entry):
    """What one recording said.

    Parameters
    ----------
    site : where it was recorded, or None when that was not said.
    recording_kind : "emg", "motion" or "video".
    sha256 : of the file.
    n_twitches : clear twitches counted.
    analysed_min : minutes in which they could have been seen.
    rate_per_min : the rate with its interval, or None when it was not measurable.
    is_planned : recorded at a time fixed beforehand, not because it twitched.
    smallest_detectable : size, peak to peak, that would have been found nine times in ten; None when it was not
        measurable, or not kept.
    n_groups, groups_are : groups of alike twitches, and what they may be called, "site" or "probable_unit"; None and
        empty when they could not be told apart.
    n_doublets : pairs of one group 10-110 ms apart; None when not kept.
    isolated, continual : share of twitches with both neighbours more, or both at most, 250 ms away.
    """

    site: Site | None = None
    recording_kind: str
    sha256: str
    n_twitches: int
    analysed_min: float
    rate_per_min: Estimate | None = None
    is_planned: bool = False
    smallest_detectable: Estimate | None = None
    n_groups: int | None = None
    groups_are: str = ""
    n_doublets: int | None = None
    isolated: Estimate | None = None
    continual: Estimate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TestResult(Entry):
    """One score of one strength test.

    Parameters
    ----------
    test : id of the test.
    side : "left", "right" or "middle".
    score : in `unit`.
    amount : metres walked or steps climbed in it, for tests that ask for them; else None.
    session : sitting it belongs to; the same for all tests of one sitting.
    felt : felt weakness before it, 0-10.
    conditions : what was unusual ("ill", "injured", "done another way").
    """

    __test__ = False  # not a test of ours, whatever its name

    test: str
    side: str = "middle"
    score: float
    unit: str
    amount: float | None = None
    session: str = ""
    felt: int | None = None
    conditions: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire(Entry):
    """The answers to a questionnaire, in the order of its questions; None for one left out."""

    name: str
    answers: tuple[int | None, ...]
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Entry):
    """An answer that bears on causes or urgency: "trips-or-falls": "no"."""

    name: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Entry):
    """Free words."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion(Entry):
    """What the person thinks sets it off; kept apart, and never a prior of the inference."""

    exposure: str
    site: Site | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedExercise(Entry):
    """What the person said an exercise is that the program did not know; asked once."""

    exercise: str
    primary: tuple[Muscle, ...]
    secondary: tuple[Muscle, ...] = ()


ENTRY_TYPES: tuple[type[Entry], ...] = (
    DayAnswer,
    Exposure,
    Finding,
    Investigation,
    LearnedExercise,
    Note,
    Questionnaire,
    RecordingMeasured,
    StrengthSeries,
    Suspicion,
    TestResult,
    TrialPlan,
    TwitchesNoticed,
    Workout,
)
"""Every kind of entry."""

_E = TypeVar("_E", bound=Entry)
_USUAL_RULE = DayRule()


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """Everything kept about one person.

    Parameters
    ----------
    entries : in the order of their moments.
    rule : how the person's days are cut.
    worked_out : what was made of it, kept beside it; not part of what the diary says.
    """

    entries: tuple[Entry, ...] = ()
    rule: DayRule = _USUAL_RULE
    worked_out: WorkedOut = field(default_factory=WorkedOut, init=False, repr=False, compare=False)

    def of(self, kind: type[_E]) -> tuple[_E, ...]:
        """The entries of one kind."""
        return cast("tuple[_E, ...]", self.only(kind).entries)

    def only(self, *kinds: type[Entry]) -> "Diary":
        """This diary as if nothing but entries of these kinds stood in it; the same object each time."""
        parts = self.worked_out.parts
        wanted = frozenset(kinds)
        return parts.get(wanted) or parts.setdefault(wanted, self._part(wanted))

    def instead_of(self, earlier: "Diary") -> "Diary":
        """This diary, in the place of an earlier form of it: that one itself when its entries and rule are the same.

        Otherwise the parts of it in which nothing has changed are taken over, with what was worked out of them.
        """
        if self.rule != earlier.rule:
            return self
        differing = _differing(self.entries, earlier.entries)
        if not differing:
            return earlier
        kinds_changed = {type(entry) for entry in differing}
        for kinds, part in tuple(earlier.worked_out.parts.items()):
            is_touched = any(issubclass(kind, tuple(kinds)) for kind in kinds_changed)
            self.worked_out.parts[kinds] = self._part(kinds).instead_of(part) if is_touched else part
        return self

    def _part(self, kinds: frozenset[type[Entry]]) -> "Diary":
        wanted = tuple(kinds)
        return Diary(entries=tuple(entry for entry in self.entries if isinstance(entry, wanted)), rule=self.rule)


def _differing(entries: Sequence[Entry], earlier: Sequence[Entry]) -> tuple[Entry, ...]:
    """What stands between the beginning and the end that both have in common; the very same entries, not equal ones.

    Equal entries may differ: the two equal hours of a night in autumn are equal.
    """
    shorter = min(len(entries), len(earlier))
    begin = _n_alike(entries, earlier, shorter)
    end = _n_alike(entries[::-1], earlier[::-1], shorter - begin)
    return (*entries[begin : len(entries) - end], *earlier[begin : len(earlier) - end])


def _n_alike(entries: Sequence[Entry], earlier: Sequence[Entry], at_most: int) -> int:
    pairs = zip(entries[:at_most], earlier[:at_most], strict=True)
    return next((number for number, (one, other) in enumerate(pairs) if one is not other), at_most)
