"""What is known, as JSON: topics, facts, and the claims of the article."""

import json
from collections.abc import Iterable

from twitchwise.evidence.lookup import cite, facts, marks
from twitchwise.evidence.model import Claim, Sentence, Topic
from twitchwise.evidence.showing import TOPIC_NAMES, ShownFact
from twitchwise.report.card_json import card_object

__all__ = ["claims_text", "facts_text", "topics_text"]


def topics_text() -> str:
    """`topics`: id, name and number of facts of each."""
    listed = [
        {"id": topic.value, "name": TOPIC_NAMES[topic], "facts": sum(not fact.barred for fact in facts(topic))}
        for topic in Topic
    ]
    return _text({"topics": listed})


def facts_text(asked: str, shown: Iterable[ShownFact]) -> str:
    """`asked` and `facts`.

    Notes
    -----
    Where a figure must not stand alone, `value`, `low` and `high` are null and `figure` is the whole sentence.
    """
    return _text({"asked": asked, "facts": [_fact(fact) for fact in shown], "red_flags": card_object()})


def claims_text(claims: Iterable[Claim], closing: Sentence) -> str:
    """`claims`: what is said, the verdict, what is known, the facts behind it with their marks; and `not_recorded`."""
    listed = [
        {
            "id": claim.id,
            "says": claim.says,
            "verdict": claim.verdict.value,
            "known": claim.known,
            "facts": [{"id": id_, "marks": [mark.value for mark in marks(id_)]} for id_ in claim.facts],
            "sources": cite(claim.id).splitlines(),
        }
        for claim in claims
    ]
    return _text({"claims": listed, "not_recorded": closing.text, "red_flags": card_object()})


def _fact(fact: ShownFact) -> dict[str, object]:
    return {
        "id": fact.id,
        "topic": fact.topic.value,
        "statement": fact.statement,
        "figure": fact.figure,
        "value": fact.value,
        "low": fact.low,
        "high": fact.high,
        "unit": fact.unit,
        "population": fact.population,
        "grade": fact.grade.value,
        "marks": [mark.value for mark in fact.marks],
        "note": fact.note,
        "source": fact.reference,
    }


def _text(plain: dict[str, object]) -> str:
    return json.dumps(plain, indent=2, ensure_ascii=False, allow_nan=False)
