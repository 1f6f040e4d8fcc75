"""The questions before any act or test: what was not answered is never taken for "no"."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from twitchwise.body import Side
from twitchwise.desk.strength_safety import keep_safety, safety_on
from twitchwise.desk.writing import now_by_the_clock
from twitchwise.strength.battery import find_test
from twitchwise.strength.battery_model import BOTH_SIDES, Demand
from twitchwise.strength.safety import QUESTIONS, Reply, SafetyAnswer, SafetyQuestion, SafetyTopic
from twitchwise.strength.screen_acts import ACTS
from twitchwise.web.forms import SentForm, TheForm, is_own_address
from twitchwise.web.person import ThePerson
from twitchwise.web.rendering import go_to, render

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_OF_SCREEN = "screen"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One question with the answer that counts today: a reply, or for the hands the side it was said of."""

    topic: SafetyTopic
    text: str
    said: str
    is_of_hands: bool


@router.get("/strength/before")
def show_questions(
    request: Request, person: ThePerson, ask: str = "", then: str = "/strength", back: str = "/strength"
) -> HTMLResponse:
    """Every question that bears on what is planned, with the answers that count today."""
    demands = _demands(ask)
    answers = safety_on(person.diary, person.today)
    asked = [
        _Asked(
            topic=question.topic,
            text=question.text,
            said=_said(question.topic, answers),
            is_of_hands=question.topic is SafetyTopic.HAND,
        )
        for question in QUESTIONS
        if demands is None or question.locks & demands
    ]
    return render(
        request,
        "strength_before.html",
        person=person,
        here="strength_before",
        asked=asked,
        then=then if is_own_address(then) else "/strength",
        back=back if is_own_address(back) else "/strength",
    )


@router.post("/strength/before")
def take_answers(person: ThePerson, form: TheForm) -> Response:
    """Keeps the answers with their day and goes on."""
    answers = [answer for question in QUESTIONS for answer in _answers(question, form)]
    if answers:
        with person.open() as store:
            keep_safety(store, answers, now_by_the_clock(store.load().rule))
    return go_to(form.address("then") or "/strength")


def _demands(ask: str) -> frozenset[Demand] | None:
    """What is planned asks of the body; None for everything."""
    if ask == _OF_SCREEN:
        return frozenset(demand for act in ACTS for demand in act.demands)
    return find_test(ask).demands if ask else None


def _answers(question: SafetyQuestion, form: SentForm) -> list[SafetyAnswer]:
    said = form.get(question.topic.value)
    if question.topic is SafetyTopic.HAND and said in {side.value for side in BOTH_SIDES}:
        return [
            SafetyAnswer(topic=question.topic, reply=Reply.YES if side.value == said else Reply.NO, side=side)
            for side in BOTH_SIDES
        ]
    return [SafetyAnswer(topic=question.topic, reply=Reply(said))] if said in set(Reply) else []


def _said(topic: SafetyTopic, answers: tuple[SafetyAnswer, ...]) -> str:
    found: dict[Side | None, Reply] = {answer.side: answer.reply for answer in answers if answer.topic is topic}
    if None in found:
        return found[None].value
    hurt = [side for side, reply in found.items() if side is not None and reply is Reply.YES]
    return hurt[0].value if len(hurt) == 1 else ""
