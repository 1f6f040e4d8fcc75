"""When things happen: twitch trains, regular firing, heart beats and stretches of disturbance."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import InputError

__all__ = [
    "LONGEST_S",
    "Bank",
    "Firing",
    "TwitchTrain",
    "bank_generator",
    "draw_beats",
    "draw_firings",
    "draw_regular_firing",
    "draw_stretches",
    "require",
]

LONGEST_S = 86_400.0
"""A day: no recording is longer, and a slip of the keyboard must not fill a disk."""

_BANK_KEYS = {"tuning": 0x7E57_0001, "testing": 0x7E57_0002}  # any two different numbers


class Bank(StrEnum):
    """From which of two disjoint collections of simulated units a world takes its own.

    A detector is tuned on one and judged on the other, so that it cannot have learnt the shapes it is judged on.
    """

    TUNING = "tuning"
    TESTING = "testing"


@dataclass(frozen=True, slots=True, kw_only=True)
class TwitchTrain:
    """How often and in which pattern the units of a world twitch.

    Parameters
    ----------
    rate_per_min : twitches a minute of all units together, second twitches of doublets included.
    n_units : how many motor units twitch.
    doublet_share : share of twitches that the same unit repeats 10-110 ms later.
    refractory_s : a unit does not twitch again within this time, doublets apart, s.

    References
    ----------
    Kleine et al. 2012 (pairs of one unit within 10-110 ms).
    """

    rate_per_min: float = 30.0
    n_units: int = 5
    doublet_share: float = 0.1
    refractory_s: float = 0.15

    def __post_init__(self) -> None:
        require(self.rate_per_min >= 0, "the twitch rate cannot be negative", "give 0 or more a minute")
        require(self.n_units >= 1, "at least one unit is needed", "give 1 or more units")
        require(0 <= self.doublet_share < 1, "the share of doublets is outside 0 to 1", "give for example 0.1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Firing:
    """One discharge of one unit."""

    time_s: float
    unit: int


DOUBLET_S = (0.010, 0.110)  # Kleine et al. 2012


def require(condition: bool, what: str, remedy: str) -> None:
    """Refuse a world that cannot be simulated.

    Raises
    ------
    InputError : `condition` is false.
    """
    if not condition:
        raise InputError(what=what, where="simulated world", remedy=remedy)


def bank_generator(bank: Bank, rng: np.random.Generator) -> np.random.Generator:
    """Make the generator that draws the units of a bank.

    The generators of the two banks are keyed differently, so that no seed gives both banks the same units.
    """
    return np.random.default_rng([_BANK_KEYS[bank.value], int(rng.integers(2**63))])


def draw_firings(train: TwitchTrain, duration_s: float, rng: np.random.Generator) -> tuple[Firing, ...]:
    """Draw when each unit twitches, in order of time.

    Parameters
    ----------
    train : rate and pattern.
    duration_s : twitches are drawn on 0 to this, s.

    Notes
    -----
    Each unit is a Poisson process with a dead time (intervals: dead time plus an exponential), started in its
    equilibrium, so that the expected number is the rate times the duration exactly. Units share the rate unequally
    (Dirichlet, 4). Doublets are extra and the primary rate is lowered for them.
    """
    if train.rate_per_min <= 0 or duration_s <= 0:
        return ()
    primary_hz = train.rate_per_min / 60.0 / (1.0 + train.doublet_share)
    shares = rng.dirichlet(np.full(train.n_units, 4.0))
    firings: list[Firing] = []
    for unit, share in enumerate(shares):
        mean_s = 1.0 / max(float(share) * primary_hz, 1e-9)
        require(mean_s > 1.2 * train.refractory_s, "the twitch rate is too high for so few units", "give more units")
        for time_s in _dead_time_process(mean_s, train.refractory_s, duration_s, rng):
            firings.append(Firing(time_s=time_s, unit=unit))
            if rng.random() < train.doublet_share:
                second_s = time_s + float(rng.uniform(*DOUBLET_S))
                if second_s < duration_s:
                    firings.append(Firing(time_s=second_s, unit=unit))
    return tuple(sorted(firings, key=lambda firing: firing.time_s))


def draw_regular_firing(
    start_s: float, end_s: float, *, rate_hz: float, variation: float, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Draw the discharge times of a voluntarily active unit.

    Parameters
    ----------
    start_s, end_s : between which it fires, s.
    rate_hz : discharges a second.
    variation : coefficient of variation of the intervals, 0-1.
    """
    expected = int((end_s - start_s) * rate_hz * 1.5) + 8
    intervals_s = rng.normal(1.0, variation, expected).clip(0.3, 2.5) / rate_hz
    times_s = start_s + rng.uniform(0.0, 1.0 / rate_hz) + np.cumsum(intervals_s) - intervals_s[0]
    return np.asarray(times_s[times_s < end_s])


def draw_beats(duration_s: float, *, rate_hz: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """Draw heart beats with breathing-locked, slow and random variability.

    Parameters
    ----------
    duration_s : beats are drawn on 0 to this, s.
    rate_hz : mean beats a second.

    Notes
    -----
    Each interval is the mean one times 1 + 0.03 sin(2 pi 0.25 t) + 0.02 sin(2 pi 0.1 t) + 0.01 n: 30-40 ms of
    variation at 60 beats a minute, that of a resting adult.
    """
    phases = rng.uniform(0.0, 2.0 * np.pi, 2)
    beats: list[float] = []
    time_s = float(rng.uniform(0.0, 1.0 / rate_hz))
    while time_s < duration_s:
        beats.append(time_s)
        change = 0.03 * np.sin(2 * np.pi * 0.25 * time_s + phases[0]) + 0.02 * np.sin(
            2 * np.pi * 0.1 * time_s + phases[1]
        )
        time_s += (1.0 + float(change) + 0.01 * float(rng.standard_normal())) / rate_hz
    return np.array(beats)


def draw_stretches(
    duration_s: float, *, per_min: float, length_s: tuple[float, float], rng: np.random.Generator
) -> tuple[tuple[float, float], ...]:
    """Draw stretches of disturbance that do not overlap, as (start, end) pairs in s.

    Parameters
    ----------
    duration_s : they lie within 0 to this, s.
    per_min : how many a minute; the number is fixed (rounded), the places are random.
    length_s : shortest and longest, s.
    """
    n = round(per_min * duration_s / 60.0)
    lengths = rng.uniform(length_s[0], length_s[1], n)
    free_s = duration_s - float(lengths.sum())
    if n == 0 or free_s <= 0:
        require(n == 0, "the disturbances do not fit into the recording", "give fewer a minute or a longer recording")
        return ()
    starts = np.sort(rng.uniform(0.0, free_s, n)) + np.concatenate([[0.0], np.cumsum(lengths)[:-1]])
    return tuple((float(start), float(start + length)) for start, length in zip(starts, lengths, strict=True))


def _dead_time_process(mean_s: float, dead_s: float, duration_s: float, rng: np.random.Generator) -> list[float]:
    """Event times of a Poisson process with dead time, begun in its equilibrium."""
    free_s = mean_s - dead_s
    in_dead_time = rng.random() < dead_s / mean_s
    time_s = float(rng.uniform(0.0, dead_s)) if in_dead_time else dead_s + float(rng.exponential(free_s))
    times: list[float] = []
    while time_s < duration_s:
        times.append(time_s)
        time_s += dead_s + float(rng.exponential(free_s))
    return times
