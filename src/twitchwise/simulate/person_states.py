"""What wanders in a person from day to day without anyone seeing it: latent states, hot spots, drift."""

import numpy as np
from numpy.typing import NDArray

from twitchwise.simulate.person_world import PersonWorld

__all__ = ["SPELL_DAYS", "SPELL_FOLD", "draw_log_rates", "draw_runs", "draw_wander"]

SPELL_FOLD = (2.0, 5.0)
SPELL_DAYS = (5, 14)
_DAYS_OF_A_RATE = 30.0


def draw_wander(n_days: int, ar: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """Draw a stationary AR(1) series of mean 0 and SD 1.

    Parameters
    ----------
    n_days : length, days.
    ar : correlation of neighbouring days, 0 to below 1.

    Notes
    -----
    x[0] = e[0], x[t] = ar x[t-1] + sqrt(1 - ar^2) e[t], e standard normal.
    """
    fresh = rng.standard_normal(n_days)
    wander = np.empty(n_days)
    wander[0] = fresh[0]
    step = float(np.sqrt(1.0 - ar * ar))
    for day in range(1, n_days):
        wander[day] = ar * wander[day - 1] + step * fresh[day]
    return wander


def draw_runs(
    n_days: int, *, starts_per_day: float, length_days: tuple[int, int], rng: np.random.Generator
) -> NDArray[np.bool_]:
    """Draw days that lie in runs of random length, such as spells of illness.

    Parameters
    ----------
    n_days : length of the series, days.
    starts_per_day : probability that a run starts on a day.
    length_days : shortest and longest run, days, both included; runs may overlap.
    """
    inside = np.zeros(n_days, dtype=bool)
    for start in np.flatnonzero(rng.random(n_days) < starts_per_day):
        inside[start : start + rng.integers(length_days[0], length_days[1] + 1)] = True
    return inside


def draw_log_rates(world: PersonWorld, worry: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    """Draw the log of the expected count of each muscle and day, triggers not yet included.

    Parameters
    ----------
    world : what the person is like.
    worry : (n_days,) float, hidden worry, SD 1.

    Returns
    -------
    (n_muscles, n_days) float, log of twitches a day.

    Notes
    -----
    log rate = a muscle's level + shared AR(1) + its own AR(1) + hot spots + drift + worry.
    """
    level_rng, shared_rng, own_rng, spell_rng, drift_rng = rng.spawn(5)
    n_days, n_muscles = len(worry), len(world.muscle_ids)
    levels = level_rng.normal(np.log(world.typical_count), world.count_spread, n_muscles)
    shared = world.latent_shared_sd * draw_wander(n_days, world.latent_ar, shared_rng)
    own = np.array([world.latent_own_sd * draw_wander(n_days, world.latent_ar, own_rng) for _ in world.muscle_ids])
    spells = np.array([_hot_spots(world, n_days, spell_rng) for _ in world.muscle_ids])
    direction = drift_rng.choice([-1.0, 1.0])
    drift = direction * np.log(world.drift_fold) * np.linspace(-0.5, 0.5, n_days)
    return np.asarray(levels[:, None] + shared + own + spells + drift + world.worry_notice * worry)


def _hot_spots(world: PersonWorld, n_days: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Log of how many times as many twitches as usual; of overlapping spells the latest holds."""
    log_fold = np.zeros(n_days)
    for start in np.flatnonzero(rng.random(n_days) < world.spells_per_30_days / _DAYS_OF_A_RATE):
        length = rng.integers(SPELL_DAYS[0], SPELL_DAYS[1] + 1)
        log_fold[start : start + length] = np.log(rng.uniform(*SPELL_FOLD))
    return log_fold
