"""Reviews: every event of a recording looked at by somebody, blind or not, and what that says of the program."""

from typing import Annotated

from fastapi import HTTPException, Query, Response
from pydantic import BaseModel, Field

from twitchwise.desk.reviewing import Review
from twitchwise.desk.scoring_labels import score_files
from twitchwise.report.review_json import score_text
from twitchwise.twitches.labels import Decision, Label
from twitchwise.web.api.answers import Problem, Sent, json_answer, room
from twitchwise.web.jobs import TheJob
from twitchwise.web.sitting import Sitting, begin_sitting, keep_label
from twitchwise.web.words import say

__all__ = ["router"]

router = room("recordings")

_Blind = Annotated[bool, Query(description="hide what the program decided, and mix the order")]
_Reviewer = Annotated[str, Query(max_length=40, description="who looks: a short name")]


class Event(BaseModel):
    """An event that was found or set aside."""

    number: int = Field(description="in the order of time; its name in the addresses")
    onset_s: float
    duration_s: float
    size: float | None = Field(description="peak to peak (peak displacement for video), in `unit`")
    unit: str
    place: str | None = Field(description="where it was largest; null in a blind review")
    decision: Decision | None = Field(description="what the program said; null in a blind review")
    reason: str | None = Field(description="why; null in a blind review")
    score: float | None = Field(description="detection statistic over its threshold; null in a blind review")
    label: Label | None = Field(description="what the reviewer said; null for nothing yet")


class Reviewed(BaseModel):
    """How a review stands."""

    reviewer: str
    is_blind: bool
    n_labelled: int
    events: list[Event] = Field(description="in the order in which they are to be looked at")


class Labelling(Sent):
    """What the reviewer says."""

    label: Label


@router.get("/recordings/{id_}/review", responses={409: {"model": Problem}})
def tell_review(job: TheJob, blind: _Blind = False, reviewer: _Reviewer = "me") -> Reviewed:
    """Its events with what was said of them; labels are those of `twitchwise review`."""
    _need_result(job)
    return _told(begin_sitting(job, Sitting(reviewer=reviewer, is_blind=blind)))


@router.put("/recordings/{id_}/review/{number}", responses={409: {"model": Problem}})
def label_event(job: TheJob, number: int, sent: Labelling, blind: _Blind = False, reviewer: _Reviewer = "me") -> Event:
    """Says of one event whether it is a twitch; the label is kept at once and may be changed."""
    _need_result(job)
    review = keep_label(job, Sitting(reviewer=reviewer, is_blind=blind), number, sent.label)
    return next(each for each in _told(review).events if each.number == number)


@router.get("/recordings/{id_}/labels.csv", responses={200: {"content": {"text/csv": {}}}, 409: {"model": Problem}})
def take_labels(job: TheJob, blind: _Blind = False, reviewer: _Reviewer = "me") -> Response:
    """The labels as a table that `twitchwise review --score` reads."""
    _need_result(job)
    table = begin_sitting(job, Sitting(reviewer=reviewer, is_blind=blind)).out
    if not table.is_file():
        raise HTTPException(404)
    return Response(table.read_bytes(), media_type="text/csv; charset=utf-8")


@router.get("/recordings/{id_}/score", responses={409: {"model": Problem}})
def tell_score(job: TheJob) -> Response:
    """The program against every reviewer of this recording, and the reviewers against each other, as
    `twitchwise review --score --json` prints it."""
    _need_result(job)
    found = score_files([job.result])
    return json_answer(score_text(found.scores, found.agreements))


def _told(review: Review) -> Reviewed:
    is_shown = not review.is_blind
    told = []
    for at, event in enumerate(review.events):
        review.show(at)
        told.append(
            Event(
                number=review.number or 0,
                onset_s=event.onset_s,
                duration_s=event.duration_s,
                size=event.size,
                unit=event.unit,
                place=event.place if is_shown else None,
                decision=event.decision if is_shown else None,
                reason=event.reason if is_shown else None,
                score=event.score if is_shown else None,
                label=review.given,
            )
        )
    return Reviewed(reviewer=review.reviewer, is_blind=review.is_blind, n_labelled=review.n_labelled, events=told)


def _need_result(job: TheJob) -> None:
    if not job.status.state.has_result:
        raise HTTPException(409, say("api.no_result"))
