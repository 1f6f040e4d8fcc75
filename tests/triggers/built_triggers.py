"""Findings made by hand, for the tests of what is shown of them."""

from datetime import date

import numpy as np

from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.triggers.contrast import Contrast
from twitchwise.triggers.effects import LagWeight
from twitchwise.triggers.find import Trigger, Triggers
from twitchwise.triggers.investigated import Investigated
from twitchwise.triggers.power import Power, SmallestEffect
from twitchwise.triggers.table import DayTable, Exposure, Outcome
from twitchwise.triggers.verdict import Verdict

FIRST_DAY = date(2026, 3, 2)
N_DAYS = 100


def a_ratio(value: float, *, spread: float = 1.25) -> Estimate:
    """A rate ratio with its 90 % range, `spread` times as large and as small."""
    return Estimate(value=value, low=value / spread, high=value * spread, level=0.9, n=80, method="", unit="ratio")


def a_trigger(
    exposure: str = "coffee",
    outcome: str = "left-triceps",
    *,
    verdict: Verdict = Verdict.LIKELY,
    ratios: tuple[float, ...] = (1.0, 1.1, 2.0, 1.2),
    belongs_to: str | None = None,
) -> Trigger:
    """A finding of the given verdict; `ratios` are those of the lags, the last one three days later."""
    probability = {Verdict.LIKELY: 0.97, Verdict.POSSIBLE: 0.7, Verdict.NONE: 0.02, Verdict.TOO_EARLY: None}[verdict]
    is_early = verdict is Verdict.TOO_EARLY
    reason = f"{exposure} needs 6 days more." if is_early else f"What {exposure} does to {outcome}, in words."
    first = 4 - len(ratios)
    return Trigger(
        outcome=outcome,
        exposure=exposure,
        belongs_to=belongs_to,
        probability=probability,
        rate_ratio=NotMeasurable(reason=reason) if is_early else a_ratio(float(np.prod(ratios))),
        lag_profile=()
        if is_early
        else tuple(LagWeight(lag_days=first + i, rate_ratio=a_ratio(ratio)) for i, ratio in enumerate(ratios)),
        contrast=Contrast(low=0.0, high=1.0, spread=0.5, days_with=40, days_without=40, is_enough=not is_early),
        verdict=verdict,
        reason=reason,
    )


def a_table(exposures: tuple[str, ...] = ("coffee", "wine"), outcomes: tuple[str, ...] = ("left-triceps",)) -> DayTable:
    """A hundred days: every third without twitches, every tenth not answered; every exposure on every other day."""
    days = np.arange(N_DAYS)
    counts = np.where(days % 10 == 9, np.nan, (days % 3).astype(float))
    values = (days % 2).astype(float)
    return DayTable(
        first_day=FIRST_DAY,
        outcomes=tuple(Outcome(name=name, muscle=name, counts=counts) for name in outcomes),
        exposures=tuple(Exposure(name=name, values=values) for name in exposures),
    )


def an_investigated(*triggers: Trigger, table: DayTable | None = None) -> Investigated:
    """A search that found `triggers`, and could have shown twice as many twitches of each pair."""
    judged = [each for each in triggers if each.verdict is not Verdict.TOO_EARLY]
    effects = tuple(
        SmallestEffect(outcome=each.outcome, exposure=each.exposure, belongs_to=each.belongs_to, rate_ratio=2.0)
        for each in judged
    )
    none = NotMeasurable(reason="not enough days")
    power = Power(chance=0.8, rate_ratio=2.0 if judged else none, effects=effects)
    return Investigated(
        table=table or a_table(tuple(dict.fromkeys(each.exposure for each in triggers))),
        triggers=Triggers(triggers=tuple(triggers), power=power, problems=()),
        n_answered=90,
    )
