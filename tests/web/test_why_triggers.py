from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from tests.web.conftest import Served
from tests.web.why_road import diary_of, send, shown
from twitchwise.clock import utc_now
from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.kept_triggers import kept_search
from twitchwise.desk.writing import DoneThing, NoticedThing, write_day
from twitchwise.diary.investigation import current_investigation
from twitchwise.diary.model import ExposureKind, Suspicion

SEVERE = tuple((f"q{n}", "3") for n in range(7))


def weeks_of_evenings(served: Served, n_days: int) -> None:
    with open_diary(served.settings.diary) as store:
        today = store.load().rule.today(utc_now())
        for n in range(1, n_days + 1):
            cups = float(n % 3)
            write_day(
                store,
                day=today - timedelta(days=n),
                noticed=[NoticedThing(count=1 + 4 * (n % 3))],
                done=[DoneThing(kind=ExposureKind.CAFFEINE, amount=90.0 * cups)],
            )


def test_an_empty_diary_says_what_a_search_is_and_can_begin_one(served: Served) -> None:
    assert "ends by itself" in shown(served, "/why/triggers")
    assert send(served, "/why/triggers/start")[0] == 303
    today = diary_of(served).rule.today(utc_now())
    assert current_investigation(diary_of(served), today) is not None
    assert send(served, "/why/triggers/start")[0] == 422
    assert send(served, "/why/triggers/stop")[0] == 303
    assert send(served, "/why/triggers/stop")[0] == 422


def test_with_much_worry_it_does_not_begin_and_says_why_and_the_way_past_it(served: Served) -> None:
    send(served, "/log/week/gad7", *SEVERE)
    status, _, page = send(served, "/why/triggers/start")
    assert status == 422
    assert "doctor or therapist" in page
    send(served, "/calm/agree", ("who", "Dr Berg"))
    assert send(served, "/why/triggers/start")[0] == 303


def test_what_is_suspected_is_kept_once_and_escaped(served: Served) -> None:
    for _ in range(2):
        send(served, "/why/triggers/suspect", ("name", "<b>coffee</b>"))
    assert len(diary_of(served).of(Suspicion)) == 1
    assert "<b>coffee" not in shown(served, "/why/triggers")
    assert send(served, "/why/triggers/suspect", ("name", "  "))[0] == 422


def test_what_was_found_stands_with_its_picture_after_a_while(served: Served, browser: Browser) -> None:
    weeks_of_evenings(served, 60)
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{served.address}/why/triggers")
    page.get_by_role("button", name="Search what is written down").click()
    page.get_by_role("heading", name="Day by day").wait_for()
    assert page.get_by_text("does not tell harmless twitching from disease").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()
    diary = diary_of(served)
    assert kept_search(diary, diary.rule.today(utc_now())) is not None


@pytest.mark.parametrize("exposure", ["sertraline", "", "caffeine"])
def test_only_what_is_safe_and_reversible_may_be_tried(served: Served, exposure: str) -> None:
    status, _, page = send(served, "/why/trial/plan", ("exposure", exposure), ("weeks", "6"))
    assert status == (303 if exposure == "caffeine" else 422)
    assert exposure == "caffeine" or "Nothing was lost" in page


def test_a_trial_is_shown_day_by_day_and_can_be_given_up_once(served: Served) -> None:
    assert send(served, "/why/trial/plan", ("exposure", "caffeine"), ("weeks", "4"))[0] == 303
    page = shown(served, "/why/trial")
    assert "no caffeine" in page
    plan = page.partition('name="plan" value="')[2].partition('"')[0]
    assert send(served, "/why/trial/plan", ("exposure", "alcohol"), ("weeks", "4"))[0] == 422
    for _ in range(2):
        assert send(served, "/why/trial/stop", ("plan", plan))[0] == 303
    assert "A new trial" in shown(served, "/why/trial")


def test_a_trial_of_another_length_is_refused(served: Served) -> None:
    for weeks in ("3", "52", "x", ""):
        assert send(served, "/why/trial/plan", ("exposure", "caffeine"), ("weeks", weeks))[0] == 422
