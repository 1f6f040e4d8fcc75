"""The self-trial: a coin decides the days of one safe, reversible exposure, and the same engine reads the answer."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import InputError
from twitchwise.triggers.find import Trigger, find_triggers
from twitchwise.triggers.table import DayTable, Exposure

__all__ = ["TrialExposure", "TrialPlan", "analyse_trial", "plan_trial"]

BLOCK_DAYS = (2, 4)  # shortest and longest block: an effect of up to three days must be able to show and to fade
WEEKS = (4, 6)


class TrialExposure(StrEnum):
    """What may be tried on oneself: safe, reversible, and one's own choice every day."""

    CAFFEINE = "caffeine"
    ALCOHOL = "alcohol"
    TRAINING_DAY = "training day"
    BEDTIME = "bedtime"


_NEVER = (
    ("medic", "drug", "pill", "tablet", "dose", "beta blocker", "magnesium", "supplement"),
    ("ill", "fever", "infection", "sick"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPlan:
    """Which days are with the exposure and which are without.

    Parameters
    ----------
    exposure : what is tried.
    first_day : the day of the first coin.
    is_with : (n_days,) bool, with it on that day.
    seed : of the coin; the same seed gives the same days.
    """

    exposure: TrialExposure
    first_day: date
    is_with: NDArray[np.bool_]
    seed: int


def plan_trial(exposure: str, *, first_day: date, n_weeks: int, seed: int) -> TrialPlan:
    """Draw the days of a self-trial.

    Parameters
    ----------
    exposure : one of `TrialExposure`.
    first_day : the first day of the trial.
    n_weeks : 4, 5 or 6. Six leave room for the 42 answered days that an analysis needs, when none is missed; days
        answered before the trial count too.
    seed : of the coin.

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
    >>> plan.is_with.size, 16 <= int(plan.is_with.sum()) <= 26
    (42, True)
    """
    chosen = _allowed(exposure)
    if not WEEKS[0] <= n_weeks <= WEEKS[1]:
        raise InputError(
            what=f"{n_weeks} weeks are not the length of a trial",
            where="weeks",
            remedy=f"give {WEEKS[0]} to {WEEKS[1]}",
        )
    rng = np.random.default_rng(seed)
    days: list[bool] = []
    while len(days) < 7 * n_weeks:
        length = int(rng.integers(BLOCK_DAYS[0], BLOCK_DAYS[1] + 1))
        first = bool(rng.integers(2))
        days += [first] * length + [not first] * length
    return TrialPlan(exposure=chosen, first_day=first_day, is_with=np.array(days[: 7 * n_weeks]), seed=seed)


def analyse_trial(table: DayTable, plan: TrialPlan) -> tuple[Trigger, ...]:
    """What the trial says of its exposure, for each outcome.

    Parameters
    ----------
    table : the days of the trial, and those before and after where there are any. Its own column of what was really
        taken, if it has one called like the exposure, gives way to what the coin said: days on which the plan was not
        kept weaken a finding but cannot make one.

    Raises
    ------
    ValueError
        When no day of the plan lies in the table.
    """
    offset = (plan.first_day - table.first_day).days
    assigned = np.full(table.n_days, np.nan)
    inside = [i for i in range(plan.is_with.size) if 0 <= i + offset < table.n_days]
    if not inside:
        raise ValueError("no day of the plan lies in the table")
    for i in inside:
        assigned[i + offset] = float(plan.is_with[i])
    tried = Exposure(name=plan.exposure.value, values=assigned, is_randomised=True)
    others = tuple(e for e in table.exposures if e.name != plan.exposure.value)
    found = find_triggers(replace(table, exposures=(*others, tried)))
    return tuple(t for t in found.triggers if t.exposure == plan.exposure.value)


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
