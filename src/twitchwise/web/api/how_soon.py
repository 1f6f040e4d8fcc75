"""How soon someone should look: what a program is told beside whatever it asked."""

from datetime import date

from pydantic import BaseModel, Field

from twitchwise.desk.how_soon import how_soon
from twitchwise.diary.model import Diary
from twitchwise.urgency.level import Urgency
from twitchwise.worry.crisis import crisis_help

__all__ = ["HowSoon", "how_soon_of"]


class HowSoon(BaseModel):
    """How soon someone should look; it comes before everything else."""

    level: Urgency
    headline: str
    what_to_do: list[str] = Field(description="of each reason, the most urgent first")
    crisis: list[str] = Field(description="where help is after thoughts of self-harm; empty without them")


def how_soon_of(diary: Diary, today: date) -> HowSoon:
    """It, from everything that is known.

    Parameters
    ----------
    today : the person's day.
    """
    judged = how_soon(diary, today)
    return HowSoon(
        level=judged.level,
        headline=judged.headline,
        what_to_do=[reason.what_to_do for reason in judged.because],
        crisis=[each.text for each in crisis_help(diary, today)],
    )
