from playwright.sync_api import Browser, expect

from tests.web.conftest import Served
from tests.web.follow import follow
from tests.web.why_road import diary_of, send, shown
from twitchwise.clock import utc_now
from twitchwise.worry.exercises import ExerciseName
from twitchwise.worry.personal import crisis_lines, pause_until

WIDTH = 360


def test_the_page_of_worry_stands_with_an_empty_diary(served: Served, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": WIDTH, "height": 740})
    page.goto(f"{served.address}/calm")
    expect(page.get_by_role("heading", name="Short exercises")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH
    follow(page.get_by_role("link", name="Slow breathing"))
    expect(page.get_by_role("heading", name="Slow breathing")).to_be_visible()
    page.close()


def test_a_break_begins_and_ends(served: Served) -> None:
    assert send(served, "/calm/pause", ("weeks", "2"))[0] == 303
    diary = diary_of(served)
    assert pause_until(diary, diary.rule.today(utc_now())) is not None
    assert "You are on a break" in shown(served, "/calm")
    send(served, "/calm/pause", ("end", "1"))
    diary = diary_of(served)
    assert pause_until(diary, diary.rule.today(utc_now())) is None


def test_a_break_of_no_length_is_told(served: Served) -> None:
    for weeks in ("0", "27", "two", ""):
        assert send(served, "/calm/pause", ("weeks", weeks))[0] == 422


def test_a_crisis_line_is_kept_as_it_was_typed_and_escaped(served: Served) -> None:
    send(served, "/calm/line", ("name", "<b>Helpline</b>"), ("number", "116 123"))
    assert len(crisis_lines(diary_of(served))) == 1
    page = shown(served, "/calm")
    assert "<b>Helpline" not in page
    assert "116 123" in page
    assert send(served, "/calm/line", ("name", ""), ("number", "1"))[0] == 422


def test_who_agrees_is_kept_and_taken_back(served: Served) -> None:
    send(served, "/calm/agree", ("who", "Dr Berg"))
    assert "Dr Berg" in shown(served, "/calm")
    send(served, "/calm/agree", ("end", "1"))
    assert "Dr Berg" not in shown(served, "/calm")


def test_every_exercise_has_its_page_and_no_other(served: Served) -> None:
    for name in ExerciseName:
        assert "<ol" in shown(served, f"/calm/exercise/{name}")
    assert served.ask("GET", "/calm/exercise/none")[0] == 404
