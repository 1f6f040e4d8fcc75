"""Whether twitches of one unit are put into one group, and whether it is silent when that cannot be told."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from bench.effort import Effort
from bench.tables import Table, number
from bench.worlds import emg_world
from twitchwise.simulate.emg_noise import Roughness
from twitchwise.simulate.emg_world import EmgWorld
from twitchwise.twitches.agreement import compare_twitches
from twitchwise.twitches.measure import measure_twitches

__all__ = ["adjusted_rand", "group_tables"]

_TOLERANCE_S = 0.03
_FIRST_SEED = 200


def group_tables(effort: Effort, folder: Path) -> list[Table]:
    """Five units on 64 channels, one row for each recording."""
    del folder
    base = EmgWorld(duration_s=effort.emg_s, n_units=5)
    worlds = {
        "smooth noise": base,
        "rough noise, local units": replace(base, roughness=Roughness.ROUGH, local=True),
    }
    rows = []
    for noise, world in worlds.items():
        for size_uv in (100.0, 40.0):
            for seed in range(_FIRST_SEED, _FIRST_SEED + effort.group_seeds):
                rows.append((noise, f"{size_uv:g} uV", str(seed), *_row(replace(world, amplitude_uv=size_uv), seed)))
    columns = ("noise", "size p-p", "seed", "twitches", "found", "in groups", "groups", "adjusted Rand", "note")
    before = (
        f"64 channels, 11 uV, 30 twitches a minute from five units of one size, {effort.emg_s:g} s. The index is over"
        " true twitches that were found and put into a group; no groups is silence."
    )
    return [Table(title="Five units", columns=columns, rows=rows, before=before)]


def adjusted_rand(first: Sequence[int], second: Sequence[int]) -> float:
    """Agreement of two groupings of the same things beyond chance; 1 when they are the same.

    Notes
    -----
    Pairs that both put together, less their expectation, over the largest value that can take.

    References
    ----------
    Hubert and Arabie 1985, Journal of Classification 2:193.
    """
    table = np.zeros((max(first, default=0) + 1, max(second, default=0) + 1))
    np.add.at(table, (np.array(first, dtype=np.int64), np.array(second, dtype=np.int64)), 1.0)

    def pairs(counts: np.ndarray) -> float:
        return float((counts * (counts - 1.0) / 2.0).sum())

    together, rows, columns = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    chance = rows * columns / max(len(first) * (len(first) - 1) / 2.0, 1.0)
    most = 0.5 * (rows + columns)
    return 1.0 if most == chance else (together - chance) / (most - chance)


def _row(world: EmgWorld, seed: int) -> tuple[str, ...]:
    scene = emg_world("five units", world).make(seed)
    measured = measure_twitches(scene.recording)
    agreement = compare_twitches(measured.twitches, scene.truth.twitches, _TOLERANCE_S)
    grouped = [
        (scene.truth.twitches[j].unit, group)
        for i, j in agreement.pairs
        if (group := measured.twitches[i].group) is not None
    ]
    index = adjusted_rand([unit for unit, _ in grouped], [group for _, group in grouped]) if grouped else float("nan")
    return (
        str(len(scene.truth.twitches)),
        str(agreement.hits),
        str(len(grouped)),
        str(len(measured.groups)) if measured.groups else "silent",
        number(index),
        measured.grouping_note,
    )
