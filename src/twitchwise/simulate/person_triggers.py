"""What truly sets a simulated person's twitching off: which exposure, in which muscle, how strongly, how much later."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.simulate.person_exposures import ExposureKind, SimulatedExposure
from twitchwise.simulate.person_world import PersonWorld

__all__ = ["LAG_SHAPES", "LONGEST_LAG_DAYS", "PlantedTrigger", "act_on_log_rates", "plant_triggers"]

LONGEST_LAG_DAYS = 3
LAG_SHAPES = ((0,), (1,), (2,), (0, 1), (1, 2), (1, 2, 3), (0, 1, 2, 3))  # days after the exposure
_OWN_LOAD_SHAPES = ((1,), (1, 2), (1, 2, 3))  # training is felt later, not on the same day


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedTrigger:
    """One exposure that truly acts on one muscle.

    Parameters
    ----------
    muscle_id : the muscle that twitches.
    kind : the exposure.
    effect_per_sd : log rate per SD of what it adds: by how much it makes a day's log rate vary.
    lag_effects : log rate per SD of the driver, 0, 1, 2 and 3 days after the exposure.
    has_happened : whether the exposure changed at all within the diary; else it cannot have left a trace.
    """

    muscle_id: str
    kind: ExposureKind
    effect_per_sd: float
    lag_effects: tuple[float, ...]
    has_happened: bool

    @property
    def total_effect(self) -> float:
        """Log rate per SD of the driver, summed over lags."""
        return sum(self.lag_effects)


def plant_triggers(
    world: PersonWorld, exposures: Sequence[SimulatedExposure], rng: np.random.Generator
) -> tuple[PlantedTrigger, ...]:
    """Draw which exposures act on which muscles.

    Parameters
    ----------
    world : shares, strengths, and whether an exposure acts on all muscles or on each by itself.
    exposures : the person's, as drawn, with `LONGEST_LAG_DAYS` days before the diary.

    Notes
    -----
    The days of a lag shape share the effect equally. They are scaled so that what a trigger adds to the log rate over
    the diary has the SD `effect_per_sd`: effects of all shapes are equally strong, whatever the exposure's own memory.
    """
    body_wide = {kind: (rng.random() < world.body_wide_share, rng.random()) for kind in ExposureKind}
    planted = []
    for muscle_id in world.muscle_ids:
        for exposure in exposures:
            if exposure.muscle_id not in (None, muscle_id):
                continue
            is_own = exposure.kind is ExposureKind.TRAINING
            is_shared, common = body_wide[exposure.kind]
            alone, strength, shape = rng.random(), abs(rng.normal(world.effect_mean, world.effect_sd)), rng.random()
            share = world.own_load_share if is_own else world.other_share
            if (common if is_shared else alone) >= share:
                continue
            shapes = _OWN_LOAD_SHAPES if is_own else LAG_SHAPES
            lags = shapes[int(shape * len(shapes))]
            shape_sd = float(_lagged(exposure.driver)[list(lags)].sum(axis=0).std())
            each = float(strength) / shape_sd if shape_sd > 0 else 0.0
            planted.append(
                PlantedTrigger(
                    muscle_id=muscle_id,
                    kind=exposure.kind,
                    effect_per_sd=float(strength),
                    lag_effects=tuple(each if lag in lags else 0.0 for lag in range(LONGEST_LAG_DAYS + 1)),
                    has_happened=shape_sd > 0,
                )
            )
    return tuple(planted)


def act_on_log_rates(
    muscle_ids: Sequence[str], triggers: Sequence[PlantedTrigger], exposures: Sequence[SimulatedExposure]
) -> NDArray[np.float64]:
    """What the triggers add to the log rate of each muscle and day.

    Parameters
    ----------
    muscle_ids : rows of the result.
    triggers : what acts.
    exposures : with the days before the diary, `LONGEST_LAG_DAYS` of them.

    Returns
    -------
    (n_muscles, n_days) float, without the days before.
    """
    added = np.zeros((len(muscle_ids), len(exposures[0].driver) - LONGEST_LAG_DAYS))
    for trigger in triggers:
        driver = next(
            exposure.driver
            for exposure in exposures
            if exposure.kind is trigger.kind and exposure.muscle_id in (None, trigger.muscle_id)
        )
        added[muscle_ids.index(trigger.muscle_id)] += np.array(trigger.lag_effects) @ _lagged(driver)
    return added


def _lagged(driver: NDArray[np.float64]) -> NDArray[np.float64]:
    """The driver 0, 1, 2 and 3 days before each day of the diary, (lags, n_days)."""
    n_days = len(driver) - LONGEST_LAG_DAYS
    starts = range(LONGEST_LAG_DAYS, -1, -1)
    return np.array([driver[start : start + n_days] for start in starts])
