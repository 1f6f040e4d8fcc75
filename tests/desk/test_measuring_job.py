from pathlib import Path

import pytest

from twitchwise.body import find_site
from twitchwise.clock import utc_now
from twitchwise.desk.job import JobState, JobStatus, plain_file_name
from twitchwise.desk.measuring import ReadingOptions
from twitchwise.desk.measuring_job import MeasuringJob, MeasuringRequest
from twitchwise.errors import InputError
from twitchwise.recordings.model import RecordingKind


def job_in(folder: Path) -> MeasuringJob:
    job = MeasuringJob(folder / "0123456789abcdef")
    job.folder.mkdir()
    return job


def test_what_was_asked_and_how_far_it_is_are_read_as_they_were_written(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    request = MeasuringRequest(
        name="Wade links.MOV",
        created_at=utc_now(),
        site_id="left-gastrocnemius",
        reading=ReadingOptions(kind=RecordingKind.EMG, rate_hz=1000.0),
        zone="Europe/Berlin",
    )
    assert not job.is_whole
    job.ask(request)
    job.tell(JobStatus(state=JobState.WORKING, share=0.25, began_at=utc_now()))
    again = MeasuringJob(job.folder)
    assert again.is_whole
    assert again.request == request
    assert again.request.site == find_site("left calf")
    assert again.status.share == 0.25


def test_a_job_without_a_word_of_how_far_it_is_waits(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    assert job.status.state is JobState.WAITING
    (job.folder / "status.json").write_text('{"state": "work')
    assert job.status == JobStatus()


def test_a_request_that_is_gone_is_a_plain_refusal(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not there any more"):
        _ = job_in(tmp_path).request


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("IMG_0042.MOV", "IMG_0042.MOV"),
        ("/etc/passwd", "passwd"),
        ("C:\\clips\\calf.mp4", "calf.mp4"),
        ("..", "recording"),
        ("", "recording"),
        ("a<b>:c?.csv", "a_b__c_.csv"),
        ("x" * 300 + ".webm", "x" * 80 + ".webm"),
        ("ваде " * 60 + ".mp4", ("ваде " * 60).encode()[:80].decode(errors="ignore").strip() + ".mp4"),
        ("clip.\x00mp4", "clip._mp4"),
    ],
)
def test_a_file_keeps_a_name_that_any_system_takes(given: str, kept: str) -> None:
    assert plain_file_name(given) == kept
