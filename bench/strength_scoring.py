"""When each rule says something to each simulated person, and how often that is too soon or too late."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.strength_people import Cohort
from bench.strength_rules import RULES
from twitchwise.strength.forecast import STEADY_RATE_PERCENT

__all__ = [
    "NEVER",
    "Heard",
    "excluded_week",
    "fall_week",
    "percent_within",
    "repeat_week",
    "rule_week",
    "week_by_which",
]

Array = NDArray[np.float64]
NEVER = np.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The first week in which something is said, one number a person, `NEVER` where it is not.

    Parameters
    ----------
    weeks : (n_people,) float.
    """

    weeks: Array


def fall_week(cohorts: list[Cohort], regions: tuple[str, ...]) -> Heard:
    """When any of the regions is said to show a fall."""
    return _joined([_first(np.any([c.regions[r].is_fall for r in regions], axis=0), c.weeks) for c in cohorts])


def repeat_week(cohorts: list[Cohort], regions: tuple[str, ...]) -> Heard:
    """When any of the regions asks for a repeat."""
    return _joined([_first(np.any([c.regions[r].is_repeat for r in regions], axis=0), c.weeks) for c in cohorts])


def excluded_week(cohorts: list[Cohort], region: str, rate: float = STEADY_RATE_PERCENT) -> Heard:
    """When a fall faster than `rate` % a month is first called unlikely, with no fall said."""
    return _joined([_first((c.regions[region].bound < rate) & ~c.regions[region].is_fall, c.weeks) for c in cohorts])


def rule_week(cohorts: list[Cohort], rule: str, regions: tuple[str, ...]) -> Heard:
    """When a usual rule alarms in any test of the regions; a test without published error is judged by its true one."""
    found = []
    for cohort in cohorts:
        first = np.full(cohort.people.scores.shape[1], NEVER)
        for i, test in enumerate(cohort.people.world.tests):
            if test.region in regions:
                kept = ~cohort.is_excluded[i]
                weeks = cohort.weeks[kept]
                error = test.published_percent or test.error_percent
                alarms = RULES[rule](weeks, cohort.people.scores[i][:, kept], error)
                first = np.minimum(first, _first(alarms, weeks))
        found.append(first)
    return _joined(found)


def percent_within(heard: Heard, weeks: float) -> float:
    """Share of people who heard it within so many weeks, %."""
    return float(100.0 * np.mean(heard.weeks <= weeks))


def week_by_which(heard: Heard, share: float) -> float:
    """The week by which so many of all people have heard it, `NEVER` when fewer ever do."""
    return float(np.quantile(heard.weeks, share, method="higher"))


def _first(said: NDArray[np.bool_], weeks: Array) -> Array:
    return np.where(said.any(axis=1), weeks[said.argmax(axis=1)], NEVER)


def _joined(parts: list[Array]) -> Heard:
    return Heard(weeks=np.concatenate(parts))
