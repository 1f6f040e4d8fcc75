"""A review as pages and programs go on with it: who looks, whether blind, and in which order."""

import threading
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import HTTPException

from twitchwise.desk.measuring_job import MeasuringJob
from twitchwise.desk.reviewing import Review, begin_review
from twitchwise.twitches.labels import Label

__all__ = ["LARGEST_SEED", "Sitting", "begin_sitting", "keep_label"]

LARGEST_SEED = 2**31 - 1

_WRITING = threading.Lock()
"""Two pages of one recording may label at the same time, and both labels are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """Which review.

    Parameters
    ----------
    reviewer : a short name; the table of labels is theirs.
    is_blind : the program's decision is hidden, and the events come in a mixed order.
    seed : of that order while there is no label yet; from then on the table holds it.
    """

    reviewer: str = "me"
    is_blind: bool = False
    seed: int | None = None

    @property
    def query(self) -> str:
        """For an address, without a question mark; empty for the usual one."""
        said: dict[str, str | int] = {}
        if self.is_blind:
            said["blind"] = 1
        if self.reviewer != Sitting().reviewer:
            said["who"] = self.reviewer
        if self.is_blind and self.seed is not None:
            said["seed"] = self.seed
        return urlencode(said)


def begin_sitting(job: MeasuringJob, sitting: Sitting) -> Review:
    """The review with what was said before.

    Raises
    ------
    HTTPException
        404, there is no result yet.
    InputError
        The name is none, or the labels cannot be used.
    """
    if not job.status.state.has_result:
        raise HTTPException(404)
    review = begin_review(job.result, reviewer=sitting.reviewer, is_blind=sitting.is_blind)
    if sitting.is_blind and sitting.seed is not None and not review.out.exists():
        return begin_review(job.result, reviewer=sitting.reviewer, is_blind=True, seed=sitting.seed)
    return review


def keep_label(job: MeasuringJob, sitting: Sitting, number: int, label: Label) -> Review:
    """Keeps a label, and goes on to the next event without one.

    Parameters
    ----------
    number : of the event in the order of time, 0-based: whatever the order of the review, it is the one that was seen.

    Raises
    ------
    HTTPException
        404, there is no such event.
    """
    with _WRITING:
        review = begin_sitting(job, sitting)
        if not review.show_number(number):
            raise HTTPException(404)
        review.say(label)
    return review
