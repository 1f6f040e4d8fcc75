"""One test of one side over the weeks, as the trend takes it: real dates, higher is better, conditions beside."""

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from twitchwise.body import Side
from twitchwise.errors import InputError
from twitchwise.strength.region import StrengthRegion

__all__ = ["EXCLUDING", "RECOVERING", "RESTARTING", "Condition", "Series", "Session", "rate_from_seconds"]

_FELT_MOST = 10.0


class Condition(StrEnum):
    """What a person notes beside a session.

    A bad night is noted and drawn, but excludes nothing: worried people sleep badly most weeks, and would never get a
    result.
    """

    ILL = "ill"
    INJURED = "injured"
    PAIN = "pain"
    STOPPED_TRAINING = "stopped-training"
    NEW_MEDICINE = "new-medicine"
    DONE_DIFFERENTLY = "done-differently"
    HALF_HEARTED = "half-hearted"
    BAD_NIGHT = "bad-night"
    LASTING = "lasting"


EXCLUDING = frozenset(Condition) - {Condition.BAD_NIGHT, Condition.LASTING}
RECOVERING = frozenset({Condition.ILL, Condition.INJURED})
RESTARTING = frozenset({Condition.ILL, Condition.INJURED, Condition.STOPPED_TRAINING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One result of one test.

    Parameters
    ----------
    day : the person's day on which it was done.
    score : what was reached, in the test's unit, higher is better; 0 when it was tried and failed.
    conditions : what was noted beside it.
    felt : how weak it felt before, 0 (not at all) to 10, or None when not asked.

    Raises
    ------
    InputError
        If the score is negative or no number, or felt weakness is not within 0-10.
    """

    day: date
    score: float
    conditions: frozenset[Condition] = frozenset()
    felt: float | None = None

    def __post_init__(self) -> None:
        where = f"session of {self.day.isoformat()}"
        if not (math.isfinite(self.score) and self.score >= 0.0):
            raise InputError(what=f"{self.score} is not a score", where=where, remedy="give a number that is 0 or more")
        if self.felt is not None and not 0.0 <= self.felt <= _FELT_MOST:
            raise InputError(
                what=f"felt weakness {self.felt} is not on the scale", where=where, remedy="give a number from 0 to 10"
            )

    @property
    def is_excluded(self) -> bool:
        """Whether its score is kept out of the trend."""
        return bool(self.conditions & EXCLUDING)

    @property
    def needs_recovery(self) -> bool:
        """Whether the sessions of the next days are kept out too."""
        return bool(self.conditions & RECOVERING) and not self.restarts

    @property
    def restarts(self) -> bool:
        """Whether it marks a lasting change after which learning starts again."""
        return Condition.LASTING in self.conditions and bool(self.conditions & RESTARTING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One test of one side over time.

    Parameters
    ----------
    test : id of the test.
    side : left, right, or middle for a test without sides.
    regions : the regions it bears on.
    error_percent : published error of a single result (one SD from day to day), % of the score, or None when no study
        has measured it; then it is learned from the person's own sessions.
    sessions : by day, at most one a day.

    Raises
    ------
    InputError
        If two sessions are on one day, days go backwards, or the error is not above 0.
    """

    test: str
    side: Side
    regions: tuple[StrengthRegion, ...]
    error_percent: float | None
    sessions: tuple[Session, ...]

    def __post_init__(self) -> None:
        where = f"{self.test}, {self.side}"
        if self.error_percent is not None and not (math.isfinite(self.error_percent) and self.error_percent > 0.0):
            raise InputError(what=f"error {self.error_percent} %", where=where, remedy="give more than 0, or none")
        for earlier, later in zip(self.sessions, self.sessions[1:], strict=False):
            if later.day == earlier.day:
                raise InputError(
                    what=f"two results on {later.day.isoformat()}", where=where, remedy="keep one result of a day"
                )
            if later.day < earlier.day:
                raise InputError(
                    what=f"{later.day.isoformat()} comes after {earlier.day.isoformat()}",
                    where=where,
                    remedy="put the sessions in the order of their days",
                )


def rate_from_seconds(seconds: float, *, amount: float = 1.0) -> float:
    """Turn a time, where less is better, into a speed, where more is better.

    Parameters
    ----------
    seconds : time taken, s.
    amount : what was done in it: metres, steps, repetitions.

    Returns
    -------
    Amount per second.

    Raises
    ------
    InputError
        If the time is not above 0.

    Notes
    -----
    A time that doubles is half the speed: in seconds the same loss would look like 100 %, in speed it is 50 %.

    Examples
    --------
    >>> rate_from_seconds(8.0, amount=10.0)
    1.25
    """
    if not (math.isfinite(seconds) and seconds > 0.0):
        raise InputError(what=f"{seconds} s is not a time", where="result", remedy="give a time above 0 seconds")
    return amount / seconds
