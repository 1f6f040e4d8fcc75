"""Faults of ours: a clear page instead of a bare word, and the trace in the terminal for whoever mends it."""

import logging

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from twitchwise.web.guard import TooLarge, TooSlow
from twitchwise.web.problem import tell_problem
from twitchwise.web.words import say

__all__ = ["Mishap"]

_LOG = logging.getLogger("uvicorn.error")


class Mishap:
    """Wraps the app.

    Parameters
    ----------
    app : the app behind it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request through; what nobody caught becomes a page, as long as no answer has begun."""
        has_begun = False

        async def send_noting(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, send_noting)
        except (TooLarge, TooSlow):
            raise  # the guard answers
        except Exception:
            if scope["type"] != "http" or has_begun:
                raise
            _LOG.exception("%s %s", scope["method"], scope["path"])
            answer = tell_problem(Request(scope, receive), 500, say("problem.mishap"))
            await answer(scope, receive, send)
