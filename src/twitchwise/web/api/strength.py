"""Strength: the first sitting, the weekly tests, what they show."""

from datetime import date
from typing import Annotated

from fastapi import HTTPException, Response
from pydantic import BaseModel, Field

from twitchwise.body import Side
from twitchwise.desk.strength_diary import last_screen
from twitchwise.desk.strength_planning import plan_tests
from twitchwise.desk.strength_safety import keep_safety, safety_on
from twitchwise.desk.strength_standing import standing_of_diary, start_strength, stop_strength
from twitchwise.desk.strength_writing import write_screen, write_test
from twitchwise.desk.writing import now_by_the_clock
from twitchwise.report.strength_json import screen_text, strength_text
from twitchwise.report.strength_plan_words import plan_text
from twitchwise.strength.battery import STOP_ON_EVERY_CARD, find_test, tests
from twitchwise.strength.region import StrengthRegion
from twitchwise.strength.safety import QUESTIONS, Reply, SafetyAnswer, SafetyTopic
from twitchwise.strength.screen_acts import ACTS, ActName, Outcome
from twitchwise.strength.screen_model import ActAnswer, LostTask, ScreenAnswers, SideScores
from twitchwise.strength.series import Condition
from twitchwise.web.api.answers import Done, Sent, json_answer, kept_answer, room
from twitchwise.web.kept import TheKept
from twitchwise.web.person import ThePerson
from twitchwise.web.words import say

__all__ = ["router"]

router = room("strength")

_Score = Annotated[float, Field(ge=0, le=1e5)]


class Safety(Sent):
    """A question before the tests, answered."""

    topic: SafetyTopic
    reply: Reply
    side: Side | None = None


class SafetyAnswers(Sent):
    """Questions before the tests, answered."""

    answers: list[Safety] = Field(min_length=1, max_length=40)


class SafetyAsked(BaseModel):
    """A question before the tests."""

    topic: SafetyTopic
    text: str
    answers: list[Safety] = Field(description="that count today; of the hands each side by itself")


class ActCard(BaseModel):
    """An act of the first sitting."""

    act: ActName
    title: str
    sides: list[Side]
    steps: list[str]
    failed_looks_like: str
    stop_rule: str


class TestCard(BaseModel):
    """A test."""

    __test__ = False

    test: str
    name: str
    sides: list[Side]
    unit: str
    amount_unit: str = Field(description="what the seconds are spent on; empty when nothing is asked beside them")
    equipment: list[str]
    steps: list[str]
    stop_rules: list[str]
    to_log: list[str] = Field(description="what to note beside the score")


class Act(Sent):
    """How an act of the first sitting went."""

    act: ActName
    side: Side = Side.MIDDLE
    outcome: Outcome


class BothSides(Sent):
    """The scores of both sides in one test."""

    test: str = Field(max_length=60)
    left: _Score
    right: _Score


class Lost(Sent):
    """An everyday task that can no longer be done."""

    region: StrengthRegion
    task: str = Field(min_length=1, max_length=200)


class Screen(Sent):
    """A first sitting."""

    acts: list[Act] = Field(default_factory=list, max_length=40)
    scores: list[BothSides] = Field(default_factory=list, max_length=40)
    lost_tasks: list[Lost] = Field(default_factory=list, max_length=40)
    safety: list[Safety] = Field(default_factory=list, max_length=40)
    day: date | None = None


class Test(Sent):
    """A test that was done."""

    __test__ = False

    test: str = Field(max_length=60, description='"grip", "heel-raise", "chair-stand"')
    value: _Score = Field(description="in the unit of the test")
    side: Side | None = None
    amount: float | None = Field(None, gt=0, le=1e5, description="metres walked or steps climbed")
    felt: int | None = Field(None, ge=0, le=10, description="how weak it felt before the test")
    conditions: list[Condition] = Field(default_factory=list, max_length=20, description="what was unusual")
    safety: list[Safety] = Field(default_factory=list, max_length=40)
    day: date | None = None
    note: str = Field("", max_length=2000)


class TestWritten(BaseModel):
    """What was written down."""

    __test__ = False

    entry_id: str
    score: float
    unit: str
    goes_to_urgency: bool = Field(description="for a doctor, whatever later tests say")
    notes: list[str] = Field(description="what the person should know about it")


class WeeklySeries(BaseModel):
    """The weekly tests."""

    first_day: date
    last_day: date
    is_renewal: bool


@router.get("/strength")
def tell_strength(person: ThePerson, kept: TheKept) -> Response:
    """The result of the week, as `twitchwise strength show --json` prints it."""
    return kept_answer(
        kept, person, "strength", lambda diary, today: strength_text(standing_of_diary(diary, today=today))
    )


