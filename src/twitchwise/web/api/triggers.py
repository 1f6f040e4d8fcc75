"""What sets it off: the search for triggers, the person's own suspicions, and the self-trial."""

from datetime import date
from typing import Annotated

from fastapi import HTTPException, Query, Response
from pydantic import BaseModel, Field

from twitchwise.body import find_site
from twitchwise.desk.kept_triggers import kept_search
from twitchwise.desk.trying import last_trial, start_trial
from twitchwise.desk.writing import start_investigation, stop_investigation, suspect
from twitchwise.diary.investigation import current_investigation
from twitchwise.report.trial_json import trial_text
from twitchwise.report.triggers_json import triggers_object
from twitchwise.web.api.answers import Done, JsonObject, Sent, json_answer, room
from twitchwise.web.person import Person, ThePerson
from twitchwise.web.searching import Searches, SearchKind, TheSearches
from twitchwise.web.words import say

__all__ = ["router"]

router = room("triggers")

_LONGEST_NAME = 200
_LONGEST_WAIT_S = 20.0


class Investigating(BaseModel):
    """The search for triggers while it runs."""

    first_day: date
    last_day: date
    is_renewal: bool


class Search(BaseModel):
    """How a search stands; what it found is asked for apart from it."""

    is_running: bool
    problem: str = Field(description="why nothing came of it; empty otherwise")


class TrialWish(Sent):
    """A self-trial."""

    exposure: str = Field(max_length=_LONGEST_NAME, description="caffeine, alcohol, training day or bedtime")
    weeks: int = Field(6, ge=4, le=6)


class Suspicion(Sent):
    """What the person believes sets it off."""

    exposure: str = Field(min_length=1, max_length=_LONGEST_NAME)
    site: str | None = Field(None, max_length=60)


_Wait = Annotated[float, Query(ge=0.0, le=_LONGEST_WAIT_S, description="seconds to wait for its end")]


@router.get("/triggers")
def tell_triggers(person: ThePerson) -> JsonObject:
    """The last search for triggers, as `twitchwise triggers --json` printed it, and the day it was made."""
    kept = kept_search(person.diary, person.today)
    if kept is None:
        raise HTTPException(404, say("api.no_search"))
    return {"searched_on": kept.searched_on.isoformat(), **triggers_object(kept.found)}


@router.post("/triggers/search", status_code=202)
def begin_search(person: ThePerson, searches: TheSearches, wait_s: _Wait = 0.0) -> Search:
    """Searches what is written down, in the background; one that runs already goes on."""
    searches.begin(SearchKind.TRIGGERS, person.file)
    return _stands(searches, SearchKind.TRIGGERS, person, wait_s)


@router.get("/triggers/search")
def tell_search(person: ThePerson, searches: TheSearches, wait_s: _Wait = 0.0) -> Search:
    """How the search stands; its result is `triggers`."""
    return _stands(searches, SearchKind.TRIGGERS, person, wait_s)


@router.get("/triggers/investigation")
def tell_investigation(person: ThePerson) -> Investigating:
    """The days of the evening question, while it runs."""
    found = current_investigation(person.diary, person.today)
    if found is None:
        raise HTTPException(404, say("api.no_search_now"))
    return Investigating(first_day=found.first_day, last_day=found.last_day, is_renewal=found.is_renewal)


@router.post("/triggers/investigation", status_code=201)
def begin_investigation(person: ThePerson) -> Investigating:
    """Begins twelve weeks of an evening question, or renews them once."""
    with person.open() as store:
        begun = start_investigation(store)
    return Investigating(first_day=begun.first_day, last_day=begun.last_day, is_renewal=begun.is_renewal)


@router.delete("/triggers/investigation", status_code=204)
def end_investigation(person: ThePerson) -> Response:
    """Ends it today; the diary stays as it is."""
    with person.open() as store:
        stop_investigation(store)
    return Response(status_code=204)


@router.post("/triggers/suspicions", status_code=201)
def keep_suspicion(person: ThePerson, sent: Suspicion) -> Done:
    """Keeps what the person believes, apart from the search."""
    site = None if sent.site is None else find_site(sent.site)
    with person.open() as store:
        suspect(store, sent.exposure.strip(), site)
    return Done(n=1)


@router.get("/trial")
def tell_trial(person: ThePerson) -> Response:
    """The last self-trial, as `twitchwise trial show --json` prints it."""
    return json_answer(trial_text(last_trial(person.diary)))


@router.post("/trial", status_code=201)
def plan_trial(person: ThePerson, sent: TrialWish) -> Response:
    """Draws the days of a self-trial by coin; it begins tomorrow."""
    with person.open() as store:
        planned = start_trial(store, sent.exposure, n_weeks=sent.weeks)
    answer = json_answer(trial_text(planned))
    answer.status_code = 201
    return answer


@router.delete("/trial", status_code=204)
def give_trial_up(person: ThePerson) -> Response:
    """Takes the plan of the last self-trial out; what was written down stays."""
    with person.open() as store:
        store.remove(last_trial(store.load()).entry_id)
    return Response(status_code=204)


@router.get("/trial/analysis")
def tell_analysis(person: ThePerson) -> Response:
    """The last look at the self-trial, as `twitchwise trial analyse --json` printed it."""
    trial = last_trial(person.diary)
    kept = kept_search(person.diary, person.today, trial=trial)
    if kept is None:
        raise HTTPException(404, say("api.no_look"))
    return json_answer(trial_text(trial, kept.found))


@router.post("/trial/search", status_code=202)
def begin_trial_search(person: ThePerson, searches: TheSearches, wait_s: _Wait = 0.0) -> Search:
    """Looks at what the self-trial says so far, in the background."""
    searches.begin(SearchKind.TRIAL, person.file)
    return _stands(searches, SearchKind.TRIAL, person, wait_s)


@router.get("/trial/search")
def tell_trial_search(person: ThePerson, searches: TheSearches, wait_s: _Wait = 0.0) -> Search:
    """How that stands; its result is `trial/analysis`."""
    return _stands(searches, SearchKind.TRIAL, person, wait_s)


def _stands(searches: Searches, kind: SearchKind, person: Person, wait_s: float) -> Search:
    state = searches.state(kind, person.file, wait_s=wait_s)
    return Search(is_running=state.is_running, problem=state.problem)
