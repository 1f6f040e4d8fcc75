"""What is said as soon as it is answered, and not only when all questions are."""

from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import Rank, feature_words
from twitchwise.intake.model import Answers
from twitchwise.urgency.judge import judge_urgency
from twitchwise.urgency.level import Urgency
from twitchwise.urgency.model import Reason

__all__ = ["cannot_wait", "find_out_now"]


def cannot_wait(answers: Answers) -> tuple[Reason, ...]:
    """The reasons for help now.

    Parameters
    ----------
    answers : so far.
    """
    judged = judge_urgency(answers, today=answers.answered_on)
    return tuple(reason for reason in judged.because if reason.level is Urgency.NOW)


def find_out_now(answers: Answers) -> tuple[Reason, ...]:
    """The reasons that rest on a "not sure" about a sign of an emergency, with how to find out.

    Parameters
    ----------
    answers : so far. Thoughts of self-harm are left to `worry.crisis`, which speaks at a "not sure" as at a yes.
    """
    judged = judge_urgency(answers, today=answers.answered_on)
    return tuple(
        reason
        for reason in judged.because
        if not reason.is_sure and any(_is_open_emergency(each, answers) for each in reason.features)
    )


def _is_open_emergency(feature: Feature, answers: Answers) -> bool:
    is_emergency = feature_words(feature).rank is Rank.NOW and feature is not Feature.THOUGHTS_OF_SELF_HARM
    return is_emergency and answers.reply(feature) is Reply.NOT_SURE
