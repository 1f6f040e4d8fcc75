"""What a recording is: samples in physical units with true times, gaps and provenance.

A recording holds either a `Signal` (EMG, motion: a number per channel and sample) or a `Clip` (video: a picture
per frame). Both are read piece by piece, so that a long file never has to fit in memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import Problem

__all__ = [
    "Clip",
    "Frame",
    "Provenance",
    "Quantity",
    "Recording",
    "RecordingKind",
    "Signal",
    "Span",
]


class RecordingKind(StrEnum):
    """The kinds of recording a twitch can be measured in."""

    EMG = "emg"
    MOTION = "motion"
    VIDEO = "video"


class Quantity(StrEnum):
    """The physical quantity of a signal; the unit inside the program follows from it."""

    VOLTAGE = "voltage"  # uV
    COUNTS = "counts"  # raw converter counts: an EMG file that states no unit
    ACCELERATION = "acceleration"  # mg, thousandths of standard gravity
    ANGULAR_VELOCITY = "angular velocity"  # rad/s
    PRESSURE = "pressure"  # hPa

    @property
    def unit(self) -> str:
        """The unit that values of this quantity carry everywhere inside the program."""
        return {"voltage": "uV", "counts": "counts", "acceleration": "mg", "angular velocity": "rad/s"}.get(
            self.value, "hPa"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open stretch of time, `start_s <= t < end_s`, on the recording's own clock."""

    start_s: float
    end_s: float


class Signal(Protocol):
    """Samples of one quantity on one or several channels, read piece by piece."""

    @property
    def quantity(self) -> Quantity: ...

    @property
    def labels(self) -> tuple[str, ...]:
        """One name per channel."""

    @property
    def n_samples(self) -> int: ...

    @property
    def rate_hz(self) -> float:
        """Samples a second, measured from the timestamps where the file has them (median interval)."""

    @property
    def grid(self) -> tuple[tuple[int, int], ...] | None:
        """(row, column) of each channel on an electrode grid, or None when the file does not say."""

    def read(self, start: int, stop: int) -> NDArray[np.float32]:
        """Samples `start` to `stop`: (n_channels, stop - start) float32 in `quantity.unit`; NaN where lost."""

    def times_s(self, start: int, stop: int) -> NDArray[np.float64]:
        """True time of samples `start` to `stop`: (stop - start,) float64 s, never decreasing, from about 0."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """One picture of a clip.

    Parameters
    ----------
    time_s : true presentation time, s, 0 at the first frame.
    luma : (height, width) uint8, upright (rotation applied), possibly reduced by a whole factor.
    is_key : the codec stored this frame whole.
    """

    time_s: float
    luma: NDArray[np.uint8]
    is_key: bool


class Clip(Protocol):
    """A video, read frame by frame; only brightness is ever decoded."""

    @property
    def width(self) -> int:
        """Upright width of the stored picture, px."""

    @property
    def height(self) -> int: ...

    @property
    def rate_hz(self) -> float:
        """Frames a second by the container; frame times rule wherever they are known."""

    def frames(self, reduce: int = 1) -> Iterator[Frame]:
        """Every frame in order, each `reduce` x `reduce` px averaged into one."""

    def problems_after(self) -> tuple[Problem, ...]:
        """What only decoding could show, once the latest reading is complete."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a recording comes from.

    Parameters
    ----------
    name : file name without its folder.
    sha256 : hexadecimal digest of the file's bytes.
    size_bytes : file size.
    format : what the reader took it for ("EDF", "Sensor Logger zip", "H.264 in mp4").
    device : the device named in the file, if any.
    started_at : aware UTC instant of the first sample, if the file says.
    n_dropped : frames or samples the file itself lacks (missing frames, lost samples).
    n_corrupt : lines or packets that could not be read and were left out.
    """

    name: str
    sha256: str
    size_bytes: int
    format: str
    device: str | None = None
    started_at: datetime | None = None
    n_dropped: int = 0
    n_corrupt: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Recording:
    """Samples in physical units with true times, gaps and provenance, from one site.

    Parameters
    ----------
    kind : which of the three kinds; exactly one of `signal` and `clip` is set accordingly.
    signal : EMG or motion samples.
    clip : video frames.
    companions : further signals of the same file (angular velocity, pressure), kept for later rooms.
    duration_s : from the first sample to one interval after the last, s.
    gaps : stretches in which the file has no samples.
    problems : what was wrong with the file and could be worked around.
    """

    kind: RecordingKind
    signal: Signal | None = None
    clip: Clip | None = None
    companions: tuple[Signal, ...] = ()
    provenance: Provenance
    duration_s: float
    gaps: tuple[Span, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
