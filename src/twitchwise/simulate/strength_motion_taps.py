"""Finger tapping felt by a gyroscope on the finger, and the touches of a screen, every tap known."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.simulate.strength_motion import MovementTruth, SimulatedMovement, carry, ease, empty_path, wander
from twitchwise.simulate.timing import require

__all__ = ["TapWorld", "draw_taps", "simulate_taps"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TapWorld:
    """A sitting of finger tapping.

    Parameters
    ----------
    taps_per_s : usual speed; 5-6 in healthy people, 1.5-3 in slow ones.
    bout_s, n_bouts, rest_s : length of a bout, how many, and the rest between two, s.
    spread : SD of the time of one tap as a share.
    opening_deg : how far the finger opens.
    decrement : share by which taps grow smaller and slower along a bout.
    hesitations : how many times a bout the finger stops for 0.3-0.8 s.
    quiet_s : still time before and after, s.
    rate_hz : samples a second.
    """

    taps_per_s: float = 5.0
    bout_s: float = 10.0
    n_bouts: int = 1
    rest_s: float = 5.0
    spread: float = 0.08
    opening_deg: float = 35.0
    decrement: float = 0.1
    hesitations: int = 0
    quiet_s: float = 3.0
    rate_hz: float = 100.0

    def __post_init__(self) -> None:
        require(0.3 <= self.taps_per_s <= 12.0, "nobody taps like that", "give 0.3 to 12 taps a second")


def draw_taps(world: TapWorld, rng: np.random.Generator) -> NDArray[np.float64]:
    """Times at which the finger starts down, s, (n,)."""
    taps: list[float] = []
    for bout in range(world.n_bouts):
        start_s = world.quiet_s + bout * (world.bout_s + world.rest_s)
        stops_s = start_s + rng.uniform(1.0, max(world.bout_s - 1.0, 1.1), world.hesitations)
        at_s = start_s
        while at_s < start_s + world.bout_s:
            taps.append(at_s)
            slower = 1.0 + world.decrement * (at_s - start_s) / world.bout_s
            next_s = at_s + slower * max(rng.normal(1.0, world.spread), 0.5) / world.taps_per_s
            if np.any((stops_s > at_s) & (stops_s <= next_s)):
                next_s += rng.uniform(0.3, 0.8)
            at_s = next_s
    return np.array(taps)


def simulate_taps(world: TapWorld, rng: np.random.Generator) -> SimulatedMovement:
    """Simulate tapping with a sensor on the index finger.

    Parameters
    ----------
    world : how fast, how long, how even.
    rng : source of all randomness.

    Notes
    -----
    The finger closes faster than it opens and the hand moves along by a tenth; each touch knocks.
    """
    taps = draw_taps(world, rng)
    lasts_s = 2 * world.quiet_s + world.n_bouts * (world.bout_s + world.rest_s) - world.rest_s
    path = empty_path(lasts_s, world.rate_hz, rng)
    path.turn_rad += 0.05 * np.stack([wander(path.times_s, 0.7, rng) for _ in range(3)])
    usual_s = 1.0 / world.taps_per_s
    for at_s in taps:
        share = ((at_s - world.quiet_s) % (world.bout_s + world.rest_s)) / world.bout_s
        opening = np.radians(world.opening_deg) * (1.0 - world.decrement * share) * max(rng.normal(1.0, 0.12), 0.4)
        shut_s, open_s = at_s + 0.35 * usual_s, at_s + 0.95 * usual_s
        bent = opening * (ease(path.times_s, at_s, shut_s) - ease(path.times_s, shut_s, open_s))
        path.turn_rad[1] += bent
        path.turn_rad[2] += 0.1 * bent
        path.place_m[2] -= 0.04 * np.sin(bent)
        path.knock(shut_s, rng.uniform(0.5, 3.0), rng)
    return SimulatedMovement(
        recording=carry(path, rng, name="simulated tapping"),
        truth=MovementTruth(times_s=tuple(float(at_s) for at_s in taps)),
    )
