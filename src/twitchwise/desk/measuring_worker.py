"""The process that measures one handed-in recording: `python -m twitchwise.desk.measuring_worker FOLDER`.

It ends when the program that started it ends, however that was: its input is then at its end.
"""

import os
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from twitchwise.clock import utc_now
from twitchwise.desk.job_lock import hold_lock
from twitchwise.desk.measuring_job import JobStage, JobState, MeasuringJob, Refused
from twitchwise.errors import InputError

if TYPE_CHECKING:
    from twitchwise.desk.measuring import Measured

__all__ = ["measure_job"]

_TELL_EVERY_S = 0.3
_ENDED = 3


def measure_job(job: MeasuringJob) -> None:
    """Measures it, and writes down how that went; what an earlier start left is removed first."""
    with hold_lock(job.lock):
        if job.status.state.is_over:
            return
        job.clear_result()
        try:
            _measure(job)
        except InputError as error:
            refused = Refused(what=error.what, where=error.where, remedy=error.remedy)
            job.tell(replace(job.status, state=JobState.FAILED, refused=refused))


def _measure(job: MeasuringJob) -> None:
    from twitchwise.charts.whole_file import write_whole
    from twitchwise.desk.measured_page import write_page
    from twitchwise.desk.measuring import read_and_measure
    from twitchwise.desk.writing import measured_entry
    from twitchwise.diary.codec import entry_to_json
    from twitchwise.diary.moment import DayRule
    from twitchwise.twitches.model import MeasuringOptions

    request = job.request
    teller = _Teller(job)
    options = MeasuringOptions(site=request.site, um_per_px=request.um_per_px)
    found = read_and_measure(job.recording, options, reading=request.reading, on_progress=teller.tell)
    teller.tell(f"{JobStage.DRAWING} charts", 0.0)
    write_page(found, job.result)
    write_whole(job.entry, entry_to_json(measured_entry(found.measurement, DayRule(zone=request.zone))))
    job.tell(replace(job.status, state=JobState.READY, share=1.0))
    with suppress(InputError):  # a full disk costs what there is to look at, not the result
        _prepare_looking(job, found)
    job.tell(replace(job.status, state=JobState.DONE))


def _prepare_looking(job: MeasuringJob, found: "Measured") -> None:
    """The clips of a video; the samples around each event of anything else."""
    clip = found.recording.clip
    if clip is None:
        from twitchwise.desk.event_traces import write_traces

        write_traces(job.recording, job.result, job.request.reading)
        return
    from twitchwise.charts.magnify import write_magnified_clip
    from twitchwise.desk.measured_page import read_page

    write_magnified_clip(clip, found.measurement, job.result / "magnified.mp4")
    if not read_page(job.result).is_playable:
        write_magnified_clip(clip, found.measurement, job.result / "plain.mp4", gain=0.0)


class _Teller:
    """Writes progress down, a few times a second at most."""

    def __init__(self, job: MeasuringJob) -> None:
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


def _end_with_parent() -> None:
    with suppress(OSError, ValueError):
        sys.stdin.buffer.read()
    os._exit(_ENDED)


def _run() -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(AttributeError, OSError):
        os.nice(5)  # pages come first
    measure_job(MeasuringJob(Path(sys.argv[1])))


if __name__ == "__main__":
    _run()
