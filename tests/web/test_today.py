from playwright.sync_api import Browser

from tests.web.conftest import Served


def test_an_empty_diary_explains_itself(served: Served, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(served.address)
    assert page.get_by_role("heading", name="Welcome").is_visible()
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
