"""Jobs that were handed in: one is worked on at a time, in a process of its own, the others wait."""

import os
import secrets
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Generic, TypeVar

from twitchwise.charts.whole_file import writing_to
from twitchwise.clock import utc_now
from twitchwise.desk.job import Job, JobState, is_job_id
from twitchwise.desk.job_lock import is_locked
from twitchwise.errors import InputError

__all__ = ["KEPT_DAYS", "MOST_WAITING", "JobQueue", "QueueWords"]

KEPT_DAYS = 7
"""So long a file and what came of it stay here when nobody removes them."""

MOST_WAITING = 8
"""More are not taken at a time: they would wait for long, and fill the disk."""

_UPLOAD_LASTS = timedelta(hours=2)  # an upload that has not grown for so long was cut
_END_S = 5.0

_OneJob = TypeVar("_OneJob", bound=Job)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueWords:
    """What is said when no more is taken, in the parts of an `InputError`."""

    full: str
    where: str


class JobQueue(Generic[_OneJob]):
    """All jobs of one folder.

    Parameters
    ----------
    folder : where they lie; made when it is not there.
    make : a job of its folder.
    worker : module that works on one, as a process of its own.
    words : what is said when no more is taken.
    starts_most : so often a job is begun by itself; when it is cut off then, that is said.
    """

    def __init__(
        self, folder: Path, *, make: Callable[[Path], _OneJob], worker: str, words: QueueWords, starts_most: int
    ) -> None:
        self._folder = folder
        self._make = make
        self._module = worker
        self._words = words
        self._starts_most = starts_most
        self._changed = threading.Condition()
        self._worker: subprocess.Popen[bytes] | None = None
        self._at: str | None = None
        self._stopped: str | None = None
        self._is_closed = False
        self._thread: threading.Thread | None = None

    def begin(self) -> _OneJob:
        """A place for an upload; it becomes a job when what is asked is written down, or is thrown away by `remove`.

        Raises
        ------
        InputError
            Too many wait already, or the place cannot be written.
        """
        self.tidy()
        if sum(not job.status.state.is_over for job in self.whole()) >= MOST_WAITING:
            raise InputError(
                what=self._words.full, where=self._words.where, remedy="wait until one is finished, or cancel one"
            )
        job = self._make(self._folder / secrets.token_hex(8))
        with writing_to(Path("this computer's disk")):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            job.folder.mkdir(mode=0o700)
            job.place.mkdir()
        return job

    def find(self, id_: str) -> _OneJob | None:
        """A job by its name; None for no job."""
        if not is_job_id(id_):
            return None
        job = self._make(self._folder / id_)
        return job if job.is_whole else None

    def whole(self) -> list[_OneJob]:
        """Every job there is, in no order."""
        jobs = [self._make(folder) for folder in self._folders()]
        return [job for job in jobs if job.is_whole]

    def n_before(self, job: _OneJob) -> int:
        """How many are worked on before this one."""
        created_at = job.created_at
        waiting = [each for each in self.whole() if not each.status.state.is_over and each.id != job.id]
        return sum(each.created_at < created_at for each in waiting)

    def cancel(self, job: _OneJob) -> None:
        """Ends the work on it; a result that is there stays."""
        with self._changed:
            if self._at == job.id and self._worker is not None:
                self._stopped = job.id
                self._worker.kill()
                self._changed.wait_for(lambda: self._at != job.id, timeout=_END_S)
            elif not job.status.state.is_over:
                job.tell(replace(job.status, state=JobState.CANCELLED))

    def changing(self) -> AbstractContextManager[object]:
        """Nobody begins or ends a job while this block runs."""
        return self._changed

    def wait(self, job: _OneJob, seconds: float) -> None:
        """Waits for its end, but not for long."""
        with self._changed:
            self._changed.wait_for(lambda: job.status.state.is_over, timeout=seconds)

    def remove(self, job: _OneJob) -> None:
        """Throws it away, with the file; on a full disk too, for that makes room."""
        with suppress(InputError):
            self.cancel(job)
        job.remove()

    def resume(self) -> None:
        """Goes on with what a server left that was ended in the middle of it."""
        self.tidy()
        for job in self.whole():
            status = job.status
            if status.state.is_over or is_locked(job.lock):
                continue
            if status.state is JobState.READY:
                job.tell(replace(status, state=JobState.DONE))
            elif status.state is JobState.WORKING:
                is_hopeless = status.n_starts >= self._starts_most
                job.tell(replace(status, state=JobState.CUT if is_hopeless else JobState.WAITING))
        self.wake()

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
            job = self._make(folder)
            if job.is_whole:
                if job.status.state.is_over and now - job.created_at > timedelta(days=KEPT_DAYS):
                    self.remove(job)
            elif now - _last_change(folder) > _UPLOAD_LASTS:
                shutil.rmtree(folder, ignore_errors=True)

    def wake(self) -> None:
        """There may be something to do."""
        with self._changed:
            if self._thread is None and not self._is_closed:
                self._thread = threading.Thread(target=self._work, name=self._words.where, daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def _folders(self) -> list[Path]:
        try:
            return [path for path in self._folder.iterdir() if is_job_id(path.name)]
        except OSError:
            return []

    def _work(self) -> None:
        """Run by the thread: one job after the other."""
        while True:
            with self._changed:
                job = None
                while job is None and not self._is_closed:
                    job = self._next()
                    if job is None:
                        self._changed.wait()
                if job is None:
                    return
                status = job.status
                try:
                    job.tell(replace(status, state=JobState.WORKING, n_starts=status.n_starts + 1, began_at=utc_now()))
                    self._worker = _started(self._module, job)
                except (InputError, OSError):  # a full disk, or no room for a process: later, perhaps
                    with suppress(InputError):
                        job.tell(status)
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

    def _next(self) -> _OneJob | None:
        waiting = [(job.created_at, job) for job in self.whole() if job.status.state is JobState.WAITING]
        return min(waiting, key=lambda each: each[0])[1] if waiting else None


def _settle(job: Job, *, was_cancelled: bool, is_closing: bool) -> None:
    """What is said of a job when its process has ended."""
    status = job.status
    if status.state is JobState.READY:
        with suppress(InputError):  # a full disk: the next start says so
            job.tell(replace(status, state=JobState.DONE))  # without the clips
    elif status.state is JobState.WORKING:
        ended = JobState.CANCELLED if was_cancelled else JobState.WAITING if is_closing else JobState.CUT
        job.tell_end(replace(status, state=ended, n_starts=status.n_starts - is_closing))


def _started(module: str, job: Job) -> subprocess.Popen[bytes]:
    places = os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path if entry)
    with job.trouble.open("wb") as trouble:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", module, str(job.folder.absolute())],
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
