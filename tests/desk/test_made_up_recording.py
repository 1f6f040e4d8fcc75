from pathlib import Path

import pytest

from twitchwise.clock import utc_now
from twitchwise.desk.diary_place import diary_if_any
from twitchwise.desk.made_up_recording import begin_made_up_recording, keep_made_up_recording, n_put_in
from twitchwise.desk.measuring_job import MeasuringJob, MeasuringRequest
from twitchwise.desk.measuring_jobs import MeasuringJobs
from twitchwise.desk.measuring_worker import measure_job
from twitchwise.diary.model import Diary, RecordingMeasured


@pytest.fixture
def jobs(tmp_path: Path) -> MeasuringJobs:
    """A server's recordings before it works on them."""
    found = MeasuringJobs(tmp_path / "measuring")
    found.close()
    return found


def kept(file: Path) -> tuple[RecordingMeasured, ...]:
    return (diary_if_any(file) or Diary()).of(RecordingMeasured)


def test_the_clip_is_drawn_measured_and_kept_once_and_again_in_a_new_diary(jobs: MeasuringJobs, tmp_path: Path) -> None:
    diary = tmp_path / "diary.sqlite"
    begin_made_up_recording(jobs, diary)
    begin_made_up_recording(jobs, diary)
    (job,) = jobs.recent(is_demo=True)
    assert jobs.recent(is_demo=False) == ()
    measure_job(job)
    (entry,) = kept(diary)
    assert entry.site == job.request.site
    n = n_put_in(job)
    assert n is not None
    assert 0.6 * n <= entry.n_twitches <= n  # truly measured, so not exactly what was put in
    begin_made_up_recording(jobs, diary)
    assert kept(diary) == (entry,)
    for path in tmp_path.glob("diary.sqlite*"):
        path.unlink()
    begin_made_up_recording(jobs, diary)
    assert [each.sha256 for each in kept(diary)] == [entry.sha256]


def test_a_recording_that_was_handed_in_is_never_kept_by_itself(jobs: MeasuringJobs) -> None:
    job: MeasuringJob = jobs.begin()
    jobs.submit(job, MeasuringRequest(name="calf.csv", created_at=utc_now()))
    keep_made_up_recording(job)
    assert job.kept_as is None
    assert n_put_in(job) is None
