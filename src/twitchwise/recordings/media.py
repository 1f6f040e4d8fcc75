"""Opening a video file, and nothing it may point to. Runs only in the decoding child."""

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream

__all__ = ["MAX_PIXELS", "Failed", "opened"]

MAX_PIXELS = 64_000_000  # twice an 8K frame: no phone or scanner films more, and a decoder needs 20 such buffers
_DEMUXERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,asf,flv,mpeg,mpegts"  # no playlists, no picture series, no text
_STILL_BRANDS = frozenset(("heic", "heix", "heim", "heis", "mif1", "avif"))


class Failed(Exception):
    """The request cannot be served; `code` is one of the keys of `decoding_process`'s sentences."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code = code
        self.detail = detail
        super().__init__(code, detail)


@contextlib.contextmanager
def opened(path: str, threads: int) -> Iterator[tuple["InputContainer", "VideoStream"]]:
    """Open the one given file, and nothing it may point to, at its main video stream."""
    import av
    import av.error

    options = {"protocol_whitelist": "file", "format_whitelist": _DEMUXERS}
    try:
        container = av.open("file:" + path, options=options, metadata_errors="replace")
    except MemoryError:
        raise Failed("memory") from None
    except av.error.FFmpegError:
        raise Failed(_what_it_is(path)) from None
    with container:
        if container.metadata.get("major_brand", "").strip() in _STILL_BRANDS:
            raise Failed("picture")
        yield container, _main_stream(container, threads)


def _main_stream(container: "InputContainer", threads: int) -> "VideoStream":
    from av.stream import Disposition

    found = [stream for stream in container.streams.video if not stream.disposition & Disposition.attached_pic]
    if not found:
        raise Failed("sound" if container.streams.audio else "no-video")
    stream = next((stream for stream in found if stream.disposition & Disposition.default), found[0])
    context = stream.codec_context
    if context is None:
        raise Failed("codec")
    if context.width * context.height > MAX_PIXELS:
        raise Failed("too-large", f"{context.width} x {context.height}")
    context.options = {"max_pixels": str(MAX_PIXELS)}  # sizes may change on the way
    context.thread_type = "AUTO"
    context.thread_count = threads
    return stream


def _what_it_is(path: str) -> str:
    """The failure code for a file that no demuxer takes: a damaged file can make a demuxer claim anything."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib would cost the child a tenth of its start
            return _kind_by(file.read(512))
    except PermissionError:
        return "forbidden"
    except IsADirectoryError:
        return "folder"
    except OSError:
        return "gone"


def _kind_by(start: bytes) -> str:
    """The failure code for a file that begins with these bytes."""
    if not start:
        return "empty"
    if start.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*")) or start[8:12] == b"WEBP":
        return "picture"
    if start.lstrip().startswith((b"#EXTM3U", b"ffconcat", b"<?xml", b"<MPD")):
        return "playlist"
    is_film = start[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free") or start[8:12] == b"AVI "
    return "cut-off" if is_film or start.startswith(b"\x1aE\xdf\xa3") else "not-video"
