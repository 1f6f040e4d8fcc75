"""Files that a form brings become jobs of a queue; when they do not arrive whole, nothing is left of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from twitchwise.desk.full_disk import full_disk
from twitchwise.desk.job import Job
from twitchwise.desk.job_queue import JobQueue
from twitchwise.errors import InputError
from twitchwise.web.uploads import Upload, take_uploads

__all__ = ["taken", "taken_together"]

_OneJob = TypeVar("_OneJob", bound=Job)


@asynccontextmanager
async def taken(request: Request, queue: JobQueue[_OneJob]) -> AsyncIterator[tuple[_OneJob, Upload]]:
    """The job of one file and what the form brought; what is raised inside throws the job away.

    Parameters
    ----------
    request : with the form.
    queue : that takes the job.

    Raises
    ------
    InputError
        The queue is full, or what was sent cannot be kept.
    ClientDisconnect
        Who sent it went away in the middle.
    """
    async with taken_together(request, queue, most=1) as (jobs, upload):
        yield jobs[0], upload


@asynccontextmanager
async def taken_together(
    request: Request, queue: JobQueue[_OneJob], *, most: int
) -> AsyncIterator[tuple[list[_OneJob], Upload]]:
    """The jobs of several files, and what the form brought; what is raised inside throws all of them away.

    Parameters
    ----------
    request : with the form.
    queue : that takes the jobs.
    most : files that are taken.

    Raises
    ------
    InputError
        The queue is full, there are too many files, or what was sent cannot be kept.
    ClientDisconnect
        Who sent it went away in the middle.
    """
    try:
        spare = [await run_in_threadpool(queue.begin)]
    except InputError as error:
        async for _ in request.stream():
            pass  # a browser that is still sending would not show the answer
        raise full_disk(error) or error from None
    jobs: list[_OneJob] = []

    def next_folder() -> Path:
        jobs.append(spare.pop() if spare else queue.begin())
        return jobs[-1].place

    try:
        content_type = request.headers.get("content-type", "")
        yield jobs, await take_uploads(request.stream(), content_type, next_folder, most=most)
    except BaseException as error:
        for job in (*spare, *jobs):
            await run_in_threadpool(queue.remove, job)
        full = full_disk(error)
        if full is not None:
            raise full from error
        raise
