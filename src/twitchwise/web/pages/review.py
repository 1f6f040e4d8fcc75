"""Looking at each event of a recording: is it a twitch?"""

import threading
from dataclasses import dataclass

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from twitchwise.desk.event_traces import read_traces
from twitchwise.desk.measured_page import read_page
from twitchwise.desk.measuring_job import MeasuringJob
from twitchwise.desk.reviewing import Review, begin_review
from twitchwise.evidence.lookup import cite
from twitchwise.recordings.model import RecordingKind
from twitchwise.report.review_words import CANNOT_KNOW, LABEL_FACT, REVIEW_CAUTION, say_decision, say_event, say_score
from twitchwise.twitches.labels import Candidate, Label
from twitchwise.web.jobs import TheJob
from twitchwise.web.person import ThePerson
from twitchwise.web.rendering import go_to, render
from twitchwise.web.trace_picture import trace_picture
from twitchwise.web.words import say

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_WRITING = threading.Lock()
"""Two pages of one recording may label at the same time, and both labels are kept."""

_BEFORE_S, _AFTER_S = 0.8, 1.2  # of a clip, around an event


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clip:
    address: str
    words: str


@router.get("/measure/{id_}/review")
def show_event(request: Request, person: ThePerson, job: TheJob, n: int = -1) -> HTMLResponse:
    """One event, or, when each has a label, what the labels say of the program."""
    review = _review(job)
    if n >= 0:
        review.show(n)
    event = review.event
    if event is None:
        return _show_end(request, person, job, review)
    return render(
        request,
        "review.html",
        person=person,
        here="measure",
        title=say("review.title"),
        job=job,
        at=review.at,
        n_events=len(review.events),
        n_labelled=review.n_labelled,
        event=say_event(event, place=event.place),
        decision=say_decision(event),
        labels=tuple(Label),
        given=review.given,
        picture=_picture(job, review.at, event),
        clips=_clips(job, event),
        caution=REVIEW_CAUTION,
    )


@router.post("/measure/{id_}/review")
def label_event(job: TheJob, n: int = Form(), label: str = Form()) -> Response:
    """Keeps a label, and goes on to the next event without one."""
    if label not in set(Label):
        raise HTTPException(422)
    with _WRITING:
        review = _review(job)
        review.show(n)
        review.say(Label(label))
    return go_to(f"/measure/{job.id}/review?n={review.at}")


def _review(job: MeasuringJob) -> Review:
    if not job.status.state.has_result:
        raise HTTPException(404)
    return begin_review(job.result)


def _show_end(request: Request, person: ThePerson, job: MeasuringJob, review: Review) -> HTMLResponse:
    from twitchwise.twitches.review_score import score_labels

    return render(
        request,
        "review_end.html",
        person=person,
        here="measure",
        title=say("review.end_title"),
        job=job,
        n_events=len(review.events),
        n_labelled=review.n_labelled,
        lines=say_score(score_labels(review.labels)) if review.n_labelled else (),
        caution=REVIEW_CAUTION,
        cannot_know=CANNOT_KNOW,
        source=cite(LABEL_FACT),
    )


def _picture(job: MeasuringJob, at: int, event: Candidate) -> Markup | None:
    traces = read_traces(job.result)
    if at >= len(traces):
        return None
    trace = traces[at]
    words = say("review.picture", place=trace.label, start=f"{trace.start_s:.1f}", end=f"{trace.end_s:.1f}")
    return trace_picture(trace, onset_s=event.onset_s, end_s=event.onset_s + event.duration_s, words=words)


def _clips(job: MeasuringJob, event: Candidate) -> list[_Clip]:
    """The stretch of the clip around an event, as it was filmed and magnified."""
    page = read_page(job.result)
    if page.kind is not RecordingKind.VIDEO:
        return []
    stretch = f"#t={max(event.onset_s - _BEFORE_S, 0):.2f},{event.onset_s + event.duration_s + _AFTER_S:.2f}"
    files = f"/measure/{job.id}/files/"
    plain = "recording" if page.is_playable else "plain.mp4"
    filmed = say("measured.clip_filmed" if page.is_playable else "measured.clip_plain")
    return [
        _Clip(address=f"{files}{name}{stretch}", words=words)
        for name, words in ((plain, filmed), ("magnified.mp4", say("measured.clip_magnified")))
        if name == "recording" or (job.result / name).is_file()
    ]
