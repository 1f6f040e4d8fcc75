"""A phone or sensor carried through a strength test: where the body goes becomes what the sensor feels.

A test is simulated as a path of the sensor through the room and the turning of the part it sits on; acceleration and
rotation follow from these by differences, gravity included. The counters know nothing of these paths.
"""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from twitchwise.recordings.model import Provenance, Quantity, Recording, RecordingKind
from twitchwise.recordings.samples import SampledSignal

__all__ = ["Carried", "MovementTruth", "Path", "SimulatedMovement", "carry", "ease", "empty_path", "wander"]

_GRAVITY_MPS2 = 9.80665
_MG = 1000.0 / _GRAVITY_MPS2
_NOISE_MG = 3.0  # RMS per axis at 100 Hz: a cheap phone, ten times the best
_BIAS_MG = 15.0  # zero error of an axis (SD): phones are seldom calibrated
_SCALE_ERROR = 0.01  # SD
_TURN_NOISE = 0.002  # rad/s RMS
_TURN_BIAS = 0.01  # rad/s, SD


class Carried(StrEnum):
    """Where the sensor is."""

    WAIST = "waist"  # belt, small of the back, breast pocket: it moves with the trunk
    THIGH = "thigh"  # front trouser pocket: it turns with the thigh
    FINGER = "finger"


@dataclass(slots=True, kw_only=True)
class Path:
    """Where the sensor is while a test is put together.

    Parameters
    ----------
    times_s : (n,) true times, s.
    place_m : (3, n) forward, to the left, up, m.
    turn_rad : (3, n) about the vertical, about the axis across the body (leaning), about the axis forward, rad.
    height_m : (n,) height of the body, which the barometer feels, m.
    knocks_mps2 : (3, n) short blows that a path has no room for.
    """

    times_s: NDArray[np.float64]
    place_m: NDArray[np.float64]
    turn_rad: NDArray[np.float64]
    height_m: NDArray[np.float64]
    knocks_mps2: NDArray[np.float64]

    def knock(self, at_s: float, size_mps2: float, rng: np.random.Generator) -> None:
        """A foot or a seat that hits: a damped swing of 8-16 Hz, mostly upwards."""
        since_s = self.times_s - at_s
        late = since_s >= 0
        swing = np.zeros_like(since_s)
        hz = rng.uniform(8.0, 16.0)
        swing[late] = np.exp(-since_s[late] / 0.05) * np.sin(2 * np.pi * hz * since_s[late])
        self.knocks_mps2 += size_mps2 * np.array([[0.4], [0.2], [1.0]]) * swing


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MovementTruth:
    """What is true of a simulated test.

    Parameters
    ----------
    times_s : when each repetition, step or tap was reached, s.
    height_m : height climbed, negative when down; 0 where nothing is climbed.
    speed_mps : vertical speed between 10 and 90 % of the height, m/s; 0 likewise.
    """

    times_s: tuple[float, ...]
    height_m: float = 0.0
    speed_mps: float = 0.0

    @property
    def count(self) -> int:
        """How many there were."""
        return len(self.times_s)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SimulatedMovement:
    """A recording of a test and its truth."""

    recording: Recording
    truth: MovementTruth


def ease(times_s: NDArray[np.float64], start_s: float, end_s: float) -> NDArray[np.float64]:
    """From 0 before `start_s` to 1 after `end_s` along the path of least jerk, (n,).

    References
    ----------
    Flash and Hogan 1985, Journal of Neuroscience 5:1688, doi:10.1523/JNEUROSCI.05-07-01688.1985.
    """
    u = np.clip((times_s - start_s) / max(end_s - start_s, 1e-6), 0.0, 1.0)
    return np.asarray(u**3 * (10.0 - 15.0 * u + 6.0 * u**2))


