"""Everything the pages do can be done by a program: each address of a page names its twins, or why it has none."""

import importlib
import pkgutil

from tests.web.api.asking import ask_json
from tests.web.conftest import Served
from twitchwise.web import pages

JOB = "/recordings/{id_}"
TWINS = {
    "GET /": ("GET /how-soon", "GET /assessment", "GET /strength/plan", "GET /worry/due", "GET /dates"),
    "GET /calm": ("GET /worry", "GET /worry/lines", "GET /worry/exercises"),
    "POST /calm/agree": ("PUT /worry/agreement", "DELETE /worry/agreement"),
    "GET /calm/exercise/{name}": ("GET /worry/exercises",),
    "POST /calm/line": ("PUT /worry/lines",),
    "POST /calm/pause": ("POST /worry/pause", "DELETE /worry/pause"),
    "GET /dates.ics": ("GET /dates",),
    "GET /doctor": ("POST /doctor",),
    "POST /doctor": ("POST /doctor",),
    "GET /doctor/archive.json": ("GET /exports/archive",),
    "POST /doctor/fhir.json": ("POST /exports/fhir",),
    "GET /doctor/page.pdf": ("POST /doctor",),
    "GET /doctor/tables.zip": ("GET /exports/tables",),
    "GET /evidence": ("GET /evidence/topics", "GET /evidence/facts"),
    "GET /evidence/claims": ("GET /evidence/claims",),
    "GET /evidence/topic/{name}": ("GET /evidence/facts",),
    "GET /import": ("GET /imports",),
    "POST /import": ("POST /imports",),
    "GET /import/several": ("GET /imports/{id_}",),
    "POST /import/undo": ("DELETE /imports/kept/{import_id}",),
    "GET /import/{id_}": ("GET /imports/{id_}",),
    "POST /import/{id_}/answer": ("POST /imports/{id_}/answers", "POST /imports/{id_}/again"),
    "POST /import/{id_}/cancel": ("POST /imports/{id_}/cancel",),
    "POST /import/{id_}/exercise": ("POST /imports/{id_}/exercises",),
    "POST /lock": ("DELETE /session",),
    "GET /log": ("GET /diary/entries",),
    "POST /log": ("POST /diary/days", "POST /diary/entries", "PUT /diary/entries/{entry_id}"),
    "GET /log/done": ("GET /diary/entries",),
    "GET /log/week": ("GET /worry/due",),
    "GET /log/week/{step}": ("GET /worry/due", "GET /worry/questions"),
    "POST /log/week/{step}": ("PUT /worry/ratings", "POST /worry/answers", "PUT /worry/self-harm"),
    "GET /measure": ("GET /recordings", "GET /sites"),
    "POST /measure": ("POST /recordings",),
    "GET /measure/{id_}": (f"GET {JOB}", f"GET {JOB}/result"),
    "POST /measure/{id_}/again": (f"POST {JOB}/again",),
    "POST /measure/{id_}/cancel": (f"POST {JOB}/cancel",),
    "GET /measure/{id_}/files/{name}": (f"GET {JOB}/files/{{name}}", f"GET {JOB}/twitches.csv"),
    "POST /measure/{id_}/keep": (f"POST {JOB}/keep",),
    "POST /measure/{id_}/remove": (f"DELETE {JOB}",),
    "GET /measure/{id_}/review": (f"GET {JOB}/review", f"GET {JOB}/score"),
    "POST /measure/{id_}/review": (f"PUT {JOB}/review/{{number}}",),
    "GET /measure/{id_}/review/labels.csv": (f"GET {JOB}/labels.csv",),
    "GET /measure/{id_}/state": (f"GET {JOB}",),
    "GET /measure/{id_}/timeline": (f"GET {JOB}/files/{{name}}",),
    "GET /settings": ("GET /settings/days", "GET /copies"),
    "POST /settings/copy": ("POST /copies",),
    "POST /settings/days": ("PUT /settings/days",),
    "GET /settings/erase": ("GET /erasing",),
    "POST /settings/erase": ("POST /erasing",),
    "GET /settings/lock": ("GET /session",),
    "POST /settings/lock/remove": ("DELETE /lock",),
    "POST /settings/lock/set": ("PUT /lock",),
    "POST /settings/restore": ("POST /copies/{name}/restore",),
    "GET /spread": ("GET /spread",),
    "GET /strength": ("GET /strength",),
    "GET /strength/before": ("GET /strength/safety",),
    "POST /strength/before": ("PUT /strength/safety",),
    "GET /strength/dates.ics": ("GET /dates",),
    "GET /strength/region/{name}": ("GET /strength",),
    "POST /strength/remove": ("DELETE /diary/entries/{entry_id}",),
    "GET /strength/screen": ("GET /strength/acts",),
    "GET /strength/screen/lost": ("GET /strength/acts",),
    "POST /strength/screen/lost": ("POST /strength/screen",),
    "GET /strength/screen/result": ("GET /strength/screen",),
    "GET /strength/screen/{name}": ("GET /strength/acts",),
    "POST /strength/screen/{name}": ("POST /strength/screen",),
    "POST /strength/series": ("POST /strength/series", "DELETE /strength/series"),
    "GET /strength/session": ("GET /strength/plan",),
    "GET /strength/test/{name}": ("GET /strength/tests",),
    "POST /strength/test/{name}": ("POST /strength/tests",),
    "GET /strength/written": ("POST /strength/tests",),
    "GET /unlock": ("GET /session",),
    "POST /unlock": ("POST /session",),
    "GET /why": ("GET /assessment", "GET /how-soon"),
    "GET /why/answers": ("GET /intake/answers",),
    "GET /why/help": ("GET /how-soon",),
    "GET /why/now": ("GET /look-back",),
    "GET /why/questions": ("GET /intake/next",),
    "POST /why/questions": ("PUT /intake/answers",),
    "GET /why/trial": ("GET /trial", "GET /trial/analysis", "GET /trial/search"),
    "POST /why/trial/plan": ("POST /trial",),
    "POST /why/trial/search": ("POST /trial/search",),
    "POST /why/trial/stop": ("DELETE /trial",),
    "GET /why/triggers": ("GET /triggers", "GET /triggers/search", "GET /triggers/investigation"),
    "POST /why/triggers/search": ("POST /triggers/search",),
    "POST /why/triggers/start": ("POST /triggers/investigation",),
    "POST /why/triggers/stop": ("DELETE /triggers/investigation",),
    "POST /why/triggers/suspect": ("POST /triggers/suspicions",),
}
NONE = {
    "POST /demo/start": "it is a cookie of a browser that says which diary it looks at",
    "POST /demo/leave": "the same",
    "GET /doctor/page-{number}.png": "a picture of the PDF",
    "GET /evidence/how": "a drawing; its facts are those of the topics",
    "GET /measure/record": "it is the camera and the sensor of a browser",
    "GET /more": "links only",
    "POST /strength/session": "it leads to the first test that was ticked; what is felt goes with each result",
    "GET /why/triggers/chart/{file}": "a drawing of what is in the result",
    "GET /why/trial/chart/{file}": "a drawing of what is in the analysis",
}


def addresses_of_pages() -> set[str]:
    found = set()
    for module in pkgutil.walk_packages(pages.__path__, f"{pages.__name__}."):
        router = getattr(importlib.import_module(module.name), "router", None)
        found |= {f"{method} {route.path}" for route in getattr(router, "routes", ()) for method in route.methods}
    return found


def test_every_address_of_a_page_names_its_twins_or_why_it_has_none() -> None:
    assert not TWINS.keys() & NONE.keys()
    assert addresses_of_pages() == TWINS.keys() | NONE.keys()
    assert all(NONE.values())


def test_every_twin_is_an_address_of_the_api(served: Served) -> None:
    _, document = ask_json(served, "GET", "/openapi.json")
    known = {
        f"{method.upper()} {path.removeprefix('/api/v1')}"
        for path, operations in document["paths"].items()
        for method in operations
    }
    assert {twin for twins in TWINS.values() for twin in twins} - known == set()
