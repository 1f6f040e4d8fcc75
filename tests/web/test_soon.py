import html
import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.web.api.asking import ask_json
from tests.web.axe import axe_source, faults_of
from tests.web.conftest import Served
from tests.web.follow import follow
from twitchwise.body import Side
from twitchwise.clock import utc_now
from twitchwise.desk.answering import keep_answers
from twitchwise.desk.calm import keep_self_harm
from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.strength_writing import write_screen
from twitchwise.diary.model import Finding
from twitchwise.diary.moment import Moment
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.model import Answers
from twitchwise.strength.screen_acts import ActName, Outcome
from twitchwise.strength.screen_model import ActAnswer, ScreenAnswers

_EVERYWHERE = ("/", "/why", "/strength", "/measure", "/spread", "/calm", "/doctor", "/log", "/evidence", "/settings")


def _shown(served: Served, path: str) -> str:
    """What a page says, without its marks and without the card at its end."""
    text = served.ask("GET", path)[2].decode("utf-8").split("<main")[1].split("</main>")[0]
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", text).split()))


def _answer(served: Served, replies: dict[Feature, Reply]) -> None:
    with open_diary(served.settings.diary) as store:
        today = store.load().rule.today(utc_now())
        keep_answers(store, Answers(answered_on=today, replies=replies))


def test_a_failed_act_alone_is_said_at_once_and_on_every_page(served: Served) -> None:
    failed = ActAnswer(act=ActName.GRIP, side=Side.RIGHT, outcome=Outcome.FAILED)
    with open_diary(served.settings.diary) as store:
        write_screen(store, ScreenAnswers(acts=(failed,)))
    for path in (*_EVERYWHERE, "/strength/screen/result", "/strength/session"):
        shown = _shown(served, path)
        assert "See a doctor within days." in shown, path
        assert "There is no hurry" not in shown, path


def test_an_emergency_is_on_every_page_with_what_to_do(served: Served) -> None:
    _answer(served, {Feature.BREATHLESS_AT_REST: Reply.YES})
    for path in (*_EVERYWHERE, "/strength/session", "/log/week/ratings"):
        shown = _shown(served, path)
        assert "Get help now." in shown, path
        assert "Call your emergency number" in shown, path


@pytest.mark.parametrize("reply", [Reply.YES, Reply.NOT_SURE])
def test_after_thoughts_of_self_harm_help_is_on_every_page_at_once(served: Served, reply: Reply) -> None:
    with open_diary(served.settings.diary) as store:
        keep_self_harm(store, reply)
    for path in (*_EVERYWHERE, "/why/help"):
        assert "call your local emergency number now" in _shown(served, path), path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_stands_on_top_is_readable_and_leads_to_what_to_do(
    served: Served, browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    _answer(served, {Feature.BREATHLESS_AT_REST: Reply.YES})
    page = browser.new_page(viewport={"width": 360, "height": 740}, color_scheme=scheme, bypass_csp=True)
    page.goto(f"{served.address}/measure")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert faults_of(page, axe_source()) == []
    follow(page.get_by_role("link", name="What to do now"))
    expect(page.get_by_role("heading", name="Get help now.")).to_be_visible()
    assert faults_of(page, axe_source()) == []
    page.goto(served.address)
    expect(page.get_by_role("link", name="Film it")).not_to_be_visible()  # all the rest waits behind a fold
    page.close()


def test_without_a_warning_sign_nothing_stands_above_a_page(served: Served) -> None:
    _answer(served, {Feature.BREATHLESS_AT_REST: Reply.NO})
    for path in _EVERYWHERE:
        assert 'class="soon"' not in served.ask("GET", path)[2].decode("utf-8"), path


def test_behind_the_lock_nothing_of_it_is_shown(served: Served) -> None:
    _answer(served, {Feature.BREATHLESS_AT_REST: Reply.YES})
    body = b"passphrase=a+few+plain+words&again=a+few+plain+words"
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert served.ask("POST", "/settings/lock/set", body=body, headers=kind)[0] == 303
    assert served.ask("GET", "/measure")[0] == 303
    assert "Get help now." not in _shown(served, "/unlock")


def test_a_damaged_answer_does_not_close_the_other_pages(served: Served) -> None:
    damaged = Finding(entry_id="f", when=Moment(local=utc_now().replace(tzinfo=None)), name="intake/labs", answer="{")
    with open_diary(served.settings.diary) as store:
        store.add([damaged])
    for path in ("/settings", "/strength", "/evidence", "/import"):
        assert served.ask("GET", path)[0] == 200, path


def test_a_program_is_told_at_once_too(served: Served) -> None:
    _, answers = ask_json(served, "GET", "/intake/answers")
    answers["replies"] = {"thoughts-of-self-harm": "yes"}
    status, kept = ask_json(served, "PUT", "/intake/answers", answers)
    assert status == 200
    assert kept["how_soon"]["level"] == "now"
    assert kept["how_soon"]["crisis"]
    assert ask_json(served, "GET", "/how-soon") == (200, kept["how_soon"])
