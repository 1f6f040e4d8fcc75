"""A clip in which small movements look larger, for looking only: nothing is ever counted in it."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from twitchwise.charts.whole_file import whole_file
from twitchwise.errors import InputError
from twitchwise.recordings.model import Clip, Frame
from twitchwise.twitches.model import Certainty, Measurement, Twitch

if TYPE_CHECKING:
    from av.container import OutputContainer
    from av.video.frame import VideoFrame

__all__ = ["Magnifier", "write_magnified_clip", "write_unmarked_clip"]

_BAND_HZ = (0.5, 8.0)  # a twitch lasts 0.1 to 1 s; slower is breathing and light, faster is camera noise
_BLUR_PX = 6  # pictures are averaged over blocks this large before they are magnified, or noise would be
_LARGEST_CHANGE = 70.0  # grey levels that magnification may add; a large movement would tear the picture otherwise
_LONGEST_SIDE_PX = 1280
_BAR_PX = 32
_RING_LASTS_S = 0.5  # a twitch of 0.1 s would be marked too briefly to be seen
_RING_PX = 2.5
_RING_COLOUR = (200, 70, 190)  # Y, Cb, Cr of a warm yellow
_NEUTRAL = 128
_CLOCK = Fraction(1, 90_000)  # the usual clock of video: fine enough for any frame time
_CRF = "21"  # constant quality of the encoder: no visible loss


class Magnifier:
    """Adds the magnified changes of brightness to one frame after the other.

    Parameters
    ----------
    gain : how many times larger a change of brightness becomes.

    Notes
    -----
    Linear Eulerian magnification. Of block means, two running averages with time constants 1 / (2 pi f) are kept, fed
    with the true time between frames; their difference passes about 0.5 to 8 Hz, causally. Its median over the
    picture (exposure, key frames) is taken out, and `gain` times the rest is added to the frame.

    References
    ----------
    Wu et al. 2012, ACM Transactions on Graphics 31(4):65, doi 10.1145/2185520.2185561.

    Departures
    ----------
    One blurred scale instead of a pyramid; the change of the whole picture is removed.
    """

    def __init__(self, *, gain: float) -> None:
        self._gain = gain
        self._fast: NDArray[np.float32] | None = None
        self._slow: NDArray[np.float32] | None = None
        self._time_s = 0.0

    def magnify(self, luma: NDArray[np.uint8], time_s: float) -> NDArray[np.uint8]:
        """The frame with its changes magnified, (height, width) uint8."""
        blurred = _block_means(luma)
        if self._fast is None or self._slow is None or self._fast.shape != blurred.shape:
            self._fast, self._slow = blurred.copy(), blurred.copy()
        elapsed_s = max(time_s - self._time_s, 0.0)
        self._time_s = time_s
        slow_hz, fast_hz = _BAND_HZ
        self._fast += _weight(fast_hz, elapsed_s) * (blurred - self._fast)
        self._slow += _weight(slow_hz, elapsed_s) * (blurred - self._slow)
        change = self._fast - self._slow
        change -= np.median(change)
        change = np.clip(self._gain * change, -_LARGEST_CHANGE, _LARGEST_CHANGE)
        magnified = _enlarged(change, luma.shape)
        magnified += luma
        return np.clip(magnified, 0, 255, out=magnified).astype(np.uint8)


def write_magnified_clip(clip: Clip, measurement: Measurement, path: Path, *, gain: float = 8.0) -> None:
    """Write the clip with small movements magnified, a ring at each twitch while it lasts, and a bar of time below.

    The frames keep their true times. Frames are handled one by one, so memory does not grow with the clip.

    Parameters
    ----------
    clip : the video that was measured.
    measurement : its twitches.
    path : H.264 in mp4; whole or not there at all.
    gain : how many times larger a change of brightness becomes.

    Raises
    ------
    InputError
        When the file cannot be written, or the clip has no frame.
    """
    reduce = _reduce(clip)
    magnifier = Magnifier(gain=gain)
    marks: _Marks | None = None
    with _clip_file(path, clip.rate_hz) as written:
        for frame in clip.frames(reduce):
            luma = _even(magnifier.magnify(frame.luma, frame.time_s))
            if marks is None:
                marks = _Marks.over(measurement, shape=luma.shape, reduce=reduce)
            written.add(marks.drawn(luma, frame), frame.time_s)
        if marks is None:
            raise _no_picture(measurement.recording.name)


def write_unmarked_clip(clip: Clip, path: Path, *, name: str, gain: float = 8.0) -> None:
    """Write the clip with small movements magnified and nothing else in it, for who must not know what was found.

    Parameters
    ----------
    clip : a video.
    path : H.264 in mp4; whole or not there at all.
    name : of the recording, for a refusal.
    gain : how many times larger a change of brightness becomes.

    Raises
    ------
    InputError
        When the file cannot be written, or the clip has no frame.
    """
    magnifier = Magnifier(gain=gain)
    with _clip_file(path, clip.rate_hz) as written:
        for frame in clip.frames(_reduce(clip)):
            written.add(_even(magnifier.magnify(frame.luma, frame.time_s))[np.newaxis], frame.time_s)
        if not written.has_frames:
            raise _no_picture(name)


class _ClipFile:
    """A clip that is being written."""

    def __init__(self, out: "OutputContainer", rate_hz: float) -> None:
        self._out = out
        self._stream = out.add_stream(
            "libx264", rate=max(1, round(rate_hz)), options={"crf": _CRF, "preset": "veryfast"}
        )
        self._stream.pix_fmt = "yuv420p"
        self._stream.codec_context.time_base = _CLOCK
        self._last_pts = -1

    @property
    def has_frames(self) -> bool:
        """Whether anything was added."""
        return self._last_pts >= 0

    def add(self, planes: NDArray[np.uint8], time_s: float) -> None:
        """Adds a frame: Y, Cb and Cr, (3, height, width) uint8, or Y alone, (1, height, width)."""
        if planes.shape[0] == 1:
            neutral = np.full((2, *planes.shape[1:]), _NEUTRAL, dtype=np.uint8)
            planes = np.concatenate([planes, neutral])
        if not self.has_frames:
            _, self._stream.height, self._stream.width = planes.shape
        picture = _encoded_frame(planes)
        self._last_pts = max(round(time_s / _CLOCK), self._last_pts + 1)
        picture.pts, picture.time_base = self._last_pts, _CLOCK
        self._out.mux(self._stream.encode(picture))

    def end(self) -> None:
        """Writes what is still held back."""
        if self.has_frames:
            self._out.mux(self._stream.encode(None))


@contextmanager
def _clip_file(path: Path, rate_hz: float) -> Iterator[_ClipFile]:
    import av

    with whole_file(path) as draft, av.open(str(draft), "w", format="mp4", options={"movflags": "+faststart"}) as out:
        written = _ClipFile(out, rate_hz)
        yield written
        written.end()


def _reduce(clip: Clip) -> int:
    return max(1, -(-max(clip.width, clip.height) // _LONGEST_SIDE_PX))


def _no_picture(name: str) -> InputError:
    return InputError(what="holds no picture", where=name, remedy="record it again")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Marks:
    """Rings and the bar of time, drawn onto one frame after the other."""

    twitches: tuple[Twitch, ...]
    duration_s: float
    bar: NDArray[np.uint8]
    reduce: int

    @classmethod
    def over(cls, measurement: Measurement, *, shape: tuple[int, ...], reduce: int) -> "_Marks":
        """Marks for pictures of `shape`."""
        duration_s = max(measurement.recording.duration_s, 1e-3)
        bar = np.full((_BAR_PX, shape[1]), 40, dtype=np.uint8)

        def column(time_s: float) -> int:
            return min(max(int(time_s / duration_s * shape[1]), 0), shape[1] - 1)

        for left_out in measurement.excluded:
            bar[_BAR_PX // 2 :, column(left_out.start_s) : column(left_out.end_s) + 1] = 80
        for twitch in measurement.twitches:
            top = 4 if twitch.certainty is Certainty.CLEAR else _BAR_PX // 2
            bar[top : _BAR_PX - 4, column(twitch.onset_s) : column(twitch.onset_s) + 2] = 220
        return cls(twitches=measurement.twitches, duration_s=duration_s, bar=bar, reduce=reduce)

    def drawn(self, luma: NDArray[np.uint8], frame: Frame) -> NDArray[np.uint8]:
        """Y, Cb and Cr of the frame with its marks and the bar below, (3, height, width) uint8."""
        height, width = luma.shape
        planes = np.full((3, height + _BAR_PX, width), _NEUTRAL, dtype=np.uint8)
        planes[0, :height] = luma
        planes[0, height:] = self.bar
        for twitch in self.twitches:
            if twitch.onset_s <= frame.time_s < twitch.onset_s + max(twitch.duration_s, _RING_LASTS_S):
                self._draw_ring(planes[:, :height], twitch)
        now = min(int(frame.time_s / self.duration_s * width), width - 2)
        planes[:, height:, now : now + 2] = np.array(_RING_COLOUR, dtype=np.uint8)[:, None, None]
        return planes

    def _draw_ring(self, planes: NDArray[np.uint8], twitch: Twitch) -> None:
        place = twitch.place
        if place.x is None or place.y is None:
            return
        _, height, width = planes.shape
        radius = max((place.extent or 0.0) / (2 * self.reduce), 0.04 * min(height, width), 6.0)
        down, across = np.ogrid[:height, :width]
        distance = np.hypot(down - place.y / self.reduce, across - place.x / self.reduce)
        on_ring = np.abs(distance - radius) <= _RING_PX
        if twitch.certainty is Certainty.DOUBTFUL:  # dashed
            angle = np.arctan2(down - place.y / self.reduce, across - place.x / self.reduce)
            on_ring &= (angle * 8 / math.pi).astype(int) % 2 == 0
        planes[:, on_ring] = np.array(_RING_COLOUR, dtype=np.uint8)[:, None]


def _weight(cut_hz: float, elapsed_s: float) -> np.float32:
    """How far a running average moves towards a value seen for `elapsed_s`."""
    return np.float32(1.0 - math.exp(-2.0 * math.pi * cut_hz * elapsed_s))


def _block_means(luma: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Means of blocks; the last rows and columns repeat to fill a block."""
    height, width = luma.shape
    padded = np.pad(luma, ((0, -height % _BLUR_PX), (0, -width % _BLUR_PX)), mode="edge")
    blocks = padded.reshape(padded.shape[0] // _BLUR_PX, _BLUR_PX, padded.shape[1] // _BLUR_PX, _BLUR_PX)
    means: NDArray[np.float32] = blocks.mean(axis=(1, 3), dtype=np.float32)
    return means


def _enlarged(blocks: NDArray[np.float32], shape: tuple[int, ...]) -> NDArray[np.float32]:
    """Block values over every pixel, linear between the middles of blocks."""
    wide = np.ascontiguousarray(_stretched(blocks.T, shape[1]).T)
    return _stretched(wide, shape[0])


def _stretched(blocks: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    at = np.clip((np.arange(size) + 0.5) / _BLUR_PX - 0.5, 0, blocks.shape[0] - 1)
    first = np.minimum(at.astype(int), max(blocks.shape[0] - 2, 0))
    second = np.minimum(first + 1, blocks.shape[0] - 1)
    share = (at - first).astype(np.float32)[:, None]
    stretched: NDArray[np.float32] = blocks[first]
    stretched += share * (blocks[second] - stretched)
    return stretched


def _even(luma: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The encoder stores colour at half size and needs even sides."""
    return luma[: luma.shape[0] // 2 * 2, : luma.shape[1] // 2 * 2]


def _encoded_frame(planes: NDArray[np.uint8]) -> "VideoFrame":
    from av.video.frame import VideoFrame

    brightness = planes[0]
    colour = planes[1:, ::2, ::2].reshape(2, -1)
    stacked = np.concatenate([brightness.ravel(), colour[0], colour[1]]).reshape(-1, brightness.shape[1])
    return VideoFrame.from_ndarray(stacked, format="yuv420p")
