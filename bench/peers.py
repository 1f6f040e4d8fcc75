"""The detectors that twitchwise is compared with, in EMG and motion, and twitchwise itself.

The peers are given every advantage that needs no knowledge of the single twitches: the spike threshold is tried at two
heights, on the best channel and on any; the noise-responsive threshold is set on noise of the same world in which
there is no twitch. Twitchwise gets only the recording and the false alarms asked for.
"""

import importlib
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bench.scoring import Detector, Event, Found
from twitchwise.estimate import Estimate
from twitchwise.recordings.model import Recording, Signal
from twitchwise.twitches.measure import measure_twitches
from twitchwise.twitches.model import Certainty, MeasuringOptions

__all__ = [
    "biosppy",
    "missing_part",
    "motion_peaks",
    "neurokit",
    "noise_responsive",
    "robust_scale",
    "spikes",
    "twitchwise",
]

_EMG_BAND_HZ = (20.0, 450.0)
_MOTION_BAND_HZ = (5.0, 45.0)
_EMG_APART_S = 0.03  # a surface potential lasts 5-20 ms and has several peaks
_MOTION_APART_S = 0.2
_EPOCH_S = 1.0  # length over which the noise band is taken; not stated in the abstract
_TOO_NOISY_UV = 100.0  # ATexc of Bashford et al. 2019
_MAD_TO_SD = 1.4826  # of a Gaussian
_WEAK_PER_MIN = 5.0  # false alarms asked for to see what else a real recording holds


def twitchwise(false_alarms_per_min: float) -> Detector:
    """Twitchwise, by its strict rules."""

    def detect(recording: Recording, asked_per_min: float = false_alarms_per_min) -> Found:
        options = MeasuringOptions(false_alarms_per_min=asked_per_min)
        measured = measure_twitches(recording, options)
        clear = [t for t in measured.twitches if t.certainty is Certainty.CLEAR]
        doubtful = [t for t in measured.twitches if t.certainty is Certainty.DOUBTFUL]
        rejected = measured.rejected
        smallest = measured.smallest_detectable
        return Found(
            events=tuple(Event(onset_s=t.onset_s, amplitude=t.amplitude) for t in clear),
            set_aside=(
                *(Event(onset_s=t.onset_s, amplitude=t.amplitude) for t in doubtful),
                *(Event(onset_s=r.onset_s, amplitude=r.amplitude) for r in rejected),
            ),
            smallest=smallest.value if isinstance(smallest, Estimate) else float("nan"),
            remarks=tuple(problem.what for problem in measured.problems),
        )

    return Detector(
        name=f"twitchwise, {false_alarms_per_min:g}/min asked",
        detect=detect,
        detect_weak=lambda recording: detect(recording, _WEAK_PER_MIN),
    )


def spikes(factor: float, *, best_channel: bool) -> Detector:
    """scipy: band-pass, `factor` robust SDs, find_peaks; on the channel with the most peaks, or on any."""

    def detect(recording: Recording) -> Found:
        filtered = _filtered_emg(recording)
        height = np.abs(filtered.values) / robust_scale(filtered.values)[:, None]
        if best_channel:
            crossings = np.count_nonzero((height[:, 1:] >= factor) & (height[:, :-1] < factor), axis=1)
            best = int(np.argmax(crossings))
            filtered, height = filtered.only(best), height[best : best + 1]
        return _peaks(filtered, height, factor)

    where = "best channel" if best_channel else "any channel"
    return Detector(name=f"find_peaks {factor:g} MAD, {where}", detect=detect)


