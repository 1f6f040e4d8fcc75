"""How well found twitches agree with the true ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

__all__ = ["Agreement", "Timed", "compare_twitches"]


class Timed(Protocol):
    """Anything with an onset and a size: a found or a true twitch."""

    @property
    def onset_s(self) -> float:
        """When it starts, s."""

    @property
    def amplitude(self) -> float:
        """How large it is, in the unit of the comparison."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The outcome of a comparison.

    Parameters
    ----------
    hits, misses, false_alarms : counts; each true twitch is matched by at most one found one.
    onset_error_s : median of the absolute onset errors of hits, s; NaN without hits.
    onset_bias_s : median of the signed errors (found less true), s.
    amplitude_bias : median of found over true size, less 1; NaN without hits.
    pairs : (found, true) indices of the hits.
    """

    hits: int
    misses: int
    false_alarms: int
    onset_error_s: float
    onset_bias_s: float
    amplitude_bias: float
    pairs: tuple[tuple[int, int], ...]

    @property
    def recall(self) -> float:
        """Share of true twitches found; NaN when there are none."""
        total = self.hits + self.misses
        return self.hits / total if total else float("nan")

    @property
    def precision(self) -> float:
        """Share of found twitches that are true; NaN when none was found."""
        total = self.hits + self.false_alarms
        return self.hits / total if total else float("nan")

    @property
    def f1(self) -> float:
        """Harmonic mean of recall and precision; NaN when there is nothing to find and nothing found."""
        total = 2 * self.hits + self.misses + self.false_alarms
        return 2 * self.hits / total if total else float("nan")


def compare_twitches(found: Sequence[Timed], truth: Sequence[Timed], tolerance_s: float) -> Agreement:
    """Match found twitches with true ones, nearest first.

    Parameters
    ----------
    found, truth : anything with `onset_s` and `amplitude`, in any order.
    tolerance_s : the largest onset difference that still is a match, s.

    Examples
    --------
    >>> from types import SimpleNamespace as T
    >>> truth = [T(onset_s=1.0, amplitude=10.0), T(onset_s=2.0, amplitude=10.0)]
    >>> agreement = compare_twitches([T(onset_s=1.01, amplitude=11.0), T(onset_s=5.0, amplitude=9.0)], truth, 0.05)
    >>> agreement.hits, agreement.misses, agreement.false_alarms, round(agreement.amplitude_bias, 2)
    (1, 1, 1, 0.1)
    """
    found_at = np.array([f.onset_s for f in found])
    true_at = np.array([t.onset_s for t in truth])
    order = np.argsort(true_at, kind="stable")
    candidates = []
    for i, at in enumerate(found_at):
        low = max(int(np.searchsorted(true_at[order], at - tolerance_s, side="left")) - 1, 0)
        high = int(np.searchsorted(true_at[order], at + tolerance_s, side="right")) + 1
        candidates += [(abs(float(at - true_at[j])), i, int(j)) for j in order[low:high]]
    candidates = sorted(c for c in candidates if c[0] <= tolerance_s)
    used_found: set[int] = set()
    used_true: set[int] = set()
    pairs = []
    for _, i, j in candidates:
        if i not in used_found and j not in used_true:
            used_found.add(i)
            used_true.add(j)
            pairs.append((i, j))
    errors = np.array([found_at[i] - true_at[j] for i, j in pairs])
    ratios = np.array([found[i].amplitude / truth[j].amplitude for i, j in pairs if truth[j].amplitude > 0])
    return Agreement(
        hits=len(pairs),
        misses=len(truth) - len(pairs),
        false_alarms=len(found) - len(pairs),
        onset_error_s=float(np.median(np.abs(errors))) if errors.size else float("nan"),
        onset_bias_s=float(np.median(errors)) if errors.size else float("nan"),
        amplitude_bias=float(np.median(ratios)) - 1.0 if ratios.size else float("nan"),
        pairs=tuple(sorted(pairs)),
    )
