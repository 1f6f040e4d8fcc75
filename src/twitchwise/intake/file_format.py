"""The file of answers as it is written by people and programs: every key, with what it means."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.item import Item
from twitchwise.intake.model import Analyte, ExaminationKind, ExaminationResult, Sex, TwitchCourse, WeaknessCourse

__all__ = ["FORMAT", "AnswersFile", "ExaminationRow", "LabRow", "MedicineRow", "SiteRow"]

FORMAT = "twitchwise-intake-1"
"""Name of the format; a file says it in its first key."""

_DAY = 'A day, a month or a year ("2026-09-14", "2026-09", "2026"), or so long before answered_on ("3 weeks ago").'
_LONGEST_TEXT = 2000
_LONGEST_LIST = 400
_Written = Annotated[str, Field(min_length=1, max_length=_LONGEST_TEXT)]
_Day = Annotated[str, Field(min_length=1, max_length=60, description=_DAY)]
_Number = Annotated[float, Field(allow_inf_nan=False)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SiteRow(_Strict):
    """A place where twitching was noticed."""

    site: _Written = Field(
        description='A site ("left-gastrocnemius", "left calf"), a muscle without a side for both sides ("calves"), a '
        'part of the body ("left leg", "arms", "trunk", "face"), or "whole body", which means many places.'
    )
    first_noticed: _Day | None = Field(
        default=None,
        description="When twitching was noticed there for the first time; a minute is written 2026-09-14T21:05. "
        + _DAY,
    )
    had_just_read: bool | None = Field(
        default=None,
        description="Whether the person had just searched for or read about twitching at that time; left out when "
        "that is not known.",
    )


class MedicineRow(_Strict):
    """A medicine or supplement."""

    name: _Written = Field(description="Generic or brand name as typed, with or without the dose.")
    started: _Day | None = Field(default=None, description="When it was begun. " + _DAY)
    changed: _Day | None = Field(default=None, description="When the dose was changed last. " + _DAY)
    stopped: _Day | None = Field(default=None, description="When it was stopped. " + _DAY)


class ExaminationRow(_Strict):
    """Something a doctor did; it speaks for its date only."""

    kind: ExaminationKind = Field(
        description="What was done: an examination of strength, reflexes and feeling by a doctor, needle EMG, nerve "
        "conduction, MRI of brain or spine, or ultrasound of muscles."
    )
    result: ExaminationResult = Field(
        description="Normal, abnormal, or unclear. An EMG with fasciculation potentials and nothing else is normal for "
        "this purpose; with denervation or chronic change it is abnormal."
    )
    on: _Day | None = Field(default=None, description="The day it was done. " + _DAY)
    words: Annotated[str, Field(max_length=_LONGEST_TEXT)] = Field(
        default="", description="The words of the report, in short."
    )


class LabRow(_Strict):
    """A blood value as printed by the laboratory."""

    analyte: Analyte = Field(description="What was measured. Calcium is total calcium unless its range says otherwise.")
    value: _Number = Field(description="The number; for a result such as <0.01 the number behind the sign.")
    unit: Annotated[str, Field(max_length=40)] = Field(
        default="",
        description='The unit as printed ("mmol/l", "mg/dl", "mU/l", "U/l", "pg/ml"); left out when unknown.',
    )
    low: _Number | None = Field(default=None, description="Lower end of the laboratory's own range, in the same unit.")
    high: _Number | None = Field(default=None, description="Upper end of the laboratory's own range, in the same unit.")
    on: _Day | None = Field(default=None, description="The day of the blood sample. " + _DAY)


class AnswersFile(_Strict):
    """Answers of one person; everything that is left out was not asked, which is never a no."""

    format: Literal["twitchwise-intake-1"] = Field(description="Name of the format.")
    answered_on: _Day = Field(
        description="The day of the answers, 2026-11-22. For a report without dates any day will do; count the other "
        "times back from it."
    )
    replies: dict[Feature, Reply] = Field(
        default_factory=dict,
        description="What was said of each feature: yes, no, not-sure. A feature that nobody spoke of is left out. "
        "Each means now, or since the twitching or the weakness began, unless its own words name another time.",
    )
    none_of: tuple[Literal["now", "days", "all"], ...] = Field(
        default=(),
        description="Short for many replies with no. now: every red flag of an emergency that is not in replies was "
        "asked and denied. days: every red flag for a doctor within days that is not in replies was asked and denied. "
        "all: every feature that is not in replies was asked and denied, the findings of doctors and the acts of the "
        "first sitting included.",
    )
    age_years: Annotated[int, Field(ge=0, le=120)] | None = Field(default=None, description="Age in years.")
    sex: Sex | None = Field(default=None, description="As in the registers that count new cases: sex at birth.")
    sites: Annotated[tuple[SiteRow | _Written, ...], Field(max_length=_LONGEST_LIST)] = Field(
        default=(), description="Where twitching was noticed; a name alone, or an object with times."
    )
    twitching_since: _Day | None = Field(default=None, description="When twitching began. " + _DAY)
    twitch_course: TwitchCourse | None = Field(default=None, description="How the twitching went since it began.")
    weakness_since: _Day | None = Field(default=None, description="When weakness, felt or shown, began. " + _DAY)
    weakness_course: WeaknessCourse | None = Field(default=None, description="How the weakness went since it began.")
    medicines: Annotated[tuple[MedicineRow | _Written, ...], Field(max_length=_LONGEST_LIST)] = Field(
        default=(), description="Medicines and supplements; a name alone, or an object with dates."
    )
    examinations: Annotated[tuple[ExaminationRow, ...], Field(max_length=_LONGEST_LIST)] = Field(
        default=(), description="What doctors did, each with its result and its date."
    )
    labs: Annotated[tuple[LabRow, ...], Field(max_length=_LONGEST_LIST)] = Field(
        default=(), description="Blood values, each with its unit and the laboratory's own range where it is known."
    )
    sleep_h: Annotated[float, Field(ge=0, le=24)] | None = Field(
        default=None, description="Hours of sleep in a usual night."
    )
    caffeine_mg: Annotated[float, Field(ge=0, le=5000)] | None = Field(
        default=None, description="Caffeine on a usual day, mg."
    )
    alcohol_g: Annotated[float, Field(ge=0, le=1000)] | None = Field(
        default=None, description="Pure alcohol on a usual day, g."
    )
    question: Annotated[str, Field(max_length=_LONGEST_TEXT)] = Field(
        default="", description="The question of the person, in own words."
    )
    none: tuple[Item, ...] = Field(
        default=(), description='Items that were asked and of which there are none: ["medicines"] for "takes none".'
    )
    unknown: tuple[Item, ...] = Field(
        default=(), description="Items that were asked and that are not known, or were not told."
    )
