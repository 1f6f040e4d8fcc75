"""Recall over the size of twitches, over their rate, and under each kind of interference, beside the peers."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.effort import Effort
from bench.peers import biosppy, motion_peaks, neurokit, noise_responsive, spikes, twitchwise
from bench.scoring import Detector, World, run_worlds, score_table
from bench.tables import Table
from bench.video_peers import foreground, frame_difference
from bench.worlds import emg_world, injected_world, motion_world, quiet_part, video_world
from twitchwise.simulate.emg_noise import Roughness
from twitchwise.simulate.emg_world import EmgWorld
from twitchwise.simulate.motion_world import Clock, MotionWorld
from twitchwise.simulate.video_world import VideoWorld

__all__ = ["emg_tables", "injection_tables", "motion_tables", "video_tables"]

_NOISE_SEED = 900  # of the twitch-free recording on which the noise-responsive threshold is set


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """How near an onset must be to match, and the unit of sizes."""

    tolerance_s: float
    unit: str


_EMG = _Kind(tolerance_s=0.03, unit="uV")  # a peak, which the peers report, lies up to 15 ms after the onset
_EMG_COUNTS = _Kind(tolerance_s=0.03, unit="counts")
_MOTION = _Kind(tolerance_s=0.15, unit="mg")
_VIDEO = _Kind(tolerance_s=0.2, unit="px")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ladder:
    """A table to be: the worlds of its rows, and what is said above it."""

    title: str
    first_column: str
    worlds: Sequence[World]
    before: str
    kind: _Kind


def emg_tables(effort: Effort, folder: Path) -> list[Table]:
    """64 channels: the ladder in two kinds of noise, then rates and interference at one size."""
    del folder
    kinds = {
        "Regional units in smooth noise": EmgWorld(duration_s=effort.emg_s),
        "Spatially local units in spatially rough noise": EmgWorld(
            duration_s=effort.emg_s, local=True, roughness=Roughness.ROUGH
        ),
    }
    before = (
        "8 x 8 monopolar channels, 2048 Hz, noise 11 uV RMS whose level drifts between 0.7 and 1.4 times that, 30"
        f" twitches a minute from 5 units, 10 % of them doublets; {effort.emg_seeds} recording(s) of {effort.emg_s:g} s"
    )
    tables = []
    for title, base in kinds.items():
        worlds = [
            emg_world(f"{size:g} uV", replace(base, amplitude_uv=size)) for size in (20, 30, 40, 60, 80, 100, 150, 200)
        ]
        ladder = _Ladder(title=title, first_column="size p-p", worlds=worlds, before=before, kind=_EMG)
        tables.append(_table(ladder, _emg_detectors(base), range(effort.emg_seeds), effort))
    base = EmgWorld(duration_s=effort.emg_s)
    worlds = [
        *(emg_world(f"{rate} a minute", replace(base, rate_per_min=float(rate))) for rate in (2, 10, 40, 100)),
        emg_world("mains 30 uV", replace(base, mains_uv=30.0)),
        emg_world("heart 150 uV", replace(base, ecg_uv=150.0)),
        emg_world("bursts, 2 a minute", replace(base, bursts_per_min=2.0)),
        emg_world("regular firing, 1 a minute", replace(base, regular_per_min=1.0)),
        emg_world("3 dead, 2 clipped channels", replace(base, dead_channels=3, clipped_channels=2)),
    ]
    others = _Ladder(
        title="Rates and interference",
        first_column="world",
        worlds=worlds,
        before=f"As above in smooth noise, 100 uV; {effort.emg_seeds} recording(s) of {effort.emg_s:g} s",
        kind=_EMG,
    )
    detectors = [twitchwise(0.5), spikes(6.0, best_channel=False)]
    return [*tables, _table(others, detectors, range(100, 100 + effort.emg_seeds), effort)]


def injection_tables(effort: Effort, folder: Path) -> list[Table]:
    """One channel: simulated units in the quiet part of a real hobby recording."""
    del folder
    quiet, _, sd = quiet_part()
    detectors = [
        twitchwise(0.5),
        spikes(5.0, best_channel=True),
        spikes(6.0, best_channel=True),
        noise_responsive(quiet, 0.5),
        neurokit(),
        biosppy(),
    ]
    before = (
        f"The quiet {quiet.duration_s:g} s at the start of emg_surface_1ch_1000hz.txt (SD {sd:.2f} counts in 20-450"
        " Hz). It holds isolated spikes of its own, which may be true twitches: what a detector finds there without"
        " injection is counted in the last column, and near it nothing is judged. What it finds only together with"
        " injected units counts as false; the column before the last says how many of these a minute twitchwise also"
        " finds without injection when 5 false alarms a minute are asked for (about 20 events; an event at any time"
        " would be near one of them by chance 1 time in 25). The noise-responsive threshold is set"
        f" on the very same 34 s. Two simulated bipolar units are put in at 30 a minute, {effort.injection_seeds} times"
    )
    ladder = _Ladder(
        title="Injected units",
        first_column="size p-p",
        worlds=[injected_world(size) for size in (4, 6, 8, 10, 12, 15)],
        before=before,
        kind=_EMG_COUNTS,
    )
    return [_table(ladder, detectors, range(effort.injection_seeds), effort)]


def motion_tables(effort: Effort, folder: Path) -> list[Table]:
    """A phone on a muscle."""
    del folder
    base = MotionWorld(duration_s=effort.motion_s, doublet_share=0.0)
    before = (
        "100 Hz, noise 0.6 mg RMS in 5-40 Hz per axis, pulse 1.5 mg, breathing, posture; 20 twitches a minute from 3"
        " units, no doublets (they melt into one movement);"
        f" {effort.motion_seeds} recording(s) of {effort.motion_s:g} s"
    )
    at = replace(base, amplitude_mg=20.0)
    sizes = [motion_world(f"{size} mg", replace(base, amplitude_mg=float(size))) for size in (3, 4, 6, 8, 12, 20, 60)]
    others = [
        *(motion_world(f"{rate} a minute", replace(at, rate_per_min=float(rate))) for rate in (2, 10, 40, 100)),
        motion_world("10 % doublets", replace(at, doublet_share=0.1)),
        motion_world("pulse 4 mg", replace(at, pulse_mg=4.0)),
        motion_world("small bumps, 4 a minute", replace(at, bumps_per_min=4.0)),
        motion_world("knocks, 2 a minute", replace(at, big_bumps_per_min=2.0)),
        motion_world("movements, 2 a minute", replace(at, movements_per_min=2.0)),
        motion_world("tremor 10 mg", replace(at, tremor_mg=10.0)),
        motion_world("405 Hz, jittery clock", replace(at, rate_hz=405.0, clock=Clock.JITTERY)),
        motion_world("15.6 mg steps, 60 mg", replace(at, step_mg=15.6, amplitude_mg=60.0)),
    ]
    detectors = [twitchwise(0.1), twitchwise(0.5), motion_peaks(5.0), motion_peaks(6.0)]
    size = _Ladder(title="Size", first_column="size p-p", worlds=sizes, before=before, kind=_MOTION)
    other = _Ladder(
        title="Rates and interference, 20 mg", first_column="world", worlds=others, before=before, kind=_MOTION
    )
    n = effort.motion_seeds
    return [_table(size, detectors, range(n), effort), _table(other, detectors, range(100, 100 + n), effort)]


def video_tables(effort: Effort, folder: Path) -> list[Table]:
    """Skin video, encoded."""
    base = VideoWorld(duration_s=effort.video_s, rate_per_min=30.0, doublet_share=0.0)
    before = (
        "960 x 540, 30 frames a second, H.264, hand shake 0.3 px, pulse and breathing, camera noise 1.5 grey levels; 30"
        f" twitches a minute from 3 units, no doublets; {effort.video_seeds} clip(s) of {effort.video_s:g} s"
    )
    sizes = [
        video_world(f"{size:g} px, {rate:g} Mbit/s", replace(base, amplitude_px=size, bit_rate=int(rate * 1e6)), folder)
        for rate in (16.0, 4.0, 0.8)
        for size in (0.1, 0.2, 0.3, 0.5, 1.0)
    ]
    at = replace(base, amplitude_px=0.5)
    others = [
        *(video_world(f"{rate} a minute", replace(at, rate_per_min=float(rate)), folder) for rate in (2, 10, 40, 100)),
        video_world("10 % doublets", replace(at, doublet_share=0.1), folder),
        video_world("hand shake 1 px", replace(at, shake_px=1.0), folder),
        video_world("jolts, 4 a minute", replace(at, jolts_per_min=4.0), folder),
        video_world("pulse 0.2 px", replace(at, pulse_px=0.2), folder),
        video_world("exposure steps, 6 a minute", replace(at, exposure_per_min=6.0), folder),
        video_world("dropped frames, uneven times", replace(at, dropped_per_min=20.0, frame_jitter_s=0.003), folder),
    ]
    detectors = [twitchwise(0.1), twitchwise(0.5), frame_difference(7.0), foreground()]
    size_ladder = _Ladder(
        title="Size and compression", first_column="size, bit rate", worlds=sizes, before=before, kind=_VIDEO
    )
    other = _Ladder(
        title="Rates and interference, 0.5 px", first_column="world", worlds=others, before=before, kind=_VIDEO
    )
    n = effort.video_seeds
    return [_table(size_ladder, detectors, range(n), effort), _table(other, detectors, range(100, 100 + n), effort)]


def _table(ladder: _Ladder, detectors: Sequence[Detector], seeds: range, effort: Effort) -> Table:
    worlds = ladder.worlds[: effort.most_worlds]
    told = str(seeds[0]) if len(seeds) == 1 else f"{seeds[0]} to {seeds[-1]}"
    before = f"{ladder.before}, seed {told}; tolerance {1000 * ladder.kind.tolerance_s:g} ms."
    results = []
    for world, detector, score in run_worlds(worlds, detectors, seeds, ladder.kind.tolerance_s):
        results.append((world, detector, score))
        # a full table takes long
        sys.stderr.write(f"{world.name}: {detector.name}: {score.recall:.2f}, {score.false_per_min:.2f} false/min\n")
    return score_table(ladder.title, results, before=before, unit=ladder.kind.unit, first_column=ladder.first_column)


def _emg_detectors(base: EmgWorld) -> list[Detector]:
    noise = emg_world("noise", replace(base, rate_per_min=0.0)).make(_NOISE_SEED).recording
    return [
        *(twitchwise(asked) for asked in (0.1, 0.5)),
        *(spikes(factor, best_channel=best) for best in (True, False) for factor in (5.0, 6.0)),
        noise_responsive(noise, 0.5),
        neurokit(),
        biosppy(),
    ]
