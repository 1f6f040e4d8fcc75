"""What settles a "not sure" about strength: somebody has looked since, whole and without a finding."""

from datetime import timedelta

from twitchwise.evidence.lookup import find_fact
from twitchwise.intake.model import Answers, Examination, ExaminationKind, ExaminationResult
from twitchwise.strength.standing import Screened
from twitchwise.urgency.known import Known
from twitchwise.urgency.parsing import DAYS_IN

__all__ = ["clear_screen", "is_settled", "normal_examinations"]


def is_settled(known: Known) -> bool:
    """Whether strength was looked at after the weakness began, whole and without a finding.

    Notes
    -----
    An examination counts for the usual time to the next one (fact `fasc_review_6m`), and only with its date. When the
    beginning of the weakness was not said, the look counts, and the judgement keeps asking for that beginning.
    """
    since = known.answers.weakness_since
    screened = clear_screen(known)
    if screened is not None and (since is None or screened.day >= since):
        return True
    return any(_is_fresh(each, known.answers) for each in normal_examinations(known.answers))


def clear_screen(known: Known) -> Screened | None:
    """The latest first sitting, if every act was tried and nothing was found."""
    screened = known.latest_screen
    if screened is None or screened.result.goes_to_urgency or not screened.result.is_complete:
        return None
    return screened


def normal_examinations(answers: Answers) -> tuple[Examination, ...]:
    """Every normal neurological examination, with or without its date."""
    return tuple(
        each
        for each in answers.examinations
        if each.kind is ExaminationKind.NEUROLOGICAL and each.result is ExaminationResult.NORMAL
    )


def _is_fresh(examination: Examination, answers: Answers) -> bool:
    if examination.on is None:
        return False
    months = find_fact("fasc_review_6m").value or 0.0
    oldest = answers.answered_on - timedelta(days=round(months * DAYS_IN["month"]))
    return examination.on >= max(oldest, answers.weakness_since or oldest)
