"""What stands before every request: the right name, the same site, a bearable size; and the headers of every answer."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from twitchwise.web.settings import WebSettings
from twitchwise.web.words import say

__all__ = ["CONTENT_SECURITY_POLICY", "Guard", "TooLarge", "TooSlow"]

_Scope = MutableMapping[str, Any]
_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
_App = Callable[[_Scope, _Receive, _Send], Awaitable[None]]

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
    "connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing from anywhere else, nothing inline: no request can leave the computer, whatever a page is made to say."""

_HEADERS = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(self), accelerometer=(self), gyroscope=(self), geolocation=(), microphone=()"),
)
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_UPLOADS = frozenset({"/measure", "/import", "/api/v1/recordings", "/api/v1/imports"})

_PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>twitchwise</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/static/app.css">'
    '</head><body><main id="page"><h1>twitchwise</h1><section role="alert"><p>{text}</p>{back}</section></main>'
    "</body></html>"
)
"""For what is answered before any page is asked; the texts are those of the catalogue."""

_MIB = 1024**2
_UNKNOWN_HOST = 421  # a way back would lead nowhere
_READ_AWAY_MOST = 8 * 1024**3  # of a body that is too large
_SILENT_S = 5.0  # after which nothing more of it is waited for


class TooLarge(Exception):
    """The body of a request is larger than it may be."""


class TooSlow(Exception):
    """The body of a request does not go on."""


class Guard:
    """Wraps the app.

    Parameters
    ----------
    app : the app behind it.
    settings : names and sizes.

    Notes
    -----
    The name is checked against rebinding: a page elsewhere can make its own name point here, but not change what the
    browser then says it asked for. A request that changes something must come from a page of ours: browsers say so in
    Origin and Sec-Fetch-Site, which no page can forge; programs that are no browser say neither.
    """

    def __init__(self, app: _App, settings: WebSettings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        """Lets a request through, or answers it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        path = scope["path"]
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await _answer(path, receive, send, *refusal)
            return
        limit = self._largest(path)
        if _announced(headers) > limit:
            await _answer(path, receive, send, 413, _too_large(limit))
            return
        has_begun = False
        counted = _Counted(receive, limit, self._settings.patience_s)

        async def send_guarded(message: _Message) -> None:
            nonlocal has_begun
            if counted.is_over and not has_begun:
                raise TooLarge  # whatever the app makes of the end of its input
            if counted.is_silent and not has_begun:
                raise TooSlow
            if message["type"] == "http.response.start":
                has_begun = True
                message["headers"] = [*message.get("headers", []), *_headers_for(scope["path"], scope["query_string"])]
            await send(message)

        try:
            await self._app(scope, counted, send_guarded)
        except TooLarge:
            if not has_begun:
                await _answer(path, receive, send, 413, _too_large(limit))
        except TooSlow:
            if not has_begun:
                await _answer(path, None, send, 408, say("guard.too_slow"))

    def _refusal(self, scope: _Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        host = headers.get("host", "")
        if _name_of(host) not in self._settings.hosts:
            return _UNKNOWN_HOST, say("guard.unknown_host")
        if scope["method"] in _SAFE_METHODS:
            return None
        site = headers.get("sec-fetch-site", "same-origin")
        origin = headers.get("origin", "")
        if site not in {"same-origin", "none"} or (origin and urlsplit(origin).netloc != host):
            return 403, say("guard.other_site")
        return None

    def _largest(self, path: str) -> int:
        is_upload = path in _UPLOADS
        return self._settings.largest_upload_bytes if is_upload else self._settings.largest_form_bytes


def _name_of(host: str) -> str:
    """The name without its port: "localhost:8765" is "localhost", "[::1]:80" is "[::1]"."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0].lower()


def _headers_for(path: str, query: bytes = b"") -> tuple[tuple[bytes, bytes], ...]:
    if path.startswith("/static/"):
        if not query.startswith(b"v="):  # a script asked for by another one: after an update the browser has to see it
            return (*_HEADERS, (b"cache-control", b"no-cache"))
        return (*_HEADERS, (b"cache-control", b"public, max-age=31536000, immutable"))
    return (*_HEADERS, (b"cache-control", b"no-store"))


def _announced(headers: dict[str, str]) -> int:
    text = headers.get("content-length", "0")
    return int(text) if text.isascii() and text.isdigit() else 0


async def _read_away(receive: _Receive) -> None:
    """Takes what is being sent and forgets it: a browser that is still sending would not show the answer."""
    taken = 0
    with contextlib.suppress(TimeoutError):
        while taken < _READ_AWAY_MOST:
            message = await asyncio.wait_for(receive(), _SILENT_S)
            taken += len(message.get("body", b""))
            if message["type"] == "http.disconnect" or not message.get("more_body"):
                return


def _too_large(limit: int) -> str:
    if limit >= _MIB:
        return say("guard.too_large_mb", most=limit // _MIB)
    return say("guard.too_large_bytes", most=limit)


class _Counted:
    """What is received, until it is too much, or nothing more comes."""

    def __init__(self, receive: _Receive, limit: int, patience_s: float) -> None:
        self._receive = receive
        self._patience_s = patience_s
        self._left = limit
        self._has_ended = False
        self.is_silent = False

    @property
    def is_over(self) -> bool:
        """More came than may be."""
        return self._left < 0

    async def __call__(self) -> _Message:
        if self._has_ended:  # now the only thing to come is that the other side goes away
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), self._patience_s)
        except TimeoutError:
            self.is_silent = True
            raise TooSlow from None
        self._has_ended = not message.get("more_body")
        self._left -= len(message.get("body", b""))
        if self.is_over:
            raise TooLarge
        return message


async def _answer(path: str, receive: _Receive | None, send: _Send, status: int, text: str) -> None:
    """Answers at once, and then takes what is still being sent: a browser shows an answer only when it has sent all."""
    if path.startswith("/api/"):
        body, kind = json.dumps({"problem": text}).encode(), b"application/json"
    else:
        back = "" if status == _UNKNOWN_HOST else f'<p><a class="button" href="/">{say("problem.back")}</a></p>'
        body, kind = _PAGE.format(text=text, back=back).encode(), b"text/html; charset=utf-8"
    headers = [
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),  # what is still being sent may be more than anybody waits for
    ]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *_headers_for("")]})
    await send({"type": "http.response.body", "body": body, "more_body": True})
    if receive is not None:
        await _read_away(receive)
    await send({"type": "http.response.body", "body": b""})
