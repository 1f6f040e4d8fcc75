"""The self-trial: a coin decides the days of one safe, reversible exposure, and the same engine reads the answer."""

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from twitchwise.diary.model import TrialBlock, TrialPlan
from twitchwise.diary.moment import Moment, on_date
from twitchwise.errors import InputError
from twitchwise.triggers.find import Triggers, find_triggers
from twitchwise.triggers.power import power_of
from twitchwise.triggers.table import DayTable, Exposure

__all__ = ["TrialExposure", "analyse_trial", "plan_trial"]

BLOCK_DAYS = (2, 4)  # shortest and longest block: an effect of up to three days must be able to show and to fade
WEEKS = (4, 6)


class TrialExposure(StrEnum):
    """What may be tried on oneself: safe, reversible, and one's own choice every day."""

    CAFFEINE = "caffeine"
    ALCOHOL = "alcohol"
    TRAINING_DAY = "training day"
    BEDTIME = "bedtime"


_ALSO_CHANGED = {
    TrialExposure.CAFFEINE: {"sleep", "fluids"},
    TrialExposure.ALCOHOL: {"sleep", "fluids", "calories"},
    TrialExposure.TRAINING_DAY: {"sleep", "fluids", "calories", "steps"},
    TrialExposure.BEDTIME: {"sleep", "caffeine"},
}
"""What the tried exposure may change itself, and act through."""

_NEVER = (
    ("medic", "drug", "pill", "tablet", "dose", "beta blocker", "magnesium", "supplement"),
    ("ill", "fever", "infection", "sick"),
)


def plan_trial(
    exposure: str, *, first_day: date, n_weeks: int, seed: int, entry_id: str = "trial", when: Moment | None = None
) -> TrialPlan:
    """Draw the days of a self-trial.

    Parameters
    ----------
    exposure : one of `TrialExposure`.
    first_day : the first day of the trial.
    n_weeks : 4, 5 or 6. Six leave room for the 42 answered days that an analysis needs, when none is missed; days
        answered before the trial count too.
    seed : of the coin.
    entry_id, when : of the entry; by default it is of the first day.

    Raises
    ------
    InputError
        When the exposure is not one that may be tried (a medicine and an illness never are), or the length is not 4-6
        weeks.

    Notes
    -----
    Blocks of 2-4 days of random length. Blocks go in pairs; the coin decides which of the two is with it, so that both
    kinds of days stay about equally many and the weekday does not decide.

    Examples
    --------
    >>> plan = plan_trial("caffeine", first_day=date(2026, 3, 2), n_weeks=6, seed=1)
    >>> plan.last_day, 16 <= sum(block.n_days for block in plan.blocks if block.is_with) <= 26
    (datetime.date(2026, 4, 12), True)
    """
    chosen = _allowed(exposure)
    if not WEEKS[0] <= n_weeks <= WEEKS[1]:
        raise InputError(
            what=f"{n_weeks} weeks are not the length of a trial",
            where="weeks",
            remedy=f"give {WEEKS[0]} to {WEEKS[1]}",
        )
    rng = np.random.default_rng(seed)
    end = first_day + timedelta(weeks=n_weeks)
    blocks: list[TrialBlock] = []
    day = first_day
    while day < end:
        length = int(rng.integers(BLOCK_DAYS[0], BLOCK_DAYS[1] + 1))
        first = bool(rng.integers(2))
        for is_with in (first, not first):
            n_days = min(length, (end - day).days)
            if n_days > 0:
                blocks.append(TrialBlock(first_day=day, n_days=n_days, is_with=is_with))
            day += timedelta(days=length)
    return TrialPlan(
        entry_id=entry_id, when=when or on_date(first_day), exposure=chosen.value, seed=seed, blocks=tuple(blocks)
    )


def analyse_trial(table: DayTable, plan: TrialPlan, *, with_power: bool = False) -> Triggers:
    """What the trial says of its exposure, for each outcome.

    Parameters
    ----------
    table : the days of the trial, and those before and after where there are any. Its own column of what was really
        taken, if it has one called like the exposure, gives way to what the coin said: days on which the plan was not
        kept weaken a finding but cannot make one.
    plan : what the coin said.
    with_power : also say which effects of it such a diary could have shown.

    Raises
    ------
    ValueError
        When no day of the plan lies in the table.

    Notes
    -----
    Feelings, and what the tried exposure may change itself (coffee the night's sleep, a training day the loads), are
    left out: held constant they would take away a part of its effect. Tonight's bedtime cannot act on today.
    """
    days = [table.first_day + timedelta(days=n) for n in range(table.n_days)]
    said = [plan.is_with(day) for day in days]
    if all(each is None for each in said):
        raise ValueError("no day of the plan lies in the table")
    chosen = TrialExposure(plan.exposure)
    tried = Exposure(
        name=chosen.value,
        values=np.array([np.nan if each is None else float(each) for each in said]),
        earliest_lag_days=int(chosen is TrialExposure.BEDTIME),
        is_randomised=True,
    )
    others = tuple(each for each in table.exposures if not _is_changed_by(chosen, each))
    found = find_triggers(replace(table, exposures=(*others, tried)), with_power=with_power)
    return Triggers(
        triggers=tuple(each for each in found.triggers if each.exposure == tried.name),
        power=None
        if found.power is None
        else power_of(tuple(each for each in found.power.effects if each.exposure == tried.name)),
        problems=tuple(each for each in found.problems if each.where == tried.name),
    )


def _is_changed_by(chosen: TrialExposure, exposure: Exposure) -> bool:
    is_load = exposure.belongs_to is not None and chosen is TrialExposure.TRAINING_DAY
    return exposure.name == chosen or exposure.is_felt or is_load or exposure.name in _ALSO_CHANGED[chosen]


def _allowed(exposure: str) -> TrialExposure:
    name = " ".join(exposure.casefold().replace("-", " ").replace("_", " ").split())
    try:
        return TrialExposure(name)
    except ValueError:
        pass
    what = f'"{exposure[:40]}" is not among what can be tried'
    for words, sentence in zip(_NEVER, ("a medicine", "an illness"), strict=True):
        if any(f" {word}" in f" {name}" for word in words):
            what = f"{sentence} is never put to a coin"
    raise InputError(
        what=what,
        where="exposure",
        remedy=f"choose one of {', '.join(TrialExposure)}, and ask a doctor before changing a medicine",
    )
