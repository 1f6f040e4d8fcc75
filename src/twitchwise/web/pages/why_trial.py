"""The self-trial: one safe, reversible thing, its days drawn by a coin; planned, shown and analysed."""

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import HTMLResponse

from twitchwise.desk.trying import last_trial, start_trial
from twitchwise.diary.model import Diary, TrialPlan
from twitchwise.errors import InputError, UnknownName
from twitchwise.report.trial_words import before_the_trial, calendar_lines, say_progress, say_today, say_trial
from twitchwise.triggers.trial import TrialExposure
from twitchwise.web.days import say_day
from twitchwise.web.drawn_search import send_picture, show_search
from twitchwise.web.forms import TheForm
from twitchwise.web.kept import TheKept
from twitchwise.web.person import ThePerson
from twitchwise.web.refusal import refusal
from twitchwise.web.rendering import go_to, render
from twitchwise.web.searching import SearchKind, TheSearches
from twitchwise.web.words import say

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_HERE = "/why/trial"
_WEEKS = (4, 5, 6)


@router.get(_HERE)
def show_trial(request: Request, person: ThePerson, searches: TheSearches, kept: TheKept) -> HTMLResponse:
    """The last trial with its days and its result, or the form to plan one."""
    diary, today = person.diary, person.today
    plan = _plan(diary)
    is_over = plan is None or today > plan.last_day
    state = searches.state(SearchKind.TRIAL, person.file)
    problem = state.problem
    try:
        shown = None if plan is None or state.is_running else show_search(kept, person, trial=plan)
    except InputError as error:  # a new look takes the place of a damaged one
        shown, problem = None, str(error)
    return render(
        request,
        "why_trial.html",
        person=person,
        here="why",
        title=say("why_trial.title"),
        plan=plan,
        is_over=is_over,
        says="" if plan is None else say_trial(plan),
        today_says="" if plan is None or plan.is_with(today) is None else say_today(plan, today),
        progress="" if plan is None or today < plan.first_day else say_progress(plan, today),
        days=() if plan is None else calendar_lines(plan),
        is_searching=state.is_running,
        problem=problem,
        shown=shown,
        searched_on="" if shown is None else say_day(shown.searched_on),
        has_begun=plan is not None and today > plan.first_day,
        before=before_the_trial(),
        exposures=list(TrialExposure),
        weeks=_WEEKS,
    )


@router.get(f"{_HERE}/chart/{{file}}")
def send_chart(person: ThePerson, kept: TheKept, file: str) -> Response:
    """A picture of what the trial says."""
    plan = _plan(person.diary)
    if plan is None:
        raise HTTPException(404)
    return send_picture(kept, person, file, trial=plan)


@router.post(f"{_HERE}/plan")
def plan_trial(person: ThePerson, sent: TheForm) -> Response:
    """Draws the days of a trial that begins tomorrow."""
    weeks = sent.get("weeks")
    if weeks not in {str(each) for each in _WEEKS}:
        raise refusal("why_trial.no_such", where=say("why_trial.weeks"))
    with person.open() as store:
        start_trial(store, sent.get("exposure"), n_weeks=int(weeks))
    return go_to(_HERE, done="why_trial.done_planned")


@router.post(f"{_HERE}/search")
def search(person: ThePerson, searches: TheSearches) -> Response:
    """Looks at what the trial says so far."""
    searches.begin(SearchKind.TRIAL, person.file)
    return go_to(_HERE)


@router.post(f"{_HERE}/stop")
def give_up(person: ThePerson, sent: TheForm) -> Response:
    """Gives a trial up: its plan is taken out, what was written down stays."""
    plan = _plan(person.diary)
    if plan is None or plan.entry_id != sent.get("plan"):
        return go_to(_HERE)
    try:
        with person.open() as store:
            store.remove(plan.entry_id)
    except UnknownName:
        return go_to(_HERE)
    return go_to(_HERE, done="why_trial.done_stopped")


def _plan(diary: Diary) -> TrialPlan | None:
    try:
        return last_trial(diary)
    except InputError:
        return None
