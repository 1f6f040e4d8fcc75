"""One recording: how far its measuring is, and then its result; keep it or throw it away."""

from dataclasses import dataclass, replace
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import FileResponse, HTMLResponse
from markupsafe import Markup

from twitchwise.body import Site, find_site
from twitchwise.desk.job_queue import KEPT_DAYS
from twitchwise.desk.kindness import why_recording_waits
from twitchwise.desk.made_up_recording import n_put_in
from twitchwise.desk.measured_page import MeasuredPage, read_page
from twitchwise.desk.measuring_job import MeasuringJob
from twitchwise.desk.writing import keep_entry
from twitchwise.diary.codec import entry_from_json
from twitchwise.diary.model import RecordingMeasured
from twitchwise.errors import UnknownName
from twitchwise.recordings.model import RecordingKind
from twitchwise.report.look_back_words import look_back_sentence
from twitchwise.triggers.look_back import look_back
from twitchwise.web.body_map import sites_by_region
from twitchwise.web.chart_library import chart_library_address
from twitchwise.web.jobs import TheJob, TheJobs
from twitchwise.web.measuring_words import is_open, plain_problem, plain_refusal, progress_of
from twitchwise.web.person import Person, ThePerson
from twitchwise.web.rendering import go_to, render
from twitchwise.web.result_files import send_result_file
from twitchwise.web.words import say
from twitchwise.worry.guard_rails import find_rail

__all__ = ["router"]

router = APIRouter(tags=["page"], include_in_schema=False)

_OPEN_KINDS = (RecordingKind.EMG, RecordingKind.MOTION)
_FOLDED = frozenset({"intervals"})  # for a clinician or a researcher
_BAR_PX = 32  # of time, under a magnified clip
_LONGEST_PX = 1280  # of a magnified clip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clip:
    """A clip to look at."""

    address: str
    words: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """A chart of the page."""

    id: str
    title: str
    caption: str
    narrow: Markup
    wide: Markup


@router.get("/measure/{id_}")
def show_job(request: Request, person: ThePerson, jobs: TheJobs, job: TheJob) -> HTMLResponse:
    """The result; until it is there, how far the measuring is; or why there is none."""
    status = job.status
    if status.state.has_result:
        return _show_result(request, person, job)
    if not status.state.is_over:
        return render(
            request,
            "measuring.html",
            person=person,
            here="measure",
            title=say("measuring.title"),
            job=job,
            name=job.request.name,
            progress=progress_of(job, jobs.n_before(job)),
        )
    refused = status.refused
    return render(
        request,
        "not_measured.html",
        person=person,
        here="measure",
        title=say(f"measuring.title_{status.state}"),
        job=job,
        name=job.request.name,
        state=status.state.value,
        sentence=plain_refusal(status),
        is_open=refused is not None and is_open(refused),
        kinds=_OPEN_KINDS,
        asked=job.request.reading,
    )


@router.get("/measure/{id_}/timeline")
def show_timeline(request: Request, person: ThePerson, job: TheJob) -> HTMLResponse:
    """The timeline, closer."""
    page = _page(job)
    name = "timeline-long.svg" if page.has_long_timeline else "timeline-wide.svg"
    return render(
        request,
        "timeline.html",
        person=person,
        here="measure",
        title=say("measured.timeline_title"),
        job=job,
        page=page,
        drawing=_drawing(job, name),
        library=chart_library_address(),
    )


@router.post("/measure/{id_}/keep")
def keep(
    request: Request,
    person: ThePerson,
    job: TheJob,
    site: str = Form(""),
    planned: str = Form(""),
    again: str = Form(""),
) -> Response:
    """Keeps the result in the diary; where a guard rail has something to say, says it first."""
    here = f"/measure/{job.id}"
    _page(job)
    entry = _entry(job)
    try:
        chosen = find_site(site) if site else entry.site
    except UnknownName:
        chosen = None
    if chosen is None:
        return _show_result(request, person, job, lacks_site=True, status_code=422)
    entry = replace(entry, site=chosen, is_planned=bool(planned))
    waits = why_recording_waits(person.diary, entry)
    if waits and not again:
        return render(
            request,
            "keep_again.html",
            person=person,
            here="measure",
            title=say("measured.again_title"),
            job=job,
            site=chosen,
            planned=planned,
            until=max((each.until for each in waits if each.until is not None), default=None),
            reasons=[find_rail(each.rail).reason for each in waits],
        )
    with person.open() as store:
        is_new = keep_entry(store, entry)
    if is_new:
        job.tell_kept(entry.entry_id)
    return go_to(here, done="measured.done_kept" if is_new else "measured.done_kept_before")


