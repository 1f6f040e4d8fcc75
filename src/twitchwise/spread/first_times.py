"""When twitching was first noticed at each site: what was told, what was written down, and which of them is known."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from twitchwise.body import Site, all_sites
from twitchwise.diary.model import DayAnswer, Diary, TwitchesNoticed
from twitchwise.intake.model import Answers, NoticedSite, Precision
from twitchwise.spread.model import FirstNoticed, Known, start_of

__all__ = ["QUIET_DAYS_BEFORE", "first_times"]

QUIET_DAYS_BEFORE = 7
"""Days that were answered without twitching at a site before its first time counts as the first. Judgement: a diary is
begun because of twitching that is there already, and its first entries only say that it was there by then."""

_FINENESS = (Precision.MINUTE, Precision.DAY, Precision.MONTH, Precision.YEAR)


def first_times(diary: Diary | None, answers: Answers | None, *, today: date) -> tuple[FirstNoticed, ...]:
    """The first time of every site that was named, by time; sites without one at the end, from head to foot.

    Parameters
    ----------
    diary : twitching written down at the time; None when there is none.
    answers : what was told from memory; None when nothing was.
    today : the person's day; what lies after it is taken for unknown.

    Notes
    -----
    Of a time that was told and one that was written down the earlier counts; of two on one day the finer.
    """
    logged = {} if diary is None else _logged(diary, answers, today)
    told: dict[Site, list[FirstNoticed]] = {}
    for each in () if answers is None else answers.sites:
        told.setdefault(each.site, []).append(_told(each, today))
    sites = [site for site in all_sites() if site in logged or site in told]
    firsts = [_first([*told.get(site, ()), *([logged[site]] if site in logged else [])]) for site in sites]
    return tuple(sorted(firsts, key=lambda each: each.at if each.is_dated and each.at is not None else datetime.max))


def _told(each: NoticedSite, today: date) -> FirstNoticed:
    is_known = each.first_noticed is not None and each.first_noticed.date() <= today
    return FirstNoticed(
        site=each.site,
        at=start_of(each.first_noticed, each.precision) if each.first_noticed is not None and is_known else None,
        precision=each.precision,
        had_just_read=each.had_just_read,
        known=Known.RECALLED if is_known else Known.UNKNOWN,
    )


def _first(found: list[FirstNoticed]) -> FirstNoticed:
    """The one that counts, with what another one knows of reading where it knows nothing itself."""
    chosen = found[0]
    timed = [each for each in found if each.at is not None]
    if timed:
        logged = next((each for each in timed if each.known is Known.LOGGED), None)
        kept = [each for each in timed if logged is None or each is logged or not _holds(each, logged)]
        chosen = min(kept, key=_order)
    # A time that nobody knows is not made known by a diary that was begun later.
    is_late = chosen.known is Known.LOGGED and any(each.known is Known.UNKNOWN for each in found)
    reading = [each.had_just_read for each in (chosen, *found) if each.had_just_read is not None]
    return replace(
        chosen, known=Known.BY_THEN if is_late else chosen.known, had_just_read=reading[0] if reading else None
    )


def _order(first: FirstNoticed) -> tuple[date, tuple[bool, int]]:
    day = date.max if first.at is None else first.at.date()
    return day, (not first.is_dated, _FINENESS.index(first.precision))


def _holds(rough: FirstNoticed, logged: FirstNoticed) -> bool:
    """Whether a month or a day that was told holds the time that was written down, which then is the better one."""
    return (
        rough.at is not None and rough.ends is not None and logged.at is not None and rough.at <= logged.at < rough.ends
    )


def _logged(diary: Diary, answers: Answers | None, today: date) -> dict[Site, FirstNoticed]:
    """The earliest entry of each site, and whether it can be the first time."""
    earliest: dict[Site, TwitchesNoticed] = {}
    for noticed in diary.of(TwitchesNoticed):
        if noticed.site is None or noticed.count == 0 or diary.rule.day_of(noticed.when) > today:
            continue
        before = earliest.get(noticed.site)
        if before is None or _sooner(noticed, before):
            earliest[noticed.site] = noticed
    answered = tuple(diary.of(DayAnswer))
    days = {site: diary.rule.day_of(noticed.when) for site, noticed in earliest.items()}
    begun = min([*days.values(), *(answer.day for answer in answered)], default=today)
    return {
        site: FirstNoticed(
            site=site,
            at=start_of(noticed.when.local, Precision.MINUTE),
            precision=Precision.DAY if noticed.when.is_date_only else Precision.MINUTE,
            had_just_read=noticed.had_just_read,
            known=Known.LOGGED
            if _was_asked_before(answers, site, days[site], begun)
            or _answered_days(answered, site, days[site]) >= QUIET_DAYS_BEFORE
            else Known.BY_THEN,
        )
        for site, noticed in earliest.items()
    }


def _was_asked_before(answers: Answers | None, site: Site, day: date, begun: date) -> bool:
    """Whether the answers tell that a site was quiet before: all twitching is newer, or they name others only."""
    if answers is None:
        return False
    if answers.twitching_since is not None and answers.twitching_since >= begun:
        return True
    return bool(answers.sites) and day > answers.answered_on and all(each.site != site for each in answers.sites)


def _sooner(one: TwitchesNoticed, other: TwitchesNoticed) -> bool:
    """Whether one entry is the earlier; on one day the one whose hour is known."""
    if one.when.local.date() == other.when.local.date() and one.when.is_date_only != other.when.is_date_only:
        return other.when.is_date_only
    return one.when.local < other.when.local


def _answered_days(answered: Iterable[DayAnswer], site: Site, before: date) -> int:
    return len({each.day for each in answered if each.day < before and (not each.sites or site in each.sites)})
