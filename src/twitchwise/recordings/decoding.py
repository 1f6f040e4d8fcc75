"""The child's side of reading a video: the only place where media is opened and decoded.

A video is untrusted input to a large C library. It is therefore opened in a process of its own, with limits on memory
and time, which can break without breaking anything else. This module is what that process runs
(`python -m twitchwise.recordings.decoding REQUEST`); `decoding_process` starts it and reads its answers. Both sides
share the words defined at the top, so nothing heavy is imported before a request is being served.

An answer is a row of messages, each a `HEAD` (kind, length) and a payload:

    header    JSON: what the file says about itself
    stamps    int64 pairs (presentation, decoding) for each stored picture, in ticks, in stored order
    tick      empty: still at work
    frame     FRAME_HEAD, then rows of brightness, each padded to the line size
    end       JSON: what was met on the way; the last message of a good answer
    failure   JSON {code, detail}: the last message of a bad one
"""

import contextlib
import json
import os
import signal
import struct
import sys
import time
from array import array
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from twitchwise.recordings.luma import Luma, orientation
from twitchwise.recordings.media import Failed, opened

if TYPE_CHECKING:
    from av import VideoFrame
    from av.container import InputContainer
    from av.video.stream import VideoStream

__all__ = ["FRAME_HEAD", "HEAD", "MAX_FRAMES", "NO_STAMP", "Kind", "main"]

HEAD = struct.Struct("<cQ")
FRAME_HEAD = struct.Struct("<qBBII")  # stamp, is key, bits a sample, rows, bytes a line
NO_STAMP = -(2**63)

MAX_FRAMES = 2_000_000  # over two hours at 240 frames a second; bounds the table of times at 32 MB

_TICK_S = 2.0
_METADATA = frozenset(
    (
        "com.android.capture.fps",
        "com.android.manufacturer",
        "com.android.model",
        "com.apple.quicktime.creationdate",
        "com.apple.quicktime.make",
        "com.apple.quicktime.model",
        "creation_time",
        "major_brand",
        "make",
        "model",
    )
)


class Kind:
    """The kinds of message."""

    HEADER = b"H"
    STAMPS = b"S"
    TICK = b"T"
    FRAME = b"F"
    END = b"E"
    FAILURE = b"X"


class _Answer:
    """Writes messages to the parent."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._ticked = time.monotonic()

    def send(self, kind: bytes, *parts: bytes | memoryview) -> None:
        """Write one message whole, waiting while the parent is busy."""
        length = sum(len(part) for part in parts)
        for part in (HEAD.pack(kind, length), *parts):
            rest = memoryview(part)
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]

    def send_json(self, kind: bytes, content: dict[str, Any]) -> None:
        self.send(kind, json.dumps(content).encode())

    def tick(self) -> None:
        """Tell the parent, now and then, that work goes on."""
        now = time.monotonic()
        if now - self._ticked > _TICK_S:
            self._ticked = now
            self.send(Kind.TICK)


def main(arguments: list[str]) -> int:
    """Serve one request given as JSON: {task, path, memory_bytes, cpu_s, ...} and answer on standard output."""
    request = json.loads(arguments[0])
    # Anything a library prints must not get between the messages.
    answer = _Answer(os.dup(1))
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to handle: it ends this process
    _confine(request["memory_bytes"], request["cpu_s"])
    try:
        if request["task"] == "probe":
            _probe(request["path"], answer)
        else:
            _send_frames(request, answer)
    except Failed as failure:
        answer.send_json(Kind.FAILURE, {"code": failure.code, "detail": failure.detail})
    except BrokenPipeError:
        return 1  # nobody is listening any more
    except MemoryError:
        answer.send_json(Kind.FAILURE, {"code": "memory", "detail": ""})
    except Exception as error:
        answer.send_json(Kind.FAILURE, {"code": "broken", "detail": type(error).__name__})
    return 0


def _confine(memory_bytes: int, cpu_s: int) -> None:
    """Give up what decoding does not need; where the system has no such limits the parent's clock remains."""
    try:
        import resource
    except ImportError:
        return
    for limit, value in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_s),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        with contextlib.suppress(ValueError, OSError):  # some systems refuse RLIMIT_AS
            resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _probe(path: str, answer: _Answer) -> None:
    """Send what the file says about itself and the stamp of every picture in it; one picture is decoded."""
    import av.error

    with opened(path, threads=1) as (container, stream):
        stamps = array("q")
        n_packets = n_corrupt = 0
        first: VideoFrame | None = None
        packets = container.demux(stream)
        broke = False
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                break
            except av.error.FFmpegError:
                broke = True
                break
            if not packet.size and packet.dts is not None:
                continue  # a frame that was dropped while filming
            if packet.size:
                n_packets += 1
                n_corrupt += packet.is_corrupt
                if not packet.is_discard and not _is_hidden(stream, packet):
                    stamps.extend((_stamp_of(packet, container), NO_STAMP if packet.dts is None else packet.dts))
                if n_packets > MAX_FRAMES:
                    raise Failed("too-long", f"more than {MAX_FRAMES} pictures")
            if first is None:
                with contextlib.suppress(av.error.InvalidDataError):
                    first = next(iter(packet.decode()), None)
            answer.tick()
        if first is None:
            raise Failed("no-frames" if n_packets == 0 else "undecodable")
        header = _header(container, stream, first)
        header |= {"n_packets": n_packets, "n_corrupt": n_corrupt, "broke": broke}
        answer.send_json(Kind.HEADER, header)
        answer.send(Kind.STAMPS, stamps.tobytes())
        answer.send_json(Kind.END, {})