def noise_responsive(noise: Recording, false_alarms_per_min: float) -> Detector:
    """Own reimplementation, from the abstract, of the threshold of SPiQE that follows the noise of each channel.

    Each channel's noise is taken in epochs of a second; epochs above 100 uV are thrown out; a peak counts when it
    exceeds the noise of its channel and epoch by a factor. The factor is the one that leaves the false alarms asked for
    in `noise`, a recording of the same world without twitches.

    References
    ----------
    Bashford et al. 2019, Clin Neurophysiol 130:1083.
    """

    def relative(recording: Recording) -> tuple["_Filtered", NDArray[np.float32]]:
        filtered = _filtered_emg(recording)
        height = np.abs(filtered.values)
        edges = list(range(0, height.shape[1], max(int(_EPOCH_S * filtered.rate_hz), 1)))
        for start, stop in pairwise([*edges[:-1], height.shape[1]]):
            level = robust_scale(filtered.values[:, start:stop])
            height[:, start:stop] /= level[:, None]
            height[level > _TOO_NOISY_UV, start:stop] = 0.0
        return filtered, height

    filtered, height = relative(noise)
    peaks = np.sort(_highest_peaks(height.max(axis=0), filtered.rate_hz, _EMG_APART_S))[::-1]
    allowed = int(false_alarms_per_min * noise.duration_s / 60.0)
    factor = float(peaks[min(allowed, peaks.size - 1)]) * 1.0001  # just above the first one that is too many
    name = (
        f"noise-responsive threshold (own reimplementation, from the abstract), {false_alarms_per_min:g}/min on noise"
    )
    return Detector(name=name, detect=lambda recording: _peaks(*relative(recording), factor))


def neurokit() -> Detector:
    """NeuroKit2's emg_process with its defaults on the best channel."""

    def run(values: NDArray[np.float64], rate_hz: float) -> NDArray[np.float64]:
        library = importlib.import_module("neurokit2")
        _, info = library.emg_process(values, sampling_rate=int(rate_hz))
        return np.asarray(info["EMG_Onsets"], dtype=np.float64)

    return _burst_detector("NeuroKit2 emg_process, best channel", "neurokit2", run)


def biosppy() -> Detector:
    """BioSPPy's emg.emg with its defaults on the best channel."""

    def run(values: NDArray[np.float64], rate_hz: float) -> NDArray[np.float64]:
        library = importlib.import_module("biosppy.signals.emg")
        return np.asarray(library.emg(values, sampling_rate=rate_hz, show=False)["onsets"], dtype=np.float64)

    return _burst_detector("BioSPPy emg.emg, best channel", "biosppy.signals.emg", run)


def motion_peaks(factor: float) -> Detector:
    """scipy: acceleration on an even clock, band-pass, its norm over `factor` robust SDs, find_peaks."""

    def detect(recording: Recording) -> Found:
        signal = _signal(recording)
        clock_s = signal.times_s(0, signal.n_samples)
        even_s = np.arange(clock_s[0], clock_s[-1], 1.0 / signal.rate_hz)
        values = np.stack([np.interp(even_s, clock_s, axis) for axis in signal.read(0, signal.n_samples)])
        filtered = _Filtered(values=_band_passed(values, signal.rate_hz, _MOTION_BAND_HZ), rate_hz=signal.rate_hz)
        norm = np.linalg.norm(filtered.values, axis=0, keepdims=True)
        middle = float(np.median(norm))
        height = (norm - middle) / max(_MAD_TO_SD * float(np.median(np.abs(norm - middle))), 1e-9)
        at = _peak_indices(height[0], signal.rate_hz, _MOTION_APART_S, factor)
        return Found(events=tuple(Event(onset_s=float(even_s[i]), amplitude=_swing_along(filtered, i)) for i in at))

    return Detector(name=f"find_peaks {factor:g} MAD of the norm", detect=detect)


