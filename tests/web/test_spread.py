from datetime import timedelta

from playwright.sync_api import Browser, expect

from tests.web.conftest import Served
from tests.web.why_road import diary_of, send, shown
from twitchwise.clock import utc_now


def tell(served: Served, text: str) -> None:
    fields = [("card", "where-and-when"), ("asked", "sites"), ("sites", text), ("go", "next")]
    assert send(served, "/why/questions", *fields)[0] == 303


def test_without_a_place_it_says_what_to_do(served: Served) -> None:
    for _ in range(50):
        page = shown(served, "/spread")
        if "worked out" not in page:
            break
    assert "No place is known yet" in page


def test_the_body_moves_through_time_with_a_slider_and_with_links(served: Served, browser: Browser) -> None:
    today = diary_of(served).rule.today(utc_now())
    early, late = today - timedelta(days=60), today - timedelta(days=9)
    tell(served, f"left deltoid ({early}), tongue ({late})")
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{served.address}/spread")
    expect(page.get_by_role("heading", name="The body through time")).to_be_visible()
    expect(page.locator(".spread-map .dot.marked")).to_have_count(2)
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator(".spread-map .dot.marked")).to_have_count(1)
    expect(page.locator(".now-at")).to_contain_text("one place")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()
    assert "one place had been noticed" in shown(served, "/spread?step=1")


def test_a_step_that_is_none_shows_the_last_one(served: Served) -> None:
    tell(served, "tongue (2024)")
    send(served, "/why/questions", ("card", "you"), ("asked", "age_years"), ("age_years", "40"), ("go", "next"))
    last = shown(served, "/spread")
    for step in ("nan", "-4", "999999999999", "9999"):
        assert served.ask("GET", f"/spread?step={step}")[0] == 200
    assert "does not tell harmless twitching from disease" in last or "worked out" in last
