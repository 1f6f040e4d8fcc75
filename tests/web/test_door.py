from urllib.parse import urlencode

import pytest

from tests.web.conftest import WORDS, Served
from twitchwise.web.lock import passphrase_file

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def send(served: Served, path: str, cookie: str = "", **fields: str) -> tuple[int, str, str, str]:
    """Status, where it leads, the cookie, the page."""
    status, answer, content = served.ask(
        "POST", path, body=urlencode(fields).encode(), headers=FORM | ({"Cookie": cookie} if cookie else {})
    )
    return status, answer.getheader("location") or "", answer.getheader("set-cookie") or "", content.decode("utf-8")


def test_a_locked_app_asks_for_the_passphrase_and_then_goes_on(locked: Served) -> None:
    status, answer, _ = locked.ask("GET", "/measure?site=left-triceps")
    assert (status, answer.getheader("location")) == (303, "/unlock?to=%2Fmeasure%3Fsite%3Dleft-triceps")
    status, _, content = locked.ask("GET", "/unlock?to=%2Fmeasure%3Fsite%3Dleft-triceps")
    assert status == 200
    assert 'value="/measure?site=left-triceps"' in content.decode("utf-8")
    status, to, cookie, _ = send(locked, "/unlock", passphrase=WORDS, to="/measure?site=left-triceps")
    assert (status, to) == (303, "/measure?site=left-triceps")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert locked.ask("GET", "/measure", headers={"Cookie": cookie.partition(";")[0]})[0] == 200


def test_a_locked_app_tells_programs_so_and_keeps_nothing_of_a_form(locked: Served) -> None:
    status, answer, content = locked.ask("GET", "/api/v1/openapi.json")
    assert status == 401
    assert answer.getheader("content-type") == "application/json"
    assert b"locked" in content
    status, _, _, page = send(locked, "/demo/start", note="x" * 100_000)
    assert status == 401
    assert "nothing was saved" in page
    assert not (locked.settings.work / "demo").exists()


def test_the_files_of_the_page_itself_are_not_locked(locked: Served) -> None:
    assert locked.ask("GET", "/static/app.css")[0] == 200


def test_wrong_tries_are_told_to_wait(locked: Served) -> None:
    for _ in range(2):
        status, _, cookie, page = send(locked, "/unlock", passphrase="a wrong one")
        assert (status, cookie) == (401, "")
        assert "not the passphrase" in page
    status, answer, content = locked.ask(
        "POST", "/unlock", body=urlencode({"passphrase": "a wrong one"}).encode(), headers=FORM
    )
    assert status == 429
    assert answer.getheader("retry-after") == "5"
    assert b"5 seconds" in content
    assert send(locked, "/unlock", passphrase=WORDS)[0] == 429


def test_leaving_locks_this_browser_only(locked: Served) -> None:
    one, other = (send(locked, "/unlock", passphrase=WORDS)[2].partition(";")[0] for _ in range(2))
    assert send(locked, "/lock", cookie=one)[0] == 303
    assert locked.ask("GET", "/", headers={"Cookie": one})[0] == 303
    assert locked.ask("GET", "/", headers={"Cookie": other})[0] == 200


def test_a_phone_may_not_take_the_lock_away(locked: Served) -> None:
    cookie = send(locked, "/unlock", passphrase=WORDS)[2].partition(";")[0]
    status, _, _, page = send(locked, "/settings/lock/remove", cookie=cookie, present=WORDS)
    assert status == 422
    assert "needs a passphrase" in page


def test_a_lock_is_set_changed_and_taken_away_on_this_computer(served: Served) -> None:
    assert send(served, "/settings/lock/set", passphrase=WORDS, again="another")[0] == 422
    assert send(served, "/settings/lock/set", passphrase="short", again="short")[0] == 422
    status, _, cookie, _ = send(served, "/settings/lock/set", passphrase=WORDS, again=WORDS)
    assert status == 303
    assert served.ask("GET", "/")[0] == 303
    inside = cookie.partition(";")[0]
    new = "four other quiet words"
    assert send(served, "/settings/lock/set", cookie=inside, passphrase=new, again=new)[0] == 422
    status, _, cookie, _ = send(served, "/settings/lock/set", cookie=inside, present=WORDS, passphrase=new, again=new)
    assert status == 303
    assert served.ask("GET", "/", headers={"Cookie": inside})[0] == 303
    inside = cookie.partition(";")[0]
    assert send(served, "/settings/lock/remove", cookie=inside, present=WORDS)[0] == 422
    assert send(served, "/settings/lock/remove", cookie=inside, present=new)[0] == 303
    assert served.ask("GET", "/")[0] == 200
    assert passphrase_file(served.settings).read() == ""


@pytest.mark.parametrize(
    "address", ["//evil.example", "https://evil.example", "/\\evil.example", "", "evil", "/a\r\nset-cookie: x"]
)
def test_nobody_is_sent_elsewhere_after_opening_the_lock(served: Served, address: str) -> None:
    send(served, "/settings/lock/set", passphrase=WORDS, again=WORDS)
    status, going_to, *_ = send(served, "/unlock", passphrase=WORDS, to=address)
    assert (status, going_to) == (303, "/")
