"""Spread: where twitching came on the body, month by month or week by week, and what may be said of its pace."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from twitchwise.body import Site
from twitchwise.intake.model import Precision
from twitchwise.report.triggers_words import DIARY_CAUTION
from twitchwise.spread.model import FirstNoticed, Known
from twitchwise.spread.words import place_lines, say_time
from twitchwise.web.body_map import MapView, map_views
from twitchwise.web.found import find_assessment
from twitchwise.web.kept import TheKept
from twitchwise.web.person import ThePerson
from twitchwise.web.rendering import render
from twitchwise.web.words import say

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_BY_WEEK_UP_TO = timedelta(weeks=16)
"""Steps of a week while they are few enough to move through by a thumb; then months, then years."""

_BY_MONTH_UP_TO = timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """One step of time: its number from 1, its last day, and what it is called."""

    n: int
    until: date
    words: str


@router.get("/spread")
def show_spread(request: Request, person: ThePerson, kept: TheKept, step: str = "") -> HTMLResponse:
    """The body as it was at one step of time, and all of it on one clock."""
    found = find_assessment(kept, person)
    if found is None:
        return render(request, "working.html", person=person, here="spread")
    places = found.spread.places
    dated = [place for place in places if place.at is not None]
    steps = tuple(_steps(dated, person.today))
    at = _chosen(step, steps)
    return render(
        request,
        "spread.html",
        person=person,
        here="spread",
        steps=steps,
        at=at,
        views=() if at is None else _views(dated, steps, at),
        numbers={place.site.id: _first_step(place, steps) for place in dated},
        is_new={place.site.id for place in dated if at is not None and _first_step(place, steps) == at.n},
        n_by_then=sum(at is not None and _first_step(place, steps) <= at.n for place in dated),
        lines=place_lines(places),
        undated=[place.site.name for place in places if place.at is None],
        sentences=[each.text for each in found.spread.sentences],
        clock=found.clock,
        caution=DIARY_CAUTION,
    )


def _views(dated: Sequence[FirstNoticed], steps: Sequence[_Step], at: _Step) -> tuple[MapView, ...]:
    """Every dated place, in the pictures; those of later steps are there and not marked."""
    words = {place.site: _since(place) for place in dated}
    chosen: list[Site] = [place.site for place in dated if _first_step(place, steps) <= at.n]
    return map_views(chosen, words, among=[place.site for place in dated])


def _since(place: FirstNoticed) -> str:
    if place.at is None:
        return ""
    time = say_time(place.at, place.precision)
    return say("spread.there_by", time=time) if place.known is Known.BY_THEN else say("spread.since", time=time)


def _first_step(place: FirstNoticed, steps: Sequence[_Step]) -> int:
    day = place.at.date() if place.at is not None else date.max
    return next((step.n for step in steps if day <= step.until), len(steps))


def _chosen(text: str, steps: Sequence[_Step]) -> _Step | None:
    if not steps:
        return None
    n = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else len(steps)
    return steps[min(max(n, 1), len(steps)) - 1]


def _steps(dated: Sequence[FirstNoticed], today: date) -> Iterator[_Step]:
    """Weeks, months or years from the first place to today."""
    if not dated:
        return
    day = min(place.at.date() for place in dated if place.at is not None)
    span, n = today - day, 0
    while True:
        n += 1
        if span <= _BY_WEEK_UP_TO:
            until = day + timedelta(days=6)
            words = say("spread.week", day=say_time(datetime(day.year, day.month, day.day), Precision.DAY))
        elif span <= _BY_MONTH_UP_TO:
            until = (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
            words = say_time(datetime(day.year, day.month, 1), Precision.MONTH)
        else:
            until = date(day.year, 12, 31)
            words = f"{day.year}"
        yield _Step(n=n, until=until, words=words)
        if until >= today:
            return
        day = until + timedelta(days=1)
