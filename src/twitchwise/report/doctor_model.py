"""What stands on the doctor's page, before it is put into words."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from twitchwise.body import Site
from twitchwise.charts.week_bars import WeekBar
from twitchwise.diary.model import Questionnaire, RecordingMeasured
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.item import Item
from twitchwise.intake.model import Examination, Lab, Precision, Sex, TwitchCourse, WeaknessCourse
from twitchwise.strength.standing import StrengthStanding
from twitchwise.triggers.find import Trigger

__all__ = [
    "Associations",
    "DayShown",
    "DoctorPage",
    "DoctorSection",
    "FlagReply",
    "MarkedFrame",
    "QuietSpell",
    "Remedy",
    "SiteDays",
    "ToldWeakness",
    "Usual",
]


class DoctorSection(StrEnum):
    """A part of the page that the person can leave out; what was left out is said on the page."""

    NAME = "name"
    QUESTION = "question"
    RED_FLAGS = "red-flags"
    COURSE = "course"
    MEASUREMENTS = "measurements"
    STRENGTH = "strength"
    ASSOCIATIONS = "associations"
    MEDICINES = "medicines"
    TESTS = "tests"
    GAD7 = "gad-7"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagReply:
    """One red-flag question: what was said, and when.

    Parameters
    ----------
    feature : what was asked.
    reply : the last answer; `Reply.NOT_ASKED` when there was none.
    answered_on : day of that answer.
    """

    feature: Feature
    reply: Reply
    answered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldWeakness:
    """Weakness as the person told of it, felt or shown.

    Parameters
    ----------
    since : first day; None when it was not said.
    course : since then; None when it was not said.
    traits : what was said of it, each with yes or not sure.
    """

    since: date | None = None
    course: WeaknessCourse | None = None
    traits: tuple[FlagReply, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDays:
    """How often one site twitched.

    Parameters
    ----------
    site : where; None for twitching noticed somewhere or all over.
    n_days : days on which it was noticed.
    n_answered : days on which twitching was asked about there.
    first_noticed : when it was noticed for the first time, as well as `precision` says; None when nobody knows.
    """

    site: Site | None
    n_days: int
    n_answered: int
    first_noticed: date | None = None
    precision: Precision = Precision.DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietSpell:
    """Consecutive answered days without twitching; an unanswered day ends it."""

    first_day: date
    last_day: date

    @property
    def n_days(self) -> int:
        """How long it was."""
        return (self.last_day - self.first_day).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DayShown:
    """One day of the strip.

    Parameters
    ----------
    day : the person's day.
    count : twitches noticed, 0 for none, None when the day was not answered.
    """

    day: date
    count: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """A medicine or supplement as typed, with the dates that are known.

    Parameters
    ----------
    name : as typed.
    started, changed, stopped : as far as they were given.
    n_days : days of the period on which it was written down, 0 when only the intake names it.
    """

    name: str
    started: date | None = None
    changed: date | None = None
    stopped: date | None = None
    n_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """A usual day's amount of caffeine or alcohol.

    Parameters
    ----------
    what : "caffeine" or "alcohol".
    amount, unit : median of the days on which it was known, or what the intake says.
    n_days : days behind it; 0 when it was only stated.
    """

    what: str
    amount: float
    unit: str
    n_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Associations:
    """What the search for triggers says above 0.90.

    Parameters
    ----------
    likely : the triggers, the surest first.
    n_answered : days behind it.
    first_day, last_day : the days that were searched.
    too_early : why nothing can be said yet; empty when the search was made.
    """

    likely: tuple[Trigger, ...] = ()
    n_answered: int = 0
    first_day: date | None = None
    last_day: date | None = None
    too_early: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MarkedFrame:
    """A still picture of a measured clip with the twitch marked.

    Parameters
    ----------
    picture : (height, width) uint8, one frame.
    x, y, radius : where the twitch was largest, px, and how wide the mark is.
    words : what it shows, in a sentence.
    """

    picture: NDArray[np.uint8] = field(repr=False)
    x: float
    y: float
    radius: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorPage:
    """Everything that can stand on the page.

    Parameters
    ----------
    first_day, last_day : the period, both included.
    n_answered : days on which the evening question was answered.
    n_possible : days on which it could have been: those of weekly check-ins and investigations, else all.
    written_by : how entries came in, "by hand" and the programs imported from.
    name, born : as given for this page; empty and None otherwise.
    flags : every red-flag question with its answer.
    weakness : as it was told; None when nothing was.
    history : what else was answered with yes.
    told : how soon this program told the person to see whom; empty where it named no hurry.
    without : what the person said that there is none of.
    began : first day of twitching that is known.
    weeks : oldest first.
    recordings : newest first.
    gad7 : the last ones, newest first; empty unless the person asked for them.
    left_out : parts the person left out.
    days : for the second page; empty without it.
    data_sha256 : of the entries the page was made from.
    """

    first_day: date
    last_day: date
    n_answered: int
    n_possible: int
    written_by: tuple[str, ...]
    data_sha256: str
    name: str = ""
    born: int | None = None
    age_years: int | None = None
    sex: Sex | None = None
    question: str = ""
    flags: tuple[FlagReply, ...] = ()
    weakness: ToldWeakness | None = None
    history: tuple[Feature, ...] = ()
    told: str = ""
    without: frozenset[Item] = frozenset()
    began: date | None = None
    began_precision: Precision = Precision.DAY
    course: TwitchCourse | None = None
    sites: tuple[SiteDays, ...] = ()
    weeks: tuple[WeekBar, ...] = ()
    quiet: QuietSpell | None = None
    recordings: tuple[RecordingMeasured, ...] = ()
    standing: StrengthStanding | None = None
    associations: Associations | None = None
    remedies: tuple[Remedy, ...] = ()
    usual: tuple[Usual, ...] = ()
    labs: tuple[Lab, ...] = ()
    examinations: tuple[Examination, ...] = ()
    gad7: tuple[Questionnaire, ...] = ()
    left_out: frozenset[DoctorSection] = frozenset()
    days: tuple[DayShown, ...] = ()
    frame: MarkedFrame | None = None

    @property
    def n_days(self) -> int:
        """How long the period is."""
        return (self.last_day - self.first_day + timedelta(days=1)).days
