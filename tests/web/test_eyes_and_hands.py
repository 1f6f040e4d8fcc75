"""Larger text, a narrow window, a keyboard, less movement, colours of one's own, paper."""

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.web.axe import axe_source, faults_of
from tests.web.conftest import Served, start_server
from twitchwise.clock import utc_now
from twitchwise.desk.answering import keep_answers
from twitchwise.desk.demo_diary import write_demo_diary
from twitchwise.desk.diary_place import open_diary
from twitchwise.evidence.red_flags import red_flag_card
from twitchwise.intake.feature import Reply
from twitchwise.intake.feature_words import Rank, red_flags
from twitchwise.intake.model import Answers
from twitchwise.web.settings import WebSettings

PLACES = ("/", "/measure", "/why/questions?card=now-body", "/strength/session", "/calm", "/log", "/settings", "/more")
PHONE = ViewportSize(width=360, height=740)
WIDTH_OF_ZOOM_400 = ViewportSize(width=320, height=256)  # a desk of 1280 px at 400 %
LEFT = "document.querySelector('.view-face').getBoundingClientRect().left"
WIDTH = "each => each.getBoundingClientRect().width"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with the made-up person's diary."""
    folder = tmp_path_factory.mktemp("filled")
    settings = WebSettings(work=folder / "work", diary=folder / "diary.sqlite")
    settings.work.mkdir()
    write_demo_diary(Path(folder / "diary.sqlite"))
    server, thread, port = start_server(settings)
    yield Served(port=port, settings=settings)
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


def test_nothing_runs_out_of_the_window_with_text_twice_as_large_or_zoom_at_four_hundred(
    filled: Served, page: Page
) -> None:
    wide = {}
    for place in PLACES:
        page.set_viewport_size(PHONE)
        page.goto(filled.address + place)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        large = page.evaluate(TOO_WIDE)
        page.evaluate("document.documentElement.style.fontSize = ''")
        page.set_viewport_size(WIDTH_OF_ZOOM_400)
        zoomed = page.evaluate(TOO_WIDE)
        if large > 0 or zoomed > 0:
            wide[place] = (large, zoomed)
    assert wide == {}


def test_the_first_key_leads_past_the_menu(filled: Served, page: Page) -> None:
    page.goto(f"{filled.address}/settings")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_class("skip")
    box = skip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "page"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_what_has_focus_is_never_hidden_behind_the_bar(filled: Served, page: Page) -> None:
    page.goto(f"{filled.address}/why/questions?card=now-body")
    hidden = []
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("!document.activeElement.closest('main, footer')"):
            continue
        is_free = page.evaluate(
            "() => { const at = document.activeElement.getBoundingClientRect(),"
            " bar = document.querySelector('.bar').getBoundingClientRect(); return at.bottom <= bar.top + 1; }"
        )
        if not is_free:
            hidden.append(page.evaluate("document.activeElement.outerHTML.slice(0, 80)"))
    assert hidden == []


def test_the_body_is_turned_by_the_names_of_its_pictures_and_escape_puts_a_name_away(
    filled: Served, page: Page
) -> None:
    page.goto(f"{filled.address}/why/now")
    face = page.locator(".view-face")
    assert page.evaluate(f"{LEFT} >= innerWidth")
    page.get_by_role("link", name="Face").click()
    assert page.evaluate(f"{LEFT} < 100")
    dot = face.locator(".dot input").first
    dot.focus()
    name = face.locator(".name").first
    assert name.evaluate(WIDTH) > 1
    page.keyboard.press("Escape")
    assert name.evaluate(WIDTH) <= 1
    face.locator(".dot input").nth(1).focus()
    assert face.locator(".name").nth(1).evaluate(WIDTH) > 1


def test_nothing_moves_for_who_wants_no_movement(filled: Served, browser: Browser) -> None:
    for is_still in (True, False):
        context = browser.new_context(viewport=PHONE, reduced_motion="reduce" if is_still else "no-preference")
        page = context.new_page()
        page.goto(f"{filled.address}/evidence/how")
        page.evaluate("document.querySelector('#moves').checked = true")
        moving = page.evaluate("document.getAnimations().filter(each => each.playState === 'running').length")
        assert (moving == 0) is is_still
        context.close()


def test_what_is_chosen_is_seen_in_colours_of_ones_own(filled: Served, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE, forced_colors="active")
    page = context.new_page()
    page.goto(f"{filled.address}/why/questions?card=now-body")
    page.locator(".chip input").first.check(force=True)
    grounds = page.locator(".chip span").evaluate_all("all => all.map(each => getComputedStyle(each).backgroundColor)")
    assert grounds[0] != grounds[1]
    context.close()


def test_paper_is_white_shows_what_is_folded_and_no_menu(filled: Served, page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{filled.address}/calm")
    expect(page.get_by_text(red_flag_card().days[0])).not_to_be_visible()
    page.emulate_media(color_scheme="dark", media="print")
    expect(page.get_by_text(red_flag_card().days[0])).to_be_visible()
    expect(page.locator(".bar")).not_to_be_visible()
    expect(page.locator("main button:visible")).to_have_count(0)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_an_emergency_and_a_mistake_can_be_read_by_everybody(served: Served, browser: Browser) -> None:
    source = axe_source()
    with open_diary(served.settings.diary) as store:
        today = store.load().rule.today(utc_now())
        keep_answers(store, Answers(answered_on=today, replies=MappingProxyType({red_flags(Rank.NOW)[0]: Reply.YES})))
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    page = context.new_page()
    wrong = {}
    for place in ("/", "/why", "/why/help", "/strength", "/no-such-page"):
        page.goto(served.address + place)
        page.locator("meta[http-equiv=refresh]").wait_for(state="detached")  # worked out
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            if faults := faults_of(page, source):
                wrong[place, scheme] = faults
    context.close()
    assert wrong == {}
