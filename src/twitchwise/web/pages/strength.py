"""Strength: where it stands this week, beside what is felt; and when it would be known."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from twitchwise.charts.body_regions import draw_body_regions
from twitchwise.desk.diary_place import open_kept_diary
from twitchwise.desk.strength_standing import standing_of_diary, start_strength, stop_strength
from twitchwise.diary.model import Diary, Finding, StrengthSeries, TestResult
from twitchwise.evidence.lookup import cite
from twitchwise.report.strength_page import DrawnChart, StrengthSection, draw_section, draw_when
from twitchwise.report.strength_words import PAGE_SOURCES, STRENGTH_CAUTION, describe_strength
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.standing import StrengthStanding
from twitchwise.strength.trend_result import State
from twitchwise.web.kept import TheKept, kept_for
from twitchwise.web.person import ThePerson
from twitchwise.web.rendering import go_to, render
from twitchwise.web.strength_now import strength_now

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_DRAWN_FROM = (Finding, StrengthSeries, TestResult)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """The charts of a result."""

    sections: tuple[StrengthSection, ...]
    when: DrawnChart | None


@router.get("/strength")
def show_strength(request: Request, person: ThePerson, kept: TheKept) -> HTMLResponse:
    """The result of the week, and what can be done today."""
    now = strength_now(person.diary, person.today)
    found = now.standing
    drawn = None if found is None else kept_for(kept, person, "strength-charts", _draw, of=_DRAWN_FROM)
    return render(
        request,
        "strength.html",
        person=person,
        here="strength",
        found=found,
        plain=None if found is None else describe_strength(found),
        # Safe: drawn by ourselves, every text in it escaped.
        body=None if found is None else Markup(draw_body_regions(_states(found), on_page=True)),
        drawn=drawn,
        regions=() if found is None else found.trend.regions,
        n_due=now.n_due,
        next_due=now.next_due,
        is_running=found is not None and found.dates is not None and found.dates.is_running,
        kind=now.kind if found is not None else (),
        caution=STRENGTH_CAUTION,
        sources=[cite(source) for source in PAGE_SOURCES],
    )


@router.get("/strength/region/{name}")
def show_region(request: Request, person: ThePerson, kept: TheKept, name: str) -> HTMLResponse:
    """Every test of a region, session by session."""
    found = strength_now(person.diary, person.today).standing
    region = next((each for each in (found.trend.regions if found else ()) if each.region == name), None)
    if region is None:
        raise HTTPException(404)
    drawn = kept_for(kept, person, "strength-charts", _draw, of=_DRAWN_FROM)
    section = None if drawn is None else next(each for each in drawn.sections if each.id == f"region-{name}")
    label = region.region.label
    return render(
        request,
        "strength_region.html",
        person=person,
        here="strength",
        title=f"{label[:1].upper()}{label[1:]}",
        region=region,
        section=section,
        caution=STRENGTH_CAUTION,
    )


@router.post("/strength/series")
def begin_or_end(person: ThePerson, do: Annotated[str, Form(max_length=10)] = "start") -> Response:
    """Begins the weekly series, or ends it."""
    if do == "stop":
        with open_kept_diary(person.file) as store:
            stop_strength(store)
        return go_to("/strength", done="strength.done_stopped")
    with person.open() as store:
        start_strength(store)
    return go_to("/strength/session", done="strength.done_started")


def _draw(diary: Diary, today: date) -> _Drawn:
    found = standing_of_diary(diary, today=today)
    return _Drawn(
        sections=tuple(draw_section(region) for region in found.trend.regions), when=draw_when(found.trend.regions)
    )


def _states(found: StrengthStanding) -> dict[StrengthRegion, State]:
    return {region.region: region.state for region in found.trend.regions}
