"""The first sitting: six acts, one a page; what fails goes to a doctor whatever the rest shows.

Whoever was sent here from another page carries its address along (`then`), and is led back to it at the end.
"""

from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import HTMLResponse

from twitchwise.desk.strength_diary import last_screen
from twitchwise.desk.strength_safety import as_if_asked, questions_for, safety_on
from twitchwise.desk.strength_writing import write_screen
from twitchwise.report.strength_words import TO_DOCTOR, say_screen
from twitchwise.strength.battery import STOP_ON_EVERY_CARD
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.safety import SafetyAnswer, reasons_against
from twitchwise.strength.screen_acts import ACTS, TRY_ONCE_MORE, ActName, Outcome, ScreenAct
from twitchwise.strength.screen_model import NOT_VALIDATED, ActAnswer, LostTask, ScreenAnswers
from twitchwise.web.act_drawing import draw_act
from twitchwise.web.forms import TheForm, is_own_address
from twitchwise.web.person import ThePerson
from twitchwise.web.rendering import go_to, render

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_LIMBS = (
    StrengthRegion.LEFT_HAND,
    StrengthRegion.RIGHT_HAND,
    StrengthRegion.LEFT_LEG,
    StrengthRegion.RIGHT_LEG,
)
_LOST, _RESULT = "/strength/screen/lost", "/strength/screen/result"
_ASKED = (Outcome.DONE, Outcome.WITH_EFFORT, Outcome.FAILED, Outcome.NOT_TRIED)


@router.get("/strength/screen")
def show_beginning(request: Request, person: ThePerson, then: str = "") -> HTMLResponse:
    """What the first sitting is, and what it cannot tell."""
    return render(
        request,
        "strength_screen.html",
        person=person,
        here="strength_screen",
        acts=ACTS,
        not_validated=NOT_VALIDATED,
        last=last_screen(person.diary, person.today),
        begin=_before(ACTS[0], then, back=_own(then)),
        result=_carrying(_RESULT, then),
        then=_own(then),
    )


@router.get(_LOST)
def show_lost(request: Request, person: ThePerson, then: str = "") -> HTMLResponse:
    """Everyday tasks that a limb can no longer do."""
    return render(request, "strength_lost.html", person=person, here="strength_lost", limbs=_LIMBS, then=_own(then))


@router.post(_LOST)
def take_lost(person: ThePerson, form: TheForm) -> Response:
    """Keeps the tasks that were named, and goes to the result."""
    lost = tuple(LostTask(region=limb, task=form.get(limb.value)[:100]) for limb in _LIMBS if form.get(limb.value))
    if lost:
        with person.open() as store:
            write_screen(store, ScreenAnswers(lost_tasks=lost))
    return go_to(_carrying(_RESULT, form.address("then")))


@router.get(_RESULT)
def show_result(request: Request, person: ThePerson, then: str = "") -> HTMLResponse:
    """What the sitting says, its limits with it."""
    found = last_screen(person.diary, person.today)
    return render(
        request,
        "strength_screen_result.html",
        person=person,
        here="strength_screen_result",
        lines=() if found is None else say_screen(found, ()),
        to_doctor=TO_DOCTOR if found is not None and found.result.goes_to_urgency else "",
        begin=_carrying("/strength/screen", then),
        then=_own(then),
    )


@router.get("/strength/screen/{name}")
def show_act(request: Request, person: ThePerson, name: str, then: str = "") -> HTMLResponse:
    """One act: the drawing, the steps, what failed means."""
    act = _act(name)
    answers = _safety(person)
    n_open = len(questions_for(act.demands, answers))
    against = {side: reasons_against(act.demands, as_if_asked(answers), side=side) for side in act.sides}
    return render(
        request,
        "strength_act.html",
        person=person,
        here="strength_screen",
        title=act.title,
        act=act,
        drawing=draw_act(act.drawing),
        sides=[side for side in act.sides if not against[side] and not n_open],
        reasons=tuple(dict.fromkeys(reason for reasons in against.values() for reason in reasons)),
        n_open=n_open,
        outcomes=_ASKED,
        stop_rule=STOP_ON_EVERY_CARD,
        try_once_more=TRY_ONCE_MORE,
        n=ACTS.index(act) + 1,
        of=len(ACTS),
        before=_before(act, then, back=_carrying(f"/strength/screen/{act.name}", then)),
        then=_own(then),
    )


@router.post("/strength/screen/{name}")
def take_act(person: ThePerson, form: TheForm, name: str) -> Response:
    """Keeps how an act went, and goes to the next one."""
    act = _act(name)
    answers = []
    for side in act.sides:
        if reasons_against(act.demands, _safety(person), side=side):
            answers.append(ActAnswer(act=act.name, side=side, outcome=Outcome.NOT_SAFE))
        elif form.get(side.value) in set(_ASKED):
            answers.append(ActAnswer(act=act.name, side=side, outcome=Outcome(form.get(side.value))))
        else:
            answers.append(ActAnswer(act=act.name, side=side, outcome=Outcome.NOT_TRIED))
    with person.open() as store:
        write_screen(store, ScreenAnswers(acts=tuple(answers)))
    has_failed = any(answer.outcome is Outcome.FAILED for answer in answers)
    after = ACTS[ACTS.index(act) + 1 :]
    following = f"/strength/screen/{after[0].name}" if after else _LOST
    return go_to(_carrying(following, form.address("then")), done="strength_screen.done_failed" if has_failed else "")


def _own(then: str) -> str:
    return then if is_own_address(then) else ""


def _carrying(address: str, then: str) -> str:
    """The address with the one to go back to at the end, if there is one."""
    return f"{address}?then={quote(_own(then))}" if _own(then) else address


def _before(act: ScreenAct, then: str, *, back: str) -> str:
    """The questions before an act; `back` is where "not now" leads."""
    following = quote(_carrying(f"/strength/screen/{act.name}", then))
    return f"/strength/before?ask=screen&then={following}" + (f"&back={quote(back)}" if back else "")


def _act(name: str) -> ScreenAct:
    if name not in set(ActName):
        raise HTTPException(404)
    return next(act for act in ACTS if act.name == name)


def _safety(person: ThePerson) -> tuple[SafetyAnswer, ...]:
    return safety_on(person.diary, person.today)
