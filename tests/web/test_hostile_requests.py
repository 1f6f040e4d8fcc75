"""Requests that nobody sends who means well."""

import importlib
import pkgutil
import socket
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urlencode

import pytest

from tests.web.api.asking import ask_json
from tests.web.conftest import Served
from tests.web.why_road import FORM, diary_of, send
from twitchwise.web import pages

RAW = {
    "no request": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "bytes in the path": b"GET /\xff\xfe HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "another host in the address": b"GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "no host, old": b"GET / HTTP/1.0\r\n\r\n",
    "a host with a name before it": b"GET / HTTP/1.1\r\nHost: evil.example@127.0.0.1\r\n\r\n",
    "a host that goes on": b"GET / HTTP/1.1\r\nHost: 127.0.0.1 evil.example\r\n\r\n",
    "a long head": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"x" * 200_000 + b"\r\n\r\n",
    "a long address": b"GET /" + b"x" * 200_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "two lengths": b"POST /log HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 9\r\n\r\nx",
    "a length below nothing": b"POST /log HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
    "a broken chunk": b"POST /log HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "an unknown coding": b"POST /log HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: gzip\r\n\r\n",
    "a folded header": b"GET / HTTP/1.1\r\nHost: evil.example\r\n 127.0.0.1\r\n\r\n",
    "a method of its own": b"DESTROY / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "a proxy": b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "a web socket": b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
}
OK_FROM_OTHERS = {"another host in the address"}  # the address is not looked at, the host is


