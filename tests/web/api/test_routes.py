import json
import re
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, run
from tests.web.api.asking import ask_json
from tests.web.conftest import Served
from twitchwise.clock import utc_now
from twitchwise.desk.demo_diary import write_demo_diary
from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.kept_triggers import SEARCH, TRIAL_SEARCH
from twitchwise.diary.moment import on_date
from twitchwise.triggers.trial import plan_trial

__all__ = ["run"]

SAME = {
    "why left-triceps --at 2026-01-05T12:00 --json": "/look-back?site=left-triceps&at=2026-01-05T12:00:00",
    "assess --json": "/assessment",
    "strength show --json": "/strength",
    "strength plan --json": "/strength/plan",
    "trial show --json": "/trial",
    "calm --json": "/worry",
    "evidence anxiety --json": "/evidence/facts?topic=anxiety",
    "evidence --json": "/evidence/topics",
    "evidence fasciculation --json": "/evidence/facts?words=fasciculation",
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


@pytest.fixture(scope="module")
def demo_diary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up person, with a self-trial whose days have begun."""
    file = tmp_path_factory.mktemp("diary") / "diary.sqlite"
    write_demo_diary(file)
    with open_diary(file) as store:
        diary = store.load()
        first = diary.rule.today(utc_now()) - timedelta(days=30)
        store.add([plan_trial("caffeine", first_day=first, n_weeks=4, seed=1, entry_id="trial", when=on_date(first))])
    return file


@pytest.fixture
def served_demo(served: Served, demo_diary: Path) -> Served:
    assert served.settings.diary is not None
    shutil.copyfile(demo_diary, served.settings.diary)
    return served


def said(run: Run, command: str, served: Served) -> Any:
    """What the command line prints of the same diary."""
    words = command.split()
    if words[0] not in {"evidence", "claims"}:
        words += ["--diary", str(served.settings.diary)]
    ran = run(*words)
    assert ran.exit_code == 0, ran.output
    return json.loads(ran.stdout)


@pytest.mark.parametrize("command", SAME)
def test_the_api_gives_the_answers_of_the_command_line(run: Run, served_demo: Served, command: str) -> None:
    assert ask_json(served_demo, "GET", SAME[command]) == (200, said(run, command, served_demo))


def test_a_search_says_the_same_whoever_began_it(run: Run, served_demo: Served) -> None:
    by_command = said(run, "triggers --json", served_demo)
    assert by_command["triggers"]
    assert by_command["power"]
    kept = ask_json(served_demo, "GET", "/triggers")[1]
    assert {**by_command, "searched_on": kept["searched_on"]} == kept
    of_trial = said(run, "trial analyse --json", served_demo)
    assert ask_json(served_demo, "GET", "/trial/analysis") == (200, of_trial)
    for entry in ask_json(served_demo, "GET", "/diary/entries?kind=finding&limit=10000")[1]:
        if entry["name"] in {SEARCH, TRIAL_SEARCH}:
            assert ask_json(served_demo, "DELETE", f"/diary/entries/{entry['entry_id']}")[0] == 204
    for search, result, told in (("/triggers", "/triggers", kept), ("/trial", "/trial/analysis", of_trial)):
        assert ask_json(served_demo, "GET", result)[0] == 404
        state = ask_json(served_demo, "POST", f"{search}/search?wait_s=20")[1]
        while state["is_running"]:
            state = ask_json(served_demo, "GET", f"{search}/search?wait_s=20")[1]
        assert not state["problem"]
        assert ask_json(served_demo, "GET", result) == (200, told)


def test_a_first_sitting_says_the_same_wherever_it_is_asked_for(run: Run, served: Served) -> None:
    by_command = said(run, "strength screen --act heels-left=failed --json", served)
    assert ask_json(served, "GET", "/strength/screen") == (200, by_command)


def test_spread_and_how_soon_are_those_of_the_assessment(run: Run, served_demo: Served) -> None:
    whole = said(run, "assess --json", served_demo)
    assert ask_json(served_demo, "GET", "/spread") == (200, whole["spread"])
    assert ask_json(served_demo, "GET", "/how-soon")[1]["level"] == whole["urgency"]["level"]


def test_the_files_are_those_of_the_command_line(run: Run, served_demo: Served, tmp_path: Path) -> None:
    archive, fhir = tmp_path / "diary.json", tmp_path / "fhir.json"
    ran = run("export", "--archive", archive, "--fhir", fhir, "--diary", served_demo.settings.diary)
    assert ran.exit_code == 0, ran.output
    # the moment of writing is the one thing that may differ
    sent = ask_json(served_demo, "GET", "/exports/archive")[1]
    assert without_moments(sent) == without_moments(json.loads(archive.read_text(encoding="utf-8")))
    documents = [ask_json(served_demo, "POST", "/exports/fhir", {})[1], json.loads(fhir.read_text(encoding="utf-8"))]
    for document in documents:  # its name comes from that moment
        del document["id"], document["identifier"]
    assert without_moments(documents[0]) == without_moments(documents[1])


def without_moments(whole: Any) -> str:
    hours = "|".join(f"{utc_now() - timedelta(hours=n):%Y-%m-%dT%H:}" for n in (0, 1))
    return re.sub(rf'"(?:{hours})[^"]*"', '"now"', json.dumps(whole, sort_keys=True))


def test_every_address_of_the_description_says_what_it_does(served: Served) -> None:
    _, document = ask_json(served, "GET", "/openapi.json")
    asked = [operation for path in document["paths"].values() for operation in path.values()]
    assert len(asked) > 90
    assert [each["operationId"] for each in asked if not each["description"] or not each["tags"]] == []
    assert all(path.startswith("/api/v1/") for path in document["paths"])
