"""A person's answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from twitchwise.body import Site
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.item import Item

__all__ = [
    "Analyte",
    "Answers",
    "Examination",
    "ExaminationKind",
    "ExaminationResult",
    "Lab",
    "Medicine",
    "NoticedSite",
    "Precision",
    "Sex",
    "TwitchCourse",
    "WeaknessCourse",
]


class Sex(StrEnum):
    """As in the registers that count new cases."""

    FEMALE = "female"
    MALE = "male"


class Precision(StrEnum):
    """How well a time is known."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class TwitchCourse(StrEnum):
    """How the twitching has gone since it began."""

    BETTER = "better"
    SAME = "same"
    COMES_AND_GOES = "comes-and-goes"
    WORSE = "worse"


class WeaknessCourse(StrEnum):
    """How the weakness, felt or shown, has gone since it began."""

    BETTER = "better"
    SAME = "same"
    COMES_AND_GOES = "comes-and-goes"
    WORSE = "worse"


class ExaminationKind(StrEnum):
    """What a doctor did."""

    NEUROLOGICAL = "neurological-examination"
    EMG = "emg"
    NERVE_CONDUCTION = "nerve-conduction"
    MRI = "mri"
    ULTRASOUND = "ultrasound"

    @property
    def plain_name(self) -> str:
        """What it is called in a sentence, "nerve conduction" or "EMG"."""
        return (
            self.value.upper() if self in {ExaminationKind.EMG, ExaminationKind.MRI} else self.value.replace("-", " ")
        )


class ExaminationResult(StrEnum):
    """What it said, in one word."""

    NORMAL = "normal"
    ABNORMAL = "abnormal"
    UNCLEAR = "unclear"


class Analyte(StrEnum):
    """What was measured in the blood."""

    CALCIUM = "calcium"
    MAGNESIUM = "magnesium"
    POTASSIUM = "potassium"
    SODIUM = "sodium"
    TSH = "tsh"
    CK = "ck"
    B12 = "b12"

    @property
    def plain_name(self) -> str:
        """What it is called in a sentence, "calcium" or "TSH"."""
        return self.value.upper() if self in {Analyte.TSH, Analyte.CK, Analyte.B12} else self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticedSite:
    """A place where twitching was noticed, and when for the first time.

    Parameters
    ----------
    site : where.
    first_noticed : wall-clock time, or None when nobody knows.
    precision : how well that time is known; a day is midnight, a month its first day, a year its first day.
    had_just_read : the person had just searched for or read about twitching when it was first noticed there; None
        when that is not known.
    """

    site: Site
    first_noticed: datetime | None = None
    precision: Precision = Precision.DAY
    had_just_read: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Medicine:
    """A medicine or supplement, as typed, with the dates that are known."""

    name: str
    started: date | None = None
    changed: date | None = None
    stopped: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """Something a doctor did, its result and its date; it speaks for that date only."""

    kind: ExaminationKind
    result: ExaminationResult
    on: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lab:
    """A blood value as printed by the laboratory.

    Parameters
    ----------
    value : in `unit`.
    unit : as printed; empty when it was left out, and then the value cannot be judged without a range.
    low, high : the laboratory's own reference range, in `unit`.
    """

    analyte: Analyte
    value: float
    unit: str = ""
    low: float | None = None
    high: float | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Everything a person has answered; what is missing was not asked.

    Parameters
    ----------
    answered_on : the person's day of the answers.
    replies : what was said of each feature; a feature that is missing was not asked.
    twitching_since : when twitching began; None when not said. `first_began` also looks at the sites.
    weakness_since : when weakness, felt or shown, began.
    sleep_h, caffeine_mg, alcohol_g : a usual night and a usual day.
    question : the question of the person, in own words.
    without_value : what was said of an item that has no value here: "no" for "there is none", "not sure" for not known
        or not told; an item without a value that is missing here was not asked.
    """

    answered_on: date
    replies: Mapping[Feature, Reply] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    age_years: int | None = None
    sex: Sex | None = None
    sites: tuple[NoticedSite, ...] = ()
    twitching_since: date | None = None
    twitch_course: TwitchCourse | None = None
    weakness_since: date | None = None
    weakness_course: WeaknessCourse | None = None
    medicines: tuple[Medicine, ...] = ()
    examinations: tuple[Examination, ...] = ()
    labs: tuple[Lab, ...] = ()
    sleep_h: float | None = None
    caffeine_mg: float | None = None
    alcohol_g: float | None = None
    question: str = ""
    without_value: Mapping[Item, Reply] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    def reply(self, feature: Feature) -> Reply:
        """What was said of this feature, `Reply.NOT_ASKED` when nothing was."""
        return self.replies.get(feature, Reply.NOT_ASKED)

    def has(self, feature: Feature) -> bool:
        """Whether the answer was yes."""
        return self.reply(feature) is Reply.YES

    def first_began(self) -> date | None:
        """The earliest known day of twitching."""
        days = [each.first_noticed.date() for each in self.sites if each.first_noticed is not None]
        if self.twitching_since is not None:
            days.append(self.twitching_since)
        return min(days, default=None)
