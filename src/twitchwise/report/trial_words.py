"""A self-trial in words: what each kind of day asks for, the calendar, and what to know beforehand."""

from collections.abc import Iterable
from datetime import date, timedelta

from twitchwise.diary.model import TrialBlock, TrialPlan
from twitchwise.report.figures import say_count
from twitchwise.triggers.trial import TrialExposure

__all__ = ["before_the_trial", "calendar_lines", "say_progress", "say_today", "say_trial"]

_KINDS = {
    (TrialExposure.CAFFEINE, True): "caffeine as usual",
    (TrialExposure.CAFFEINE, False): "no caffeine",
    (TrialExposure.ALCOHOL, True): "alcohol as usual",
    (TrialExposure.ALCOHOL, False): "no alcohol",
    (TrialExposure.TRAINING_DAY, True): "train as usual",
    (TrialExposure.TRAINING_DAY, False): "no training",
    (TrialExposure.BEDTIME, True): "to bed at the usual hour",
    (TrialExposure.BEDTIME, False): "to bed an hour earlier",
}


def say_trial(plan: TrialPlan) -> str:
    """What is tried, when, and by which coin."""
    n_days = (plan.last_day - plan.first_day).days + 1
    return (
        f"A self-trial of {plan.exposure}: {n_days} days, {plan.first_day.isoformat()} to {plan.last_day.isoformat()}, "
        f"drawn by coin (seed {plan.seed})"
    )


def calendar_lines(plan: TrialPlan) -> tuple[str, ...]:
    """The days of a trial, a line for each stretch that is alike."""
    lines = []
    for block in _joined(plan.blocks):
        last = block.first_day + timedelta(days=block.n_days - 1)
        lines.append(
            f"{block.first_day:%a} {block.first_day.isoformat()} to {last:%a} {last.isoformat()}, "
            f"{say_count(block.n_days, 'day')}: {_kind(plan, block.is_with)}"
        )
    return tuple(lines)


def say_today(plan: TrialPlan, day: date) -> str:
    """What the coin says of a day of the trial, and of the next."""
    today, tomorrow = plan.is_with(day), plan.is_with(day + timedelta(days=1))
    if today is None:
        return f"{day.isoformat()} is no day of the trial of {plan.exposure}."
    said = f"Self-trial: {day.isoformat()} is a day of {_kind(plan, today)}"
    return f"{said}." if tomorrow is None else f"{said}; the next day: {_kind(plan, tomorrow)}."


def before_the_trial() -> tuple[str, ...]:
    """What a person hears before the first day."""
    return (
        "Keep to the coin as well as you can; a day on which you could not weakens the trial, and no more. Never take "
        "more than you usually do.",
        'Answer each evening with "twitchwise log"; it says what tomorrow is. Answers from before the trial count too: '
        "42 answered days are needed in all.",
        "You may stop on any day. Change no medicine for it.",
    )


def say_progress(plan: TrialPlan, today: date) -> str:
    """That a trial is not over; empty when it is."""
    if today > plan.last_day:
        return ""
    return (
        f"The trial runs until {plan.last_day.isoformat()}: this is not its result yet, and looking early is no reason "
        "to end it."
    )


def _kind(plan: TrialPlan, is_with: bool) -> str:
    return _KINDS[TrialExposure(plan.exposure), is_with]


def _joined(blocks: Iterable[TrialBlock]) -> list[TrialBlock]:
    """Blocks of the same kind that follow each other become one."""
    joined: list[TrialBlock] = []
    for block in blocks:
        if joined and joined[-1].is_with == block.is_with:
            last = joined.pop()
            block = TrialBlock(  # noqa: PLW2901
                first_day=last.first_day, n_days=last.n_days + block.n_days, is_with=last.is_with
            )
        joined.append(block)
    return joined
