"""How far the measuring of a recording is, and why it could not be measured, in words of the catalogue."""

from dataclasses import dataclass

from twitchwise.clock import utc_now
from twitchwise.desk.job import JobStage, JobState, JobStatus, Refused
from twitchwise.desk.measuring_job import MeasuringJob
from twitchwise.errors import Problem
from twitchwise.web.words import say

__all__ = ["Progress", "ShownJob", "is_open", "plain_problem", "plain_refusal", "progress_of", "say_job"]

_SHARES = {
    JobStage.MAKING: (0.0, 0.0),
    JobStage.READING: (0.0, 0.05),
    JobStage.MEASURING: (0.05, 0.9),
    JobStage.DRAWING: (0.9, 1.0),
}
_KNOWN_FROM = 0.08  # of a stage: before, a guess of the time left would jump about
_DRAWING_S = 4.0
_MINUTES_FROM_S = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far it is.

    Parameters
    ----------
    share : of the whole, 0-1.
    doing, left : what is being done, and how long it will take.
    """

    share: float
    doing: str
    left: str

    def as_json(self) -> dict[str, object]:
        """For a script."""
        return {"share": round(self.share, 3), "doing": self.doing, "left": self.left}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownJob:
    """One line of the list of recordings."""

    address: str
    name: str
    site: str
    state: str


def progress_of(job: MeasuringJob, n_before: int) -> Progress:
    """How far a job is.

    Parameters
    ----------
    job : any.
    n_before : jobs that are measured before it.
    """
    status = job.status
    if status.state is JobState.WAITING:
        left = say("measuring.left_waiting", n=n_before) if n_before else ""
        return Progress(share=0.0, doing=say("measuring.doing_waiting"), left=left)
    low, high = _SHARES[status.stage]
    return Progress(
        share=low + (high - low) * status.share, doing=say(f"measuring.doing_{status.stage}"), left=_left(status)
    )


def say_job(job: MeasuringJob) -> ShownJob:
    """A job as a line of a list."""
    request, status = job.request, job.status
    state = "kept" if job.kept_as else status.state.value
    return ShownJob(
        address=f"/measure/{job.id}",
        name=request.name,
        site="" if request.site is None else request.site.name,
        state=say(f"measure.state_{state}"),
    )


def is_open(problem: Problem | Refused) -> bool:
    """The person can say what the file leaves open; the remedy names options of the command line."""
    return "--" in problem.remedy


def plain_problem(problem: Problem) -> str:
    """What was wrong with a recording, without words of the command line."""
    if is_open(problem):
        return say("measured.problem_open", where=problem.where, what=problem.what)
    return say("measured.problem", where=problem.where, what=problem.what, remedy=problem.remedy)


def plain_refusal(status: JobStatus) -> str:
    """Why it could not be measured, without words of the command line."""
    refused = status.refused
    if refused is None:
        return ""
    if is_open(refused):
        return say("measuring.refused_open", where=refused.where, what=refused.what)
    return say("measuring.refused", where=refused.where, what=refused.what, remedy=refused.remedy)


def _left(status: JobStatus) -> str:
    if status.stage is not JobStage.MEASURING or status.share < _KNOWN_FROM or status.began_at is None:
        return ""
    elapsed_s = (utc_now() - status.began_at).total_seconds()
    left_s = max(elapsed_s, 0.0) * (1 - status.share) / status.share + _DRAWING_S
    if left_s >= _MINUTES_FROM_S:
        return say("measuring.left_minutes", n=round(left_s / 60))
    return say("measuring.left_seconds", n=max(5, 5 * round(left_s / 5)))
