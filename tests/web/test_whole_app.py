"""Every page of a filled app, in a real browser."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page

from tests.web.axe import axe_source, faults_of
from tests.web.conftest import Served, start_server
from tests.web.walk import fill, walk
from twitchwise.web.settings import WebSettings

PHONE, DESK = (360, 740), (1280, 800)
SHIFTS = """() => {
  window.shifted = 0;
  new PerformanceObserver(list => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) window.shifted += each.value;
  }).observe({type: "layout-shift", buffered: true});
}"""
MOST_SHIFT = 0.02  # a fifth of what browsers call good (0.1)
FIRST_PAGE_BYTES = 150_000
KEYS_MOST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A server with a full diary, and every kind of page it has."""

    served: Served
    addresses: tuple[str, ...]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    folder = tmp_path_factory.mktemp("filled")
    settings = WebSettings(work=folder / "work", diary=folder / "diary.sqlite")
    settings.work.mkdir()
    server, thread, port = start_server(settings)
    try:
        served = Served(port=port, settings=settings)
        fill(served, folder)
        yield Filled(served=served, addresses=walk(served))
    finally:
        stop(server, thread)


def stop(server: uvicorn.Server, thread: threading.Thread) -> None:
    server.should_exit = True
    thread.join(10)


def context_of(browser: Browser, size: tuple[int, int], scheme: str, *, script: bool = True) -> BrowserContext:
    width, height = size
    return browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=script,
        reduced_motion="reduce",
    )


def test_the_walk_finds_the_pages_of_every_room(filled: Filled) -> None:
    rooms = {urlsplit(address).path.split("/")[1] for address in filled.addresses}
    assert {"", "measure", "why", "strength", "spread", "calm", "doctor", "evidence", "import", "settings"} <= rooms
    assert len(filled.addresses) >= 30


def test_every_page_on_a_phone_is_fit_for_everybody_and_asks_nobody_else(filled: Filled, browser: Browser) -> None:
    source = axe_source()
    context = context_of(browser, PHONE, "light")
    asked, said = [], []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: said.append(str(error.error)))
    page = context.new_page()
    page.add_init_script(f"({SHIFTS})()")
    wrong = {}
    for address in filled.addresses:
        said.clear()
        page.goto(filled.served.address + address)
        page.wait_for_load_state("networkidle")
        faults = [*wide(page), *shifting(page), *said, *faults_of(page, source)]
        if faults:
            wrong[address] = faults
    context.close()
    own = urlsplit(filled.served.address).netloc
    assert {
        url for url in asked if urlsplit(url).scheme in {"http", "https", "ws"} and urlsplit(url).netloc != own
    } == set()
    assert wrong == {}


def test_every_page_in_the_dark_on_a_desk_can_be_read(filled: Filled, browser: Browser) -> None:
    source = axe_source()
    context = context_of(browser, DESK, "dark")
    page = context.new_page()
    wrong = {}
    for address in filled.addresses:
        page.goto(filled.served.address + address)
        faults = [*wide(page), *faults_of(page, source, rules=["color-contrast"])]
        if faults:
            wrong[address] = faults
    context.close()
    assert wrong == {}


def test_the_keyboard_alone_reaches_everything_that_can_be_pressed(filled: Filled, browser: Browser) -> None:
    context = context_of(browser, PHONE, "light")
    page = context.new_page()
    wrong = {}
    for address in filled.addresses:
        page.goto(filled.served.address + address)
        faults = walked(page)
        if faults:
            wrong[address] = faults
    context.close()
    assert wrong == {}


def test_the_first_page_is_small(browser: Browser, served: Served) -> None:
    context = context_of(browser, PHONE, "light")
    page = context.new_page()
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    page.goto(served.address)
    page.wait_for_load_state("networkidle")
    context.close()
    assert 0 < sum(sizes) <= FIRST_PAGE_BYTES


def wide(page: Page) -> list[str]:
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{over} px too wide"] if over > 0 else []


def shifting(page: Page) -> list[str]:
    shifted = page.evaluate("window.shifted")
    return [f"moves while it loads: {shifted:.3f}"] if shifted > MOST_SHIFT else []


WANTED = """() => {
  const seen = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, video[controls]")];
  const groups = new Set();
  return seen.filter(each => {
    if (each.disabled || each.type === "hidden" || !each.checkVisibility({visibilityProperty: true})) return false;
    if (each.type === "radio") {  // one stop a group
      const group = (each.form?.action ?? "") + each.name;
      if (groups.has(group)) return false;
      groups.add(group);
    }
    return true;
  }).length;
}"""
HERE = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  here.dataset.walked = "yes";
  const box = here.getBoundingClientRect(), style = getComputedStyle(here);
  const marks = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const label = here.closest("label"), own = label ? getComputedStyle(label) : style;
  const marked = marks || (own.outlineStyle !== "none" && parseFloat(own.outlineWidth) > 0);
  const after = here.nextElementSibling ? getComputedStyle(here.nextElementSibling) : style;
  const dot = after.outlineStyle !== "none" && parseFloat(after.outlineWidth) > 0;
  return [here.outerHTML.slice(0, 120), marked || dot, box.width * box.height > 0];
}"""


def walked(page: Page) -> list[str]:
    """What the Tab key does not reach, or reaches without showing it."""
    n_wanted, n_reached, faults = page.evaluate(WANTED), 0, []
    for _ in range(KEYS_MOST):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None:
            break
        markup, is_marked, _is_shown = here
        n_reached += 1
        if not is_marked and not markup.startswith("<video"):  # the browser's own buttons, with its own marks
            faults.append(f"its focus is not seen: {markup}")
    if n_reached < n_wanted:
        faults.append(f"{n_reached} of {n_wanted} things are reached")
    return faults
