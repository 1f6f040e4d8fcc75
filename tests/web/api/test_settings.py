from tests.web.api.asking import ask_json
from tests.web.conftest import Served


def test_the_day_is_cut_where_the_person_says(served: Served) -> None:
    sent = {"cut_hour": 5, "zone": "Europe/Berlin"}
    assert ask_json(served, "PUT", "/settings/days", sent) == (200, sent)
    assert ask_json(served, "GET", "/settings/days") == (200, sent)
    assert ask_json(served, "PUT", "/settings/days", {"cut_hour": 5, "zone": "Moon/Base"})[0] == 422


def test_erasing_says_first_what_goes_and_needs_the_word(served: Served) -> None:
    assert ask_json(served, "POST", "/diary/days", {"nothing_noticed": True})[0] == 201
    assert ask_json(served, "POST", "/copies")[0] == 201
    assert ask_json(served, "GET", "/erasing")[1]["copies"] == 1
    assert ask_json(served, "POST", "/erasing", {})[0] == 422
    assert ask_json(served, "POST", "/erasing", {"erase": "everything"})[0] == 200
    assert ask_json(served, "GET", "/diary/entries")[1] == []


def test_a_copy_is_put_back(served: Served) -> None:
    assert ask_json(served, "POST", "/diary/days", {"nothing_noticed": True})[0] == 201
    copy = ask_json(served, "POST", "/copies")[1]["name"]
    (entry, *_) = ask_json(served, "GET", "/diary/entries")[1]
    assert ask_json(served, "DELETE", f"/diary/entries/{entry['entry_id']}")[0] == 204
    assert ask_json(served, "POST", f"/copies/{copy}/restore")[0] == 204
    assert entry in ask_json(served, "GET", "/diary/entries")[1]
    assert ask_json(served, "POST", "/copies/none/restore")[0] == 404


def test_a_passphrase_is_set_changed_and_taken_away(served: Served) -> None:
    json_ = {"Content-Type": "application/json"}
    assert ask_json(served, "PUT", "/lock", {"passphrase": "short"})[0] == 422
    body = b'{"passphrase": "four quiet words here"}'
    status, answer, _ = served.ask("PUT", "/api/v1/lock", body=body, headers=json_)
    assert status == 204
    cookie = {**json_, "Cookie": (answer.getheader("set-cookie") or "").partition(";")[0]}
    assert ask_json(served, "GET", "/settings/days")[0] == 401
    wrong = b'{"present": "not it", "passphrase": "other quiet words here"}'
    assert served.ask("PUT", "/api/v1/lock", body=wrong, headers=cookie)[0] == 403
    present = b'{"present": "four quiet words here"}'
    assert served.ask("DELETE", "/api/v1/lock", body=present, headers=cookie)[0] == 204
    assert ask_json(served, "GET", "/settings/days")[0] == 200
    assert ask_json(served, "DELETE", "/lock", {})[0] == 409
