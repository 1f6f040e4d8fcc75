"""The server: one process on this computer, reachable from it alone unless it is asked otherwise."""

import contextlib
import socket
import threading
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from twitchwise.errors import InputError
from twitchwise.web.app import create_app
from twitchwise.web.patience import patient
from twitchwise.web.refusal import refusal
from twitchwise.web.settings import WebSettings

__all__ = ["serve_pages", "server_config", "work_folder"]

_LOOPBACK = "127.0.0.1"
_VISITED = ("/", "/why", "/strength", "/calm")
_LONGEST_VISIT_S = 60.0


def work_folder() -> Path:
    """The person's own folder for uploads and running work, made when it is not there; nobody else may read it."""
    from platformdirs import user_state_path

    folder = user_state_path("twitchwise", appauthor=False) / "web"
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def serve_pages(settings: WebSettings, *, host: str | None = None, port: int = 0, ready: Callable[[str], None]) -> None:
    """Serves until it is stopped.

    Parameters
    ----------
    settings : of the app.
    host : an address of this computer to listen on besides the one that nobody else reaches; its name has to be in the
        settings too.
    port : 0 for any that is free.
    ready : called once with the address to open, when the server listens.

    Raises
    ------
    InputError
        The port is taken.
    """
    listeners = [_listener(_LOOPBACK, port)]
    taken = int(listeners[0].getsockname()[1])
    try:
        listeners += [] if host is None else [_listener(host, taken)]
    except InputError:
        listeners[0].close()
        raise
    server = uvicorn.Server(server_config(create_app(settings), settings))
    ready(f"http://{host or _LOOPBACK}:{taken}/")
    threading.Thread(target=_visit, args=(taken,), daemon=True).start()
    with contextlib.ExitStack() as stack:
        for listener in listeners:
            stack.callback(listener.close)
        server.run(sockets=listeners)


def _visit(port: int) -> None:
    """Opens the pages that need most, once, so that what they need is there when a person opens them.

    Behind a lock only the question for the passphrase is met, and nothing is worked out before it is answered.
    """
    for address in _VISITED:
        visit = HTTPConnection(_LOOPBACK, port, timeout=_LONGEST_VISIT_S)
        try:
            visit.request("GET", address)
            visit.getresponse().read()
        except (OSError, HTTPException):
            return  # the server has gone already
        finally:
            visit.close()


def server_config(app: FastAPI, settings: WebSettings) -> uvicorn.Config:
    """How the server speaks."""
    return uvicorn.Config(
        app,
        port=0,
        http=patient(settings.patience_s),
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
    )


def _listener(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise refusal("network.port", port=port, why=(error.strerror or "taken").lower()) from None
    listener.listen(128)
    return listener