def wander(times_s: NDArray[np.float64], knot_s: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """A smooth random curve of SD about 1 with a knot every `knot_s`, (n,)."""
    from scipy.interpolate import CubicSpline

    knots_s = np.arange(-2 * knot_s, times_s[-1] + 3 * knot_s, knot_s)
    return np.asarray(CubicSpline(knots_s, rng.standard_normal(knots_s.size))(times_s))


def empty_path(duration_s: float, rate_hz: float, rng: np.random.Generator) -> Path:
    """A sensor that stays where it is on somebody who sways a little.

    Parameters
    ----------
    duration_s, rate_hz : length and sampling rate.
    rng : source of the sway and of the jitter of the clock (2 % of the interval).
    """
    n = round(duration_s * rate_hz)
    times_s = (np.arange(n) + 0.02 * rng.uniform(-1, 1, n)) / rate_hz
    sway = np.stack([0.004 * wander(times_s, 1.5, rng), 0.003 * wander(times_s, 1.5, rng), np.zeros(n)])
    turn = np.stack(
        [0.02 * wander(times_s, 3.0, rng), 0.01 * wander(times_s, 1.2, rng), 0.01 * wander(times_s, 2, rng)]
    )
    return Path(
        times_s=times_s - times_s[0], place_m=sway, turn_rad=turn, height_m=np.zeros(n), knocks_mps2=np.zeros((3, n))
    )


def carry(
    path: Path,
    rng: np.random.Generator,
    *,
    pressure: tuple[NDArray[np.float64], NDArray[np.float64]] | None = None,
    name: str = "simulated test",
) -> Recording:
    """What a sensor records that is carried along a path, turned at random in its pocket.

    Parameters
    ----------
    path : where it goes.
    rng : source of its orientation, errors and noise.
    pressure : times, s, and readings of its barometer, hPa.
    name : file name to show.

    Returns
    -------
    Recording
        Acceleration in mg with gravity, angular velocity and, if given, pressure as companions.
    """
    from scipy.spatial.transform import Rotation

    times_s = path.times_s
    speed = np.gradient(path.place_m, times_s, axis=1)
    push = np.gradient(speed, times_s, axis=1) + path.knocks_mps2 + np.array([[0.0], [0.0], [_GRAVITY_MPS2]])
    facing = Rotation.from_euler("ZYX", path.turn_rad.T)
    mount = Rotation.from_quat(rng.standard_normal(4))
    turned = facing * mount
    felt = turned.inv().apply(push.T).T
    steps = (turned[:-1].inv() * turned[1:]).as_rotvec() / np.diff(times_s)[:, None]
    turning = np.concatenate([steps, steps[-1:]]).T
    mg = felt * _MG * (1.0 + _SCALE_ERROR * rng.standard_normal((3, 1))) + _BIAS_MG * rng.standard_normal((3, 1))
    mg += _NOISE_MG * rng.standard_normal(mg.shape)
    turning = turning + _TURN_BIAS * rng.standard_normal((3, 1)) + _TURN_NOISE * rng.standard_normal(turning.shape)
    axes = ("x", "y", "z")
    signal = _held(Quantity.ACCELERATION, axes, mg, times_s)
    companions = [_held(Quantity.ANGULAR_VELOCITY, axes, turning, times_s)]
    if pressure is not None:
        companions.append(_held(Quantity.PRESSURE, ("pressure",), pressure[1][None, :], pressure[0]))
    return Recording(
        kind=RecordingKind.MOTION,
        signal=signal,
        companions=tuple(companions),
        provenance=Provenance(
            name=name,
            sha256=sha256(signal.values.tobytes()).hexdigest(),
            size_bytes=signal.values.nbytes,
            format="simulated",
        ),
        duration_s=float(times_s[-1]) + 1.0 / signal.rate_hz,
    )


def _held(
    quantity: Quantity, labels: tuple[str, ...], values: NDArray[np.float64], times_s: NDArray[np.float64]
) -> SampledSignal:
    return SampledSignal(
        quantity=quantity,
        labels=labels,
        values=np.ascontiguousarray(values, dtype=np.float32),
        rate_hz=float(1.0 / np.median(np.diff(times_s))),
        clock_s=times_s,
    )
