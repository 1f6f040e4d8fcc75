"""The investigation: a table of days becomes triggers with probabilities, sizes and reasons."""

from dataclasses import dataclass

import numpy as np

from twitchwise.errors import Problem
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.triggers.contrast import Contrast, compare_days
from twitchwise.triggers.effects import LagWeight, describe_effect
from twitchwise.triggers.fit import fit_series
from twitchwise.triggers.power import Power, find_power
from twitchwise.triggers.series import build_series
from twitchwise.triggers.table import DayTable, Exposure, Outcome
from twitchwise.triggers.threads import one_thread
from twitchwise.triggers.verdict import (
    Verdict,
    explain_finding,
    judge_probability,
    why_exposure_waits,
    why_outcome_waits,
)

__all__ = ["Trigger", "Triggers", "find_triggers"]

_MOSTLY_UNKNOWN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One exposure as a possible trigger of one muscle's twitching.

    Parameters
    ----------
    outcome, exposure : their names.
    belongs_to : the muscle whose own load the exposure is, or None.
    probability : that there is a real pattern in this diary; None when it is too early to say.
    rate_ratio : twitches with the exposure on each of the days that may act, over twitches with it on none of them, if
        there is a pattern.
    lag_profile : the rate ratio of each lag alone; empty when it is too early.
    contrast : what "with" and "without" mean, and on how many answered days each was met.
    verdict, reason : what is said, and the sentences that go with it.
    """

    outcome: str
    exposure: str
    belongs_to: str | None
    probability: float | None
    rate_ratio: Estimate | NotMeasurable
    lag_profile: tuple[LagWeight, ...]
    contrast: Contrast
    verdict: Verdict
    reason: str

    @property
    def days_with(self) -> int:
        """Answered days with the exposure."""
        return self.contrast.days_with

    @property
    def days_without(self) -> int:
        """Answered days without it."""
        return self.contrast.days_without


@dataclass(frozen=True, slots=True, kw_only=True)
class Triggers:
    """What an investigation found, and what it could have found.

    Parameters
    ----------
    triggers : one for every outcome and every exposure that may act on it, in the order of the table.
    power : the smallest effects that the diary could have shown; None when not asked for.
    problems : what the analysis had to leave out.
    """

    triggers: tuple[Trigger, ...]
    power: Power | None
    problems: tuple[Problem, ...]


def find_triggers(table: DayTable, *, with_power: bool = False) -> Triggers:
    """Which exposures go with more twitching in this diary, how much, how many days later, and how sure that is.

    Parameters
    ----------
    table : consecutive days; at least 42 answered ones are needed to say anything.
    with_power : also say which effects such a diary could have shown.

    Notes
    -----
    Counts are negative binomial over a slow process of the muscle's own; every exposure has an on/off switch and
    weights for 0 to 3 days later. Weights are integrated out, switches enumerated, settings averaged: no random
    numbers, one thread, the same digits on every run. See docs/method-triggers.md.

    References
    ----------
    Antonelli, Wilson and Coull 2024, Biostatistics 25:86 (doi 10.1093/biostatistics/kxac038): distributed lags with
    switches. Rasmussen and Williams 2006, Gaussian Processes for Machine Learning, chapter 3: Laplace's approximation.
    """
    with one_thread():
        found = [trigger for outcome in table.outcomes for trigger in _judge_outcome(table, outcome)]
    return Triggers(
        triggers=tuple(found),
        power=find_power(table) if with_power else None,
        problems=_problems(table),
    )


def _judge_outcome(table: DayTable, outcome: Outcome) -> list[Trigger]:
    exposures = table.exposures_of(outcome)
    answered = np.isfinite(outcome.counts)
    contrasts = [compare_days(exposure, answered) for exposure in exposures]
    waiting = why_outcome_waits(outcome)
    reasons = [waiting or why_exposure_waits(e, c) for e, c in zip(exposures, contrasts, strict=True)]
    ready = [i for i, reason in enumerate(reasons) if reason is None]
    judged = _judge_ready(outcome, [exposures[i] for i in ready], [contrasts[i] for i in ready]) if ready else []
    by_number = dict(zip(ready, judged, strict=True))
    return [
        by_number[i] if reason is None else _too_early(outcome, exposures[i], contrasts[i], reason)
        for i, reason in enumerate(reasons)
    ]


def _judge_ready(outcome: Outcome, exposures: list[Exposure], contrasts: list[Contrast]) -> list[Trigger]:
    series = build_series(outcome, tuple(exposures))
    posterior = fit_series(series)
    probabilities = posterior.probabilities(series.priors)
    shares = posterior.shares(series.priors)[: len(posterior.explanations)]
    triggers = []
    for number, (exposure, contrast) in enumerate(zip(exposures, contrasts, strict=True)):
        probability = float(probabilities[number])
        effect = describe_effect(
            number,
            posterior.explanations,
            shares,
            step=contrast.step,
            n_days=series.counts.size,
            earliest_lag_days=exposure.earliest_lag_days,
        )
        triggers.append(
            Trigger(
                outcome=outcome.name,
                exposure=exposure.name,
                belongs_to=exposure.belongs_to,
                probability=probability,
                rate_ratio=effect.rate_ratio,
                lag_profile=effect.lags,
                contrast=contrast,
                verdict=judge_probability(probability),
                reason=explain_finding(outcome, exposure, contrast, probability=probability, effect=effect),
            )
        )
    return triggers


def _too_early(outcome: Outcome, exposure: Exposure, contrast: Contrast, reason: str) -> Trigger:
    return Trigger(
        outcome=outcome.name,
        exposure=exposure.name,
        belongs_to=exposure.belongs_to,
        probability=None,
        rate_ratio=NotMeasurable(reason=reason),
        lag_profile=(),
        contrast=contrast,
        verdict=Verdict.TOO_EARLY,
        reason=reason,
    )


def _problems(table: DayTable) -> tuple[Problem, ...]:
    """Exposures that never met an outcome, and those mostly unknown."""
    problems = []
    muscles = {outcome.muscle for outcome in table.outcomes}
    for exposure in table.exposures:
        if exposure.belongs_to is not None and exposure.belongs_to not in muscles:
            problems.append(
                Problem(
                    what=f"it belongs to {exposure.belongs_to}, whose twitching is not in the diary",
                    where=exposure.name,
                    remedy="it was left out",
                )
            )
        unknown = float(np.mean(~np.isfinite(exposure.values)))
        if unknown > _MOSTLY_UNKNOWN:
            problems.append(
                Problem(
                    what=f"it is not known on {100 * unknown:.0f} % of the days",
                    where=exposure.name,
                    remedy="a day without it is read as an average day; fill it in where you can",
                )
            )
    return tuple(problems)
