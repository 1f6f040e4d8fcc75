from playwright.sync_api import Browser, expect

from tests.web.conftest import Served
from tests.web.follow import follow
from tests.web.why_road import answers_of, asked_on, send, shown
from twitchwise.intake.asking import next_question
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import Rank, red_flags
from twitchwise.intake.model import Precision
from twitchwise.strength.screen_acts import ACTS

CARDS = "/why/questions"


def test_red_flags_come_first_and_none_of_these_denies_only_what_was_asked(served: Served) -> None:
    page = shown(served, CARDS)
    fields = asked_on(page)
    status, where, _ = send(served, CARDS, *fields, ("go", "none"))
    assert (status, where) == (303, CARDS)
    replies = answers_of(served).replies
    asked = {Feature(value) for name, value in fields if name == "asked"}
    assert asked <= set(red_flags(Rank.NOW))
    assert dict(replies) == dict.fromkeys(asked, Reply.NO)


def test_an_emergency_is_answered_at_once_and_only_one_time(served: Served) -> None:
    fields = asked_on(shown(served, CARDS))
    status, where, _ = send(served, CARDS, *fields, (Feature.BREATHLESS_AT_REST.value, "yes"), ("go", "next"))
    assert (status, where) == (303, "/why/help")
    assert "emergency number" in shown(served, "/why/help")
    assert answers_of(served).has(Feature.BREATHLESS_AT_REST)
    fields = asked_on(shown(served, CARDS))
    assert send(served, CARDS, *fields, ("go", "none"))[1] == CARDS


def test_who_is_not_sure_about_self_harm_is_shown_the_way_to_help(served: Served) -> None:
    fields = [("card", "now-whole"), ("asked", Feature.THOUGHTS_OF_SELF_HARM.value)]
    where = send(served, CARDS, *fields, (Feature.THOUGHTS_OF_SELF_HARM.value, "not-sure"), ("go", "next"))[1]
    assert where == "/why/help"
    assert "emergency number" in shown(served, where)


def test_a_card_without_a_mark_is_asked_again_and_nothing_is_kept(served: Served) -> None:
    fields = asked_on(shown(served, CARDS))
    status, _, page = send(served, CARDS, *fields, ("go", "next"))
    assert status == 422
    assert "Nothing is marked yet" in page
    assert not answers_of(served).replies


def test_none_beside_a_mark_is_asked_again_with_the_mark(served: Served) -> None:
    fields = asked_on(shown(served, CARDS))
    status, _, page = send(served, CARDS, *fields, (Feature.CHOKING.value, "not-sure"), ("go", "none"))
    assert status == 422
    assert 'name="choking" value="not-sure" checked' in page
    assert not answers_of(served).replies


def test_a_date_that_is_none_is_told_and_what_was_typed_stays(served: Served) -> None:
    fields = [("card", "where-and-when"), ("asked", "sites"), ("asked", "twitching_since"), ("go", "next")]
    typed = [("sites-map", "tongue"), ("sites", "left-deltoid (2026-02)"), ("twitching_since", "<b>soon</b>")]
    status, _, page = send(served, CARDS, *fields, *typed)
    assert status == 422
    assert "&lt;b&gt;soon&lt;/b&gt;" in page
    assert 'value="tongue" checked' in page
    kept = answers_of(served)
    assert {each.site.id: each.precision for each in kept.sites}["left-deltoid"] is Precision.MONTH
    assert kept.twitching_since is None


def test_a_card_gone_over_again_shows_what_was_said_and_leads_back(served: Served) -> None:
    fields = [("card", "you"), ("asked", "age_years"), ("asked", "sex")]
    send(served, CARDS, *fields, ("age_years", "34"), ("sex", "female"), ("go", "next"))
    page = shown(served, f"{CARDS}?card=you&then=/why/answers")
    assert 'value="34"' in page
    again = [*asked_on(page), ("age_years", "35"), ("sex", "female"), ("go", "next")]
    assert send(served, CARDS, *again)[1].startswith("/why/answers")
    assert answers_of(served).age_years == 35
    assert send(served, CARDS, *fields, ("then", "//elsewhere"), ("age_years", "35"))[1] == CARDS


