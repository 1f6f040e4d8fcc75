"""My muscle twitches, why? What it did in the last three days, in the first minute and without a diary of weeks."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from twitchwise.body import Site, find_site
from twitchwise.desk.answering import kept_answers
from twitchwise.desk.writing import now_by_the_clock
from twitchwise.errors import UnknownName
from twitchwise.intake.cards import cards
from twitchwise.intake.feature import Reply
from twitchwise.intake.feature_words import feature_words
from twitchwise.report.look_back_words import look_back_lines
from twitchwise.report.triggers_words import DIARY_CAUTION
from twitchwise.triggers.look_back import look_back
from twitchwise.web.body_map import map_views, sites_by_region
from twitchwise.web.person import ThePerson
from twitchwise.web.rendering import go_to, render
from twitchwise.web.words import say

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_BEFORE_IT = "before-it"
"""The card on what was before the twitching."""


@router.get("/why/now")
def look_back_now(request: Request, person: ThePerson) -> Response:
    """The body map, or the three days of the place that was chosen on it."""
    chosen = [text for text in reversed(request.query_params.getlist("site")) if text]
    if not chosen:
        return _ask(request, person)
    try:
        site = find_site(chosen[0])
    except UnknownName as error:
        return _ask(request, person, problem=str(error), status=422)
    if len(request.query_params.getlist("site")) > 1:
        return go_to(f"/why/now?site={site.id}")
    return _show(request, person, site)


def _ask(request: Request, person: ThePerson, *, problem: str = "", status: int = 200) -> HTMLResponse:
    return render(
        request,
        "why_now_site.html",
        person=person,
        here="why",
        status=status,
        title=say("why_now.title"),
        problem=problem,
        views=map_views(),
        regions=sites_by_region(),
    )


def _show(request: Request, person: ThePerson, site: Site) -> HTMLResponse:
    diary = person.diary
    look = look_back(diary, site, now_by_the_clock(diary.rule))
    answers = kept_answers(diary, person.today).answers
    card = next(each for each in cards() if each.id == _BEFORE_IT)
    told = [feature_words(each).text for each in card.features if answers.reply(each) is Reply.YES]
    return render(
        request,
        "why_now.html",
        person=person,
        here="why",
        title=say("why_now.title_site", site=site.name),
        site=site,
        lines=look_back_lines(look)[:-1],
        not_a_cause=look_back_lines(look)[-1],
        caution=DIARY_CAUTION,
        told=told,
        is_asked=any(answers.reply(each) is not Reply.NOT_ASKED for each in card.features),
        has_workouts=look.has_workouts,
        then=f"/why/now?site={site.id}",
        before_it=_BEFORE_IT,
    )
