"""Today: what to do now, if anything; the twitch of this minute; and all the rest one tap away."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from twitchwise.web.person import ThePerson
from twitchwise.web.rendering import render

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)


@router.get("/")
def show_today(request: Request, person: ThePerson) -> HTMLResponse:
    """The first page."""
    return render(request, "today.html", person=person, here="today", is_empty=not person.diary.entries)


@router.get("/more")
def show_more(request: Request, person: ThePerson) -> HTMLResponse:
    """Every page there is; the end of the bar on a phone."""
    return render(request, "more.html", person=person, here="more")
