import re

import pytest

from twitchwise.errors import UnknownName
from twitchwise.evidence.loading import LibraryError
from twitchwise.evidence.lookup import facts, find_fact
from twitchwise.evidence.model import Topic
from twitchwise.evidence.showing import TOPIC_NAMES, facts_about, facts_with, show_fact


def test_every_fact_that_may_be_shown_has_a_reference() -> None:
    shown = [fact for topic in Topic for fact in facts_about(topic)]
    assert len(shown) == sum(not fact.barred for fact in facts())
    assert all(fact.reference for fact in shown)
    assert set(TOPIC_NAMES) == set(Topic)


def test_a_barred_fact_is_never_shown() -> None:
    for fact in facts():
        if fact.barred:
            with pytest.raises(LibraryError, match="never shown"):
                show_fact(fact)
            assert facts_with(fact.id) == ()


@pytest.mark.parametrize("id_", ["bfs_review_als", "bfs_mayo_als", "bfs_prosp_als"])
def test_the_upper_bound_of_a_cohort_is_shown_within_its_sentence_only(id_: str) -> None:
    shown = show_fact(find_fact(id_))
    assert "describes how small the studies are, not your risk" in shown.figure
    assert (shown.value, shown.low, shown.high, shown.note, shown.unit) == (None, None, None, "", "")
    assert not re.search(r"\d\.\d|upper", f"{shown.statement} {shown.population}")


def test_no_other_fact_gives_the_bound_away() -> None:
    for topic in Topic:
        for fact in facts_about(topic):
            assert "upper bound" not in f"{fact.statement} {fact.note} {fact.unit} {fact.population}", fact.id


@pytest.mark.parametrize(
    ("id_", "figure"),
    [
        ("als_spread_interval", "12.8 months"),
        ("als_inc_europe", "2.16 (2 to 2.3) per 100,000 person-years"),
        ("fasc_us_healthy_any", "11.4 (5.1 to 21.3) percent"),
        ("us_vs_eye", "67 percent (ultrasound)"),
        ("als_strength_below_expected", "12 to 32 percent below expected"),
        ("caffeine_data", "no figure was found"),
        ("ng127_fasc", ""),
    ],
)
def test_a_figure_is_put_in_words(id_: str, figure: str) -> None:
    assert show_fact(find_fact(id_)).figure == figure


def test_words_are_looked_for_in_any_case_and_order() -> None:
    found = [fact.id for fact in facts_with("SECOND region")]
    assert "als_spread_interval" in found
    assert facts_with("no such words at all") == ()
    assert facts_with("  ") == ()


def test_an_unknown_topic_is_answered_in_one_sentence() -> None:
    with pytest.raises(UnknownName, match="no topic"):
        facts_about("weather")


def test_no_fact_that_is_shown_says_what_twitching_is_not() -> None:
    for topic in Topic:
        for fact in facts_about(topic):
            text = f"{fact.statement} {fact.note}"
            assert not re.search(r"\b(?:is|was|be|it's) not ALS\b|\bno ALS\b", text), fact.id


def test_an_everyday_word_finds_what_studies_call_otherwise() -> None:
    caffeine = {fact.id for fact in facts_with("caffeine")}
    assert caffeine
    assert {fact.id for fact in facts_with("Coffee")} >= caffeine
    assert facts_with("coffee zebra") == ()
