from tests.web.api.asking import ask_json
from tests.web.conftest import Served

NOTE = {
    "entry": "note",
    "entry_id": "note-1",
    "when": {"local": "2026-01-05T20:15:00", "zone": "Europe/Berlin"},
    "text": "slept badly",
}


def test_an_entry_is_added_changed_and_taken_out(served: Served) -> None:
    status, kept = ask_json(served, "POST", "/diary/entries", NOTE)
    assert status == 201
    assert kept["text"] == "slept badly"
    assert ask_json(served, "GET", "/diary/entries/note-1") == (200, kept)
    status, changed = ask_json(served, "PUT", "/diary/entries/note-1", {**NOTE, "text": "slept well"})
    assert (status, changed["text"]) == (200, "slept well")
    assert ask_json(served, "GET", "/diary/entries?kind=note")[1] == [changed]
    assert ask_json(served, "GET", "/diary/entries?from=2026-01-06")[1] == []
    assert ask_json(served, "DELETE", "/diary/entries/note-1") == (204, None)
    assert ask_json(served, "GET", "/diary/entries")[1] == []


def test_an_entry_that_cannot_be_one_is_refused(served: Served) -> None:
    assert ask_json(served, "POST", "/diary/entries", NOTE)[0] == 201
    for sent in (NOTE, {}, {**NOTE, "entry": "nothing"}, {**NOTE, "entry_id": "2", "text": "\ud800"}, [NOTE]):
        status, answer = ask_json(served, "POST", "/diary/entries", sent)
        assert status == 422
        assert answer["problem"]
    assert ask_json(served, "PUT", "/diary/entries/other", NOTE)[0] == 404
    assert len(ask_json(served, "GET", "/diary/entries")[1]) == 1


def test_a_day_is_written_down(served: Served) -> None:
    day = {"noticed": [{"site": "left-calf", "count": 3}], "done": [{"kind": "caffeine", "amount": 180}]}
    status, answer = ask_json(served, "POST", "/diary/days", day)
    assert status == 201
    kinds = [entry["entry"] for entry in ask_json(served, "GET", "/diary/entries")[1]]
    assert answer["n"] == len(kinds)
    assert {"twitches-noticed", "exposure"} <= set(kinds)
    assert ask_json(served, "POST", "/diary/days", {})[0] == 422
    assert ask_json(served, "POST", "/diary/days", {"noticed": [{"site": "left-wing"}]})[0] == 422
