"""What the processes that work on handed-in files have in common.

Such a process ends when the program that started it ends, however that was: its input is then at its end.
"""

import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from twitchwise.clock import utc_now
from twitchwise.desk.full_disk import full_disk
from twitchwise.desk.job import Job, JobStage, JobState, Refused
from twitchwise.desk.job_lock import hold_lock
from twitchwise.errors import InputError

__all__ = ["Teller", "run_worker", "work_on"]

_TELL_EVERY_S = 0.3
_ENDED = 3


class Teller:
    """Writes progress down, a few times a second at most.

    Parameters
    ----------
    job : that is worked on.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._stage: JobStage | None = None
        self._told = 0.0

    def tell(self, doing: str, share: float) -> None:
        """What is done, the first word of it a stage, and the share of that stage."""
        stage, now = JobStage(doing.partition(" ")[0]), time.monotonic()
        if stage is self._stage and now - self._told < _TELL_EVERY_S:
            return
        before = self._job.status
        began_at = before.began_at if stage is self._stage else utc_now()
        self._job.tell(replace(before, stage=stage, share=min(max(share, 0.0), 1.0), began_at=began_at))
        self._stage, self._told = stage, now


def work_on(job: Job, work: Callable[[], None]) -> None:
    """Works on a job, and writes down how that went; what an earlier start left is removed first.

    Parameters
    ----------
    job : whose lock is held meanwhile.
    work : the work; an `InputError` of it, or a full disk, is told as why nothing came of the file.
    """
    with hold_lock(job.lock):
        if job.status.state.is_over:
            return
        job.clear_result()
        try:
            work()
        except (InputError, OSError) as error:
            why = full_disk(error) or error
            if not isinstance(why, InputError):
                raise
            refused = Refused(what=why.what, where=why.where, remedy=why.remedy)
            job.tell_end(replace(job.status, state=JobState.FAILED, refused=refused))


def run_worker(work: Callable[[Path], None]) -> None:
    """Works on the folder that the command line names, until the program that started this one ends."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(AttributeError, OSError):
        os.nice(5)  # pages come first
    folder = Path(sys.argv[1])
    tempfile.tempdir = str(folder)  # what is laid aside goes with the job, also when this process is killed
    work(folder)


def _end_with_parent() -> None:
    with suppress(OSError):
        while os.read(0, 1024):  # not through sys.stdin, whose lock would be held when this process ends by itself
            pass
    os._exit(_ENDED)
