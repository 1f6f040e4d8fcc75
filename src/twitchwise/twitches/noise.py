"""The resting noise: its level per row over time, and how rows share it.

Twitches are rare in time but large, so nothing here looks at averages over the whole recording: levels come from low
quantiles of short windows, the covariance from the quietest windows only.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from twitchwise.twitches.matrix import Matrix, Piece
from twitchwise.twitches.settings import CoreSettings

__all__ = ["NoiseModel", "learn_noise"]

_LOW_QUANTILE = 0.2  # with a 0.4 s twitch 100 times a minute, about a quarter of the windows is still quiet
_QUIET_SHARE = 0.3
_WIDEST_WHITENING = 192  # above this many rows one recording has too few quiet samples for a covariance
_LARGEST_RISE = 2.0  # a level further above the recording's own rest is a contraction or a movement, not drift
_LAGS_S = 0.25


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NoiseModel:
    """What rest looks like in one recording.

    Parameters
    ----------
    level : (n_rows, n_knots) float64, RMS in the matrix's unit.
    knots : (n_knots,) float64, sample numbers the levels belong to.
    whitener : (n_rows, n_rows) float32, applied to rows divided by their level; None for the identity.
    correlation : (n_rows, n_rows) float64 of resting rows, shrunk; None where the whitener is.
    autocorrelation : (n_lags,) float64 of resting rows, 1 at lag 0.
    window : samples in one noise window.
    activity : (n_windows,) float64, mean over rows of window power over resting power; NaN where invalid.
    quiet : (n_windows,) bool, the quietest windows.
    """

    level: NDArray[np.float64]
    knots: NDArray[np.float64]
    whitener: NDArray[np.float32] | None
    correlation: NDArray[np.float64] | None
    autocorrelation: NDArray[np.float64]
    window: int
    activity: NDArray[np.float64]
    quiet: NDArray[np.bool_]

    @property
    def typical_level(self) -> NDArray[np.float64]:
        """Median level of each row, (n_rows,)."""
        return np.asarray(np.median(self.level, axis=1))

    def whiten(self, values: NDArray[np.float32], first: int) -> NDArray[np.float32]:
        """Rows in units of independent resting noise: (n_rows, n) float32; `first` is the first sample's number."""
        scaled = self.scale(values, first)
        return scaled if self.whitener is None else np.asarray(self.whitener @ scaled, np.float32)

    def fold(self, patterns: NDArray[np.float32]) -> NDArray[np.float32]:
        """(n, n_rows) patterns over whitened rows as patterns over rows that are only scaled: one product for two."""
        return patterns if self.whitener is None else np.asarray(patterns @ self.whitener, np.float32)

    def scale(self, values: NDArray[np.float32], first: int) -> NDArray[np.float32]:
        """Rows in units of their own resting noise: (n_rows, n) float32; `first` is the first sample's number."""
        n = values.shape[1]
        stretch = max(min(self.window, n), 1)
        centres = first + np.arange(0, n, stretch) + stretch / 2
        at = np.interp(centres, self.knots, np.arange(self.knots.size))
        low = np.minimum(at.astype(np.int64), max(self.knots.size - 2, 0))
        share = at - low
        high = np.minimum(low + 1, self.knots.size - 1)
        gain = (1.0 / (self.level[:, low] * (1 - share) + self.level[:, high] * share)).astype(np.float32)
        return np.asarray(values * np.repeat(gain, stretch, axis=1)[:, :n], np.float32)

    def correlated_pairs(self, n_samples: int) -> float:
        """Sum over all pairs among `n_samples` successive samples of their squared correlation."""
        lags = np.arange(min(n_samples, self.autocorrelation.size))
        weights = np.where(lags == 0, n_samples, 2.0 * (n_samples - lags))
        return float(np.sum(weights * self.autocorrelation[: lags.size] ** 2))

    def freedom(self, n_steps: int, step: int, *, slow: bool) -> float:
        """Degrees of freedom of the energy of `n_steps` steps of one row; `slow` for the energy of step sums."""
        if not slow:
            n = n_steps * step
            return n**2 / self.correlated_pairs(n)
        size = self.autocorrelation.size
        reach = np.abs(np.arange(step)[:, None] - np.arange(step)[None, :])
        at = np.array(
            [reach if k == 0 else k * step + np.arange(step)[:, None] - np.arange(step) for k in range(n_steps)]
        )
        covariance = np.where(at < size, self.autocorrelation[np.minimum(at, size - 1)], 0.0).sum(axis=(1, 2))
        weights = np.where(np.arange(n_steps) == 0, n_steps, 2.0 * (n_steps - np.arange(n_steps)))
        return float(n_steps**2 / np.sum(weights * (covariance / covariance[0]) ** 2))

    def tail_slope(self, n_samples: int) -> float:
        """How much more slowly the energy of `n_samples` successive samples falls off than a gamma law of its mean
        and variance: the largest eigenvalue of their correlation over the effective one."""
        from scipy.linalg import toeplitz

        n = min(n_samples, self.autocorrelation.size)
        largest = float(np.linalg.eigvalsh(toeplitz(self.autocorrelation[:n]))[-1])
        return max(largest / (self.correlated_pairs(n) / n), 1.0)


