"""The self-trial: planned by coin and kept in the diary, looked at when it has days to look at."""

import secrets
from datetime import date, timedelta

from twitchwise.clock import utc_now
from twitchwise.desk.kindness import refuse_start
from twitchwise.desk.writing import new_id, now_by_the_clock
from twitchwise.diary.model import DayAnswer, Diary, TrialPlan
from twitchwise.errors import InputError
from twitchwise.estimate import NotMeasurable
from twitchwise.store.diary_store import DiaryStore
from twitchwise.store.together import kept_together
from twitchwise.triggers.diary_table import table_of_diary
from twitchwise.triggers.investigated import Investigated
from twitchwise.triggers.trial import TrialExposure, analyse_trial, plan_trial
from twitchwise.worry.guard_rails import Act

__all__ = ["analyse_trial_in", "current_trial", "last_trial", "start_trial"]

_SEEDS = 2**31
_DAYS_BEFORE = 84
"""How far back earlier answers count: they tell how much this muscle usually twitches."""

_DAYS_AFTER = 3
"""An exposure may act for up to three days."""


def current_trial(diary: Diary, day: date) -> TrialPlan | None:
    """The trial that has this day, or None."""
    return next((plan for plan in diary.of(TrialPlan) if plan.is_with(day) is not None), None)


def last_trial(diary: Diary) -> TrialPlan:
    """The trial that was planned last.

    Raises
    ------
    InputError
        None was.
    """
    plans = [plan for plan in diary.of(TrialPlan) if plan.exposure in set(TrialExposure)]
    if not plans:
        raise InputError(
            what="no self-trial was planned yet", where="diary", remedy='plan one with "twitchwise trial plan"'
        )
    return max(plans, key=lambda plan: plan.first_day)


@kept_together
def start_trial(store: DiaryStore, exposure: str, *, n_weeks: int) -> TrialPlan:
    """Draws the days of a self-trial that begins tomorrow, and keeps them with the seed of the coin.

    Raises
    ------
    InputError
        The exposure may not be tried, the length is none of a trial, a trial has days to come, the GAD-7 is high and no
        clinician agreed, or a break runs.
    """
    diary = store.load()
    today = diary.rule.today(utc_now())
    planned = plan_trial(
        exposure,
        first_day=today + timedelta(days=1),
        n_weeks=n_weeks,
        seed=secrets.randbelow(_SEEDS),
        entry_id=new_id(),
        when=now_by_the_clock(diary.rule),
    )
    running = next((plan for plan in diary.of(TrialPlan) if plan.last_day >= today), None)
    if running is not None:
        raise InputError(
            what=f"a trial of {running.exposure} runs until {running.last_day.isoformat()}",
            where="self-trial",
            remedy=f'one at a time; to give it up: "twitchwise diary remove {running.entry_id}"',
        )
    refuse_start(diary, Act.START_TRIAL, today, where="self-trial")
    store.add([planned])
    return planned


def analyse_trial_in(diary: Diary, plan: TrialPlan, *, with_power: bool = True) -> Investigated:
    """What a trial says so far.

    Parameters
    ----------
    diary : with the evening answers of the trial; those of the weeks before it count as ordinary days.
    plan : the trial.

    Raises
    ------
    InputError
        No day of the trial was answered, or nothing twitched.
    """
    answered = [answer.day for answer in diary.of(DayAnswer)]
    inside = [day for day in answered if plan.first_day <= day <= plan.last_day]
    if not inside:
        raise InputError(
            what=f"no day of the trial of {plan.exposure} was answered yet",
            where="self-trial",
            remedy=f'it begins on {plan.first_day.isoformat()}; answer each evening with "twitchwise log"',
        )
    first = max(min(answered), plan.first_day - timedelta(days=_DAYS_BEFORE))
    last = max(day for day in answered if day <= plan.last_day + timedelta(days=_DAYS_AFTER))
    table = table_of_diary(diary, first, last)
    if isinstance(table, NotMeasurable):
        raise InputError(what=table.reason, where="self-trial", remedy='write twitching down with "twitchwise log"')
    return Investigated(
        table=table,
        triggers=analyse_trial(table, plan, with_power=with_power),
        n_answered=len({day for day in answered if first <= day <= last}),
    )
