"""Measure: choose the place, hand in a recording, wait for it."""

from dataclasses import replace

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from twitchwise.body import Site, find_site
from twitchwise.clock import utc_now
from twitchwise.desk.job_queue import KEPT_DAYS
from twitchwise.desk.measuring import ReadingOptions
from twitchwise.desk.measuring_job import MeasuringRequest
from twitchwise.errors import UnknownName
from twitchwise.recordings.model import RecordingKind
from twitchwise.web.body_map import map_views, sites_by_region
from twitchwise.web.jobs import TheJob, TheJobs
from twitchwise.web.measuring_words import progress_of, say_job
from twitchwise.web.person import Person, ThePerson, settings_of
from twitchwise.web.rendering import go_to, render
from twitchwise.web.taking import taken
from twitchwise.web.typed import typed_above_zero
from twitchwise.web.uploads import Upload
from twitchwise.web.words import say

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_MIB = 1024**2


@router.get("/measure")
def show_measure(request: Request, person: ThePerson, jobs: TheJobs, site: str = "") -> HTMLResponse:
    """Where to begin."""
    chosen = _site(site)
    settings = settings_of(request)
    recent = jobs.recent(is_demo=person.is_demo)
    made_up = next((job for job in recent if job.request.made_up_for is not None), None)
    return render(
        request,
        "measure.html",
        person=person,
        here="measure",
        site=chosen,
        views=map_views([] if chosen is None else [chosen]),
        regions=sites_by_region(),
        jobs=[say_job(job) for job in recent if job.request.made_up_for is None],
        made_up=None if made_up is None else say_job(made_up),
        made_up_is_ready=made_up is not None and made_up.status.state.has_result,
        kept_days=KEPT_DAYS,
        largest_bytes=settings.largest_upload_bytes,
        largest_mb=settings.largest_upload_bytes // _MIB,
        has_recorder=not settings.is_phone,
    )


@router.get("/measure/record")
def show_recorder(request: Request, person: ThePerson, site: str = "") -> HTMLResponse:
    """Recording in the page itself; over the home network no browser gives its camera to a page."""
    if settings_of(request).is_phone:
        raise HTTPException(404)
    return render(request, "record.html", person=person, here="measure", title=say("record.title"), site=_site(site))


@router.post("/measure")
async def hand_in(request: Request, person: ThePerson, jobs: TheJobs) -> Response:
    """Takes a recording as it arrives, and goes to the page of its measuring."""
    try:
        async with taken(request, jobs) as (job, upload):
            asked = _asked(upload, person)
            await run_in_threadpool(jobs.submit, job, asked)
    except ClientDisconnect:
        return Response(status_code=400)
    return go_to(f"/measure/{job.id}")


@router.get("/measure/{id_}/state")
def tell_state(job: TheJob, jobs: TheJobs) -> JSONResponse:
    """How far it is, for the page's own script."""
    progress = progress_of(job, jobs.n_before(job))
    state = job.status.state
    return JSONResponse({"state": state, "is_over": state.is_over, "has_result": state.has_result} | progress.as_json())


@router.post("/measure/{id_}/cancel")
def cancel(job: TheJob, jobs: TheJobs) -> Response:
    """Ends the measuring."""
    jobs.cancel(job)
    return go_to(f"/measure/{job.id}")


@router.post("/measure/{id_}/again")
def measure_again(
    job: TheJob, jobs: TheJobs, kind: str = Form(""), rate: str = Form(""), unit: str = Form("")
) -> Response:
    """Measures it once more, with what the file leaves open."""
    reading = _reading(kind, rate, unit)
    asked = job.request
    jobs.again(job, replace(asked, reading=reading) if reading != ReadingOptions() else None)
    return go_to(f"/measure/{job.id}")


@router.post("/measure/{id_}/remove")
def throw_away(job: TheJob, jobs: TheJobs) -> Response:
    """Throws the recording and its result away."""
    jobs.remove(job)
    return go_to("/measure", done="measure.done_removed")


def _asked(upload: Upload, person: Person) -> MeasuringRequest:
    site = _site(upload.field("site"))
    return MeasuringRequest(
        name=upload.name,
        created_at=utc_now(),
        site_id=None if site is None else site.id,
        reading=_reading(upload.field("kind"), upload.field("rate"), upload.field("unit")),
        um_per_px=typed_above_zero(upload.field("scale"), say("measure.scale_name"), below=1e5),
        zone=person.diary.rule.zone,
        is_demo=person.is_demo,
    )


def _site(text: str) -> Site | None:
    try:
        return find_site(text) if text else None
    except UnknownName:
        return None


def _reading(kind: str, rate: str, unit: str) -> ReadingOptions:
    return ReadingOptions(
        kind=RecordingKind(kind) if kind in set(RecordingKind) else None,
        rate_hz=typed_above_zero(rate, say("measure.rate_name"), below=1e7),
        unit=unit[:20] or None,
    )
