"""The dates that wait for a person: what runs and ends by itself, and when to look again."""

from dataclasses import dataclass
from datetime import date

from twitchwise.diary.investigation import current_investigation, last_day_of
from twitchwise.diary.model import Diary
from twitchwise.diary.strength_plan import current_strength_series, series_end

__all__ = ["ComingDates", "coming_dates"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingDates:
    """None where nothing runs.

    Parameters
    ----------
    search : last day of the search for triggers.
    tests : last day of the weekly strength tests.
    look : when to look again.
    """

    search: date | None
    tests: date | None
    look: date | None = None

    def __bool__(self) -> bool:
        return any(each is not None for each in (self.search, self.tests, self.look))


def coming_dates(diary: Diary, today: date, *, look: date | None) -> ComingDates:
    """The dates of a diary.

    Parameters
    ----------
    today : the person's day.
    look : when the assessment says to look again.
    """
    search, tests = current_investigation(diary, today), current_strength_series(diary, today)
    return ComingDates(
        search=None if search is None else last_day_of(search),
        tests=None if tests is None else series_end(tests),
        look=look,
    )
