from playwright.sync_api import Browser, expect

from tests.web.conftest import Served
from tests.web.follow import follow
from tests.web.why_road import diary_of, send, shown
from twitchwise.clock import utc_now
from twitchwise.diary.model import Exposure, Questionnaire
from twitchwise.worry.personal import has_self_harm_thoughts

SEVEN = tuple((f"q{n}", "1") for n in range(7))


def test_the_check_in_leads_through_what_is_due_and_ends(served: Served, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page.goto(f"{served.address}/log/week")
    for box in page.locator("input:not([type=hidden])").all():
        box.fill("3")
    follow(page.get_by_role("button", name="Next"))
    for _ in range(2):
        for chip in page.locator('input[type=radio][value="1"]').all():
            chip.check()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        follow(page.get_by_role("button", name="Next"))
    page.get_by_label("No", exact=True).check()
    follow(page.get_by_role("button", name="Next"))
    assert page.url.startswith(f"{served.address}/calm")
    assert [(each.name, each.score) for each in diary_of(served).of(Questionnaire)] == [
        ("searching-checking", 6.0),
        ("gad-7", 7.0),
    ]
    page.goto(f"{served.address}/log/week")
    expect(page.get_by_text("Nothing is due this week")).to_be_visible()
    page.close()


def test_an_open_question_is_no_zero_and_can_be_gone_on_with(served: Served) -> None:
    send(served, "/log/week/gad7", *SEVEN[:6])
    (kept,) = diary_of(served).of(Questionnaire)
    assert kept.score is None
    assert shown(served, "/log/week/gad7").count("checked") == 6
    send(served, "/log/week/gad7", *SEVEN)
    (kept,) = diary_of(served).of(Questionnaire)
    assert kept.score == 7.0


def test_an_answer_of_today_stands_with_a_way_past_it(served: Served) -> None:
    send(served, "/log/week/gad7", *SEVEN)
    assert "again=1" in shown(served, "/log/week/gad7")
    assert send(served, "/log/week/gad7", *SEVEN)[0] == 422
    assert send(served, "/log/week/gad7", ("again", "1"), *SEVEN)[0] == 303


def test_thoughts_of_self_harm_bring_help_to_the_top_and_no_sums(served: Served) -> None:
    send(served, "/log/week/gad7", *SEVEN)
    assert send(served, "/log/week/last", ("self-harm", "not-sure"))[1] == "/calm"
    assert has_self_harm_thoughts(diary_of(served), diary_of(served).rule.today(utc_now()))
    page = shown(served, "/calm")
    assert page.index("<h2") < page.index("emergency number")
    assert "What you answered" not in page
    assert page.index("Your crisis lines") < page.index("Short exercises")


def test_a_number_that_is_none_is_told(served: Served) -> None:
    status, _, page = send(served, "/log/week/ratings", ("worry", "eleven"))
    assert status == 422
    assert 'value="eleven"' in page


def test_a_number_of_today_is_put_right_on_the_same_page_and_nothing_is_lost(served: Served) -> None:
    send(served, "/log/week/ratings", ("worry", "9"), ("searching", "20"))
    assert "/log/week/ratings" in shown(served, "/calm")
    page = shown(served, "/log/week/ratings")
    assert 'value="9"' in page
    assert "If it was a slip" in page
    status, where, _ = send(served, "/log/week/ratings", ("worry", "6"), ("searching", "20"))
    assert (status, where) == (303, "/log/week/ratings?done=weekly.done_corrected")
    page = shown(served, where)
    assert 'value="6"' in page
    assert "before: 9" in page
    assert sorted(each.amount or 0.0 for each in diary_of(served).of(Exposure)) == [6.0, 20.0]
    status, _, page = send(served, "/log/week/ratings", ("worry", "600"))
    assert status == 422
    assert 'value="600"' in page
