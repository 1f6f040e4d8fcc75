"""Recordings: handed in, measured in the background, kept in the diary or thrown away."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

from fastapi import HTTPException, Query, Request, Response
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from twitchwise.body import find_site
from twitchwise.clock import utc_now
from twitchwise.desk.job import JobState
from twitchwise.desk.kindness import why_recording_waits
from twitchwise.desk.measured_page import read_page
from twitchwise.desk.measuring import ReadingOptions
from twitchwise.desk.measuring_job import MeasuringJob, MeasuringRequest
from twitchwise.desk.writing import keep_entry
from twitchwise.diary.codec import entry_from_json
from twitchwise.diary.model import RecordingMeasured
from twitchwise.errors import UnknownName
from twitchwise.recordings.model import RecordingKind
from twitchwise.report.result_schema import ResultObject
from twitchwise.web.api.answers import Problem, Sent, json_answer, room
from twitchwise.web.jobs import TheJob, TheJobs
from twitchwise.web.measuring_words import plain_refusal, progress_of
from twitchwise.web.person import ThePerson
from twitchwise.web.refusal import refusal
from twitchwise.web.result_files import ResultFile, send_result_file
from twitchwise.web.taking import taken
from twitchwise.web.words import say
from twitchwise.worry.guard_rails import find_rail

__all__ = ["router"]

router = room("recordings")

_FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["recording"],
                    "properties": {"recording": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}
_LARGEST_RATE_HZ = 1e7
_Kind = Annotated[RecordingKind | None, Query(description="what it holds, where the file leaves it open")]
_RateHz = Annotated[float | None, Query(gt=0, lt=_LARGEST_RATE_HZ, description="samples a second")]
_Unit = Annotated[str, Query(max_length=20, description="of the samples: uV, mV, g, m/s2")]


class Recording(BaseModel):
    """A recording that was handed in."""

    id: str = Field(description="its name in the addresses")
    file: str
    site: str | None = Field(description='the muscle, "left-triceps"; null when it was not said')
    created_at: datetime
    state: JobState
    is_over: bool = Field(description="nothing more will happen by itself")
    has_result: bool
    doing: str = Field(description="what is done at the moment, in words")
    left: str = Field(description="how long it will take, in words")
    share: float = Field(description="of the work that is done, 0-1")
    problem: str = Field(description="why there is no result; empty otherwise")
    is_kept: bool = Field(description="its result is in the diary")


class Keeping(Sent):
    """How a result is kept."""

    site: str | None = Field(None, max_length=60, description="the muscle, where it was not said before")
    is_planned: bool = Field(False, description="filmed at a fixed time, twitching or not")
    is_again: bool = Field(False, description="also when the diary has one of this muscle and week already")


class Kept(BaseModel):
    """What became of it."""

    is_kept: bool
    is_new: bool = Field(description="false when it was in the diary before")
    entry_id: str = Field(description="under which the diary keeps it; empty when it was not kept")
    why_not: list[str] = Field(description="what speaks for leaving it at what is there")


@router.post("/recordings", status_code=202, openapi_extra=_FORM)
async def hand_in_recording(
    request: Request,
    person: ThePerson,
    jobs: TheJobs,
    site: Annotated[str, Query(max_length=60, description='the muscle, "left-triceps"')] = "",
    kind: _Kind = None,
    rate_hz: _RateHz = None,
    unit: _Unit = "",
    um_per_px: Annotated[float | None, Query(gt=0, lt=1e5, description="scale of a video")] = None,
) -> Recording:
    """Takes a recording (form field `recording`) and measures it in the background."""
    asked = MeasuringRequest(
        name="",
        created_at=utc_now(),
        site_id=_site_id(site),
        reading=ReadingOptions(kind=kind, rate_hz=rate_hz, unit=unit or None),
        um_per_px=um_per_px,
        zone=await run_in_threadpool(lambda: person.diary.rule.zone),
        is_demo=person.is_demo,
    )
    async with taken(request, jobs) as (job, upload):
        await run_in_threadpool(jobs.submit, job, replace(asked, name=upload.name))
    return await run_in_threadpool(_told, job, jobs)


@router.get("/recordings")
def list_recordings(person: ThePerson, jobs: TheJobs) -> list[Recording]:
    """What was handed in during the last days, the last one first."""
    return [_told(job, jobs) for job in jobs.recent(is_demo=person.is_demo)]


@router.get("/recordings/{id_}")
def tell_recording(job: TheJob, jobs: TheJobs) -> Recording:
    """How far its measuring is."""
    return _told(job, jobs)


@router.get("/recordings/{id_}/result", responses={200: {"model": ResultObject}, 409: {"model": Problem}})
def tell_result(job: TheJob) -> Response:
    """The result, as `twitchwise measure --json` prints it."""
    _need_result(job)
    return json_answer((job.result / "result.json").read_text(encoding="utf-8"))


@router.get("/recordings/{id_}/twitches.csv", responses={200: {"content": {"text/csv": {}}}, 409: {"model": Problem}})
def tell_twitches(job: TheJob) -> Response:
    """Every twitch and what was set aside, as a table."""
    _need_result(job)
    return Response((job.result / "twitches.csv").read_bytes(), media_type="text/csv; charset=utf-8")


@router.get("/recordings/{id_}/files/{name}", responses={200: {"content": {"application/octet-stream": {}}}})
def take_file(job: TheJob, name: ResultFile) -> FileResponse:
    """A file of its result: the page, the numbers, the clips to look at, the recording itself."""
    return send_result_file(job, name)


@router.post("/recordings/{id_}/cancel")
def cancel_recording(job: TheJob, jobs: TheJobs) -> Recording:
    """Ends its measuring."""
    jobs.cancel(job)
    return _told(job, jobs)


@router.post("/recordings/{id_}/again")
def measure_again(
    job: TheJob, jobs: TheJobs, kind: _Kind = None, rate_hz: _RateHz = None, unit: _Unit = ""
) -> Recording:
    """Measures it once more, perhaps with what the file leaves open."""
    reading = ReadingOptions(kind=kind, rate_hz=rate_hz, unit=unit or None)
    jobs.again(job, replace(job.request, reading=reading) if reading != ReadingOptions() else None)
    return _told(job, jobs)


@router.post("/recordings/{id_}/keep", responses={409: {"model": Problem}})
def keep_recording(job: TheJob, person: ThePerson, sent: Keeping) -> Kept:
    """Keeps its result in the diary; where the diary has one of this week already, says so first."""
    _need_result(job)
    entry = entry_from_json(job.entry.read_text(encoding="utf-8"), where=job.request.name)
    if not isinstance(entry, RecordingMeasured):
        raise HTTPException(404)
    site = find_site(sent.site) if sent.site else entry.site
    if site is None:
        raise refusal("api.no_site", where=read_page(job.result).name)
    entry = replace(entry, site=site, is_planned=sent.is_planned)
    waits = why_recording_waits(person.diary, entry)
    if waits and not sent.is_again:
        reasons = [find_rail(each.rail).reason for each in waits]
        return Kept(is_kept=False, is_new=False, entry_id="", why_not=reasons)
    with person.open() as store:
        is_new = keep_entry(store, entry)
    if is_new:
        job.tell_kept(entry.entry_id)
    return Kept(is_kept=True, is_new=is_new, entry_id=entry.entry_id, why_not=[])


@router.delete("/recordings/{id_}", status_code=204)
def remove_recording(job: TheJob, jobs: TheJobs) -> Response:
    """Throws it and its result away; what the diary keeps stays."""
    jobs.remove(job)
    return Response(status_code=204)


def _told(job: MeasuringJob, jobs: TheJobs) -> Recording:
    asked, status = job.request, job.status
    progress = progress_of(job, jobs.n_before(job))
    is_refused = status.state.is_over and not status.state.has_result
    return Recording(
        id=job.id,
        file=asked.name,
        site=asked.site_id,
        created_at=asked.created_at,
        state=status.state,
        is_over=status.state.is_over,
        has_result=status.state.has_result,
        doing=progress.doing,
        left=progress.left,
        share=progress.share,
        problem=plain_refusal(status) if is_refused else "",
        is_kept=job.kept_as is not None,
    )


def _need_result(job: MeasuringJob) -> None:
    if not job.status.state.has_result:
        raise HTTPException(409, say("api.no_result"))


def _site_id(text: str) -> str | None:
    if not text:
        return None
    try:
        return find_site(text).id
    except UnknownName as error:
        raise HTTPException(422, str(error)) from error
