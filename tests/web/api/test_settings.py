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
