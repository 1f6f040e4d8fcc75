"""When a rule holds: a small expression, read strictly from the rules file.

    wasting or (weight-loss and @shown-weakness)        features and named groups of features
    maybe(weakness-for <= 28 days)                      holds unless it is known not to
    perhaps(wasting)                                    a "not sure" counts as a yes
    at least 2 of (fast-pulse, tremor, heat-intolerance)
    age >= 40, age unknown, twitching-for > 3 months, weakness-for <= 7 days
    twitching-course worse, weakness-course worse
    lab calcium low, lab potassium < 3, ck >= 5 times
    examination emg abnormal, medicine lithium, medicine acid-blocker long, medicine any new-before
    site tongue, only-site orbicularis-oculi
    screen finding, strength fall, strength-settled, act-went
    gad7 >= 10

There is no "not", see `truth`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from twitchwise.intake.feature import Feature
from twitchwise.intake.labs import LabLevel
from twitchwise.intake.medicines import MedicineGroup
from twitchwise.intake.model import Analyte, ExaminationKind, ExaminationResult, WeaknessCourse

__all__ = [
    "ActWent",
    "AgeIs",
    "AgeUnknown",
    "AllOf",
    "AnyOf",
    "AtLeast",
    "Atom",
    "CkTimes",
    "Condition",
    "Examined",
    "Gad7Is",
    "HasFeature",
    "LabIs",
    "LabValue",
    "LastsFor",
    "Maybe",
    "MedicineTaken",
    "MedicineTime",
    "Perhaps",
    "Relation",
    "ScreenFinding",
    "ScreenSays",
    "SiteNoticed",
    "Span",
    "StrengthSays",
    "StrengthSettled",
    "TrendFinding",
    "WeaknessGoes",
    "features_of",
]


class Relation(StrEnum):
    """How a number is compared."""

    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"

    def holds(self, value: float, limit: float) -> bool:
        """Whether `value` stands in this relation to `limit`."""
        match self:
            case Relation.AT_LEAST:
                return value >= limit
            case Relation.ABOVE:
                return value > limit
            case Relation.AT_MOST:
                return value <= limit
            case Relation.BELOW:
                return value < limit


class Span(StrEnum):
    """What has lasted."""

    TWITCHING = "twitching-for"
    WEAKNESS = "weakness-for"


class MedicineTime(StrEnum):
    """Since when a medicine is taken."""

    EVER = "ever"
    NEW = "new"
    NEW_BEFORE = "new-before"  # new, and not begun after the twitching
    LONG = "long"
    STOPPED = "stopped"  # within the time in which a medicine counts as new


class ScreenFinding(StrEnum):
    """What the first sitting can say."""

    FINDING = "finding"  # a failed act, or sides that differ together with a lost task
    LOST_TASK = "lost-task"


class TrendFinding(StrEnum):
    """What the weekly tests can say."""

    FALL = "fall"
    MARKER_LOST = "marker-lost"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True, kw_only=True)
class HasFeature:
    """A feature was answered with yes."""

    feature: Feature


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeIs:
    """Age in years."""

    relation: Relation
    years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeUnknown:
    """The age was not said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastsFor:
    """How long something has lasted, in days, on the day of the answers."""

    span: Span
    relation: Relation
    days: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WeaknessGoes:
    """The course of weakness."""

    course: WeaknessCourse


@dataclass(frozen=True, slots=True, kw_only=True)
class LabIs:
    """A blood value lies outside its range."""

    analyte: Analyte
    level: LabLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class LabValue:
    """A blood value, in the one unit of its analyte."""

    analyte: Analyte
    relation: Relation
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CkTimes:
    """Creatine kinase in multiples of the upper limit of its range."""

    relation: Relation
    times: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What a doctor did and what it said; the newest of its kind."""

    kind: ExaminationKind
    result: ExaminationResult


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineTaken:
    """A medicine of a group, or of any group when that is None, and since when."""

    group: MedicineGroup | None
    time: MedicineTime


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteNoticed:
    """Twitching was noticed in a muscle; `is_only` when nowhere else."""

    muscle: str
    is_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenSays:
    """The first sitting."""

    finding: ScreenFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class Gad7Is:
    """The sum of the questions on worry (GAD-7)."""

    relation: Relation
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthSays:
    """The weekly tests."""

    finding: TrendFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class ActWent:
    """An act of the first sitting was tried, and none failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthSettled:
    """Strength was looked at since, see `settling`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Every part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """One part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLeast:
    """So many parts hold."""

    count: int
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Maybe:
    """Holds unless the part is known not to."""

    part: "Condition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Perhaps:
    """A "not sure" about the part counts as a yes."""

    part: "Condition"


Atom = (
    HasFeature
    | AgeIs
    | AgeUnknown
    | LastsFor
    | WeaknessGoes
    | LabIs
    | LabValue
    | CkTimes
    | Examined
    | MedicineTaken
    | SiteNoticed
    | ScreenSays
    | StrengthSays
    | StrengthSettled
    | ActWent
    | Gad7Is
)
Condition = Atom | AllOf | AnyOf | AtLeast | Maybe | Perhaps


def features_of(condition: Condition) -> Iterator[Feature]:
    """Every feature that a condition looks at, in its order."""
    match condition:
        case HasFeature(feature=feature):
            yield feature
        case Maybe(part=part) | Perhaps(part=part):
            yield from features_of(part)
        case AllOf(parts=parts) | AnyOf(parts=parts) | AtLeast(parts=parts):
            for part in parts:
                yield from features_of(part)
        case _:
            return
