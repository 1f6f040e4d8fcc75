"""The server: one process on this computer, reachable from it alone unless it is asked otherwise."""

import contextlib
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from twitchwise.errors import InputError
from twitchwise.web.app import create_app
from twitchwise.web.settings import WebSettings

__all__ = ["serve_pages", "work_folder"]

_LOOPBACK = "127.0.0.1"


def work_folder() -> Path:
    """The person's own folder for uploads and running work, made when it is not there; nobody else may read it."""
    from platformdirs import user_state_path

    folder = user_state_path("twitchwise", appauthor=False) / "web"
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def serve_pages(settings: WebSettings, *, host: str = _LOOPBACK, port: int = 0, ready: Callable[[str], None]) -> None:
    """Serves until it is stopped.

    Parameters
    ----------
    settings : of the app.
    host : address to listen on.
    port : 0 for any that is free.
    ready : called once with the address to open, when the server listens.

    Raises
    ------
    InputError
        The port is taken.
    """
    listener = _listener(host, port)
    name = f"[{host}]" if ":" in host else host
    address = f"http://{name}:{listener.getsockname()[1]}/"
    config = uvicorn.Config(
        create_app(settings), log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=3
    )
    server = uvicorn.Server(config)
    ready(address)
    with contextlib.closing(listener):
        server.run(sockets=[listener])


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise InputError(
            what=f"this port cannot be had ({(error.strerror or 'taken').lower()})",
            where=f"port {port}",
            remedy="close the program that has it, or give another with --port",
        ) from None
    listener.listen(128)
    return listener
