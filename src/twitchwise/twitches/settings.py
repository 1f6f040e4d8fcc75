"""What differs between the kinds of recording, as data; the core itself knows no kind.

Every length below follows from how long a twitch lasts in that kind of recording: a surface fasciculation potential
5-20 ms, the acceleration of a tissue twitch 60-150 ms, its displacement 0.2-0.5 s (docs/method-core.md).
"""

from dataclasses import dataclass

from twitchwise.recordings.model import RecordingKind

__all__ = ["SETTINGS", "CoreSettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreSettings:
    """Lengths and limits of the detection core for one kind of recording.

    Parameters
    ----------
    low_hz, high_hz : band in which twitches are looked for.
    noise_window_s : length of the short windows whose low quantiles give the resting noise.
    level_span_s : length over which the noise level may be taken as constant.
    step_s : sampling step of the detection statistic.
    kernels_s : widths over which whitened energy is summed.
    block_s : length of the blocks whose maxima calibrate the threshold; about one event.
    separation_s : two peaks closer than this are one twitch.
    lobe_share : within that reach of a larger twitch, less than this share of its energy is part of it.
    reach_s : (before, after) a peak: the stretch in which a twitch is measured.
    dead_s : after a twitch another one cannot be told apart for so long; rates are corrected for it.
    shape_s : (before, after) a peak: the stretch that shapes are compared over.
    sustained_s : activity above the noise for longer than this is a movement or contraction, not a twitch.
    margin_s : the strict rules also leave out this much before and after it.
    shortest_s : a shorter recording cannot be judged.
    """

    low_hz: float
    high_hz: float
    noise_window_s: float
    level_span_s: float
    step_s: float
    kernels_s: tuple[float, ...]
    block_s: float
    separation_s: float
    lobe_share: float
    reach_s: tuple[float, float]
    dead_s: float
    shape_s: tuple[float, float]
    sustained_s: float
    margin_s: float
    shortest_s: float


SETTINGS = {
    RecordingKind.EMG: CoreSettings(
        low_hz=20.0,
        high_hz=450.0,
        noise_window_s=0.25,
        level_span_s=15.0,
        step_s=0.004,
        kernels_s=(0.012, 0.028),
        block_s=0.05,
        separation_s=0.015,
        lobe_share=0.5,  # units that twitch twice do so at one size; long potentials have uneven halves
        reach_s=(0.025, 0.025),
        dead_s=0.02,
        shape_s=(0.010, 0.014),
        sustained_s=0.4,
        margin_s=0.5,
        shortest_s=5.0,
    ),
    RecordingKind.MOTION: CoreSettings(
        low_hz=5.0,
        high_hz=45.0,
        noise_window_s=0.32,
        level_span_s=20.0,
        step_s=0.01,
        kernels_s=(0.07, 0.15),
        block_s=0.3,
        separation_s=0.16,
        lobe_share=0.12,
        reach_s=(0.10, 0.30),
        dead_s=0.09,
        shape_s=(0.06, 0.12),
        sustained_s=0.8,
        margin_s=1.0,
        shortest_s=5.0,
    ),
    RecordingKind.VIDEO: CoreSettings(
        low_hz=0.5,
        high_hz=12.0,
        noise_window_s=0.4,
        level_span_s=20.0,
        step_s=1 / 30,
        kernels_s=(0.1, 0.23),
        block_s=0.4,
        separation_s=0.23,
        lobe_share=0.12,
        reach_s=(0.25, 0.60),
        dead_s=0.25,
        shape_s=(0.2, 0.4),
        sustained_s=1.3,
        margin_s=0.5,
        shortest_s=3.0,
    ),
}
