"""The parent's side of reading a video: start the decoding child, listen to it, end it.

Pictures come through a pipe and are read by a thread, so that the child decodes while the caller computes. Measured
against a ring of shared memory, a pipe costs 0.2 ms more for a 1080p picture reduced by 2, and in return nothing can
be left behind by a child, or a parent, that dies: no named memory, no files.
"""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import RawIOBase
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import InputError, NotARecording, UnknownFormat, UnreadableFile
from twitchwise.recordings.decoding import FRAME_HEAD, HEAD, MAX_FRAMES, Kind
from twitchwise.recordings.media import MAX_PIXELS

__all__ = ["DecodingProcess", "Limits", "Message", "refusal"]

_QUEUE_LENGTH = 8  # decoded pictures waiting for the caller: evens out key frames, 4 MB at 960x540
_PIPE_BYTES = 1 << 20  # two pictures of that size; the most an ordinary user may ask for on Linux
_MAX_TEXT_BYTES = 1 << 20
_COPY_AGAIN = "copy it again from the device that filmed it"
_EXPORT = "export it as MP4 with H.264"

# Failure code -> (exception, what is wrong, remedy); `{}` takes the detail.
_SENTENCES: dict[str, tuple[type[InputError], str, str]] = {
    "broken": (UnreadableFile, "the video cannot be decoded", _COPY_AGAIN),
    "codec": (UnknownFormat, "no decoder here knows how its pictures are stored", _EXPORT),
    "crashed": (UnreadableFile, "the video makes the decoder crash", _COPY_AGAIN),
    "cut-off": (
        UnreadableFile,
        "the video was cut off or damaged: the part that says where its pictures are cannot be read",
        _COPY_AGAIN,
    ),
    "empty": (UnreadableFile, "the file is empty", _COPY_AGAIN),
    "folder": (UnreadableFile, "this is a folder, not a video", "name the video inside it"),
    "forbidden": (UnreadableFile, "you are not allowed to read it", "change its permissions or copy it elsewhere"),
    "gone": (UnreadableFile, "the file is not there any more", "keep it in place until the measuring has ended"),
    "memory": (UnreadableFile, "decoding it takes more memory than is allowed", "export it at 1920 x 1080 or less"),
    "no-frames": (UnreadableFile, "the video holds no pictures", "film it again"),
    "no-process": (UnreadableFile, "no process could be started to decode it", "close other programs and try again"),
    "no-video": (NotARecording, "there is no video in it", "choose a video file"),
    "not-video": (
        UnknownFormat,
        "this is not a video, whatever its name says",
        "choose an MP4, MOV, WebM, MKV or AVI file",
    ),
    "picture": (NotARecording, "this is a single picture, not a video", "film the muscle for at least ten seconds"),
    "playlist": (UnknownFormat, "this is a list of other files, not a video", "choose the video itself"),
    "slow": (UnreadableFile, "decoding it took longer than is allowed", "cut it into shorter pieces"),
    "sound": (NotARecording, "it holds sound but no pictures", "choose a video file"),
    "stalled": (UnreadableFile, "the decoder got stuck and was stopped", _COPY_AGAIN),
    "too-large": (NotARecording, "its pictures are too large ({} px)", "export it at 1920 x 1080 or less"),
    "too-long": (NotARecording, "the video is too long ({})", "cut it into shorter pieces"),
    "undecodable": (UnreadableFile, "not one of its pictures can be decoded", _COPY_AGAIN),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a decoding child may use.

    Parameters
    ----------
    memory_bytes : address space. An 8K film with 16 reference pictures needs about 2 GB.
    work_s : CPU time of the child, and time the parent spends waiting for it, s.
    stall_s : longest wait for the next sign of life, s.
    """

    memory_bytes: int = 3 << 30
    work_s: float
    stall_s: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Message:
    """One message from the child: `content` for JSON, `raw` for stamps, and for a picture its stamp and samples."""

    kind: bytes
    content: dict[str, Any] | None = None
    raw: bytes = b""
    stamp: int = 0
    is_key: bool = False
    luma: NDArray[np.uint8] | None = None


class DecodingProcess:
    """A child that decodes one file; a context manager that leaves nothing behind.

    Parameters
    ----------
    path : the only file the child opens.
    task : "probe" or "frames".
    limits : what the child may use.
    picture : (height, width) of the pictures it will send, px; anything else is an error.
    request : further options of the task.
    """

    def __init__(
        self, path: Path, *, task: str, limits: Limits, picture: tuple[int, int] = (0, 0), **request: bool | int
    ) -> None:
        self._name = path.name
        self._limits = limits
        self._spoke_nonsense = False
        self._picture = picture
        self._queue: queue.Queue[Message | None] = queue.Queue(_QUEUE_LENGTH)
        request_text = json.dumps(
            {
                "task": task,
                "path": str(path.absolute()),
                "memory_bytes": limits.memory_bytes,
                "cpu_s": int(limits.work_s) + 1,
                **request,
            }
        )
        self._process = _started(request_text, name=path.name)
        self._listener = threading.Thread(target=self._listen, name=f"decoding {self._name}", daemon=True)
        self._listener.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """Process id of the child."""
        return self._process.pid

    def close(self) -> None:
        """End the child, whatever it is doing, and take back everything it used."""
        self._process.kill()
        while self._listener.is_alive():  # it may be waiting for room in the queue
            with suppress(queue.Empty):
                self._queue.get(timeout=0.01)
        self._listener.join()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def messages(self) -> Iterator[Message]:
        """Every message up to and with the last one of a good answer.

        Raises
        ------
        InputError
            When the child reports a failure, dies, stalls or uses more than it may.
        """
        waited_s = 0.0
        while True:
            allowed_s = min(self._limits.stall_s, self._limits.work_s - waited_s)
            began = time.monotonic()
            try:
                message = self._queue.get(timeout=max(allowed_s, 0.0))
            except queue.Empty:
                code = "stalled" if allowed_s == self._limits.stall_s else "slow"
                raise refusal(code, name=self._name) from None
            waited_s += time.monotonic() - began
            if message is None:
                raise refusal(self._cause_of_death(), name=self._name)
            if message.kind == Kind.FAILURE:
                content = message.content or {}
                raise refusal(str(content.get("code")), name=self._name, detail=str(content.get("detail", "")))
            if message.kind != Kind.TICK:
                yield message
            if message.kind == Kind.END:
                return

    def _cause_of_death(self) -> str:
        if self._spoke_nonsense:
            return "crashed"
        try:
            status = self._process.wait(timeout=self._limits.stall_s)
        except subprocess.TimeoutExpired:
            return "stalled"
        if status == -getattr(signal, "SIGXCPU", 0):
            return "slow"
        return "memory" if status == -getattr(signal, "SIGKILL", 0) else "crashed"

    def _listen(self) -> None:
        """Run by the thread: read messages until the pipe ends, then put None."""
        pipe = cast("RawIOBase", self._process.stdout)  # bufsize=0 makes it raw
        try:
            while True:
                kind, length = HEAD.unpack(_read(pipe, HEAD.size))
                self._queue.put(self._received(pipe, kind, length))
        except (EOFError, OSError):
            pass  # it has ended, well or badly
        except Exception:  # what it says makes no sense
            self._spoke_nonsense = True
            self._process.kill()
        self._queue.put(None)

    def _received(self, pipe: RawIOBase, kind: bytes, length: int) -> Message:
        """One message. The child may have been taken over by a hostile file: nothing it says is believed unchecked."""
        if kind == Kind.FRAME:
            return self._picture_received(pipe, length)
        if length > (16 * MAX_FRAMES if kind == Kind.STAMPS else _MAX_TEXT_BYTES):
            raise ValueError
        payload = _read(pipe, length)
        if kind == Kind.STAMPS:
            return Message(kind=kind, raw=payload)
        content = json.loads(payload) if payload else {}
        if not isinstance(content, dict):
            raise ValueError
        return Message(kind=kind, content=content)

    def _picture_received(self, pipe: RawIOBase, length: int) -> Message:
        stamp, is_key, bits, rows, line_bytes = FRAME_HEAD.unpack(_read(pipe, FRAME_HEAD.size))
        height, width = self._picture
        sample_bytes = 1 if bits == 8 else 2
        if (
            not 8 <= bits <= 16
            or rows != height
            or line_bytes < width * sample_bytes
            or line_bytes % sample_bytes
            or rows * line_bytes > 4 * MAX_PIXELS
            or length != FRAME_HEAD.size + rows * line_bytes
        ):
            raise ValueError
        lines = np.empty((rows, line_bytes), np.uint8)
        _read_into(pipe, lines.data.cast("B"))
        if sample_bytes > 1:
            lines = (lines.view("<u2") >> (bits - 8)).astype(np.uint8)
        return Message(kind=Kind.FRAME, stamp=stamp, is_key=bool(is_key), luma=lines[:, :width])


def _started(request: str, *, name: str) -> subprocess.Popen[bytes]:
    places = os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path if entry)
    try:
        return subprocess.Popen(
            # -P: modules come from where this program's own come from, never from the current folder.
            [sys.executable, "-P", "-m", "twitchwise.recordings.decoding", request],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": places},
            bufsize=0,
            pipesize=_PIPE_BYTES,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        raise refusal("no-process", name=name) from None


def refusal(code: str, *, name: str, detail: str = "") -> InputError:
    """The exception for a failure code; an unknown code counts as a broken file."""
    kind, what, remedy = _SENTENCES.get(code, _SENTENCES["broken"])
    return kind(what=what.format(detail), where=name, remedy=remedy)


def _read(pipe: RawIOBase, length: int) -> bytes:
    buffer = bytearray(length)
    _read_into(pipe, memoryview(buffer))
    return bytes(buffer)


def _read_into(pipe: RawIOBase, rest: memoryview) -> None:
    while rest:
        n_read = pipe.readinto(rest)
        if not n_read:
            raise EOFError
        rest = rest[n_read:]
