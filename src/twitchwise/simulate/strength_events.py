"""What happens to people while they test themselves: illness, an injury, training that stops; and missed weeks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.simulate.strength_person_world import StrengthWorld

__all__ = ["Calendar", "draw_calendar", "draw_days"]

Array = NDArray[np.float64]

_STOP_WEEKS = 4.0  # over which strength leaves when training stops
_NEIGHBOUR_SHARE = 0.7  # an injured leg takes so much of its loss from the tests of both legs
_SPREAD = 0.5  # SD of the log of how deep and how long a dip is
_RUN_WEEKS = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Dates and events that a cohort of people shares; how deep each of them dips is their own.

    Parameters
    ----------
    days : (n,) int, days since the first session.
    dip : (n_tests, n) float, share of the usual strength that an average person lacks by illness and injury.
    stop : (n,) float, the same by stopped training.
    ill, stopped : (n,) bool, sessions that lie in such an event.
    injured : (n_tests, n) bool, sessions of tests of the injured region.
    """

    days: NDArray[np.int64]
    dip: Array
    stop: Array
    ill: NDArray[np.bool_]
    injured: NDArray[np.bool_]
    stopped: NDArray[np.bool_]


def draw_days(world: StrengthWorld, rng: np.random.Generator) -> NDArray[np.int64]:
    """Days of the sessions: about weekly, some weeks missed in runs; the first is day 0."""
    weeks = np.arange(world.n_weeks)
    is_missed = np.zeros(world.n_weeks, dtype=bool)
    start_share = world.missed_share / (_RUN_WEEKS * (1.0 - world.missed_share))
    left = 0
    for week in weeks[1:]:
        if left == 0 and rng.random() < start_share:
            left = int(rng.geometric(1.0 / _RUN_WEEKS))
        is_missed[week] = left > 0
        left = max(left - 1, 0)
    days = 7 * weeks + np.clip(np.rint(rng.normal(0.0, 1.0, weeks.size)), -2, 2).astype(int)
    days = days[~is_missed]
    return np.asarray(days - days[0])


def draw_calendar(world: StrengthWorld, rng: np.random.Generator) -> Calendar:
    """Draw the dates and what happens on them."""
    date_rng, ill_rng, injury_rng, stop_rng = rng.spawn(4)
    days = draw_days(world, date_rng)
    n_tests = len(world.tests)
    dip = np.zeros((n_tests, days.size))
    ill = np.zeros(days.size, dtype=bool)
    for _ in range(ill_rng.poisson(world.illnesses_per_year * world.n_weeks / 52.0)):
        during, share = _dip(days, world.n_weeks, world.illness_weeks, ill_rng)
        ill |= during
        dip += world.illness_percent / 100.0 * share * ill_rng.lognormal(0.0, _SPREAD)
    injured = np.zeros((n_tests, days.size), dtype=bool)
    if world.injury_percent > 0.0:
        during, share = _dip(days, world.n_weeks, world.injury_weeks, injury_rng)
        region = str(injury_rng.choice(sorted({test.region for test in world.tests})))
        for i, test in enumerate(world.tests):
            part = _touched(test.region, region)
            dip[i] += world.injury_percent / 100.0 * share * part
            injured[i] = during & (part > 0.0)
    stop = np.zeros(days.size)
    stopped = np.zeros(days.size, dtype=bool)
    if world.stop_percent > 0.0:
        start = stop_rng.uniform(6.0, max(world.n_weeks - 8.0, 7.0)) * 7.0
        progress = (days - start) / (7.0 * _STOP_WEEKS)
        stop = world.stop_percent / 100.0 * np.clip(progress, 0.0, 1.0)
        stopped = (progress >= 0.0) & (progress <= 1.0)
    return Calendar(days=days, dip=dip, stop=stop, ill=ill, injured=injured, stopped=stopped)


def _dip(
    days: NDArray[np.int64], n_weeks: int, typical_weeks: float, rng: np.random.Generator
) -> tuple[NDArray[np.bool_], Array]:
    """Which days lie in it, and how much of its depth each day has: full while it lasts, then fading."""
    length = 7.0 * typical_weeks * rng.lognormal(0.0, _SPREAD)
    start = rng.uniform(0.0, 7.0 * n_weeks)
    since_end = days - start - length
    during = (days >= start) & (since_end <= 0.0)
    fading = np.where(since_end > 0.0, np.exp(-np.maximum(since_end, 0.0) / (0.5 * length)), 0.0)
    return during, np.where(during, 1.0, fading)


def _touched(region: str, injured: str) -> float:
    """How much of an injury the tests of a region feel."""
    if region == injured:
        return 1.0
    legs = {"right-leg", "left-leg", "both-legs"}
    together = {region, injured} <= legs and "both-legs" in (region, injured)
    hand_and_arm = "arms-shoulders" in (region, injured) and {"right-hand", "left-hand"} & {region, injured}
    return _NEIGHBOUR_SHARE if together or hand_and_arm else 0.0
