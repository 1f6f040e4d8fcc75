from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import Served
from tests.web.follow import follow
from twitchwise.desk.demo_diary import write_demo_diary
from twitchwise.desk.diary_place import diary_if_any
from twitchwise.diary.model import Diary, Finding, TestResult
from twitchwise.strength.safety import QUESTIONS
from twitchwise.strength.screen_acts import ACTS

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def _post(served: Served, path: str, **fields: str) -> tuple[int, str, str]:
    status, answer, content = served.ask("POST", path, body=urlencode(fields).encode(), headers=FORM)
    return status, answer.getheader("location") or "", content.decode("utf-8")


def _diary(served: Served) -> Diary:
    return diary_if_any(served.settings.diary) or Diary()


def _answer_all(served: Served) -> None:
    assert _post(served, "/strength/before", **{each.topic.value: each.good.value for each in QUESTIONS})[0] == 303


def _fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_the_first_sitting_is_one_act_a_page_and_a_failed_one_goes_to_a_doctor_at_once(
    served: Served, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page.goto(f"{served.address}/strength")
    follow(page.get_by_role("link", name="First sitting"))
    follow(page.get_by_role("link", name="Questions first"))
    for group in page.locator("main fieldset").all():
        good = "Yes" if "with you now" in group.inner_text() else "No"
        group.get_by_label(good, exact=True).check()
    follow(page.get_by_role("button", name="Go on"))
    for n, act in enumerate(ACTS):
        expect(page.get_by_role("heading", name=act.title)).to_be_visible()
        expect(page.get_by_text("Stop at once with chest pain")).to_be_visible()
        for side in act.sides:
            outcome = "failed" if n == 0 and side == "left" else "done"
            page.locator(f'input[name="{side}"][value="{outcome}"]').check()
        follow(page.get_by_role("button", name="Next"))
        if n == 0:
            expect(page.get_by_text("A failed act is for a doctor")).to_be_visible()
    follow(page.get_by_role("button", name="See what the sitting says"))
    expect(page.get_by_text("This is for a doctor, whatever else is steady")).to_be_visible()
    expect(page.get_by_role("link", name="How soon someone should look")).to_be_visible()
    page.close()
    assert len([each for each in _diary(served).of(Finding) if "screen-act" in each.name]) == sum(
        len(act.sides) for act in ACTS
    )


def test_a_session_asks_felt_weakness_first_and_shows_one_test_a_page(served: Served, browser: Browser) -> None:
    _answer_all(served)
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{served.address}/strength/session")
    page.get_by_label("3", exact=True).check()
    page.get_by_label("Hand grip").check()
    page.get_by_label("Finger tapping").check()
    follow(page.get_by_role("button", name="Begin"))
    page.get_by_label("Left (kg)").fill("34,5")
    page.get_by_label("Right (kg)").fill("900")
    follow(page.get_by_role("button", name="Write it down"))
    assert page.get_by_role("alert").inner_text()  # 900 kg is a slip; the left hand is kept
    expect(page.get_by_label("Right (kg)")).to_have_value("900")
    expect(page.get_by_label("Left (kg)")).to_have_count(0)
    page.get_by_label("Right (kg)").fill("38")
    follow(page.get_by_role("button", name="Write it down"))
    expect(page.get_by_text("Hand grip, Right: 38 kg")).to_be_visible()
    follow(page.get_by_role("link", name="Next test"))
    expect(page.get_by_role("timer")).to_be_visible()
    assert _fits(page)
    follow(page.get_by_role("link", name="Leave this test out"))
    expect(page.get_by_text("That was the last test of today")).to_be_visible()
    page.close()
    results = _diary(served).of(TestResult)
    assert {(each.side, each.score, each.felt) for each in results} == {("left", 34.5, 3), ("right", 38.0, 3)}


def test_the_questions_come_before_a_test_and_an_answer_closes_it(served: Served) -> None:
    status, answer, _ = served.ask("GET", "/strength/test/stairs")
    assert status == 303
    assert (answer.getheader("location") or "").startswith("/strength/before?ask=stairs")
    _answer_all(served)
    assert _post(served, "/strength/before", falls="yes")[0] == 303
    status, _, content = served.ask("GET", "/strength/test/stairs")
    assert status == 200
    assert b"Not now" in content
    assert b"Write it down" not in content


def test_an_act_waits_for_its_questions_in_one_sentence_and_may_be_left_out(served: Served) -> None:
    page = served.ask("GET", "/strength/screen/heel-walk")[2].decode()
    assert "7 short questions come before this act" in page
    assert "Leave this act out" in page
    assert "card-drawing" not in page
    _answer_all(served)
    assert "card-drawing" in served.ask("GET", "/strength/screen/heel-walk")[2].decode()
    assert _post(served, "/strength/before", heart="yes")[0] == 303
    page = served.ask("GET", "/strength/screen/heel-walk")[2].decode()
    assert "Not now" in page
    assert "come before this act" not in page
    assert "card-drawing" not in page


def test_a_full_diary_shows_its_result_beside_what_is_felt(served: Served, browser: Browser) -> None:
    assert served.settings.diary is not None
    write_demo_diary(served.settings.diary)
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{served.address}/strength")
    page.get_by_text("Its tests, session by session").first.wait_for(timeout=60_000)
    expect(page.locator(".chart-one svg").first).to_be_visible()
    expect(page.get_by_text("feeling and force are two things")).to_be_visible()
    assert _fits(page)
    page.get_by_text("Its tests, session by session").first.click()
    expect(page.locator(".chart .narrow svg").first).to_be_visible()
    assert _fits(page)
    page.close()
    status, answer, content = served.ask("GET", "/strength/dates.ics")
    assert status == 200
    assert (answer.getheader("content-type") or "").startswith("text/calendar")
    assert content.count(b"BEGIN:VEVENT") == 2


def test_a_slip_of_the_pen_is_taken_out(served: Served) -> None:
    _answer_all(served)
    address = _post(served, "/strength/test/grip", **{"value-left": "43"})[1]
    assert b"Hand grip, Left: 43 kg" in served.ask("GET", address)[2]
    (entry,) = _diary(served).of(TestResult)
    assert _post(served, "/strength/remove", entry_id=entry.entry_id)[0] == 303
    assert _diary(served).of(TestResult) == ()
    assert _post(served, "/strength/remove", entry_id=entry.entry_id)[0] == 422


def test_what_cannot_be_is_refused_kindly(served: Served) -> None:
    _answer_all(served)
    for text in ("nan", "-1", "many", "1e99"):
        status, _, page = _post(served, "/strength/test/grip", **{"value-left": text})
        assert status == 422, text
        assert 'role="alert"' in page
    assert served.ask("GET", "/strength/test/no-such")[0] == 404
    assert served.ask("GET", "/strength/screen/no-such")[0] == 404
    assert served.ask("GET", "/strength/region/no-such")[0] == 404
    assert served.ask("GET", "/strength/dates.ics")[0] == 404
    assert _post(served, "/strength/series", do="stop")[0] == 422
    assert _post(served, "/strength/before", then="https://elsewhere.example")[1] == "/strength"
    assert served.ask("GET", "/strength/written?w=gone")[0] == 303
