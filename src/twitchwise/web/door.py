"""The door behind the guard: while the lock is set, only who has given the passphrase comes to the pages."""

from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from twitchwise.web.lock import SESSION_COOKIE, Lock
from twitchwise.web.problem import tell_problem
from twitchwise.web.words import say

__all__ = ["Door"]

_OPEN_PATHS = frozenset({"/unlock", "/api/v1/session"})


class Door:
    """Wraps the app.

    Parameters
    ----------
    app : the app behind it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request through, or asks for the passphrase."""
        if scope["type"] != "http" or _is_open(scope["path"]):
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        lock: Lock = request.app.state.lock
        if lock.lets_in(request.cookies.get(SESSION_COOKIE, "")):
            await self._app(scope, receive, send)
            return
        answer = _ask(request)
        async for _ in request.stream():
            pass  # a browser that is still sending would not show the answer
        await answer(scope, receive, send)


def _is_open(path: str) -> bool:
    return path in _OPEN_PATHS or path.startswith("/static/")


def _ask(request: Request) -> Response:
    path = request.url.path
    if request.method in {"GET", "HEAD"} and not path.startswith("/api/"):
        to = path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/unlock?to={quote(to, safe='')}" if to != "/" else "/unlock", status_code=303)
    return tell_problem(request, 401, say("problem.locked"))
