"""Imports handed in by the app: each file is read by a process of its own, and leaves a sheet.

A sheet says what was recognised, what was new, what was skipped, and what only the person can say. It survives the
server: what was not read to its end can be read again, since nothing is kept before the whole file was understood.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from twitchwise.clock import utc_now
from twitchwise.desk.import_job import ImportJob, ImportRequest, ImportSheet
from twitchwise.desk.job import JobState, JobStatus
from twitchwise.desk.job_queue import JobQueue, QueueWords

__all__ = ["ImportSheets", "WaitingImport"]

_STARTS_MOST = 1  # what was cut off is read again only when the person wants it
_WORDS = QueueWords(full="enough files wait to be read already", where="import")


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingImport:
    """A file whose sheet is not there.

    Parameters
    ----------
    file_name : as the person calls it.
    status : how far it is, or how it ended.
    n_before : files that are read before it.
    """

    file_name: str
    status: JobStatus
    n_before: int = 0

    @property
    def is_over(self) -> bool:
        """Nobody reads it any more: it was cut off, or cancelled."""
        return self.status.state.is_over


class ImportSheets(JobQueue[ImportJob]):
    """The imports of one folder.

    Parameters
    ----------
    folder : of them all; made when it is needed.
    """

    def __init__(self, folder: Path) -> None:
        worker = "twitchwise.desk.import_worker"
        super().__init__(folder, make=ImportJob, worker=worker, words=_WORDS, starts_most=_STARTS_MOST)

    def read(self, job: ImportJob, diary: Path | None, *, answers: Mapping[str, str] | None = None) -> None:
        """Reads a file and keeps what it brings; with other answers once more; nothing while it is being read.

        Parameters
        ----------
        job : its upload is whole.
        diary : to keep it in.
        answers : to the questions of an earlier sheet.
        """
        place = None if diary is None else diary.absolute()
        request = ImportRequest(created_at=utc_now(), diary=place, answers=tuple((answers or {}).items()))
        with self.changing():
            was_read = job.is_whole
            if was_read and not job.status.state.is_over:
                return
            job.ask(request)
            if was_read:
                job.tell(JobStatus())
            self.wake()

    @property
    def is_reading(self) -> bool:
        """Whether a file is being read now, or waits for that."""
        return any(not job.status.state.is_over for job in self.whole())

    def sheet_of(self, job: ImportJob) -> ImportSheet | WaitingImport:
        """What is known of an import."""
        status = job.status
        sheet = job.sheet if status.state.is_over else None
        if sheet is not None and status.state is JobState.DONE:
            return sheet
        name = "" if job.file is None else job.file.name
        if status.state is JobState.FAILED and status.refused is not None:
            refused = status.refused
            return ImportSheet(file_name=name, refusal=f"{refused.where}: {refused.what}; {refused.remedy}.")
        return WaitingImport(file_name=name, status=status, n_before=self.n_before(job))

    def explained(self, job: ImportJob, exercise: str) -> None:
        """Takes an exercise off the sheet, once its muscle is known."""
        sheet = job.sheet
        if sheet is not None:
            job.write_sheet(replace(sheet, unexplained=tuple(name for name in sheet.unexplained if name != exercise)))
