import numpy as np
import pytest

from twitchwise.triggers.fit import Posterior
from twitchwise.triggers.pooling import ODDS_SHARES, pool_priors


def _saying(*log_factors: float) -> Posterior:
    """A muscle whose counts speak so loudly for each exposure, independently."""
    n = len(log_factors)
    sets = tuple(tuple(i for i in range(n) if pattern >> i & 1) for pattern in range(2**n))
    return Posterior(
        explanations=(), sets=sets, evidences=np.array([sum(log_factors[i] for i in acting) for acting in sets])
    )


def test_what_acts_on_other_muscles_becomes_likelier_here() -> None:
    priors = [np.array([0.1, 0.1])] * 3
    names = [("coffee", "wine")] * 3
    pooled = pool_priors(names, priors, [_saying(0.0, 0.0), _saying(8.0, -2.0), _saying(8.0, -2.0)])
    assert pooled[0][0] > 0.3
    assert pooled[0][1] < 0.1 + 0.03


def test_a_muscle_does_not_speak_for_itself() -> None:
    priors = [np.array([0.1])] * 3
    names = [("coffee",)] * 3
    quiet, loud = (pool_priors(names, priors, [_saying(own), _saying(0.5), _saying(0.5)]) for own in (0.0, 9.0))
    assert quiet[0] == pytest.approx(loud[0], rel=0.05)
    assert loud[1] > quiet[1]


def test_what_concerns_one_muscle_keeps_its_prior() -> None:
    pooled = pool_priors(
        [("coffee", "wine"), ("wine",)], [np.array([0.3, 0.1]), np.array([0.1])], [_saying(5.0, 0.0), _saying(0.0)]
    )
    assert pooled[0][0] == 0.3


def test_the_shares_are_shares() -> None:
    assert sum(ODDS_SHARES) == pytest.approx(1.0)
