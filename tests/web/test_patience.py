"""Slow and broken connections, against a server that is not patient."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPResponse
from pathlib import Path

import pytest

from tests.web.conftest import Served, start_server
from tests.web.recordings import multipart
from twitchwise.web.settings import WebSettings

PATIENCE_S = 0.5
LONG_S = 20.0
MOST_BYTES = 300_000


@pytest.fixture
def hasty(tmp_path: Path) -> Iterator[Served]:
    """A server that waits half a second, and takes uploads of 300 kB."""
    settings = WebSettings(
        work=tmp_path / "work",
        diary=tmp_path / "diary.sqlite",
        patience_s=PATIENCE_S,
        largest_upload_bytes=MOST_BYTES,
    )
    settings.work.mkdir()
    server, thread, port = start_server(settings)
    yield Served(port=port, settings=settings)
    server.should_exit = True
    thread.join(10)


def connected(served: Served) -> socket.socket:
    return socket.create_connection(("127.0.0.1", served.port), timeout=LONG_S)


def all_of(line: socket.socket) -> bytes:
    """What comes until the other side lets go."""
    found = b""
    try:
        while piece := line.recv(65536):
            found += piece
    except ConnectionError:
        pass
    return found


def test_a_request_that_never_comes_to_its_end_is_let_go_and_holds_up_nobody(hasty: Served) -> None:
    with ExitStack() as stack:
        lines = [stack.enter_context(connected(hasty)) for _ in range(100)]
        for line in lines[1:]:
            line.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        began = time.monotonic()
        assert hasty.ask("GET", "/evidence")[0] == 200
        drop = lines[-1]
        while time.monotonic() - began < LONG_S:  # drop by drop, it is let go all the same
            try:
                drop.sendall(b"x")
                if drop.recv(1, socket.MSG_DONTWAIT) == b"":
                    break
            except BlockingIOError:
                continue
            except ConnectionError:
                break
        assert time.monotonic() - began < LONG_S
        assert [all_of(line) for line in lines[:-1]] == [b""] * 99
    assert hasty.ask("GET", "/")[0] == 200


def test_a_body_that_does_not_go_on_is_ended_with_a_clear_page_and_nothing_is_kept(hasty: Served) -> None:
    body, headers = multipart({}, ("calf.csv", b"1,2,3\n" * 1000))
    for path, content_type in (("/measure", headers["Content-Type"]), ("/log", "application/x-www-form-urlencoded")):
        with connected(hasty) as line:
            head = (
                f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {content_type}\r\nContent-Length: 9000\r\n"
            )
            line.sendall(f"{head}\r\n".encode() + body[:2000])
            answer = all_of(line)
        assert answer.startswith(b"HTTP/1.1 408"), answer[:100]
        assert b"Nothing was kept" in answer
    assert not any((hasty.settings.work / "measuring").iterdir())


def test_a_connection_that_is_kept_for_the_next_request_is_let_go_too(hasty: Served) -> None:
    with connected(hasty) as line:
        line.sendall(b"GET /static/app.css HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        with HTTPResponse(line) as answer:
            answer.begin()
            answer.read()
        assert answer.status == 200
        line.sendall(b"GET / HT")
        all_of(line)


def test_a_file_of_two_gigabytes_is_refused_by_its_announced_length_at_once(hasty: Served) -> None:
    with connected(hasty) as line:
        head = f"POST /measure HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {2 * 1024**3}\r\n\r\n"
        line.sendall(head.encode())
        answer = b""
        while b"This is too large" not in answer:  # nothing was sent yet
            piece = line.recv(65536)
            assert piece
            answer += piece
    assert answer.startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("path", ["/measure", "/import", "/api/v1/recordings", "/api/v1/imports"])
def test_a_file_without_an_announced_length_is_refused_when_it_is_too_much(hasty: Served, path: str) -> None:
    body, headers = multipart({}, ("calf.mp4", bytes(8 * MOST_BYTES)))
    chunks = b"".join(
        b"%x\r\n%s\r\n" % (len(body[at : at + 65536]), body[at : at + 65536]) for at in range(0, len(body), 65536)
    )
    status, answer, content = hasty.ask(
        "POST", path, headers={"Transfer-Encoding": "chunked", **headers}, body=chunks + b"0\r\n\r\n"
    )
    assert status == 413
    assert b"too large" in content
    is_program = path.startswith("/api/")
    assert (answer.getheader("content-type") or "").startswith("application/json" if is_program else "text/html")
    for folder in ("measuring", "imports/own"):
        place = hasty.settings.work / folder
        assert not place.exists() or not any(place.iterdir())


def test_only_what_takes_files_takes_much(hasty: Served) -> None:
    for path in ("/measure/0123456789abcdef/again", "/import/0123456789abcdef/answer", "/log", "/api/v1/diary/days"):
        headers = {"Content-Length": str(hasty.settings.largest_form_bytes + 1)}
        status, _, content = hasty.ask("POST", path, headers=headers, body=b"")
        assert status == 413, path
        assert b"too large" in content
