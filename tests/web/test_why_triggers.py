import re
from datetime import timedelta
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, expect

from tests.web.conftest import Served
from tests.web.follow import follow
from tests.web.why_road import diary_of, send, shown
from twitchwise.clock import utc_now
from twitchwise.desk.demo_diary import write_demo_diary
from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.investigating import investigate_diary
from twitchwise.desk.kept_triggers import SEARCH, keep_search, kept_search
from twitchwise.desk.writing import DoneThing, NoticedThing, write_day
from twitchwise.diary.investigation import current_investigation
from twitchwise.diary.model import ExposureKind, Finding, Suspicion
from twitchwise.diary.moment import on_date
from twitchwise.web.drawn_search import INKS, Ink

SEVERE = tuple((f"q{n}", "3") for n in range(7))


def weeks_of_evenings(served: Served, n_days: int) -> None:
    with open_diary(served.settings.diary) as store:
        today = store.load().rule.today(utc_now())
        for n in range(1, n_days + 1):
            cups = float(n % 3)
            write_day(
                store,
                day=today - timedelta(days=n),
                noticed=[NoticedThing(count=1 + 4 * (n % 3))],
                done=[DoneThing(kind=ExposureKind.CAFFEINE, amount=90.0 * cups)],
            )


def test_an_empty_diary_says_what_a_search_is_and_can_begin_one(served: Served) -> None:
    assert "ends by itself" in shown(served, "/why/triggers")
    assert send(served, "/why/triggers/start")[0] == 303
    today = diary_of(served).rule.today(utc_now())
    assert current_investigation(diary_of(served), today) is not None
    assert send(served, "/why/triggers/start")[0] == 422
    assert send(served, "/why/triggers/stop")[0] == 303
    assert send(served, "/why/triggers/stop")[0] == 422


def test_with_much_worry_it_does_not_begin_and_says_why_and_the_way_past_it(served: Served) -> None:
    send(served, "/log/week/gad7", *SEVERE)
    status, _, page = send(served, "/why/triggers/start")
    assert status == 422
    assert "doctor or therapist" in page
    send(served, "/calm/agree", ("who", "Dr Berg"))
    assert send(served, "/why/triggers/start")[0] == 303


def test_what_is_suspected_is_kept_once_and_escaped(served: Served) -> None:
    for _ in range(2):
        send(served, "/why/triggers/suspect", ("name", "<b>coffee</b>"))
    assert len(diary_of(served).of(Suspicion)) == 1
    assert "<b>coffee" not in shown(served, "/why/triggers")
    assert send(served, "/why/triggers/suspect", ("name", "  "))[0] == 422


def test_what_was_found_stands_with_its_picture_after_a_while(served: Served, browser: Browser) -> None:
    weeks_of_evenings(served, 60)
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{served.address}/why/triggers")
    follow(page.get_by_role("button", name="Search what is written down"))
    expect(page.get_by_role("heading", name="Day by day")).to_be_visible()
    expect(page.get_by_text("does not tell harmless twitching from disease").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()
    diary = diary_of(served)
    assert kept_search(diary, diary.rule.today(utc_now())) is not None


def test_what_the_diary_keeps_of_a_search_is_drawn_again_by_a_server_that_never_searched(served: Served) -> None:
    assert served.settings.diary is not None
    write_demo_diary(served.settings.diary)
    with open_diary(served.settings.diary) as store:
        keep_search(store, investigate_diary(store.load()))
    page = shown(served, "/why/triggers")
    while "The pictures are being drawn" in page:
        page = shown(served, "/why/triggers")
    addresses = dict.fromkeys(re.findall(r'(?:srcset|src)="(/why/triggers/chart/[^"]+)"', page))
    assert {"lags-1-narrow-light.svg", "lags-1-wide-dark.svg"} <= {each.rpartition("/")[2] for each in addresses}
    for address in addresses:
        status, answer, content = served.ask("GET", address)
        assert (status, answer.getheader("content-type")) == (200, "image/svg+xml")
        assert INKS[Ink.DARK if "dark" in address else Ink.LIGHT] in content.decode()
        assert b"currentColor" not in content
    assert len(page.encode()) < 60_000
    for name in ("lags-99-wide-dark.svg", "lags-1-wide-red.svg", "x"):
        assert served.ask("GET", f"/why/triggers/chart/{name}")[0] == 404
        assert served.ask("GET", f"/why/trial/chart/{name}")[0] == 404


def test_a_damaged_search_is_told_and_a_new_one_takes_its_place(served: Served) -> None:
    with open_diary(served.settings.diary) as store:
        today = store.load().rule.today(utc_now())
        store.add([Finding(entry_id="f", when=on_date(today), name=SEARCH, answer="{")])
    weeks_of_evenings(served, 3)
    page = shown(served, "/why/triggers")
    assert "is damaged" in page
    assert "Search what is written down" in page


def test_pictures_have_the_ink_of_the_pages() -> None:
    css = (files("twitchwise.web") / "static" / "app.css").read_text(encoding="utf-8")
    assert re.findall(r"--ink: (#[0-9a-f]{6});", css) == [INKS[Ink.LIGHT], INKS[Ink.DARK]]


@pytest.mark.parametrize("exposure", ["sertraline", "", "caffeine"])
def test_only_what_is_safe_and_reversible_may_be_tried(served: Served, exposure: str) -> None:
    status, _, page = send(served, "/why/trial/plan", ("exposure", exposure), ("weeks", "6"))
    assert status == (303 if exposure == "caffeine" else 422)
    assert exposure == "caffeine" or "Nothing was lost" in page


def test_a_trial_is_shown_day_by_day_and_can_be_given_up_once(served: Served) -> None:
    assert send(served, "/why/trial/plan", ("exposure", "caffeine"), ("weeks", "4"))[0] == 303
    page = shown(served, "/why/trial")
    assert "no caffeine" in page
    plan = page.partition('name="plan" value="')[2].partition('"')[0]
    assert send(served, "/why/trial/plan", ("exposure", "alcohol"), ("weeks", "4"))[0] == 422
    for _ in range(2):
        assert send(served, "/why/trial/stop", ("plan", plan))[0] == 303
    assert "A new trial" in shown(served, "/why/trial")


def test_a_trial_of_another_length_is_refused(served: Served) -> None:
    for weeks in ("3", "52", "x", ""):
        assert send(served, "/why/trial/plan", ("exposure", "caffeine"), ("weeks", weeks))[0] == 422
