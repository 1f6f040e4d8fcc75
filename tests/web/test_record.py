"""Recording in the page, with our own clip as the camera and our own numbers as the sensor."""

import math
import os
import re
import shutil
from pathlib import Path

import av
import pytest
from playwright.sync_api import Browser, expect

from tests.web.conftest import CHROMIUM_FLAGS, Served, start_server
from twitchwise.recordings.model import RecordingKind
from twitchwise.simulate.video_world import VideoWorld
from twitchwise.simulate.write import simulate_recording
from twitchwise.web.lock import passphrase_file
from twitchwise.web.passphrase import hash_passphrase
from twitchwise.web.settings import WebSettings

RESULT = re.compile(r"/measure/[0-9a-f]{16}$")


@pytest.fixture(scope="module")
def camera_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six seconds of skin in the form that Chromium takes for a camera."""
    folder = tmp_path_factory.mktemp("camera")
    world = VideoWorld(duration_s=6.0, width=320, height=240, rate_per_min=60.0, amplitude_px=2.0)
    simulate_recording(RecordingKind.VIDEO, path=folder / "skin.mp4", seed=5, world=world)
    film = folder / "skin.y4m"
    with av.open(str(folder / "skin.mp4")) as clip, film.open("wb") as file:
        file.write(b"YUV4MPEG2 W320 H240 F30:1 Ip A1:1 C420jpeg\n")
        for frame in clip.decode(video=0):
            file.write(b"FRAME\n" + frame.to_ndarray(format="yuv420p").tobytes())
    return film


def test_the_camera_of_the_page_makes_a_recording_that_is_measured(
    served: Served, browser: Browser, camera_film: Path
) -> None:
    flags = [
        *CHROMIUM_FLAGS,
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={camera_film}",
    ]
    with browser.browser_type.launch(executable_path=chromium_of(browser), args=flags) as filming:
        page = filming.new_page(viewport={"width": 360, "height": 740})
        page.goto(f"{served.address}/measure/record?site=left-soleus")
        page.get_by_role("button", name="Record with the camera").click()
        expect(page.get_by_text("Recording:")).to_be_visible()
        page.wait_for_timeout(5000)
        page.get_by_role("button", name="That is enough").click()
        page.wait_for_url(RESULT, timeout=30_000)
        page.wait_for_selector("section.result", timeout=120_000)
        expect(page.locator("section.result")).to_contain_text("left deep calf")
        details = page.locator("dl").text_content() or ""
        assert "VP9" in details or "H.264" in details
    (job,) = (served.settings.work / "measuring").iterdir()
    assert (job / "result" / "magnified.mp4").exists() or (job / "result" / "result.json").exists()


def test_the_motion_sensor_of_the_page_makes_a_recording(served: Served, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    session = page.context.new_cdp_session(page)
    for kind in ("accelerometer", "linear-acceleration", "gyroscope"):
        session.send("Emulation.setSensorOverrideEnabled", {"enabled": True, "type": kind, "metadata": {}})
    page.goto(f"{served.address}/measure/record?site=left-soleus")
    expect(page.locator(".recorder.motion")).to_contain_text("0.1 m/s²")
    page.get_by_role("button", name="With the phone").or_(page.locator(".motion .start")).first.click()
    expect(page.get_by_text("Let go of the phone")).to_be_visible()
    for n in range(400):
        z = 9.81 + (1.5 if n % 60 < 4 else 0.0) + 0.05 * math.sin(n)
        xyz = {"x": 0.1, "y": 0.2, "z": z}
        for kind in ("accelerometer", "linear-acceleration", "gyroscope"):
            session.send("Emulation.setSensorOverrideReadings", {"type": kind, "reading": {"xyz": xyz}})
        page.wait_for_timeout(20)
    page.locator(".motion .enough").click()
    page.wait_for_url(RESULT, timeout=30_000)
    expect(page.locator("section.result, section.note, main h1").first).to_be_visible()
    (job,) = (served.settings.work / "measuring").iterdir()
    (table,) = (job / "recording").iterdir()
    lines = table.read_text().splitlines()
    assert lines[0] == "time (s),acc x (m/s^2),acc y (m/s^2),acc z (m/s^2)"
    assert len(lines) > 100
    values = {line.rpartition(",")[2] for line in lines[1:]}
    assert all(round(10 * float(value), 6) == round(10 * float(value)) for value in values), "rounded by the browser"
    page.close()


def test_over_the_home_network_no_recorder_is_offered(tmp_path: Path) -> None:
    settings = WebSettings(work=tmp_path / "work", diary=tmp_path / "diary.sqlite", is_phone=True)
    settings.work.mkdir()
    passphrase_file(settings).write(hash_passphrase("three quiet words"))
    server, thread, port = start_server(settings)
    try:
        phone = Served(port=port, settings=settings)
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        _, answer, _ = phone.ask("POST", "/unlock", body=b"passphrase=three+quiet+words", headers=form)
        cookie = {"Cookie": (answer.getheader("set-cookie") or "").partition(";")[0]}
        assert phone.ask("GET", "/measure/record", headers=cookie)[0] == 404
        content = phone.ask("GET", "/measure", headers=cookie)[2]
        assert b"/measure/record" not in content
        assert b'capture="environment"' in content
    finally:
        server.should_exit = True
        thread.join(10)


def chromium_of(browser: Browser) -> str:
    path = os.environ.get("TWITCHWISE_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path is not None, browser.version
    return path
