import json
import re
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, expect

from tests.cli.conftest import Run, run
from tests.web.api.asking import ask_json
from tests.web.conftest import Served
from tests.web.follow import follow
from tests.web.recordings import hand_in, simulated_motion, simulated_skin, wait_for_result
from tests.web.why_road import FORM, shown
from twitchwise.desk.reviewing import begin_review
from twitchwise.report.labels_csv import read_labels
from twitchwise.report.words import REASON_PHRASES
from twitchwise.twitches.labels import Label

__all__ = ["run"]

DECIDED = re.compile("The program (?:counts|finds|set)")


def event_on(page: str) -> int:
    """The event that a page asks about, by its number in the order of time."""
    found = re.search(r'name="event" value="(\d+)"', page)
    assert found is not None
    return int(found[1])


def label(served: Served, address: str, number: int, said: Label) -> str:
    """Where a label leads."""
    body = urlencode({"event": number, "label": said}).encode()
    status, answer, _ = served.ask("POST", address, body=body, headers=FORM)
    assert status == 303
    return answer.getheader("location") or ""


def test_events_are_looked_at_one_after_the_other(served: Served, browser: Browser, tmp_path: Path) -> None:
    address = hand_in(served, "calf.csv", simulated_motion(tmp_path).read_bytes(), site="left-gastrocnemius")
    assert wait_for_result(served, address) == "done"
    (job,) = (served.settings.work / "measuring").iterdir()
    table = job / "result" / "labels-me.csv"

    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(served.address + address)
    follow(page.get_by_role("link", name="Look at the events"))
    expect(page.locator("svg.trace polygon")).to_have_count(1)
    follow(page.get_by_role("button", name="A twitch"))
    expect(page.get_by_text("Event 2 of")).to_be_visible()
    page.keyboard.press("r")
    expect(page.get_by_text("Event 3 of")).to_be_visible()
    follow(page.get_by_role("link", name="Leave it for later"))
    expect(page.get_by_text("Event 4 of")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert [each.label for each in read_labels(table)] == [Label.ACCEPT, Label.REJECT]
    page.goto(f"{served.address}{address}/review?n=0")
    expect(page.get_by_text("You said: a twitch.")).to_be_visible()
    follow(page.get_by_role("link", name="Look without a hint"))
    expect(page.get_by_text("What the program decided is hidden")).to_be_visible()
    expect(page.get_by_text("nobody quite forgets that")).to_be_visible()
    page.close()

    status, _, content = served.ask("GET", f"{address}/review?n=9999")
    assert status == 200
    assert b"have an answer" in content
    for body in (b"event=0&label=perhaps", b"event=x&label=accept", b""):
        assert served.ask("POST", f"{address}/review", body=body, headers=FORM)[0] == 422
    assert served.ask("POST", f"{address}/review", body=b"event=9999&label=accept", headers=FORM)[0] == 404
    assert served.ask("GET", f"{address}/review?who=../x")[0] == 422
    assert len(read_labels(table)) == 2


def test_a_blind_review_hides_what_was_decided_until_the_last_answer(run: Run, served: Served, tmp_path: Path) -> None:
    address = hand_in(served, "calf.csv", simulated_motion(tmp_path).read_bytes(), site="left-gastrocnemius")
    assert wait_for_result(served, address) == "done"
    (job,) = (served.settings.work / "measuring").iterdir()
    blind = f"{address}/review?blind=1"
    page = shown(served, f"{blind}&seed=1")
    number = event_on(page)
    assert not DECIDED.search(page)
    assert not any(phrase in page for phrase in REASON_PHRASES.values())
    assert 'class="trace"' in page
    # another tab has another order; what is said is said of the event that was seen
    following = label(served, f"{blind}&seed=1", number, Label.UNSURE)
    label(served, f"{blind}&seed=2", event_on(shown(served, following)), Label.UNSURE)
    table = job / "result" / "labels-me-blind.csv"
    first, second = read_labels(table)
    assert first.candidate == begin_review(job / "result").result.candidates[number]
    assert first.is_blind
    assert first.seed == second.seed == 1
    page = shown(served, f"{blind}&n=9999")
    assert "The score is shown when every event has a label" in page
    assert "precision" not in page

    # the command goes on with the same answers, and a second person looks too
    for reviewer in ("me", "anna"):
        sitting = begin_review(job / "result", reviewer=reviewer, is_blind=True)
        while sitting.event is not None:
            is_seen = sitting.number is not None and sitting.number % 5 > (reviewer == "anna")
            sitting.say(Label.ACCEPT if is_seen else Label.REJECT)
    page = shown(served, blind)
    assert "precision" in page
    assert re.search(r"kappa 0\.\d\d \(-?0\.\d\d to \d\.\d\d\)", page)
    assert re.search(r"AC1 0\.\d\d \(-?0\.\d\d to \d\.\d\d\)", page)
    assert "1 is full agreement, 0 is what chance would give" in page
    assert "tells harmless twitching from disease" in page
    status, answer, content = served.ask("GET", f"{address}/review/labels.csv?blind=1&who=anna")
    assert (status, content) == (200, (job / "result" / "labels-anna-blind.csv").read_bytes())
    assert "labels-anna-blind.csv" in (answer.getheader("content-disposition") or "")

    # a program sees the same, and as little
    id_ = address.rpartition("/")[2]
    told = ask_json(served, "GET", f"/recordings/{id_}/review?blind=true&reviewer=bea")[1]
    assert {each["decision"] for each in told["events"]} == {None}
    assert [each["number"] for each in told["events"]] != sorted(each["number"] for each in told["events"])
    labelled = ask_json(served, "PUT", f"/recordings/{id_}/review/3?reviewer=bea", {"label": "accept"})[1]
    assert labelled["label"] == "accept"
    assert labelled["decision"]
    assert ask_json(served, "GET", f"/recordings/{id_}/review?reviewer=bea")[1]["n_labelled"] == 1
    assert ask_json(served, "PUT", f"/recordings/{id_}/review/9999", {"label": "accept"})[0] == 404
    score = ask_json(served, "GET", f"/recordings/{id_}/score")[1]
    assert [each["reviewers"] for each in score["scores"]] == [["anna"], ["bea"], ["me"]]
    assert json.loads(run("review", "--score", job / "result", "--json").stdout) == score


def test_a_blind_look_at_a_video_shows_no_ring(served: Served, tmp_path: Path) -> None:
    address = hand_in(served, "calf.mp4", simulated_skin(tmp_path).read_bytes(), site="left-gastrocnemius")
    assert wait_for_result(served, address) == "done"
    page = shown(served, f"{address}/review?blind=1&seed=1")
    assert "magnified.mp4" not in page
    while "is still being made" in page:
        page = shown(served, f"{address}/review?blind=1&seed=1")
    assert f"{address}/files/recording#t=" in page
    assert f"{address}/files/unmarked.mp4#t=" in page
    assert served.ask("GET", f"{address}/files/unmarked.mp4")[1].getheader("content-type") == "video/mp4"
    assert "magnified.mp4" in shown(served, f"{address}/review")
