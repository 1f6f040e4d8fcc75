"""The work that bench.speed times, each piece run in a fresh process: python -m bench.speed_tasks TASK FILE [SECONDS].

A task prints how long its own work took, s, without the start of Python.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

__all__ = ["MAKERS", "TASKS"]

_CHUNK_BYTES = 1 << 23
_CHUNK_S = 60.0
_SPIKE_FACTOR = 5.0
_CLIP_BITS = 15_000_000


def make_emg(path: Path, seconds: float) -> None:
    """64 channels at 2048 Hz, float32, stored npz."""
    import numpy as np

    from twitchwise.simulate.emg import write_long_emg
    from twitchwise.simulate.emg_world import EmgWorld

    write_long_emg(path, EmgWorld(duration_s=seconds), np.random.default_rng(1))


def make_clip(path: Path, seconds: float) -> None:
    """1080p30, H.264."""
    import numpy as np

    from twitchwise.simulate.video import simulate_video
    from twitchwise.simulate.video_world import VideoWorld

    world = VideoWorld(duration_s=seconds, width=1920, height=1080, bit_rate=_CLIP_BITS)
    simulate_video(world, np.random.default_rng(1), path)


def make_motion(path: Path, seconds: float) -> None:
    """A phone at 100 Hz, CSV."""
    from twitchwise.recordings.model import RecordingKind
    from twitchwise.simulate.write import simulate_recording

    simulate_recording(RecordingKind.MOTION, path=path, seed=1, duration_s=seconds)


def measure(path: Path) -> None:
    """What `twitchwise measure` does, without writing anything."""
    from twitchwise.recordings.open import read_recording
    from twitchwise.twitches.measure import measure_twitches

    measure_twitches(read_recording(path))


def read_bytes(path: Path) -> None:
    """The file itself, in pieces."""
    with path.open("rb") as file:
        while file.read(_CHUNK_BYTES):
            pass


def find_spikes(path: Path) -> None:
    """scipy: band-pass and find_peaks over 5 robust SDs on every channel, streamed by the minute."""
    import numpy as np
    from scipy.signal import butter, find_peaks, sosfiltfilt

    from twitchwise.recordings.open import read_recording

    signal = read_recording(path).signal
    if signal is None:
        raise TypeError("not a signal")
    sos = butter(4, (20.0, 450.0), btype="bandpass", fs=signal.rate_hz, output="sos")
    step = int(_CHUNK_S * signal.rate_hz)
    for start in range(0, signal.n_samples, step):
        for channel in signal.read(start, min(start + step, signal.n_samples)):
            size = np.abs(sosfiltfilt(sos, channel))
            find_peaks(size, height=_SPIKE_FACTOR * 1.4826 * np.median(size), distance=int(0.03 * signal.rate_hz))


def decode(path: Path) -> None:
    """PyAV: every frame decoded and dropped, with as many threads as twitchwise uses."""
    import os

    import av

    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        stream.thread_count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        for _ in container.decode(stream):
            pass


def load_table(path: Path) -> None:
    """numpy.loadtxt of the file, scipy band-pass and find_peaks on the norm."""
    import numpy as np
    from scipy.signal import butter, find_peaks, sosfiltfilt

    table = np.loadtxt(path, delimiter=",", skiprows=1)
    sos = butter(4, (5.0, 45.0), btype="bandpass", fs=1.0 / np.median(np.diff(table[:, 0])), output="sos")
    norm = np.linalg.norm(sosfiltfilt(sos, table[:, 1:], axis=0), axis=1)
    find_peaks(norm, height=_SPIKE_FACTOR * 1.4826 * np.median(norm))


def nothing(path: Path) -> None:
    """The start of Python, which is in every row."""


MAKERS: dict[str, Callable[[Path, float], None]] = {
    "make_clip": make_clip,
    "make_emg": make_emg,
    "make_motion": make_motion,
}
TASKS: dict[str, Callable[[Path], None]] = {
    task.__name__: task for task in (measure, read_bytes, find_spikes, decode, load_table, nothing)
}


def main() -> None:
    name, path = sys.argv[1], Path(sys.argv[2])
    start_s = time.perf_counter()
    if name in MAKERS:
        MAKERS[name](path, float(sys.argv[3]))
    else:
        TASKS[name](path)
    sys.stdout.write(f"{time.perf_counter() - start_s:.3f}\n")


if __name__ == "__main__":
    main()
