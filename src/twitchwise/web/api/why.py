"""Why: the three days before, the questions, and everything joined."""

import json
from datetime import date, datetime
from typing import Annotated

from fastapi import Body, Query, Response
from pydantic import BaseModel, Field

from twitchwise.body import find_site
from twitchwise.desk.answering import keep_answers, kept_answers
from twitchwise.desk.assessing import assess_diary
from twitchwise.desk.dates import coming_dates
from twitchwise.desk.looking_back import moment_from_text
from twitchwise.desk.writing import now_by_the_clock
from twitchwise.intake.asking import next_question
from twitchwise.intake.feature_words import feature_words
from twitchwise.intake.json_file import answers_from_json, answers_to_json
from twitchwise.report.assessment_json import assessment_text
from twitchwise.report.look_back_json import look_back_object
from twitchwise.triggers.look_back import look_back
from twitchwise.web.api.answers import Done, JsonObject, json_answer, kept_answer, room
from twitchwise.web.api.how_soon import HowSoon, how_soon_of
from twitchwise.web.kept import TheKept
from twitchwise.web.person import ThePerson

__all__ = ["router"]

router = room("why")


class Asked(BaseModel):
    """A question of a card."""

    feature: str = Field(description="its name in the answers")
    text: str


class AnswersKept(Done):
    """Answers were kept, and what follows from all that is known."""

    how_soon: HowSoon


class Dates(BaseModel):
    """Dates that wait; null where nothing runs."""

    search: date | None = Field(description="last day of the search for triggers")
    tests: date | None = Field(description="last day of the weekly strength tests")
    look: date | None = Field(description="when to look again")


class NextCard(BaseModel):
    """The card that is next; red flags come first."""

    card: str = Field(description="empty when nothing is open")
    title: str
    questions: list[Asked] = Field(description="answered with yes, no or not-sure")
    items: list[str] = Field(description="values that are asked for: since, age, medicines")
    acts: list[str] = Field(description="acts of the first sitting that would answer it")


@router.get("/look-back")
def tell_look_back(
    person: ThePerson,
    site: Annotated[str, Query(max_length=60, description='the muscle, "left-triceps"')],
    at: Annotated[datetime | None, Query(description="by the clock of the wall; without it, now")] = None,
) -> JsonObject:
    """What a muscle did in the three days before, as `twitchwise why SITE --json` prints it."""
    diary = person.diary
    moment = now_by_the_clock(diary.rule) if at is None else moment_from_text(at.replace(tzinfo=None).isoformat())
    return look_back_object(look_back(diary, find_site(site), moment))


@router.get("/assessment")
def tell_assessment(person: ThePerson, kept: TheKept) -> Response:
    """How soon someone should look, what it could be, what is not known: `twitchwise assess --json`."""
    return kept_answer(
        kept, person, "assessment", lambda diary, today: assessment_text(assess_diary(diary, today=today))
    )


@router.get("/how-soon")
def tellhow_soon_of(person: ThePerson) -> HowSoon:
    """How soon someone should look, at once; the assessment says why."""
    return how_soon_of(person.diary, person.today)


@router.get("/dates")
def tell_dates(person: ThePerson) -> Dates:
    """What runs and ends by itself, and when to look again: the dates of the calendar file."""
    diary, today = person.diary, person.today
    found = coming_dates(diary, today, look=assess_diary(diary, today=today).next_look.on)
    return Dates(search=found.search, tests=found.tests, look=found.look)


@router.get("/intake/answers")
def tell_answers(person: ThePerson) -> Response:
    """What was answered and still counts, as `twitchwise intake --schema` describes it."""
    return json_answer(answers_to_json(kept_answers(person.diary, person.today).answers))


@router.put("/intake/answers")
def keep_intake_answers(
    person: ThePerson,
    sent: Annotated[JsonObject, Body(description="answers as `twitchwise intake --schema` describes them")],
) -> AnswersKept:
    """Keeps answers; what is not named stays as it was. What cannot wait is said at once."""
    answers = answers_from_json(json.dumps(sent), where="the answers")
    with person.open() as store:
        n = keep_answers(store, answers)
        diary = store.load()
    return AnswersKept(n=n, how_soon=how_soon_of(diary, person.today))


@router.get("/intake/next")
def tell_next_card(person: ThePerson) -> NextCard:
    """The card that is next."""
    question = next_question(kept_answers(person.diary, person.today).answers)
    if question is None:
        return NextCard(card="", title="", questions=[], items=[], acts=[])
    return NextCard(
        card=question.card.id,
        title=question.card.title,
        questions=[Asked(feature=each.value, text=feature_words(each).text) for each in question.features],
        items=[each.value for each in question.items],
        acts=list(question.acts),
    )
