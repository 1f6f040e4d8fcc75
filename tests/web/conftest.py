"""A real server on a real port, and a real browser."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn
from fastapi import FastAPI

from tests.web.slow_pages import slowly
from twitchwise.web.app import create_app
from twitchwise.web.lock import passphrase_file
from twitchwise.web.passphrase import hash_passphrase
from twitchwise.web.serving import server_config
from twitchwise.web.settings import WebSettings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


_PATIENCE_MS = 90_000  # what is waited for comes; how soon depends on who else is at work

WORDS = "three quiet words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A running server.

    Parameters
    ----------
    port : on the loopback address.
    settings : it was started with.
    """

    port: int
    settings: WebSettings

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self, method: str, path: str, *, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, HTTPResponse, bytes]:
        """One request as a program sends it: status, answer, content."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        return answer.status, answer, content


def start_server(
    settings: WebSettings, *, make: Callable[[WebSettings], FastAPI] = create_app
) -> tuple[uvicorn.Server, threading.Thread, int]:
    server = uvicorn.Server(server_config(slowly(make(settings)), settings))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
        if not thread.is_alive():
            raise RuntimeError("the server did not start")
    return server, thread, int(server.servers[0].sockets[0].getsockname()[1])


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A server with an empty diary of its own."""
    settings = WebSettings(work=tmp_path / "work", diary=tmp_path / "diary.sqlite")
    settings.work.mkdir()
    server, thread, port = start_server(settings)
    yield Served(port=port, settings=settings)
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Served]:
    """A server for a phone, with `WORDS` as its passphrase."""
    settings = WebSettings(work=tmp_path / "locked", diary=tmp_path / "locked.sqlite", is_phone=True)
    settings.work.mkdir()
    passphrase_file(settings).write(hash_passphrase(WORDS))
    server, thread, port = start_server(settings)
    yield Served(port=port, settings=settings)
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Chromium; skips with a reason when it is not there."""
    sync_api = pytest.importorskip("playwright.sync_api")
    path = os.environ.get("TWITCHWISE_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium here")
    with sync_api.sync_playwright() as playwright:
        sync_api.expect.set_options(timeout=_PATIENCE_MS)
        opened = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield opened
        opened.close()