def learn_noise(
    matrix: Matrix, settings: CoreSettings, *, floor: NDArray[np.float64], whiten_rows: bool = True
) -> NoiseModel:
    """Learn level, covariance and autocorrelation of the rest in `matrix`.

    Parameters
    ----------
    floor : (n_rows,) lowest level each row may have, e.g. its quantisation noise.

    Notes
    -----
    Level: the 20th percentile of the mean square over short windows, divided by that percentile of a chi-square
    variable over its degrees of freedom (counted from the autocorrelation), in overlapping stretches.
    Covariance: quietest 30 % of windows, shrunk towards the identity with the intensity of Ledoit and Wolf 2004,
    doi 10.1016/S0047-259X(03)00096-4. The whitener is the symmetric inverse root, which keeps a place a place.
    """
    from scipy.special import gammaincinv

    window = max(round(settings.noise_window_s * matrix.rate_hz), 4)
    power = _window_power(matrix, window)
    per_level = max(round(settings.level_span_s * matrix.rate_hz / window), 8)
    usable = np.isfinite(power[0])
    rough = np.nanquantile(power, _LOW_QUANTILE, axis=1) if usable.any() else np.ones(matrix.n_rows)
    rough = np.maximum(rough, floor**2)
    activity = np.full(power.shape[1], np.nan)
    activity[usable] = np.mean(power[:, usable] / rough[:, None], axis=0)
    quiet = _quietest(activity)
    autocorrelation = _autocorrelation(matrix, quiet, window, max(int(_LAGS_S * matrix.rate_hz), 2))
    lags = np.arange(min(window, autocorrelation.size))
    pairs = np.sum(np.where(lags == 0, window, 2.0 * (window - lags)) * autocorrelation[: lags.size] ** 2)
    freedom = max(window**2 / pairs, 1.0)
    correction = float(gammaincinv(freedom / 2, _LOW_QUANTILE) / (freedom / 2))
    level, knots = _levels(power, per_level, window, correction, floor)
    model = NoiseModel(
        level=level,
        knots=knots,
        whitener=None,
        correlation=None,
        autocorrelation=autocorrelation,
        window=window,
        activity=activity * (rough / np.median(level, axis=1) ** 2).mean(),
        quiet=quiet,
    )
    if not whiten_rows or matrix.n_rows == 1 or matrix.n_rows > _WIDEST_WHITENING:
        return model
    correlation = _correlation(matrix, model)
    if correlation is None:
        return model
    values, vectors = np.linalg.eigh(correlation)
    roots = np.sqrt(np.maximum(values, values[-1] * 1e-6))
    whitener = np.asarray((vectors / roots) @ vectors.T, dtype=np.float32)
    return replace(model, whitener=whitener, correlation=correlation)


