import re
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, expect

from tests.web.api.asking import ask_json
from tests.web.conftest import Served, start_server
from tests.web.recordings import hand_in, multipart, simulated_motion, wait_for_result
from twitchwise.web.settings import WebSettings


@pytest.fixture(scope="module")
def motion(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return simulated_motion(tmp_path_factory.mktemp("recording")).read_bytes()


def carried_about() -> bytes:
    """A phone that is carried about: not a second in which a muscle could have been seen."""
    rng = np.random.default_rng(1)
    xyz = 0.3 * np.cumsum(rng.normal(0, 1, (3, 2000)), axis=1)
    xyz -= xyz.mean(axis=1, keepdims=True)
    xyz[2] += 9.81
    rows = "".join(f"{n / 100:.2f},{x:.4f},{y:.4f},{z:.4f}\n" for n, (x, y, z) in enumerate(xyz.T))
    return f"time (s),acc x (m/s^2),acc y (m/s^2),acc z (m/s^2)\n{rows}".encode()


def test_a_recording_without_a_usable_second_says_so_and_how_to_do_better(served: Served) -> None:
    address = hand_in(served, "walk.csv", carried_about())
    assert wait_for_result(served, address) == "done"
    status, _, content = served.ask("GET", address)
    assert status == 200
    page = content.decode()
    assert "No rate can be given" in page
    assert "How to film it so that something can be seen" in page
    assert "tells harmless twitching from disease" in page


def test_the_timeline_can_be_zoomed_under_the_rules_of_the_page(
    served: Served, browser: Browser, motion: bytes
) -> None:
    address = hand_in(served, "calf.csv", motion)
    wait_for_result(served, address)
    page = browser.new_page(viewport={"width": 360, "height": 740})
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served.address}{address}/timeline")
    page.wait_for_selector(".zoomable.drawn canvas", timeout=60_000)
    expect(page.locator(".closer")).not_to_be_visible()
    page.get_by_role("button", name="Closer").click()
    page.get_by_role("button", name="Earlier").click()
    expect(page.get_by_text("From 0.0 to 30.0 s.")).to_be_visible()
    page.get_by_role("button", name="All of it").click()
    expect(page.get_by_text("From 0.0 to 60.0 s.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert errors == []
    assert [url for url in asked if not url.startswith(served.address)] == []
    page.close()


def test_every_result_says_what_it_cannot_tell_and_names_the_red_flags(served: Served, motion: bytes) -> None:
    ask_json(served, "POST", "/diary/days", {"nothing_noticed": True})
    address = hand_in(served, "calf.csv", motion, site="left-gastrocnemius")
    wait_for_result(served, address)
    for path in (address, f"{address}/timeline", f"{address}/review", f"{address}/review?blind=1"):
        page = served.ask("GET", path)[2].decode()
        assert "twitchwise import" not in page  # a page leads to pages
        assert re.search(r"[Nn]either the (?:rate|number) nor the place", page), path
        assert "When to see a doctor" in page
        assert " style=" not in page
        assert "<style" not in page


def test_a_server_that_starts_anew_goes_on_with_the_measuring(tmp_path: Path, motion: bytes) -> None:
    settings = WebSettings(work=tmp_path / "work", diary=tmp_path / "diary.sqlite")
    settings.work.mkdir()
    server, thread, port = start_server(settings)
    address = hand_in(Served(port=port, settings=settings), "calf.csv", motion)
    server.should_exit = True
    thread.join(20)
    server, thread, port = start_server(settings)
    try:
        assert wait_for_result(Served(port=port, settings=settings), address) == "done"
    finally:
        server.should_exit = True
        thread.join(10)


def test_what_is_too_large_is_answered_with_a_page_although_it_is_still_being_sent(tmp_path: Path) -> None:
    settings = WebSettings(work=tmp_path / "work", diary=tmp_path / "diary.sqlite", largest_upload_bytes=1_000_000)
    settings.work.mkdir()
    server, thread, port = start_server(settings)
    try:
        body, headers = multipart({}, ("calf.mp4", b"\x00" * 5_000_000))
        status, answer, content = Served(port=port, settings=settings).ask(
            "POST", "/measure", body=body, headers=headers
        )
        assert status == 413
        assert "text/html" in (answer.getheader("content-type") or "")
        assert b"too large" in content
    finally:
        server.should_exit = True
        thread.join(10)