def _stamp_of(picture: Any, container: "InputContainer") -> int:
    """The presentation stamp; AVI stores none, and what the demuxer makes up is wrong for H.264 with B-frames."""
    return NO_STAMP if picture.pts is None or container.format.name == "avi" else picture.pts


def _is_hidden(stream: "VideoStream", packet: Any) -> bool:
    """Whether a VP8 packet holds a picture that is only referred to, never shown (RFC 6386, section 9.1)."""
    return stream.codec_context.name in {"vp8", "libvpx"} and not bytes(packet)[0] & 0x10


def _header(container: "InputContainer", stream: "VideoStream", frame: "VideoFrame") -> dict[str, Any]:
    transposed, flip_x, flip_y = orientation(frame)
    rate = stream.average_rate or stream.guessed_rate
    known = {**container.metadata, **stream.metadata}
    base = stream.time_base
    return {
        "container": container.format.name,
        "codec": stream.codec_context.name,
        "stored_width": frame.width,
        "stored_height": frame.height,
        "transposed": transposed,
        "flip_x": flip_x,
        "flip_y": flip_y,
        "tick_s": float(base) if base else 0.0,
        "rate_hz": float(rate) if rate else 0.0,
        "first_stamp": _stamp_of(frame, container),
        "n_declared": stream.frames,
        "declared_s": container.duration / 1e6 if container.duration else 0.0,
        "metadata": {key: value[:200] for key, value in known.items() if key in _METADATA},
    }


def _send_frames(request: dict[str, Any], answer: _Answer) -> None:
    """Send every picture of the clip, reduced."""
    size = (request["stored_width"], request["stored_height"])
    left_out = {"n_corrupt": 0, "n_resized": 0}
    with opened(request["path"], request["threads"]) as (container, stream):
        luma_of = Luma(*size, request["reduce"], request["flip_columns"], request["flip_rows"])
        for frame in _decoded(container, stream, left_out):
            if (frame.width, frame.height) != size:
                left_out["n_resized"] += 1
            elif frame.is_corrupt:
                left_out["n_corrupt"] += 1
            else:
                stamp = _stamp_of(frame, container)
                is_key = bool(frame.key_frame)
                luma, bits = luma_of(frame)
                plane = luma.planes[0]
                head = FRAME_HEAD.pack(stamp, is_key, bits, plane.height, plane.line_size)
                answer.send(Kind.FRAME, head, memoryview(plane).cast("B")[: plane.height * plane.line_size])
            answer.tick()
    answer.send_json(Kind.END, left_out)


def _decoded(container: "InputContainer", stream: "VideoStream", left_out: dict[str, int]) -> Iterator["VideoFrame"]:
    """Every picture that can be decoded, in order of presentation; what cannot is counted and passed over."""
    import av.error

    packets = container.demux(stream)
    at_end = False
    while not at_end:
        try:
            packet = next(packets, None)
        except av.error.FFmpegError:
            left_out["n_corrupt"] += 1
            packet = None
        at_end = packet is None or (packet.size == 0 and packet.dts is None)
        if packet is not None and not packet.size and not at_end:
            continue  # a frame that was dropped while filming
        try:
            yield from stream.codec_context.decode(None if at_end else packet)
        except av.error.EOFError:
            return
        except av.error.InvalidDataError:
            left_out["n_corrupt"] += 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
