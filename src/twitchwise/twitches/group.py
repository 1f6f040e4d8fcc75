"""Groups as the person and the doctor see them: called by an honest name, or kept silent about."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.twitches.events import Event
from twitchwise.twitches.front import Front
from twitchwise.twitches.model import Exclusion, Group, GroupKind
from twitchwise.twitches.rates import estimate_rate
from twitchwise.twitches.shapes import Shapes

__all__ = ["Grouping", "describe_groups"]

# One channel tells apart 3.4 % of units, 81 channels 83.8 % (facts unit_identified_one_channel and _81_channels):
# from 16 places on a group may be called a probable unit.
_PLACES_FOR_UNITS = 16
_LEAST_AGREEMENT = 0.8
_LEAST_SHARE = 0.7
_FEWEST = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grouping:
    """Groups with the means to look up members.

    Parameters
    ----------
    groups : by size.
    note : what to know about them, or why there are none.
    labels : (n_events,) group id from 1, 0 for none.
    """

    groups: tuple[Group, ...]
    note: str
    labels: NDArray[np.int64]

    def members(self, group: int) -> NDArray[np.int64]:
        """Indices of the events of a group."""
        return np.flatnonzero(self.labels == group)

    def group_of(self, event: int) -> int | None:
        """The group of an event, or None."""
        return int(self.labels[event]) or None


def describe_groups(
    events: list[Event],
    shapes: Shapes,
    kept: NDArray[np.int64],
    front: Front,
    excluded: tuple[Exclusion, ...],
    duration_s: float,
    level: float,
) -> Grouping:
    """Groups of the kept events, or a note on why there are none.

    Notes
    -----
    Groups are shown only when shapes learned from two halves of the twitches label all of them alike (adjusted Rand
    index of at least 0.8) and at least 70 % of the twitches found a group.
    """
    labels = np.zeros(len(events), np.int64)
    counts = np.array([np.sum(shapes.labels[kept] == k) for k in range(len(shapes.templates))])
    grouped = float(counts[counts >= _FEWEST].sum()) / max(kept.size, 1)
    if kept.size < 2 * _FEWEST:
        return Grouping(groups=(), note="Too few twitches to sort by shape.", labels=labels)
    if shapes.agreement < _LEAST_AGREEMENT or grouped < _LEAST_SHARE:
        return Grouping(
            groups=(),
            note="The twitches could not be sorted into groups reliably: two halves of them gave different groups, "
            "or too many fitted none.",
            labels=labels,
        )
    many = front.matrix.layout.n_places >= _PLACES_FOR_UNITS and front.matrix.layout.components == 1
    kind = GroupKind.PROBABLE_UNIT if many else GroupKind.SITE
    groups: list[Group] = []
    for k in np.argsort(-counts, kind="stable"):
        if counts[k] < _FEWEST:
            break
        members = kept[shapes.labels[kept] == k]
        labels[members] = len(groups) + 1
        onsets = np.array([events[i].onset_s for i in members]) + front.start_s
        best = max((events[i] for i in members), key=lambda e: e.surprise)
        groups.append(
            Group(
                id=len(groups) + 1,
                kind=kind,
                n=int(members.size),
                rate=estimate_rate(onsets, excluded, duration_s, level),
                median_amplitude=float(np.median([events[i].amplitude for i in members])),
                place=best.place,
            )
        )
    note = f"Two halves of the twitches gave the same groups (agreement {shapes.agreement:.2f} of 1)."
    return Grouping(groups=tuple(groups), note=note, labels=labels)
