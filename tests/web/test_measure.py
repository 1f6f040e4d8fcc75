import socket
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, expect

from tests.web.conftest import Served
from tests.web.follow import follow
from tests.web.recordings import hand_in, multipart, simulated_motion, wait_for_result
from twitchwise.diary.model import RecordingMeasured
from twitchwise.recordings.model import RecordingKind
from twitchwise.simulate.video_world import VideoWorld
from twitchwise.simulate.write import simulate_recording
from twitchwise.store.diary_store import open_store
from twitchwise.web.person import DEMO_COOKIE, demo_diary


@pytest.fixture(scope="module")
def motion(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return simulated_motion(tmp_path_factory.mktemp("recording")).read_bytes()


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("clip") / "calf.mp4"
    world = VideoWorld(duration_s=6.0, width=320, height=240, rate_per_min=60.0, amplitude_px=2.0)
    simulate_recording(RecordingKind.VIDEO, path=path, seed=5, world=world)
    return path


def test_from_the_first_page_to_a_measured_clip_in_the_diary(served: Served, browser: Browser, clip: Path) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.goto(served.address)
    follow(page.get_by_role("link", name="Film the twitch"))
    page.get_by_text("Which muscle?").click()
    page.locator(".dot.at-left-gastrocnemius").click()
    expect(page.locator(".chosen-site")).to_have_text("left calf (gastrocnemius)")
    expect(page.locator(".body-map")).not_to_be_visible()
    expect(page.locator("select[name=site]")).to_have_value("left-gastrocnemius")
    page.get_by_label("Film with this device's camera").set_input_files(clip)
    button = page.get_by_role("button", name="Measure it")
    assert button.evaluate("(button) => button.getBoundingClientRect().bottom < innerHeight - 64")  # above the menu
    follow(button)
    page.wait_for_selector("section.result", timeout=120_000)
    page.wait_for_selector(".clips video", timeout=60_000)
    expect(page.locator("section.result")).to_contain_text("tells harmless twitching from disease")
    expect(page.get_by_role("heading", name="When to see a doctor, whatever was measured here")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.wait_for_function("[...document.querySelectorAll('.clips video')].every((clip) => clip.readyState >= 1)")
    follow(page.get_by_role("link", name="Look closer"))
    expect(page.locator(".closer svg")).to_have_count(1)
    follow(page.get_by_role("link", name="Back to the result"))
    follow(page.get_by_role("button", name="Keep it in the diary"))
    expect(page.locator(".done")).to_contain_text("Kept in your diary.")
    with open_store(served.settings.diary) as store:
        (kept,) = store.load().of(RecordingMeasured)
    assert kept.site is not None
    assert kept.site.id == "left-gastrocnemius"
    assert troubles == []
    page.close()


def test_without_javascript_a_recording_is_measured_too(served: Served, browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{served.address}/measure?site=right-deltoid")
    page.get_by_label("Or choose a recording that you have").set_input_files(simulated_motion(tmp_path))
    follow(page.get_by_role("button", name="Measure it"))
    expect(page.get_by_role("heading", name="Measuring")).to_be_visible()
    page.wait_for_selector("section.result", timeout=120_000)  # the page loads itself again
    expect(page.get_by_label("Muscle")).to_have_value("right-deltoid")
    context.close()


def test_a_second_recording_of_a_week_is_kept_only_when_that_is_wanted(served: Served, motion: bytes) -> None:
    addresses = [hand_in(served, "calf.csv", motion + b"\n" * n, site="left-gastrocnemius") for n in range(2)]
    assert [wait_for_result(served, address) for address in addresses] == ["done", "done"]
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    first, second = addresses
    assert served.ask("POST", f"{first}/keep", body=b"site=left-gastrocnemius", headers=headers)[0] == 303
    status, _, content = served.ask("POST", f"{second}/keep", body=b"site=left-gastrocnemius", headers=headers)
    assert status == 200
    assert b"One recording a week tells as much" in content
    body = b"site=left-gastrocnemius&again=yes"
    assert served.ask("POST", f"{second}/keep", body=body, headers=headers)[0] == 303
    status, answer, _ = served.ask("POST", f"{second}/keep", body=body, headers=headers)  # the back button
    assert (status, answer.getheader("location")) == (303, f"{second}?done=measured.done_kept_before")
    with open_store(served.settings.diary) as store:
        assert len(store.load().of(RecordingMeasured)) == 2
    status, _, content = served.ask("GET", first)
    assert b"This result is in your diary." in content


def test_a_recording_without_a_muscle_asks_for_it_before_it_is_kept(served: Served, motion: bytes) -> None:
    address = hand_in(served, "calf.csv", motion)
    wait_for_result(served, address)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    for body in (b"site=", b"site=left-elbow"):
        status, _, content = served.ask("POST", f"{address}/keep", body=body, headers=headers)
        assert status == 422
        assert b"Please choose the muscle first" in content
    assert served.ask("POST", f"{address}/remove")[0] == 303
    assert served.ask("GET", address)[0] == 404
    assert not any((served.settings.work / "measuring").iterdir())


def test_the_made_up_person_and_the_own_diary_do_not_share_recordings(served: Served, motion: bytes) -> None:
    address = hand_in(served, "calf.csv", motion)
    demo_diary(served.settings).parent.mkdir()
    with open_store(demo_diary(served.settings)):
        pass
    assert served.ask("GET", address)[0] == 200
    cookie = {"Cookie": f"{DEMO_COOKIE}=on"}
    assert served.ask("GET", address, headers=cookie)[0] == 404
    assert served.ask("POST", f"{address}/remove", headers=cookie)[0] == 404
    assert b"calf.csv" not in served.ask("GET", "/measure", headers=cookie)[2]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("letter.pdf", b"%PDF-1.7 hello", "a PDF document"),
        ("calf.mp4", b"no video at all, only words", "although its name ends in .mp4"),
        ("cut.mp4", b"\x00\x00\x00\x20ftypisom" + b"\x00" * 400, "video"),
        ("numbers.csv", b"a,b,c\n" + b"1,2,3\n4,5,9\n7,1,2\n" * 50, "Please say what it holds"),
    ],
)
def test_what_cannot_be_measured_is_said_in_a_sentence(served: Served, name: str, content: bytes, said: str) -> None:
    address = hand_in(served, name, content)
    assert wait_for_result(served, address) == "failed"
    status, _, page = served.ask("GET", address)
    assert status == 200
    assert said in page.decode()
    assert "--" not in page.decode().partition("<main")[2].partition("</main>")[0]


def test_what_a_file_leaves_open_can_be_said_afterwards(served: Served) -> None:
    rng = np.random.default_rng(3)
    table = ("EMG\n" + "".join(f"{value:.3f}\n" for value in rng.normal(0, 5, 10_000))).encode()
    address = hand_in(served, "calf.txt", table, rate="1000")
    assert wait_for_result(served, address) == "done"
    page = served.ask("GET", address)[2].decode()
    assert "Say what the file leaves open" in page
    assert "--" not in page.partition("<main")[2].partition("</main>")[0]
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert served.ask("POST", f"{address}/again", body=b"kind=emg&rate=1000&unit=uV", headers=headers)[0] == 303
    assert wait_for_result(served, address) == "done"
    page = served.ask("GET", address)[2].decode()
    assert "Say what the file leaves open" not in page
    assert "\N{MICRO SIGN}V" in page


def test_an_empty_form_is_answered_kindly(served: Served) -> None:
    body, headers = multipart({"site": "left-soleus"}, ("", b""))
    status, _, content = served.ask("POST", "/measure", body=body, headers=headers)
    assert status == 422
    assert b"no file was chosen" in content
    assert not any((served.settings.work / "measuring").iterdir())


def test_an_upload_that_is_cut_in_the_middle_leaves_nothing(served: Served) -> None:
    body, headers = multipart({}, ("calf.mp4", b"\x00" * 2_000_000))
    with socket.create_connection(("127.0.0.1", served.port)) as line:
        head = f"POST /measure HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nContent-Length: {len(body)}\r\n"
        line.sendall(head.encode() + f"Content-Type: {headers['Content-Type']}\r\n\r\n".encode() + body[:500_000])
    folder = served.settings.work / "measuring"
    for _ in range(500):
        if folder.exists() and not any(folder.iterdir()):
            break
        served.ask("GET", "/measure")
    assert not any(folder.iterdir())


def test_no_address_leads_to_another_file(served: Served, motion: bytes) -> None:
    address = hand_in(served, "x%22; filename=%22y.html%0d%0aSet-Cookie: stolen=1;.csv", motion)
    wait_for_result(served, address)
    for name in ("..%2frequest.json", "request.json", "entry.json", "%2e%2e", "status.json"):
        assert served.ask("GET", f"{address}/files/{name}")[0] == 404, name
    assert served.ask("GET", "/measure/..%2f..")[0] == 404
    status, answer, content = served.ask("GET", f"{address}/files/recording")
    assert status == 200
    assert "attachment" in (answer.getheader("content-disposition") or "")
    assert answer.getheader("set-cookie") is None
    assert content == motion
