"""What sets it off: a search with an end date, what it found, and what became of the person's own suspicions."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from twitchwise.desk.kindness import kind_words
from twitchwise.desk.writing import start_investigation, stop_investigation, suspect
from twitchwise.diary.investigation import current_investigation, last_day_of
from twitchwise.diary.model import DayAnswer, Suspicion, TwitchesNoticed
from twitchwise.errors import InputError
from twitchwise.report.triggers_words import before_you_start
from twitchwise.web.days import say_day
from twitchwise.web.drawn_search import send_picture, show_search
from twitchwise.web.forms import TheForm
from twitchwise.web.kept import TheKept
from twitchwise.web.person import ThePerson
from twitchwise.web.refusal import refusal
from twitchwise.web.rendering import go_to, render
from twitchwise.web.searching import SearchKind, TheSearches
from twitchwise.web.words import say
from twitchwise.worry.guard_rails import Act

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_HERE = "/why/triggers"
_LONGEST_NAME = 80


@router.get(_HERE)
def show_triggers(request: Request, person: ThePerson, searches: TheSearches, kept: TheKept) -> HTMLResponse:
    """The search, its result, and its end."""
    diary, today = person.diary, person.today
    running = current_investigation(diary, today)
    is_running = running is not None and running.stopped_on is None
    state = searches.state(SearchKind.TRIGGERS, person.file)
    problem = state.problem
    try:
        shown = None if state.is_running else show_search(kept, person)
    except InputError as error:  # a new search takes the place of a damaged one
        shown, problem = None, str(error)
    return render(
        request,
        "why_triggers.html",
        person=person,
        here="why",
        title=say("why_triggers.title"),
        until="" if running is None or not is_running else say_day(last_day_of(running)),
        is_running=is_running,
        is_searching=state.is_running,
        problem=problem,
        shown=shown,
        searched_on="" if shown is None else say_day(shown.searched_on),
        can_search=bool(diary.of(DayAnswer) or diary.of(TwitchesNoticed)),
        before=before_you_start()[:-1],
        suspected=list(dict.fromkeys(each.exposure for each in diary.of(Suspicion))),
        kind_words=[each.text for each in kind_words(diary, Act.SEE_RESULT, today)],
    )


@router.get(f"{_HERE}/chart/{{file}}")
def send_chart(person: ThePerson, kept: TheKept, file: str) -> Response:
    """A picture of the search."""
    return send_picture(kept, person, file)


@router.post(f"{_HERE}/search")
def search(person: ThePerson, searches: TheSearches) -> Response:
    """Begins to search what is written down."""
    searches.begin(SearchKind.TRIGGERS, person.file)
    return go_to(_HERE)


@router.post(f"{_HERE}/start")
def start(person: ThePerson) -> Response:
    """Begins a search of twelve weeks, or renews one that has ended."""
    with person.open() as store:
        start_investigation(store)
    return go_to(_HERE, done="why_triggers.done_started")


@router.post(f"{_HERE}/stop")
def stop(person: ThePerson) -> Response:
    """Ends the search today."""
    with person.open() as store:
        stop_investigation(store)
    return go_to(_HERE, done="why_triggers.done_stopped")


@router.post(f"{_HERE}/suspect")
def keep_suspicion(person: ThePerson, sent: TheForm) -> Response:
    """Writes down what the person thinks sets it off; it never enters the search."""
    name = " ".join(sent.get("name").split())[:_LONGEST_NAME]
    if not name:
        raise refusal("why_triggers.nothing_named", where=say("why_triggers.suspect"))
    if name.casefold() not in {each.exposure.casefold() for each in person.diary.of(Suspicion)}:
        with person.open() as store:
            suspect(store, name)
    return go_to(_HERE, done="why_triggers.done_suspected")
