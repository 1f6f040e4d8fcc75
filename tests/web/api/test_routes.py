import json
import subprocess
import sys

import pytest

from tests.cli.conftest import OWN_SOURCES
from tests.web.api.asking import ask_json
from tests.web.conftest import Served
from twitchwise.desk.demo_diary import write_demo_diary

SAME = {
    "why left-triceps --at 2026-01-05T12:00 --json": "/look-back?site=left-triceps&at=2026-01-05T12:00:00",
    "assess --json": "/assessment",
    "strength show --json": "/strength",
    "strength plan --json": "/strength/plan",
    "calm --json": "/worry",
    "evidence anxiety --json": "/evidence/facts?topic=anxiety",
    "evidence --json": "/evidence/topics",
    "claims --json": "/evidence/claims",
}


@pytest.mark.parametrize(
    "path", ["/recordings", "/diary/entries", "/imports", "/settings/days", "/sites", "/red-flags"]
)
def test_an_empty_diary_is_no_error(served: Served, path: str) -> None:
    assert ask_json(served, "GET", path)[0] == 200


@pytest.mark.parametrize("path", ["/triggers", "/trial", "/strength/screen", "/diary/entries/none", "/imports/none"])
def test_what_is_not_there_is_said_in_a_sentence(served: Served, path: str) -> None:
    status, answer = ask_json(served, "GET", path)
    assert status in {404, 422}
    assert answer["problem"]


def test_the_api_gives_the_answers_of_the_command_line(served: Served) -> None:
    file = served.settings.diary
    assert file is not None
    write_demo_diary(file)
    for command, path in SAME.items():
        words = command.split()
        needs_diary = words[0] not in {"evidence", "claims"}
        words += ["--diary", str(file)] if needs_diary else []
        ran = subprocess.run(
            [sys.executable, "-m", "twitchwise", *words],
            capture_output=True,
            env=OWN_SOURCES,
            check=True,
            encoding="utf-8",
        )
        status, answer = ask_json(served, "GET", path)
        assert status == 200, command
        assert answer == json.loads(ran.stdout), command


def test_every_address_of_the_description_says_what_it_does(served: Served) -> None:
    _, document = ask_json(served, "GET", "/openapi.json")
    asked = [operation for path in document["paths"].values() for operation in path.values()]
    assert len(asked) > 60
    assert [each["operationId"] for each in asked if not each["description"] or not each["tags"]] == []
    assert all(path.startswith("/api/v1/") for path in document["paths"])
