"""Everything that is known of a person, put together into one assessment."""

from collections.abc import Sequence
from datetime import date

from twitchwise.assessment.judge_person import judge_person
from twitchwise.assessment.known import what_is_known, what_is_not_known
from twitchwise.assessment.model import Assessment
from twitchwise.assessment.next_step import next_look, next_step
from twitchwise.causes.rank import rank_causes
from twitchwise.diary.model import Diary, RecordingMeasured
from twitchwise.intake.model import Answers
from twitchwise.spread.describe import describe_spread
from twitchwise.spread.model import RedFlagsAnswered
from twitchwise.strength.standing import StrengthStanding
from twitchwise.triggers.find import Triggers
from twitchwise.triggers.look_back import LookBack
from twitchwise.urgency.level import Urgency
from twitchwise.urgency.model import Judgement
from twitchwise.worry.describe import describe_worry

__all__ = ["assess"]


def assess(
    answers: Answers,
    *,
    today: date,
    diary: Diary | None = None,
    strength: StrengthStanding | None = None,
    triggers: Triggers | None = None,
    look_back: LookBack | None = None,
    seed: int = 1,
) -> Assessment:
    """How soon someone should look, what is known, what is not, what it could be, and what to do next.

    Parameters
    ----------
    answers : of the intake; what is missing was not asked.
    today : the person's day.
    diary : for spread, worry and recordings; None without one.
    strength : first sitting and weekly tests.
    triggers, look_back : from the diary, where they were worked out.
    seed : of the ranking of causes.

    Notes
    -----
    Urgency comes first and nothing changes it afterwards. The pace of spreading is talked about only after the red
    flags. No part is a diagnosis, and none says what a twitch is not.
    """
    judgement = judge_person(answers, today=today, diary=diary, strength=strength)
    recordings: Sequence[RecordingMeasured] = () if diary is None else diary.of(RecordingMeasured)
    causes = rank_causes(
        answers,
        triggers=triggers,
        look_back=look_back,
        measurements=recordings,
        strength=strength,
        today=today,
        seed=seed,
    )
    worry = None if diary is None else describe_worry(diary, today)
    return Assessment(
        today=today,
        judgement=judgement,
        known=what_is_known(answers, strength=strength, triggers=triggers),
        unknown=what_is_not_known(judgement, answers, triggers=triggers),
        causes=causes,
        spread=describe_spread(diary, answers, red_flags=_red_flags(judgement, answers), today=today),
        strength=strength,
        worry=worry,
        next_step=next_step(judgement, causes, worry),
        next_look=next_look(judgement, causes, began=answers.first_began(), today=today),
    )


def _red_flags(judgement: Judgement, answers: Answers) -> RedFlagsAnswered | None:
    """How the questions on red flags stand; None when none was answered yet."""
    if not answers.replies:
        return None
    return RedFlagsAnswered(n_open=len(judgement.unanswered), has_any=judgement.level in {Urgency.NOW, Urgency.DAYS})
