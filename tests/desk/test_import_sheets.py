"""The imports with their real processes."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.waiting import wait_until
from twitchwise.clock import utc_now
from twitchwise.desk.diary_place import diary_if_any
from twitchwise.desk.import_job import ImportJob, ImportRequest, ImportSheet
from twitchwise.desk.import_sheets import ImportSheets, WaitingImport
from twitchwise.desk.job import JobState, JobStatus
from twitchwise.desk.job_lock import is_locked

TABLE = "date,coffee (mg),hours slept\n2026-11-01,95,7\n2026-11-02,190,6\n"
LONG_S = 60.0


@pytest.fixture
def sheets(tmp_path: Path) -> Iterator[ImportSheets]:
    made = ImportSheets(tmp_path / "imports")
    yield made
    made.close()


def _handed_in(sheets: ImportSheets, text: str = TABLE) -> ImportJob:
    job = sheets.begin()
    (job.place / "days.csv").write_text(text)
    return job


def _many_days(n_days: int) -> str:
    days = (f"2{number // 336:03}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02},95,7\n" for number in range(n_days))
    return "date,coffee (mg),hours slept\n" + "".join(days)


def test_a_file_is_read_and_its_sheet_stays(sheets: ImportSheets, tmp_path: Path) -> None:
    diary = tmp_path / "diary.sqlite"
    job = _handed_in(sheets)
    sheets.read(job, diary)
    sheets.wait(job, LONG_S)
    assert not sheets.is_reading
    later = ImportSheets(tmp_path / "imports")
    found = later.find(job.id)
    assert found is not None
    sheet = later.sheet_of(found)
    kept = diary_if_any(diary)
    assert isinstance(sheet, ImportSheet)
    assert kept is not None
    assert sheet.n_new == len(kept.entries) > 0
    assert sheet.import_id


def test_what_a_killed_program_was_reading_was_cut_and_can_be_read_again(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path\n"
        "from twitchwise.desk.import_sheets import ImportSheets\n"
        "sheets = ImportSheets(Path(sys.argv[1])); job = sheets.begin()\n"
        "(job.place / 'days.csv').write_text(sys.stdin.read())\n"
        "sheets.read(job, Path(sys.argv[2]))\n"
        "print(job.id, flush=True); time.sleep(300)\n"
    )
    diary = tmp_path / "diary.sqlite"
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "imports"), str(diary)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(_many_days(2000))
    process.stdin.close()
    job = ImportJob(tmp_path / "imports" / process.stdout.readline().strip())
    wait_until(lambda: is_locked(job.lock))
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    wait_until(lambda: not is_locked(job.lock))
    assert diary_if_any(diary) is None or not diary_if_any(diary).entries  # type: ignore[union-attr]
    after = ImportSheets(tmp_path / "imports")
    after.resume()
    waiting = after.sheet_of(job)
    assert isinstance(waiting, WaitingImport)
    assert waiting.status.state is JobState.CUT
    after.read(job, diary)
    after.wait(job, LONG_S)
    after.close()
    sheet = after.sheet_of(job)
    assert isinstance(sheet, ImportSheet)
    assert sheet.n_new == 4000


def test_a_cancelled_reading_ends_at_once_and_a_program_that_is_ended_goes_on_later(tmp_path: Path) -> None:
    sheets = ImportSheets(tmp_path / "imports")
    one, two = _handed_in(sheets, _many_days(2000)), _handed_in(sheets)
    sheets.read(one, tmp_path / "diary.sqlite")
    sheets.read(two, tmp_path / "diary.sqlite")
    wait_until(lambda: is_locked(one.lock))
    sheets.cancel(one)
    assert one.status.state is JobState.CANCELLED
    wait_until(lambda: two.status.state is not JobState.WAITING)
    sheets.close()
    after = ImportSheets(tmp_path / "imports")
    after.resume()
    after.wait(two, LONG_S)
    after.close()
    assert isinstance(after.sheet_of(one), WaitingImport)
    assert isinstance(after.sheet_of(two), ImportSheet)
    kept = diary_if_any(tmp_path / "diary.sqlite")
    assert kept is not None
    assert len(kept.entries) == 4


def test_a_refusal_is_a_sheet_too(sheets: ImportSheets, tmp_path: Path) -> None:
    job = _handed_in(sheets, "")
    sheets.read(job, tmp_path / "diary.sqlite")
    sheets.wait(job, LONG_S)
    sheet = sheets.sheet_of(job)
    assert isinstance(sheet, ImportSheet)
    assert "empty" in sheet.refusal


def test_a_file_that_is_gone_is_said_to_be_gone(sheets: ImportSheets, tmp_path: Path) -> None:
    job = sheets.begin()
    sheets.read(job, tmp_path / "diary.sqlite")
    sheets.wait(job, LONG_S)
    sheet = sheets.sheet_of(job)
    assert isinstance(sheet, ImportSheet)
    assert "not there any more" in sheet.refusal


def test_a_reading_that_was_cut_off_is_not_begun_again_by_itself(sheets: ImportSheets) -> None:
    job = _handed_in(sheets)
    job.ask(ImportRequest(created_at=utc_now()))
    job.tell(JobStatus(state=JobState.WORKING, n_starts=1))
    assert sheets.is_reading
    sheets.resume()
    assert job.status.state is JobState.CUT


def test_names_that_lead_elsewhere_find_nothing(sheets: ImportSheets) -> None:
    assert sheets.find("../../etc") is None
    assert sheets.find("0123456789abcdef") is None
    assert sheets.find(_handed_in(sheets).id) is None  # its upload may have been cut
