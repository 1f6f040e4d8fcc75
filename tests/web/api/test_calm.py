from tests.web.api.asking import ask_json
from tests.web.conftest import Served


def test_a_question_left_open_is_never_not_at_all(served: Served) -> None:
    sets = ask_json(served, "GET", "/worry/questions")[1]
    gad7 = next(each for each in sets if each["name"] == "gad-7")
    assert len(gad7["questions"]) == 7
    sent = {"name": "gad-7", "answers": [1, 2, 0, 1, 0, None, 1]}
    assert ask_json(served, "POST", "/worry/answers", sent) == (201, {"n": 6})
    assert ask_json(served, "GET", "/worry")[1]["gad7"] is None
    assert ask_json(served, "POST", "/worry/answers", {"name": "gad-7", "answers": [9] * 7})[0] == 422


def test_a_break_begins_and_ends(served: Served) -> None:
    status, begun = ask_json(served, "POST", "/worry/pause", {"weeks": 2})
    assert status == 201
    assert ask_json(served, "GET", "/worry")[1]["paused_until"] == begun["until"]
    assert ask_json(served, "DELETE", "/worry/pause")[0] == 204
    assert ask_json(served, "GET", "/worry")[1]["paused_until"] is None
