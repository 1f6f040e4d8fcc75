"""The evening's entry of one day: kept as a whole, gone over once more as a whole, and never over somebody's head."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from twitchwise.body import Site, all_sites
from twitchwise.clock import utc_now
from twitchwise.desk.writing import NoticedThing, now_by_the_clock
from twitchwise.diary.codec import entry_to_json
from twitchwise.diary.model import (
    Answer,
    DayAnswer,
    Diary,
    Entry,
    Exposure,
    ExposureKind,
    Note,
    TwitchesNoticed,
)
from twitchwise.diary.moment import Moment, on_date
from twitchwise.diary.portions import CUP_MG, DRINK_G
from twitchwise.errors import InputError
from twitchwise.store.diary_store import DiaryStore
from twitchwise.store.together import kept_together

__all__ = ["Evening", "EveningKept", "evening_of", "evening_stamp", "keep_evening", "recent_sites"]

_SOMEWHERE = "somewhere"
_RECENT_DAYS = 28
_EARLIEST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """What is said of a day in the evening; None and empty for what was left open.

    Parameters
    ----------
    noticed : twitching, one thing a place.
    is_quiet : the day was watched and nothing twitched.
    cups : of coffee.
    drinks : alcoholic.
    tense : how tense the day was, 0-10.
    note : anything unusual.
    """

    noticed: tuple[NoticedThing, ...] = ()
    is_quiet: bool = False
    cups: float | None = None
    drinks: float | None = None
    tense: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EveningKept:
    """What became of an evening's entry.

    Parameters
    ----------
    is_kept : it stands in the diary now; else another one was kept meanwhile, and nothing was changed.
    there : what stands in the diary.
    stamp : of that.
    """

    is_kept: bool
    there: Evening
    stamp: str


def evening_of(diary: Diary, day: date) -> Evening:
    """The evening's entry of a day; an empty one when there is none.

    Parameters
    ----------
    diary : what was written down by other ways, or imported, does not count here.
    day : the person's day.
    """
    entries = _entries(diary, day)
    return Evening(
        noticed=_in_order(
            NoticedThing(site=each.site, count=each.count, had_just_read=each.had_just_read)
            for each in entries
            if isinstance(each, TwitchesNoticed)
        ),
        is_quiet=any(isinstance(each, DayAnswer) and each.answer is Answer.NOTHING_NOTICED for each in entries),
        cups=_amount(entries, ExposureKind.CAFFEINE, CUP_MG),
        drinks=_amount(entries, ExposureKind.ALCOHOL, DRINK_G),
        tense=_amount(entries, ExposureKind.STRESS, 1.0),
        note=next((each.text for each in entries if isinstance(each, Note)), ""),
    )


def evening_stamp(diary: Diary, day: date) -> str:
    """Changes whenever the evening's entry of this day does."""
    said = "\n".join(sorted(entry_to_json(each) for each in _entries(diary, day)))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@kept_together
def keep_evening(store: DiaryStore, day: date, evening: Evening, *, seen: str) -> EveningKept:
    """Keeps what is said of a day in place of what was said before, which stays among the former entries.

    Parameters
    ----------
    store : the diary.
    day : the person's day.
    evening : all of it; what is left out is taken out.
    seen : stamp of the entry that the person saw before; when another one stands there by now and says something else,
        nothing is changed.

    Raises
    ------
    InputError
        The day lies in the future or before 1900, or "nothing" is said beside twitching.
    """
    diary = store.load()
    evening = replace(evening, noticed=_in_order(evening.noticed))
    _check(evening, day, diary.rule.today(utc_now()))
    there, stamp = evening_of(diary, day), evening_stamp(diary, day)
    if evening == there:
        return EveningKept(is_kept=True, there=there, stamp=stamp)
    if seen != stamp:
        return EveningKept(is_kept=False, there=there, stamp=stamp)
    is_today = day == diary.rule.today(utc_now())
    when = now_by_the_clock(diary.rule) if is_today else on_date(day, diary.rule.zone)
    before = {each.entry_id: each for each in _entries(diary, day)}
    wanted = {each.entry_id: each for each in _written(evening, day, when)}
    for id_, old in before.items():
        if id_ not in wanted:
            store.remove(id_)
        elif replace(wanted[id_], when=old.when) != old:
            store.change(replace(wanted[id_], when=old.when))
    store.add([each for id_, each in wanted.items() if id_ not in before])
    kept = store.load()
    return EveningKept(is_kept=True, there=evening_of(kept, day), stamp=evening_stamp(kept, day))


def recent_sites(diary: Diary, today: date, *, most: int = 6) -> tuple[Site, ...]:
    """Where twitching was written down in the last four weeks, the latest first."""
    since = today - timedelta(days=_RECENT_DAYS)
    found = [
        each.site
        for each in reversed(diary.of(TwitchesNoticed))
        if each.site is not None and since <= diary.rule.day_of(each.when) <= today
    ]
    return tuple(dict.fromkeys(found))[:most]


def _check(evening: Evening, day: date, today: date) -> None:
    if not _EARLIEST <= day <= today:
        raise InputError(
            what="this day has not come yet" if day > today else "this day is too long ago",
            where=day.isoformat(),
            remedy=f"today is {today.isoformat()}",
        )
    if evening.noticed and evening.is_quiet:
        raise InputError(
            what='"nothing noticed" and twitching exclude each other', where="the day", remedy="say one of the two"
        )


def _in_order(noticed: Iterable[NoticedThing]) -> tuple[NoticedThing, ...]:
    """From head to foot, and last what was noticed somewhere; so that the same things are always the same entry."""
    sites = list(all_sites())
    return tuple(sorted(noticed, key=lambda each: len(sites) if each.site is None else sites.index(each.site)))


def _prefix(day: date) -> str:
    return f"evening-{day.isoformat()}-"


def _entries(diary: Diary, day: date) -> list[Entry]:
    begin = _prefix(day)
    return [each for each in diary.entries if each.entry_id.startswith(begin)]


def _amount(entries: list[Entry], kind: ExposureKind, scale: float) -> float | None:
    found = (each.amount for each in entries if isinstance(each, Exposure) and each.kind is kind)
    return next((amount / scale for amount in found if amount is not None), None)


def _written(evening: Evening, day: date, when: Moment) -> Iterator[Entry]:
    begin = _prefix(day)
    if evening.noticed or evening.is_quiet:
        answer = Answer.NOTHING_NOTICED if evening.is_quiet else Answer.NOTICED
        yield DayAnswer(entry_id=f"{begin}answer", when=when, day=day, answer=answer)
    for each in evening.noticed:
        where = _SOMEWHERE if each.site is None else each.site.id
        yield TwitchesNoticed(
            entry_id=f"{begin}{where}", when=when, site=each.site, count=each.count, had_just_read=each.had_just_read
        )
    for kind, amount, scale in (
        (ExposureKind.CAFFEINE, evening.cups, CUP_MG),
        (ExposureKind.ALCOHOL, evening.drinks, DRINK_G),
        (ExposureKind.STRESS, evening.tense, 1.0),
    ):
        if amount is not None:
            yield Exposure(entry_id=f"{begin}{kind}", when=when, kind=kind, amount=amount * scale, is_day_total=True)
    if evening.note:
        yield Note(entry_id=f"{begin}note", when=when, text=evening.note)
