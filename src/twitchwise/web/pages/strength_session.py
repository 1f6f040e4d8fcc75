"""The beginning of a guided session: felt weakness first, then which tests."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from twitchwise.strength.battery import find_test
from twitchwise.strength.battery_model import StrengthTest
from twitchwise.strength.planned import PlannedTest, PlannedTests
from twitchwise.strength.region import StrengthRegion
from twitchwise.web.days import say_day
from twitchwise.web.forms import TheForm
from twitchwise.web.person import ThePerson
from twitchwise.web.rendering import go_to, render
from twitchwise.web.strength_now import strength_now
from twitchwise.web.strength_session import StrengthSession, begin_session
from twitchwise.web.words import say

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_FELT = range(11)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """A test to tick.

    Parameters
    ----------
    test : which.
    is_due : due today, so ticked already.
    words : when it was done or is due; empty for never.
    """

    test: StrengthTest
    is_due: bool
    words: str


@router.get("/strength/session")
def show_session(request: Request, person: ThePerson) -> HTMLResponse:
    """Felt weakness first, then which tests."""
    planned = strength_now(person.diary, person.today).planned
    return render(
        request,
        "strength_session.html",
        person=person,
        here="strength_session",
        regions=_choices(planned),
        locked=_locked(planned),
        felt=_FELT,
        ends_on=planned.ends_on,
    )


@router.post("/strength/session")
def begin(request: Request, person: ThePerson, form: TheForm) -> Response:
    """Goes to the first test that was ticked."""
    tests = tuple(dict.fromkeys(find_test(name).id for name in form.all("test")))
    if not tests:
        return go_to("/strength/session", done="strength_session.done_none")
    felt = next((n for n in _FELT if form.get("felt") == str(n)), None)
    session = StrengthSession(day=person.today, felt=felt, tests=tests)
    return go_to(begin_session(request, person, session).address)


def _choices(planned: PlannedTests) -> dict[StrengthRegion, list[_Choice]]:
    """The tests that nothing speaks against, by what they look at; those due are ticked."""
    found: dict[StrengthRegion, list[_Choice]] = {}
    for test in dict.fromkeys(each.test for each in planned.tests if not each.reasons):
        mine = [each for each in planned.tests if each.test.id == test.id and not each.reasons]
        done = [each for each in mine if each.last is not None]
        is_due = any(each.due <= planned.today for each in done)
        found.setdefault(test.regions[0], []).append(_Choice(test=test, is_due=is_due, words=_when(done, planned)))
    return found


def _when(done: Sequence[PlannedTest], planned: PlannedTests) -> str:
    if not done:
        return ""
    due = min(each.due for each in done)
    repeat = next((each.repeat_until for each in done if each.repeat_until is not None), None)
    if repeat is not None:
        return say("strength_session.repeat", first=say_day(due), last=say_day(repeat))
    if due <= planned.today:
        return say("strength_session.due_now")
    return say("strength_session.due_on", day=say_day(due))


def _locked(planned: PlannedTests) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in planned.tests:
        for reason in each.reasons:
            names = found.setdefault(reason, [])
            if each.test.name not in names:
                names.append(each.test.name)
    return found
