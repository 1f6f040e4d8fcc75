import json

from tests.web.api.asking import ask_json
from tests.web.conftest import WORDS, Served


def test_without_a_lock_everything_is_open(served: Served) -> None:
    assert ask_json(served, "GET", "/session")[1] == {"has_lock": False, "is_open": True}


def test_a_program_opens_the_lock_and_closes_it(locked: Served) -> None:
    assert ask_json(locked, "GET", "/session")[1] == {"has_lock": True, "is_open": False}
    assert ask_json(locked, "POST", "/session", {"passphrase": "a wrong one"})[0] == 403
    status, answer, _ = locked.ask(
        "POST",
        "/api/v1/session",
        body=json.dumps({"passphrase": WORDS}).encode(),
        headers={"Content-Type": "application/json"},
    )
    assert status == 200
    cookie = {"Cookie": (answer.getheader("set-cookie") or "").partition(";")[0]}
    assert locked.ask("GET", "/api/v1/diary/entries", headers=cookie)[0] == 200
    assert locked.ask("DELETE", "/api/v1/session", headers=cookie)[0] == 204
    assert locked.ask("GET", "/api/v1/diary/entries", headers=cookie)[0] == 401
