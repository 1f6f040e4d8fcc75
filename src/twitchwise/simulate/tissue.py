"""How tissue moves when a motor unit twitches in it."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["twitch_displacement"]

_RELEASE_SHARE = 0.15  # of the height that comes back slowly, as the tissue settles


def twitch_displacement(since_s: NDArray[np.float64], *, contraction_s: float, release: float) -> NDArray[np.float64]:
    """Compute the displacement of a twitch of height 1.

    Parameters
    ----------
    since_s : (n,) time since the muscle began to pull, s; 0 before.
    contraction_s : time to the peak, s; 0.03-0.10 in man.
    release : how much slower the tail is than the rise, 1 or more.

    Notes
    -----
    s(t) = u^2 exp(2 (1 - u)), u = t / Tc, with 15 % of the height, once the peak is reached, coming back `release`
    times slower: s = 0.85 s(u) + 0.15 s(1 + (u - 1) / release) for u > 1.

    References
    ----------
    Contraction and half-relaxation times: Thomas et al. 1990; Macefield et al. 1996.
    """
    u = np.maximum(since_s, 0.0) / contraction_s
    slow = np.where(u > 1.0, 1.0 + (u - 1.0) / release, u)
    return np.asarray((1.0 - _RELEASE_SHARE) * _pull(u) + _RELEASE_SHARE * _pull(slow))


def _pull(u: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(u**2 * np.exp(2.0 * (1.0 - u)))
