"""How long the tables may take."""

from dataclasses import dataclass

__all__ = ["FULL", "QUICK", "Effort"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How much work the tables may take.

    Parameters
    ----------
    emg_s, motion_s, video_s : length of one recording, s.
    emg_seeds, injection_seeds, motion_seeds, video_seeds : how many recordings of each world.
    noise_min, video_noise_min : twitch-free time for the false alarms, minutes.
    emg_noise_s, noise_s : length of one twitch-free recording, s.
    coverage_runs : recordings for the coverage of intervals.
    group_seeds : recordings for the groups.
    most_worlds : rows of one ladder at most.
    """

    emg_s: float = 300.0
    motion_s: float = 300.0
    video_s: float = 60.0
    emg_seeds: int = 2
    injection_seeds: int = 12
    motion_seeds: int = 3
    video_seeds: int = 1
    noise_min: float = 60.0
    video_noise_min: float = 10.0
    emg_noise_s: float = 600.0
    noise_s: float = 300.0
    coverage_runs: int = 300
    group_seeds: int = 5
    most_worlds: int = 99


FULL = Effort()
QUICK = Effort(
    emg_s=120.0,
    motion_s=180.0,
    video_s=20.0,
    emg_seeds=1,
    injection_seeds=4,
    motion_seeds=1,
    noise_min=10.0,
    video_noise_min=1.0,
    emg_noise_s=300.0,
    coverage_runs=60,
    group_seeds=2,
)
