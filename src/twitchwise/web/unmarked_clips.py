"""Clips without marks, for blind reviews: made when they are asked for, one at a time, by a process of their own."""

import threading
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from twitchwise.desk.measuring_job import MeasuringJob
from twitchwise.desk.unmarked_clip import has_unmarked_clips, make_unmarked_clips
from twitchwise.web.errand import Errand
from twitchwise.web.words import say

__all__ = ["TheUnmarkedClips", "UnmarkedClips"]


class UnmarkedClips:
    """What is being made."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._errand: Errand | None = None
        self._lock = threading.Lock()

    def want(self, job: MeasuringJob) -> str:
        """Begins to make those of a job, once nothing else is being made; why it failed, or nothing."""
        if has_unmarked_clips(job):
            return ""
        with self._lock:
            if self._errand is not None and self._folder == job.folder and self._errand.problem:
                return self._errand.problem
            if self._errand is None or self._errand.is_over:
                self._folder = job.folder
                self._errand = Errand(make_unmarked_clips, job.folder, cut=say("review.clip_cut"))
        return ""

    def close(self, *, waits: bool = False) -> None:
        """Ends what runs."""
        with self._lock:
            if self._errand is not None:
                self._errand.stop(waits=waits)
                self._errand, self._folder = None, None


def _clips_of(request: Request) -> UnmarkedClips:
    clips: UnmarkedClips = request.app.state.unmarked_clips
    return clips


TheUnmarkedClips = Annotated[UnmarkedClips, Depends(_clips_of)]
