"""Why: how soon someone should look, what it could be, what would tell more; how soon always first."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from twitchwise.desk.answering import kept_answers
from twitchwise.desk.how_soon import how_soon
from twitchwise.intake.asking import open_questions
from twitchwise.web.found import find_assessment
from twitchwise.web.kept import TheKept
from twitchwise.web.person import ThePerson
from twitchwise.web.rendering import render
from twitchwise.web.step_pages import page_of
from twitchwise.worry.crisis import crisis_help

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)


@router.get("/why")
def show_why(request: Request, person: ThePerson, kept: TheKept) -> HTMLResponse:
    """Everything joined; while that is worked out, how soon someone should look stands there already."""
    diary, today = person.diary, person.today
    answers = kept_answers(diary, today).answers
    if not answers.replies and not diary.entries:
        return render(request, "why_empty.html", person=person, here="why")
    found = find_assessment(kept, person)
    return render(
        request,
        "why.html",
        person=person,
        here="why",
        found=found,
        judgement=None if found is not None else how_soon(diary, today),
        crisis=[each.text for each in crisis_help(diary, today)],
        n_open=len(open_questions(answers)),
        step_page="" if found is None else page_of(found.step, here="/why"),
    )
