"""How soon someone should look, from all that is known of a person: the one place that says what counts."""

from datetime import date

from twitchwise.diary.model import Diary
from twitchwise.intake.model import Answers
from twitchwise.strength.standing import StrengthStanding
from twitchwise.urgency.judge import judge_urgency
from twitchwise.urgency.model import Judgement
from twitchwise.worry.guard_rails import recent_gad7

__all__ = ["judge_person"]


def judge_person(
    answers: Answers, *, today: date, diary: Diary | None = None, strength: StrengthStanding | None = None
) -> Judgement:
    """How soon someone should look, from all that bears on it.

    Parameters
    ----------
    answers : of the intake.
    today : the person's day.
    diary : for the questions on worry; None without one.
    strength : first sitting and weekly tests.
    """
    worry = None if diary is None else recent_gad7(diary, today)
    return judge_urgency(answers, strength=strength, gad7=None if worry is None else worry.score, today=today)
