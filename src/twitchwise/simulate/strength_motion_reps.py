"""Chair stands and heel raises with a sensor on the trunk or in a trouser pocket, every repetition known."""

from dataclasses import dataclass

import numpy as np

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

__all__ = ["RepetitionWorld", "simulate_chair_stands", "simulate_heel_raises"]

_THIGH_TO_POCKET_M = 0.26  # from the knee, which stays, to the phone
_LONGEST_RISE_S = 1.6  # who repeats it slowly rests seated or standing, not half way
_SEATED_RAD = np.radians(85.0)
_STANDING_RAD = np.radians(8.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class RepetitionWorld:
    """A test of repetitions.

    Parameters
    ----------
    n : how many repetitions.
    period_s : usual time of one, s.
    period_spread : SD of that time as a share.
    rise_m : how far the body rises: about 0.35-0.45 m from a chair, 0.04-0.12 m on the toes.
    fatigue : share by which the last repetition is slower, and on the toes lower, than the first.
    pause_s : a rest half way, s; 0 for none.
    quiet_s : still time before and after, s.
    fumbles : the phone is put into its place before and taken out after.
    carried : where the sensor is.
    rate_hz : samples a second.
    """

    n: int = 12
    period_s: float = 2.4
    period_spread: float = 0.08
    rise_m: float = 0.4
    fatigue: float = 0.15
    pause_s: float = 0.0
    quiet_s: float = 4.0
    fumbles: bool = False
    carried: Carried = Carried.WAIST
    rate_hz: float = 100.0

    def __post_init__(self) -> None:
        require(self.n >= 1, "there is no repetition", "give at least 1")
        require(self.period_s >= 0.5, "nobody repeats it that fast", "give at least 0.5 s")


@dataclass(frozen=True, slots=True)
class _Repetition:
    start_s: float
    length_s: float
    share: float  # how far the test has come, 0-1


def simulate_chair_stands(world: RepetitionWorld, rng: np.random.Generator) -> SimulatedMovement:
    """Simulate rising from a chair and sitting down again.

    Parameters
    ----------
    world : how many, how fast, how high.
    rng : source of all randomness.

    Notes
    -----
    The hip rises along the path of least jerk; the trunk leans forward before the seat is left and again before it is
    reached, which hits. In a trouser pocket the phone turns with the thigh about the knee.
    """
    repetitions, path = _plan(world, rng)
    lean = np.radians(rng.uniform(20.0, 40.0))
    reached = []
    for each in repetitions:
        up_s = each.start_s + rng.uniform(0.02, 0.08) * each.length_s
        top_s = min(each.start_s + rng.uniform(0.42, 0.48) * each.length_s, up_s + _LONGEST_RISE_S)
        down_s = each.start_s + rng.uniform(0.50, 0.56) * each.length_s
        seat_s = min(each.start_s + rng.uniform(0.92, 0.98) * each.length_s, down_s + _LONGEST_RISE_S)
        standing = ease(path.times_s, up_s, top_s) - ease(path.times_s, down_s, seat_s)
        if world.carried is Carried.THIGH:
            angle = _SEATED_RAD + (_STANDING_RAD - _SEATED_RAD) * standing
            seated = np.array([-np.sin(_SEATED_RAD), np.cos(_SEATED_RAD)])
            path.place_m[0] += _THIGH_TO_POCKET_M * (-np.sin(angle) - seated[0])
            path.place_m[2] += _THIGH_TO_POCKET_M * (np.cos(angle) - seated[1])
            path.turn_rad[1] += angle - _SEATED_RAD
        else:
            path.place_m[0] += 0.25 * standing
            path.place_m[2] += world.rise_m * standing
            middle_s, low_s = 0.5 * (up_s + top_s), 0.5 * (down_s + seat_s)
            for start_s, at_s, end_s in (
                (each.start_s, middle_s, top_s),
                (down_s, low_s, each.start_s + each.length_s),
            ):
                path.turn_rad[1] += lean * (ease(path.times_s, start_s, at_s) - ease(path.times_s, at_s, end_s))
        path.knock(seat_s, rng.uniform(0.5, 4.0), rng)
        reached.append(top_s)
    return SimulatedMovement(
        recording=carry(path, rng, name="simulated chair stands"), truth=MovementTruth(times_s=tuple(reached))
    )


def simulate_heel_raises(world: RepetitionWorld, rng: np.random.Generator) -> SimulatedMovement:
    """Simulate rising on the toes and sinking back, which grows lower and slower as the calf tires.

    Parameters
    ----------
    world : how many, how fast, how high.
    rng : source of all randomness.
    """
    repetitions, path = _plan(world, rng)
    sway = rng.uniform(0.5, 2.0)
    for axis in (0, 1):
        path.place_m[axis] += 0.006 * sway * wander(path.times_s, 0.9, rng)
    path.turn_rad[1] += np.radians(1.0) * sway * wander(path.times_s, 0.8, rng)
    reached = []
    for each in repetitions:
        rise_m = world.rise_m * (1.0 - world.fatigue * each.share) * rng.normal(1.0, 0.08)
        top_s = each.start_s + rng.uniform(0.36, 0.46) * each.length_s
        down_s = top_s + rng.uniform(0.02, 0.12) * each.length_s
        foot_s = each.start_s + rng.uniform(0.80, 0.95) * each.length_s
        raised = ease(path.times_s, each.start_s, top_s) - ease(path.times_s, down_s, foot_s)
        path.place_m[2] += rise_m * raised
        path.place_m[0] += 0.3 * rise_m * raised
        path.turn_rad[1] += np.radians(rng.uniform(-4.0, 8.0)) * raised
        path.knock(foot_s, rng.uniform(0.0, 2.0), rng)
        reached.append(top_s)
    return SimulatedMovement(
        recording=carry(path, rng, name="simulated heel raises"), truth=MovementTruth(times_s=tuple(reached))
    )


def _plan(world: RepetitionWorld, rng: np.random.Generator) -> tuple[list[_Repetition], Path]:
    at_s = world.quiet_s
    planned = []
    for i in range(world.n):
        share = i / max(world.n - 1, 1)
        length_s = world.period_s * (1.0 + world.fatigue * share) * max(rng.normal(1.0, world.period_spread), 0.6)
        planned.append(_Repetition(at_s, length_s, share))
        at_s += length_s
        if i + 1 == (world.n + 1) // 2:
            at_s += world.pause_s
    path = empty_path(at_s + world.quiet_s, world.rate_hz, rng)
    if world.fumbles:
        _fumble(path, 0.0, 0.8 * world.quiet_s, rng)
        _fumble(path, at_s + 0.3 * world.quiet_s, at_s + world.quiet_s, rng)
    return planned, path


def _fumble(path: Path, start_s: float, end_s: float, rng: np.random.Generator) -> None:
    """A phone that is put into a pocket: it is turned over and moved by a hand's breadth."""
    edge_s = 0.3 * (end_s - start_s)
    inside = ease(path.times_s, start_s, start_s + edge_s) - ease(path.times_s, end_s - edge_s, end_s)
    path.place_m += 0.08 * inside * np.stack([wander(path.times_s, 0.5, rng) for _ in range(3)])
    path.turn_rad += 0.5 * inside * np.stack([wander(path.times_s, 0.6, rng) for _ in range(3)])
