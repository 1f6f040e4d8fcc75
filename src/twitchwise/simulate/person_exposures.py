"""What a simulated person does and what happens to them: training, sleep, coffee, stress, drinks, medicine, illness."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from twitchwise.simulate.person_states import draw_runs, draw_wander
from twitchwise.simulate.person_world import PersonWorld

__all__ = ["ExposureKind", "SimulatedExposure", "draw_exposures"]

_MONDAY_TO_WEDNESDAY = (0, 1, 2)
_WORKING_DAYS = (0, 1, 2, 3, 4)
_DRINKING_EVENINGS = (4, 5)


class ExposureKind(StrEnum):
    """What may set twitching off, with the unit it is written down in."""

    TRAINING = "training"  # hard sets of one muscle
    SLEEP = "sleep"  # hours of the night that ended this morning
    CAFFEINE = "caffeine"  # cups
    STRESS = "stress"  # rating 0-10
    ALCOHOL = "alcohol"  # drinks
    MEDICINE = "medicine"  # 1 on days it was taken
    FLUID = "fluid"  # litres
    ILLNESS = "illness"  # 1 on days of illness


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedExposure:
    """One column of a diary, as it is written down and as it acted.

    Parameters
    ----------
    kind : what it is.
    muscle_id : the muscle that was trained, or None when it concerns the whole body.
    values : (n_days,) float, in the unit of its kind, as written down; nan for unknown.
    driver : (n_days,) float, what really acted: mean 0, SD 1 over the days of the diary, higher for what is expected to
        set twitching off (more training, less sleep, less fluid); all 0 when the exposure never changed.
    """

    kind: ExposureKind
    muscle_id: str | None
    values: NDArray[np.float64]
    driver: NDArray[np.float64]

    @property
    def direction(self) -> float:
        """1 when a higher value is a higher driver; -1 for hours of sleep and litres of fluid."""
        return -1.0 if self.kind in (ExposureKind.SLEEP, ExposureKind.FLUID) else 1.0

    @property
    def is_asked(self) -> bool:
        """Whether it is known only on days on which the evening's questions were answered.

        Training and sleep come from files, medicine and illness have a first and a last day.
        """
        return self.kind in (ExposureKind.CAFFEINE, ExposureKind.STRESS, ExposureKind.ALCOHOL, ExposureKind.FLUID)


def draw_exposures(
    world: PersonWorld, weekdays: NDArray[np.intp], worry: NDArray[np.float64], *, n_lead: int, rng: np.random.Generator
) -> tuple[SimulatedExposure, ...]:
    """Draw every exposure, each correlated with others as in life and with a rhythm over the week.

    Parameters
    ----------
    world : what the person is like.
    weekdays : (n,) int, Monday 0; of `n_lead` days before the diary and of the diary's own.
    worry : (n,) float, hidden worry, SD 1.
    n_lead : days before the first day of the diary, whose exposures may still act on it.

    Returns
    -------
    Training of each muscle in the order of the world, then the other kinds; `values` and `driver` have n days.

    Notes
    -----
    Stress: AR(1) 0.6, half an SD higher on Monday to Wednesday. Sleep debt: 0.5 AR(0.4) + 0.4 stress + noise. Cups: 2
    + 0.6 debt, half a cup more on working days. Drinks on 60 % of Fridays and Saturdays and 12 % of other days.
    Medicine: AR(0.9) above 0.8. Illness: 3-7 days, once in 45. Training on half the days, each muscle in half of
    those. Lack of fluid: 0.4 training + 0.15 drinks + AR(0.3). Stress as rated: 5 + 2 stress, plus the worry.
    """
    training_rng, stress_rng, sleep_rng, coffee_rng, drink_rng, medicine_rng, fluid_rng, illness_rng = rng.spawn(8)
    n = len(weekdays)
    loads = _sets(len(world.muscle_ids), n, training_rng)
    trained = (loads.sum(axis=0) > 0).astype(float)
    stress = draw_wander(n, 0.6, stress_rng) + 0.5 * np.isin(weekdays, _MONDAY_TO_WEDNESDAY)
    debt = 0.5 * draw_wander(n, 0.4, sleep_rng) + 0.4 * stress + 0.5 * sleep_rng.standard_normal(n)
    sleep_h = _measured(7.3 - 0.9 * debt, 2.0, 11.0)
    wanted = 2.0 + 0.6 * debt + 0.5 * np.isin(weekdays, _WORKING_DAYS) + 0.8 * coffee_rng.standard_normal(n)
    cups = np.asarray(np.maximum(np.round(wanted), 0.0), dtype=np.float64)
    drinks = _drinks(weekdays, drink_rng)
    medicine = (draw_wander(n, 0.9, medicine_rng) > 0.8).astype(float)
    dryness = 0.4 * trained + 0.15 * drinks + 0.5 * draw_wander(n, 0.3, fluid_rng)
    fluid_l = _measured(2.2 - 0.6 * dryness, 0.3, 5.0)
    ill = draw_runs(n, starts_per_day=1 / 45, length_days=(3, 7), rng=illness_rng).astype(float)
    felt, rated = _rating(stress), _rating(stress + world.worry_rating * worry)

    def exposure(kind: ExposureKind, values: NDArray[np.float64], acting: NDArray[np.float64]) -> SimulatedExposure:
        return SimulatedExposure(kind=kind, muscle_id=None, values=values, driver=_standardised(acting, n_lead))

    return (
        *(
            SimulatedExposure(
                kind=ExposureKind.TRAINING, muscle_id=id_, values=sets, driver=_standardised(np.log1p(sets), n_lead)
            )
            for id_, sets in zip(world.muscle_ids, loads, strict=True)
        ),
        exposure(ExposureKind.SLEEP, sleep_h, -sleep_h),
        exposure(ExposureKind.CAFFEINE, cups, cups),
        exposure(ExposureKind.STRESS, rated, felt),
        exposure(ExposureKind.ALCOHOL, drinks, drinks),
        exposure(ExposureKind.MEDICINE, medicine, medicine),
        exposure(ExposureKind.FLUID, fluid_l, -fluid_l),
        exposure(ExposureKind.ILLNESS, ill, ill),
    )


def _sets(n_muscles: int, n_days: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Hard sets of each muscle on each day."""
    trains = rng.random(n_days) < 0.5
    chosen = rng.random((n_muscles, n_days)) < 0.5
    sets = np.maximum(np.round(rng.gamma(4.0, 1.5, (n_muscles, n_days))), 1.0)
    return np.asarray(np.where(trains & chosen, sets, 0.0))


def _drinks(weekdays: NDArray[np.intp], rng: np.random.Generator) -> NDArray[np.float64]:
    n = len(weekdays)
    drinks = rng.random(n) < np.where(np.isin(weekdays, _DRINKING_EVENINGS), 0.60, 0.12)
    return np.asarray(np.where(drinks, 1.0 + rng.poisson(1.5, n), 0.0))


def _measured(values: NDArray[np.float64], low: float, high: float) -> NDArray[np.float64]:
    """Within what is possible, to a tenth."""
    return np.asarray(np.round(np.clip(values, low, high), 1), dtype=np.float64)


def _rating(stress: NDArray[np.float64]) -> NDArray[np.float64]:
    """Stress, SD 1 and 0.2 above 0 on average, on a scale of 0-10."""
    return np.asarray(np.clip(np.round(5.0 + 2.0 * (stress - 0.2)), 0.0, 10.0), dtype=np.float64)


def _standardised(values: NDArray[np.float64], n_lead: int) -> NDArray[np.float64]:
    """Mean 0 and SD 1 over the days of the diary; all 0 when nothing changes there."""
    own = values[n_lead:]
    sd = float(own.std())
    return np.zeros_like(values) if sd == 0 else np.asarray((values - own.mean()) / sd)
