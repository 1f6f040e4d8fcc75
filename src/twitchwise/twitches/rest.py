"""Stretches in which the muscle or the limb was not at rest: a raised baseline, a limb that turns.

A weak contraction hardly shows single potentials, but it lifts the whole baseline for a second or more; a moving limb
turns the sensor against gravity, which a twitch does not. Both are seen apart from the search for twitches.
"""

import numpy as np
from numpy.typing import NDArray

from twitchwise.twitches.matrix import Matrix
from twitchwise.twitches.model import Exclusion, Reason

__all__ = ["find_raised_baseline", "find_turning"]

_SHORT_S = 0.05
_MEDIAN_S = 1.0  # potentials of 20 ms, even 100 a minute, do not move a median over this
_RAISED = 1.6  # power over the rest around; chance alone makes 1.3 on one channel
_AROUND_S = 40.0  # drift of electrodes takes minutes
_SHORTEST_S = 1.0
_TURN_HZ = (0.3, 3.0)
_TURN_MG = 8.0  # RMS in a second; about 1.5 degrees to and fro. Breathing and posture at rest make 1-3 mg


def find_raised_baseline(matrix: Matrix) -> tuple[Exclusion, ...]:
    """Stretches of at least a second in which the median power of an EMG lies 1.6 times over the rest around."""
    from scipy.ndimage import median_filter, percentile_filter

    short = max(int(_SHORT_S * matrix.rate_hz), 1)
    is_whole = np.asarray(matrix.valid[: matrix.n_samples // short * short].reshape(-1, short).all(axis=1), bool)
    per_s = matrix.rate_hz / short
    if np.count_nonzero(is_whole) < 2 * per_s:
        return ()
    rows = _power(matrix, short)[:, is_whole]  # where samples were lost there is neither rest nor unrest
    typical = np.median(rows[:, :: max(rows.shape[1] // 5000, 1)], axis=1, keepdims=True)
    power = np.asarray(np.mean(rows / np.maximum(typical, 1e-12), axis=0), np.float64)
    baseline = median_filter(power, size=max(int(_MEDIAN_S * per_s), 1), mode="nearest")
    coarse = baseline[:: max(int(per_s / 2), 1)]
    rest = percentile_filter(coarse, 20, size=max(int(_AROUND_S * 2), 3), mode="mirror")
    around = np.interp(np.arange(power.size), np.arange(coarse.size) * max(int(per_s / 2), 1), rest)
    overall = float(np.quantile(baseline, 0.1))
    around = np.clip(
        around, 0.7 * overall, 4.0 * overall
    )  # a contraction that outlasts the stretch around it is one all the same
    raised = np.zeros(is_whole.size, bool)
    raised[is_whole] = baseline > _RAISED * around
    return _spans(raised, per_s)


def find_turning(values: NDArray[np.float64], rate_hz: float) -> tuple[Exclusion, ...]:
    """Stretches in which a sensor turns or travels: much movement between 0.3 and 3 Hz.

    Parameters
    ----------
    values : (3, n) acceleration with gravity, mg, on a steady clock.
    """
    from scipy.fft import irfft, next_fast_len, rfft
    from scipy.ndimage import uniform_filter1d

    n = values.shape[1]
    margin = min(int(4 * rate_hz), n - 1)
    padded = np.pad(values, ((0, 0), (margin, margin)), mode="reflect", reflect_type="odd")
    length = next_fast_len(padded.shape[1], real=True)
    frequencies = np.fft.rfftfreq(length, 1.0 / rate_hz)
    with np.errstate(divide="ignore"):
        gain = 1.0 / (1.0 + (_TURN_HZ[0] / frequencies) ** 4) / (1.0 + (frequencies / _TURN_HZ[1]) ** 8)
    slow = irfft(rfft(padded - padded.mean(axis=1, keepdims=True), length, axis=1) * gain, length, axis=1)
    power = uniform_filter1d((slow[:, margin : margin + n] ** 2).sum(axis=0), max(int(rate_hz), 1))
    return _spans(power > _TURN_MG**2, rate_hz, shortest_s=0.0)


def _power(matrix: Matrix, short: int) -> NDArray[np.float32]:
    """Power in short windows: (n_rows, n_windows)."""
    n = matrix.n_samples // short
    power = np.zeros((matrix.n_rows, n), np.float32)
    for piece in matrix.pieces(margin=short):
        low, high = -(-piece.start // short), min(-(-piece.stop // short), n)
        first = low * short - piece.first
        block = piece.values[:, first : first + (high - low) * short]
        high = low + block.shape[1] // short
        shaped = block[:, : (high - low) * short].reshape(matrix.n_rows, high - low, short)
        power[:, low:high] = np.einsum("rns,rns->rn", shaped, shaped)
    return power


def _spans(active: NDArray[np.bool_], per_s: float, *, shortest_s: float = _SHORTEST_S) -> tuple[Exclusion, ...]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], active.astype(np.int8), [0]))))
    return tuple(
        Exclusion(start_s=float(low / per_s), end_s=float(high / per_s), reason=Reason.VOLUNTARY)
        for low, high in zip(edges[::2], edges[1::2], strict=True)
        if (high - low) / per_s >= shortest_s
    )
