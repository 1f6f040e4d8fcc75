"""Video files, skin or ultrasound: only brightness, upright, with the true time of every picture.

The file is opened twice, each time in a child process: once to walk through its packets without decoding them, for
times, gaps and missing frames, and once to decode. So a `Recording` is true about times before the first picture.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from twitchwise.errors import Problem
from twitchwise.recordings.decoding import NO_STAMP, Kind
from twitchwise.recordings.decoding_process import DecodingProcess, Limits, Message, refusal
from twitchwise.recordings.frame_times import FrameTimes, missing_frames, true_times
from twitchwise.recordings.media import MAX_PIXELS
from twitchwise.recordings.model import Provenance, Recording, RecordingKind
from twitchwise.recordings.samples import find_gaps
from twitchwise.recordings.video_clip import VideoClip

__all__ = ["read_video"]

# HEVC in 10 bits, the slowest of the codecs measured, took 0.008 s; a slow computer is given 25 times that.
_DECODE_S_PER_MPX = 0.2
_LEAST_WORK_S = 60.0
_WALK_S_PER_BYTE = 1e-7  # 10 MB/s: a slow network drive
_MISSING_SHARE = 0.02  # fewer frames than one in fifty are lost by every phone now and then
_SHORT_BY_S = 1.0
_SHORT_SHARE = 0.05  # sound may outlast the pictures a little; a clip this much shorter than announced was cut off
_LONGEST_S = 24 * 3600.0  # one broken stamp can claim years
_SLOW_MOTION_FROM = 1.5
_EARLIEST_YEAR = 2000  # cameras without a clock say 1904 or 1970
_CODECS = {"h264": "H.264", "hevc": "HEVC", "libdav1d": "AV1", "mjpeg": "MJPEG", "mpeg4": "MPEG-4", "libvpx": "VP8"}


def read_video(path: Path, *, provenance: Provenance) -> Recording:
    """Read a video's header and the times of its frames; the frames are decoded when asked for.

    Parameters
    ----------
    path : an MP4, MOV, WebM, MKV, AVI, ASF, FLV or MPEG file.
    provenance : name, digest and size; format, device, start and missing frames are filled in here.

    Raises
    ------
    UnreadableFile
        When the file is broken, forbidden or gone, or decoding crashes, stalls or takes too much.
    UnknownFormat
        When it is no video, or stored in a way no decoder here knows.
    NotARecording
        When it holds sound only, a single picture, or pictures that are too large.
    """
    limits = Limits(work_s=_LEAST_WORK_S + _WALK_S_PER_BYTE * provenance.size_bytes)
    with DecodingProcess(path, task="probe", limits=limits) as child:
        answers = {message.kind: message for message in child.messages()}
    try:
        header = answers[Kind.HEADER].content or {}
        header["metadata"] = {str(key): str(value) for key, value in dict(header["metadata"]).items()}
        times = _times(header, answers[Kind.STAMPS])
        return _recording(path, provenance, header, times)
    except (KeyError, TypeError, ValueError, ZeroDivisionError, OverflowError):
        raise refusal("broken", name=path.name) from None


def _times(header: dict[str, Any], message: Message) -> FrameTimes:
    stamps = np.frombuffer(message.raw, np.int64).reshape(-1, 2)
    first = _whole(header, "first_stamp")
    if first != NO_STAMP:  # pictures before the first that can be decoded never show
        stamps = stamps[(stamps[:, 0] >= first) | (stamps[:, 0] == NO_STAMP)]
    nominal_hz = float(header["rate_hz"])
    return true_times(
        stamps[:, 0],
        stamps[:, 1],
        tick_s=float(header["tick_s"]),
        nominal_s=1.0 / nominal_hz if nominal_hz else 1.0 / 30,
    )


def _recording(path: Path, provenance: Provenance, header: dict[str, Any], times: FrameTimes) -> Recording:
    n_frames = times.times_s.size
    if n_frames < 2:
        raise refusal("picture", name=path.name)
    duration_s = float(times.times_s[-1]) + times.interval_s
    if not duration_s <= _LONGEST_S:
        raise refusal("too-long", name=path.name, detail=f"{duration_s / 3600:.0f} hours by its own clock")
    stored_width, stored_height = _whole(header, "stored_width"), _whole(header, "stored_height")
    n_pixels = stored_width * stored_height
    if not 0 < n_pixels <= MAX_PIXELS:
        raise refusal("too-large", name=path.name, detail=f"{stored_width} x {stored_height}")
    transposed = bool(header["transposed"])
    metadata: dict[str, str] = header["metadata"]
    clip = VideoClip(
        path=path,
        width=stored_height if transposed else stored_width,
        height=stored_width if transposed else stored_height,
        rate_hz=1.0 / times.interval_s,
        times=times,
        transposed=transposed,
        flip_x=bool(header["flip_x"]),
        flip_y=bool(header["flip_y"]),
        limits=Limits(work_s=_LEAST_WORK_S + _DECODE_S_PER_MPX * n_frames * n_pixels / 1e6),
    )
    n_dropped = missing_frames(times.times_s, times.interval_s)
    return Recording(
        kind=RecordingKind.VIDEO,
        clip=clip,
        provenance=replace(
            provenance,
            format=_format(path, header),
            device=_device(metadata),
            started_at=_started_at(metadata),
            n_dropped=n_dropped,
            n_corrupt=_whole(header, "n_corrupt"),
        ),
        duration_s=duration_s,
        gaps=find_gaps(times.times_s),
        problems=tuple(_problems_at_open(path.name, header, clip, n_dropped)),
    )


def _problems_at_open(name: str, header: dict[str, Any], clip: VideoClip, n_dropped: int) -> Iterator[Problem]:
    times = clip.times
    found_s = float(times.times_s[-1]) + times.interval_s
    announced_s = float(header["declared_s"])
    if announced_s - found_s > max(_SHORT_BY_S, _SHORT_SHARE * announced_s) or _whole(header, "n_packets") < _whole(
        header, "n_declared"
    ):
        what = f"the pictures end at {found_s:.1f} s, before the file says they do ({announced_s:.1f} s)"
        yield Problem(what=what, where=name, remedy="copy it again from the device that filmed it")
    elif header["broke"]:
        what = f"the file is damaged after {found_s:.1f} s"
        yield Problem(what=what, where=name, remedy="copy it again from the device that filmed it")
    if times.n_repaired:
        what = f"{times.n_repaired} of {clip.n_frames} frames carry no usable time; it was taken from their neighbours"
        yield Problem(what=what, where=name, remedy="use the file as the camera wrote it")
    if n_dropped > _MISSING_SHARE * (clip.n_frames + n_dropped):
        what = f"about {n_dropped} of {clip.n_frames + n_dropped} frames are missing"
        yield Problem(what=what, where=name, remedy="close other apps while filming and film in H.264 or HEVC")
    filmed_hz = _number(header["metadata"].get("com.android.capture.fps"))
    if filmed_hz > _SLOW_MOTION_FROM * clip.rate_hz:
        what = f"slow motion: filmed at {filmed_hz:.0f} frames a second but stored to play at {clip.rate_hz:.0f}"
        yield Problem(
            what=f"{what}, so every time is stretched {filmed_hz / clip.rate_hz:.1f}-fold",
            where=name,
            remedy="film at normal speed, or export it at the speed it was filmed",
        )


def _format(path: Path, header: dict[str, Any]) -> str:
    codec = str(header["codec"])
    container = str(header["container"])
    if container.startswith("mov"):
        container = "mov" if header["metadata"].get("major_brand", "").strip() == "qt" else "mp4"
    elif container.startswith("matroska"):
        container = "webm" if path.suffix.lower() == ".webm" else "mkv"
    return f"{_CODECS.get(codec, codec.upper())} in {container}"


def _device(metadata: dict[str, str]) -> str | None:
    for make, model in (
        ("com.apple.quicktime.make", "com.apple.quicktime.model"),
        ("com.android.manufacturer", "com.android.model"),
        ("make", "model"),
    ):
        named = [metadata[key].strip() for key in (make, model) if metadata.get(key, "").strip()]
        if named:
            return " ".join(named)
    return None


def _started_at(metadata: dict[str, str]) -> datetime | None:
    for key in ("com.apple.quicktime.creationdate", "creation_time"):
        try:
            at = datetime.fromisoformat(metadata[key])
        except (KeyError, ValueError):
            continue
        if at.tzinfo is not None and at.year >= _EARLIEST_YEAR:
            return at.astimezone(UTC)
    return None


def _whole(content: dict[str, Any], key: str) -> int:
    value = content[key]
    if not isinstance(value, int):
        raise TypeError(key)
    return value


def _number(text: str | None) -> float:
    try:
        return float(text or 0.0)
    except ValueError:
        return 0.0