@router.get("/measure/{id_}/files/{name}")
def send_file(job: TheJob, name: str) -> FileResponse:
    """A file of the result, or the recording itself."""
    return send_result_file(job, name)


def _show_result(
    request: Request, person: Person, job: MeasuringJob, *, lacks_site: bool = False, status_code: int = 200
) -> HTMLResponse:
    page, entry = _page(job), _entry(job)
    site = None if page.site_id is None else find_site(page.site_id)
    return render(
        request,
        "measured.html",
        person=person,
        here="measure",
        status=status_code,
        title=say("measured.title"),
        heading=page.headline,
        job=job,
        page=page,
        site=site,
        problems=[plain_problem(each) for each in page.problems],
        is_open=any(is_open(each) for each in page.problems),
        kinds=_OPEN_KINDS,
        asked=job.request.reading,
        look=_look_back(person, site, entry),
        figures=_figures(job, page),
        folded=_FOLDED,
        clips=_clips(job, page),
        is_drawing=not job.status.state.is_over,
        is_kept=_is_kept(person, job),
        lacks_site=lacks_site,
        regions=sites_by_region(),
        kept_days=KEPT_DAYS,
        n_put_in=n_put_in(job),
    )


def _page(job: MeasuringJob) -> MeasuredPage:
    if not job.status.state.has_result:
        raise HTTPException(404)
    return read_page(job.result)


def _entry(job: MeasuringJob) -> RecordingMeasured:
    entry = entry_from_json(job.entry.read_text(encoding="utf-8"), where=job.request.name)
    if not isinstance(entry, RecordingMeasured):
        raise HTTPException(404)
    return entry


def _is_kept(person: Person, job: MeasuringJob) -> bool:
    kept_as = job.kept_as
    return kept_as is not None and any(each.entry_id == kept_as for each in person.diary.of(RecordingMeasured))


def _look_back(person: Person, site: Site | None, entry: RecordingMeasured) -> str:
    if site is None or not person.diary.entries:
        return ""
    return look_back_sentence(look_back(person.diary, site, entry.when))


def _figures(job: MeasuringJob, page: MeasuredPage) -> list[_Drawn]:
    return [
        _Drawn(
            id=each.id,
            title=each.title,
            caption=each.caption,
            narrow=_drawing(job, f"{each.id}-narrow.svg"),
            wide=_drawing(job, f"{each.id}-wide.svg"),
        )
        for each in page.figures
    ]


def _drawing(job: MeasuringJob, name: str) -> Markup:
    # Safe: drawn by our own renderer, which escapes every text it is given.
    return Markup((job.result / name).read_text(encoding="utf-8"))


def _clips(job: MeasuringJob, page: MeasuredPage) -> list[_Clip]:
    """The clip as it was filmed and the magnified one, once that is there."""
    if page.width is None or page.height is None or not (job.result / "magnified.mp4").is_file():
        return []
    files = f"/measure/{quote(job.id)}/files/"
    reduce = max(1, -(-max(page.width, page.height) // _LONGEST_PX))
    width, height = page.width // reduce, page.height // reduce
    clips = [
        _Clip(
            address=f"{files}magnified.mp4", words=say("measured.clip_magnified"), width=width, height=height + _BAR_PX
        )
    ]
    if page.is_playable:
        clips.insert(
            0, _Clip(address=f"{files}recording", words=say("measured.clip_filmed"), width=width, height=height)
        )
    elif (job.result / "plain.mp4").is_file():
        clips.insert(
            0,
            _Clip(address=f"{files}plain.mp4", words=say("measured.clip_plain"), width=width, height=height + _BAR_PX),
        )
    return clips
