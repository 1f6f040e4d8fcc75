"""Pages that come late and in halves: a test that does not wait for its page then fails each time and not by chance.

``TWITCHWISE_SLOW_PAGES=0.3`` sets the wait in seconds, before each page and in its middle.
"""

import asyncio
import os

from fastapi import FastAPI
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["slowly"]


def slowly(app: FastAPI) -> FastAPI:
    """The app as it is, or handing out its pages slowly where the environment asks for it."""
    if wait := os.environ.get("TWITCHWISE_SLOW_PAGES"):
        app.add_middleware(SlowPages, wait_s=float(wait))
    return app


class SlowPages:
    """Waits before every page and in its middle.

    Parameters
    ----------
    wait_s : each of the two.
    """

    def __init__(self, app: ASGIApp, *, wait_s: float) -> None:
        self._app, self._wait_s = app, wait_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_page = False

        async def send_slowly(message: Message) -> None:
            nonlocal is_page
            if message["type"] == "http.response.start":
                is_page = any(value.startswith(b"text/html") for _, value in message["headers"])
                await asyncio.sleep(self._wait_s if is_page else 0)
            elif is_page and (body := message.get("body")):
                half = len(body) // 2
                await send({"type": "http.response.body", "body": body[:half], "more_body": True})
                await asyncio.sleep(self._wait_s)
                message["body"] = body[half:]
            await send(message)

        await self._app(scope, receive, send_slowly)
