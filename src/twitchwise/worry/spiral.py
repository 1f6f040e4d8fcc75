"""The spiral in one diary: searching, worry, more places and felt weakness, beside what was measured."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from twitchwise.body import Site
from twitchwise.diary.model import Diary, TestResult
from twitchwise.diary.once import once_a_diary
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.strength.diary_results import series_of_diary
from twitchwise.strength.trend import strength_trend
from twitchwise.strength.trend_result import State
from twitchwise.worry.change import change_of
from twitchwise.worry.days import LOOKED_AT, WorryDays, WorryWeek, weeks_of, worry_days
from twitchwise.worry.following import follow

__all__ = ["FEWEST_WORRY_WEEKS", "MOST_WEEKS", "Part", "Spiral", "SpiralState", "SpiralStep", "describe_spiral"]

MOST_WEEKS = 26
"""How far back is looked: half a year; a choice."""

FEWEST_WORRY_WEEKS = 4
"""Below so many weeks with worry written down nothing is said; a choice."""

_STEPS_SEEN = 2
"""One step stands out by chance in about one diary of ten, two in about one of a hundred (docs/worry.md)."""


class Part(StrEnum):
    """What goes round."""

    SEARCHING = "searching"
    CHECKING = "checking"
    WORRY = "worry"
    SITES = "places with twitching"
    FELT_WEAKNESS = "felt weakness"
    STRENGTH = "measured strength"
    RATE = "measured twitches"

    @property
    def unit(self) -> str:
        """The unit it is shown in."""
        return _UNITS[self]


_UNITS: Mapping[Part, str] = MappingProxyType(
    {
        Part.SEARCHING: "min a day",
        Part.CHECKING: "times a day",
        Part.WORRY: "points of 10",
        Part.SITES: "places",
        Part.FELT_WEAKNESS: "points of 10",
        Part.STRENGTH: "%",
        Part.RATE: "per min",
    }
)

_STEPS = (
    (Part.SEARCHING, Part.WORRY),
    (Part.CHECKING, Part.WORRY),
    (Part.WORRY, Part.SITES),
    (Part.WORRY, Part.FELT_WEAKNESS),
    (Part.WORRY, Part.SEARCHING),
)


class SpiralState(StrEnum):
    """What can be said of the circle."""

    TOO_EARLY = "too early"
    NOT_SEEN = "not seen"
    ONE_STEP = "one step"
    SEEN = "seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpiralStep:
    """One step of the circle: what went before, what came with it or within three days.

    Parameters
    ----------
    cause, effect : which.
    difference : of the effect, after days with more of the cause than usual against the others, in its own unit.
    """

    cause: Part
    effect: Part
    difference: Estimate | NotMeasurable

    @property
    def stands_out(self) -> bool:
        """Whether there was more of the effect, by more than chance explains."""
        return isinstance(self.difference, Estimate) and self.difference.low > 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spiral:
    """What goes round in one diary, and what was measured meanwhile.

    Parameters
    ----------
    state : what can be said.
    weeks : from the first week that says anything to the last, the one that ends today.
    n_worry_weeks : weeks with worry written down.
    steps : of the circle.
    worry_change : the last four weeks against those before, points of 10.
    strength_change : the same of measured strength, %.
    rate_change : the same of twitches measured at `rate_site`, per min.
    rate_site : the site recorded most often, or None.
    has_failed_act : an act failed in these weeks; the weeks then have a finding for a doctor, and no calm is read into
        them.
    has_strength_fall : the trend of strength says a fall, or asks for a repeat, in some region.
    """

    state: SpiralState
    weeks: tuple[WorryWeek, ...]
    n_worry_weeks: int
    steps: tuple[SpiralStep, ...]
    worry_change: Estimate | NotMeasurable
    strength_change: Estimate | NotMeasurable
    rate_change: Estimate | NotMeasurable
    rate_site: Site | None
    has_failed_act: bool
    has_strength_fall: bool

    @property
    def n_steps(self) -> int:
        """How many steps stand out."""
        return sum(step.stands_out for step in self.steps)

    @property
    def is_anything_measured(self) -> bool:
        """Whether a change of strength, or of measured twitches, could be worked out."""
        return isinstance(self.strength_change, Estimate) or isinstance(self.rate_change, Estimate)

    @property
    def is_measured_change(self) -> bool:
        """Whether something measured got worse: an act failed, strength fell, or more twitches were measured."""
        fell = isinstance(self.strength_change, Estimate) and self.strength_change.high < 0.0
        rose = isinstance(self.rate_change, Estimate) and self.rate_change.low > 0.0
        return self.has_failed_act or self.has_strength_fall or fell or rose


@once_a_diary(*LOOKED_AT)
def describe_spiral(diary: Diary, today: date, *, n_weeks: int = MOST_WEEKS) -> Spiral:
    """What went round in the last weeks of a diary.

    Parameters
    ----------
    diary : entries of any kind.
    today : the person's day, the last that is looked at.
    n_weeks : how far back at most.
    """
    days = worry_days(diary, today, n_weeks=n_weeks)
    weeks = weeks_of(days)
    first = next((number for number, week in enumerate(weeks) if _says_anything(week)), len(weeks) - 1)
    weeks = weeks[first:]
    steps = tuple(_step(days, cause, effect) for cause, effect in _STEPS)
    n_worry_weeks = sum(week.worry is not None for week in weeks)
    return Spiral(
        state=_state(steps, n_worry_weeks),
        weeks=weeks,
        n_worry_weeks=n_worry_weeks,
        steps=steps,
        worry_change=change_of([week.worry for week in weeks], unit=Part.WORRY.unit),
        strength_change=change_of([week.strength_percent for week in weeks], unit=Part.STRENGTH.unit),
        rate_change=change_of([week.rate_per_min for week in weeks], unit=Part.RATE.unit),
        rate_site=days.rate_site,
        has_failed_act=days.has_failed_act,
        has_strength_fall=_has_strength_fall(diary, today),
    )


@once_a_diary(TestResult)
def _has_strength_fall(diary: Diary, today: date) -> bool:
    """Whether the trend up to today says a fall or wants a repeat: it sees slow falls that four weeks do not show."""
    series = (
        replace(each, sessions=tuple(session for session in each.sessions if session.day <= today))
        for each in series_of_diary(diary).series
    )
    known = [each for each in series if each.sessions]
    if not known:
        return False
    return any(region.state in {State.FALL, State.REPEAT} for region in strength_trend(known, today=today).regions)


def _state(steps: tuple[SpiralStep, ...], n_worry_weeks: int) -> SpiralState:
    n_known = sum(isinstance(step.difference, Estimate) for step in steps)
    if n_worry_weeks < FEWEST_WORRY_WEEKS or not n_known:
        return SpiralState.TOO_EARLY
    n_out = sum(step.stands_out for step in steps)
    if n_out >= _STEPS_SEEN:
        return SpiralState.SEEN
    return SpiralState.ONE_STEP if n_out else SpiralState.NOT_SEEN


def _step(days: WorryDays, cause: Part, effect: Part) -> SpiralStep:
    first = _first_known(days)
    found = follow(_series(days, cause)[first:], _series(days, effect)[first:], unit=effect.unit)
    return SpiralStep(cause=cause, effect=effect, difference=found)


def _first_known(days: WorryDays) -> int:
    """Days before the first that says anything are cut off: turning a series through emptiness tells nothing."""
    known = np.isfinite(days.worry) | np.isfinite(days.searching_min) | np.isfinite(days.checking)
    return int(np.argmax(known)) if known.any() else 0


def _series(days: WorryDays, part: Part) -> NDArray[np.float64]:
    return {
        Part.SEARCHING: days.searching_min,
        Part.CHECKING: days.checking,
        Part.WORRY: days.worry,
        Part.SITES: days.n_sites,
        Part.FELT_WEAKNESS: days.felt_weakness,
        Part.STRENGTH: days.strength_percent,
        Part.RATE: days.rate_per_min,
    }[part]


def _says_anything(week: WorryWeek) -> bool:
    return any(
        value is not None
        for value in (
            week.searching_min,
            week.checking,
            week.worry,
            week.n_sites,
            week.felt_weakness,
            week.strength_percent,
            week.rate_per_min,
        )
    )
