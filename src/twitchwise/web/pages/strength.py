"""Strength: where it stands this week, beside what is felt; and when it would be known."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from twitchwise.charts.body_regions import draw_body_regions
from twitchwise.desk.diary_place import open_kept_diary
from twitchwise.desk.kindness import kind_words
from twitchwise.desk.strength_planning import plan_tests
from twitchwise.desk.strength_standing import standing_of_diary, start_strength, stop_strength
from twitchwise.diary.model import Diary
from twitchwise.errors import InputError
from twitchwise.evidence.lookup import cite
from twitchwise.report.strength_page import DrawnChart, StrengthSection, draw_section, draw_when
from twitchwise.report.strength_words import PAGE_SOURCES, STRENGTH_CAUTION, describe_strength
from twitchwise.strength.planned import PlannedTest, PlannedTests
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.standing import StrengthStanding
from twitchwise.strength.trend_result import State
from twitchwise.web.kept import TheKept, kept_for
from twitchwise.web.person import ThePerson
from twitchwise.web.rendering import go_to, render
from twitchwise.worry.guard_rails import Act

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """The charts of a result."""

    sections: tuple[StrengthSection, ...]
    when: DrawnChart | None


@router.get("/strength")
def show_strength(request: Request, person: ThePerson, kept: TheKept) -> HTMLResponse:
    """The result of the week, and what can be done today."""
    diary, today = person.diary, person.today
    found = _standing(diary, today)
    planned = plan_tests(diary, today)
    drawn = None if found is None else kept_for(kept, person, "strength", _draw)
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
        n_due=len(_due(planned)),
        next_due=min((each.due for each in planned.tests if each.last is not None and not each.reasons), default=None),
        is_running=found is not None and found.dates is not None and found.dates.is_running,
        kind=kind_words(diary, Act.SEE_RESULT, today) if found is not None else (),
        caution=STRENGTH_CAUTION,
        sources=[cite(source) for source in PAGE_SOURCES],
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


def _standing(diary: Diary, today: date) -> StrengthStanding | None:
    try:
        return standing_of_diary(diary, today=today)
    except InputError:  # no test and no first sitting yet
        return None


def _draw(diary: Diary, today: date) -> _Drawn:
    found = standing_of_diary(diary, today=today)
    return _Drawn(
        sections=tuple(draw_section(region) for region in found.trend.regions), when=draw_when(found.trend.regions)
    )


def _states(found: StrengthStanding) -> dict[StrengthRegion, State]:
    return {region.region: region.state for region in found.trend.regions}


def _due(planned: PlannedTests) -> list[PlannedTest]:
    return [each for each in planned.tests if each.last is not None and each.due <= planned.today and not each.reasons]
