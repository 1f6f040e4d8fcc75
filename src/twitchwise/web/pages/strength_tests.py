"""The tests of a guided session, one a page with its drawing, its stop rule and a timer; and what was written down."""

import re
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, HTTPException, Request, Response

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
from twitchwise.strength.series import Condition
from twitchwise.web.act_drawing import draw_act
from twitchwise.web.forms import SentForm, TheForm
from twitchwise.web.held import Held
from twitchwise.web.person import Person, ThePerson
from twitchwise.web.rendering import go_to, render
from twitchwise.web.strength_session import Place, place_in_session
from twitchwise.web.typed import typed_number
from twitchwise.web.words import say

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_LONGEST_NOTE = 500
_SECONDS = re.compile(r"(\d+) seconds")
_STOPWATCH = "s"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What was written down on one page."""

    written: tuple[Written, ...]
    place: Place


@router.get("/strength/test/{name}")
def show_test(request: Request, person: ThePerson, name: str, s: str = "") -> Response:
    """The card of a test; the questions before it come first."""
    test = _test(name)
    place = place_in_session(request, person, test=test.id, session=s)
    return _card(request, person, test, place, SentForm(fields={}))


@router.post("/strength/test/{name}")
def take_test(request: Request, person: ThePerson, form: TheForm, name: str, s: str = "") -> Response:
    """Writes down what was reached; what cannot be a result comes back with what was typed."""
    test = _test(name)
    place = place_in_session(request, person, test=test.id, session=s)
    given = [(side, form.get(f"value-{side}")) for side in test.sides if form.get(f"value-{side}")]
    if not given:
        return go_to(place.following)
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
    shown = _Shown(written=tuple(written), place=place)
    return go_to(f"/strength/written?w={_held(request).hold(shown, person)}")


@router.get("/strength/written")
def show_written(request: Request, person: ThePerson, w: str = "") -> Response:
    """What was written down and what goes with it."""
    shown = _held(request).find(w, person)
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
        place=shown.place,
    )


@router.post("/strength/remove")
def take_out(
    request: Request,
    person: ThePerson,
    entry_id: Annotated[str, Form(max_length=80)],
    s: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """Takes out a result that was a slip of the pen, and goes back to its test."""
    entry = next((each for each in person.diary.of(TestResult) if each.entry_id == entry_id), None)
    if entry is None:
        raise UnknownName(say("strength_written.gone"))
    with person.open() as store:
        store.remove(entry_id)
    place = place_in_session(request, person, test=entry.test, session=s)
    return go_to(place.address, done="strength.done_removed")


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
    request: Request, person: Person, test: StrengthTest, place: Place, form: SentForm, *, problem: str = ""
) -> Response:
    diary, today = person.diary, person.today
    answers = safety_on(diary, today)
    if questions_for(test.demands, answers):
        return go_to(f"/strength/before?{urlencode({'ask': test.id, 'then': place.address})}")
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
        place=place,
    )


def _test(name: str) -> StrengthTest:
    try:
        return find_test(name)
    except UnknownName:
        raise HTTPException(404) from None


def _held(request: Request) -> Held[_Shown]:
    held: Held[_Shown] = request.app.state.written
    return held
