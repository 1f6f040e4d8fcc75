from playwright.sync_api import Browser, expect

from tests.web.conftest import Served
from twitchwise.clock import utc_now
from twitchwise.desk.answering import keep_answers
from twitchwise.desk.demo_diary import write_demo_diary
from twitchwise.desk.diary_place import open_diary
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.model import Answers


def test_an_empty_diary_explains_itself(served: Served, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(served.address)
    expect(page.get_by_role("heading", name="Welcome")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


def test_the_keyboard_reaches_the_page_first(served: Served, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(served.address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.close()


def test_a_full_diary_says_what_to_do_and_what_ends_by_itself(served: Served, browser: Browser) -> None:
    assert served.settings.diary is not None
    write_demo_diary(served.settings.diary)
    page = browser.new_page(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page.goto(served.address)
    expect(page.get_by_role("link", name="Go there")).to_be_visible()  # it comes by itself, without a script
    expect(page.get_by_role("link", name="Evening entry")).to_be_visible()
    expect(page.get_by_role("link", name="My muscle twitches: why?")).to_be_visible()
    expect(page.get_by_text("ends on").first).to_be_visible()
    page.close()
    status, _, content = served.ask("GET", "/dates.ics")
    assert status == 200
    assert content.count(b"BEGIN:VEVENT") == 3


def test_an_emergency_stands_first_and_alone_in_red(served: Served, browser: Browser) -> None:
    with open_diary(served.settings.diary) as store:
        today = store.load().rule.today(utc_now())
        keep_answers(store, Answers(answered_on=today, replies={Feature.SUDDEN_LOSS: Reply.YES}))
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(served.address)
    first = page.locator("main h2").first
    expect(first).to_have_class("now")
    expect(page.locator("main .now")).to_have_count(1)
    page.close()


def test_neither_totals_nor_streaks_stand_on_the_first_page(served: Served) -> None:
    assert served.settings.diary is not None
    write_demo_diary(served.settings.diary)
    shown = served.ask("GET", "/")[2].decode("utf-8").split("<main")[1].split("</main>")[0]
    for word in ("streak", "in a row", "total", "entries"):
        assert word not in shown.casefold()


def test_without_a_date_there_is_no_calendar_file(served: Served) -> None:
    assert served.ask("GET", "/dates.ics")[0] == 404
