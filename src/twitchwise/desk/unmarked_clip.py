"""The clip of a measured video without what was found in it, made when a blind review asks for it."""

from pathlib import Path

from twitchwise.desk.measured_page import read_page
from twitchwise.desk.measuring_job import MeasuringJob

__all__ = ["UNMARKED", "UNMARKED_PLAIN", "has_unmarked_clips", "make_unmarked_clips"]

UNMARKED = "unmarked.mp4"
"""Small movements made larger."""

UNMARKED_PLAIN = "unmarked-plain.mp4"
"""As it was filmed, where a browser cannot play the recording itself."""


def has_unmarked_clips(job: MeasuringJob) -> bool:
    """Whether they are there: the last one that is made is."""
    return (job.result / UNMARKED).is_file()


def make_unmarked_clips(folder: Path) -> None:
    """Makes them beside the result.

    Parameters
    ----------
    folder : of the job.

    Raises
    ------
    InputError
        The recording cannot be read any more, or they cannot be written.
    """
    from twitchwise.charts.magnify import write_unmarked_clip
    from twitchwise.recordings.model import RecordingKind
    from twitchwise.recordings.open import read_recording

    job = MeasuringJob(folder)
    recording = read_recording(job.recording, kind=RecordingKind.VIDEO)
    if recording.clip is None:
        return
    if not read_page(job.result).is_playable:
        write_unmarked_clip(recording.clip, job.result / UNMARKED_PLAIN, name=job.request.name, gain=0.0)
    write_unmarked_clip(recording.clip, job.result / UNMARKED, name=job.request.name)
