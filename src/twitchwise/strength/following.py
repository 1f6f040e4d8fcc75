"""From scores and dates to what each test says after each session: how far the loss is above the margin, and which
monthly fall it excludes. Works on one person and on thousands with the same dates."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twitchwise.strength.agreement import Voices
from twitchwise.strength.trend_filter import Filtered, Plan, filter_scores
from twitchwise.strength.trend_model import (
    ERROR_WORTH_SESSIONS,
    OWN_ERROR_SESSIONS,
    PRACTICE_SESSIONS,
    UNKNOWN_ERROR_PERCENT,
    UNKNOWN_ERROR_WORTH_SESSIONS,
    WEEKS_PER_MONTH,
)

__all__ = [
    "ALONE_INFLATION",
    "BOUND_INFLATION",
    "BOUND_SD",
    "LEARNING_SESSIONS",
    "MARGIN_PERCENT",
    "MARGIN_PERCENT_PER_MONTH",
    "RECOVERY_DAYS",
    "REFERENCE_SESSIONS",
    "SUDDEN_SD",
    "Followed",
    "follow_scores",
    "is_recovering",
    "make_plan",
    "percent_of_first",
]

Array = NDArray[np.float64]

LEARNING_SESSIONS = 6  # kept ones, before which nothing is said (strength.md 7)
REFERENCE_SESSIONS = 4
RECOVERY_DAYS = 14  # after an illness or injury; without it, one healthy person in eight is alarmed by the way back
MARGIN_PERCENT = 3.0
MARGIN_PERCENT_PER_MONTH = (
    0.3  # people without disease drift: at 0.5 % a month a fixed 5 % alarmed 21 % (strength.md 6.4)
)
SUDDEN_SD = 1.5  # of surprise that a score below what was foretold has to have beyond what a trend needs
BOUND_SD = 1.645  # one-sided 95 %
ALONE_INFLATION = 3.4  # of the variance, where no second test confirms
BOUND_INFLATION = 1.8  # of the variance: looked at every week, and slow learners hide a fall (1.6 in strength.md 6.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What each test says after each session; each (n_plans, n_people, n) float.

    Parameters
    ----------
    filtered : level, loss and own error.
    above : SDs by which the loss is above the margin, or the score below what was foretold less SUDDEN_SD, whichever
        is more; -inf while the test has no say.
    bound : the monthly fall that is excluded if a second test says so too, %; inf while the test has no say.
    alone : the same without a second test.
    """

    filtered: Filtered
    above: Array
    bound: Array
    alone: Array

    def of(self, i: int, sessions: NDArray[np.intp]) -> Voices:
        """What test `i` says after some of its sessions."""
        return Voices(
            above=self.above[i][:, sessions], bound=self.bound[i][:, sessions], alone=self.alone[i][:, sessions]
        )


def make_plan(days: Array, done: Array, is_kept: NDArray[np.bool_], error_percent: Array) -> Plan:
    """Make the filter's plan of tests.

    Parameters
    ----------
    days : (n_plans, n) float, day of each session; padding repeats the last.
    done : (n_plans, n) float, sessions of the test done before.
    is_kept : (n_plans, n) bool, False where excluded or padding; the first ones become practice here.
    error_percent : (n_plans,) float, published errors, % of the score; nan where there is none.
    """
    kept = is_kept & (done >= PRACTICE_SESSIONS)
    first = np.where(kept.any(axis=1), kept.argmax(axis=1), 0)
    start = np.take_along_axis(days, first[:, None], axis=1)
    known = np.isfinite(error_percent)
    return Plan(
        weeks=np.maximum(days - start, 0.0) / 7.0,
        done=done,
        is_kept=kept,
        error_percent=np.where(known, error_percent, UNKNOWN_ERROR_PERCENT),
        error_worth=np.where(known, ERROR_WORTH_SESSIONS, UNKNOWN_ERROR_WORTH_SESSIONS),
        kept_needed=np.where(known, LEARNING_SESSIONS, OWN_ERROR_SESSIONS).astype(float),
    )


def is_recovering(days: Array, is_marked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Say which sessions lie in the days after one that was marked as ill or injured.

    Parameters
    ----------
    days : (n,) float, rising.
    is_marked : (..., n) bool.

    Examples
    --------
    >>> is_recovering(np.array([0.0, 7.0, 14.0, 21.0, 28.0]), np.array([False, True, False, False, False])).tolist()
    [False, False, True, True, False]
    """
    gap = days[:, None] - days[None, :]
    after = (gap > 0.0) & (gap <= RECOVERY_DAYS)
    return np.asarray((is_marked[..., None, :] & after).any(axis=-1))


def percent_of_first(scores: Array, is_usual: NDArray[np.bool_]) -> Array:
    """Scores as % of the mean of the first usual ones; nan where those are all 0 or absent.

    Parameters
    ----------
    scores : (..., n) float, in the test's unit.
    is_usual : (..., n) bool, neither excluded nor padding; those of practice count here.
    """
    taken = is_usual & (np.cumsum(is_usual, axis=-1) <= REFERENCE_SESSIONS)
    count = np.maximum(taken.sum(axis=-1, keepdims=True), 1)
    mean = np.where(taken, scores, 0.0).sum(axis=-1, keepdims=True) / count
    return np.asarray(np.where(mean > 0.0, 100.0 * scores / np.where(mean > 0.0, mean, 1.0), np.nan))


def follow_scores(plan: Plan, scores: Array) -> Followed:
    """Follow scores and say, after each session, what they show and exclude.

    Parameters
    ----------
    plan : dates and errors.
    scores : (n_plans, n_people, n) float, % of the person's first scores.

    Notes
    -----
    above = max((loss - MARGIN_PERCENT - MARGIN_PERCENT_PER_MONTH months) / SD of the loss, -surprise - SUDDEN_SD);
    bound = (loss + BOUND_SD sqrt(BOUND_INFLATION) SD) / months, and with ALONE_INFLATION for `alone`.
    The margin grows with time because ordinary people drift a little too: with a fixed one, false alarms come mostly
    late in the year. A trend is slow to believe in a drop at once; two sessions far below what was foretold are not.
    """
    filtered = filter_scores(plan, np.nan_to_num(scores, nan=0.0))
    months = (plan.weeks / WEEKS_PER_MONTH)[:, None, :]
    is_enough = filtered.kept >= plan.kept_needed[:, None]
    has_say = is_enough[:, None, :] & np.all(np.isfinite(scores), axis=2, keepdims=True)
    margin = MARGIN_PERCENT + MARGIN_PERCENT_PER_MONTH * months
    trend = (filtered.loss - margin) / filtered.loss_sd
    return Followed(
        filtered=filtered,
        above=np.where(has_say, np.maximum(trend, -filtered.surprise - SUDDEN_SD), -np.inf),
        bound=_bound(filtered, months, has_say, BOUND_INFLATION),
        alone=_bound(filtered, months, has_say, ALONE_INFLATION),
    )


def _bound(filtered: Filtered, months: Array, has_say: NDArray[np.bool_], inflation: float) -> Array:
    highest = filtered.loss + BOUND_SD * np.sqrt(inflation) * filtered.loss_sd
    return np.where(has_say & (months > 0.0), highest / np.where(months > 0.0, months, 1.0), np.inf)
