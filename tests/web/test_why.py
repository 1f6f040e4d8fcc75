import re

from playwright.sync_api import Browser, expect

from tests.web.conftest import Served
from tests.web.why_road import send, shown
from twitchwise.intake.feature import Feature

WIDE_ENOUGH = 360


def answer(served: Served, *yes: Feature, age: str = "34") -> None:
    """Denies every red flag but those given, and tells age and sex."""
    for card in ("now-body", "now-whole", "strength", "head-and-breath"):
        fields = [("card", card), *(("asked", each.value) for each in Feature), ("go", "next")]
        marks = [(each.value, "yes" if each in yes else "no") for each in Feature]
        send(served, "/why/questions", *fields, *marks)
    you = [("card", "you"), ("asked", "age_years"), ("asked", "sex"), ("age_years", age), ("sex", "female")]
    send(served, "/why/questions", *you, ("go", "next"))


def test_an_empty_diary_is_asked_to_answer_or_to_look_back(served: Served) -> None:
    page = shown(served, "/why")
    assert "/why/questions" in page
    assert "/why/now" in page


def test_how_soon_comes_before_what_it_could_be_and_als_stands_in_proportion(served: Served, browser: Browser) -> None:
    answer(served)
    page = browser.new_page(viewport={"width": WIDE_ENOUGH, "height": 740})
    page.goto(f"{served.address}/why")
    expect(page.get_by_role("heading", name="What it could be")).to_be_visible()  # the page comes back by itself
    headings = page.locator("main h2").all_inner_texts()
    assert headings.index("What it could be") > 0
    assert headings.index("Rare, and not to be missed") < headings.index("ALS in proportion")
    picture = page.get_by_role("img", name="Of 100,000 women aged 34").first
    expect(picture).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDE_ENOUGH
    page.get_by_text("For, against, and not known").first.click()
    expect(page.get_by_text("What would tell more").first).to_be_visible()
    page.close()


def test_a_lost_task_leads_the_page_and_hides_no_cause(served: Served) -> None:
    answer(served, Feature.TASK_LOST)
    page = shown(served, "/why")
    first = page.index("<h2")
    assert re.search(r"within days", page[first : first + 2000])


def test_what_is_worked_out_says_so_with_how_soon_above_it(served: Served) -> None:
    answer(served, Feature.BREATHLESS_AT_REST)
    page = shown(served, "/why")
    assert "emergency number" in page
    assert "What it could be" in page or 'http-equiv="refresh"' in page


def test_an_emergency_keeps_all_that_can_wait_behind_a_fold(served: Served, browser: Browser) -> None:
    answer(served, Feature.BREATHLESS_AT_REST)
    page = browser.new_page(viewport={"width": WIDE_ENOUGH, "height": 740})
    page.goto(f"{served.address}/why")
    expect(page.get_by_text("for later")).to_be_visible()
    expect(page.locator("h2").first).to_be_visible()
    expect(page.get_by_role("heading", name="What it could be")).not_to_be_visible()
    page.close()


def test_somebody_who_has_to_see_a_doctor_is_not_told_of_a_circle_of_fear(served: Served) -> None:
    answer(served, Feature.TASK_LOST)
    page = worked_out(served)
    assert "Fear of twitches can go in a circle" not in page
    assert "It changes nothing about the appointment" in page


def test_how_sure_a_word_is_stands_with_the_reasons_and_not_beside_the_cause(served: Served) -> None:
    answer(served, Feature.STRESS)
    page = worked_out(served)
    assert "% of the draws" not in "".join(re.findall(r"<h3>.*?</h3>", page, flags=re.DOTALL))
    assert "That is no chance of having this." in page
    assert "Fear of twitches can go in a circle" in page


def worked_out(served: Served) -> str:
    """The page as soon as everything stands in it: it is asked again until then."""
    return next(page for page in iter(lambda: shown(served, "/why"), "") if "What it could be" in page)


def test_somebody_who_has_lost_something_reads_first_that_much_of_it_can_be_treated(served: Served) -> None:
    answer(served, Feature.TASK_LOST, Feature.FINE_HAND_TROUBLE, age="61")
    page = worked_out(served)
    likely = page[page.index('id="likely"') : page.index('id="rare"')]
    assert likely.index("many of them can be treated") < likely.index('<details class="cause">')
    assert '<details class="cause" open>' not in likely
    names = re.findall(r"<h3>ALS.*?</span>", page, flags=re.DOTALL)
    assert sum("fits what you told" in name for name in names) <= 1
