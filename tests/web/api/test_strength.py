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
