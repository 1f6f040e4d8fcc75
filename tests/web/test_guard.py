import pytest

from tests.web.conftest import Served
from twitchwise.web.guard import CONTENT_SECURITY_POLICY
from twitchwise.web.rendering import static_address


def test_every_answer_forbids_outside_requests(served: Served) -> None:
    for path in ("/", "/static/app.css", "/nowhere", "/api/v1/openapi.json"):
        _, answer, _ = served.ask("GET", path)
        assert answer.getheader("content-security-policy") == CONTENT_SECURITY_POLICY, path
        assert answer.getheader("x-content-type-options") == "nosniff"


def test_another_name_for_this_computer_is_refused(served: Served) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:80", "[::2]"):
        status, _, content = served.ask("GET", "/", headers={"Host": host})
        assert status == 421, host
        assert b"not known here" in content


@pytest.mark.parametrize("host", ["127.0.0.1:1", "localhost", "LOCALHOST:8765", "[::1]:99"])
def test_the_names_of_this_computer_are_taken(served: Served, host: str) -> None:
    assert served.ask("GET", "/", headers={"Host": host})[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://127.0.0.1:1"},
    ],
)
def test_another_site_cannot_change_anything(served: Served, headers: dict[str, str]) -> None:
    status, _, content = served.ask("POST", "/demo/start", headers=headers)
    assert status == 403
    assert b"another site" in content


def test_a_large_form_is_refused_before_it_is_read(served: Served) -> None:
    status, _, content = served.ask("POST", "/demo/start", headers={"Content-Length": str(10**12)}, body=b"")
    assert status == 413
    assert b"too large" in content


def test_a_large_body_without_a_stated_length_is_cut_off(served: Served) -> None:
    limit = served.settings.largest_form_bytes
    chunk = b"x=" + b"1" * 65533 + b"&"
    body = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for _ in range(limit // len(chunk) + 2)) + b"0\r\n\r\n"
    headers = {"Transfer-Encoding": "chunked", "Content-Type": "application/x-www-form-urlencoded"}
    try:
        status, _, content = served.ask("POST", "/unlock", headers=headers, body=body)
    except (ConnectionError, BrokenPipeError):
        return  # cut off while sending
    assert status == 413
    assert b"too large" in content


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2fapp.py", "/static//etc/passwd"]
)
def test_no_path_leads_out_of_the_static_files(served: Served, path: str) -> None:
    status, _, content = served.ask("GET", path)
    assert status == 404
    assert b"create_app" not in content


def test_a_script_that_another_one_asks_for_is_looked_at_anew_after_an_update(served: Served) -> None:
    assert served.ask("GET", "/static/sending.js")[1].getheader("cache-control") == "no-cache"
    assert "immutable" in (served.ask("GET", static_address("app.css"))[1].getheader("cache-control") or "")
    tag = served.ask("GET", "/static/sending.js")[1].getheader("etag") or ""
    assert served.ask("GET", "/static/sending.js", headers={"If-None-Match": tag})[0] == 304
