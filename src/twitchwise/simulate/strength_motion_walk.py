"""Walks, stairs with a barometer, and a lift, with every step and every metre known."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from twitchwise.simulate.strength_motion import (
    Carried,
    MovementTruth,
    Path,
    SimulatedMovement,
    carry,
    ease,
    empty_path,
    wander,
)
from twitchwise.simulate.timing import require

__all__ = ["ClimbWorld", "WalkWorld", "simulate_climb", "simulate_walk"]

_GAS_M_PER_K = 29.2717  # specific gas constant of dry air over standard gravity


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkWorld:
    """A walk on the level.

    Parameters
    ----------
    n_steps : how many steps.
    steps_per_s : usual cadence; 1.0 is very slow, 2.3 brisk.
    spread : SD of the time of a step as a share.
    limp : share by which left and right steps differ.
    quiet_s : standing before and after, s.
    stop_s : standing half way, s.
    carried, rate_hz : where the sensor is, samples a second.
    """

    n_steps: int = 40
    steps_per_s: float = 1.8
    spread: float = 0.03
    limp: float = 0.05
    quiet_s: float = 3.0
    stop_s: float = 0.0
    carried: Carried = Carried.WAIST
    rate_hz: float = 100.0

    def __post_init__(self) -> None:
        require(self.n_steps >= 1, "there is no step", "give at least 1")
        require(0.3 <= self.steps_per_s <= 4.0, "nobody walks like that", "give 0.3 to 4 steps a second")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClimbWorld:
    """Stairs, up or down, or a lift.

    Parameters
    ----------
    height_m : how high, negative when down.
    speed_mps : usual vertical speed on the flights, m/s.
    flight_m : height between two landings.
    landing_s : time on a landing, s.
    pause_s : a rest half way, s.
    quiet_s : standing before and after, s.
    lift : ride instead of climbing.
    pressure_hpa, temperature_c : of the air at the start.
    weather_hpa_per_h : how fast the weather changes the pressure.
    pressure_noise_hpa : SD of one reading.
    gusts : how many doors or gusts of wind push the barometer by 0.05-0.15 hPa for about a second.
    pressure_hz : readings of the barometer a second.
    carried, rate_hz : where the sensor is, samples a second.
    """

    height_m: float = 12.0
    speed_mps: float = 0.25
    flight_m: float = 1.6
    landing_s: float = 1.2
    pause_s: float = 0.0
    quiet_s: float = 8.0
    lift: bool = False
    pressure_hpa: float = 1005.0
    temperature_c: float = 20.0
    weather_hpa_per_h: float = 0.5
    pressure_noise_hpa: float = 0.02
    gusts: int = 0
    pressure_hz: float = 2.0
    carried: Carried = Carried.WAIST
    rate_hz: float = 50.0

    def __post_init__(self) -> None:
        require(self.height_m != 0.0, "there is nothing to climb", "give a height")
        require(self.speed_mps > 0.0, "the speed is not above 0", "give it in m/s")


def simulate_walk(world: WalkWorld, rng: np.random.Generator) -> SimulatedMovement:
    """Simulate walking on the level.

    Parameters
    ----------
    world : how many steps, how fast, how even.
    rng : source of all randomness.

    Notes
    -----
    The trunk rises and falls once a step by a few centimetres, sways once in two steps, and each heel hits; the
    rising follows the squared speed of the legs as of an inverted pendulum, blurred.
    """
    at_s = world.quiet_s
    feet = []
    for i in range(world.n_steps):
        length_s = max(rng.normal(1.0, world.spread), 0.5) / world.steps_per_s
        feet.append(at_s)
        at_s += length_s * (1.0 + world.limp * (0.5 if i % 2 else -0.5))
        if i + 1 == world.n_steps // 2:
            at_s += world.stop_s
    path = empty_path(at_s + world.quiet_s, world.rate_hz, rng)
    _walk_along(path, np.array([*feet, at_s]), world.carried, rng)
    return SimulatedMovement(
        recording=carry(path, rng, name="simulated walk"), truth=MovementTruth(times_s=tuple(feet))
    )


def simulate_climb(world: ClimbWorld, rng: np.random.Generator) -> SimulatedMovement:
    """Simulate stairs, up or down, or a ride in a lift, with a barometer.

    Parameters
    ----------
    world : how high, how fast, in which air.
    rng : source of all randomness.

    Notes
    -----
    The pressure follows the barometric formula p exp(-h / (29.27 T)), with slow weather, noise of each reading, part
    of which lasts over some readings, and steps of 0.01 hPa.
    """
    plan_s, plan_m = _lift(world) if world.lift else _stairs(world, rng)
    path = empty_path(plan_s[-1] + world.quiet_s, world.rate_hz, rng)
    height_m = np.interp(path.times_s, plan_s, plan_m)
    path.height_m += height_m
    feet: NDArray[np.float64] = np.zeros(0)
    if world.lift:
        path.place_m[2] += _smoothed(height_m, world.rate_hz)
    else:
        feet = _feet(plan_s, plan_m, rng)
        path.place_m[2] += _smoothed(height_m, world.rate_hz)
        _walk_along(path, feet, world.carried, rng)
    every_s, pressure = _pressure(world, path, rng)
    low_s, high_s = (float(_first_time(path, share * world.height_m)) for share in (0.1, 0.9))
    return SimulatedMovement(
        recording=carry(path, rng, pressure=(every_s, pressure), name="simulated stairs"),
        truth=MovementTruth(
            times_s=tuple(float(at_s) for at_s in feet[:-1]),
            height_m=world.height_m,
            speed_mps=0.8 * world.height_m / (high_s - low_s),
        ),
    )


def _walk_along(path: Path, feet_s: NDArray[np.float64], carried: Carried, rng: np.random.Generator) -> None:
    """Add steps to a path; `feet_s` (n + 1,) are the heel strikes and the end of the last step."""
    bob_m, sway_m = rng.uniform(0.025, 0.045), rng.uniform(0.01, 0.025)
    swing_rad = np.radians(rng.uniform(15.0, 25.0)) if carried is Carried.THIGH else np.radians(rng.uniform(1.0, 3.0))
    for i, (start_s, next_s) in enumerate(pairwise(feet_s)):
        end_s = min(next_s, start_s + 1.2)  # a longer interval is a stop between two steps
        u = np.clip((path.times_s - start_s) / (end_s - start_s), 0.0, 1.0)
        size = rng.normal(1.0, 0.07)
        path.place_m[2] += bob_m * size * np.sin(np.pi * u) ** 2
        path.place_m[0] += 0.01 * size * np.sin(2 * np.pi * u) * np.sin(np.pi * u)
        side = 1.0 if i % 2 else -1.0
        path.place_m[1] += side * sway_m * np.sin(np.pi * u) ** 2
        path.turn_rad[1] += side * swing_rad * np.sin(np.pi * u) ** 2
        path.knock(float(start_s), rng.uniform(1.0, 4.0), rng)


def _stairs(world: ClimbWorld, rng: np.random.Generator) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Times and heights between which the body climbs evenly."""
    sign = 1.0 if world.height_m > 0 else -1.0
    times_s, heights_m = [0.0, world.quiet_s], [0.0, 0.0]
    left_m = abs(world.height_m)
    is_rested = False
    while left_m > 1e-9:
        flight_m = min(world.flight_m, left_m)
        times_s.append(times_s[-1] + flight_m / (world.speed_mps * max(rng.normal(1.0, 0.08), 0.5)))
        heights_m.append(heights_m[-1] + sign * flight_m)
        left_m -= flight_m
        rest_s = world.landing_s if left_m > 1e-9 else 0.0
        if not is_rested and left_m <= 0.5 * abs(world.height_m):
            rest_s, is_rested = rest_s + world.pause_s, True
        times_s.append(times_s[-1] + rest_s + 1e-3)
        heights_m.append(heights_m[-1])
    return np.array(times_s), np.array(heights_m)


