"""The work on handed-in files that runs behind the pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request
from starlette.concurrency import run_in_threadpool

from twitchwise.desk.made_up_recording import begin_made_up_recording
from twitchwise.desk.measuring_job import MeasuringJob
from twitchwise.desk.measuring_jobs import MeasuringJobs
from twitchwise.errors import InputError
from twitchwise.web.import_sheets import queues_of
from twitchwise.web.person import ThePerson, demo_diary
from twitchwise.web.settings import WebSettings

__all__ = ["TheJob", "TheJobs", "job_of", "jobs_in", "jobs_of", "jobs_running"]


def jobs_in(settings: WebSettings) -> MeasuringJobs:
    """The jobs of one server's folder."""
    return MeasuringJobs(settings.work / "measuring")


@asynccontextmanager
async def jobs_running(app: FastAPI) -> AsyncIterator[None]:
    """Goes on, when the server starts, with what was left; ends the work with the server."""
    queues = (app.state.jobs, *queues_of(app.state.imports))
    for queue in queues:
        await run_in_threadpool(queue.resume)
    settings: WebSettings = app.state.settings
    if settings.shows_demo:
        with suppress(InputError):  # no room for the clip: the rest can be looked at all the same
            await run_in_threadpool(begin_made_up_recording, app.state.jobs, demo_diary(settings))
    try:
        yield
    finally:
        for queue in queues:
            await run_in_threadpool(queue.close)
        app.state.searches.close()
        app.state.unmarked_clips.close()
        app.state.kept.close()


def jobs_of(request: Request) -> MeasuringJobs:
    """Every job of this server."""
    jobs: MeasuringJobs = request.app.state.jobs
    return jobs


TheJobs = Annotated[MeasuringJobs, Depends(jobs_of)]


def job_of(id_: str, person: ThePerson, jobs: TheJobs) -> MeasuringJob:
    """The job an address names; the made-up person's jobs and the person's own do not meet.

    Raises
    ------
    HTTPException
        404, there is none.
    """
    job = jobs.find(id_)
    if job is None or job.request.is_demo is not person.is_demo:
        raise HTTPException(404)
    return job


TheJob = Annotated[MeasuringJob, Depends(job_of)]
