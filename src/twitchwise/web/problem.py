"""What a person or a program is told when something did not work."""

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from twitchwise.web.person import person_of
from twitchwise.web.rendering import render

__all__ = ["tell_problem"]


def tell_problem(request: Request, status: int, sentence: str) -> Response:
    """One clear sentence, as a page or, for a program, as JSON; what was typed before stays in the browser's form."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"problem": sentence}, status_code=status)
    return render(request, "problem.html", person=person_of(request), here="problem", status=status, sentence=sentence)