@router.get("/strength/plan")
def tell_plan(person: ThePerson) -> Response:
    """Which tests are due and which are locked, as `twitchwise strength plan --json` prints it."""
    return json_answer(plan_text(plan_tests(person.diary, person.today)))


@router.get("/strength/screen")
def tell_screen(person: ThePerson) -> Response:
    """The first sitting, as `twitchwise strength screen --json` prints it."""
    found = last_screen(person.diary, person.today)
    if found is None:
        raise HTTPException(404, say("api.no_screen"))
    return json_answer(screen_text(found))


@router.post("/strength/screen", status_code=201)
def write_down_screen(person: ThePerson, sent: Screen) -> Response:
    """Writes a first sitting down."""
    answers = ScreenAnswers(
        acts=tuple(ActAnswer(act=each.act, side=each.side, outcome=each.outcome) for each in sent.acts),
        scores=tuple(
            SideScores(test=find_test(each.test).id, left=each.left, right=each.right) for each in sent.scores
        ),
        lost_tasks=tuple(LostTask(region=each.region, task=each.task) for each in sent.lost_tasks),
    )
    with person.open() as store:
        write_screen(store, answers, day=sent.day, safety=_safety(sent.safety))
        diary = store.load()
        found = last_screen(diary, sent.day or person.today)
    if found is None:
        raise HTTPException(422, say("api.no_answers"))
    answer = json_answer(screen_text(found))
    answer.status_code = 201
    return answer


@router.get("/strength/acts")
def list_acts() -> list[ActCard]:
    """The acts of the first sitting."""
    return [
        ActCard(
            act=each.name,
            title=each.title,
            sides=list(each.sides),
            steps=list(each.steps),
            failed_looks_like=each.failed_looks_like,
            stop_rule=STOP_ON_EVERY_CARD,
        )
        for each in ACTS
    ]


@router.get("/strength/tests")
def list_tests() -> list[TestCard]:
    """The tests: how each is done and when to stop."""
    return [
        TestCard(
            test=each.id,
            name=each.name,
            sides=list(each.sides),
            unit=each.unit,
            amount_unit=each.amount_unit,
            equipment=list(each.equipment),
            steps=list(each.steps),
            stop_rules=[each.stop_rule, STOP_ON_EVERY_CARD],
            to_log=list(each.to_log),
        )
        for each in tests()
    ]


@router.get("/strength/safety")
def tell_safety(person: ThePerson) -> list[SafetyAsked]:
    """The questions before any act or test, with the answers that count today."""
    given = safety_on(person.diary, person.today)
    return [
        SafetyAsked(
            topic=question.topic,
            text=question.text,
            answers=[Safety(topic=a.topic, reply=a.reply, side=a.side) for a in given if a.topic is question.topic],
        )
        for question in QUESTIONS
    ]


@router.put("/strength/safety")
def keep_safety_sent(person: ThePerson, sent: SafetyAnswers) -> Done:
    """Keeps answers with their day; what is left open is never "no"."""
    with person.open() as store:
        keep_safety(store, _safety(sent.answers), now_by_the_clock(store.load().rule))
    return Done(n=len(sent.answers))


@router.post("/strength/tests", status_code=201)
def write_down_test(person: ThePerson, sent: Test) -> TestWritten:
    """Writes a test down; not twice on a day."""
    with person.open() as store:
        written = write_test(
            store,
            find_test(sent.test).id,
            sent.value,
            side=sent.side,
            amount=sent.amount,
            felt=sent.felt,
            conditions=frozenset(sent.conditions),
            day=sent.day,
            note=sent.note,
            safety=_safety(sent.safety),
        )
    return TestWritten(
        entry_id=written.result.entry_id,
        score=written.result.score,
        unit=written.result.unit,
        goes_to_urgency=written.goes_to_urgency,
        notes=list(written.notes),
    )


@router.post("/strength/series", status_code=201)
def begin_series(person: ThePerson) -> WeeklySeries:
    """Begins 26 weeks of weekly tests, or renews them once."""
    with person.open() as store:
        begun = start_strength(store)
    return WeeklySeries(first_day=begun.first_day, last_day=begun.last_day, is_renewal=begun.is_renewal)


@router.delete("/strength/series", status_code=204)
def end_series(person: ThePerson) -> Response:
    """Ends them today; the diary stays as it is."""
    with person.open() as store:
        stop_strength(store)
    return Response(status_code=204)


def _safety(sent: list[Safety]) -> list[SafetyAnswer]:
    return [SafetyAnswer(topic=each.topic, reply=each.reply, side=each.side) for each in sent]
