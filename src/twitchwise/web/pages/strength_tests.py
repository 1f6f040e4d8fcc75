"""The guided session: felt weakness first, then one test a page with its drawing, its stop rule and a timer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import HTMLResponse

from twitchwise.clock import utc_now
from twitchwise.desk.strength_safety import questions_for, reasons_answered, safety_on
from twitchwise.desk.strength_writing import Written, write_test
from twitchwise.diary.model import TestResult
from twitchwise.diary.strength_plan import current_strength_series, series_end
from twitchwise.errors import TwitchwiseError, UnknownName
from twitchwise.report.calendar_file import CalendarDate, calendar_text
from twitchwise.report.strength_words import STRENGTH_CAUTION, TO_DOCTOR
from twitchwise.strength.battery import STOP_ON_EVERY_CARD, find_test
from twitchwise.strength.battery_model import StrengthTest, TestKind
from twitchwise.strength.planned import PlannedTest, PlannedTests
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.series import Condition
from twitchwise.web.act_drawing import draw_act
from twitchwise.web.days import say_day
from twitchwise.web.forms import SentForm, TheForm
from twitchwise.web.held import Held
from twitchwise.web.person import Person, ThePerson
from twitchwise.web.rendering import go_to, render
from twitchwise.web.strength_now import strength_now
from twitchwise.web.typed import typed_number
from twitchwise.web.words import say

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_MOST_FELT = 10
_LONGEST_NOTE = 500
_SECONDS = re.compile(r"(\d+) seconds")
_STOPWATCH = "s"
_OVER = "strength.done_session"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where in a session somebody is: what was felt before it, and the tests still to come."""

    felt: int | None
    rest: tuple[str, ...]

    def query(self) -> str:
        """For an address."""
        return urlencode({"felt": "" if self.felt is None else self.felt, "rest": ",".join(self.rest)})

    def following(self) -> str:
        """The address of what comes next."""
        if not self.rest:
            return f"/strength?done={_OVER}"
        return f"/strength/test/{self.rest[0]}?{_Place(felt=self.felt, rest=self.rest[1:]).query()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What was written down on one page."""

    written: tuple[Written, ...]
    place: _Place


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
        felt=range(_MOST_FELT + 1),
        ends_on=planned.ends_on,
    )


@router.post("/strength/session")
def begin_session(form: TheForm) -> Response:
    """Goes to the first test that was ticked."""
    tests = tuple(find_test(name).id for name in form.all("test"))
    if not tests:
        return go_to("/strength/session", done="strength_session.done_none")
    return go_to(_Place(felt=_felt(form.get("felt")), rest=tests).following())


@router.get("/strength/test/{name}")
def show_test(request: Request, person: ThePerson, name: str, felt: str = "", rest: str = "") -> Response:
    """The card of a test; the questions before it come first."""
    return _card(request, person, _test(name), _place(felt, rest), SentForm(fields={}))


@router.post("/strength/test/{name}")
def take_test(
    request: Request, person: ThePerson, form: TheForm, name: str, felt: str = "", rest: str = ""
) -> Response:
    """Writes down what was reached; what cannot be a result comes back with what was typed."""
    test, place = _test(name), _place(felt, rest)
    given = [(side, form.get(f"value-{side}")) for side in test.sides if form.get(f"value-{side}")]
    if not given:
        return go_to(place.following())
    written = []
    try:
        amount = typed_number(form.get("amount"), say("strength_test.amount_name")) if form.get("amount") else None
        conditions = frozenset(Condition(each) for each in form.all("condition") if each in set(Condition))
        wrong = None
        with person.open() as store, store.together():  # the sides that can be kept are kept at once
            try:
                for side, text in given:
                    written.append(
                        write_test(
                            store,
                            test.id,
                            typed_number(text, test.name),
                            side=side,
                            amount=amount,
                            felt=place.felt,
                            conditions=conditions,
                            note=form.get("note")[:_LONGEST_NOTE],
                        )
                    )
            except TwitchwiseError as error:
                wrong = error
        if wrong is not None:
            raise wrong
    except TwitchwiseError as error:
        return _card(request, person, test, place, form, problem=str(error))
    return go_to(f"/strength/written?w={_held(request).hold(_Shown(written=tuple(written), place=place))}")


