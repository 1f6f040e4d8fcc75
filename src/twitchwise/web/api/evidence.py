"""What is known: topics, facts with their sources, the claims of the article; and the sites of the body."""

from typing import Annotated

from fastapi import Query, Response
from pydantic import BaseModel

from twitchwise.body import Region, Side, all_sites
from twitchwise.evidence.model import Topic
from twitchwise.evidence.showing import facts_about, facts_with
from twitchwise.evidence.texts import claims, sentence
from twitchwise.report.card_json import card_object
from twitchwise.report.evidence_json import claims_text, facts_text, topics_text
from twitchwise.web.api.answers import JsonObject, json_answer, room

__all__ = ["router"]

router = room("evidence")


class BodySite(BaseModel):
    """A muscle and a side."""

    id: str
    name: str
    side: Side
    region: Region


@router.get("/evidence/topics")
def list_topics() -> Response:
    """The topics, as `twitchwise evidence --json` prints them."""
    return json_answer(topics_text())


@router.get("/evidence/facts")
def list_facts(
    topic: Annotated[Topic | None, Query(description="of this topic")] = None,
    words: Annotated[str, Query(max_length=200, description="or with these words in it")] = "",
) -> Response:
    """Facts, each with figure, grade and source, as `twitchwise evidence TOPIC --json` prints them."""
    if topic is not None:
        return json_answer(facts_text(topic.value, facts_about(topic.value)))
    return json_answer(facts_text(words, facts_with(words) if words.strip() else ()))


@router.get("/evidence/claims")
def list_claims() -> Response:
    """The claims of the article and how each stands, as `twitchwise claims --json` prints them."""
    return json_answer(claims_text(claims(), sentence("article_people_not_recorded")))


@router.get("/red-flags")
def tell_card() -> JsonObject:
    """The card: when to see a doctor, and how soon."""
    return card_object()


@router.get("/sites")
def list_sites() -> list[BodySite]:
    """Every muscle and side that can be named."""
    return [BodySite(id=each.id, name=each.name, side=each.side, region=each.muscle.region) for each in all_sites()]
