"""The jobs with their real processes; the recording is a short one of the simulator."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.waiting import wait_until
from twitchwise.clock import utc_now
from twitchwise.desk.job import JobState, JobStatus
from twitchwise.desk.job_lock import hold_lock, is_locked
from twitchwise.desk.job_queue import KEPT_DAYS, MOST_WAITING
from twitchwise.desk.measured_page import read_page
from twitchwise.desk.measuring_job import MeasuringJob, MeasuringRequest
from twitchwise.desk.measuring_jobs import MeasuringJobs
from twitchwise.diary.codec import entry_from_json
from twitchwise.diary.model import RecordingMeasured
from twitchwise.errors import InputError
from twitchwise.recordings.model import RecordingKind
from twitchwise.simulate.motion_world import MotionWorld
from twitchwise.simulate.video_world import Codec, VideoWorld
from twitchwise.simulate.write import simulate_recording


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("recording") / "calf.csv"
    simulate_recording(RecordingKind.MOTION, path=path, seed=3, world=MotionWorld(duration_s=60.0))
    return path


@pytest.fixture
def jobs(tmp_path: Path) -> Iterator[MeasuringJobs]:
    made = MeasuringJobs(tmp_path / "jobs")
    yield made
    made.close()


def handed_in(jobs: MeasuringJobs, recording: Path, *, is_demo: bool = False) -> MeasuringJob:
    job = jobs.begin()
    shutil.copy(recording, job.folder / "recording" / recording.name)
    jobs.submit(
        job,
        MeasuringRequest(name=recording.name, created_at=utc_now(), site_id="left-gastrocnemius", is_demo=is_demo),
    )
    return job


def state_of(job: MeasuringJob) -> JobState:
    return job.status.state


def test_a_recording_is_measured_and_the_next_one_after_it(jobs: MeasuringJobs, recording: Path) -> None:
    first, second = handed_in(jobs, recording), handed_in(jobs, recording, is_demo=True)
    assert jobs.n_before(first) == 0
    assert jobs.n_before(second) == 1
    wait_until(lambda: first.status.state is not JobState.WAITING)
    assert state_of(second) is JobState.WAITING
    wait_until(lambda: first.status.state.is_over and second.status.state.is_over)
    assert first.status.state is state_of(second) is JobState.DONE
    page = read_page(first.result)
    assert page.site_id == "left-gastrocnemius"
    assert "tells harmless twitching from disease" in page.caution
    assert {"result.json", "twitches.csv", "index.html"} <= {path.name for path in first.result.iterdir()}
    entry = entry_from_json(first.entry.read_text())
    assert isinstance(entry, RecordingMeasured)
    assert entry.n_twitches == sum(each.words == "clear" for each in page.twitches)
    assert [job.id for job in jobs.recent(is_demo=False)] == [first.id]


def test_a_clip_that_browsers_cannot_play_is_made_one_that_they_can(jobs: MeasuringJobs, tmp_path: Path) -> None:
    path = tmp_path / "calf.mov"
    world = VideoWorld(duration_s=5.0, width=160, height=120, rate_per_min=60.0, amplitude_px=2.0, codec=Codec.HEVC)
    simulate_recording(RecordingKind.VIDEO, path=path, seed=5, world=world)
    job = handed_in(jobs, path)
    wait_until(lambda: job.status.state.is_over)
    assert not read_page(job.result).is_playable
    assert {"magnified.mp4", "plain.mp4"} <= {each.name for each in job.result.iterdir()}


def test_a_file_that_is_no_recording_is_refused_in_words(jobs: MeasuringJobs, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear doctor, my calf twitches.")
    job = handed_in(jobs, path)
    wait_until(lambda: job.status.state.is_over)
    assert state_of(job) is JobState.FAILED
    assert job.status.refused is not None
    assert job.status.refused.where == "letter.txt"


def test_a_cancelled_job_ends_at_once_and_can_be_measured_again(jobs: MeasuringJobs, recording: Path) -> None:
    job, waiting = handed_in(jobs, recording), handed_in(jobs, recording)
    wait_until(lambda: state_of(job) is JobState.WORKING)
    jobs.cancel(waiting)
    jobs.cancel(job)
    assert job.status.state is state_of(waiting) is JobState.CANCELLED
    jobs.again(job)
    wait_until(lambda: job.status.state.is_over)
    assert state_of(job) is JobState.DONE
    jobs.remove(job)
    assert jobs.find(job.id) is None
    assert not job.folder.exists()


def test_work_that_was_ended_with_the_program_goes_on_at_the_next_start(recording: Path, tmp_path: Path) -> None:
    before = MeasuringJobs(tmp_path / "jobs")
    job = handed_in(before, recording)
    wait_until(lambda: state_of(job) is JobState.WORKING)
    before.close()
    wait_until(lambda: not is_locked(job.lock))
    assert state_of(job) is JobState.WAITING
    after = MeasuringJobs(tmp_path / "jobs")
    after.resume()
    wait_until(lambda: job.status.state.is_over)
    after.close()
    assert state_of(job) is JobState.DONE


def test_a_killed_program_takes_its_worker_with_it_and_nothing_is_lost(recording: Path, tmp_path: Path) -> None:
    program = (
        "import sys, shutil, time; from pathlib import Path; from twitchwise.clock import utc_now\n"
        "from twitchwise.desk.measuring_jobs import MeasuringJobs\n"
        "from twitchwise.desk.measuring_job import MeasuringRequest\n"
        "jobs = MeasuringJobs(Path(sys.argv[1])); job = jobs.begin()\n"
        "shutil.copy(sys.argv[2], job.folder / 'recording' / 'calf.csv')\n"
        "jobs.submit(job, MeasuringRequest(name='calf.csv', created_at=utc_now()))\n"
        "print(job.id, flush=True); time.sleep(300)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "jobs"), str(recording)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    job = MeasuringJob(tmp_path / "jobs" / process.stdout.readline().strip())
    wait_until(lambda: is_locked(job.lock))
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    wait_until(lambda: not is_locked(job.lock))
    assert state_of(job) is JobState.WORKING
    after = MeasuringJobs(tmp_path / "jobs")
    after.resume()
    wait_until(lambda: job.status.state.is_over)
    after.close()
    assert state_of(job) is JobState.DONE


def test_a_recording_that_ended_its_process_twice_is_said_to_be_cut(jobs: MeasuringJobs, recording: Path) -> None:
    job = jobs.begin()
    job.ask(MeasuringRequest(name=recording.name, created_at=utc_now()))
    job.tell(JobStatus(state=JobState.WORKING, n_starts=2))
    jobs.resume()
    assert state_of(job) is JobState.CUT


def test_what_another_program_works_on_is_left_alone(jobs: MeasuringJobs) -> None:
    job = jobs.begin()
    job.ask(MeasuringRequest(name="calf.csv", created_at=utc_now()))
    job.tell(JobStatus(state=JobState.WORKING, n_starts=1))
    with hold_lock(job.lock):
        jobs.resume()
        assert state_of(job) is JobState.WORKING


def test_old_recordings_and_broken_uploads_are_removed(jobs: MeasuringJobs) -> None:
    old, new, broken = jobs.begin(), jobs.begin(), jobs.begin()
    for job, age in ((old, KEPT_DAYS + 1), (new, KEPT_DAYS - 1)):
        job.ask(MeasuringRequest(name="calf.csv", created_at=utc_now() - timedelta(days=age)))
        job.tell(replace(job.status, state=JobState.DONE))
    for path in (broken.folder / "recording", broken.folder):
        os.utime(path, (0, 0))
    jobs.tidy()
    assert not old.folder.exists()
    assert not broken.folder.exists()
    assert new.folder.exists()


def test_a_queue_that_is_full_says_so(jobs: MeasuringJobs) -> None:
    for _ in range(MOST_WAITING):
        job = jobs.begin()
        job.ask(MeasuringRequest(name="calf.csv", created_at=utc_now()))
    with pytest.raises(InputError, match="wait"):
        jobs.begin()


@pytest.mark.parametrize("name", ["", "..", "../diary", "0123456789abcdeg", "0123456789ABCDEF", "0" * 16])
def test_no_name_leads_anywhere_else(jobs: MeasuringJobs, name: str) -> None:
    assert jobs.find(name) is None
