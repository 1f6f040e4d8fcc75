from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.web.conftest import Served, start_server
from tests.web.follow import follow
from tests.web.why_road import FORM
from twitchwise.desk.demo_diary import write_demo_diary
from twitchwise.desk.diary_place import diary_if_any
from twitchwise.diary.model import Diary, RecordingMeasured
from twitchwise.web.person import DEMO_COOKIE, demo_diary
from twitchwise.web.settings import WebSettings


def test_the_made_up_person_is_one_tap_away_marked_and_left_with_one_tap(served: Served, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(served.address)
    follow(page.get_by_role("button", name="First look around"))
    expect(page.get_by_text("You are looking at a made-up person")).to_be_visible()
    expect(page.get_by_role("heading", name="Welcome")).to_have_count(0)
    page.goto(f"{served.address}/more")
    expect(page.get_by_text("You are looking at a made-up person")).to_be_visible()
    follow(page.get_by_role("button", name="Leave the made-up person"))
    expect(page.get_by_text("You are looking at a made-up person")).to_have_count(0)
    expect(page.get_by_role("heading", name="Welcome")).to_be_visible()
    page.close()
    assert served.settings.diary is not None
    assert not served.settings.diary.exists()


def test_beginning_again_gives_the_made_up_person_as_at_first(served: Served) -> None:
    assert served.ask("POST", "/demo/start")[0] == 303
    first = diary_if_any(demo_diary(served.settings))
    cookie = {"cookie": f"{DEMO_COOKIE}=on"}
    asked = served.ask("POST", "/doctor", body=b"question=Is+it+the+coffee", headers=FORM | cookie)[1]
    preview = (asked.getheader("location") or "").partition("#")[0]
    assert b"Is it the coffee" in served.ask("GET", preview, headers=cookie)[2]
    assert b"Is it the coffee" not in served.ask("GET", preview)[2]
    assert served.ask("POST", "/demo/start")[0] == 303
    assert b"Is it the coffee" not in served.ask("GET", preview, headers=cookie)[2]
    again = diary_if_any(demo_diary(served.settings))
    assert first is not None
    assert again is not None
    assert _kept_by_hand(first) == _kept_by_hand(again)
    assert list((demo_diary(served.settings).parent / "backups").glob("*")) == []


def _kept_by_hand(diary: Diary) -> int:
    """Without the recording, which is measured behind the pages."""
    return len(diary.entries) - len(diary.of(RecordingMeasured))


def test_the_made_up_person_has_a_recording_that_is_truly_measured_and_says_that_it_is_made_up(
    served: Served, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.set_default_timeout(120_000)
    page.goto(served.address)
    follow(page.get_by_role("button", name="First look around"))
    follow(page.get_by_role("link", name="Measure"))
    follow(page.get_by_role("link", name="See what a result looks like"))
    expect(page.locator("section.result")).to_be_visible()
    expect(page.get_by_text("This clip is made up")).to_be_visible()
    expect(page.get_by_text("This result is in your diary")).to_be_visible()
    expect(page.locator(".clips video").first).to_be_visible()
    address = page.url
    follow(page.get_by_role("link", name="Look at the events"))
    expect(page.get_by_text("This clip is made up")).to_be_visible()
    file = demo_diary(served.settings)
    (kept,) = (diary_if_any(file) or Diary()).of(RecordingMeasured)
    assert kept.rate_per_min is not None
    assert kept.n_twitches >= 3
    assert served.ask("POST", "/demo/start")[0] == 303
    (again,) = (diary_if_any(file) or Diary()).of(RecordingMeasured)
    assert again.sha256 == kept.sha256
    page.goto(address)
    expect(page.get_by_text("This result is in your diary")).to_be_visible()
    page.close()


def test_a_server_of_the_demo_begins_with_the_made_up_person_until_it_is_left(tmp_path: Path) -> None:
    settings = WebSettings(work=tmp_path / "work", diary=tmp_path / "own.sqlite", shows_demo=True)
    settings.work.mkdir()
    write_demo_diary(demo_diary(settings))
    server, thread, port = start_server(settings)
    served = Served(port=port, settings=settings)
    try:
        _, _, page = served.ask("GET", "/")
        assert b"made-up person" in page
        _, left, _ = served.ask("POST", "/demo/leave")
        cookie = str(left.getheader("set-cookie")).partition(";")[0]
        _, _, own = served.ask("GET", "/", headers={"Cookie": cookie})
        assert b'class="demo"' not in own
    finally:
        server.should_exit = True
        thread.join(10)
    assert not (tmp_path / "own.sqlite").exists()
