"""Today: what to do now, if anything; the twitch of this minute; and all the rest one tap away."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import HTMLResponse

from twitchwise.clock import utc_now
from twitchwise.desk.assessing import assess_diary
from twitchwise.desk.dates import coming_dates
from twitchwise.desk.how_soon import how_soon
from twitchwise.desk.kindness import kind_words, rests_today
from twitchwise.diary.investigation import current_investigation
from twitchwise.diary.model import Answer, DayAnswer, Diary
from twitchwise.diary.once import once_a_diary
from twitchwise.diary.strength_plan import current_strength_series
from twitchwise.report.calendar_file import CalendarDate, calendar_text
from twitchwise.report.strength_words import describe_strength
from twitchwise.urgency.level import Urgency
from twitchwise.web.kept import TheKept, kept_for
from twitchwise.web.person import ThePerson
from twitchwise.web.rendering import render
from twitchwise.web.soon import HASTY
from twitchwise.web.step_pages import page_of
from twitchwise.web.strength_now import strength_now
from twitchwise.web.weekly_steps import due_steps
from twitchwise.web.words import say
from twitchwise.worry.crisis import crisis_help
from twitchwise.worry.guard_rails import Act
from twitchwise.worry.words import Sentence

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Now:
    """How somebody stands, in a few sentences.

    Parameters
    ----------
    step, step_page : the one thing to do next, and where; empty for nowhere here.
    look, look_on : when to look again.
    strength : the result of the week in a sentence; empty when there is none.
    """

    step: str
    step_page: str
    look: str
    look_on: date | None
    strength: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Week:
    """What this week asks for.

    Parameters
    ----------
    rest : why nothing is asked for; None when something may be.
    is_due : the weekly check-in is due.
    kind : what the guard rails say.
    """

    rest: Sentence | None
    is_due: bool
    kind: tuple[Sentence, ...]


@router.get("/")
def show_today(request: Request, person: ThePerson, kept: TheKept) -> HTMLResponse:
    """The first page."""
    diary, today = person.diary, person.today
    if not diary.entries:
        return render(request, "today_empty.html", person=person, here="today")
    week = _week(diary, today)
    has_tests = current_strength_series(diary, today) is not None and strength_now(diary, today).n_due > 0
    now = kept_for(kept, person, "today", _stand)
    judgement = how_soon(diary, today)
    crisis = [each.text for each in crisis_help(diary, today)]
    return render(
        request,
        "today.html",
        person=person,
        here="today",
        now=now,
        judgement=judgement,
        is_hasty=judgement.level in HASTY,
        rest_waits=bool(crisis) or judgement.level is Urgency.NOW,
        crisis=crisis,
        week=week,
        is_search=current_investigation(diary, today) is not None,
        is_written=any(each.day == today and each.answer in set(Answer) for each in diary.of(DayAnswer)),
        are_tests_due=has_tests,
        dates=coming_dates(diary, today, look=None if now is None else now.look_on),
    )


@router.get("/more")
def show_more(request: Request, person: ThePerson) -> HTMLResponse:
    """Every page there is; the end of the bar on a phone."""
    return render(request, "more.html", person=person, here="more")


@router.get("/dates.ics")
def take_dates(person: ThePerson, kept: TheKept) -> Response:
    """The dates for the person's own calendar, instead of reminders."""
    diary, today = person.diary, person.today
    now = kept_for(kept, person, "today", _stand, wait_s=20.0)
    dates = coming_dates(diary, today, look=None if now is None else now.look_on)
    if not dates:
        raise HTTPException(404)
    named = ((dates.search, "search"), (dates.tests, "tests"), (dates.look, "look"))
    found = [
        CalendarDate(day=day, title=say(f"dates.{name}"), words=say(f"dates.{name}_words"))
        for day, name in named
        if day is not None
    ]
    headers = {"Content-Disposition": 'attachment; filename="dates.ics"'}
    return Response(calendar_text(found, written_at=utc_now()), media_type="text/calendar", headers=headers)


def _stand(diary: Diary, today: date) -> _Now:
    found = assess_diary(diary, today=today)
    step = found.next_step.step
    return _Now(
        step=found.next_step.sentence.text,
        step_page=page_of(step, here="/"),
        look=found.next_look.sentence.text,
        look_on=found.next_look.on,
        strength="" if found.strength is None else describe_strength(found.strength).headline,
    )


@once_a_diary()
def _week(diary: Diary, today: date) -> _Week:
    return _Week(
        rest=rests_today(diary, today),
        is_due=bool(due_steps(diary)),
        kind=kind_words(diary, Act.SEE_RESULT, today),
    )