def robust_scale(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """SD of each channel by the median of its size, never 0, (n_channels,)."""
    return np.maximum(_MAD_TO_SD * np.median(np.abs(values), axis=1), np.float32(1e-6)).astype(np.float32)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Filtered:
    values: NDArray[np.float32]
    rate_hz: float

    def only(self, channel: int) -> "_Filtered":
        return _Filtered(values=self.values[channel : channel + 1], rate_hz=self.rate_hz)

    def swing(self, channel: int, index: int, reach_s: float) -> float:
        """Peak to peak around an index."""
        reach = max(int(reach_s * self.rate_hz), 1)
        return float(np.ptp(self.values[channel, max(index - reach, 0) : index + reach + 1]))


def _signal(recording: Recording) -> Signal:
    if recording.signal is None:
        raise TypeError("this detector works on signals")
    return recording.signal


def _filtered_emg(recording: Recording) -> _Filtered:
    signal = _signal(recording)
    values = _band_passed(signal.read(0, signal.n_samples), signal.rate_hz, _EMG_BAND_HZ)
    return _Filtered(values=values, rate_hz=signal.rate_hz)


def _band_passed(values: NDArray[np.floating], rate_hz: float, band_hz: tuple[float, float]) -> NDArray[np.float32]:
    """Zero-phase 4th-order Butterworth, one channel at a time to keep memory low."""
    from scipy.signal import butter, sosfiltfilt

    sos = butter(4, (band_hz[0], min(band_hz[1], 0.45 * rate_hz)), btype="bandpass", fs=rate_hz, output="sos")
    return np.stack([sosfiltfilt(sos, channel - np.mean(channel)).astype(np.float32) for channel in values])


def _peak_indices(height: NDArray[np.floating], rate_hz: float, apart_s: float, least: float) -> NDArray[np.int64]:
    from scipy.signal import find_peaks

    return np.asarray(find_peaks(height, height=least, distance=max(int(apart_s * rate_hz), 1))[0], dtype=np.int64)


def _highest_peaks(height: NDArray[np.floating], rate_hz: float, apart_s: float) -> NDArray[np.floating]:
    """Heights of the peaks that stand out at all."""
    return np.asarray(height[_peak_indices(height, rate_hz, apart_s, 3.0)])


def _peaks(filtered: _Filtered, height: NDArray[np.floating], factor: float) -> Found:
    """Peaks of the highest channel over a factor, each measured on the channel where it is highest."""
    at = _peak_indices(height.max(axis=0), filtered.rate_hz, _EMG_APART_S, factor)
    channels = height[:, at].argmax(axis=0) if at.size else at
    return Found(
        events=tuple(
            Event(onset_s=i / filtered.rate_hz, amplitude=filtered.swing(channel, i, 0.012))
            for i, channel in zip(at.tolist(), channels.tolist(), strict=True)
        )
    )


def _swing_along(filtered: _Filtered, index: int) -> float:
    """Peak to peak along the direction in which the norm peaks."""
    reach = int(0.15 * filtered.rate_hz)
    direction = filtered.values[:, index] / max(float(np.linalg.norm(filtered.values[:, index])), 1e-9)
    return float(np.ptp(direction @ filtered.values[:, max(index - reach, 0) : index + reach + 1]))


def _burst_detector(
    name: str, module: str, run: Callable[[NDArray[np.float64], float], NDArray[np.float64]]
) -> Detector:
    """A library made for bursts; it gives onsets in samples, and no sizes."""

    def detect(recording: Recording) -> Found:
        signal = _signal(recording)
        filtered = _filtered_emg(recording)
        height = np.abs(filtered.values) / robust_scale(filtered.values)[:, None]
        best = int(np.argmax(np.count_nonzero(height > 5.0, axis=1)))
        values = signal.read(0, signal.n_samples)[best].astype(np.float64)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                onsets = run(values, signal.rate_hz)
            except (ArithmeticError, LookupError, TypeError, ValueError) as error:
                return Found(events=(), remarks=(f"stopped with {type(error).__name__}",))
        return Found(events=tuple(Event(onset_s=float(i) / signal.rate_hz) for i in onsets[np.isfinite(onsets)]))

    return Detector(name=name, detect=detect, missing=missing_part(module))


def missing_part(module: str) -> str:
    """Why a library cannot be used here; empty when it can."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            importlib.import_module(module)
    except ImportError as error:
        return f"{error} (it is in the optional group `bench`)".replace("\n", " ")
    return ""
