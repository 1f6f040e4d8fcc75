"""The app put together."""

from http import HTTPStatus
from importlib.resources import files

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.routing import Match

from twitchwise.errors import TwitchwiseError
from twitchwise.report.version import package_version
from twitchwise.web import chart_library
from twitchwise.web.api.routes import ROUTERS
from twitchwise.web.body_map import body_map_css
from twitchwise.web.door import Door
from twitchwise.web.guard import Guard
from twitchwise.web.held import Held
from twitchwise.web.import_sheets import imports_in
from twitchwise.web.jobs import jobs_in, jobs_running
from twitchwise.web.kept import Kept
from twitchwise.web.lock import lock_in
from twitchwise.web.mishap import Mishap
from twitchwise.web.pages import (
    calm,
    demo,
    doctor,
    evidence,
    imports,
    lock,
    log,
    measure,
    measured,
    review,
    settings,
    spread,
    strength,
    strength_before,
    strength_screen,
    strength_session,
    strength_tests,
    today,
    weekly,
    why,
    why_now,
    why_questions,
    why_trial,
    why_triggers,
)
from twitchwise.web.person import DiaryReader
from twitchwise.web.problem import tell_problem
from twitchwise.web.rendering import BODY_MAP_CSS
from twitchwise.web.searching import Searches
from twitchwise.web.settings import WebSettings
from twitchwise.web.unmarked_clips import UnmarkedClips
from twitchwise.web.words import say

__all__ = ["create_app"]

_PAGES = (
    calm,
    demo,
    doctor,
    evidence,
    imports,
    lock,
    log,
    measure,
    measured,
    review,
    settings,
    spread,
    strength,
    strength_before,
    strength_screen,
    strength_session,
    strength_tests,
    today,
    weekly,
    why,
    why_now,
    why_questions,
    why_trial,
    why_triggers,
)

_ABOUT = (
    "The same answers as the command line gives with --json. A refusal is one sentence under `problem`. A rate, a "
    "place or a number of twitches does not tell harmless twitching from disease, and nothing here is a diagnosis."
)


def create_app(settings: WebSettings) -> FastAPI:
    """The app of one server.

    Parameters
    ----------
    settings : its diary, its folder, its names.
    """
    app = FastAPI(
        title="twitchwise",
        summary="What the pages do, as JSON. Local and private: no request leaves the computer.",
        description=_ABOUT,
        version=package_version(),
        docs_url=None,  # its pages would fetch scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        generate_unique_id_function=lambda route: route.name,
        lifespan=jobs_running,
    )
    app.state.settings = settings
    app.state.reader = DiaryReader()
    app.state.jobs = jobs_in(settings)
    app.state.imports = imports_in(settings)
    app.state.wishes = Held()
    app.state.written = Held()
    app.state.sessions = Held()
    app.state.kept = Kept()
    app.state.searches = Searches()
    app.state.unmarked_clips = UnmarkedClips()
    app.state.lock = lock_in(settings)
    for page in _PAGES:
        app.include_router(page.router)
    app.include_router(chart_library.router)
    for router in ROUTERS:
        app.include_router(router)
    app.add_api_route(f"/static/{BODY_MAP_CSS}", _body_map_css, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=str(files("twitchwise.web") / "static")))
    for error in (TwitchwiseError, HTTPException, RequestValidationError):
        app.add_exception_handler(error, _say_problem)
    app.add_middleware(Mishap)
    app.add_middleware(Door)
    app.add_middleware(Guard, settings=settings)
    return app


def _body_map_css() -> Response:
    return Response(body_map_css(), media_type="text/css")


async def _say_problem(request: Request, error: Exception) -> Response:
    """One clear sentence, as a page or as JSON; what was typed before stays in the browser's form."""
    status, sentence = _status_of(error)
    answer = tell_problem(request, status, sentence)
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        answer.headers["allow"] = ", ".join(_methods_here(request))
    return answer


def _methods_here(request: Request) -> list[str]:
    """What this address can be asked to do."""
    routes = request.app.routes
    return [
        method
        for method in ("GET", "POST", "PUT", "DELETE")
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)
    ]


def _status_of(error: Exception) -> tuple[int, str]:
    if isinstance(error, HTTPException):
        known = {404: "problem.not_found", 405: "problem.not_done", 401: "problem.locked"}
        is_plain = error.detail == HTTPStatus(error.status_code).phrase  # nobody gave a sentence of their own
        told = say(known[error.status_code]) if is_plain and error.status_code in known else str(error.detail)
        return error.status_code, told
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        where = ".".join(str(part) for part in first.get("loc", ())[1:]) or "form"
        return 422, say("problem.form", where=where, what=str(first.get("msg", "")))
    return 422, str(error)
