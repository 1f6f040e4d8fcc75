"""Where the recording rises above its rest: the statistic, its threshold, its peaks.

The statistic is the whitened energy along patterns in space that a twitch may have, one place alone or a bump over
several, summed over two lengths of time, and once without what is faster than 4 ms. Every sum is turned into its
surprise, minus the logarithm of the probability that resting noise gives as much; the largest counts. What noise
really does in this recording is then read from the recording itself: the tail of the surprise, told apart from events
of any size, gives the threshold for the false alarms asked for.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.twitches.energies import highest_energies
from twitchwise.twitches.energy_law import EnergyLaw, fit_energy_laws
from twitchwise.twitches.matrix import Layout, Matrix, Piece
from twitchwise.twitches.noise import NoiseModel
from twitchwise.twitches.settings import CoreSettings

__all__ = ["Detector", "Statistic", "Tail", "compute_statistic", "find_peaks_above", "fit_tail", "spatial_patterns"]

_TAIL_FROM = (
    0.85  # lower maxima still bend away from an exponential tail: fitted from 0.5, false alarms were 5 times too few
)
_LOW_PAIRS = ((0.05, 0.25), (0.1, 0.45))
_HEAVIEST = 1.4  # noise whose flicker cannot be read needs this; more would be twitches taken for noise
_PRIOR_MAXIMA = 30.0  # weight of the expectation that the tail falls as the theory says
_BUMP_WIDTHS = (1.0, 2.2)  # in distances between places: sources about 8 and 18 mm deep under a usual grid
_PATCH_WIDTHS = (1.5,)  # of a moving patch, in blocks


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Statistic:
    """The surprise over time.

    Parameters
    ----------
    surprise : (n_steps,) float32, natural logarithm units; 0 where invalid.
    step : samples per step.
    rate_hz : steps a second.
    valid : (n_steps,) bool.
    expected_slope : how fast the tail of the surprise falls when rest is Gaussian; 1 when samples are independent.
    """

    surprise: NDArray[np.float32]
    step: int
    rate_hz: float
    valid: NDArray[np.bool_]
    expected_slope: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """The upper tail of block maxima of the surprise in rest: P(maximum > s) = share * exp(-(s - start) / slope).

    Parameters
    ----------
    start, share, slope : as in the formula.
    blocks_per_min : blocks in a minute.
    n_maxima : block maxima it was fitted to.
    """

    start: float
    share: float
    slope: float
    blocks_per_min: float
    n_maxima: int

    def threshold(self, per_min: float) -> float:
        """The surprise that rest exceeds `per_min` times a minute."""
        wanted = max(per_min / self.blocks_per_min, 1e-12)
        return self.start + self.slope * float(np.log(max(self.share / wanted, 1.0)))

    def per_min(self, surprise: float) -> float:
        """How often a minute rest exceeds `surprise`."""
        return self.blocks_per_min * min(self.share * float(np.exp(-(surprise - self.start) / self.slope)), 1.0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Detector:
    """The statistic as learned on one recording; it can be put to other samples of the same rows.

    Parameters
    ----------
    patterns : (n_patterns, n_places) float32, unit patterns over whitened places.
    widths : steps that energy is summed over, one per family.
    slow : whether a family takes the energy of step means, which leaves out what is faster than a step.
    laws : of each family's sums in rest.
    step : samples per step.
    components : rows per place.
    """

    patterns: NDArray[np.float32]
    widths: tuple[int, ...]
    slow: tuple[bool, ...]
    laws: tuple[EnergyLaw, ...]
    step: int
    components: int

    def surprise(self, whitened: NDArray[np.float32]) -> NDArray[np.float32]:
        """Surprise of every whole step of (n_rows, n) whitened samples."""
        families = tuple(zip(self.widths, self.slow, strict=True))
        return self.combine(highest_energies(whitened, self.patterns, families, self.step, self.components))

    def combine(self, highest: list[NDArray[np.float32]]) -> NDArray[np.float32]:
        """The largest surprise of the families at each step, from the largest energy of each."""
        best = np.zeros(highest[0].size, np.float32)
        for values, law in zip(highest, self.laws, strict=True):
            np.maximum(best, law.surprise(values), out=best)
        return best - np.float32(np.log(self.patterns.shape[0]))


def compute_statistic(matrix: Matrix, noise: NoiseModel, settings: CoreSettings) -> tuple[Statistic, Detector]:
    """The surprise of every step of `matrix` under `noise`, and the detector that gives it."""
    step = max(round(settings.step_s * matrix.rate_hz), 1)
    n_steps = matrix.n_samples // step
    widths = tuple(max(round(k * matrix.rate_hz / step), 1) for k in settings.kernels_s)
    slow = (False,) * len(widths)
    if step > 1:
        widths, slow = (*widths, widths[-1]), (*slow, True)
    patterns = spatial_patterns(matrix.layout, noise)
    components = matrix.layout.components
    families = tuple(zip(widths, slow, strict=True))
    folds = components == 1 and patterns.shape[0] > 1
    over_rows = noise.fold(patterns) if folds else patterns
    highest = [np.zeros(n_steps, np.float32) for _ in widths]

    def take_piece(piece: Piece) -> None:
        offset = -piece.first % step
        rows = (noise.scale if folds else noise.whiten)(piece.values, piece.first)
        here = highest_energies(rows[:, offset:], over_rows, families, step, components)
        first = -(-piece.first // step)
        low, high = -(-piece.start // step), min(-(-piece.stop // step), n_steps)
        for into, values in zip(highest, here, strict=True):
            into[low:high] = values[low - first : high - first]

    matrix.for_each_piece(take_piece, margin=(max(widths) + 1) * step)
    valid = np.asarray(matrix.valid[: n_steps * step].reshape(n_steps, step).all(axis=1), bool)
    if not valid.all():
        from scipy.ndimage import binary_erosion

        valid = binary_erosion(valid, np.ones(max(widths) // 2 * 2 + 1, bool), border_value=1)
    laws = fit_energy_laws(
        [values[valid] for values in highest],
        tuple(components * noise.freedom(w, step, slow=is_slow) / 2 for w, is_slow in families),
        n_sums=patterns.shape[0],
        first_mean=components * widths[0] * step,
        flickers=step > 1,
    )
    detector = Detector(patterns=patterns, widths=widths, slow=slow, laws=laws, step=step, components=components)
    surprise = np.maximum(detector.combine(highest), 0.0)
    surprise[~valid] = 0.0
    statistic = Statistic(
        surprise=surprise,
        step=step,
        rate_hz=matrix.rate_hz / step,
        valid=valid,
        expected_slope=max(noise.tail_slope(width * step) for width in widths),
    )
    return statistic, detector


def spatial_patterns(layout: Layout, noise: NoiseModel) -> NDArray[np.float32]:
    """Unit patterns over whitened places that a twitch may have: (n_patterns, n_places).

    Notes
    -----
    One place alone, and round bumps of two widths about each place, falling off as the potential of a source at that
    depth does. Where the layout is unknown, places that share noise are taken for neighbours.
    """
    n = layout.n_places
    if n == 1:
        return np.ones((1, 1), np.float32)
    bumps = [np.eye(n)]
    if layout.positions is not None:
        gaps = layout.positions[:, None, :] - layout.positions[None, :, :]
        distance = np.sqrt((gaps**2).sum(axis=2)) / layout.pitch
        bumps += [
            (1.0 + (distance / width) ** 2) ** -1.5
            for width in (_BUMP_WIDTHS if layout.components == 1 else _PATCH_WIDTHS)
        ]
    elif noise.correlation is not None:
        bumps += [np.clip(noise.correlation, 0.0, None) ** power for power in (1, 3)]
    raw = np.concatenate(bumps)
    if layout.components == 1:
        raw = raw / noise.typical_level
        if noise.whitener is not None:
            raw = raw @ noise.whitener
    else:
        raw = raw / noise.typical_level.reshape(n, layout.components).mean(axis=1)
    return np.asarray(raw / np.linalg.norm(raw, axis=1, keepdims=True), np.float32)


def fit_tail(
    surprise: NDArray[np.float32],
    valid: NDArray[np.bool_],
    *,
    block: int,
    rate_hz: float,
    expected_slope: float = 1.0,
) -> Tail:
    """Fit the tail of rest to block maxima.

    Parameters
    ----------
    surprise, valid : (n,) the statistic and where it means something.
    block : steps per block.
    rate_hz : steps a second.
    expected_slope : slope when rest is Gaussian; only matters when the recording is short.

    Notes
    -----
    Exponential tail over the level that 15 % of the maxima of rest exceed, in a mixture with events of any size, by
    maximum likelihood with a prior worth 30 maxima that the slope is `expected_slope`, as it is when noise is
    Gaussian. Heavy-tailed noise gives a larger one.
    """
    n_blocks = surprise.size // block
    maxima: NDArray[np.float32] = np.zeros(0, np.float32)
    whole = np.zeros(0, bool)
    if n_blocks:
        maxima = surprise[: n_blocks * block].reshape(n_blocks, block).max(axis=1)
        whole = np.asarray(valid[: n_blocks * block].reshape(n_blocks, block).all(axis=1), bool)
    per_min = 60.0 * rate_hz / block
    if not whole.any():
        return Tail(start=5.0, share=0.15, slope=1.5, blocks_per_min=per_min, n_maxima=0)
    start, cut = _start_and_cut(maxima[whole])
    above = maxima[whole & (maxima > start)]
    over = above.astype(np.float64) - start
    slope, n_rest = _mixture_slope(over, expected_slope)
    quiet = maxima[whole & ~_near_loud(maxima, cut)]
    below = quiet[quiet > start].astype(np.float64) - start
    lightest = _truncated_slope(below, max(cut - start, 0.1 * expected_slope), expected_slope)
    slope = min(max(slope, lightest), _HEAVIEST * lightest)
    share = min(n_rest / float(whole.sum()), 1.0 - _TAIL_FROM)
    return Tail(start=start, share=share, slope=slope, blocks_per_min=per_min, n_maxima=int(over.size))


def find_peaks_above(statistic: Statistic, threshold: float, settings: CoreSettings) -> NDArray[np.int64]:
    """Steps at which the surprise peaks above `threshold`, each the highest within the separation: (n_peaks,)."""
    distance = max(round(settings.separation_s * statistic.rate_hz), 1)
    padded = np.concatenate(([-np.inf], statistic.surprise, [-np.inf]))
    higher = (padded[1:-1] > padded[:-2]) & (padded[1:-1] >= padded[2:]) & (padded[1:-1] > threshold)
    peaks = np.flatnonzero(higher)
    near = np.zeros(statistic.surprise.size + 2 * distance, bool)  # steps within the distance of a higher peak
    kept = []
    for peak in peaks[np.argsort(-statistic.surprise[peaks], kind="stable")]:
        if not near[peak + distance]:
            kept.append(peak)
            near[peak + 1 : peak + 2 * distance] = True
    return np.sort(np.asarray(kept, np.int64))


def _start_and_cut(maxima: NDArray[np.float32]) -> tuple[float, float]:
    """The levels that about 15 % of the maxima of rest, and hardly one of them, exceed.

    Judged by the low maxima, which twitches do not reach: a Gumbel law through two low quantiles; of two pairs the one
    that gives the lower level, as frequent twitches lift the upper pair.
    """
    found = []
    for low, high in _LOW_PAIRS:
        at_low, at_high = np.quantile(maxima, (low, high))
        place_low, place_high, place_start = (-np.log(-np.log(q)) for q in (low, high, _TAIL_FROM))
        slope = float(at_high - at_low) / float(place_high - place_low)
        start = float(at_high) + slope * float(place_start - place_high)
        found.append((start, start + slope * max(float(np.log(maxima.size) + 1.0 - place_start), 1.0)))
    return min(found)


def _near_loud(maxima: NDArray[np.float32], cut: float) -> NDArray[np.bool_]:
    """Blocks that reach `cut`, and their neighbours."""
    loud = maxima >= cut
    near = loud.copy()
    near[1:] |= loud[:-1]
    near[:-1] |= loud[1:]
    return near


def _truncated_slope(over: NDArray[np.float64], limit: float, expected: float) -> float:
    """Slope of the excesses below `limit`, as if nothing of rest lay beyond."""
    below = over[over < limit]
    mean = (float(below.sum()) + _PRIOR_MAXIMA * expected) / (below.size + _PRIOR_MAXIMA)
    slope = mean
    for _ in range(20):
        lost = limit / np.expm1(min(limit / slope, 500.0))
        slope = mean + min(lost * below.size / (below.size + _PRIOR_MAXIMA), mean)
    return float(slope)


def _mixture_slope(over: NDArray[np.float64], expected: float) -> tuple[float, float]:
    """Slope of the exponential part of excesses that also hold events of any size, and how many belong to it.

    Expectation-maximisation of an exponential law and a log-uniform one; a tail that is merely heavy stays
    exponential with a larger slope, twitches, which stand apart, go to the log-uniform part.
    """
    if not over.size:
        return expected, 0.0
    anywhere = 1.0 / ((over + 1.0) * np.log(over.max() + 2.0))
    slope, events = expected, 0.05
    for _ in range(60):
        rest = (1.0 - events) * np.exp(-over / slope) / slope
        belongs = rest / (rest + events * anywhere)
        slope = float((belongs @ over + _PRIOR_MAXIMA * expected) / (belongs.sum() + _PRIOR_MAXIMA))
        events = float(np.clip(1.0 - belongs.mean(), 1e-4, 0.95))
    return slope, float(belongs.sum())
