"""Which channels of an EMG carry a signal, and how their electrodes lie."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import NotARecording, Problem
from twitchwise.recordings.model import Signal
from twitchwise.twitches.matrix import Layout

__all__ = ["BRIDGED_S", "choose_channels", "lay_out", "probe_spans"]

BRIDGED_S = 0.003
"""A loss no longer than this is drawn over by a straight line: less than half the shortest potential, of 5-10 ms."""

_PROBES = 5
_PROBE_S = 4.0
_MENTIONED = 1e-3  # a smaller share of missing numbers changes nothing
_NOISIER = 12.0  # times the usual change from sample to sample: an electrode off the skin


def choose_channels(signal: Signal, name: str) -> tuple[NDArray[np.int64], list[Problem], NDArray[np.float64]]:
    """Channels that carry a signal, what is wrong with the others, and the smallest step of each."""
    probes = [np.asarray(signal.read(s, s + n)) for s, n in probe_spans(signal)]
    sample = np.concatenate(probes, axis=1)
    n_channels = sample.shape[0]
    lsb = np.zeros(n_channels)
    alive = np.zeros(n_channels, bool)
    problems: list[Problem] = []
    for i, row in enumerate(sample):
        finite = row[np.isfinite(row)]
        if finite.size < row.size / 2 or finite.size < 2:
            problems.append(_left_out(signal.labels[i], name, "it holds hardly any numbers"))
            continue
        steps = np.diff(np.unique(finite))
        lsb[i] = float(np.median(steps)) if 0 < steps.size < finite.size / 8 else 0.0
        alive[i] = finite.min() < finite.max()
        if not alive[i]:
            problems.append(_left_out(signal.labels[i], name, "it does not change at all"))
    if n_channels > 3 and alive.sum() > 3:
        spread = np.zeros(n_channels)
        spread[alive] = np.nanmedian(np.abs(np.diff(sample[alive], axis=1)), axis=1)
        usual = float(np.median(spread[alive]))
        for i in map(int, np.flatnonzero(alive & (spread > _NOISIER * max(usual, 1e-9)) & (usual > 0))):
            alive[i] = False
            problems.append(_left_out(signal.labels[i], name, "it is many times noisier than the others"))
    missing = 1.0 - np.isfinite(sample[alive]).mean() if alive.any() else 0.0
    if missing > _MENTIONED:
        problems.append(
            Problem(
                what=f"about {100 * missing:.2g} % of its numbers are missing; losses of up to {1000 * BRIDGED_S:g} ms "
                "were drawn over, longer ones left out",
                where=name,
                remedy="look for what the recorder or the export loses",
            )
        )
    if not alive.any():
        raise NotARecording(
            what="every channel is flat or empty",
            where=name,
            remedy="check that the electrodes were connected and that the right file was chosen",
        )
    return np.flatnonzero(alive), problems, lsb


def probe_spans(signal: Signal) -> Iterator[tuple[int, int]]:
    """A few stretches, evenly spread over the recording, as (first sample, number of samples)."""
    n = min(signal.n_samples, int(_PROBE_S * signal.rate_hz))
    for start in np.unique(np.linspace(0, max(signal.n_samples - n, 0), _PROBES).astype(int)):
        yield int(start), n


def _left_out(label: str, name: str, what: str) -> Problem:
    return Problem(what=f"channel {label} was left out because {what}", where=name, remedy="check that electrode")


def lay_out(labels: tuple[str, ...], grid: tuple[tuple[int, int], ...] | None) -> Layout:
    """The layout of channels at these (row, column) places of a grid; None when nothing is known of it."""
    if grid is None:
        return Layout(labels=labels)
    cells = {cell: i for i, cell in enumerate(grid)}
    neighbours = tuple(
        tuple(
            cells[r + dr, c + dc] for dr in (-1, 0, 1) for dc in (-1, 0, 1) if (dr or dc) and (r + dr, c + dc) in cells
        )
        for r, c in grid
    )
    rows, columns = max(r for r, _ in grid) + 1, max(c for _, c in grid) + 1
    return Layout(
        labels=labels,
        neighbours=neighbours,
        positions=np.array([(c, r) for r, c in grid], float),
        shape=(rows, columns),
        cells=np.array([r * columns + c for r, c in grid], np.int64),
    )
