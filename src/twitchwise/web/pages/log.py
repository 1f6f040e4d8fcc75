"""Writing down: the evening's entry while a search or a self-trial runs, else one thing beside the weekly check-in."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from twitchwise.body import Site, all_sites
from twitchwise.desk.evening import Evening, evening_of, evening_stamp, keep_evening, recent_sites
from twitchwise.desk.kindness import kind_words, rests_today
from twitchwise.desk.trying import current_trial
from twitchwise.desk.writing import NoticedThing
from twitchwise.diary.investigation import current_investigation, last_day_of
from twitchwise.errors import InputError
from twitchwise.report.trial_words import say_today
from twitchwise.report.triggers_words import DIARY_CAUTION
from twitchwise.web.body_map import map_views, sites_by_region
from twitchwise.web.days import say_day
from twitchwise.web.forms import SentForm, TheForm
from twitchwise.web.person import Person, ThePerson
from twitchwise.web.rendering import go_to, render
from twitchwise.web.typed import typed_amount, typed_count
from twitchwise.web.weekly_steps import due_steps
from twitchwise.web.words import say
from twitchwise.worry.guard_rails import Act

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_MOST_TWITCHES = 100_000
_AMOUNTS = {"cups": 50.0, "drinks": 50.0, "tense": 10.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class _SiteLine:
    """A place to tick, with its count."""

    id: str
    name: str
    is_ticked: bool
    count: str


@router.get("/log")
def show_log(request: Request, person: ThePerson, day: str = "", site: str = "") -> HTMLResponse:
    """The entry of today, or of another day."""
    chosen = _day(day, person)
    there = evening_of(person.diary, chosen)
    named = next((each for each in all_sites() if each.id == site), None)
    if named is not None and not there.is_quiet and named not in {each.site for each in there.noticed}:
        there = _with(there, named)
    return _page(request, person, chosen, there, stamp=evening_stamp(person.diary, chosen))


@router.post("/log")
def take(request: Request, person: ThePerson, sent: TheForm) -> Response:
    """Keeps the entry; when another tab kept another one meanwhile, this one is told and both are shown."""
    day = _day(sent.get("day"), person, is_sent=True)
    try:
        evening = _evening(sent)
        with person.open() as store:
            kept = keep_evening(store, day, evening, seen=sent.get("seen"))
    except InputError as error:
        stamp = sent.get("seen")
        return _page(request, person, day, _as_typed(sent), stamp=stamp, problem=str(error), sent=sent, status=422)
    if not kept.is_kept:
        return _page(request, person, day, evening, stamp=kept.stamp, there=kept.there, sent=sent, status=409)
    return go_to("/log/done")


@router.get("/log/done")
def show_done(request: Request, person: ThePerson) -> HTMLResponse:
    """That it is written down, what the self-trial says of tomorrow, and a kind word when there is one."""
    diary, today = person.diary, person.today
    trial = current_trial(diary, today)
    return render(
        request,
        "log_done.html",
        person=person,
        here="today",
        title=say("log.title_done"),
        trial="" if trial is None else say_today(trial, today),
        kind_words=[sentence.text for sentence in kind_words(diary, Act.LOG_DAY, today)],
        caution=DIARY_CAUTION,
    )


def _page(
    request: Request,
    person: Person,
    day: date,
    evening: Evening,
    *,
    stamp: str,
    problem: str = "",
    there: Evening | None = None,
    sent: SentForm | None = None,
    status: int = 200,
) -> HTMLResponse:
    diary, today = person.diary, person.today
    rests = rests_today(diary, today)
    running = None if rests else current_investigation(diary, day)
    trial = None if rests else current_trial(diary, day)
    ticked = {each.site for each in evening.noticed}
    named = (each.site for each in evening.noticed if each.site is not None)
    listed = tuple(dict.fromkeys((*named, *recent_sites(diary, today))))
    counts = {each.site: each.count for each in evening.noticed}
    return render(
        request,
        "log.html",
        person=person,
        here="today",
        title=say("log.title"),
        status=status,
        day=day,
        is_today=day == today,
        yesterday=today - timedelta(days=1),
        evening=evening,
        stamp=stamp,
        problem=problem,
        there=None if there is None else _in_words(there),
        is_daily=running is not None or trial is not None,
        until="" if running is None else say_day(last_day_of(running)),
        trial="" if trial is None else say_today(trial, day),
        rests="" if rests is None else rests.text,
        lines=[_line(site, ticked, counts, sent) for site in listed],
        is_somewhere=None in ticked,
        has_read=any(each.had_just_read for each in evening.noticed),
        amounts={name: _typed(sent, name, getattr(evening, name)) for name in _AMOUNTS},
        views=map_views(among=[site for site in all_sites() if site not in listed]),
        regions=sites_by_region([site for site in all_sites() if site not in listed]),
        n_due=len(due_steps(diary)),
    )


def _line(
    site: Site, ticked: set[Site | None], counts: dict[Site | None, int | None], sent: SentForm | None
) -> _SiteLine:
    count = counts.get(site)
    typed = "" if sent is None else sent.get(f"count-{site.id}")
    return _SiteLine(
        id=site.id, name=site.name, is_ticked=site in ticked, count=typed or ("" if count is None else str(count))
    )


def _typed(sent: SentForm | None, name: str, known: float | None) -> str:
    if sent is not None:
        return sent.get(name)
    return "" if known is None else f"{known:g}"


def _evening(sent: SentForm) -> Evening:
    """What was sent.

    Raises
    ------
    InputError
        A number cannot be one.
    """
    read = True if sent.get("read") else None
    noticed = [NoticedThing(site=site, count=_count(sent, site), had_just_read=read) for site in _sites(sent)]
    if sent.get("somewhere"):
        noticed.append(NoticedThing(had_just_read=read))
    return Evening(
        noticed=tuple(noticed),
        is_quiet=bool(sent.get("quiet")),
        cups=_amount(sent, "cups"),
        drinks=_amount(sent, "drinks"),
        tense=_amount(sent, "tense"),
        note=sent.get("note"),
    )


def _as_typed(sent: SentForm) -> Evening:
    """What can be used of a form with a slip in it, to show it once more."""
    read = True if sent.get("read") else None
    noticed = [NoticedThing(site=site, had_just_read=read) for site in _sites(sent)]
    if sent.get("somewhere"):
        noticed.append(NoticedThing(had_just_read=read))
    return Evening(noticed=tuple(noticed), is_quiet=bool(sent.get("quiet")), note=sent.get("note"))


def _sites(sent: SentForm) -> list[Site]:
    """Ticked places, and those with a count."""
    ids = {*sent.all("sites"), *sent.all("sites-map")}
    return [site for site in all_sites() if site.id in ids or sent.get(f"count-{site.id}")]


def _count(sent: SentForm, site: Site) -> int | None:
    """How many were counted there; none is as not counted."""
    return typed_count(sent.get(f"count-{site.id}"), site.name, most=_MOST_TWITCHES) or None


def _amount(sent: SentForm, name: str) -> float | None:
    return typed_amount(sent.get(name), say(f"log.{name}"), most=_AMOUNTS[name])


def _day(text: str, person: Person, *, is_sent: bool = False) -> date:
    """The day that is meant; one that has not come yet is shown as today, but nothing is kept for another day."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return person.today
    return day if is_sent else min(day, person.today)


def _with(there: Evening, site: Site) -> Evening:
    return replace(there, noticed=(*there.noticed, NoticedThing(site=site)))


def _in_words(evening: Evening) -> list[str]:
    """What the other tab kept."""
    lines = [
        say("log.there_site", site=say("log.somewhere") if each.site is None else each.site.name)
        if each.count is None
        else say(
            "log.there_count", site=say("log.somewhere") if each.site is None else each.site.name, count=each.count
        )
        for each in evening.noticed
    ]
    if evening.is_quiet:
        lines.append(say("log.quiet"))
    for name in _AMOUNTS:
        amount = getattr(evening, name)
        if amount is not None:
            lines.append(say("log.there_amount", what=say(f"log.{name}"), amount=f"{amount:g}"))
    if evening.note:
        lines.append(say("log.there_note", note=evening.note))
    return lines