@router.get("/strength/written")
def show_written(request: Request, person: ThePerson, w: str = "") -> Response:
    """What was written down and what goes with it."""
    shown = _held(request).find(w)
    if shown is None:
        return go_to("/strength")
    return render(
        request,
        "strength_written.html",
        person=person,
        here="strength_written",
        written=shown.written,
        notes=tuple(dict.fromkeys(note for each in shown.written for note in each.notes)),
        to_doctor=TO_DOCTOR if any(each.goes_to_urgency for each in shown.written) else "",
        caution=STRENGTH_CAUTION,
        following=shown.place.following(),
        n_left=len(shown.place.rest),
    )


@router.post("/strength/remove")
def take_out(person: ThePerson, entry_id: Annotated[str, Form(max_length=80)]) -> Response:
    """Takes out a result that was a slip of the pen."""
    entry = next((each for each in person.diary.of(TestResult) if each.entry_id == entry_id), None)
    if entry is None:
        raise UnknownName(say("strength_written.gone"))
    with person.open() as store:
        store.remove(entry_id)
    return go_to(f"/strength/test/{entry.test}", done="strength.done_removed")


@router.get("/strength/dates.ics")
def take_dates(person: ThePerson) -> Response:
    """The weekly tests and their end for the person's own calendar."""
    running = current_strength_series(person.diary, person.today)
    if running is None:
        raise HTTPException(404)
    end = series_end(running)
    dates = (
        CalendarDate(
            day=person.today,
            title=say("strength_dates.tests"),
            words=say("strength_dates.tests_words"),
            weekly_until=end,
        ),
        CalendarDate(day=end, title=say("strength_dates.end"), words=say("strength_dates.end_words")),
    )
    headers = {"Content-Disposition": 'attachment; filename="strength.ics"'}
    return Response(calendar_text(dates, written_at=utc_now()), media_type="text/calendar", headers=headers)


def _card(
    request: Request, person: Person, test: StrengthTest, place: _Place, form: SentForm, *, problem: str = ""
) -> Response:
    diary, today = person.diary, person.today
    answers = safety_on(diary, today)
    here = f"/strength/test/{test.id}?{place.query()}"
    if questions_for(test.demands, answers):
        return go_to(f"/strength/before?{urlencode({'ask': test.id, 'then': here})}")
    done = {
        each.side: each
        for each in diary.of(TestResult)
        if each.test == test.id and diary.rule.day_of(each.when) == today
    }
    against = {side: reasons_answered(test, answers, side) for side in test.sides}
    seconds = _SECONDS.search(test.name)
    return render(
        request,
        "strength_test.html",
        person=person,
        here="strength_test",
        status=422 if problem else 200,
        title=test.name,
        test=test,
        problem=problem,
        drawing=draw_act(test.id),
        sides=[side for side in test.sides if not against[side] and side not in done],
        done_today=[done[side] for side in test.sides if side in done],
        reasons=tuple(dict.fromkeys(reason for reasons in against.values() for reason in reasons)),
        is_marker=test.kind is TestKind.MARKER,
        seconds=int(seconds[1]) if seconds else 0,
        has_stopwatch=test.unit == _STOPWATCH,
        stop_rule=STOP_ON_EVERY_CARD,
        conditions=tuple(Condition),
        form=form,
        here_address=here,
        following=place.following(),
        n_left=len(place.rest),
        has_felt=place.felt is not None,
    )


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


def _test(name: str) -> StrengthTest:
    try:
        return find_test(name)
    except UnknownName:
        raise HTTPException(404) from None


def _place(felt: str, rest: str) -> _Place:
    names = []
    for name in rest.split(",") if rest else ():
        names.append(_test(name).id)
    return _Place(felt=_felt(felt), rest=tuple(names))


def _felt(text: str) -> int | None:
    return int(text) if text.isdecimal() and int(text) <= _MOST_FELT else None


def _held(request: Request) -> Held[_Shown]:
    held: Held[_Shown] = request.app.state.written
    return held
