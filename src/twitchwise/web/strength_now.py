"""How strength stands today, worked out once for all pages that ask."""

from dataclasses import dataclass
from datetime import date

from twitchwise.desk.kindness import kind_words
from twitchwise.desk.strength_planning import plan_tests
from twitchwise.desk.strength_standing import standing_if_any
from twitchwise.diary.model import Diary
from twitchwise.diary.once import once_a_diary
from twitchwise.strength.planned import PlannedTests
from twitchwise.strength.standing import StrengthStanding
from twitchwise.worry.guard_rails import Act
from twitchwise.worry.words import Sentence

__all__ = ["StrengthNow", "strength_now"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthNow:
    """The result of the week and what is due.

    Parameters
    ----------
    standing : None when no test and no first sitting was done.
    planned : every test with the day it is due.
    kind : what the guard rails say beside a result.
    """

    standing: StrengthStanding | None
    planned: PlannedTests
    kind: tuple[Sentence, ...]

    @property
    def n_due(self) -> int:
        """How many tests are due, each side counted, of those that were begun and that nothing speaks against."""
        return sum(
            each.last is not None and each.due <= self.planned.today and not each.reasons for each in self.planned.tests
        )

    @property
    def next_due(self) -> date | None:
        """The first day on which one of them is due; None when none was begun."""
        return min(
            (each.due for each in self.planned.tests if each.last is not None and not each.reasons), default=None
        )


@once_a_diary()
def strength_now(diary: Diary, today: date) -> StrengthNow:
    """How strength stands.

    Parameters
    ----------
    diary : of the person.
    today : the person's day.
    """
    return StrengthNow(
        standing=standing_if_any(diary, today),
        planned=plan_tests(diary, today),
        kind=kind_words(diary, Act.SEE_RESULT, today),
    )
