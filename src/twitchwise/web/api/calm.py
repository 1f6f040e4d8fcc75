"""Worry and spread: the questionnaires, the spiral, breaks; and how twitching has moved over the body."""

from datetime import date
from typing import Annotated

from fastapi import Response
from pydantic import BaseModel, Field

from twitchwise.desk.assessing import assess_diary
from twitchwise.desk.calm import (
    end_pause,
    keep_agreement,
    keep_answers,
    keep_crisis_line,
    keep_self_harm,
    start_pause,
    worry_of_diary,
)
from twitchwise.desk.weekly_ratings import correct_ratings, due_ratings, ratings_of_today
from twitchwise.desk.writing import DoneThing, write_day
from twitchwise.diary.model import ExposureKind
from twitchwise.evidence.lookup import cite
from twitchwise.intake.feature import Reply
from twitchwise.report.spread_json import spread_object
from twitchwise.report.worry_json import worry_text
from twitchwise.web.api.answers import Done, JsonObject, Sent, kept_answer, room
from twitchwise.web.api.how_soon import HowSoon, how_soon_of
from twitchwise.web.kept import TheKept
from twitchwise.web.person import ThePerson
from twitchwise.web.refusal import refusal
from twitchwise.web.weekly_steps import due_steps, set_of
from twitchwise.worry.exercises import ExerciseName, find_exercise
from twitchwise.worry.personal import crisis_lines
from twitchwise.worry.questions import SetName, question_set
from twitchwise.worry.words import say

__all__ = ["router"]

router = room("calm")


class Questions(BaseModel):
    """A question set."""

    name: SetName
    title: str
    stem: str
    questions: list[str]
    options: list[str] = Field(description="the first one counts 0, the next 1, and so on")
    note: str
    is_validated: bool


class Answers(Sent):
    """Answers to a question set."""

    name: SetName
    answers: list[int | None] = Field(max_length=40, description="the number of the option; null for one left open")
    is_again: bool = Field(False, description="also when it was answered a few days ago")


class Rating(BaseModel):
    """A rating of the week."""

    kind: ExposureKind
    question: str
    most: float
    unit: str


class CheckIn(BaseModel):
    """What the weekly check-in asks."""

    ratings: list[Rating]
    sets: list[SetName] = Field(description="question sets that are due; `worry/questions` holds their words")
    self_harm: str = Field(description="the last question, which may stay open; empty when nothing is due")


class Ratings(Sent):
    """Ratings of the week."""

    ratings: dict[ExposureKind, Annotated[float, Field(ge=0)]] = Field(
        max_length=10, description='{"worry": 4, "searching": 30}'
    )


class SelfHarm(Sent):
    """The answer about thoughts of self-harm."""

    reply: Reply


class ExerciseTold(BaseModel):
    """An exercise."""

    name: ExerciseName
    title: str
    minutes: int
    steps: list[str]
    why: str
    basis: str = Field(description="how far it was tested")
    sources: list[str]


class CrisisLine(Sent):
    """A crisis line."""

    name: str = Field(min_length=1, max_length=100)
    number: str | None = Field(None, max_length=100)


class Break(Sent):
    """A break."""

    weeks: int = Field(2, ge=1, le=26)


class BreakTaken(BaseModel):
    """A break that was begun."""

    until: date
    sentence: str


class Agreeing(Sent):
    """A clinician who agrees to a daily diary."""

    who: str = Field(min_length=1, max_length=200)


@router.get("/spread")
def tell_spread(person: ThePerson) -> JsonObject:
    """Where it twitched first and then, as it stands in `twitchwise assess --json`."""
    return spread_object(assess_diary(person.diary, today=person.today).spread)


@router.get("/worry")
def tell_worry(person: ThePerson, kept: TheKept) -> Response:
    """What is known of the worry, as `twitchwise calm --json` prints it."""
    return kept_answer(kept, person, "worry", lambda diary, today: worry_text(worry_of_diary(diary, today=today)))


@router.get("/worry/questions")
def list_questions() -> list[Questions]:
    """The question sets, word for word."""
    sets = [question_set(name) for name in SetName]
    return [
        Questions(
            name=each.name,
            title=each.title,
            stem=each.stem,
            questions=list(each.questions),
            options=list(each.options),
            note=each.note,
            is_validated=each.is_validated,
        )
        for each in sets
    ]


