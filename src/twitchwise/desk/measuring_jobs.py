"""The recordings that were handed in to be measured."""

from pathlib import Path

from twitchwise.desk.job import JobStatus
from twitchwise.desk.job_queue import JobQueue, QueueWords
from twitchwise.desk.measuring_job import MeasuringJob, MeasuringRequest

__all__ = ["MeasuringJobs"]

_STARTS_MOST = 2  # a recording that ended the program twice is not tried a third time by itself
_WORDS = QueueWords(full="enough recordings wait to be measured already", where="measuring")


class MeasuringJobs(JobQueue[MeasuringJob]):
    """All recordings of one folder.

    Parameters
    ----------
    folder : where they lie; made when it is not there.
    """

    def __init__(self, folder: Path) -> None:
        worker = "twitchwise.desk.measuring_worker"
        super().__init__(folder, make=MeasuringJob, worker=worker, words=_WORDS, starts_most=_STARTS_MOST)

    def submit(self, job: MeasuringJob, request: MeasuringRequest) -> None:
        """The upload is whole: measure it when its turn comes."""
        job.ask(request)
        self.wake()

    def recent(self, *, is_demo: bool) -> tuple[MeasuringJob, ...]:
        """The jobs of a person, the latest first."""
        found = [(job.created_at, job) for job in self.whole() if job.request.is_demo is is_demo]
        return tuple(job for _, job in sorted(found, key=lambda each: each[0], reverse=True))

    def again(self, job: MeasuringJob, request: MeasuringRequest | None = None) -> None:
        """Measures it once more, perhaps with more said about the file; nothing happens while it is being worked on."""
        with self.changing():
            if not job.status.state.is_over:
                return
            if request is not None:
                job.ask(request)
            job.tell(JobStatus())
            self.wake()
