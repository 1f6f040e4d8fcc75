import json
from typing import Any

import pytest

from twitchwise.evidence.lookup import facts
from twitchwise.evidence.model import Topic


def test_without_a_topic_the_topics_are_listed(run: Any) -> None:
    told = run("evidence")
    assert told.exit_code == 0
    for topic in Topic:
        assert f"- {topic}: " in told.stdout
    listed = json.loads(run("evidence", "--json").stdout)["topics"]
    assert [each["id"] for each in listed] == [topic.value for topic in Topic]
    assert sum(each["facts"] for each in listed) == sum(not fact.barred for fact in facts())


def test_a_topic_shows_figure_grade_and_source(run: Any) -> None:
    told = run("evidence", "als_onset")
    assert told.exit_code == 0
    assert "12.8 months" in told.stdout
    assert "Grade: high" in told.stdout
    assert "[als_spread_interval]" in told.stdout
    assert "When to see a doctor" in told.stdout
    assert run("evidence", "ALS", "onset").stdout == told.stdout.replace("als_onset:", "ALS onset:", 1)


def test_words_are_looked_for(run: Any) -> None:
    found = json.loads(run("evidence", "magnesium", "cramps", "--json").stdout)
    assert {"mg_cramp_week"} <= {each["id"] for each in found["facts"]}
    assert found["asked"] == "magnesium cramps"


def test_unread_and_computed_facts_are_marked(run: Any) -> None:
    found = json.loads(run("evidence", "epidemiology", "--json").stdout)["facts"]
    by_id = {each["id"]: each for each in found}
    assert by_id["fasc_ever_healthy"]["marks"] == ["not read in the original"]
    assert by_id["als_inc_women_30"]["marks"] == ["computed by us"]
    assert "computed by us" in run("evidence", "als_inc_women_30").stdout


def test_what_is_barred_appears_nowhere(run: Any) -> None:
    told = "".join(run("evidence", topic, *as_json).stdout for topic in Topic for as_json in ((), ("--json",)))
    assert [fact.id for fact in facts() if fact.barred and fact.id in told] == []


def test_the_upper_bound_is_shown_with_its_words(run: Any) -> None:
    found = json.loads(run("evidence", "bfs_review_als", "--json").stdout)["facts"]
    assert [each["high"] for each in found] == [None]
    assert "not your risk" in found[0]["figure"]


def test_words_nobody_knows_end_in_one_sentence(run: Any) -> None:
    told = run("evidence", "zebra", "zebra")
    assert told.exit_code == 1
    assert told.stdout == ""
    assert told.stderr.count("\n") == 1
    empty = run("evidence", "zebra", "--json")
    assert empty.exit_code == 1
    assert json.loads(empty.stdout)["facts"] == []


def test_claims_are_told_with_verdicts_marks_and_sources(run: Any) -> None:
    told = run("claims")
    assert told.exit_code == 0
    for verdict in ("HOLDS.", "PARTLY.", "CONTESTED.", "WRONG."):
        assert verdict in told.stdout
    text = " ".join(told.stdout.split())
    assert "no test to repeat" in text
    assert "not recorded here" in text
    assert "When to see a doctor" in text
    assert "fasc_ever_healthy (not read in the original)" in text


def test_claims_as_json_hold_every_claim_with_its_sources(run: Any) -> None:
    told = json.loads(run("claims", "--json").stdout)
    by_id = {each["id"]: each for each in told["claims"]}
    assert by_id["lactic_acid"]["verdict"] == "wrong"
    assert all(each["sources"] and each["facts"] for each in told["claims"])
    assert told["not_recorded"]


@pytest.mark.parametrize("words", ["", "   "])
def test_an_empty_word_lists_the_topics(run: Any, words: str) -> None:
    assert "What is known, by topic" in run("evidence", words).stdout
