"""How soon someone should look, at once: before anything that takes longer is worked out."""

from datetime import date

from twitchwise.assessment.judge_person import judge_person
from twitchwise.desk.answering import kept_answers
from twitchwise.desk.strength_standing import standing_if_any
from twitchwise.diary.model import Diary, Finding, Questionnaire, StrengthSeries, TestResult
from twitchwise.diary.once import once_a_diary
from twitchwise.urgency.model import Judgement

__all__ = ["how_soon"]


@once_a_diary(Finding, Questionnaire, StrengthSeries, TestResult)
def how_soon(diary: Diary, today: date) -> Judgement:
    """How soon someone should look, from all that the diary holds; the same as in the assessment.

    Parameters
    ----------
    diary : entries of any kind.
    today : the person's day.

    Raises
    ------
    InputError
        An answer in the diary is damaged.

    Notes
    -----
    Nothing is left for later: it is worked out before a page is shown, and stands until an answer or a test is new.
    """
    return judge_person(
        kept_answers(diary, today).answers, today=today, diary=diary, strength=standing_if_any(diary, today)
    )
