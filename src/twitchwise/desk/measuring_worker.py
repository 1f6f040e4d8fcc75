"""The process that measures one handed-in recording: `python -m twitchwise.desk.measuring_worker FOLDER`."""

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from twitchwise.desk.job import JobStage, JobState
from twitchwise.desk.job_process import Teller, run_worker, work_on
from twitchwise.desk.measuring_job import MeasuringJob
from twitchwise.errors import InputError

if TYPE_CHECKING:
    from twitchwise.desk.measuring import Measured

__all__ = ["measure_job"]


def measure_job(job: MeasuringJob) -> None:
    """Measures it, and writes down how that went."""
    work_on(job, lambda: _measure(job))


def _measure(job: MeasuringJob) -> None:
    from twitchwise.charts.whole_file import write_whole
    from twitchwise.desk.made_up_recording import keep_made_up_recording, make_clip
    from twitchwise.desk.measured_page import write_page
    from twitchwise.desk.measuring import read_and_measure
    from twitchwise.desk.writing import measured_entry
    from twitchwise.diary.codec import entry_to_json
    from twitchwise.diary.moment import DayRule
    from twitchwise.twitches.model import MeasuringOptions

    request = job.request
    teller = Teller(job)
    if request.made_up_for is not None:
        teller.tell(JobStage.MAKING, 0.0)
        make_clip(job)
    options = MeasuringOptions(site=request.site, um_per_px=request.um_per_px)
    found = read_and_measure(job.recording, options, reading=request.reading, on_progress=teller.tell)
    teller.tell(f"{JobStage.DRAWING} charts", 0.0)
    write_page(found, job.result)
    write_whole(job.entry, entry_to_json(measured_entry(found.measurement, DayRule(zone=request.zone))))
    keep_made_up_recording(job)
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


if __name__ == "__main__":
    run_worker(lambda folder: measure_job(MeasuringJob(folder)))
