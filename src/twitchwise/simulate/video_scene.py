"""Everything that happens in a simulated clip, decided before its first frame is drawn."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.recordings.model import RecordingKind
from twitchwise.simulate.motion_parts import pulse_train, slow_wander
from twitchwise.simulate.patch import ActivePatch, Patch
from twitchwise.simulate.timing import bank_generator, draw_firings, draw_stretches
from twitchwise.simulate.tissue import twitch_displacement
from twitchwise.simulate.truth import Disturbance, Interference, TrueTwitch, Truth, find_extent, seed_of
from twitchwise.simulate.video_world import VideoWorld

__all__ = ["VideoScene", "compose_video"]

_CONTRACTION_S = (0.040, 0.100)
_FINE_HZ = 2000.0
_PULSE_WIDE_SHARE = 0.3  # how far the whole limb moves with the pulse, over the skin above the artery
_SHAKE_HZ = (0.1, 12.0)
_EXPOSURE_CHANGE = 0.08
_EXPOSURE_S = (0.03, 0.3)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Movement:
    """One twitch: which patch, when the pull begins, how far and how fast."""

    patch: Patch
    start_s: float
    end_s: float
    size: float
    contraction_s: float
    release: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VideoScene:
    """A clip that has been decided on.

    Parameters
    ----------
    times_s : (n_frames,) true frame times, starting at 0.
    shift : (n_frames, 2) float, displacement of the whole picture (x, y), px.
    gain : (n_frames,) float, brightness.
    pulse : (n_frames,) float, displacement of the skin over the artery, px.
    artery : where that is.
    movements : the twitches, in order of time.
    truth : what is true of the clip.
    """

    times_s: NDArray[np.float64]
    shift: NDArray[np.float64]
    gain: NDArray[np.float64]
    pulse: NDArray[np.float64]
    artery: Patch
    movements: tuple[_Movement, ...]
    truth: Truth

    def active(self, frame: int) -> list[ActivePatch]:
        """Patches that are out of place in a frame."""
        time_s = float(self.times_s[frame])
        found = [
            ActivePatch(patch=m.patch, displacement=m.size * _height(time_s - m.start_s, m))
            for m in self.movements
            if m.start_s < time_s < m.end_s
        ]
        if self.pulse[frame] != 0.0:
            found.append(ActivePatch(patch=self.artery, displacement=float(self.pulse[frame])))
        return found


def compose_video(world: VideoWorld, rng: np.random.Generator) -> VideoScene:
    """Decide on every frame time, twitch, shake and exposure step of a clip."""
    movements, twitches = _draw_movements(world, rng)
    times_s, interference = _draw_frame_times(world, rng)
    shift = np.stack([_shake(times_s, world.shake_px, rng) for _ in range(2)], axis=1)
    breath = np.sin(2.0 * np.pi * float(rng.uniform(0.15, 0.35)) * times_s + slow_wander(times_s, knot_s=12.0, rng=rng))
    shift += 0.5 * world.breathing_px * _direction(rng) * breath[:, None]
    pulse = world.pulse_px * pulse_train(times_s, rng)
    shift += _PULSE_WIDE_SHARE * _direction(rng) * pulse[:, None]
    shift += _jolts(world, times_s, interference, rng)
    gain = _exposure(world, times_s, interference, rng)
    return VideoScene(
        times_s=times_s,
        shift=shift,
        gain=gain,
        pulse=pulse,
        artery=_draw_patch(world, (40.0, 60.0), rng),
        movements=movements,
        truth=Truth(
            kind=RecordingKind.VIDEO,
            unit="px",
            duration_s=float(times_s[-1]) + 1.0 / world.rate_hz,
            seed=seed_of(rng),
            twitches=twitches,
            interference=tuple(sorted(interference, key=lambda span: span.start_s)),
        ),
    )


def _draw_movements(
    world: VideoWorld, rng: np.random.Generator
) -> tuple[tuple[_Movement, ...], tuple[TrueTwitch, ...]]:
    bank = bank_generator(world.bank, rng)
    patches = [_draw_patch(world, world.patch_px, bank) for _ in range(world.n_units)]
    speeds = [(float(bank.uniform(*_CONTRACTION_S)), float(bank.uniform(1.5, 3.0))) for _ in range(world.n_units)]
    spread = np.log(world.amplitude_spread)
    sizes = world.amplitude_px * np.exp(rng.uniform(-spread, spread, world.n_units))
    fine_s = np.arange(0.0, 3.0, 1.0 / _FINE_HZ)
    extents = [
        find_extent(twitch_displacement(fine_s, contraction_s=contraction_s, release=release))
        for contraction_s, release in speeds
    ]
    movements, twitches = [], []
    longest_s = max(extent.stop for extent in extents) / _FINE_HZ
    for firing in draw_firings(world.train, world.duration_s - longest_s - 1.0 / world.rate_hz, rng):
        patch, (contraction_s, release) = patches[firing.unit], speeds[firing.unit]
        extent = extents[firing.unit]
        size = float(sizes[firing.unit]) * max(1.0 + world.amplitude_jitter * float(rng.standard_normal()), 0.2)
        start_s = firing.time_s - extent.start / _FINE_HZ
        movements.append(
            _Movement(
                patch=patch,
                start_s=start_s,
                end_s=start_s + 12.0 * contraction_s * release,
                size=size,
                contraction_s=contraction_s,
                release=release,
            )
        )
        twitches.append(
            TrueTwitch(
                onset_s=firing.time_s,
                duration_s=(extent.stop - extent.start) / _FINE_HZ,
                amplitude=size,
                unit=firing.unit,
                place=(patch.x, patch.y),
            )
        )
    return tuple(movements), tuple(twitches)


def _draw_patch(world: VideoWorld, width_px: tuple[float, float], rng: np.random.Generator) -> Patch:
    """A patch at a random place, longer than wide, that moves mostly across itself or along, whichever comes."""
    direction = _direction(rng)
    return Patch(
        x=float(rng.uniform(0.12, 0.88)) * world.width,
        y=float(rng.uniform(0.12, 0.88)) * world.height,
        width=min(float(rng.uniform(*width_px)), 0.4 * min(world.width, world.height)),
        narrowing=float(rng.uniform(0.45, 1.0)),
        axis_rad=float(rng.uniform(0.0, np.pi)),
        direction=(float(direction[0]), float(direction[1])),
    )


def _draw_frame_times(world: VideoWorld, rng: np.random.Generator) -> tuple[NDArray[np.float64], list[Interference]]:
    n = round(world.duration_s * world.rate_hz)
    jitter = rng.normal(0.0, 1.0, n).clip(-2.0, 2.0) * world.frame_jitter_s
    times_s = np.arange(n) / world.rate_hz + jitter
    times_s -= times_s[0]
    n_dropped = min(round(world.dropped_per_min * world.duration_s / 60.0), n // 4)
    dropped = np.sort(rng.choice(np.arange(1, n - 1), n_dropped, replace=False))
    spans = [
        Interference(
            start_s=float(times_s[i - 1]) + 1.0 / world.rate_hz,
            end_s=float(times_s[i + 1]),
            name=Disturbance.DROPPED_FRAMES,
        )
        for i in dropped
    ]
    return np.delete(times_s, dropped), spans


def _shake(times_s: NDArray[np.float64], rms_px: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """Hand shake along one axis: amplitude 1 / f from 0.1 to 12 Hz, (n_frames,)."""
    frequency = np.geomspace(*_SHAKE_HZ, 60) * rng.uniform(0.97, 1.03, 60)
    phase = rng.uniform(0.0, 2.0 * np.pi, 60)
    # with evenly spaced logarithms a size of f^-1/2 is a density of 1 / f in amplitude
    size = frequency**-0.5
    size *= rms_px * np.sqrt(2.0 / np.sum(size**2))
    return np.asarray((size[:, None] * np.cos(2.0 * np.pi * np.outer(frequency, times_s) + phase[:, None])).sum(axis=0))


def _jolts(
    world: VideoWorld, times_s: NDArray[np.float64], noted: list[Interference], rng: np.random.Generator
) -> NDArray[np.float64]:
    shift = np.zeros((times_s.size, 2))
    for start_s, end_s in draw_stretches(world.duration_s, per_min=world.jolts_per_min, length_s=(0.2, 0.8), rng=rng):
        bump = np.sin(np.pi * np.clip((times_s - start_s) / (end_s - start_s), 0.0, 1.0)) ** 2
        shift += float(rng.uniform(2.0, 8.0)) * _direction(rng) * bump[:, None]
        noted.append(Interference(start_s=start_s, end_s=end_s, name=Disturbance.JOLT))
    return shift


def _exposure(
    world: VideoWorld, times_s: NDArray[np.float64], noted: list[Interference], rng: np.random.Generator
) -> NDArray[np.float64]:
    """Brightness that steps up and down between 1 and 8 % more or less, (n_frames,)."""
    gain = np.ones(times_s.size)
    level = 1.0
    for start_s, end_s in draw_stretches(
        world.duration_s, per_min=world.exposure_per_min, length_s=_EXPOSURE_S, rng=rng
    ):
        following = 1.0 + float(rng.uniform(-_EXPOSURE_CHANGE, _EXPOSURE_CHANGE))
        gain += (following - level) * np.clip((times_s - start_s) / (end_s - start_s), 0.0, 1.0)
        level = following
        noted.append(Interference(start_s=start_s, end_s=end_s, name=Disturbance.EXPOSURE_STEP))
    return gain


def _direction(rng: np.random.Generator) -> NDArray[np.float64]:
    angle = float(rng.uniform(0.0, 2.0 * np.pi))
    return np.array([np.cos(angle), np.sin(angle)])


def _height(since_s: float, movement: _Movement) -> float:
    height = twitch_displacement(np.array([since_s]), contraction_s=movement.contraction_s, release=movement.release)
    return float(height[0])
