"""The assessment of a person: from the diary, or from a file of answers."""

from datetime import date
from pathlib import Path

from twitchwise.assessment.assess import assess
from twitchwise.assessment.model import Assessment
from twitchwise.clock import utc_now
from twitchwise.desk.keeping import ResultKind, result_folder
from twitchwise.diary.model import Diary
from twitchwise.diary.once import once_a_diary
from twitchwise.intake.model import Answers
from twitchwise.triggers.find import Triggers

__all__ = ["assess_answers", "assess_diary", "write_assessment"]


def assess_diary(diary: Diary, *, today: date | None = None) -> Assessment:
    """Everything that the diary says, put together.

    Parameters
    ----------
    diary : entries of any kind; the answers of the intake are findings in it.
    today : the person's day; None for the present one.

    Raises
    ------
    InputError
        A finding is damaged.
    """
    return _assess(diary, today or diary.rule.today(utc_now()))


@once_a_diary()
def _assess(diary: Diary, today: date) -> Assessment:
    from twitchwise.desk.answering import kept_answers  # these bring the database, which a file of answers needs not
    from twitchwise.desk.strength_standing import standing_if_any

    return assess(
        kept_answers(diary, today).answers,
        today=today,
        diary=diary,
        strength=standing_if_any(diary, today),
        triggers=_triggers(diary, today),
    )


def assess_answers(answers: Answers, *, today: date | None = None) -> Assessment:
    """What a file of answers alone says, on the day it was answered.

    Parameters
    ----------
    answers : of the intake.
    today : the day to judge on; None for the day of the answers.
    """
    return assess(answers, today=today or answers.answered_on)


def write_assessment(found: Assessment, folder: Path) -> None:
    """Writes the page and the numbers, whole or not at all.

    Parameters
    ----------
    found : what to write about.
    folder : absent, empty, or with an earlier assessment, which is replaced.

    Raises
    ------
    InputError
        The folder is a file, holds other things, or cannot be written.
    """
    from twitchwise.report.assessment_page import write_assessment_folder

    with result_folder(folder, ResultKind.ASSESSMENT) as draft:
        write_assessment_folder(found, draft)


def _triggers(diary: Diary, today: date) -> Triggers | None:
    """Of the search that was kept; a new one takes seconds to minutes and is the person's to start."""
    from twitchwise.desk.kept_triggers import kept_search

    kept = kept_search(diary, today)
    return None if kept is None else kept.judged