def test_an_unknown_card_leads_to_the_next_one(served: Served) -> None:
    assert send(served, CARDS, ("card", "no-such-card"))[1] == CARDS
    assert asked_on(shown(served, f"{CARDS}?card=no-such-card")) == asked_on(shown(served, CARDS))


def test_the_whole_road_with_one_thumb_and_without_javascript(served: Served, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served.address}{CARDS}")
    for _ in range(20):
        if not page.url.startswith(f"{served.address}{CARDS}"):
            break
        none = page.get_by_role("button", name="None of these")
        follow(none if none.count() else page.get_by_role("button", name="Next"))
    assert page.url.startswith(f"{served.address}/why")
    assert next_question(answers_of(served)) is None
    page.goto(f"{served.address}{CARDS}?card=strength")
    page.check('input[name="task-lost"][value="not-sure"]')
    follow(page.get_by_role("button", name="Next"))
    assert Reply.NOT_SURE in answers_of(served).replies.values()
    context.close()


def test_who_tries_an_act_is_led_back_to_the_questions_and_it_counts(served: Served, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served.address}{CARDS}?card=strength")
    page.check('input[name="task-lost"][value="not-sure"]')
    follow(page.get_by_role("button", name="Next"))
    while not (offer := page.get_by_role("link", name="Try it in the first sitting")).count():
        follow(page.get_by_role("button", name="None of these"))
    follow(offer)
    follow(page.get_by_role("link", name="Questions first"))
    for group in page.locator("main fieldset").all():
        good = "Yes" if "with you now" in group.inner_text() else "No"
        group.get_by_label(good, exact=True).check()
    follow(page.get_by_role("button", name="Go on"))
    for act in ACTS:
        for side in act.sides:
            page.locator(f'input[name="{side}"][value="done"]').check()
        follow(page.get_by_role("button", name="Next"))
    follow(page.get_by_role("button", name="See what the sitting says"))
    follow(page.get_by_role("link", name="Go on with the questions"))
    expect(page.get_by_text("every act of the first sitting was possible")).to_be_visible()
    assert Feature.SCREEN_ACT_FAILED not in answers_of(served).replies  # looking at it writes nothing
    follow(page.get_by_role("button", name="Take it as the answer"))
    assert answers_of(served).replies[Feature.SCREEN_ACT_FAILED] is Reply.NO
    expect(page.get_by_role("link", name="Try it in the first sitting")).to_have_count(0)
    context.close()


def test_no_address_of_another_machine_is_carried_through_the_sitting(served: Served) -> None:
    for path in ("/strength/screen", "/strength/screen/result", "/strength/screen/lost", "/strength/before"):
        assert "elsewhere" not in shown(served, f"{path}?then=//elsewhere&back=//elsewhere")
    assert send(served, "/strength/screen/lost", ("then", "//elsewhere"))[1] == "/strength/screen/result"


def test_what_was_said_besides_yes_and_no_stands_among_the_answers(served: Served) -> None:
    you = [("card", "you"), *(("asked", name) for name in ("age_years", "sex", "question"))]
    send(served, CARDS, *you, ("age_years", "34"), ("sex", "male"), ("question", "Why the calves?"), ("go", "next"))
    tests = [("card", "medicines-and-tests"), ("asked", "medicines"), ("medicines-none", "none"), ("go", "next")]
    send(served, CARDS, *tests)
    page = shown(served, "/why/answers")
    for words in ("How old are you, in years? 34", "Woman or man? man", "Why the calves?", "do you take? None"):
        assert words in page, words


def test_who_is_not_sure_about_a_sign_of_an_emergency_is_told_at_once_how_to_find_out(served: Served) -> None:
    fields = asked_on(shown(served, CARDS))
    unsure = (Feature.BREATHLESS_AT_REST.value, "not-sure")
    assert send(served, CARDS, *fields, unsure, ("go", "next"))[1] == "/why/help"
    page = shown(served, "/why/help")
    assert "Look at this first" in page
    assert "sit still for five minutes" in page
    assert "Get help now" not in page
    assert "ring a doctor tomorrow" in shown(served, "/measure")
    assert send(served, CARDS, *asked_on(shown(served, CARDS)), ("go", "none"))[1] == CARDS
