"""Small diaries with a planted trigger, for the tests."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from twitchwise.triggers.table import DayTable, Exposure, Outcome

FIRST_DAY = date(2026, 3, 2)


def counts_after(
    rng: np.random.Generator, exposure: NDArray[np.float64], *, lag: int, log_ratio: float, base: float = 2.0
) -> NDArray[np.float64]:
    """Poisson counts, `base` a day, exp(`log_ratio`) times as many `lag` days after an exposure of 1."""
    rate = base * np.exp(log_ratio * np.concatenate([np.zeros(lag), exposure[: exposure.size - lag]]))
    return rng.poisson(rate).astype(np.float64)


def on_and_off(rng: np.random.Generator, n_days: int, share: float = 0.4) -> NDArray[np.float64]:
    return (rng.random(n_days) < share).astype(np.float64)


def planted_table(seed: int, *, n_days: int = 100, log_ratio: float = 1.2, lag: int = 2) -> DayTable:
    """Coffee acts `lag` days later on both muscles; wine acts on none; each muscle's load acts on none."""
    rng = np.random.default_rng(seed)
    coffee, wine = on_and_off(rng, n_days), on_and_off(rng, n_days)
    muscles = ("left-triceps", "right-calf")
    outcomes = tuple(
        Outcome(name=m, muscle=m, counts=counts_after(rng, coffee, lag=lag, log_ratio=log_ratio)) for m in muscles
    )
    loads = tuple(Exposure(name="training load", values=on_and_off(rng, n_days), belongs_to=m) for m in muscles)
    return DayTable(
        first_day=FIRST_DAY,
        outcomes=outcomes,
        exposures=(Exposure(name="coffee", values=coffee), Exposure(name="wine", values=wine), *loads),
    )
