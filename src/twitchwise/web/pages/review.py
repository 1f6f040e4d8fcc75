"""Looking at each event of a recording: is it a twitch? With the program's decision in sight, or blind."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from twitchwise.desk.event_traces import EventTrace, read_traces
from twitchwise.desk.measured_page import read_page
from twitchwise.desk.measuring_job import MeasuringJob
from twitchwise.desk.reviewing import Review
from twitchwise.desk.scoring_labels import score_files
from twitchwise.desk.unmarked_clip import UNMARKED, UNMARKED_PLAIN
from twitchwise.errors import InputError
from twitchwise.evidence.lookup import cite
from twitchwise.recordings.model import RecordingKind
from twitchwise.report.review_words import (
    BLIND_NOTE,
    BLIND_SCORE_LATER,
    CANNOT_KNOW,
    LABEL_FACT,
    REVIEW_CAUTION,
    reason_lines,
    say_agreement,
    say_decision,
    say_event,
    say_score,
)
from twitchwise.twitches.labels import Candidate, Label
from twitchwise.web.jobs import TheJob
from twitchwise.web.person import ThePerson
from twitchwise.web.rendering import go_to, render
from twitchwise.web.sitting import LARGEST_SEED, Sitting, begin_sitting, keep_label
from twitchwise.web.trace_picture import trace_picture
from twitchwise.web.unmarked_clips import TheUnmarkedClips, UnmarkedClips
from twitchwise.web.words import say

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_BEFORE_S, _AFTER_S = 0.8, 1.2  # of a clip, around an event
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clip:
    address: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clips:
    """The stretch of the clip around an event.

    Parameters
    ----------
    shown : those that are there.
    missing : why one of them is not there yet; empty when all are.
    """

    shown: tuple[_Clip, ...] = ()
    missing: str = ""


def _asked(
    blind: Annotated[bool, Query()] = False,
    who: Annotated[str, Query(max_length=_LONGEST_NAME)] = "",
    seed: Annotated[int | None, Query(ge=0, le=LARGEST_SEED)] = None,
) -> Sitting:
    return Sitting(reviewer=who.strip() or Sitting().reviewer, is_blind=blind, seed=seed if blind else None)


_TheSitting = Annotated[Sitting, Depends(_asked)]


@router.get("/measure/{id_}/review")
def show_event(
    request: Request, person: ThePerson, job: TheJob, sitting: _TheSitting, unmarked: TheUnmarkedClips, n: int = -1
) -> HTMLResponse:
    """One event, or, when each has a label, what the labels say of the program."""
    review = begin_sitting(job, sitting)
    if n >= 0:
        review.show(n)
    sitting = replace(sitting, seed=review.seed)
    event = review.event
    if event is None:
        return _show_end(request, person, job, sitting, review)
    trace = _trace(job, review)
    # of a clip without a trace, the ring shows the place better than picture points do
    place = "" if trace is None else trace.label if review.is_blind else event.place
    return render(
        request,
        "review.html",
        person=person,
        here="measure",
        title=say("review.title"),
        job=job,
        sitting=sitting,
        query=f"{sitting.query}&" if sitting.query else "",
        at=review.at,
        number=review.number,
        n_events=len(review.events),
        n_labelled=review.n_labelled,
        event=say_event(event, place=place),
        decision="" if review.is_blind else say_decision(event),
        blind_note=BLIND_NOTE if review.is_blind else "",
        has_seen=review.is_blind and _has_open_labels(job, sitting),
        labels=tuple(Label),
        given=review.given,
        picture=None if trace is None else _picture(trace, event),
        clips=_clips(job, event, unmarked, is_blind=review.is_blind),
        caution=REVIEW_CAUTION,
    )


@router.post("/measure/{id_}/review")
def label_event(job: TheJob, sitting: _TheSitting, event: int = Form(), label: str = Form()) -> Response:
    """Keeps a label, and goes on to the next event without one."""
    if label not in set(Label):
        raise HTTPException(422)
    review = keep_label(job, sitting, event, Label(label))
    query = replace(sitting, seed=None).query  # from the first label on, the table holds it
    return go_to(f"/measure/{job.id}/review?{query}{'&' if query else ''}n={review.at}")


@router.get("/measure/{id_}/review/labels.csv")
def send_labels(job: TheJob, sitting: _TheSitting) -> Response:
    """The table of labels, as the command reads it."""
    review = begin_sitting(job, sitting)
    if not review.out.is_file():
        raise HTTPException(404)
    headers = {"Content-Disposition": f'attachment; filename="{review.out.name}"'}
    return Response(review.out.read_bytes(), media_type="text/csv; charset=utf-8", headers=headers)


def _show_end(request: Request, person: ThePerson, job: MeasuringJob, sitting: Sitting, review: Review) -> HTMLResponse:
    from twitchwise.twitches.review_score import score_labels

    is_whole = review.n_labelled == len(review.events)
    is_told = bool(review.n_labelled) and (is_whole or not review.is_blind)
    score = score_labels(review.labels) if is_told else None
    return render(
        request,
        "review_end.html",
        person=person,
        here="measure",
        title=say("review.end_title"),
        job=job,
        sitting=sitting,
        query=f"{sitting.query}&" if sitting.query else "",
        n_events=len(review.events),
        n_labelled=review.n_labelled,
        is_whole=is_whole,
        later=BLIND_SCORE_LATER if review.is_blind and not is_whole else "",
        lines=() if score is None else say_score(score),
        by_rule=() if score is None else reason_lines(score),
        agreements=_agreements(job) if is_told else [],
        caution=REVIEW_CAUTION,
        cannot_know=CANNOT_KNOW,
        source=cite(LABEL_FACT),
        longest_name=_LONGEST_NAME,
    )


def _agreements(job: MeasuringJob) -> list[tuple[str, ...]]:
    """Everybody who looked at this recording, two at a time, each in sentences."""
    try:
        return [say_agreement(each) for each in score_files([job.result]).agreements]
    except InputError as error:  # a table that was put there by hand
        return [(str(error),)]


def _has_open_labels(job: MeasuringJob, sitting: Sitting) -> bool:
    return begin_sitting(job, Sitting(reviewer=sitting.reviewer)).n_labelled > 0


def _trace(job: MeasuringJob, review: Review) -> EventTrace | None:
    traces = read_traces(job.result, is_blind=review.is_blind)
    return None if review.number is None or review.number >= len(traces) else traces[review.number]


def _picture(trace: EventTrace, event: Candidate) -> Markup:
    words = say("review.picture", place=trace.label, start=f"{trace.start_s:.1f}", end=f"{trace.end_s:.1f}")
    return trace_picture(trace, onset_s=event.onset_s, end_s=event.onset_s + event.duration_s, words=words)


def _clips(job: MeasuringJob, event: Candidate, unmarked: UnmarkedClips, *, is_blind: bool) -> _Clips:
    """As it was filmed, and with small movements made larger; blind, without the rings of what was found."""
    page = read_page(job.result)
    if page.kind is not RecordingKind.VIDEO:
        return _Clips()
    stretch = f"#t={max(event.onset_s - _BEFORE_S, 0):.2f},{event.onset_s + event.duration_s + _AFTER_S:.2f}"
    plain, large = (UNMARKED_PLAIN, UNMARKED) if is_blind else ("plain.mp4", "magnified.mp4")
    filmed = say("measured.clip_filmed" if page.is_playable or is_blind else "measured.clip_plain")
    wanted = (("recording" if page.is_playable else plain, filmed), (large, say("measured.clip_magnified")))
    missing = ""
    if is_blind:
        failed = unmarked.want(job)
        missing = failed or ("" if (job.result / UNMARKED).is_file() else say("review.clip_making"))
    return _Clips(
        shown=tuple(
            _Clip(address=f"/measure/{job.id}/files/{name}{stretch}", words=words)
            for name, words in wanted
            if name == "recording" or (job.result / name).is_file()
        ),
        missing=missing,
    )
