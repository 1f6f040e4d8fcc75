import json
import time
from pathlib import Path

from tests.web.api.asking import ask_json
from tests.web.conftest import Served
from tests.web.recordings import multipart, simulated_motion


def test_a_recording_is_measured_and_kept(served: Served, tmp_path: Path) -> None:
    body, headers = multipart({}, ("calf.csv", simulated_motion(tmp_path).read_bytes()))
    status, _, content = served.ask("POST", "/api/v1/recordings?site=left-calf", body=body, headers=headers)
    assert status == 202, content
    told = json.loads(content)
    end = time.monotonic() + 120
    while not told["is_over"]:
        assert time.monotonic() < end, "too slow"
        time.sleep(0.05)  # polling, with a deadline
        told = ask_json(served, "GET", f"/recordings/{told['id']}")[1]
    assert told["has_result"], told
    status, result = ask_json(served, "GET", f"/recordings/{told['id']}/result")
    assert status == 200
    assert result["recording"]["name"] == "calf.csv"
    files = f"/api/v1/recordings/{told['id']}/files"
    assert served.ask("GET", f"{files}/recording")[2] == simulated_motion(tmp_path).read_bytes()
    assert json.loads(served.ask("GET", f"{files}/result.json")[2]) == result
    assert [served.ask("GET", f"{files}/{name}")[0] for name in ("magnified.mp4", "entry.json")] == [404, 422]
    assert ask_json(served, "POST", f"/recordings/{told['id']}/keep", {})[1]["is_new"]
    for sent in ({}, {"is_again": True}):  # it is there, so nothing has to wait
        again = ask_json(served, "POST", f"/recordings/{told['id']}/keep", sent)[1]
        assert (again["is_kept"], again["is_new"]) == (True, False)
    assert ask_json(served, "DELETE", f"/recordings/{told['id']}")[0] == 204
    assert ask_json(served, "GET", "/recordings")[1] == []
    assert len(ask_json(served, "GET", "/diary/entries?kind=recording-measured")[1]) == 1


def test_what_is_no_form_is_refused_and_leaves_nothing(served: Served) -> None:
    assert ask_json(served, "POST", "/recordings", {"recording": "none"})[0] == 422
    assert ask_json(served, "POST", "/recordings?site=left-wing")[0] == 422
    assert ask_json(served, "GET", "/recordings")[1] == []
    assert ask_json(served, "GET", "/recordings/none/result")[0] == 404
