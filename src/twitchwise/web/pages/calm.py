"""Calm: what was answered, the circle as a picture, exercises, a break, and how the program keeps from feeding fear."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from starlette.exceptions import HTTPException

from twitchwise.charts.chart import NARROW_PX, WIDE_PX
from twitchwise.charts.render import render_svg
from twitchwise.charts.worry_spiral import draw_worry_spiral
from twitchwise.desk.calm import (
    LONGEST_PAUSE_WEEKS,
    end_pause,
    keep_agreement,
    keep_crisis_line,
    start_pause,
    worry_of_diary,
)
from twitchwise.desk.weekly_ratings import ratings_of_today
from twitchwise.diary.model import Diary
from twitchwise.evidence.lookup import cite
from twitchwise.web.forms import TheForm
from twitchwise.web.kept import TheKept, kept_for
from twitchwise.web.person import ThePerson
from twitchwise.web.refusal import refusal
from twitchwise.web.rendering import go_to, render
from twitchwise.web.weekly_steps import due_steps
from twitchwise.web.words import say
from twitchwise.worry.days import LOOKED_AT
from twitchwise.worry.exercises import ExerciseName, find_exercise
from twitchwise.worry.guard_rails import RailName, find_rail
from twitchwise.worry.model import OfferKind
from twitchwise.worry.personal import crisis_lines
from twitchwise.worry.spiral import describe_spiral
from twitchwise.worry.spiral_words import say_measured, say_spiral, say_worry_change

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_WEEKS = (1, 2, 4, 8, 26)
_BREAK_WEEKS = 2
_ELSEWHERE = frozenset({OfferKind.CRISIS, OfferKind.QUESTIONS, OfferKind.EXERCISE})
"""Offers that have a place of their own on the page."""

_DOES_NOT_WAIT = frozenset({OfferKind.DOCTOR})
"""What is offered beside crisis help: the rest waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rail:
    """A guard rail, with the way past it in this app."""

    rule: str
    reason: str
    basis: str
    way_past: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Picture:
    """The circle drawn for a phone and for a desk, and in words; None where there is nothing to draw."""

    narrow: Markup | None
    wide: Markup | None
    words: str


@router.get("/calm")
def show_calm(request: Request, person: ThePerson, kept: TheKept) -> HTMLResponse:
    """The page of worry; crisis help first, and then little else."""
    diary = person.diary
    worry = worry_of_diary(diary, today=person.today)
    circle = {each.id for each in (*say_spiral(worry.spiral), *say_measured(worry.spiral))}
    circle.add(say_worry_change(worry.spiral).id)
    is_crisis = worry.needs_crisis_help
    offers = [offer for offer in worry.offers if offer.kind not in _ELSEWHERE]
    picture = None if is_crisis else kept_for(kept, person, "spiral", _draw, of=LOOKED_AT)
    return render(
        request,
        "calm.html",
        person=person,
        here="calm",
        crisis=[str(each) for offer in worry.offers if offer.kind is OfferKind.CRISIS for each in offer.sentences],
        worry=worry,
        is_crisis=is_crisis,
        answered=[each.text for each in worry.sentences if each.id not in circle],
        circle=[each.text for each in worry.sentences if each.id in circle],
        offers=[
            each.text for offer in offers if not is_crisis or offer.kind in _DOES_NOT_WAIT for each in offer.sentences
        ],
        advices=[]
        if is_crisis
        else [each.sentence.text for each in worry.rails if each.rail is not RailName.PAUSE_OFFER],
        offers_pause=any(offer.kind is OfferKind.PAUSE for offer in worry.offers),
        picture=picture,
        n_due=len(due_steps(diary)),
        has_rated=bool(ratings_of_today(diary)),
        exercises=[find_exercise(name) for name in ExerciseName],
        rails=_rails(),
        lines=crisis_lines(diary),
        weeks=_WEEKS,
        break_weeks=_BREAK_WEEKS,
        sources=[cite(source) for source in worry.sources],
    )


@router.get("/calm/exercise/{name}")
def show_exercise(request: Request, person: ThePerson, name: str) -> HTMLResponse:
    """One exercise."""
    if name not in set(ExerciseName):
        raise HTTPException(404)
    exercise = find_exercise(ExerciseName(name))
    return render(
        request,
        "exercise.html",
        person=person,
        here="calm",
        title=exercise.title,
        exercise=exercise,
        sources=[cite(source) for source in exercise.sources],
    )


@router.post("/calm/pause")
def pause(person: ThePerson, sent: TheForm) -> Response:
    """Begins a break, or ends it."""
    if sent.get("end"):
        with person.open() as store:
            end_pause(store)
        return go_to("/calm", done="calm.done_pause_ended")
    weeks = sent.get("weeks")
    if not (weeks.isascii() and weeks.isdigit() and 1 <= int(weeks) <= LONGEST_PAUSE_WEEKS):
        raise refusal("calm.no_such_break", where=say("calm.pause_weeks"), most=LONGEST_PAUSE_WEEKS)
    with person.open() as store:
        start_pause(store, n_weeks=int(weeks))
    return go_to("/calm", done="calm.done_paused")


@router.post("/calm/agree")
def agree(person: ThePerson, sent: TheForm) -> Response:
    """Keeps that a clinician agrees to a daily diary, or takes it back."""
    with person.open() as store:
        keep_agreement(store, None if sent.get("end") else sent.get("who"))
    return go_to("/calm", done="calm.done_agreement_ended" if sent.get("end") else "calm.done_agreed")


@router.post("/calm/line")
def keep_line(person: ThePerson, sent: TheForm) -> Response:
    """Keeps a crisis line that the person typed in; without a number it is taken out."""
    with person.open() as store:
        keep_crisis_line(store, sent.get("name"), sent.get("number") or None)
    return go_to("/calm", done="calm.done_line")


def _draw(diary: Diary, today: date) -> _Picture:
    spiral = describe_spiral(diary, today)
    narrow, wide = (draw_worry_spiral(spiral, width=width) for width in (NARROW_PX - 40, WIDE_PX - 60))
    # Safe: drawn by our own renderer, which escapes every text it is given.
    return _Picture(
        narrow=None if narrow is None else Markup(render_svg(narrow, on_page=True)),
        wide=None if wide is None else Markup(render_svg(wide, on_page=True)),
        words="" if wide is None else wide.alt_text,
    )


def _rails() -> list[_Rail]:
    ways = {
        RailName.RARE_CHECK_INS: say("calm.past_rare_check_ins"),
        RailName.COOL_DOWN: say("calm.past_cool_down"),
        RailName.END_DATES: say("calm.past_end_dates"),
        RailName.ONE_RECORDING_A_WEEK: say("calm.past_one_recording"),
        RailName.NO_DAILY_DIARY: say("calm.past_no_daily_diary"),
        RailName.NO_SAME_DAY_RETEST: say("calm.past_no_retest"),
        RailName.ONE_VERDICT_A_WEEK: say("calm.past_one_verdict"),
        RailName.PAUSE_OFFER: say("calm.past_pause_offer"),
    }
    found = [find_rail(name) for name in RailName]
    return [_Rail(rule=each.rule, reason=each.reason, basis=each.basis, way_past=ways[each.name]) for each in found]
