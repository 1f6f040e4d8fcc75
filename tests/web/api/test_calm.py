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


def test_the_check_in_of_the_week_is_kept_and_put_right(served: Served) -> None:
    due = ask_json(served, "GET", "/worry/due")[1]
    assert [each["kind"] for each in due["ratings"]] == ["worry", "searching", "felt-weakness"]
    assert set(due["sets"]) == {"gad-7", "searching-checking"}
    assert due["self_harm"]
    assert ask_json(served, "PUT", "/worry/ratings", {"ratings": {"worry": 4, "searching": 30}}) == (200, {"n": 2})
    assert ask_json(served, "PUT", "/worry/ratings", {"ratings": {"worry": 5}}) == (200, {"n": 1})
    assert ask_json(served, "PUT", "/worry/ratings", {"ratings": {"worry": 11}})[0] == 422
    exposures = ask_json(served, "GET", "/diary/entries?kind=exposure")[1]
    assert sorted(each["amount"] for each in exposures) == [5.0, 30.0]


def test_after_thoughts_of_self_harm_help_comes_back_at_once(served: Served) -> None:
    line = {"name": "Samaritans", "number": "116 123"}
    assert ask_json(served, "PUT", "/worry/lines", line)[0] == 204
    assert ask_json(served, "GET", "/worry/lines") == (200, ["Samaritans: 116 123"])
    status, told = ask_json(served, "PUT", "/worry/self-harm", {"reply": "yes"})
    assert (status, told["level"]) == (200, "now")
    assert any("116 123" in sentence for sentence in told["crisis"])
    assert ask_json(served, "PUT", "/worry/lines", {**line, "number": None})[0] == 204
    assert ask_json(served, "GET", "/worry/lines") == (200, [])


def test_an_exercise_says_how_far_it_was_tested(served: Served) -> None:
    exercises = ask_json(served, "GET", "/worry/exercises")[1]
    assert len(exercises) == 4
    assert all(each["steps"] and each["basis"] for each in exercises)
