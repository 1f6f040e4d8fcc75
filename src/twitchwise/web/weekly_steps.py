"""The steps of the weekly check-in, and which of them are due."""

from enum import StrEnum

from twitchwise.desk.calm import earlier_answer
from twitchwise.desk.weekly_ratings import due_ratings
from twitchwise.diary.model import Diary
from twitchwise.worry.questions import SetName

__all__ = ["WeeklyStep", "due_steps", "set_of"]


class WeeklyStep(StrEnum):
    """One page of the weekly check-in."""

    RATINGS = "ratings"
    CHECK = "check"
    GAD7 = "gad7"
    LAST = "last"


_SETS = {WeeklyStep.CHECK: SetName.CHECK, WeeklyStep.GAD7: SetName.GAD7}


def set_of(step: WeeklyStep) -> SetName | None:
    """The question set of a step; None for the others."""
    return _SETS.get(step)


def due_steps(diary: Diary) -> tuple[WeeklyStep, ...]:
    """The steps that are due; none when everything was answered within days.

    Parameters
    ----------
    diary : what was answered, and when.
    """
    due = [WeeklyStep.RATINGS] if due_ratings(diary) else []
    due += [step for step, name in _SETS.items() if earlier_answer(diary, name) is None]
    return (*due, WeeklyStep.LAST) if due else ()
