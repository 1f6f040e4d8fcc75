import json

from twitchwise.evidence.showing import facts_about
from twitchwise.evidence.texts import claims, sentence
from twitchwise.report.evidence_json import claims_text, facts_text, topics_text


def test_a_topic_is_listed_with_the_number_of_facts_that_may_be_shown() -> None:
    listed = json.loads(topics_text())["topics"]
    for each in listed:
        assert each["facts"] == len(facts_about(each["id"]))
        assert each["name"]


def test_a_fact_carries_figure_grade_marks_and_source() -> None:
    fact = json.loads(facts_text("anxiety", facts_about("anxiety")))["facts"][0]
    assert fact.keys() == {
        *("id", "topic", "statement", "figure", "value", "low", "high", "unit"),
        *("population", "grade", "marks", "note", "source"),
    }


def test_a_claim_carries_verdict_facts_and_sources() -> None:
    told = json.loads(claims_text(claims(), sentence("article_people_not_recorded")))
    assert {claim["verdict"] for claim in told["claims"]} == {"holds", "partly", "contested", "wrong"}
    assert all(claim.keys() == {"id", "says", "verdict", "known", "facts", "sources"} for claim in told["claims"])
