"""What can stand in a diary."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from twitchwise.body import Muscle, Site
from twitchwise.diary.moment import DayRule, Moment
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
class Origin:
    """Where an entry came from, when the person did not type it here.

    Parameters
    ----------
    program : the program that wrote the file, "Strong".
    source_key : that program's own name for the thing, or a hash of its row; the same thing in two exports has the
        same key.
    import_id : the import that brought it, so that an import can be undone as a whole.
    """

    program: str
    source_key: str
    import_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing in the diary.

    Parameters
    ----------
    entry_id : unique in the diary; derived from program and source key for what was imported.
    when : when it happened or began.
    origin : None for what was typed here.
    """

    entry_id: str
    when: Moment
    origin: Origin | None = None


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


class ExposureKind(StrEnum):
    """What may set twitching off, apart from training, and what goes round with the fear of it.

    The last four are consequences of twitching as much as causes: whoever twitches more searches, checks and worries
    more. Offered as triggers they would be found whenever there is fear. So they are kept for the picture of worry, and
    the search for triggers does not take them (`may_be_trigger`).
    """

    SLEEP = "sleep"
    SLEEP_QUALITY = "sleep-quality"
    STRESS = "stress"
    MOOD = "mood"
    ENERGY = "energy"
    CAFFEINE = "caffeine"
    ALCOHOL = "alcohol"
    FLUIDS = "fluids"
    MAGNESIUM = "magnesium"
    CALCIUM = "calcium"
    POTASSIUM = "potassium"
    SODIUM = "sodium"
    VITAMIN_D = "vitamin-d"
    CALORIES = "calories"
    STEPS = "steps"
    ILLNESS = "illness"
    FEVER = "fever"
    HEAT = "heat"
    STRAIN = "strain"
    MEDICINE = "medicine"
    SUPPLEMENT = "supplement"
    NICOTINE = "nicotine"
    OTHER = "other"
    SEARCHING = "searching"
    CHECKING = "checking"
    WORRY = "worry"
    FELT_WEAKNESS = "felt-weakness"

    @property
    def may_be_trigger(self) -> bool:
        """Whether the search for triggers takes it; not what follows from twitching as much as it goes before."""
        return self not in _GO_ROUND

    @property
    def unit(self) -> str:
        """The unit that `Exposure.amount` of this kind has; conversion is the reader's work."""
        return _UNITS[self]


_UNITS = {
    ExposureKind.SLEEP: "h",
    ExposureKind.SLEEP_QUALITY: "0-10",
    ExposureKind.STRESS: "0-10",
    ExposureKind.MOOD: "0-10",
    ExposureKind.ENERGY: "0-10",
    ExposureKind.CAFFEINE: "mg",
    ExposureKind.ALCOHOL: "g",
    ExposureKind.FLUIDS: "ml",
    ExposureKind.MAGNESIUM: "mg",
    ExposureKind.CALCIUM: "mg",
    ExposureKind.POTASSIUM: "mg",
    ExposureKind.SODIUM: "mg",
    ExposureKind.VITAMIN_D: "ug",
    ExposureKind.CALORIES: "kcal",
    ExposureKind.STEPS: "steps",
    ExposureKind.ILLNESS: "0-10",
    ExposureKind.FEVER: "degC",
    ExposureKind.HEAT: "degC",
    ExposureKind.STRAIN: "0-10",
    ExposureKind.MEDICINE: "doses",
    ExposureKind.SUPPLEMENT: "doses",
    ExposureKind.NICOTINE: "times",
    ExposureKind.OTHER: "times",
    ExposureKind.SEARCHING: "min",
    ExposureKind.CHECKING: "times",
    ExposureKind.WORRY: "0-10",
    ExposureKind.FELT_WEAKNESS: "0-10",
}
_GO_ROUND = frozenset({ExposureKind.SEARCHING, ExposureKind.CHECKING, ExposureKind.WORRY, ExposureKind.FELT_WEAKNESS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure(Entry):
    """Something that may set twitching off, with its dose.

    Parameters
    ----------
    kind : what.
    amount : in `kind.unit`; None when it happened but nobody knows how much; 0 for an explicit "none".
    until : when it ended: a night's sleep, a week of fever; None for a moment or a whole day.
    name : which medicine, supplement or other thing; empty for the rest.
    site : where, for a strain.
    is_day_total : the sum of the day, not one cup of several.
    """

    kind: ExposureKind
    amount: float | None = None
    until: Moment | None = None
    name: str = ""
    site: Site | None = None
    is_day_total: bool = False
    note: str = ""


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
class Investigation(Entry):
    """A look for triggers with a beginning and an end.

    Parameters
    ----------
    first_day, last_day : both included.
    is_renewal : the one renewal that is allowed.
    stopped_on : the day on which the person, or a guard rail, ended it early.
    """

    first_day: date
    last_day: date
    is_renewal: bool = False
    stopped_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthSeries(Entry):
    """Weekly strength tests with a beginning and an end.

    Parameters
    ----------
    first_day, last_day : both included.
    is_renewal : the one renewal that is allowed.
    stopped_on : the day on which the person ended it early.
    """

    first_day: date
    last_day: date
    is_renewal: bool = False
    stopped_on: date | None = None


_LONGEST_BLOCK_DAYS = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialBlock:
    """Consecutive days of a self-trial that are all with, or all without."""

    first_day: date
    n_days: int
    is_with: bool

    def __post_init__(self) -> None:
        if not 1 <= self.n_days <= _LONGEST_BLOCK_DAYS:
            raise ValueError(f"a block of a self-trial has 1 to {_LONGEST_BLOCK_DAYS} days, not {self.n_days}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPlan(Entry):
    """A randomised self-trial: the blocks drawn by coin.

    Parameters
    ----------
    exposure : what is tried, in the words of `triggers.trial.TrialExposure`.
    seed : of the coin, so that the draw can be shown to be fair.
    blocks : one after the other without a gap, at least one.
    """

    exposure: str
    seed: int
    blocks: tuple[TrialBlock, ...]

    def __post_init__(self) -> None:
        if not self.blocks:
            raise ValueError("a self-trial has at least one block")

    @property
    def first_day(self) -> date:
        """The first day of the trial."""
        return self.blocks[0].first_day

    @property
    def last_day(self) -> date:
        """The last day of the trial."""
        return self.blocks[-1].first_day + timedelta(days=self.blocks[-1].n_days - 1)

    def is_with(self, day: date) -> bool | None:
        """Whether the coin said "with" for this day; None outside the trial."""
        for block in self.blocks:
            if 0 <= (day - block.first_day).days < block.n_days:
                return block.is_with
        return None


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
    """

    entries: tuple[Entry, ...] = ()
    rule: DayRule = _USUAL_RULE

    def of(self, kind: type[_E]) -> tuple[_E, ...]:
        """The entries of one kind."""
        return tuple(entry for entry in self.entries if isinstance(entry, kind))
