from tests.web.api.asking import ask_json
from tests.web.conftest import Served


def test_a_failed_act_is_for_a_doctor(served: Served) -> None:
    sent = {"acts": [{"act": "heel-walk", "side": "left", "outcome": "failed"}]}
    status, answer = ask_json(served, "POST", "/strength/screen", sent)
    assert status == 201
    assert ask_json(served, "GET", "/strength/screen") == (200, answer)
    assert ask_json(served, "GET", "/assessment")[1]["urgency"]["level"] in {"now", "days"}


def test_a_test_is_written_down_once_a_day(served: Served) -> None:
    safety = [{"topic": "hand", "side": "left", "reply": "no"}]
    safety += [{"topic": topic, "reply": "no"} for topic in ("heart", "warning-signs", "surgery")]
    sent = {"test": "grip", "side": "left", "value": 34.0, "safety": safety}
    status, written = ask_json(served, "POST", "/strength/tests", sent)
    assert status == 201, written
    assert written["score"] == 34.0
    assert ask_json(served, "POST", "/strength/tests", sent)[0] == 422
    assert ask_json(served, "POST", "/strength/tests", {"test": "no-such", "value": 1})[0] == 422


def test_the_weekly_tests_begin_and_end(served: Served) -> None:
    assert ask_json(served, "POST", "/strength/series")[0] == 201
    assert ask_json(served, "DELETE", "/strength/series")[0] == 204


def test_the_questions_before_the_tests_are_kept_with_their_day(served: Served) -> None:
    assert all(not each["answers"] for each in ask_json(served, "GET", "/strength/safety")[1])
    sent = {"answers": [{"topic": "heart", "reply": "no"}, {"topic": "hand", "side": "left", "reply": "yes"}]}
    assert ask_json(served, "PUT", "/strength/safety", sent) == (200, {"n": 2})
    told = {each["topic"]: each["answers"] for each in ask_json(served, "GET", "/strength/safety")[1]}
    assert told["heart"] == [{"topic": "heart", "reply": "no", "side": None}]
    assert told["hand"][0]["side"] == "left"


def test_every_test_and_act_says_when_to_stop(served: Served) -> None:
    cards = ask_json(served, "GET", "/strength/tests")[1]
    assert {"grip", "heel-raise"} <= {each["test"] for each in cards}
    assert all(all(each["stop_rules"]) for each in cards)
    assert all(each["stop_rule"] and each["failed_looks_like"] for each in ask_json(served, "GET", "/strength/acts")[1])
