"""How a simulated person keeps the diary: days forgotten, quiet days left out, entries on the wrong day."""

import numpy as np
from numpy.typing import NDArray

from twitchwise.simulate.person_world import PersonWorld

__all__ = ["BAD_DAY_ANSWERED", "QUIET_DAY_ANSWERED", "choose_answered_days", "write_on_wrong_days"]

BAD_DAY_ANSWERED = 0.95  # with more twitches than on half of this person's days
QUIET_DAY_ANSWERED = 0.45
_GAP_DAYS = (1, 3)


def choose_answered_days(
    world: PersonWorld, counts: NDArray[np.float64], rng: np.random.Generator
) -> NDArray[np.bool_]:
    """Choose the days on which the evening's questions were answered.

    Parameters
    ----------
    world : share of missing days, and whether quiet days are left out.
    counts : (n_muscles, n_days) float, what there was to notice.

    Returns
    -------
    (n_days,) bool.

    Notes
    -----
    Gaps of 1-3 days are put at random places until the wanted share, rounded, is missing; the last one may be cut.
    """
    n_days = counts.shape[1]
    answered = np.ones(n_days, dtype=bool)
    gap_rng, mood_rng = rng.spawn(2)
    wanted = round(world.missing_share * n_days)
    while (left := wanted - int((~answered).sum())) > 0:
        start = int(gap_rng.integers(n_days))
        length = min(int(gap_rng.integers(_GAP_DAYS[0], _GAP_DAYS[1] + 1)), left)
        answered[start : start + length] = False
    if world.bad_days_only:
        total = counts.sum(axis=0)
        likely = np.where(total > np.median(total), BAD_DAY_ANSWERED, QUIET_DAY_ANSWERED)
        answered &= mood_rng.random(n_days) < likely
    return answered


def write_on_wrong_days(values: NDArray[np.float64], share: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """Put a share of the entries on the day before or after, which get each other's.

    Parameters
    ----------
    values : (n_days,) float.
    share : of entries that end on a wrong day, 0-1.
    """
    written = values.copy()
    for day in np.flatnonzero(rng.random(len(values) - 1) < share / 2):  # an exchange misplaces two entries
        written[[day, day + 1]] = written[[day + 1, day]]
    return written
