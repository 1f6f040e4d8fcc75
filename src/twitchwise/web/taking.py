"""A file that a form brings becomes a job of a queue; when it does not arrive whole, nothing is left of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from twitchwise.desk.job import Job
from twitchwise.desk.job_queue import JobQueue
from twitchwise.errors import InputError
from twitchwise.web.uploads import Upload, take_upload

__all__ = ["taken"]

_OneJob = TypeVar("_OneJob", bound=Job)


@asynccontextmanager
async def taken(request: Request, queue: JobQueue[_OneJob]) -> AsyncIterator[tuple[_OneJob, Upload]]:
    """The job and what the form brought; what is raised inside throws the job away.

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
    try:
        job = await run_in_threadpool(queue.begin)
    except InputError:
        async for _ in request.stream():
            pass  # a browser that is still sending would not show the answer
        raise
    try:
        yield job, await take_upload(request.stream(), request.headers.get("content-type", ""), job.place)
    except BaseException:
        await run_in_threadpool(queue.remove, job)
        raise
