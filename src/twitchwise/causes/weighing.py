"""Scores: for each cause the base share and the weights of what is known, drawn many times out of their ranges.

log10 score = log10 base + sum over groups of clues of certainty * log10 likelihood ratio of the strongest clue

Notes
-----
Ranges are drawn in antithetic pairs (u and 1 - u), so the mean of the draws is the mean of the ranges whatever the
seed: the order of causes does not hang on chance. What several causes share (how much lost strength speaks against
every harmless cause) is drawn once for all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.causes.model import Cause, ClueWords, Library, Range, Weight
from twitchwise.causes.reading import Reading, Readings
from twitchwise.causes.sign import Clue
from twitchwise.intake.feature import Reply

__all__ = ["N_DRAWS", "Scores", "Term", "draw_scores", "is_possible", "weigh"]

Array = NDArray[np.float64]

N_DRAWS = 4000
_NOT_SURE = 0.5  # of the weight of a yes; a choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One weight that the readings call for.

    Parameters
    ----------
    weight : of the cause.
    reading : what was said of its clue.
    range : log10 likelihood ratio before `factor`.
    factor : 0-1, certainty of the reading, half for "not sure".
    is_counted : the strongest of its group; the others say nearly the same and do not add up.
    """

    weight: Weight
    reading: Reading
    range: Range
    factor: float
    is_counted: bool

    @property
    def middle(self) -> float:
        """Mean log10 likelihood ratio, after `factor`."""
        return self.range.middle * self.factor


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scores:
    """Draws of the scores of some causes.

    Parameters
    ----------
    total : (n_draws, n_causes) float, log10 score.
    evidence : (n_draws, n_causes) float, the part of it without the base.
    """

    total: Array
    evidence: Array


def is_possible(cause: Cause, readings: Readings) -> bool:
    """Whether a cause comes into question at all: nothing that it needs is denied, and what it calls for was told."""
    replies = [readings[clue].reply if clue in readings else None for clue in cause.needs]
    if replies and all(reply is Reply.NO for reply in replies):
        return False
    told = (Reply.YES, Reply.NOT_SURE)
    return not cause.only_if or any(clue in readings and readings[clue].reply in told for clue in cause.only_if)


def weigh(cause: Cause, readings: Readings, library: Library) -> tuple[Term, ...]:
    """The weights that the readings call for, the strongest of each group marked as counted."""
    groups: dict[str, list[Term]] = {}
    for weight in cause.weights:
        term = _term(weight, readings.get(weight.clue))
        if term is not None:
            groups.setdefault(_words(library, weight.clue).group, []).append(term)
    return tuple(term for terms in groups.values() for term in _mark_strongest(terms))


def _term(weight: Weight, reading: Reading | None) -> Term | None:
    if reading is None:
        return None
    span = weight.no if reading.reply is Reply.NO else weight.yes
    if span is None:
        return None
    factor = reading.certainty * (_NOT_SURE if reading.reply is Reply.NOT_SURE else 1.0)
    return Term(weight=weight, reading=reading, range=span, factor=factor, is_counted=False)


def _words(library: Library, clue: Clue) -> ClueWords:
    return library.clues[clue]


def _mark_strongest(terms: list[Term]) -> list[Term]:
    """A yes of a group speaks, and a no only where nothing of the group was answered with yes or not sure."""
    said = [term for term in terms if term.reading.reply is not Reply.NO] or terms
    strongest = max(said, key=lambda term: abs(term.middle))
    return [
        Term(weight=t.weight, reading=t.reading, range=t.range, factor=t.factor, is_counted=t is strongest)
        for t in terms
    ]


def draw_scores(causes: Sequence[Cause], terms: Sequence[Sequence[Term]], rng: np.random.Generator) -> Scores:
    """Scores of causes in many draws of every unsure number.

    Parameters
    ----------
    causes : those that come into question.
    terms : what `weigh` gives for each.
    """
    counted = [(i, term) for i, several in enumerate(terms) for term in several if term.is_counted]
    column_of: dict[int, int] = {}  # a weight that causes share is one object, and is drawn once
    columns = [column_of.setdefault(id(term.weight), len(column_of)) for _, term in counted]
    unit = _pairs(rng, len(column_of))[:, columns]
    low = np.array([term.range.low * term.factor for _, term in counted])
    high = np.array([term.range.high * term.factor for _, term in counted])
    belongs = np.zeros((len(counted), len(causes)))
    belongs[np.arange(len(counted)), [i for i, _ in counted]] = 1.0
    evidence = (low + (high - low) * unit) @ belongs
    base_low = np.array([cause.base.low for cause in causes])
    base_high = np.array([cause.base.high for cause in causes])
    base = base_low + (base_high - base_low) * _pairs(rng, len(causes))
    return Scores(total=base + evidence, evidence=evidence)


def _pairs(rng: np.random.Generator, n: int) -> Array:
    """(N_DRAWS, n) float in 0-1, each half the mirror of the other."""
    half = rng.random((N_DRAWS // 2, n))
    return np.concatenate([half, 1.0 - half])