def _lift(world: ClimbWorld) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    ride_s = 1.5 * abs(world.height_m) / world.speed_mps
    times_s = np.linspace(0.0, world.quiet_s + ride_s, 400)
    return times_s, world.height_m * ease(times_s, world.quiet_s, world.quiet_s + ride_s)


def _feet(plan_s: NDArray[np.float64], plan_m: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    """A foot for every 17 cm of height, and one or two on each landing."""
    feet: list[float] = []
    for i in range(1, len(plan_s) - 1):
        rise_m, length_s = abs(plan_m[i + 1] - plan_m[i]), plan_s[i + 1] - plan_s[i]
        n = round(rise_m / 0.17) if rise_m > 0 else (2 if length_s > 0.8 else 0)
        used_s = length_s if rise_m > 0 else min(length_s, 1.4)
        feet.extend(plan_s[i] + used_s * (np.arange(n) + 0.03 * rng.standard_normal(n)) / max(n, 1))
    return np.array(sorted([*feet, float(plan_s[-1])]))


def _smoothed(height_m: NDArray[np.float64], rate_hz: float) -> NDArray[np.float64]:
    width = max(3, int(0.4 * rate_hz))
    window = np.hanning(width + 2)[1:-1]
    padded = np.concatenate([np.full(width, height_m[0]), height_m, np.full(width, height_m[-1])])
    return np.convolve(padded, window / window.sum(), mode="same")[width:-width]


def _pressure(
    world: ClimbWorld, path: Path, rng: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    every_s = np.arange(0.0, path.times_s[-1], 1.0 / world.pressure_hz)
    kelvin = 273.15 + world.temperature_c
    height_m = np.interp(every_s, path.times_s, path.height_m)
    pressure = world.pressure_hpa * np.exp(-height_m / (_GAS_M_PER_K * kelvin))
    pressure += world.weather_hpa_per_h * every_s / 3600.0
    pressure += 0.5 * world.pressure_noise_hpa * wander(every_s, 2.0, rng)
    pressure += 0.87 * world.pressure_noise_hpa * rng.standard_normal(every_s.size)
    for _ in range(world.gusts):
        middle_s = rng.uniform(0.0, every_s[-1])
        push = rng.choice([-1.0, 1.0]) * rng.uniform(0.05, 0.15)
        pressure += push * np.exp(-0.5 * ((every_s - middle_s) / 0.4) ** 2)
    return every_s, np.round(pressure, 2)


def _first_time(path: Path, height_m: float) -> float:
    reached = path.height_m >= height_m if height_m > 0 else path.height_m <= height_m
    return float(path.times_s[int(np.argmax(reached))])
