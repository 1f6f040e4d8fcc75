"""The simulated people that rules are judged on: their diaries as tables of days, and what is true of each pair."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from twitchwise.simulate.person import SimulatedPerson, simulate_person
from twitchwise.simulate.person_exposures import ExposureKind, SimulatedExposure
from twitchwise.simulate.person_world import PersonWorld
from twitchwise.triggers.table import DayTable, Exposure, Outcome

__all__ = ["Purpose", "Truth", "make_person", "make_table", "pair_truth", "table_values"]


class Purpose(Enum):
    """Who may look at a person: priors are tuned on some, and judged on others."""

    TUNING = 1
    BENCH = 2
    FLOOR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is true of every pair of muscle and exposure, arrays (n_muscles, n_kinds).

    Parameters
    ----------
    acts : whether the exposure is a trigger and changed at all within the diary.
    never_happened : whether it would be one, but never changed.
    effect_per_sd : SD of the log rate that it adds; 0 where it does not act.
    slope : log rate for one unit of the table's column, summed over lags; 0 where it does not act.
    """

    acts: NDArray[np.bool_]
    never_happened: NDArray[np.bool_]
    effect_per_sd: NDArray[np.float64]
    slope: NDArray[np.float64]


def make_person(world: PersonWorld, purpose: Purpose, number: int) -> SimulatedPerson:
    """Person `number` of those kept for a purpose; the same number in another world is the same person."""
    return simulate_person(world, rng=np.random.default_rng([purpose.value, number]))


def table_values(exposure: SimulatedExposure) -> NDArray[np.float64]:
    """The column that analysis sees: training as log(1 + hard sets), everything else as it was written down."""
    return np.log1p(exposure.values) if exposure.kind is ExposureKind.TRAINING else exposure.values


def make_table(person: SimulatedPerson) -> DayTable:
    """The diary as a table of days, columns in the order of the person's."""
    outcomes = tuple(
        Outcome(name=muscle_id, muscle=muscle_id, counts=counts)
        for muscle_id, counts in zip(person.world.muscle_ids, person.counts, strict=True)
    )
    exposures = tuple(
        Exposure(
            name=exposure.kind.value,
            values=table_values(exposure),
            belongs_to=exposure.muscle_id,
            is_felt=exposure.kind is ExposureKind.STRESS,
        )
        for exposure in person.exposures
    )
    return DayTable(first_day=person.first_day, outcomes=outcomes, exposures=exposures)


def pair_truth(person: SimulatedPerson) -> Truth:
    """What is true of every pair, muscles and kinds in the order of the person's."""
    kinds = list(ExposureKind)
    shape = (len(person.world.muscle_ids), len(kinds))
    acts, never = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    effect, slope = np.zeros(shape), np.zeros(shape)
    for trigger in person.triggers:
        at = person.world.muscle_ids.index(trigger.muscle_id), kinds.index(trigger.kind)
        exposure = person.exposures_of(trigger.muscle_id)[at[1]]
        acts[at], never[at] = trigger.has_happened, not trigger.has_happened
        if trigger.has_happened:
            effect[at] = trigger.effect_per_sd
            slope[at] = trigger.total_effect * _driver_per_unit(exposure)
    return Truth(acts=acts, never_happened=never, effect_per_sd=effect, slope=slope)


def _driver_per_unit(exposure: SimulatedExposure) -> float:
    """By how much the driver rises for one unit of the column; exact where the column is what acted."""
    values = table_values(exposure)
    known = np.isfinite(values)
    spread = values[known] - values[known].mean()
    return float(spread @ exposure.driver[known] / max(float(spread @ spread), 1e-300))
