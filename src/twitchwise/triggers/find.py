"""The investigation: a table of days becomes triggers with probabilities, sizes and reasons."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import Problem
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.triggers.contrast import Contrast, compare_days
from twitchwise.triggers.effects import LagWeight, describe_effect
from twitchwise.triggers.fit import Posterior, fit_series
from twitchwise.triggers.pooling import pool_priors
from twitchwise.triggers.power import Power, find_power
from twitchwise.triggers.series import build_series
from twitchwise.triggers.shared import learn_common_days
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
        found = _judge(table)
    return Triggers(
        triggers=tuple(found),
        power=find_power(table) if with_power else None,
        problems=_problems(table),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """One outcome with its exposures, and why some of them must wait."""

    outcome: Outcome
    exposures: tuple[Exposure, ...]
    contrasts: tuple[Contrast, ...]
    waiting: tuple[str | None, ...]

    @property
    def ready(self) -> list[int]:
        return [i for i, reason in enumerate(self.waiting) if reason is None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What one outcome's days say, and the priors of its exposures after the other muscles were heard."""

    n_days: int
    posterior: Posterior
    priors: NDArray[np.float64]


def _judge(table: DayTable) -> list[Trigger]:
    questions = [_ask(table, outcome) for outcome in table.outcomes]
    answers = dict(zip([q.outcome.name for q in questions if q.ready], _answer(questions), strict=True))
    found: list[Trigger] = []
    for question in questions:
        judged = _judge_ready(question, answers[question.outcome.name]) if question.ready else []
        by_number = dict(zip(question.ready, judged, strict=True))
        found += [
            by_number[i]
            if reason is None
            else _too_early(question.outcome, question.exposures[i], question.contrasts[i], reason)
            for i, reason in enumerate(question.waiting)
        ]
    return found


def _answer(questions: list[_Question]) -> list[_Answer]:
    """What the days of every outcome that is ready say, muscles heard by one another."""
    ready = [q for q in questions if q.ready]
    series = [build_series(q.outcome, tuple(q.exposures[i] for i in q.ready)) for q in ready]
    muscles = [q.outcome.muscle for q in ready]
    # A muscle counted twice, or all muscles counted together, would tell itself what it already knows.
    among = [i for i, muscle in enumerate(muscles) if muscle is not None and muscle not in muscles[:i]]
    for i, informed in zip(among, learn_common_days([series[i] for i in among]), strict=True):
        series[i] = informed
    posteriors = [fit_series(each) for each in series]
    priors = [each.priors for each in series]
    names = [[ready[i].exposures[k].name for k in ready[i].ready] for i in among]
    pooled = pool_priors(names, [priors[i] for i in among], [posteriors[i] for i in among])
    for i, prior in zip(among, pooled, strict=True):
        priors[i] = prior
    return [
        _Answer(n_days=each.counts.size, posterior=posterior, priors=prior)
        for each, posterior, prior in zip(series, posteriors, priors, strict=True)
    ]


def _ask(table: DayTable, outcome: Outcome) -> _Question:
    exposures = table.exposures_of(outcome)
    answered = np.isfinite(outcome.counts)
    contrasts = tuple(compare_days(exposure, answered) for exposure in exposures)
    waiting = why_outcome_waits(outcome)
    reasons = tuple(waiting or why_exposure_waits(e, c) for e, c in zip(exposures, contrasts, strict=True))
    return _Question(outcome=outcome, exposures=exposures, contrasts=contrasts, waiting=reasons)


def _judge_ready(question: _Question, answer: _Answer) -> list[Trigger]:
    outcome, posterior = question.outcome, answer.posterior
    probabilities = posterior.probabilities(answer.priors)
    shares = posterior.shares(answer.priors)[: len(posterior.explanations)]
    triggers = []
    for number, i in enumerate(question.ready):
        exposure, contrast = question.exposures[i], question.contrasts[i]
        probability = float(probabilities[number])
        effect = describe_effect(
            number,
            posterior.explanations,
            shares,
            step=contrast.step,
            n_days=answer.n_days,
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
