from playwright.sync_api import Browser, expect

from tests.web.conftest import Served
from tests.web.follow import follow
from twitchwise.evidence.lookup import facts
from twitchwise.evidence.model import Topic
from twitchwise.evidence.texts import claims


def _text(served: Served, path: str) -> str:
    status, _, content = served.ask("GET", path)
    assert status == 200
    return content.decode("utf-8")


def test_every_fact_that_may_be_shown_stands_on_a_page_with_its_grade(served: Served) -> None:
    for topic in Topic:
        page = _text(served, f"/evidence/topic/{topic}")
        for fact in facts(topic):
            assert (f'id="{fact.id}"' in page) == (not fact.barred), fact.id
        assert page.count("Our grade: ") == sum(not fact.barred for fact in facts(topic))


def test_a_word_finds_its_facts_and_an_unknown_one_says_so(served: Served, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{served.address}/evidence")
    page.get_by_label("Look for a word").fill("magnesium")
    follow(page.get_by_role("button", name="Look"))
    expect(page.get_by_text("facts hold these words")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()
    assert "Nothing is kept about this" in _text(served, "/evidence?q=%3Cscript%3Ezzz")
    assert "<script>zzz" not in _text(served, "/evidence?q=%3Cscript%3Ezzz")


def test_every_claim_stands_with_its_verdict(served: Served) -> None:
    page = _text(served, "/evidence/claims")
    assert [claim.id for claim in claims() if f'id="{claim.id}"' not in page] == []


def test_an_unknown_topic_is_a_page_that_is_not_there(served: Served) -> None:
    assert served.ask("GET", "/evidence/topic/no-such")[0] == 404


def test_the_picture_of_a_twitch_rests_for_those_who_want_no_movement(served: Served, browser: Browser) -> None:
    for motion, goes in (("reduce", "none"), ("no-preference", "pull")):
        page = browser.new_page(reduced_motion=motion)  # type: ignore[arg-type]
        page.goto(f"{served.address}/evidence/how")
        fibre = "getComputedStyle(document.querySelector('.fibre')).animationName"
        assert page.evaluate(fibre) == goes
        if goes != "none":
            page.get_by_label("Let the picture move").uncheck()
            assert page.evaluate(fibre) == "none"
        page.close()
