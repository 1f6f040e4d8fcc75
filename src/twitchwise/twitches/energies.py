"""Energy along patterns in space, summed over time: what the detector looks at, for every step of a recording."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["highest_energies"]

_STEPS_AT_ONCE = 512  # with 200 patterns, half a megabyte: what is at work stays in the cache of a core


def highest_energies(
    rows: NDArray[np.float32],
    patterns: NDArray[np.float32],
    families: tuple[tuple[int, bool], ...],
    step: int,
    components: int,
) -> list[NDArray[np.float32]]:
    """Largest energy among all patterns at each whole step of `rows`, for each family (width, slow): (n_steps,) each.

    Parameters
    ----------
    rows : (n_rows, n), each place's components next to each other.
    patterns : (n_patterns, n_places).
    families : steps that energy is summed over, and whether it is that of the steps' sums, which leaves out what is
        faster than a step.
    step : samples per step.
    components : rows per place.

    Notes
    -----
    A few steps at a time, so that all stays in the cache: long recordings spend their time here.
    """
    n, margin = rows.shape[1] // step, max(width for width, _ in families)
    by_sample = np.ascontiguousarray(rows[:, : n * step].reshape(rows.shape[0], n, step).transpose(2, 0, 1))
    highest = [np.empty(n, np.float32) for _ in families]
    for low in range(0, n, _STEPS_AT_ONCE):
        first, last = max(low - margin, 0), min(low + _STEPS_AT_ONCE + margin, n)
        energies = _step_energies(by_sample[:, :, first:last], patterns, components)
        for into, (width, slow) in zip(highest, families, strict=True):
            into[low : low + _STEPS_AT_ONCE] = _highest(energies[slow], width)[low - first :][:_STEPS_AT_ONCE]
    return highest


def _highest(energy: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    """Largest energy over `width` steps among all patterns, at each step: (n_steps,); at the ends, of the nearest."""
    n = energy.shape[1]
    if n < width:
        return np.full(n, energy.sum(axis=1).max() * (width / max(n, 1)), np.float32)
    return np.pad(_running_sum(energy, width).max(axis=0), (width // 2, width - 1 - width // 2), mode="edge")


def _running_sum(values: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    """Sums of `width` successive columns, from sums of 1, 2, 4 ... of them: (n_rows, n - width + 1)."""
    n = values.shape[1] - width + 1
    total, at, doubled, length = None, 0, values, 1
    while length <= width:
        if width & length:
            part = doubled[:, at : at + n]
            total = part if total is None else total + part
            at += length
        if 2 * length <= width:
            doubled = doubled[:, :-length] + doubled[:, length:]
        length *= 2
    return values if total is None else total


def _step_energies(
    by_sample: NDArray[np.float32], patterns: NDArray[np.float32], components: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Energy along each pattern of the samples of each step, and of their sum: (n_patterns, n_steps) both.

    Parameters
    ----------
    by_sample : (step, n_rows, n_steps).
    """
    step, _, n = by_sample.shape
    sums = np.zeros((patterns.shape[0], components * n), np.float32)
    along = np.empty_like(sums)
    energy = np.zeros((patterns.shape[0], n), np.float32)
    for rows in by_sample:
        np.matmul(patterns, np.ascontiguousarray(rows).reshape(patterns.shape[1], components * n), out=along)
        sums += along
        _add_squares(along, energy)
    if step == 1:
        return energy, energy
    summed = np.zeros_like(energy)
    _add_squares(sums, summed)
    return energy, summed


def _add_squares(values: NDArray[np.float32], to: NDArray[np.float32]) -> None:
    """Add the squares of (n_patterns, components * n) `values`, which are lost, to (n_patterns, n)."""
    values *= values
    n = to.shape[1]
    for first in range(0, values.shape[1], n):
        to += values[:, first : first + n]
