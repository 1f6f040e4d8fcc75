"""The one thing to do next, and the date of the next look."""

from datetime import date, timedelta

from twitchwise.assessment.model import NextLook, NextStep, Step
from twitchwise.assessment.words import assessment_sentence
from twitchwise.causes.ranked import Causes
from twitchwise.clock import say_day
from twitchwise.urgency.level import Urgency
from twitchwise.urgency.model import Judgement
from twitchwise.worry.model import OfferKind, Worry

__all__ = ["next_look", "next_step"]

_WEEKS = timedelta(weeks=4)
"""An appointment "within weeks" that nobody has had by then is asked for again; a choice."""

_WATCH = timedelta(days=730)
"""For how long another look is named: two years, as in `causes.als`."""

_ABOUT_WORRY = frozenset({"worry-severe", "worry-high"})
"""Rules of urgency that hold by fear alone."""

_CHANGES = {
    "caffeine": "less coffee",
    "short-sleep": "a fixed hour for bed",
    "after-training": "lighter training of this muscle",
    "anxiety": "slow breathing once a day",
}
"""What a person may change for two weeks, by the likely cause that it belongs to."""


def next_step(judgement: Judgement, causes: Causes, worry: Worry | None) -> NextStep:
    """One thing to do, the most urgent first.

    Parameters
    ----------
    judgement : how soon someone should look.
    causes : what it could be.
    worry : None without a diary.
    """
    step = _step(judgement, worry)
    if step is not Step.REST:
        return NextStep(step=step, sentence=assessment_sentence(f"step_{step}"))
    change = next((_CHANGES[each.id] for each in causes.likely if each.id in _CHANGES), None)
    if change is None:
        return NextStep(step=Step.NOTHING, sentence=assessment_sentence("step_nothing"))
    return NextStep(step=step, sentence=assessment_sentence("step_rest", what=change))


def next_look(judgement: Judgement, causes: Causes, *, began: date | None, today: date) -> NextLook:
    """When to look again, while it goes on.

    Parameters
    ----------
    judgement : how soon someone should look.
    causes : with the dates at which ALS should be looked at again.
    began : first known day of twitching.
    today : the person's day.
    """
    if judgement.level is Urgency.NOW:
        return NextLook(on=None, sentence=assessment_sentence("look_now"))
    if judgement.level is Urgency.DAYS:
        return NextLook(on=None, sentence=assessment_sentence("look_sooner"))
    if judgement.unanswered:
        return NextLook(on=None, sentence=assessment_sentence("look_after_questions"))
    if judgement.level is Urgency.WEEKS:
        on = today + _WEEKS
        return NextLook(on=on, sentence=assessment_sentence("look_weeks", date=say_day(on)))
    later = [day for day in causes.als.next_looks if day > today]
    if not later:
        is_over = began is not None and today - began >= _WATCH
        return NextLook(on=None, sentence=assessment_sentence("look_ended" if is_over else "look_not_sure"))
    return NextLook(on=later[0], sentence=assessment_sentence("look_on", date=say_day(later[0])))


def _step(judgement: Judgement, worry: Worry | None) -> Step:  # noqa: PLR0911 - one return a step
    if judgement.level is Urgency.NOW:
        return Step.NOW
    if judgement.level is Urgency.DAYS:
        return Step.DAYS
    if judgement.unanswered:
        return Step.QUESTIONS
    if judgement.asks_for_screen:
        return Step.SCREEN
    if _is_about_worry(judgement):
        return Step.WORRY
    if judgement.level is Urgency.WEEKS:
        return Step.WEEKS
    if judgement.level is Urgency.ROUTINE:
        return Step.ROUTINE
    is_break_offered = worry is not None and any(offer.kind is OfferKind.PAUSE for offer in worry.offers)
    return Step.WORRY if is_break_offered else Step.REST


def _is_about_worry(judgement: Judgement) -> bool:
    """Whether nothing but fear asks for as much."""
    rules = {reason.rule for reason in judgement.because if reason.level is judgement.level}
    return bool(rules) and rules <= _ABOUT_WORRY
