"""How soon someone should look, at once: before anything that takes longer is worked out."""

from datetime import date

from twitchwise.desk.answering import kept_answers
from twitchwise.desk.strength_diary import failed_markers, last_screen
from twitchwise.desk.strength_standing import standing_if_any
from twitchwise.diary.model import Diary
from twitchwise.strength.standing import StrengthStanding
from twitchwise.strength.trend_result import StrengthTrend
from twitchwise.urgency.judge import judge_urgency
from twitchwise.urgency.model import Judgement

__all__ = ["how_soon", "how_soon_at_once"]


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
    """
    return _judge(diary, today, standing_if_any(diary, today))


def how_soon_at_once(diary: Diary, today: date) -> Judgement:
    """How soon someone should look, from everything but the trend of the weekly tests.

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
    The trend takes longer than all the rest, and only a measured fall comes out of it. What somebody
    answered, an act of the first sitting that failed and an everyday act that no longer goes are in here.
    """
    markers = failed_markers(diary, today)
    no_trend = StrengthTrend(today=today, regions=(), sides=())
    return _judge(diary, today, StrengthStanding(trend=no_trend, failed_markers=markers) if markers else None)


def _judge(diary: Diary, today: date, strength: StrengthStanding | None) -> Judgement:
    answers = kept_answers(diary, today).answers
    return judge_urgency(answers, screen=last_screen(diary, today), strength=strength, today=today)