def said(served: Served, raw: bytes) -> bytes:
    """What comes back for bytes as they are."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=20) as line:
        found = b""
        try:
            line.sendall(raw)
            line.shutdown(socket.SHUT_WR)
            while piece := line.recv(65536):
                found += piece
        except OSError:  # it has let go already
            pass
    return found


def test_what_is_no_proper_request_is_refused_and_the_server_goes_on(served: Served) -> None:
    for name, raw in RAW.items():
        answer = said(served, raw)
        status = int(answer[9:12] or b"0")
        assert status in {0, 400, 404, 405, 421} or (name in OK_FROM_OTHERS and status == 200), (name, answer[:80])
        assert b"Traceback" not in answer
    assert served.ask("GET", "/")[0] == 200


def test_a_second_request_hidden_in_a_first_is_not_heard(served: Served) -> None:
    hidden = b"POST /demo/start HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n"
    head = b"POST /log HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    said(served, head % (5 + len(hidden)) + hidden.replace(b"127.0.0.1", b"evil.example"))
    assert not (served.settings.work / "demo").exists()


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/static/..%2f..%2fsettings.py",
        "/static/%2e%2e/%2e%2e/app.py",
        "/static/..\\..\\app.py",
        "/static/%00",
        "/static/app.css%00.js",
        "/static/" + "a/" * 2000,
        "/measure/..%2f..%2fdiary.sqlite/files/recording",
        "/measure/%2e%2e%2fpassphrase/state",
        "/import/..%2fdemo",
        "/doctor/..%2fdiary.sqlite",
        "//evil.example/",
        "/%0d%0aSet-Cookie:%20x=1",
        "/evidence/%f0%28%8c%28",
    ],
)
def test_no_address_leads_out_of_the_pages(served: Served, path: str) -> None:
    status, answer, content = served.ask("GET", path)
    assert status in {404, 422, 307}, status
    assert answer.getheader("set-cookie") is None
    assert "evil" not in (answer.getheader("location") or "")
    assert b"SQLite" not in content
    assert b"root:" not in content
    assert b"def create_app" not in content


def test_what_is_typed_never_becomes_a_header(served: Served) -> None:
    bad = "/x\r\nSet-Cookie: stolen=1"
    for path, fields in (
        ("/strength/before", [("heart", "no"), ("then", bad)]),
        ("/unlock", [("passphrase", "x"), ("to", bad)]),
        ("/log", [("day", bad), ("seen", bad)]),
        ("/strength/session", [("felt", bad), ("test", bad)]),
        ("/import/undo", [("import_id", bad)]),
    ):
        status, answer, _ = served.ask("POST", path, body=urlencode(fields).encode(), headers=FORM)
        assert status < 500, path
        assert "stolen" not in (answer.getheader("set-cookie") or ""), path
    for path in ("/why/now?site=", "/measure?site=", "/?done=", "/strength/before?then=", "/log?day="):
        status, answer, content = served.ask("GET", path + quote(bad + "<script>alert(1)</script>"))
        assert status < 500, path
        assert answer.getheader("set-cookie") is None, path
        assert b"<script>alert" not in content, path


def test_every_form_is_closed_to_other_sites(served: Served) -> None:
    _, document = ask_json(served, "GET", "/openapi.json")
    asked = [
        (method.upper(), path)
        for path, operations in document["paths"].items()
        for method in operations
        if method != "get"
    ]
    asked += [("POST", path) for path in posts()]
    assert len(asked) > 40
    for method, path in asked:
        for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
            status, _, _ = served.ask(method, path, headers=headers, body=b"")
            assert status == 403, (method, path)
    assert not served.settings.diary or not served.settings.diary.exists()


def posts() -> list[str]:
    """Every address of a page that takes a form."""
    found = []
    for module in pkgutil.iter_modules(pages.__path__, f"{pages.__name__}."):
        for route in importlib.import_module(module.name).router.routes:
            if "POST" in route.methods:
                found.append(route.path.replace("{", "").replace("}", ""))
    return found


def test_ten_thousand_fields_and_deep_nests_are_refused_in_a_sentence(served: Served) -> None:
    many = "&".join(f"field{number}=1" for number in range(10_000)).encode()
    for path in ("/log", "/why/questions", "/strength/before", "/unlock", "/calm/line"):
        status, _, content = served.ask("POST", path, body=many, headers=FORM)
        assert status in {303, 400, 401, 413, 422}, (path, status)
        assert b"<h1" in content or not content
    assert diary_of(served).entries == ()
    headers = {"Content-Type": "application/json"}
    for body in (
        b"[" * 200_000,
        b"[" * 200_000 + b"]" * 200_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b"1" * 100_000,
        b'{"note":1e999999}',
        b'{"note":' + b'"' + b"x" * 1_000_000 + b'"}',
        b"{" + b",".join(b'"k%d":1' % number for number in range(10_000)) + b"}",
    ):
        for path in ("/api/v1/diary/days", "/api/v1/diary/entries", "/api/v1/strength/tests"):
            status, _, content = served.ask("POST", path, body=body, headers=headers)
            assert status in {400, 422}, (path, status, body[:20])
            assert content.startswith(b'{"problem":')
            assert len(content) < 2000


def test_no_cookie_opens_the_lock_and_many_tries_at_once_are_no_more_tries(locked: Served) -> None:
    for cookie in ("", "a=b", "x" * 8000, "\xff\xfe", "twitchwise-session=", "twitchwise-session=" + "A" * 43, ";;;=,"):
        status, answer, _ = locked.ask("GET", "/settings", headers={"Cookie": cookie})
        assert (status, (answer.getheader("location") or "")[:7]) == (303, "/unlock"), cookie
    with ThreadPoolExecutor(8) as many:
        tries = [many.submit(send, locked, "/unlock", ("passphrase", f"wrong {number}")) for number in range(16)]
    statuses = sorted(each.result()[0] for each in tries)
    assert statuses.count(401) <= 2
    assert set(statuses) <= {401, 429}
    for sent in ('{"passphrase": "\\ud800"}', '{"passphrase": "\\u0000"}', '{"passphrase": 1}', "[]"):
        headers = {"Content-Type": "application/json"}
        status, _, _ = locked.ask("POST", "/api/v1/session", body=sent.encode(), headers=headers)
        assert status in {403, 422, 429}, sent


def test_a_passphrase_of_strange_letters_is_no_fault(locked: Served) -> None:
    headers = {"Content-Type": "application/json"}
    status, _, _ = locked.ask("POST", "/api/v1/session", body=b'{"passphrase": "\\ud800"}', headers=headers)
    assert status in {403, 422}
