"""Whether promises hold: false alarms against those asked for, and intervals against the true rate."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bench.effort import Effort
from bench.peers import motion_peaks, spikes, twitchwise
from bench.scoring import Detector, World
from bench.tables import Table, number
from bench.video_peers import frame_difference
from bench.worlds import emg_world, motion_world, video_world
from twitchwise.estimate import Estimate, rate_per_min
from twitchwise.simulate.emg_noise import Roughness
from twitchwise.simulate.emg_world import EmgWorld, one_channel_world
from twitchwise.simulate.motion import simulate_motion
from twitchwise.simulate.motion_world import MotionWorld
from twitchwise.simulate.timing import Bank
from twitchwise.simulate.video_world import VideoWorld
from twitchwise.twitches.measure import measure_twitches

__all__ = ["coverage_tables", "false_alarm_tables"]

_FIRST_SEED = 1000  # no other table uses seeds from here on


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quiet:
    """Twitch-free noise of one kind, how long, and who listens to it."""

    world: World
    length_s: float
    minutes: float
    detectors: Sequence[Detector]


def false_alarm_tables(effort: Effort, folder: Path) -> list[Table]:
    """Events a minute in recordings in which nothing twitches."""
    ours = [twitchwise(0.1), twitchwise(0.5)]
    wide = [*ours, spikes(5.0, best_channel=False), spikes(6.0, best_channel=False)]
    hobby = [*ours, spikes(5.0, best_channel=True), spikes(6.0, best_channel=True)]
    emg_s, other_s = effort.emg_noise_s, effort.noise_s
    grid = EmgWorld(duration_s=emg_s, rate_per_min=0.0)
    rough = replace(grid, roughness=Roughness.ROUGH)
    single = replace(one_channel_world(duration_s=other_s), rate_per_min=0.0)
    phone = MotionWorld(duration_s=other_s, rate_per_min=0.0)
    clip = VideoWorld(duration_s=60.0, width=640, height=360, rate_per_min=0.0, bit_rate=8_000_000)
    films = [*ours, frame_difference(7.0)]

    def quiet(world: World, length_s: float, minutes: float, detectors: Sequence[Detector]) -> _Quiet:
        return _Quiet(world=world, length_s=length_s, minutes=minutes, detectors=detectors)

    kinds = [
        quiet(emg_world("64 channels, smooth noise", grid), emg_s, effort.noise_min, wide),
        quiet(emg_world("64 channels, rough noise", rough), emg_s, effort.noise_min, wide),
        quiet(emg_world("one channel, kurtosis 3.6", single), other_s, effort.noise_min, hobby),
        quiet(motion_world("phone, pulse 1.5 mg", phone), other_s, effort.noise_min, [*ours, motion_peaks(6.0)]),
        quiet(video_world("video 640 x 360, 8 Mbit/s", clip, folder), 60.0, effort.video_noise_min, films),
    ]
    rows = [row for kind in kinds for row in _alarm_rows(kind)]
    before = (
        f"Twitch-free worlds, EMG grids in pieces of {emg_s:g} s, video of 60 s, the others of {other_s:g} s; seeds"
        f" from {_FIRST_SEED}. Clear events only; 95 % mid-P Poisson interval of the rate."
    )
    columns = ("noise", "minutes", "detector", "events", "per min", "95 % interval", "set aside")
    return [Table(title="False alarms asked for and found", columns=columns, rows=rows, before=before)]


def coverage_tables(effort: Effort, folder: Path) -> list[Table]:
    """How often the 95 % interval of the rate holds the true rate."""
    del folder
    columns = ("doublets", "rate meant", "runs", "covered", "true above", "true below", "median width / rate")
    rows = [
        *_coverage_rows(0.0, effort.coverage_runs, {"all twitches": _whole}),
        *_coverage_rows(0.1, effort.coverage_runs, {"all twitches": _whole, "doublets as one": _without_seconds}),
    ]
    before = (
        "Phone on a muscle, 2 min each; rate drawn from 2 to 40 a minute, size from 8 to 30 mg, 1 to 4 units, 0.1 false"
        f" a minute asked; seeds from {_FIRST_SEED}. The truth is the parameter of the process, not the count."
    )
    return [Table(title="Coverage of the strict rate's 95 % interval", columns=columns, rows=rows, before=before)]


def _alarm_rows(kind: _Quiet) -> list[tuple[str, ...]]:
    n = max(round(kind.minutes * 60.0 / kind.length_s), 1)
    events = [0] * len(kind.detectors)
    aside = [0] * len(kind.detectors)
    minutes = 0.0
    for seed in range(_FIRST_SEED, _FIRST_SEED + n):
        scene = kind.world.make(seed)
        minutes += scene.truth.duration_s / 60.0
        for k, detector in enumerate(kind.detectors):
            found = detector.detect(scene.recording)
            events[k] += len(found.events)
            aside[k] += len(found.set_aside)
    rows: list[tuple[str, ...]] = []
    for detector, count, left in zip(kind.detectors, events, aside, strict=True):
        rate = rate_per_min(count, minutes)
        interval = f"{rate.low:.2f} to {rate.high:.2f}" if isinstance(rate, Estimate) else ""
        row = (f"{minutes:.0f}", detector.name, str(count), number(count / minutes), interval, str(left))
        rows.append((kind.world.name, *row))
    return rows


def _coverage_rows(
    share: float, n_runs: int, meanings: dict[str, Callable[[float, float], float]]
) -> list[tuple[str, ...]]:
    intervals: list[tuple[Estimate, float]] = []
    for seed in range(_FIRST_SEED, _FIRST_SEED + n_runs):
        rng = np.random.default_rng(seed)
        rate, size, n_units = float(rng.uniform(2.0, 40.0)), float(rng.uniform(8.0, 30.0)), int(rng.integers(1, 5))
        world = MotionWorld(
            duration_s=120.0,
            rate_per_min=rate,
            amplitude_mg=size,
            n_units=n_units,
            doublet_share=share,
            bank=Bank.TESTING,
        )
        strict = measure_twitches(simulate_motion(world, rng).recording).strict
        if isinstance(strict, Estimate):
            intervals.append((strict, rate))
    rows = []
    for name, meaning in meanings.items():
        true = np.array([meaning(rate, share) for _, rate in intervals])
        low = np.array([interval.low for interval, _ in intervals])
        high = np.array([interval.high for interval, _ in intervals])
        covered = (low <= true) & (true <= high)
        shares = (f"{100 * float(np.mean(which)):.1f} %" for which in (covered, true > high, true < low))
        width = number(float(np.median((high - low) / true)))
        rows.append((f"{100 * share:g} %", name, f"{len(intervals)} of {n_runs}", *shares, width))
    return rows


def _whole(rate: float, share: float) -> float:
    del share
    return rate


def _without_seconds(rate: float, share: float) -> float:
    """The rate of movements, each doublet counted once."""
    return rate / (1.0 + share)
