"""A simulated person: weeks of days with known triggers, and the diary they keep of them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from twitchwise.simulate.person_exposures import SimulatedExposure, draw_exposures
from twitchwise.simulate.person_keeping import choose_answered_days, write_on_wrong_days
from twitchwise.simulate.person_states import draw_log_rates, draw_wander
from twitchwise.simulate.person_triggers import LONGEST_LAG_DAYS, PlantedTrigger, act_on_log_rates, plant_triggers
from twitchwise.simulate.person_world import PersonWorld

__all__ = ["SimulatedPerson", "simulate_person"]

_A_MONDAY = date(2026, 1, 5)
_WORRY_AR = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedPerson:
    """A diary of days, and what truly set the twitching off.

    Parameters
    ----------
    world : what was asked for.
    first_day : the first day of the diary.
    counts : (n_muscles, n_days) float, twitches noticed, muscles in the order of the world; nan where not answered.
    exposures : training of each muscle, then what concerns the whole body.
    triggers : the truth; those that act on nothing in this diary included.
    log_rates : (n_muscles, n_days) float, log of the expected count, before any cap; for looking, not for inference.
    """

    world: PersonWorld
    first_day: date
    counts: NDArray[np.float64]
    exposures: tuple[SimulatedExposure, ...]
    triggers: tuple[PlantedTrigger, ...]
    log_rates: NDArray[np.float64]

    @property
    def answered(self) -> NDArray[np.bool_]:
        """On which days the evening's questions were answered, (n_days,) bool."""
        answered: NDArray[np.bool_] = ~np.isnan(self.counts[0])
        return answered

    def exposures_of(self, muscle_id: str) -> tuple[SimulatedExposure, ...]:
        """What may act on a muscle: its own training and what concerns the whole body."""
        return tuple(each for each in self.exposures if each.muscle_id in (None, muscle_id))


def simulate_person(world: PersonWorld, *, rng: np.random.Generator) -> SimulatedPerson:
    """Simulate one person and the diary they keep.

    Each part (exposures, states, triggers, counts, diary keeping) has its own stream of random numbers, so that the
    same seed in a world that differs in one knob gives the same person but for it.

    Parameters
    ----------
    world : what the person is like.
    rng : source of randomness; one generator makes one person.

    Notes
    -----
    log mean[m, t] = states[m, t] + sum over triggers and lags of lag_effect[lag] * driver[t - lag];
    counts are negative binomial around it. Exposures of three days before the diary act, but are not in it.

    Examples
    --------
    >>> person = simulate_person(PersonWorld(n_days=84), rng=np.random.default_rng(1))
    >>> person.counts.shape, int(person.answered.sum())
    ((6, 84), 71)
    >>> [kind.kind.value for kind in person.exposures_of("triceps")]
    ['training', 'sleep', 'caffeine', 'stress', 'alcohol', 'medicine', 'fluid', 'illness']
    """
    day_rng, worry_rng, exposure_rng, state_rng, trigger_rng, count_rng, keeping_rng = rng.spawn(7)
    n_all = world.n_days + LONGEST_LAG_DAYS
    start = int(day_rng.integers(7))
    weekdays = (np.arange(n_all) + start - LONGEST_LAG_DAYS) % 7
    worry = draw_wander(n_all, _WORRY_AR, worry_rng)
    lived = draw_exposures(world, weekdays, worry, n_lead=LONGEST_LAG_DAYS, rng=exposure_rng)
    triggers = plant_triggers(world, lived, trigger_rng)
    log_rates = draw_log_rates(world, worry[LONGEST_LAG_DAYS:], state_rng)
    log_rates = log_rates + act_on_log_rates(world.muscle_ids, triggers, lived)
    counts = _draw_counts(log_rates, world.count_size, count_rng)
    answered_rng, *column_rngs = keeping_rng.spawn(1 + len(lived))
    answered = choose_answered_days(world, counts, answered_rng)
    if world.patience_cap is not None:
        counts = np.minimum(counts, world.patience_cap)
    return SimulatedPerson(
        world=world,
        first_day=_A_MONDAY + timedelta(days=start),
        counts=np.where(answered, counts, np.nan),
        exposures=tuple(
            _written(each, world, answered, column_rng) for each, column_rng in zip(lived, column_rngs, strict=True)
        ),
        triggers=triggers,
        log_rates=log_rates,
    )


def _draw_counts(log_rates: NDArray[np.float64], size: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """Negative-binomial counts as a gamma mixture of Poisson ones."""
    means = np.exp(log_rates) * rng.gamma(size, 1.0 / size, log_rates.shape)
    return rng.poisson(means).astype(float)


def _written(
    lived: SimulatedExposure, world: PersonWorld, answered: NDArray[np.bool_], rng: np.random.Generator
) -> SimulatedExposure:
    """The exposure as the diary has it: without the days before; misplaced; unknown where asked and not answered."""
    values = write_on_wrong_days(lived.values[LONGEST_LAG_DAYS:], world.wrong_day_share, rng)
    if lived.is_asked:
        values = np.where(answered, values, np.nan)
    return replace(lived, values=values, driver=lived.driver[LONGEST_LAG_DAYS:])
