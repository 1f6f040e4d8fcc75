"""The frames of a video, decoded by a child process whenever they are asked for."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import Problem
from twitchwise.recordings.decoding import Kind
from twitchwise.recordings.decoding_process import DecodingProcess, Limits, refusal
from twitchwise.recordings.frame_times import FrameClock, FrameTimes
from twitchwise.recordings.model import Frame

__all__ = ["VideoClip"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VideoClip:
    """A video whose frames are decoded in a child process, one reading at a time or several.

    Parameters
    ----------
    path : the file.
    width, height : upright size, px.
    rate_hz : frames a second, by the usual interval between them.
    times : true times of the stored frames.
    transposed, flip_x, flip_y : how a stored picture becomes upright: swap rows and columns, then mirror.
    limits : what the decoding child may use.
    """

    path: Path
    width: int
    height: int
    rate_hz: float
    times: FrameTimes
    transposed: bool
    flip_x: bool
    flip_y: bool
    limits: Limits
    _met: list[Problem] = field(default_factory=list)

    @property
    def n_frames(self) -> int:
        """Frames stored in the file; fewer come when some cannot be decoded."""
        return self.times.times_s.size

    def frames(self, reduce: int = 1) -> Iterator[Frame]:
        """Decode every frame in order, each `reduce` x `reduce` px averaged into one.

        Parameters
        ----------
        reduce : px; what does not fill a whole block at the right and lower edge is left out.

        Raises
        ------
        ValueError
            When `reduce` is below 1 or above the size of the picture.
        UnreadableFile
            When the file is gone, broken, or takes more memory or time than allowed.

        Notes
        -----
        The child starts with the first frame asked for and is ended when the iterator is exhausted or closed.
        """
        if not 1 <= reduce <= min(self.width, self.height):
            raise ValueError(f"reduce must be between 1 and {min(self.width, self.height)}, not {reduce}")
        return self._decode(reduce)

    def problems_after(self) -> tuple[Problem, ...]:
        """What was wrong with the frames, as met by the latest complete reading; empty before one."""
        return tuple(self._met)

    def _decode(self, reduce: int) -> Iterator[Frame]:
        stored = (self.width, self.height) if self.transposed else (self.height, self.width)
        clock = FrameClock(self.times)
        n_frames = 0
        with DecodingProcess(
            self.path,
            task="frames",
            limits=self.limits,
            picture=(stored[0] // reduce, stored[1] // reduce),
            stored_height=stored[0],
            stored_width=stored[1],
            reduce=reduce,
            threads=_cores(),
            flip_columns=self.flip_y if self.transposed else self.flip_x,
            flip_rows=self.flip_x if self.transposed else self.flip_y,
        ) as child:
            for message in child.messages():
                if message.luma is not None:
                    n_frames += 1
                    yield Frame(
                        time_s=clock.time_of(message.stamp), luma=self._upright(message.luma), is_key=message.is_key
                    )
                elif message.kind == Kind.END:
                    self._met[:] = self._problems(message.content or {}, n_frames)

    def _upright(self, luma: NDArray[np.uint8]) -> NDArray[np.uint8]:
        if self.transposed:
            luma = luma.T
        if self.flip_x:
            luma = luma[:, ::-1]
        if self.flip_y:
            luma = luma[::-1]
        return np.ascontiguousarray(luma)

    def _problems(self, left_out: dict[str, Any], n_frames: int) -> Iterator[Problem]:
        where = self.path.name
        if n_frames == 0:
            raise refusal("undecodable", name=where)
        if n_resized := _count(left_out, "n_resized"):
            what = f"{n_resized} frames have another picture size than the first and were left out"
            yield Problem(what=what, where=where, remedy="film without changing the picture size")
        n_lost = max(self.n_frames - n_frames - n_resized, _count(left_out, "n_corrupt"))
        if n_lost > 0:
            what = f"{n_lost} of {self.n_frames} frames are damaged and were left out"
            yield Problem(what=what, where=where, remedy="copy it again from the device that filmed it")


def _count(content: dict[str, Any], key: str) -> int:
    value = content.get(key)
    return value if isinstance(value, int) else 0


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
