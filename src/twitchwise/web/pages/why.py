"""Why: how soon someone should look, what it could be, what would tell more; how soon always first."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from twitchwise.assessment.model import Assessment, Step
from twitchwise.charts.als_in_proportion import draw_als_in_proportion
from twitchwise.charts.chart import NARROW_PX
from twitchwise.desk.answering import kept_answers
from twitchwise.desk.assessing import assess_diary
from twitchwise.diary.model import Diary
from twitchwise.evidence.proportion import AlsNewCases
from twitchwise.intake.asking import open_questions
from twitchwise.report.assessment_words import PlainAssessment, describe_assessment
from twitchwise.urgency.judge import judge_urgency
from twitchwise.urgency.model import Whom
from twitchwise.web.kept import TheKept, kept_for
from twitchwise.web.person import ThePerson
from twitchwise.web.rendering import render
from twitchwise.worry.personal import crisis_lines
from twitchwise.worry.words import say as say_worry

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_ICONS_WIDE_PX = 620
_STEP_PAGES = {
    Step.QUESTIONS: "/why/questions",
    Step.SCREEN: "/strength/screen",
    Step.DAYS: "/doctor",
    Step.WEEKS: "/doctor",
    Step.ROUTINE: "/doctor",
    Step.WORRY: "/calm",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """A picture for a phone and for a desk."""

    narrow: Markup
    wide: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """An assessment in words, with its picture."""

    plain: PlainAssessment
    step: Step
    als: _Drawn | None
    needs_crisis_help: bool


@router.get("/why")
def show_why(request: Request, person: ThePerson, kept: TheKept) -> HTMLResponse:
    """Everything joined; while that is worked out, how soon someone should look stands there already."""
    diary, today = person.diary, person.today
    answers = kept_answers(diary, today).answers
    if not answers.replies and not diary.entries:
        return render(request, "why_empty.html", person=person, here="why")
    found = kept_for(kept, person, "assessment", _find)
    judgement = None if found is not None else judge_urgency(answers, today=today)
    return render(
        request,
        "why.html",
        person=person,
        here="why",
        found=found,
        judgement=judgement,
        n_open=len(open_questions(answers)),
        step_page="" if found is None else _STEP_PAGES.get(found.step, ""),
        crisis=_crisis(diary) if found is not None and found.needs_crisis_help else [],
    )


def _find(diary: Diary, today: date) -> _Found:
    assessment = assess_diary(diary, today=today)
    return _Found(
        plain=describe_assessment(assessment),
        step=assessment.next_step.step,
        als=_als_drawn(assessment.causes.als.new_cases),
        needs_crisis_help=_needs_crisis_help(assessment),
    )


def _als_drawn(cases: AlsNewCases | None) -> _Drawn | None:
    narrow = None if cases is None else draw_als_in_proportion(cases, width=NARROW_PX - 40, on_page=True)
    wide = None if cases is None else draw_als_in_proportion(cases, width=_ICONS_WIDE_PX, on_page=True)
    # Safe: drawn by ourselves out of numbers.
    return None if narrow is None or wide is None else _Drawn(narrow=Markup(narrow), wide=Markup(wide))


def _needs_crisis_help(assessment: Assessment) -> bool:
    is_told = any(reason.whom is Whom.CRISIS for reason in assessment.judgement.because)
    return is_told or (assessment.worry is not None and assessment.worry.needs_crisis_help)


def _crisis(diary: Diary) -> list[str]:
    lines = [str(say_worry("crisis_line", line=line)) for line in crisis_lines(diary)]
    return [str(say_worry("crisis_talk")), str(say_worry("crisis_now")), *lines]
