"""Where a person's strength stands, as it is shown: the trend, the first sitting, and the dates."""

from dataclasses import dataclass
from datetime import date

from twitchwise.errors import Problem
from twitchwise.strength.screen_model import ScreenResult
from twitchwise.strength.trend_result import State, StrengthTrend

__all__ = ["Screened", "SeriesDates", "StrengthStanding"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """A first sitting, and its day."""

    day: date
    result: ScreenResult


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesDates:
    """The dates of a weekly series.

    Parameters
    ----------
    first_day, last_day : both included; the day it was stopped if it was.
    is_running : whether it has days to come.
    next_result : when the next result is due; None when there is none to come.
    """

    first_day: date
    last_day: date
    is_running: bool
    next_result: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthStanding:
    """What is shown of a person's strength.

    Parameters
    ----------
    trend : up to the day of the last weekly result, `trend.today`.
    screened : the last first sitting, or None when there was none.
    failed_markers : everyday acts graded 0 lately, in words; they do not wait for a trend.
    dates : of the weekly series; None outside of any.
    n_waiting : sessions since the last result, which the next one takes in.
    problems : what could not be used, of the diary or the table.
    is_of_table : of a researcher's table, which has no first sitting and no series.
    """

    trend: StrengthTrend
    screened: Screened | None = None
    failed_markers: tuple[str, ...] = ()
    dates: SeriesDates | None = None
    n_waiting: int = 0
    problems: tuple[Problem, ...] = ()
    is_of_table: bool = False

    @property
    def goes_to_urgency(self) -> bool:
        """Whether something is to be looked at by a doctor, whatever else is steady."""
        is_fall = any(region.state is State.FALL for region in self.trend.regions)
        is_screened = self.screened is not None and self.screened.result.goes_to_urgency
        return is_fall or is_screened or bool(self.failed_markers)

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """What could not be used, of the diary or table and of the trend."""
        return (*self.problems, *self.trend.problems)
