import json
from typing import Any

from tests.waiting import wait_until
from tests.web.api.asking import ask_json
from tests.web.conftest import Served
from tests.web.recordings import multipart

STRONG = (
    b"Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
    b'2026-01-04 18:00:00,"Arms",45m,"Triceps Extension",1,20.0,12,0,0,,,\n'
)


def test_an_import_comes_in_once_and_is_taken_back(served: Served) -> None:
    body, headers = multipart({}, ("strong.csv", STRONG))
    status, _, content = served.ask("POST", "/api/v1/imports", body=body, headers=headers)
    assert status == 202, content
    assert _read(served, json.loads(content))["imported"]
    (kept,) = ask_json(served, "GET", "/imports")[1]
    assert kept["new"] == 1
    assert kept["program"] == "Strong"
    assert ask_json(served, "DELETE", f"/imports/kept/{kept['import_id']}") == (200, {"n": 1})
    assert ask_json(served, "DELETE", "/imports/kept/none")[0] == 404


def test_a_file_of_nobody_is_refused_in_a_sentence(served: Served) -> None:
    body, headers = multipart({}, ("strange.bin", b"\x00\x01\x02" * 100))
    status, _, content = served.ask("POST", "/api/v1/imports", body=body, headers=headers)
    assert status == 202
    assert _read(served, json.loads(content))["refused"]


def test_a_reading_is_ended_and_begun_anew(served: Served) -> None:
    body, headers = multipart({}, ("strong.csv", STRONG))
    status, _, content = served.ask("POST", "/api/v1/imports", body=body, headers=headers)
    assert status == 202
    name = _read(served, json.loads(content))["id"]
    assert ask_json(served, "POST", f"/imports/{name}/cancel")[1]["state"] == "done"  # it was over before
    status, again = ask_json(served, "POST", f"/imports/{name}/again")
    assert status == 200
    assert _read(served, again)["imported"]["already_there"] == 1
    assert ask_json(served, "POST", "/imports/0123456789abcdef/cancel")[0] == 404


def test_the_diary_goes_out_whole(served: Served) -> None:
    assert ask_json(served, "POST", "/diary/days", {"nothing_noticed": True})[0] == 201
    status, archive = ask_json(served, "GET", "/exports/archive")
    assert status == 200
    assert archive
    status, _, content = served.ask("GET", "/api/v1/exports/tables")
    assert (status, content[:2]) == (200, b"PK")
    assert ask_json(served, "POST", "/exports/fhir", {})[1]["resourceType"] == "Bundle"
    status, _, content = served.ask(
        "POST",
        "/api/v1/doctor",
        body=b'{"question": "Is this harmless?"}',
        headers={"Content-Type": "application/json"},
    )
    assert (status, content[:5]) == (200, b"%PDF-")


def _read(served: Served, told: dict[str, Any]) -> dict[str, Any]:
    """The import, once it is over."""
    path = f"/imports/{told['id']}"
    wait_until(lambda: bool(ask_json(served, "GET", path)[1]["is_over"]))
    found: dict[str, Any] = ask_json(served, "GET", path)[1]
    return found


def test_an_exercise_that_is_not_known_is_explained(served: Served) -> None:
    body, headers = multipart({}, ("strong.csv", STRONG.replace(b"Triceps Extension", b"Zorbing Plonk")))
    content = served.ask("POST", "/api/v1/imports", body=body, headers=headers)[2]
    told = json.loads(content)
    while not told["is_over"]:
        told = ask_json(served, "GET", f"/imports/{told['id']}")[1]
    assert told["exercises_not_known"] == ["Zorbing Plonk"]
    sent = {"exercise": "Zorbing Plonk", "muscle": "triceps"}
    told = ask_json(served, "POST", f"/imports/{told['id']}/exercises", sent)[1]
    assert told["exercises_not_known"] == []
    assert len(ask_json(served, "GET", "/diary/entries?kind=learned-exercise")[1]) == 1
