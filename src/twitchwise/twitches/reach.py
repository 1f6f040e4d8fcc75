"""The smallest twitch this recording could have shown: found by putting twitches into its own quiet stretches.

A model twitch of the kind of recording is added to stretches in which nothing was seen, smaller and smaller, and the
detector as it stands is asked again. The size found nine times in ten is the answer.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.recordings.model import RecordingKind
from twitchwise.twitches.detect import Detector, Statistic
from twitchwise.twitches.front import Front
from twitchwise.twitches.matrix import Layout, Matrix
from twitchwise.twitches.noise import NoiseModel
from twitchwise.twitches.settings import CoreSettings

__all__ = ["find_smallest_detectable", "model_twitch"]

_STRETCHES = 60
_FOUND_SHARE = 0.9
_NEIGHBOUR_SHARE = 0.6  # a potential one electrode away, of its size at the best one
_EMG_SD_S = 0.0022  # biphasic wave of about 12 ms
_TISSUE_TC_S = 0.06  # contraction time of the model twitch (facts unit_contraction_time, thenar_contraction_time)
_PHONE_HZ, _PHONE_DAMPING = 20.0, 0.5  # a phone of 170-220 g swings on soft tissue


def find_smallest_detectable(
    front: Front,
    noise: NoiseModel,
    statistic: Statistic,
    detector: Detector,
    threshold: float,
    kind: RecordingKind,
    settings: CoreSettings,
) -> Estimate | NotMeasurable:
    """Peak-to-peak size (video: peak displacement) that would have been found nine times in ten.

    Notes
    -----
    Bisection on the size; the interval is where 80 % and 97 % of the twitches put in are found.
    """
    matrix = front.matrix
    rng = np.random.default_rng(0)
    length = int(np.ceil(sum(settings.reach_s) * matrix.rate_hz)) + 2 * detector.step
    length = -(-length // detector.step) * detector.step
    backgrounds = _quiet_stretches(matrix, noise, statistic, threshold, length, rng)
    if backgrounds is None:
        return NotMeasurable(reason="there is no quiet stretch to compare with")
    onset = int(settings.reach_s[0] * matrix.rate_hz)
    shape = front.response.apply(model_twitch(kind, matrix.rate_hz, length, onset), matrix.rate_hz)
    units = [
        noise.whiten(_spread_over_rows(shape, matrix.layout, noise, kind, rng), int(first)) for first, _ in backgrounds
    ]
    calm = np.concatenate([whitened for _, whitened in backgrounds], axis=1)
    added = np.concatenate(units, axis=1)
    n = len(backgrounds)

    def share_found(size: float) -> float:
        surprise = detector.surprise(calm + np.float32(size) * added)
        return float(np.mean(surprise.reshape(n, -1).max(axis=1) >= threshold))

    typical = float(np.median(noise.typical_level))
    value, low, high = (_bisect(share_found, share, typical) for share in (_FOUND_SHARE, 0.8, 0.97))
    return Estimate(
        value=value,
        low=min(low, value),
        high=max(high, value),
        level=0.9,
        n=n,
        method="twitches put into the recording's own quiet stretches",
        unit=matrix.unit,
    )


def model_twitch(kind: RecordingKind, rate_hz: float, n: int, onset: int) -> NDArray[np.float64]:
    """The model twitch, (n,), of size 1: peak to peak for EMG and motion, peak for video.

    Notes
    -----
    EMG: first derivative of a Gaussian. Video: tissue displacement s(t) = (t/Tc)^2 exp(2 (1 - t/Tc)). Motion: its
    second derivative, seen through a phone of 20 Hz resonance and half-critical damping.
    """
    t = (np.arange(n) - onset) / rate_hz
    if kind is RecordingKind.EMG:
        u = t / _EMG_SD_S - 3.0
        wave = -u * np.exp(-(u**2) / 2)
        return np.asarray(wave / np.ptp(wave))
    fine = np.arange(0, n * 20) / (rate_hz * 20)
    moved = (fine / _TISSUE_TC_S) ** 2 * np.exp(2 * (1 - fine / _TISSUE_TC_S))
    if kind is RecordingKind.VIDEO:
        return np.asarray(np.interp(t, fine, moved, left=0.0))
    acceleration = np.gradient(np.gradient(moved, fine), fine)
    seen = _through_phone(acceleration, rate_hz * 20)
    wave = np.interp(t, fine, seen, left=0.0)
    return np.asarray(wave / np.ptp(wave))


def _through_phone(acceleration: NDArray[np.float64], rate_hz: float) -> NDArray[np.float64]:
    """What a phone on tissue does when the tissue accelerates: a driven, damped oscillator."""
    n = acceleration.size
    s = 2j * np.pi * np.fft.rfftfreq(2 * n, 1.0 / rate_hz)
    w = 2 * np.pi * _PHONE_HZ
    follows = (2 * _PHONE_DAMPING * w * s + w**2) / (s**2 + 2 * _PHONE_DAMPING * w * s + w**2)
    return np.asarray(np.fft.irfft(np.fft.rfft(acceleration, 2 * n) * follows, 2 * n)[:n])


def _quiet_stretches(
    matrix: Matrix, noise: NoiseModel, statistic: Statistic, threshold: float, length: int, rng: np.random.Generator
) -> list[tuple[int, NDArray[np.float32]]] | None:
    steps = length // statistic.step
    usable = statistic.valid & (statistic.surprise < 0.8 * threshold)
    counts = np.concatenate(([0], np.cumsum(usable)))
    starts = np.flatnonzero(counts[steps:] - counts[:-steps] == steps) if usable.size > steps else np.zeros(0, int)
    if starts.size < 10:
        return None
    chosen = np.sort(rng.choice(starts, size=min(_STRETCHES, starts.size), replace=False)) * statistic.step
    return [(int(first), noise.whiten(matrix.read(int(first), int(first) + length), int(first))) for first in chosen]


def _spread_over_rows(
    shape: NDArray[np.float64], layout: Layout, noise: NoiseModel, kind: RecordingKind, rng: np.random.Generator
) -> NDArray[np.float32]:
    """The model twitch at one random place, fading into its neighbours, along a random direction."""
    n_places, components = layout.n_places, layout.components
    order = np.argsort(noise.typical_level.reshape(n_places, components).mean(axis=1))
    place = int(rng.choice(order[: max(int(0.9 * n_places), 1)]))  # the noisiest tenth may be off the skin
    direction = rng.standard_normal(components)
    direction /= np.linalg.norm(direction)
    if kind is RecordingKind.EMG:
        direction = np.ones(1)
    rows = np.zeros((n_places, components, shape.size))
    rows[place] = direction[:, None] * shape
    if layout.neighbours is not None:
        for other in layout.neighbours[place]:
            rows[other] = _NEIGHBOUR_SHARE * rows[place]
    return rows.reshape(n_places * components, shape.size).astype(np.float32)


def _bisect(share_found: Callable[[float], float], wanted: float, typical: float) -> float:
    low, high = 0.0, 8.0 * typical
    while share_found(high) < wanted and high < 1e4 * typical:
        low, high = high, 2.0 * high
    for _ in range(7):
        middle = 0.5 * (low + high)
        low, high = (low, middle) if share_found(middle) >= wanted else (middle, high)
    return high
