"""What a person does that was not meant so: nothing is lost, and each page says what to do."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import Served, start_server
from tests.web.recordings import hand_in, simulated_motion, wait_for_result
from tests.web.walk import walk
from tests.web.why_road import diary_of, send, shown
from twitchwise.clock import utc_now
from twitchwise.desk.demo_diary import write_demo_diary
from twitchwise.desk.diary_place import open_diary
from twitchwise.recordings.model import RecordingKind
from twitchwise.simulate.video_world import VideoWorld
from twitchwise.simulate.write import simulate_recording
from twitchwise.web.settings import WebSettings

SMALL_BYTES = 200_000
AHEAD = timedelta(days=800)


def at_work() -> bytes:
    """A phone that is moved on purpose all the time: no second of it can be used."""
    rng, times = np.random.default_rng(1), np.arange(0.0, 30.0, 0.01)
    rows = (
        f"{at:.3f},{5 * np.sin(7 * at) + rng.normal():.4f},{4 * np.cos(9 * at) + rng.normal():.4f},"
        f"{9.8 + 6 * np.sin(11 * at) + rng.normal():.4f}\n"
        for at in times
    )
    return ("time (s),x (m/s^2),y (m/s^2),z (m/s^2)\n" + "".join(rows)).encode()


def half_a_clip(folder: Path) -> bytes:
    """A clip whose second half was lost before it was handed in."""
    path = folder / "calf.mp4"
    world = VideoWorld(duration_s=3.0, width=160, height=120, rate_per_min=60.0, amplitude_px=2.0)
    simulate_recording(RecordingKind.VIDEO, path=path, seed=5, world=world)
    content = path.read_bytes()
    return content[: len(content) // 2]


def test_each_file_that_is_no_recording_says_what_it_is_and_what_to_do(served: Served, tmp_path: Path) -> None:
    cut = at_work().splitlines(keepends=True)[:30]
    files = {
        "holiday.mov": (b"no film at all, only words\n" * 100, "although its name ends in .mov"),
        "half.mp4": (half_a_clip(tmp_path), "half.mp4"),
        "short.csv": (b"".join(cut), "too short to tell twitches from noise"),
    }
    addresses = {name: hand_in(served, name, content) for name, (content, _) in files.items()}
    for name, (_, words) in files.items():
        assert wait_for_result(served, addresses[name]) == "failed", name
        page = shown(served, addresses[name])
        assert "This could not be measured" in page
        assert words in page, name
        assert "Choose another recording" in page


def test_a_recording_without_a_second_that_can_be_used_says_so_and_how_to_film_it(served: Served) -> None:
    address = hand_in(served, "walk.csv", at_work(), site="left-soleus")
    assert wait_for_result(served, address) == "done"
    page = shown(served, address)
    assert "No rate can be given" in page
    assert "no part of the recording could be analysed" in page
    assert "How to film it so that something can be seen" in page
    assert "Film it again" in page


TWICE = {
    "/strength/before": [("heart", "no"), ("falls", "no")],
    "/calm/line": [("name", "a friend"), ("number", "123")],
    "/calm/pause": [("weeks", "2")],
    "/calm/agree": [("who", "Dr. Example")],
    "/log/week/check": [(f"q{number}", "1") for number in range(12)],
    "/log/week/gad7": [(f"q{number}", "1") for number in range(7)],
    "/log/week/last": [("self-harm", "no")],
    "/strength/screen/lost": [("left-hand", "buttoning a shirt")],
    "/strength/test/finger-tapping": [("value-left", "60")],
    "/settings/days": [("cut_hour", "5"), ("zone", "Europe/Berlin")],
}


def test_the_back_button_after_saving_makes_no_second_entry(served: Served) -> None:
    for path, fields in TWICE.items():
        before = len(diary_of(served).entries)
        first = send(served, path, *fields)
        n_kept = len(diary_of(served).entries)
        assert first[0] == 303, (path, first[2][:2000])
        assert n_kept > before or path == "/settings/days", path
        again = send(served, path, *fields)
        assert again[0] in {303, 422}, path
        assert len(diary_of(served).entries) == n_kept, path


def test_a_day_that_has_not_come_is_told_and_what_was_typed_stays(served: Served) -> None:
    page = shown(served, "/log")
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert seen is not None
    ahead = (utc_now() + AHEAD).date().isoformat()
    status, _, told = send(served, "/log", ("day", ahead), ("seen", seen[1]), ("quiet", "yes"), ("note", "at the sea"))
    assert status == 422
    assert "has not come yet" in told
    assert "at the sea" in told
    assert diary_of(served).entries == ()
    assert served.ask("GET", f"/log?day={ahead}")[0] == 200


def test_a_diary_from_a_time_when_the_clock_was_ahead_can_be_read_on_every_page(served: Served) -> None:
    file = served.settings.diary
    assert file is not None
    write_demo_diary(file)
    with open_diary(file) as store:
        diary = store.load()
        moved = [
            replace(
                each,
                when=replace(each.when, local=each.when.local + AHEAD),
                entry_id=f"ahead-{each.entry_id}",
                origin=None,
            )
            for each in diary.entries[::5]
        ]
        store.add(moved)
    assert len(walk(served)) > 25
    for path in ("assessment", "strength", "worry", "spread", "look-back?site=left-triceps", "exports/archive"):
        assert served.ask("GET", f"/api/v1/{path}")[0] == 200, path


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Served]:
    """A server that takes files of 200 kB."""
    settings = WebSettings(work=tmp_path / "work", diary=tmp_path / "diary.sqlite", largest_upload_bytes=SMALL_BYTES)
    settings.work.mkdir()
    server, thread, port = start_server(settings)
    yield Served(port=port, settings=settings)
    server.should_exit = True
    thread.join(10)


def choose(page: Page, served: Served, file: Path) -> None:
    page.goto(f"{served.address}/measure")
    page.get_by_label("Or choose a recording that you have").set_input_files(file)
    page.get_by_role("button", name="Measure it").click()


def test_a_file_that_is_too_large_is_told_before_it_is_sent_and_without_javascript_after(
    small: Served, browser: Browser, tmp_path: Path
) -> None:
    large = tmp_path / "holiday.mp4"
    with large.open("wb") as sparse:
        sparse.truncate(20_000_000)
    page = browser.new_page(viewport={"width": 360, "height": 740})
    choose(page, small, large)
    expect(page.get_by_role("alert")).to_contain_text("too large")
    assert page.url.endswith("/measure")
    page.close()
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    choose(page, small, large)
    expect(page.get_by_text("This is too large")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
    assert not (small.settings.work / "measuring").exists()


def test_a_connection_that_breaks_while_it_is_sent_is_told_and_the_file_stays_chosen(
    served: Served, browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.route("**/measure", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    choose(page, served, simulated_motion(tmp_path))
    expect(page.get_by_role("alert").get_by_text("broke off")).to_be_visible()
    page.unroute("**/measure")
    page.get_by_role("button", name="Measure it").click()
    page.wait_for_url("**/measure/*")
    page.close()
