"""Each answered day and site: twitching, or none; a day that was not asked about has nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from twitchwise.body import Site
from twitchwise.diary.model import Answer, DayAnswer, Diary, TwitchesNoticed

__all__ = ["SiteDay", "site_days"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDay:
    """What is known of one site on one day.

    Parameters
    ----------
    day : the person's day.
    site : where; None for somewhere, or for the whole body.
    is_present : twitching was noticed; False when it was asked about and there was none.
    is_whole_body : the answer was about the whole body.
    noticed : each time it was noticed.
    answers : the answers of that day.
    """

    day: date
    site: Site | None
    is_present: bool
    is_whole_body: bool = False
    noticed: tuple[TwitchesNoticed, ...] = ()
    answers: tuple[DayAnswer, ...] = ()

    @property
    def count(self) -> int | None:
        """How often it twitched, as far as it was counted; 0 for none, None when nothing was counted."""
        counts = [entry.count for entry in self.noticed if entry.count is not None]
        if counts:
            return sum(counts)
        return None if self.is_present else 0

    @property
    def is_at_least(self) -> bool:
        """Whether it twitched more often than `count`, or may have: a count that stopped, or one that was not made."""
        counted = [entry for entry in self.noticed if entry.count is not None]
        return bool(counted) and (len(counted) < len(self.noticed) or any(entry.is_at_least for entry in counted))


@dataclass(slots=True)
class _Day:
    answers: list[DayAnswer] = field(default_factory=list)
    noticed: dict[Site | None, list[TwitchesNoticed]] = field(default_factory=dict)


def site_days(diary: Diary) -> Iterator[SiteDay]:
    """One for each answered day and site, day after day.

    Notes
    -----
    A question about the whole body counts for every site at which twitching stands anywhere in the diary, and when
    nothing was noticed, for the whole body too.
    """
    days: dict[date, _Day] = {}
    for answer in diary.of(DayAnswer):
        days.setdefault(answer.day, _Day()).answers.append(answer)
    followed: dict[Site, None] = {}
    for noticed in diary.of(TwitchesNoticed):
        day = days.setdefault(diary.rule.day_of(noticed.when), _Day())
        day.noticed.setdefault(noticed.site, []).append(noticed)
        if noticed.site is not None:
            followed[noticed.site] = None
    for number in sorted(days):
        yield from _one_day(number, days[number], followed)


def _one_day(number: date, day: _Day, followed: Iterable[Site]) -> Iterator[SiteDay]:
    answers = tuple(day.answers)
    for site, entries in day.noticed.items():
        yield SiteDay(day=number, site=site, is_present=True, noticed=tuple(entries), answers=answers)
    is_whole = any(not answer.sites for answer in answers)
    asked: dict[Site, None] = {site: None for answer in answers for site in answer.sites}
    for site in asked | dict.fromkeys(followed if is_whole else ()):
        if site not in day.noticed:
            yield SiteDay(day=number, site=site, is_present=False, answers=answers)
    if is_whole and not day.noticed:
        is_present = any(answer.answer is Answer.NOTICED for answer in answers)
        yield SiteDay(day=number, site=None, is_present=is_present, is_whole_body=True, answers=answers)
