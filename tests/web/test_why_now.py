from datetime import timedelta

from playwright.sync_api import Browser, expect

from tests.web.conftest import Served
from tests.web.follow import follow
from tests.web.why_road import send, shown
from twitchwise.body import find_site
from twitchwise.clock import utc_now
from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.writing import DoneThing, write_day
from twitchwise.diary.model import ExposureKind


def test_an_empty_diary_gives_an_honest_answer_and_a_card_to_tell_more(served: Served) -> None:
    page = shown(served, "/why/now?site=left-triceps")
    assert "does not tell harmless twitching from disease" in page
    assert "twitchwise import" not in page
    assert "/why/questions?card=before-it" in page


def test_a_place_is_chosen_on_the_body_and_what_is_told_stands_there(served: Served, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{served.address}/why/now")
    page.locator(f'input[value="{find_site("tongue").id}"]').check()
    follow(page.get_by_role("button", name="Look back"))
    assert page.url.endswith("/why/now?site=tongue")
    follow(page.get_by_role("link", name="Tell what was before it"))
    page.check('input[name="short-sleep"][value="yes"]')
    follow(page.get_by_role("button", name="Next"))
    expect(page.get_by_text("What you told")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


def test_an_unusual_night_is_found(served: Served) -> None:
    with open_diary(served.settings.diary) as store:
        today = store.load().rule.today(utc_now())
        for n in range(1, 30):
            hours = 3.0 if n == 1 else 8.0 + 0.1 * (n % 3)
            write_day(store, day=today - timedelta(days=n), done=[DoneThing(kind=ExposureKind.SLEEP, amount=hours)])
    assert "A night" in shown(served, "/why/now?site=tongue")


def test_a_place_that_is_none_is_told(served: Served) -> None:
    status, _, content = served.ask("GET", "/why/now?site=nose")
    assert status == 422
    assert b"nose" in content
    assert send(served, "/why/now", ("site", "tongue"))[0] == 405
