from tests.web.api.asking import ask_json
from tests.web.conftest import Served


def test_answers_are_kept_and_change_what_is_asked_next(served: Served) -> None:
    status, first = ask_json(served, "GET", "/intake/next")
    assert status == 200
    assert first["card"]
    _, answers = ask_json(served, "GET", "/intake/answers")
    answers["replies"] = {each["feature"]: "no" for each in first["questions"]}
    status, done = ask_json(served, "PUT", "/intake/answers", answers)
    assert (status, done["n"]) == (200, len(first["questions"]))
    assert ask_json(served, "GET", "/intake/answers")[1]["replies"] == answers["replies"]
    assert ask_json(served, "GET", "/intake/next")[1]["card"] != first["card"]
    assert ask_json(served, "PUT", "/intake/answers", {"replies": {"no-such": "no"}})[0] == 422


def test_an_emergency_is_said_first(served: Served) -> None:
    _, answers = ask_json(served, "GET", "/intake/answers")
    answers["replies"] = {"sudden-loss": "yes"}
    assert ask_json(served, "PUT", "/intake/answers", answers)[0] == 200
    assert ask_json(served, "GET", "/assessment")[1]["urgency"]["level"] == "now"


def test_an_investigation_begins_and_ends(served: Served) -> None:
    assert ask_json(served, "GET", "/triggers/investigation")[0] == 404
    status, begun = ask_json(served, "POST", "/triggers/investigation")
    assert status == 201
    assert ask_json(served, "GET", "/triggers/investigation") == (200, begun)
    assert ask_json(served, "POST", "/triggers/suspicions", {"exposure": "caffeine"})[0] == 201
    assert ask_json(served, "DELETE", "/triggers/investigation")[0] == 204


def test_a_trial_is_drawn(served: Served) -> None:
    status, drawn = ask_json(served, "POST", "/trial", {"exposure": "caffeine", "weeks": 4})
    assert status == 201
    assert ask_json(served, "GET", "/trial") == (200, drawn)
    assert ask_json(served, "POST", "/trial", {"exposure": "a medicine"})[0] == 422


def test_what_is_not_there_yet_says_what_is_missing(served: Served) -> None:
    assert ask_json(served, "GET", "/triggers/investigation")[1]["problem"] == "No search for triggers is running."
    assert ask_json(served, "GET", "/nowhere")[1]["problem"] == "There is no such page here."


def test_a_trial_that_is_given_up_is_gone(served: Served) -> None:
    assert ask_json(served, "POST", "/trial", {"exposure": "caffeine", "weeks": 4})[0] == 201
    assert ask_json(served, "GET", "/trial/analysis")[0] == 404
    problem = ask_json(served, "POST", "/trial/search?wait_s=20")[1]
    while problem["is_running"]:
        problem = ask_json(served, "GET", "/trial/search?wait_s=20")[1]
    assert "no day of the trial" in problem["problem"]
    assert ask_json(served, "DELETE", "/trial")[0] == 204
    assert ask_json(served, "GET", "/trial")[0] == 422


def test_the_dates_that_wait_are_told(served: Served) -> None:
    assert ask_json(served, "GET", "/dates")[1]["search"] is None
    begun = ask_json(served, "POST", "/triggers/investigation")[1]
    assert ask_json(served, "GET", "/dates")[1]["search"] == begun["last_day"]
