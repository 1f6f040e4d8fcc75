"""The recording of the made-up person: a small clip that the program draws itself and measures like anybody's."""

from pathlib import Path

from twitchwise.body import find_site
from twitchwise.clock import utc_now
from twitchwise.desk.demo_person import LOOKED_AT
from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.job import JobState
from twitchwise.desk.measuring_job import MeasuringJob, MeasuringRequest
from twitchwise.desk.measuring_jobs import MeasuringJobs
from twitchwise.desk.writing import keep_entry
from twitchwise.diary.codec import entry_from_json
from twitchwise.diary.model import RecordingMeasured
from twitchwise.errors import InputError

__all__ = ["begin_made_up_recording", "keep_made_up_recording", "make_clip", "n_put_in"]

_NAME = "made-up-clip.mp4"
_TRUTH = "truth.json"
_SEED = 3


def begin_made_up_recording(jobs: MeasuringJobs, diary: Path) -> None:
    """Has the clip made, measured and kept behind the pages; nothing when that was done, but it is in the diary again.

    Parameters
    ----------
    jobs : of the server.
    diary : of the made-up person.
    """
    there = next((job for job in jobs.recent(is_demo=True) if job.request.made_up_for is not None), None)
    if there is None:
        job = jobs.begin()
        site = find_site(f"left {LOOKED_AT}").id
        jobs.submit(
            job,
            MeasuringRequest(
                name=_NAME, created_at=utc_now(), site_id=site, is_demo=True, made_up_for=diary.absolute()
            ),
        )
    elif there.status.state is JobState.DONE:
        keep_made_up_recording(there)
    else:
        jobs.again(there)


def make_clip(job: MeasuringJob) -> None:
    """Draws the clip, and writes down beside it what was put in; nothing where it is there.

    Raises
    ------
    InputError
        It cannot be written.
    """
    from twitchwise.recordings.model import RecordingKind
    from twitchwise.simulate.truth import write_truth
    from twitchwise.simulate.video_world import VideoWorld
    from twitchwise.simulate.write import simulate_recording

    truth = job.place / _TRUTH
    if truth.is_file():
        return
    world = VideoWorld(
        duration_s=16.0, width=320, height=240, rate_per_min=40.0, amplitude_px=1.5, shake_px=0.1, bit_rate=3_000_000
    )
    write_truth(simulate_recording(RecordingKind.VIDEO, path=job.recording, seed=_SEED, world=world), truth)


def keep_made_up_recording(job: MeasuringJob) -> None:
    """Keeps its result in the made-up person's diary, once; nothing for a recording of anybody else."""
    diary = job.request.made_up_for
    if diary is None:
        return
    entry = entry_from_json(job.entry.read_text(encoding="utf-8"), where=job.request.name)
    if isinstance(entry, RecordingMeasured):
        with open_diary(diary) as store:
            keep_entry(store, entry)
        job.tell_kept(entry.entry_id)


def n_put_in(job: MeasuringJob) -> int | None:
    """Twitches that were put into the clip; None for a recording that was handed in."""
    from twitchwise.simulate.truth import read_truth

    if job.request.made_up_for is None:
        return None
    try:
        return len(read_truth(job.place / _TRUTH).twitches)
    except InputError:
        return None
