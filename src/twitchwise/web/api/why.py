"""Why: the three days before, triggers, self-trials, the questions, and everything joined."""

import json
from datetime import date, datetime
from typing import Annotated

from fastapi import Body, HTTPException, Query, Response
from pydantic import BaseModel, Field

from twitchwise.body import find_site
from twitchwise.desk.answering import keep_answers, kept_answers
from twitchwise.desk.assessing import assess_diary
from twitchwise.desk.how_soon import how_soon
from twitchwise.desk.kept_triggers import kept_search
from twitchwise.desk.looking_back import moment_from_text
from twitchwise.desk.trying import last_trial, start_trial
from twitchwise.desk.writing import now_by_the_clock, start_investigation, stop_investigation, suspect
from twitchwise.diary.investigation import current_investigation
from twitchwise.diary.model import Diary
from twitchwise.intake.asking import next_question
from twitchwise.intake.feature_words import feature_words
from twitchwise.intake.json_file import answers_from_json, answers_to_json
from twitchwise.report.assessment_json import assessment_text
from twitchwise.report.look_back_json import look_back_object
from twitchwise.report.trial_json import trial_text
from twitchwise.report.triggers_json import triggers_object
from twitchwise.triggers.look_back import look_back
from twitchwise.urgency.level import Urgency
from twitchwise.web.api.answers import Done, JsonObject, Sent, json_answer, kept_answer, room
from twitchwise.web.kept import TheKept
from twitchwise.web.person import ThePerson
from twitchwise.worry.crisis import crisis_help

__all__ = ["router"]

router = room("why")

_LONGEST_NAME = 200


class Asked(BaseModel):
    """A question of a card."""

    feature: str = Field(description="its name in the answers")
    text: str


class HowSoon(BaseModel):
    """How soon someone should look; it comes before everything else."""

    level: Urgency
    headline: str
    what_to_do: list[str] = Field(description="of each reason, the most urgent first")
    crisis: list[str] = Field(description="where help is after thoughts of self-harm; empty without them")


class AnswersKept(Done):
    """Answers were kept, and what follows from all that is known."""

    how_soon: HowSoon


class NextCard(BaseModel):
    """The card that is next; red flags come first."""

    card: str = Field(description="empty when nothing is open")
    title: str
    questions: list[Asked] = Field(description="answered with yes, no or not-sure")
    items: list[str] = Field(description="values that are asked for: since, age, medicines")
    acts: list[str] = Field(description="acts of the first sitting that would answer it")


class Investigating(BaseModel):
    """The search for triggers while it runs."""

    first_day: date
    last_day: date
    is_renewal: bool


class TrialWish(Sent):
    """A self-trial."""

    exposure: str = Field(max_length=_LONGEST_NAME, description="caffeine, alcohol, training day or bedtime")
    weeks: int = Field(6, ge=4, le=6)


class Suspicion(Sent):
    """What the person believes sets it off."""

    exposure: str = Field(min_length=1, max_length=_LONGEST_NAME)
    site: str | None = Field(None, max_length=60)


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
def tell_how_soon(person: ThePerson) -> HowSoon:
    """How soon someone should look, at once; the assessment says why."""
    return _how_soon(person.diary, person.today)


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
    return AnswersKept(n=n, how_soon=_how_soon(diary, person.today))


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


@router.get("/triggers")
def tell_triggers(person: ThePerson) -> JsonObject:
    """The last search for triggers, as `twitchwise triggers --json` printed it, and the day it was made."""
    kept = kept_search(person.diary, person.today)
    if kept is None:
        raise HTTPException(404, "No search for triggers was made yet.")
    return {"searched_on": kept.searched_on.isoformat(), **triggers_object(kept.triggers)}


@router.get("/triggers/investigation")
def tell_investigation(person: ThePerson) -> Investigating:
    """The days of the evening question, while it runs."""
    found = current_investigation(person.diary, person.today)
    if found is None:
        raise HTTPException(404, "No search for triggers is running.")
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


def _how_soon(diary: Diary, today: date) -> HowSoon:
    judged = how_soon(diary, today)
    return HowSoon(
        level=judged.level,
        headline=judged.headline,
        what_to_do=[reason.what_to_do for reason in judged.because],
        crisis=[each.text for each in crisis_help(diary, today)],
    )
