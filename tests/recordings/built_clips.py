"""Small clips written on the spot: every codec and container, with known pictures and known times."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.stream import VideoStream
from numpy.typing import NDArray

from twitchwise.recordings.model import Provenance, Recording
from twitchwise.recordings.video import read_video
from twitchwise.recordings.video_clip import VideoClip
from twitchwise.simulate.encoder import open_encoder

WIDTH, HEIGHT = 96, 64
LOSSLESS = {"qp": "0", "preset": "ultrafast"}
FORMAT = {".webm": "webm", ".mkv": "matroska", ".ts": "mpegts", ".wmv": "asf", ".mpg": "vob"}


def pictures(n: int, *, height: int = HEIGHT, width: int = WIDTH, top: int = 230) -> NDArray[np.int64]:
    """(n, height, width) blocky texture that moves 2 px to the right with each picture."""
    blocks = np.random.default_rng(5).integers(25, top, ((height + 7) // 8, (width + 7) // 8))
    still = blocks.repeat(8, 0).repeat(8, 1)[:height, :width]
    return np.stack([np.roll(still, 2 * i, axis=1) for i in range(n)])


def write_clip(
    path: Path,
    shown: NDArray[np.integer],
    *,
    codec: str = "libx264",
    stamps: Sequence[int] | None = None,
    tick: Fraction = Fraction(1, 30),
    pix_fmt: str = "yuv420p",
    options: dict[str, str] | None = None,
    rotation: int | None = None,
    matrix: Sequence[int] | None = None,
    metadata: dict[str, str] | None = None,
    muxing: dict[str, str] | None = None,
    colourspace: int = 2,
) -> Path:
    """Write brightness `shown` (n, height, width); the colour is noise that must never show through."""
    n, height, width = shown.shape
    noise = np.random.default_rng(6)
    with av.open(str(path), "w", format=FORMAT.get(path.suffix), options=muxing or {}) as container:
        container.metadata.update(metadata or {})
        stream = container.add_stream(codec, rate=30, options=options or {})
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = width, height, pix_fmt
        stream.time_base = stream.codec_context.time_base = tick
        stream.codec_context.colorspace = colourspace
        if rotation is not None:
            stream.set_display_rotation(rotation)
        if matrix is not None:
            stream.set_display_matrix(matrix)
        open_encoder(stream)
        for i in range(n):
            frame = a_frame(shown[i], pix_fmt, noise)
            frame.pts = stamps[i] if stamps is not None else i
            frame.time_base = tick
            frame.colorspace = colourspace
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def a_frame(luma: NDArray[np.integer], pix_fmt: str, noise: np.random.Generator) -> av.VideoFrame:
    """A picture with the given brightness in its first plane and `noise` in the others."""
    height, width = luma.shape
    frame = av.VideoFrame(width, height, pix_fmt)
    for at, plane in enumerate(frame.planes):
        bits = frame.format.components[0].bits
        dtype = np.uint8 if bits == 8 else np.uint16
        samples = noise.integers(0, 2**bits, (plane.height, plane.line_size // dtype().itemsize)).astype(dtype)
        if at == 0:
            samples[:height, :width] = luma
        plane.update(samples.tobytes()[: plane.buffer_size].ljust(plane.buffer_size, b"\0"))
    return frame


def read(path: Path) -> tuple[Recording, VideoClip]:
    """The recording in a file, and its clip."""
    size = path.stat().st_size if path.exists() else 0
    recording = read_video(path, provenance=Provenance(name=path.name, sha256="00", size_bytes=size, format=""))
    assert isinstance(recording.clip, VideoClip)
    return recording, recording.clip
