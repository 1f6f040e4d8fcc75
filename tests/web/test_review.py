from pathlib import Path

from playwright.sync_api import Browser

from tests.web.conftest import Served
from tests.web.recordings import hand_in, simulated_motion, wait_for_result
from twitchwise.report.labels_csv import read_labels
from twitchwise.twitches.labels import Label


def test_events_are_looked_at_one_after_the_other(served: Served, browser: Browser, tmp_path: Path) -> None:
    address = hand_in(served, "calf.csv", simulated_motion(tmp_path).read_bytes(), site="left-gastrocnemius")
    assert wait_for_result(served, address) == "done"
    (job,) = (served.settings.work / "measuring").iterdir()
    table = job / "result" / "labels-me.csv"

    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(served.address + address)
    page.get_by_role("link", name="Look at the events").click()
    assert page.locator("svg.trace polygon").count() == 1
    page.get_by_role("button", name="A twitch").click()
    page.get_by_text("Event 2 of").wait_for()
    page.keyboard.press("r")
    page.get_by_text("Event 3 of").wait_for()
    page.get_by_role("link", name="Leave it for later").click()
    page.get_by_text("Event 4 of").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert [each.label for each in read_labels(table)] == [Label.ACCEPT, Label.REJECT]
    page.goto(f"{served.address}{address}/review?n=0")
    assert page.get_by_text("You said: a twitch.").is_visible()
    page.close()

    status, _, content = served.ask("GET", f"{address}/review?n=9999")
    assert status == 200
    assert b"have an answer" in content
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    for body in (b"n=0&label=perhaps", b"n=x&label=accept", b""):
        assert served.ask("POST", f"{address}/review", body=body, headers=headers)[0] == 422
    assert len(read_labels(table)) == 2
