""" "When would I know?": what more weekly sessions would bring, from the person's own noise."""

import numpy as np
from numpy.typing import NDArray

from twitchwise.strength.agreement import agree, hear_test
from twitchwise.strength.following import Followed, follow_scores
from twitchwise.strength.person_trend import PersonPlan
from twitchwise.strength.trend_filter import Plan
from twitchwise.strength.trend_model import WEEKS_PER_MONTH
from twitchwise.strength.trend_result import FallShown, WhenKnown

__all__ = ["FALLS_PERCENT_PER_MONTH", "LONGEST_WEEKS", "STEADY_RATE_PERCENT", "forecast_regions"]

Array = NDArray[np.float64]

FALLS_PERCENT_PER_MONTH = (1.0, 2.7, 6.0)  # slow, typical and fast ALS (strength.md 5)
STEADY_RATE_PERCENT = 2.7  # a month; the typical fall of ALS (atlis_aan: 2.57 leg, 2.85 arm)
LONGEST_WEEKS = 104
_CERTAIN = 1e6  # the error is taken as known


def forecast_regions(
    person: PersonPlan, followed: Followed, regions: tuple[tuple[int, ...], ...], today: int
) -> tuple[WhenKnown, ...]:
    """Say for each region when it would be known.

    Parameters
    ----------
    person, followed : the person's series and what they say so far.
    regions : indices of the series of each region.
    today : ordinal day.

    Notes
    -----
    The engine itself is run on with noise-free scores every seven days: on the scores so far and level from now on for
    "steady"; on a line since the first session for a fall. The scores without noise are those of the median person.
    """
    n_past = person.days.shape[1]
    last = np.array([person.days[i, max(n - 1, 0)] if n else today for i, n in enumerate(person.n)])
    ahead = np.maximum(last, today - 7)[:, None] + 7.0 * np.arange(1, LONGEST_WEEKS + 1)
    plan = _longer(person, followed, last, ahead)
    scores = _scores(person, followed, plan, n_past)
    expected = follow_scores(plan, scores)
    days = np.concatenate([person.days, ahead], axis=1)
    looks = np.asarray(today + 7.0 * np.arange(LONGEST_WEEKS + 1), dtype=float)
    return tuple(_when_known(days, plan, expected, tests, looks) for tests in regions)


def _longer(person: PersonPlan, followed: Followed, last: Array, ahead: Array) -> Plan:
    """The plan with weekly sessions added, at the error learned so far."""
    past = person.plan
    has_start = past.is_kept.any(axis=1)
    sessions = np.array(person.n) + np.array(person.first)
    done = np.concatenate([past.done, sessions[:, None] + np.arange(LONGEST_WEEKS)], axis=1)
    is_kept = np.concatenate([past.is_kept, done[:, past.done.shape[1] :] >= 2], axis=1)
    offset = np.where(has_start, past.weeks[:, -1], 0.0)
    start = np.where(has_start, last, ahead[np.arange(last.size), np.maximum(2 - sessions, 0)])
    weeks = np.concatenate([past.weeks, np.maximum(offset[:, None] + (ahead - start[:, None]) / 7.0, 0.0)], axis=1)
    error = np.where(past.is_kept.sum(axis=1) >= 3, followed.filtered.error[:, 0, -1], past.error_percent)
    return Plan(
        weeks=weeks,
        done=done,
        is_kept=is_kept,
        error_percent=error,
        error_worth=np.full(last.size, _CERTAIN),
        kept_needed=past.kept_needed,
    )


def _scores(person: PersonPlan, followed: Followed, plan: Plan, n_past: int) -> Array:
    """Noise-free scores, (n_series, 1 + number of falls, n_past + weeks ahead)."""
    months = plan.weeks / WEEKS_PER_MONTH
    level = np.where(plan.is_kept[:, :n_past].any(axis=1), followed.filtered.level[:, 0, -1], 100.0)
    real = np.where(np.isfinite(person.percent[:, 0]), person.percent[:, 0], 100.0)
    steady = np.concatenate([real, np.broadcast_to(level[:, None], (level.size, LONGEST_WEEKS))], axis=1)
    falls = [np.maximum(100.0 - fall * months, 0.0) for fall in FALLS_PERCENT_PER_MONTH]
    return np.stack([steady, *falls], axis=1)


def _when_known(days: Array, plan: Plan, expected: Followed, tests: tuple[int, ...], looks: Array) -> WhenKnown:
    order = [np.argsort(days[i], kind="stable") for i in tests]
    together = agree(
        tuple(
            hear_test(days[i, by_day], expected.of(i, by_day), plan.is_kept[i, by_day], looks)
            for i, by_day in zip(tests, order, strict=True)
        )
    )
    steady = together.bound[0] < STEADY_RATE_PERCENT
    return WhenKnown(
        steady_weeks=_first(steady),
        falls=tuple(
            FallShown(percent_per_month=fall, weeks=_first(together.is_fall[1 + k]))
            for k, fall in enumerate(FALLS_PERCENT_PER_MONTH)
        ),
    )


def _first(holds: NDArray[np.bool_]) -> int | None:
    return int(holds.argmax()) if holds.any() else None
