"""Worry and spread: the questionnaires, the spiral, breaks; and how twitching has moved over the body."""

from datetime import date

from fastapi import Response
from pydantic import BaseModel, Field

from twitchwise.desk.assessing import assess_diary
from twitchwise.desk.calm import end_pause, keep_agreement, keep_answers, start_pause, worry_of_diary
from twitchwise.report.spread_json import spread_object
from twitchwise.report.worry_json import worry_text
from twitchwise.web.api.answers import Done, JsonObject, Sent, kept_answer, room
from twitchwise.web.kept import TheKept
from twitchwise.web.person import ThePerson
from twitchwise.worry.questions import SetName, question_set

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
