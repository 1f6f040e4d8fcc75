"""Bands of the draws, the order, and the two lanes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from twitchwise.causes.model import Cause, Library
from twitchwise.causes.ranked import Band, BandShares
from twitchwise.causes.reading import Readings
from twitchwise.causes.weighing import Scores, Term, draw_scores, is_possible, weigh

__all__ = ["ALS", "MOST_LIKELY_SHOWN", "Judged", "first_lane", "judge_causes", "second_lane"]

ALS = "als"
MOST_LIKELY_SHOWN = 5
_MOST_RARE_SHOWN = 10  # room for every mimic of ALS when strength is lost

# Bands, in log10 below the best cause: choices. A rare cause that must not be missed stays possible for longer.
_FITS_WITHIN = 0.7
_POSSIBLE_WITHIN = 2.0
_RARE_POSSIBLE_WITHIN = 2.5
_FITS_WITH_EVIDENCE = 0.2  # what was told has to speak for it; being common alone does not fit anybody
_RARE_WITH_EVIDENCE = 0.7  # to be named to somebody who told of nothing that is lost


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One cause that comes into question.

    Parameters
    ----------
    cause, terms : which, and what was weighed.
    score : mean log10 score.
    shares : of the draws in each band.
    """

    cause: Cause
    terms: tuple[Term, ...]
    score: float
    shares: BandShares

    @property
    def band(self) -> Band:
        """The band that most draws give."""
        by_share = {
            Band.FITS: self.shares.fits,
            Band.POSSIBLE: self.shares.possible,
            Band.DOES_NOT_FIT: self.shares.does_not_fit,
        }
        return max(by_share, key=lambda band: by_share[band])


def judge_causes(library: Library, readings: Readings, rng: np.random.Generator, *, signs: bool) -> tuple[Judged, ...]:
    """Every cause that comes into question, the best first; the order of the library decides between equals.

    Parameters
    ----------
    signs : strength, speech or swallowing is lost: then the mimics of ALS stay possible whatever their score.
    """
    causes = [cause for cause in library.causes if is_possible(cause, readings)]
    terms = [weigh(cause, readings, library) for cause in causes]
    scores = draw_scores(causes, terms, rng)
    shares = _bands(causes, scores, signs=signs)
    means = scores.total.mean(axis=0)
    judged = [
        Judged(cause=cause, terms=term, score=round(float(mean), 9), shares=share)
        for cause, term, mean, share in zip(causes, terms, means, shares, strict=True)
    ]
    return tuple(sorted(judged, key=lambda each: -each.score))


def _bands(causes: Sequence[Cause], scores: Scores, *, signs: bool) -> list[BandShares]:
    below = scores.total.max(axis=1, keepdims=True) - scores.total
    fits = (below <= _FITS_WITHIN) & (scores.evidence >= _FITS_WITH_EVIDENCE)
    within = np.array([_RARE_POSSIBLE_WITHIN if cause.is_rare else _POSSIBLE_WITHIN for cause in causes])
    stays = np.array([signs and cause.is_mimic for cause in causes])
    possible = ~fits & ((below <= within) | stays)
    n = scores.total.shape[0]
    shares = []
    for i in range(len(causes)):
        n_fits, n_possible = int(fits[:, i].sum()), int(possible[:, i].sum())
        shares.append(BandShares(fits=n_fits / n, possible=n_possible / n, does_not_fit=(n - n_fits - n_possible) / n))
    return shares


def first_lane(ranking: Sequence[Judged], *, signs: bool, is_weak: bool = False) -> list[Judged]:
    """By likelihood, one of a family, five at most; ALS only when something was told that it could explain.

    Parameters
    ----------
    signs : strength, speech or swallowing is lost.
    is_weak : lost strength was told more than once: then what is harmless comes after all that could explain it.
    """
    if is_weak:
        ranking = sorted(ranking, key=lambda each: each.cause.is_harmless)
    lane: list[Judged] = []
    families: set[str] = set()
    for each in ranking:
        if each.band is Band.DOES_NOT_FIT or (each.cause.id == ALS and not signs) or each.cause.family in families:
            continue
        families.add(each.cause.family)
        lane.append(each)
        if len(lane) == MOST_LIKELY_SHOWN:
            break
    return sorted(lane, key=lambda each: each.band is not Band.FITS)  # what fits is read before what is possible


def second_lane(ranking: Sequence[Judged], shown: set[str], *, signs: bool) -> list[Judged]:
    """The rare and the mimics that stay possible, those for which something speaks; ALS is never left out."""
    als = next(each for each in ranking if each.cause.id == ALS)
    lane = [
        each
        for each in ranking
        if each.cause.id not in shown
        and each.cause.id != ALS
        and each.band is not Band.DOES_NOT_FIT
        and ((signs and each.cause.is_mimic) or (each.cause.is_rare and _speaks_for(each)))
    ]
    mimics_first = sorted(lane, key=lambda each: not (signs and each.cause.is_mimic))[: _MOST_RARE_SHOWN - 1]
    return sorted([*mimics_first, als], key=lambda each: -each.score if signs else each is als)


def _speaks_for(judged: Judged) -> bool:
    return sum(term.middle for term in judged.terms if term.is_counted) >= _RARE_WITH_EVIDENCE
