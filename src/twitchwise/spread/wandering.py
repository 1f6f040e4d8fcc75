"""Whether twitching wanders: on another day it is in other places."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from twitchwise.body import Site
from twitchwise.diary.model import Diary, TwitchesNoticed

__all__ = ["MOST_SHARED", "TWITCHING_DAYS_AT_LEAST", "WANDERING_SITES_AT_LEAST", "DayToDay", "compare_days", "wanders"]

# Judgement, all three: no study says where "it moves about" begins.
TWITCHING_DAYS_AT_LEAST = 6
WANDERING_SITES_AT_LEAST = 3
MOST_SHARED = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class DayToDay:
    """How much the places of one twitching day are those of the one before.

    Parameters
    ----------
    n_days : days on which twitching was noticed at a named site.
    n_sites : different sites on them.
    shared : 0-1, sites in both of two neighbouring twitching days as a share of those in either, mean over the pairs;
        None with fewer than two such days.
    """

    n_days: int
    n_sites: int
    shared: float | None


def compare_days(diary: Diary, *, today: date) -> DayToDay:
    """The places of each twitching day against those of the twitching day before.

    Parameters
    ----------
    diary : days are cut by its rule.
    today : the person's day; later entries are left out.
    """
    by_day: dict[date, set[Site]] = {}
    for noticed in diary.of(TwitchesNoticed):
        day = diary.rule.day_of(noticed.when)
        if noticed.site is not None and noticed.count != 0 and day <= today:
            by_day.setdefault(day, set()).add(noticed.site)
    days = [by_day[day] for day in sorted(by_day)]
    shares = [len(one & next_) / len(one | next_) for one, next_ in pairwise(days)]
    return DayToDay(
        n_days=len(days),
        n_sites=len(set().union(*days)),
        shared=sum(shares) / len(shares) if shares else None,
    )


def wanders(days: DayToDay) -> bool:
    """Whether so many days show that the places change from one twitching day to the next."""
    return (
        days.n_days >= TWITCHING_DAYS_AT_LEAST
        and days.n_sites >= WANDERING_SITES_AT_LEAST
        and days.shared is not None
        and days.shared < MOST_SHARED
    )
