import io
import json
import zipfile
from urllib.parse import urlencode

from playwright.sync_api import Browser, expect

from tests.web.conftest import Served
from tests.web.follow import follow
from twitchwise.desk.demo_diary import write_demo_diary

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SECRET = "Zebediah Quill"


def _post(served: Served, path: str, fields: dict[str, object]) -> tuple[int, str, bytes]:
    status, answer, content = served.ask("POST", path, body=urlencode(fields, doseq=True).encode(), headers=FORM)
    return status, answer.getheader("location") or "", content


def _filled(served: Served) -> None:
    assert served.settings.diary is not None
    write_demo_diary(served.settings.diary)


def test_the_page_is_looked_at_changed_and_saved(served: Served, browser: Browser) -> None:
    _filled(served)
    page = browser.new_page(viewport={"width": 360, "height": 740}, accept_downloads=True)
    page.goto(f"{served.address}/doctor")
    drawn = "image => image.decode().then(() => image.naturalWidth > 500)"
    assert page.locator(".paper").evaluate(drawn)
    page.get_by_text("Change what stands on it").click()
    page.get_by_label("Your name").first.fill(SECRET)
    page.get_by_label("Show my GAD-7 scores").check()
    follow(page.get_by_role("button", name="Show the page"))
    page.wait_for_url("**/doctor?w=*")
    assert page.locator(".paper").evaluate(drawn)
    expect(page.get_by_label("Your name").first).to_have_value(SECRET)
    assert "Quill" not in page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the page").click()
    assert saved.value.suggested_filename == "doctor.pdf"
    page.close()
    kept = [path for path in served.settings.work.parent.rglob("*") if path.is_file()]
    assert not any(SECRET.encode() in path.read_bytes() for path in kept)


def test_worry_stays_off_the_page_unless_it_is_ticked(served: Served) -> None:
    _, _, content = served.ask("GET", "/doctor")
    box = content.decode("utf-8").split('name="gad7"')[1][:60]
    assert "checked" not in box


def test_the_files_of_a_clinic_hold_what_was_ticked(served: Served) -> None:
    _filled(served)
    found = {}
    for parts in (["twitching"], ["twitching", "questionnaires"]):
        status, _, content = _post(served, "/doctor/fhir.json", {"part": parts, "page": "true", "name": SECRET})
        assert status == 200
        assert SECRET.encode() in content
        assert b"application/pdf" in content
        found[len(parts)] = [entry["resource"]["resourceType"] for entry in json.loads(content)["entry"]]
    kind = "QuestionnaireResponse"
    assert found[2].count(kind) == found[1].count(kind) + 3  # the GAD-7 of the made-up person


def test_everything_and_the_tables_can_be_taken_along(served: Served) -> None:
    _filled(served)
    status, _, content = served.ask("GET", "/doctor/archive.json")
    assert status == 200
    assert len(json.loads(content)["entries"]) > 100
    status, _, content = served.ask("GET", "/doctor/tables.zip")
    assert status == 200
    assert any(name.endswith(".csv") for name in zipfile.ZipFile(io.BytesIO(content)).namelist())


def test_an_empty_diary_gives_a_page_and_plain_refusals(served: Served) -> None:
    assert served.ask("GET", "/doctor/page.pdf")[2].startswith(b"%PDF")
    for method, path in (("GET", "/doctor/archive.json"), ("GET", "/doctor/tables.zip"), ("POST", "/doctor/fhir.json")):
        status, _, content = served.ask(method, path, headers=FORM)
        assert status == 422, path
        assert b"Nothing was lost" in content
    assert served.ask("GET", "/doctor/page-9.png")[0] == 404


def test_what_cannot_be_is_refused(served: Served) -> None:
    wrong: tuple[dict[str, object], ...] = (
        {"first": "2026-11-22", "last": "2026-11-01"},
        {"first": "nonsense"},
        {"born": "17"},
        {"born": "3000"},
        {"question": "x" * 2000},
    )
    for fields in wrong:
        assert _post(served, "/doctor", fields)[0] == 422, fields
    assert served.ask("GET", "/doctor?w=no-such")[0] == 200
