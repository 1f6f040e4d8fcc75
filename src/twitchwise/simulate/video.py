"""Video of twitching skin, or of muscle under ultrasound, drawn frame by frame and really compressed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from twitchwise.errors import InputError
from twitchwise.recordings.model import Frame
from twitchwise.simulate.encoder import open_encoder
from twitchwise.simulate.patch import MovingPicture
from twitchwise.simulate.texture import draw_skin, draw_speckle
from twitchwise.simulate.truth import Truth
from twitchwise.simulate.video_scene import VideoScene, compose_video
from twitchwise.simulate.video_world import Codec, Surface, VideoWorld

if TYPE_CHECKING:
    from av.container import OutputContainer
    from av.video.stream import VideoStream

__all__ = ["Compression", "encode_clip", "render_frames", "simulate_video"]

_TIME_BASE = Fraction(1, 90_000)
_N_THREADS = 2  # fixed, because the number of threads changes the bytes
_LUMA_RANGE = (16.0, 235.0)
_CHROMA = {Surface.SKIN: (112, 150), Surface.SPECKLE: (128, 128)}
_ENCODERS = {
    Codec.H264: ("libx264", {"preset": "superfast"}),
    Codec.HEVC: ("libx265", {"preset": "ultrafast", "x265-params": "log-level=none"}),
    Codec.VP8: ("libvpx", {"deadline": "realtime", "cpu-used": "8"}),
    Codec.VP9: ("libvpx-vp9", {"deadline": "realtime", "cpu-used": "8", "row-mt": "1"}),
    Codec.AV1: ("libsvtav1", {"preset": "10", "svtav1-params": "rc=1"}),
    Codec.MJPEG: ("mjpeg", {}),
}
_CONTAINERS = {
    ".mp4": frozenset({Codec.H264, Codec.HEVC, Codec.VP9, Codec.AV1, Codec.MJPEG}),
    ".mov": frozenset({Codec.H264, Codec.HEVC, Codec.MJPEG}),
    ".mkv": frozenset(Codec),
    ".webm": frozenset({Codec.VP8, Codec.VP9, Codec.AV1}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Compression:
    """How frames are turned into a file.

    Parameters
    ----------
    codec : the compression.
    bit_rate : bits a second.
    gop : frames from one key frame to the next.
    rate_hz : frames a second that the file announces; the true times are stored with each frame.
    chroma : the one colour of all frames (Cb, Cr).
    """

    codec: Codec = Codec.H264
    bit_rate: int = 16_000_000
    gop: int = 30
    rate_hz: float = 30.0
    chroma: tuple[int, int] = (128, 128)


def simulate_video(world: VideoWorld, rng: np.random.Generator, path: Path) -> Truth:
    """Simulate a clip and write it as a compressed video file.

    Parameters
    ----------
    world : what it shall be like.
    rng : source of all randomness; the same seed gives the same frames.
    path : the file to write; its ending (.mp4, .mov, .mkv, .webm) decides the container.

    Raises
    ------
    InputError : the container cannot hold the codec.
    """
    scene, frames = render_frames(world, rng)
    compression = Compression(
        codec=world.codec,
        bit_rate=world.bit_rate,
        gop=world.gop,
        rate_hz=world.rate_hz,
        chroma=_CHROMA[world.surface],
    )
    encode_clip(frames, path, compression)
    return scene.truth


def render_frames(world: VideoWorld, rng: np.random.Generator) -> tuple[VideoScene, Iterator[Frame]]:
    """Plan a clip and draw its frames before compression, one at a time.

    Parameters
    ----------
    world : what it shall be like.
    rng : source of all randomness; belongs to the returned iterator until that is used up.
    """
    scene = compose_video(world, rng)
    draw = draw_skin if world.surface is Surface.SKIN else draw_speckle
    picture = draw(world.height, world.width, contrast=world.contrast, rng=rng)
    return scene, _frames(world, scene, picture, rng)


def encode_clip(frames: Iterable[Frame], path: Path, compression: Compression) -> None:
    """Compress frames into a video file, each with its true time.

    Parameters
    ----------
    frames : in order; all of one even size.
    path : the file to write; its ending decides the container.
    compression : codec, bit rate and key-frame distance.

    Raises
    ------
    InputError : the ending is unknown, or that container cannot hold the codec.
    """
    import av

    allowed = _CONTAINERS.get(path.suffix.lower())
    if allowed is None or compression.codec not in allowed:
        fitting = ", ".join(ending for ending, codecs in _CONTAINERS.items() if compression.codec in codecs)
        raise InputError(
            what=f"a file ending in '{path.suffix}' cannot hold {compression.codec} video",
            where=path.name,
            remedy=f"use one of {fitting}",
        )
    with av.open(str(path), "w") as container:
        stream: VideoStream | None = None
        buffer = np.empty((0, 0), dtype=np.uint8)
        for frame in frames:
            height, width = frame.luma.shape
            if stream is None:
                stream = _open_stream(container, compression, height, width)
                buffer = _with_chroma(height, width, compression.chroma)
            buffer[:height] = frame.luma
            picture = av.VideoFrame.from_ndarray(buffer, format="yuv420p")
            picture.pts = round(frame.time_s / _TIME_BASE)
            picture.time_base = _TIME_BASE
            container.mux(stream.encode(picture))
        if stream is not None:
            container.mux(stream.encode(None))


def _frames(
    world: VideoWorld, scene: VideoScene, picture: NDArray[np.float32], rng: np.random.Generator
) -> Iterator[Frame]:
    moving = MovingPicture(picture)
    # shot noise: its variance rises with the brightness, read noise is the rest
    noise = world.noise_grey * np.sqrt(0.4 + 0.6 * picture / float(picture.mean())).astype(np.float32)
    for i, time_s in enumerate(scene.times_s):
        shift = (float(scene.shift[i, 0]), float(scene.shift[i, 1]))
        shown = moving.show(shift=shift, active=scene.active(i))
        if scene.gain[i] != 1.0:
            shown *= np.float32(scene.gain[i])
        if world.noise_grey > 0:
            grain = rng.standard_normal(shown.shape, dtype=np.float32)
            grain *= noise
            shown += grain
        np.clip(shown, *_LUMA_RANGE, out=shown)
        np.rint(shown, out=shown)
        yield Frame(time_s=float(time_s), luma=shown.astype(np.uint8), is_key=i % world.gop == 0)


def _open_stream(container: "OutputContainer", compression: Compression, height: int, width: int) -> "VideoStream":
    encoder, options = _ENCODERS[compression.codec]
    rate = Fraction(compression.rate_hz).limit_denominator(1001)
    stream = cast("VideoStream", container.add_stream(encoder, rate=rate))
    stream.width, stream.height = width, height
    stream.pix_fmt = "yuvj420p" if compression.codec is Codec.MJPEG else "yuv420p"
    stream.bit_rate = compression.bit_rate
    stream.gop_size = compression.gop
    stream.options = dict(options)
    stream.codec_context.time_base = _TIME_BASE
    stream.codec_context.thread_count = _N_THREADS
    open_encoder(stream)
    return stream


def _with_chroma(height: int, width: int, chroma: tuple[int, int]) -> NDArray[np.uint8]:
    """A frame buffer, (1.5 height, width): room for luma over the two constant colour planes."""
    buffer = np.empty((height * 3 // 2, width), dtype=np.uint8)
    planes = buffer[height:].reshape(2, -1)
    planes[0], planes[1] = chroma
    return buffer