def _window_power(matrix: Matrix, window: int) -> NDArray[np.float64]:
    """Mean square per row and window, (n_rows, n_windows); NaN where any sample is invalid."""
    n_windows = max(matrix.n_samples // window, 1)
    power = np.full((matrix.n_rows, n_windows), np.nan)
    for piece in matrix.pieces(margin=window):
        for_windows = range(-(-piece.start // window), min(-(-piece.stop // window), n_windows))
        if not for_windows:
            continue
        low = for_windows[0] * window - piece.first
        block = piece.values[:, low : low + len(for_windows) * window]
        n = block.shape[1] // window
        shaped = block[:, : n * window].reshape(block.shape[0], n, window)
        power[:, for_windows[0] : for_windows[0] + n] = np.einsum("rnw,rnw->rn", shaped, shaped) / window
    whole = matrix.valid[: n_windows * window].reshape(-1, window).all(axis=1) if matrix.n_samples >= window else None
    if whole is not None:
        power[:, : whole.size][:, ~whole] = np.nan
    return power


def _quietest(activity: NDArray[np.float64]) -> NDArray[np.bool_]:
    usable = np.isfinite(activity)
    if not usable.any():
        return usable
    return usable & (activity <= np.quantile(activity[usable], _QUIET_SHARE))


def _autocorrelation(matrix: Matrix, quiet: NDArray[np.bool_], window: int, n_lags: int) -> NDArray[np.float64]:
    """Mean autocorrelation of rows in quiet windows, corrected for the short window."""
    n_lags = min(n_lags, window)
    chosen = np.flatnonzero(quiet)
    chosen = chosen[:: max(chosen.size // 200, 1)]
    rows = slice(None, None, max(matrix.n_rows // 32, 1))
    total = np.zeros(n_lags)
    for i in chosen:
        x = matrix.read(int(i) * window, (int(i) + 1) * window)[rows].astype(np.float64)
        if x.shape[1] < window:
            continue
        spectrum = np.abs(np.fft.rfft(x, 2 * window, axis=1)) ** 2
        total += np.fft.irfft(spectrum.sum(axis=0))[:n_lags] / (window - np.arange(n_lags)) * window
    if total[0] <= 0:
        return np.asarray(np.eye(1, n_lags)[0])
    return np.asarray(total / total[0])


def _levels(
    power: NDArray[np.float64], per_level: int, window: int, correction: float, floor: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Level per row at knots half a stretch apart."""
    n_windows = power.shape[1]
    centres = np.arange(per_level / 2, max(n_windows - per_level / 2, per_level / 2) + 1, per_level / 2)
    squares, knots = [], []
    for centre in centres:
        part = power[:, max(int(centre - per_level / 2), 0) : int(centre + per_level / 2)]
        part = part[:, np.isfinite(part[0])]
        if part.shape[1] >= per_level / 4:
            squares.append(np.quantile(part, _LOW_QUANTILE, axis=1) / correction)
            knots.append(centre * window)
    if not squares:
        part = power[:, np.isfinite(power[0])]
        squares = [np.quantile(part, _LOW_QUANTILE, axis=1) / correction if part.size else np.ones(power.shape[0])]
        knots = [n_windows * window / 2]
    level = np.sqrt(np.array(squares).T)
    rest = np.quantile(level, _LOW_QUANTILE, axis=1, keepdims=True)
    level = np.minimum(level, _LARGEST_RISE * rest)
    return np.maximum(level, floor[:, None]), np.array(knots)


def _correlation(matrix: Matrix, model: NoiseModel) -> NDArray[np.float64] | None:
    """Correlation of rows in the quietest windows, shrunk; None when there are too few samples."""
    n_rows, window = matrix.n_rows, model.window
    quiet = np.flatnonzero(model.quiet)
    parts: dict[int, tuple[NDArray[np.float32], float, int]] = {}

    def take_piece(piece: Piece) -> None:
        mine = quiet[(quiet * window >= piece.start) & (quiet * window < piece.stop)]
        if not mine.size:
            return
        columns = (mine[:, None] * window - piece.first + np.arange(window)).ravel()
        columns = columns[columns < piece.values.shape[1]]
        x = model.whiten(piece.values[:, columns], int(mine[0]) * window)
        fourth = float(np.sum((x * x).sum(axis=0, dtype=np.float64) ** 2))
        parts[piece.start] = (x @ x.T, fourth, x.shape[1])

    matrix.for_each_piece(take_piece, margin=window)
    total, fourth, n = np.zeros((n_rows, n_rows)), 0.0, 0
    for _, part in sorted(parts.items()):
        total += part[0]
        fourth += part[1]
        n += part[2]
    if n < 2 * n_rows:
        return None
    covariance = total / n
    spread = np.sqrt(np.diag(covariance))
    if not np.all(spread > 0):
        return None
    covariance /= np.outer(spread, spread)
    repeated = model.correlated_pairs(window) / window  # successive samples are not independent
    error = (fourth / n / float(np.mean(spread)) ** 4 - float(np.sum(covariance**2))) / n * repeated
    distance = float(np.sum((covariance - np.eye(n_rows)) ** 2))
    intensity = min(max(error / distance, 0.0), 1.0) if distance > 0 else 1.0
    return (1.0 - intensity) * covariance + intensity * np.eye(n_rows)