@router.post("/worry/answers", status_code=201)
def keep_worry_answers(person: ThePerson, sent: Answers) -> Done:
    """Keeps answers; one left open never counts as "not at all"."""
    with person.open() as store:
        kept = keep_answers(store, sent.name, sent.answers, is_again=sent.is_again)
    return Done(n=sum(each is not None for each in kept.answers))


@router.get("/worry/due")
def tell_due(person: ThePerson) -> CheckIn:
    """What the weekly check-in asks at the moment; nothing of it is asked for twice in a few days."""
    diary = person.diary
    steps = due_steps(diary)
    return CheckIn(
        ratings=[
            Rating(kind=each.kind, question=each.question.text, most=each.most, unit=each.kind.unit)
            for each in due_ratings(diary)
        ],
        sets=[name for name in map(set_of, steps) if name is not None],
        self_harm=say("self_harm_question").text if steps else "",
    )


@router.put("/worry/ratings")
def keep_ratings(person: ThePerson, sent: Ratings) -> Done:
    """Keeps ratings of the week; one of today is put right, and one that is not due is left as it stands."""
    with person.open() as store, store.together():
        diary = store.load()
        asked = {each.kind: each.most for each in due_ratings(diary)}
        asked |= {each.rating.kind: each.rating.most for each in ratings_of_today(diary)}
        amounts = {kind: amount for kind, amount in sent.ratings.items() if kind in asked}
        wrong = next((kind for kind, amount in amounts.items() if amount > asked[kind]), None)
        if wrong is not None:
            raise refusal("api.too_much", where=wrong.value, most=f"{asked[wrong]:g}")
        given = {each.rating.kind for each in ratings_of_today(diary)}
        n = correct_ratings(store, {kind: amount for kind, amount in amounts.items() if kind in given})
        new = [DoneThing(kind=kind, amount=amount) for kind, amount in amounts.items() if kind not in given]
        if new:
            write_day(store, done=new)
    return Done(n=n + len(new))


@router.put("/worry/self-harm")
def keep_self_harm_sent(person: ThePerson, sent: SelfHarm) -> HowSoon:
    """Keeps the answer about thoughts of self-harm; where help is comes back at once."""
    with person.open() as store:
        keep_self_harm(store, sent.reply)
        diary = store.load()
    return how_soon_of(diary, person.today)


@router.get("/worry/exercises")
def list_exercises() -> list[ExerciseTold]:
    """Short exercises, each with how far it was tested."""
    return [
        ExerciseTold(
            name=each.name,
            title=each.title,
            minutes=each.minutes,
            steps=list(each.steps),
            why=each.why,
            basis=each.basis,
            sources=[cite(source) for source in each.sources],
        )
        for each in map(find_exercise, ExerciseName)
    ]


@router.get("/worry/lines")
def list_crisis_lines(person: ThePerson) -> list[str]:
    """The crisis lines that the person typed in, "name: number"; the program knows none of its own."""
    return list(crisis_lines(person.diary))


@router.put("/worry/lines", status_code=204)
def keep_line(person: ThePerson, sent: CrisisLine) -> Response:
    """Keeps a crisis line; without a number it is taken out."""
    with person.open() as store:
        keep_crisis_line(store, sent.name, sent.number)
    return Response(status_code=204)


@router.post("/worry/pause", status_code=201)
def begin_pause(person: ThePerson, sent: Break) -> BreakTaken:
    """Takes a break: ends what is running, and nothing is asked."""
    with person.open() as store:
        paused = start_pause(store, n_weeks=sent.weeks)
    return BreakTaken(until=paused.until, sentence=paused.sentence.text)


@router.delete("/worry/pause", status_code=204)
def finish_pause(person: ThePerson) -> Response:
    """Ends the break."""
    with person.open() as store:
        end_pause(store)
    return Response(status_code=204)


@router.put("/worry/agreement", status_code=204)
def keep_agreement_sent(person: ThePerson, sent: Agreeing) -> Response:
    """Keeps that a clinician agrees to a daily diary although the GAD-7 is high."""
    with person.open() as store:
        keep_agreement(store, sent.who)
    return Response(status_code=204)


@router.delete("/worry/agreement", status_code=204)
def end_agreement(person: ThePerson) -> Response:
    """There is no agreement any more."""
    with person.open() as store:
        keep_agreement(store, None)
    return Response(status_code=204)
