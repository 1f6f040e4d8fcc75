"""The single movements that a phone on a muscle feels, each as a function of the true sample times."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.simulate.timing import draw_beats
from twitchwise.simulate.tissue import twitch_displacement
from twitchwise.simulate.truth import find_extent

__all__ = [
    "FINE_HZ",
    "TwitchAcceleration",
    "band_noise",
    "draw_direction",
    "draw_twitch_acceleration",
    "pulse_train",
    "slow_wander",
]

FINE_HZ = 2000.0  # single movements are computed at this rate and read off at the sample times
_CONTRACTION_S = (0.030, 0.100)
_RESONANCE_HZ = (15.0, 30.0)  # of a 170-220 g phone on soft tissue
_DAMPING = (0.3, 0.6)
_BEAT_WAVES = ((2.5, 0.10, 0.0), (5.0, 0.09, 0.02), (11.0, 0.05, 0.03))  # Hz, decay s, delay s of the pulse wavelet


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TwitchAcceleration:
    """How the phone is accelerated by one twitch of one unit.

    Parameters
    ----------
    samples : (n,) float64 at `FINE_HZ`, 1 peak to peak, beginning with the pull of the muscle.
    onset : index at which 2 % of the peak is reached.
    duration_s : from onset to end, s.
    direction : (3,) unit vector.
    """

    samples: NDArray[np.float64]
    onset: int
    duration_s: float
    direction: NDArray[np.float64]

    def at(self, times_s: NDArray[np.float64], onset_s: float) -> NDArray[np.float64]:
        """Acceleration at the given times of a twitch that begins at `onset_s`, (n,)."""
        fine_s = onset_s + (np.arange(self.samples.size) - self.onset) / FINE_HZ
        return np.interp(times_s, fine_s, self.samples, left=0.0, right=0.0)


def draw_direction(rng: np.random.Generator) -> NDArray[np.float64]:
    """Draw a direction in space, (3,) of length 1."""
    vector = rng.standard_normal(3)
    return np.asarray(vector / np.linalg.norm(vector))


def draw_twitch_acceleration(rng: np.random.Generator) -> TwitchAcceleration:
    """Draw a unit: how fast it pulls, in which direction, and how the phone rocks on the tissue above it.

    Notes
    -----
    The tissue's displacement is `twitch_displacement`; the phone follows it as a mass on a damped spring,
    y'' + 2 d w y' + w^2 y = w^2 s, with w / 2 pi = 15-30 Hz and d = 0.3-0.6. Its acceleration is y''.
    """
    from scipy.signal import bilinear, lfilter

    contraction_s = float(rng.uniform(*_CONTRACTION_S))
    release = float(rng.uniform(1.5, 3.0))
    omega = 2.0 * np.pi * float(rng.uniform(*_RESONANCE_HZ))
    damping = float(rng.uniform(*_DAMPING))
    direction = draw_direction(rng)
    times_s = np.arange(0.0, 10.0 * contraction_s + 0.3, 1.0 / FINE_HZ)
    displacement = twitch_displacement(times_s, contraction_s=contraction_s, release=release)
    # y'' = s-transform: w^2 p^2 / (p^2 + 2 d w p + w^2) applied to the displacement
    b, a = bilinear([omega**2, 0.0, 0.0], [1.0, 2.0 * damping * omega, omega**2], fs=FINE_HZ)
    acceleration = np.asarray(lfilter(b, a, displacement))
    acceleration /= np.ptp(acceleration)
    extent = find_extent(np.abs(acceleration))
    return TwitchAcceleration(
        samples=acceleration,
        onset=extent.start,
        duration_s=(extent.stop - extent.start) / FINE_HZ,
        direction=direction,
    )


def pulse_train(times_s: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    """The shake of the heart beat, 1 peak to peak for the mean beat, at the given times, (n,).

    Notes
    -----
    Each beat adds a damped wavelet of 2-11 Hz; rate 0.85-1.5 Hz with variability, size varying by 10 % and with breath.
    """
    fine_s = np.arange(0.0, 0.8, 1.0 / FINE_HZ)
    wave = np.zeros_like(fine_s)
    for frequency_hz, decay_s, delay_s in _BEAT_WAVES:
        since_s = np.maximum(fine_s - delay_s, 0.0)
        size = float(rng.uniform(0.5, 1.0))
        wave += size * np.sin(2 * np.pi * frequency_hz * since_s) * (since_s / 0.03) * np.exp(-since_s / decay_s)
    wave *= 0.5 * (1.0 + np.cos(np.pi * fine_s / fine_s[-1]))  # nothing is left when the next beat comes
    wave /= np.ptp(wave)
    total = np.zeros_like(times_s)
    breath_hz = float(rng.uniform(0.2, 0.3))
    for beat_s in draw_beats(float(times_s[-1]), rate_hz=float(rng.uniform(0.85, 1.5)), rng=rng):
        low, high = np.searchsorted(times_s, [beat_s, beat_s + 0.8])
        size = 1.0 + 0.1 * float(rng.standard_normal()) + 0.1 * np.sin(2 * np.pi * breath_hz * beat_s)
        total[low:high] += size * np.interp(times_s[low:high] - beat_s, fine_s, wave)
    return total


def slow_wander(times_s: NDArray[np.float64], *, knot_s: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """A smooth random curve of RMS about 1 that turns within `knot_s`, at the given times, (n,)."""
    from scipy.interpolate import CubicSpline

    knots = np.arange(int(times_s[-1] / knot_s) + 4) - 1.0
    return np.asarray(CubicSpline(knots * knot_s, rng.standard_normal(knots.size))(times_s))


def band_noise(
    times_s: NDArray[np.float64], low_hz: float, high_hz: float, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Noise between two frequencies, RMS 1 on average, at the given times, (n,).

    Notes
    -----
    A sum of sinusoids with random phase, one for each 1 / (1.3 length) of bandwidth, so that it is defined at any time.
    """
    length_s = max(float(times_s[-1] - times_s[0]), 0.1)
    n = max(int((high_hz - low_hz) * length_s * 1.3), 6)
    frequency = rng.uniform(low_hz, high_hz, n)
    phase = rng.uniform(0.0, 2.0 * np.pi, n)
    since_s = times_s - times_s[0]
    waves = np.cos(2.0 * np.pi * frequency[:, None] * since_s[None, :] + phase[:, None])
    return np.asarray(waves.sum(axis=0) * np.sqrt(2.0 / n))
