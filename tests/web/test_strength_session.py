"""A guided session: one test a page, what is felt in memory alone."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.requests import Request

from tests.web.conftest import Served, start_server
from tests.web.follow import follow
from tests.web.why_road import FORM, diary_of, send, shown
from twitchwise.desk.demo_diary import write_demo_diary
from twitchwise.diary.model import TestResult
from twitchwise.strength.safety import QUESTIONS
from twitchwise.web.app import create_app
from twitchwise.web.person import DEMO_COOKIE, demo_diary, person_of
from twitchwise.web.settings import WebSettings
from twitchwise.web.strength_session import Place, StrengthSession, begin_session, place_in_session

NOT_ASKED = "Felt weakness was not asked before this test."
WAY_BACK = 'href="/strength/session">Tests of this week<'
THREE = ("grip", "finger-tapping", "arm-hold")


def _answer_all(served: Served) -> None:
    assert send(served, "/strength/before", *((each.topic.value, each.good.value) for each in QUESTIONS))[0] == 303


def _begin(served: Served, *tests: str, felt: str = "4") -> str:
    """The address of the first test."""
    return send(served, "/strength/session", ("felt", felt), *(("test", test) for test in tests))[1]


def _felt(served: Served) -> set[tuple[str, str, int | None]]:
    return {(each.test, each.side, each.felt) for each in diary_of(served).of(TestResult)}


def _tick(page: Page, served: Served, felt: str, *names: str) -> None:
    page.goto(f"{served.address}/strength/session")
    page.get_by_label(felt, exact=True).check()
    for name in names:
        page.get_by_label(name).check()
    follow(page.get_by_role("button", name="Begin"))


def test_what_is_felt_is_in_no_address_from_the_beginning_to_the_end(served: Served, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    asked: list[str] = []
    page.on("request", lambda request: asked.extend((request.url, request.headers.get("referer", ""))))
    _tick(page, served, "7", "Hand grip", "Finger tapping")
    page.get_by_label("No", exact=True).check()  # what bears on this test comes before it
    follow(page.get_by_role("button", name="Go on"))
    page.get_by_label("Left (kg)").fill("900")
    follow(page.get_by_role("button", name="Write it down"))
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Left (kg)").fill("34")
    follow(page.get_by_role("button", name="Write it down"))
    follow(page.get_by_role("button", name="That was a slip, take it out"))
    expect(page.get_by_text("One more test after this one")).to_be_visible()
    page.get_by_label("Left (kg)").fill("35")
    follow(page.get_by_role("button", name="Write it down"))
    follow(page.get_by_role("link", name="Next test"))
    page.get_by_label("Right (taps)").fill("60")
    follow(page.get_by_role("button", name="Write it down"))
    follow(page.get_by_role("link", name="To the result of the week"))
    expect(page.get_by_text("That was the last test of today")).to_be_visible()
    page.close()
    assert _felt(served) == {("grip", "left", 7), ("finger-tapping", "right", 7)}
    places = {urlsplit(address).path for address in asked}
    assert {"/strength/before", "/strength/test/grip", "/strength/test/finger-tapping", "/strength/written"} <= places
    said = {name for address in asked for name, _ in parse_qsl(urlsplit(unquote(address)).query)}
    assert said <= {"s", "w", "v", "ask", "then", "done"}
    assert not [address for address in asked if "felt" in unquote(address)]


def test_two_sessions_that_felt_different_have_addresses_that_differ_by_a_name_alone(served: Served) -> None:
    _answer_all(served)
    addresses = [_begin(served, "grip", felt=felt) for felt in ("0", "10", "")]
    assert len(set(addresses)) == 3
    assert {re.sub(r"s=[\w-]{12}$", "s=NAME", address) for address in addresses} == {"/strength/test/grip?s=NAME"}


def test_going_back_and_a_reload_lose_nothing_of_the_session(served: Served, browser: Browser) -> None:
    _answer_all(served)
    page = browser.new_page(viewport={"width": 360, "height": 740})
    _tick(page, served, "5", "Hand grip", "Finger tapping", "Arms held out with a weight")
    expect(page.get_by_text("2 more tests after this one")).to_be_visible()
    follow(page.get_by_role("link", name="Leave this test out"))
    expect(page.get_by_text("One more test after this one")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Hand grip")).to_be_visible()
    page.reload()
    expect(page.get_by_text("2 more tests after this one")).to_be_visible()
    page.get_by_label("Left (kg)").fill("34")
    follow(page.get_by_role("button", name="Write it down"))
    page.reload()
    expect(page.get_by_text("2 more tests.")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("2 more tests after this one")).to_be_visible()
    expect(page.get_by_text(NOT_ASKED)).to_have_count(0)
    page.reload()
    expect(page.get_by_text("Left, written down today")).to_be_visible()
    follow(page.get_by_role("link", name="Leave this test out"))
    page.get_by_label("Left (taps)").fill("60")
    follow(page.get_by_role("button", name="Write it down"))
    follow(page.get_by_role("link", name="Next test"))
    expect(page.get_by_role("heading", level=1, name="Arms held out with a weight")).to_be_visible()
    page.close()
    assert _felt(served) == {("grip", "left", 5), ("finger-tapping", "left", 5)}


def test_two_tabs_go_their_own_way(served: Served, browser: Browser) -> None:
    _answer_all(served)
    with browser.new_context(viewport={"width": 360, "height": 740}) as tabs:
        one, other = tabs.new_page(), tabs.new_page()
        _tick(one, served, "2", "Hand grip", "Arms held out with a weight")
        _tick(other, served, "8", "Hand grip", "Finger tapping")
        one.get_by_label("Left (kg)").fill("34")
        follow(one.get_by_role("button", name="Write it down"))
        other.get_by_label("Right (kg)").fill("38")
        follow(other.get_by_role("button", name="Write it down"))
        follow(one.get_by_role("link", name="Next test"))
        expect(one.get_by_role("heading", level=1, name="Arms held out with a weight")).to_be_visible()
        follow(other.get_by_role("link", name="Next test"))
        other.get_by_label("Left (taps)").fill("60")
        follow(other.get_by_role("button", name="Write it down"))
        expect(other.get_by_role("link", name="To the result of the week")).to_be_visible()
    assert _felt(served) == {("grip", "left", 2), ("grip", "right", 8), ("finger-tapping", "left", 8)}


def _lock_up(served: Served) -> None:
    assert send(served, "/lock")[0] == 303


def _begin_fifty_others(served: Served) -> None:
    for _ in range(50):
        _begin(served, "grip", felt="1")


def _erase(served: Served) -> None:
    assert send(served, "/settings/erase", ("sentence", "erase everything"))[0] == 303
    _answer_all(served)


@pytest.mark.parametrize("lose", [_lock_up, _begin_fifty_others, _erase])
def test_an_address_whose_session_is_gone_says_so_and_leads_back(
    served: Served, lose: Callable[[Served], None]
) -> None:
    _answer_all(served)
    address = _begin(served, *THREE)
    assert NOT_ASKED not in shown(served, address)
    lose(served)
    _require_gone(served, address)


def test_a_server_that_was_started_again_knows_no_session(served: Served) -> None:
    _answer_all(served)
    address = _begin(served, *THREE)
    server, thread, port = start_server(served.settings)
    _require_gone(Served(port=port, settings=served.settings), address)
    server.should_exit = True
    thread.join(10)


def _require_gone(served: Served, address: str) -> None:
    page = shown(served, address)
    assert NOT_ASKED in page
    assert WAY_BACK in page
    assert "after this one" not in page
    assert "Leave this test out" not in page
    assert send(served, address) == (303, "/strength/session", "")  # nothing was reached, nothing is over
    status, written, _ = send(served, address, ("value-left", "34"))
    assert status == 303
    page = shown(served, written)
    assert NOT_ASKED in page
    assert WAY_BACK in page
    assert _felt(served) == {("grip", "left", None)}


def test_nothing_is_taken_from_an_address_that_says_what_is_felt(served: Served) -> None:
    _answer_all(served)
    address = "/strength/test/grip?felt=4&rest=finger-tapping,no-such"
    assert NOT_ASKED in shown(served, address)
    assert send(served, address, ("value-left", "34"))[0] == 303
    assert _felt(served) == {("grip", "left", None)}


def test_the_made_up_persons_session_and_ones_own_never_mix(served: Served) -> None:
    demo = demo_diary(served.settings)
    demo.parent.mkdir()
    write_demo_diary(demo)
    cookie = {"cookie": f"{DEMO_COOKIE}=on"}

    def send_there(path: str, *fields: tuple[str, str]) -> str:
        status, answer, _ = served.ask("POST", path, body=urlencode(fields).encode(), headers=FORM | cookie)
        assert status == 303
        return answer.getheader("location") or ""

    def shown_there(path: str) -> str:
        return served.ask("GET", path, headers=cookie)[2].decode()

    _answer_all(served)
    own = _begin(served, "pinch", "grip")
    send_there("/strength/before", *((each.topic.value, each.good.value) for each in QUESTIONS))
    made_up = send_there("/strength/session", ("felt", "9"), ("test", "pinch"), ("test", "grip"))
    written = send_there(made_up, ("value-left", "7"))
    assert "One more test after this one" in shown(served, own)
    assert "One more test after this one" in shown_there(made_up)
    assert "Left: 7" in shown_there(written)
    for page in (shown_there(own), shown(served, made_up)):
        assert NOT_ASKED in page
        assert "One more test" not in page
    assert served.ask("GET", written)[0] == 303
    send_there("/demo/leave")
    assert NOT_ASKED in shown_there(made_up)
    assert served.ask("GET", written, headers=cookie)[0] == 303
    assert NOT_ASKED not in shown(served, own)
    assert _felt(served) == set()


def test_a_place_is_found_by_its_session_on_its_day_and_for_its_tests(tmp_path: Path) -> None:
    app = create_app(WebSettings(work=tmp_path, diary=tmp_path / "diary.sqlite"))
    request = Request({"type": "http", "app": app, "headers": []})
    person = person_of(request)
    today, yesterday = (
        begin_session(request, person, StrengthSession(day=person.today - timedelta(days=ago), felt=4, tests=THREE))
        for ago in (0, 1)
    )
    assert today == Place(test="grip", session=today.session, felt=4, rest=THREE[1:])
    second = place_in_session(request, person, test="finger-tapping", session=today.session)
    assert today.following == second.address
    last = place_in_session(request, person, test="arm-hold", session=today.session)
    assert second.following == last.address
    assert (last.felt, last.rest, last.following) == (4, (), "/strength?done=strength.done_session")
    for test, session in (("grip", yesterday.session), ("stairs", today.session), ("grip", "gone"), ("grip", "")):
        by_itself = place_in_session(request, person, test=test, session=session)
        assert by_itself == Place(test=test)
        assert by_itself.address == f"/strength/test/{test}"
        assert by_itself.following == "/strength/session"


def test_a_test_that_was_ticked_twice_comes_once_and_a_number_that_cannot_be_felt_is_none(served: Served) -> None:
    _answer_all(served)
    for felt in ("11", "-1", "4.5", "9" * 4000, "\u0664", ""):
        page = shown(served, _begin(served, "grip", "grip", "finger-tapping", felt=felt))
        assert "One more test after this one" in page
        assert NOT_ASKED in page
        assert WAY_BACK not in page
