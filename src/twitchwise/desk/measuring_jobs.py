"""The recordings that were handed in: one is measured at a time, in a process of its own, the others wait."""

import os
import re
import secrets
import shutil
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from twitchwise.charts.whole_file import writing_to
from twitchwise.clock import utc_now
from twitchwise.desk.job_lock import is_locked
from twitchwise.desk.measuring_job import JobState, JobStatus, MeasuringJob, MeasuringRequest
from twitchwise.errors import InputError

__all__ = ["KEPT_DAYS", "MOST_WAITING", "MeasuringJobs"]

KEPT_DAYS = 7
"""So long a recording and its result stay here when nobody removes them."""

MOST_WAITING = 8
"""More are not taken at a time: they would wait for long, and fill the disk."""

_UPLOAD_LASTS = timedelta(hours=2)  # an upload that has not grown for so long was cut
_STARTS_MOST = 2  # a recording that ended the program twice is not tried a third time by itself
_END_S = 5.0
_ID = re.compile(r"[0-9a-f]{16}")


class MeasuringJobs:
    """All jobs of one folder.

    Parameters
    ----------
    folder : where they lie; made when it is not there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._changed = threading.Condition()
        self._worker: subprocess.Popen[bytes] | None = None
        self._at: str | None = None
        self._stopped: str | None = None
        self._is_closed = False
        self._thread: threading.Thread | None = None

    def begin(self) -> MeasuringJob:
        """A place for an upload; it becomes a job by `submit`, or is thrown away by `remove`.

        Raises
        ------
        InputError
            Too many wait already, or the place cannot be written.
        """
        self.tidy()
        if sum(not job.status.state.is_over for job in self._whole()) >= MOST_WAITING:
            raise InputError(
                what="enough recordings wait to be measured already",
                where="measuring",
                remedy="wait until one is finished, or cancel one",
            )
        job = MeasuringJob(self._folder / secrets.token_hex(8))
        with writing_to(Path("this computer's disk")):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            job.folder.mkdir(mode=0o700)
            (job.folder / "recording").mkdir()
        return job

    def submit(self, job: MeasuringJob, request: MeasuringRequest) -> None:
        """The upload is whole: measure it when its turn comes."""
        job.ask(request)
        self._wake()

    def find(self, id_: str) -> MeasuringJob | None:
        """A job by its name; None for no job."""
        job = MeasuringJob(self._folder / id_)
        return job if _ID.fullmatch(id_) and job.is_whole else None

    def recent(self, *, is_demo: bool) -> tuple[MeasuringJob, ...]:
        """The jobs of a person, the latest first."""
        found = [(job.request.created_at, job) for job in self._whole() if job.request.is_demo is is_demo]
        return tuple(job for _, job in sorted(found, key=lambda each: each[0], reverse=True))

    def n_before(self, job: MeasuringJob) -> int:
        """How many are measured before this one."""
        created_at = job.request.created_at
        waiting = [each for each in self._whole() if not each.status.state.is_over and each.id != job.id]
        return sum(each.request.created_at < created_at for each in waiting)

    def cancel(self, job: MeasuringJob) -> None:
        """Ends the work on it; a result that is there stays."""
        with self._changed:
            if self._at == job.id and self._worker is not None:
                self._stopped = job.id
                self._worker.kill()
                self._changed.wait_for(lambda: self._at != job.id, timeout=_END_S)
            elif not job.status.state.is_over:
                job.tell(replace(job.status, state=JobState.CANCELLED))

    def again(self, job: MeasuringJob, request: MeasuringRequest | None = None) -> None:
        """Measures it once more, perhaps with more said about the file; nothing happens while it is being worked on."""
        if not job.status.state.is_over:
            return
        if request is not None:
            job.ask(request)
        job.tell(JobStatus())
        self._wake()

    def remove(self, job: MeasuringJob) -> None:
        """Throws it away, with the recording."""
        self.cancel(job)
        (job.folder / "request.json").unlink(missing_ok=True)  # first: half a job is no job
        shutil.rmtree(job.folder, ignore_errors=True)

    def resume(self) -> None:
        """Goes on with what a server left that was ended in the middle of it."""
        self.tidy()
        for job in self._whole():
            status = job.status
            if status.state.is_over or is_locked(job.lock):
                continue
            if status.state is JobState.READY:
                job.tell(replace(status, state=JobState.DONE))
            elif status.state is JobState.WORKING:
                is_hopeless = status.n_starts >= _STARTS_MOST
                job.tell(replace(status, state=JobState.CUT if is_hopeless else JobState.WAITING))
        self._wake()

    def close(self) -> None:
        """Ends the work; what is not finished goes on at the next `resume`."""
        with self._changed:
            self._is_closed = True
            if self._worker is not None:
                self._worker.kill()
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(_END_S)

    def tidy(self) -> None:
        """Removes what is too old, and uploads that were cut."""
        now = utc_now()
        for folder in self._folders():
            job = MeasuringJob(folder)
            if job.is_whole:
                if job.status.state.is_over and now - job.request.created_at > timedelta(days=KEPT_DAYS):
                    self.remove(job)
            elif now - _last_change(folder) > _UPLOAD_LASTS:
                shutil.rmtree(folder, ignore_errors=True)

    def _folders(self) -> list[Path]:
        try:
            return [path for path in self._folder.iterdir() if _ID.fullmatch(path.name)]
        except OSError:
            return []

    def _whole(self) -> list[MeasuringJob]:
        jobs = [MeasuringJob(folder) for folder in self._folders()]
        return [job for job in jobs if job.is_whole]

    def _wake(self) -> None:
        with self._changed:
            if self._thread is None and not self._is_closed:
                self._thread = threading.Thread(target=self._work, name="measuring", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def _work(self) -> None:
        """Run by the thread: one job after the other."""
        while True:
            with self._changed:
                job = None
                while not self._is_closed and (job := self._next()) is None:
                    self._changed.wait()
                if self._is_closed or job is None:
                    return
                status = job.status
                try:
                    job.tell(replace(status, state=JobState.WORKING, n_starts=status.n_starts + 1, began_at=utc_now()))
                    self._worker = _started(job)
                except (InputError, OSError):  # a full disk, or no room for a process: later, perhaps
                    self._changed.wait(_END_S)
                    continue
                self._at = job.id
            self._worker.wait()
            with self._changed:
                _settle(job, was_cancelled=self._stopped == job.id, is_closing=self._is_closed)
                if self._worker.stdin is not None:
                    self._worker.stdin.close()
                self._at = self._worker = self._stopped = None
                self._changed.notify_all()

    def _next(self) -> MeasuringJob | None:
        waiting = [(job.request.created_at, job) for job in self._whole() if job.status.state is JobState.WAITING]
        return min(waiting, key=lambda each: each[0])[1] if waiting else None


def _settle(job: MeasuringJob, *, was_cancelled: bool, is_closing: bool) -> None:
    """What is said of a job when its process has ended."""
    status = job.status
    if status.state is JobState.READY:
        job.tell(replace(status, state=JobState.DONE))  # without the clips
    elif status.state is JobState.WORKING:
        ended = JobState.CANCELLED if was_cancelled else JobState.WAITING if is_closing else JobState.CUT
        with suppress(InputError):
            job.tell(replace(status, state=ended, n_starts=status.n_starts - is_closing))


def _started(job: MeasuringJob) -> subprocess.Popen[bytes]:
    places = os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path if entry)
    with job.trouble.open("wb") as trouble:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "twitchwise.desk.measuring_worker", str(job.folder.absolute())],
            stdin=subprocess.PIPE,  # its end tells the process that this one has ended, however that was
            stdout=subprocess.DEVNULL,
            stderr=trouble,
            env=os.environ | {"PYTHONPATH": places},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )


def _last_change(folder: Path) -> datetime:
    """When anything in it changed last."""
    latest = 0.0
    for path in (folder, *folder.rglob("*")):
        with suppress(OSError):
            latest = max(latest, path.stat().st_mtime)
    return datetime.fromtimestamp(latest, tz=UTC)
