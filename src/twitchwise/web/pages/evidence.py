"""Evidence: every fact with its source and grade, the claims of the article, and how a twitch happens."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from twitchwise.evidence.lookup import cite, facts, marks
from twitchwise.evidence.model import Sentence, Topic
from twitchwise.evidence.showing import TOPIC_NAMES, facts_about, facts_with
from twitchwise.evidence.texts import claims, find_claim, sentence
from twitchwise.web.person import ThePerson
from twitchwise.web.rendering import render

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_LONGEST_QUESTION = 100
_MOST_FOUND = 60
_STEPS = ("how_unit", "how_start", "how_pull", "how_skin")
_WHY = ("how_tired", "how_breathing", "how_salts")
_BELIEVED = "lactic_acid"


@dataclass(frozen=True, slots=True, kw_only=True)
class _TopicShown:
    """A topic as a link."""

    id: Topic
    name: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sourced:
    """A text with the lines that say where it comes from, and what has to stand beside its facts."""

    id: str
    text: str
    sources: tuple[str, ...]
    marks: tuple[str, ...]


@router.get("/evidence")
def show_evidence(request: Request, person: ThePerson, q: str = "") -> HTMLResponse:
    """Topics and the search."""
    asked = " ".join(q.split())[:_LONGEST_QUESTION]
    found = facts_with(asked) if asked else ()
    return render(
        request,
        "evidence.html",
        person=person,
        here="evidence",
        asked=asked,
        n_found=len(found),
        found=found[:_MOST_FOUND],
        topics=[
            _TopicShown(id=each, name=TOPIC_NAMES[each], n=sum(not fact.barred for fact in facts(each)))
            for each in Topic
        ],
    )


@router.get("/evidence/topic/{name}")
def show_topic(request: Request, person: ThePerson, name: str) -> HTMLResponse:
    """Every fact of one topic."""
    if name not in set(Topic):
        raise HTTPException(404)
    topic = Topic(name)
    return render(
        request,
        "evidence_topic.html",
        person=person,
        here="evidence",
        title=TOPIC_NAMES[topic],
        found=facts_about(topic),
    )


@router.get("/evidence/claims")
def show_claims(request: Request, person: ThePerson) -> HTMLResponse:
    """What the article says, and how each claim stands today."""
    shown = [(claim, _sourced(claim.id, claim.known, claim.facts)) for claim in claims()]
    return render(
        request,
        "evidence_claims.html",
        person=person,
        here="evidence_claims",
        claims=shown,
        closing=sentence("article_people_not_recorded"),
    )


@router.get("/evidence/how")
def show_how(request: Request, person: ThePerson) -> HTMLResponse:
    """How a twitch happens, as a picture."""
    believed = find_claim(_BELIEVED)
    return render(
        request,
        "evidence_how.html",
        person=person,
        here="evidence_how",
        steps=[_of_sentence(sentence(id_)) for id_ in _STEPS],
        whys=[_of_sentence(sentence(id_)) for id_ in _WHY],
        believed_says=believed.says,
        believed=_sourced(believed.id, believed.known, believed.facts),
    )


def _of_sentence(found: Sentence) -> _Sourced:
    return _sourced(found.id, found.text, found.facts)


def _sourced(id_: str, text: str, fact_ids: tuple[str, ...]) -> _Sourced:
    marked = dict.fromkeys(str(mark) for fact in fact_ids for mark in marks(fact))
    return _Sourced(id=id_, text=text, sources=tuple(cite(id_).splitlines()), marks=tuple(marked))
