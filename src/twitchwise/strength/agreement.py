"""When the tests of one region agree: the rule for a fall, for a repeat, and for what is excluded."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "AGREE_SD",
    "REPEAT_SD",
    "TOGETHER_SD",
    "WINDOW_DAYS",
    "Agreement",
    "Voices",
    "agree",
    "hear_test",
]

Array = NDArray[np.float64]

# Chosen on simulated people that no table of the bench uses; docs/bench-strength.md says what they give.
AGREE_SD = 1.0  # each of two tests at least: probability 0.84 that the loss is above the margin
TOGETHER_SD = 3.5  # the two together: 3.5 / sqrt(2) = 2.5 SD, probability 0.993
REPEAT_SD = 2.3  # one test alone
WINDOW_DAYS = 35  # five weekly sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """What one test says at each look; each (n_people, n_looks) float.

    Parameters
    ----------
    above : SDs above the margin that held at two sessions running, the best such pair of the window.
    bound, alone : the monthly fall that two sessions running exclude, with a second test and without, %.
    """

    above: Array
    bound: Array
    alone: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What the tests of a region say together at each look; each (n_people, n_looks).

    Parameters
    ----------
    is_fall : two tests agree on a loss above the margin.
    is_repeat : one test alone shows it.
    bound : float, the monthly fall that two of the tests exclude, or the only test does, %.
    n_tests : how many tests have a say.
    """

    is_fall: NDArray[np.bool_]
    is_repeat: NDArray[np.bool_]
    bound: Array
    n_tests: NDArray[np.int64]


def hear_test(days: Array, said: Voices, is_kept: NDArray[np.bool_], looks: Array) -> Voices:
    """Say what a test says at each look, from its sessions up to then.

    Parameters
    ----------
    days : (n,) float, days of its sessions, rising.
    said : what it says after each of its sessions by itself, (n_people, n), of `Followed`.
    is_kept : (n,) bool; only kept sessions speak.
    looks : (n_looks,) float, days on which somebody looks, rising.
    """
    days = days[is_kept]
    above = _lower_of_two(said.above[:, is_kept])
    bound, alone = (-_lower_of_two(-each[:, is_kept]) for each in (said.bound, said.alone))
    heard = np.full((above.shape[0], looks.size), -np.inf)
    excluded, excluded_alone = -heard, -heard
    ends = np.searchsorted(days, looks, side="right")
    starts = np.searchsorted(days, looks - WINDOW_DAYS, side="right")
    for look, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if end > start:
            heard[:, look] = above[:, start:end].max(axis=1)
        if end > 0:
            excluded[:, look], excluded_alone[:, look] = bound[:, end - 1], alone[:, end - 1]
    return Voices(above=heard, bound=excluded, alone=excluded_alone)


def agree(voices: tuple[Voices, ...]) -> Agreement:
    """Join the tests of one region.

    Parameters
    ----------
    voices : one of each test, all with the same people and looks.

    Notes
    -----
    A fall: the second-best test is at least AGREE_SD above the margin and the best two together TOGETHER_SD. What is
    excluded is the second-lowest bound, so that no single test can reassure either; where
    only one has a say, it is that one's wider bound.
    """
    above = np.sort(np.stack([voice.above for voice in voices]), axis=0)[::-1]
    bound = np.sort(np.stack([voice.bound for voice in voices]), axis=0)
    alone = np.stack([voice.alone for voice in voices]).min(axis=0)
    n_tests = np.isfinite(bound).sum(axis=0)
    best = above[0]
    if len(voices) == 1:
        return Agreement(
            is_fall=np.zeros(best.shape, dtype=bool), is_repeat=best >= REPEAT_SD, bound=alone, n_tests=n_tests
        )
    is_fall = (above[1] >= AGREE_SD) & (best + above[1] >= TOGETHER_SD)
    return Agreement(
        is_fall=is_fall,
        is_repeat=(best >= REPEAT_SD) & ~is_fall,
        bound=np.where(n_tests >= 2, bound[1], alone),
        n_tests=n_tests,
    )


def _lower_of_two(said: Array) -> Array:
    """The lower of each session and the one before; the first has none before it."""
    first = np.full((said.shape[0], min(said.shape[1], 1)), -np.inf)
    return np.concatenate([first, np.minimum(said[:, 1:], said[:, :-1])], axis=1)
