"""The recordings that detectors are judged on: simulated worlds, and injections into real noise.

Units come from the testing bank, which no one tunes on.
"""

import os
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.scoring import Scene, World
from twitchwise.recordings.model import Recording, RecordingKind
from twitchwise.recordings.open import read_recording
from twitchwise.recordings.samples import SampledSignal
from twitchwise.simulate.emg import simulate_emg
from twitchwise.simulate.emg_world import EmgWorld, one_channel_world
from twitchwise.simulate.motion import simulate_motion
from twitchwise.simulate.motion_world import MotionWorld
from twitchwise.simulate.timing import Bank
from twitchwise.simulate.truth import read_truth, write_truth
from twitchwise.simulate.video import simulate_video
from twitchwise.simulate.video_world import VideoWorld

__all__ = ["emg_world", "injected_world", "motion_world", "quiet_part", "real_file", "video_world"]

_QUIET_S = 34.0  # of emg_surface_1ch_1000hz.txt, before the first contraction
_QUIET_BAND_HZ = (20.0, 450.0)


def emg_world(name: str, world: EmgWorld) -> World:
    """Simulated EMG."""

    def make(seed: int) -> Scene:
        simulated = simulate_emg(replace(world, bank=Bank.TESTING), np.random.default_rng(seed))
        return Scene(recording=simulated.recording, truth=simulated.truth)

    return World(name=name, make=make)


def motion_world(name: str, world: MotionWorld) -> World:
    """A simulated phone on a muscle."""

    def make(seed: int) -> Scene:
        simulated = simulate_motion(replace(world, bank=Bank.TESTING), np.random.default_rng(seed))
        return Scene(recording=simulated.recording, truth=simulated.truth)

    return World(name=name, make=make)


def video_world(name: str, world: VideoWorld, folder: Path) -> World:
    """A simulated clip, really encoded; made once for each seed and kept in `folder`."""
    world = replace(world, bank=Bank.TESTING)

    def make(seed: int) -> Scene:
        path = folder / f"clip_{abs(hash((world, seed))):x}.mp4"
        truth_path = path.with_suffix(".json")
        if not truth_path.exists():
            write_truth(simulate_video(world, np.random.default_rng(seed), path), truth_path)
        return Scene(recording=read_recording(path), truth=read_truth(truth_path))

    return World(name=name, make=make)


def injected_world(size_sd: float, *, rate_per_min: float = 30.0) -> World:
    """Simulated units of one bipolar channel, put into the quiet part of a real hobby recording.

    Parameters
    ----------
    size_sd : peak to peak, in SDs of the real noise in 20-450 Hz.
    rate_per_min : twitches a minute.
    """

    def make(seed: int) -> Scene:
        quiet, values, sd = quiet_part()
        world = replace(
            one_channel_world(duration_s=quiet.duration_s, rate_per_min=rate_per_min, amplitude_uv=size_sd * sd),
            noise_uv=0.0,
            bank=Bank.TESTING,
        )
        simulated = simulate_emg(world, np.random.default_rng(seed))
        assert simulated.recording.signal is not None
        twitches = simulated.recording.signal.read(0, values.shape[1])
        # the converter gives whole counts, so it does after the injection
        return Scene(recording=_with_values(quiet, np.round(values + twitches)), truth=simulated.truth, empty=quiet)

    return World(name=f"{size_sd:g} SD", make=make)


@cache
def quiet_part() -> tuple[Recording, NDArray[np.float32], float]:
    """The quiet start of the real one-channel recording: as a recording, its samples, its SD in 20-450 Hz."""
    from scipy.signal import butter, sosfiltfilt

    whole = read_recording(real_file("emg_surface_1ch_1000hz.txt"), kind=RecordingKind.EMG)
    assert whole.signal is not None
    values = whole.signal.read(0, int(_QUIET_S * whole.signal.rate_hz))
    sos = butter(4, _QUIET_BAND_HZ, btype="bandpass", fs=whole.signal.rate_hz, output="sos")
    sd = float(np.std(sosfiltfilt(sos, values[0] - np.mean(values[0]))))
    return _with_values(whole, values), values, sd


def real_file(name: str) -> Path:
    """A real recording, from the folder that TWITCHWISE_DATA names, or from `../shared/data` beside the repository.

    Raises
    ------
    FileNotFoundError : it is not there.
    """
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    path = Path(os.environ.get("TWITCHWISE_DATA", beside)) / "recordings" / name
    if not path.is_file():
        raise FileNotFoundError(f"{path} is not there; TWITCHWISE_DATA names the folder of real files")
    return path


def _with_values(recording: Recording, values: NDArray[np.floating]) -> Recording:
    """The same recording with other samples from its start."""
    assert recording.signal is not None
    signal = SampledSignal(
        quantity=recording.signal.quantity,
        labels=recording.signal.labels,
        values=values.astype(np.float32),
        rate_hz=recording.signal.rate_hz,
    )
    return replace(recording, signal=signal, duration_s=values.shape[1] / signal.rate_hz, gaps=())
