from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from av.stream import Disposition
from numpy.typing import NDArray

from tests.recordings.built_clips import HEIGHT, LOSSLESS, WIDTH, pictures, read, write_clip
from twitchwise.errors import InputError, NotARecording, UnknownFormat, UnreadableFile
from twitchwise.recordings.model import RecordingKind

N = 30
X265 = {"x265-params": "log-level=none"}
HIDDEN = {"auto-alt-ref": "1", "lag-in-frames": "16", "cpu-used": "4", "b": "2M"}

# codec, file name, pixel format, encoder options, what the provenance says, accuracy of the times in s
STORED = [
    ("libx264", "a.mp4", "yuv420p", {"bf": "3"}, "H.264 in mp4", 1e-6),
    ("libx264", "a.mov", "yuvj420p", {}, "H.264 in mov", 1e-6),
    ("libx264", "a.mkv", "yuv420p", {}, "H.264 in mkv", 6e-4),
    ("libx264", "a.avi", "yuv420p", {"bf": "3"}, "H.264 in avi", 1e-6),
    ("libx264", "a.ts", "yuv420p", {}, "H.264 in mpegts", 2e-5),
    ("libx265", "b.mp4", "yuv420p", X265, "HEVC in mp4", 1e-6),
    ("libx265", "b10.mov", "yuv420p10le", X265, "HEVC in mov", 1e-6),
    ("libvpx", "c.webm", "yuv420p", HIDDEN, "VP8 in webm", 6e-4),
    ("libvpx-vp9", "d.webm", "yuv420p", HIDDEN, "VP9 in webm", 6e-4),
    ("libsvtav1", "e.webm", "yuv420p", {"preset": "10"}, "AV1 in webm", 6e-4),
    ("libsvtav1", "e.mp4", "yuv420p", {"preset": "10"}, "AV1 in mp4", 1e-6),
    ("mjpeg", "f.mov", "yuvj420p", {}, "MJPEG in mov", 1e-6),
    ("mjpeg", "f.avi", "yuvj420p", {}, "MJPEG in avi", 1e-6),
    ("mpeg4", "g.avi", "yuv420p", {"bf": "2"}, "MPEG-4 in avi", 1e-6),
    ("mpeg4", "g.mp4", "yuv420p", {}, "MPEG-4 in mp4", 1e-6),
    ("wmv2", "h.wmv", "yuv420p", {}, "WMV2 in asf", 6e-4),
    ("mpeg2video", "i.mpg", "yuv420p", {}, "MPEG2VIDEO in mpeg", 2e-5),
]


def _needs_encoder(name: str) -> None:
    try:
        av.Codec(name, "w")
    except ValueError:
        pytest.skip(f"this build of PyAV cannot write {name}")


@pytest.mark.parametrize("stored", STORED, ids=[f"{row[0]}-{row[1]}" for row in STORED])
def test_every_codec_and_container_gives_every_frame_at_its_time(
    tmp_path: Path, stored: tuple[str, str, str, dict[str, str], str, float]
) -> None:
    codec, name, pix_fmt, options, told, accuracy_s = stored
    _needs_encoder(codec)
    bits = 10 if "10" in pix_fmt else 8
    shown = pictures(N)
    path = write_clip(
        tmp_path / name, shown << (bits - 8), codec=codec, pix_fmt=pix_fmt, options={"b": "4M", "g": "12"} | options
    )
    recording, clip = read(path)
    frames = list(clip.frames())

    assert recording.kind is RecordingKind.VIDEO
    assert recording.signal is None
    assert recording.provenance.format == told
    assert (clip.width, clip.height, clip.n_frames, len(frames)) == (WIDTH, HEIGHT, N, N)
    assert clip.rate_hz == pytest.approx(30, abs=0.01)
    assert recording.duration_s == pytest.approx(N / 30, abs=2e-3)
    assert recording.gaps == ()
    assert recording.problems == clip.problems_after() == ()
    assert recording.provenance.n_dropped == 0
    assert frames[0].time_s == 0
    np.testing.assert_allclose([frame.time_s for frame in frames], np.arange(N) / 30, atol=accuracy_s)
    assert frames[0].is_key
    error = np.stack([frame.luma.astype(int) for frame in frames]) - shown
    assert abs(np.median(error)) <= 1
    assert np.sqrt(np.mean(error**2)) < 12  # another frame's picture would be off by 40 or more


def test_key_frames_are_marked_and_no_others(tmp_path: Path) -> None:
    options = {"g": "12", "keyint_min": "12", "sc_threshold": "0"}
    _, clip = read(write_clip(tmp_path / "a.mp4", pictures(30), options=options))
    assert [at for at, frame in enumerate(clip.frames()) if frame.is_key] == [0, 12, 24]


@pytest.mark.parametrize(("name", "ticks_per_s"), [("vfr.mp4", 90_000), ("vfr.webm", 1000)])
def test_a_variable_frame_rate_is_read_back_frame_by_frame(tmp_path: Path, name: str, ticks_per_s: int) -> None:
    intervals_s = np.random.default_rng(1).uniform(0.0267, 0.0433, 39)
    times_s = np.concatenate([[0.0], np.cumsum(intervals_s)])
    codec = "libx264" if name.endswith("mp4") else "libvpx-vp9"
    stamps = np.rint(times_s * ticks_per_s).astype(int).tolist()
    path = write_clip(tmp_path / name, pictures(40), codec=codec, stamps=stamps, tick=Fraction(1, ticks_per_s))
    recording, clip = read(path)
    read_s = [frame.time_s for frame in clip.frames()]
    np.testing.assert_allclose(read_s, times_s, atol=1 / ticks_per_s)
    np.testing.assert_array_equal(read_s, clip.times.times_s)
    assert recording.provenance.n_dropped == 0
    assert clip.rate_hz == pytest.approx(1 / np.median(intervals_s), rel=0.05)
    assert recording.duration_s == pytest.approx(times_s[-1] + 1 / clip.rate_hz, abs=1 / ticks_per_s)


def test_dropped_frames_are_counted_and_a_long_pause_is_a_gap(tmp_path: Path) -> None:
    lost = {10, 20, 21, *range(30, 40)}
    stamps = [3000 * at for at in range(60) if at not in lost]
    path = write_clip(tmp_path / "a.mp4", pictures(47), stamps=stamps, tick=Fraction(1, 90_000))
    recording, clip = read(path)
    assert recording.provenance.n_dropped == len(lost)
    assert clip.rate_hz == pytest.approx(30)
    assert recording.duration_s == pytest.approx(2.0)
    (gap,) = recording.gaps
    assert (gap.start_s, gap.end_s) == pytest.approx((1.0, 4 / 3))
    assert "about 13 of 60 frames are missing" in str(recording.problems[0])


@pytest.mark.parametrize("rotation", [90, 180, -90])
def test_a_turned_phone_gives_upright_frames(tmp_path: Path, rotation: int) -> None:
    shown = pictures(5)
    path = write_clip(tmp_path / "a.mp4", shown, options=LOSSLESS, rotation=rotation)
    with av.open(str(path)) as container:
        turns = next(container.decode(video=0)).rotation // 90  # counterclockwise
    assert turns % 4 == (rotation // 90) % 4
    _, clip = read(path)
    frames = list(clip.frames())
    assert (clip.height, clip.width) == frames[0].luma.shape == np.rot90(shown[0], turns).shape
    for frame, picture in zip(frames, shown, strict=True):
        np.testing.assert_array_equal(frame.luma, np.rot90(picture, turns))
        assert frame.luma.flags.c_contiguous


def test_a_mirrored_picture_is_set_right(tmp_path: Path) -> None:
    shown = pictures(3)
    one = 1 << 16
    path = write_clip(tmp_path / "a.mp4", shown, options=LOSSLESS, matrix=[-one, 0, 0, 0, one, 0, 0, 0, one << 14])
    _, clip = read(path)
    np.testing.assert_array_equal(next(clip.frames()).luma, shown[0][:, ::-1])


@pytest.mark.parametrize(
    ("reduce", "rotation"), [(2, None), (2, 90), (4, None), (4, -90), (5, None), (5, 90), (7, 180), (7, -90)]
)
def test_blocks_are_averaged_from_the_upper_left_of_the_upright_picture(
    tmp_path: Path, reduce: int, rotation: int | None
) -> None:
    shown = pictures(3, height=66, width=98)
    path = write_clip(tmp_path / "a.mp4", shown, options=LOSSLESS, rotation=rotation)
    _, clip = read(path)
    upright = np.rot90(shown[1], (rotation or 0) // 90)
    luma = list(clip.frames(reduce))[1].luma
    assert luma.shape == (upright.shape[0] // reduce, upright.shape[1] // reduce)
    assert np.max(np.abs(luma - _block_means(upright, reduce))) < 1


def _block_means(picture: NDArray[Any], reduce: int) -> NDArray[np.float64]:
    height, width = (size // reduce * reduce for size in picture.shape)
    blocks = picture[:height, :width].reshape(height // reduce, reduce, width // reduce, reduce)
    return np.asarray(blocks.mean((1, 3)))


@pytest.mark.parametrize("colourspace", [1, 9])  # BT.709, BT.2020: what phones write
def test_colour_never_shows_in_the_brightness(tmp_path: Path, colourspace: int) -> None:
    shown = pictures(3)
    path = write_clip(tmp_path / "a.mp4", shown, options=LOSSLESS, colourspace=colourspace)
    _, clip = read(path)
    np.testing.assert_array_equal(next(clip.frames()).luma, shown[0])
    assert np.max(np.abs(next(clip.frames(2)).luma - _block_means(shown[0], 2))) < 1


@pytest.mark.parametrize("reduce", [1, 2, 5])
def test_ten_bits_become_eight(tmp_path: Path, reduce: int) -> None:
    shown = np.random.default_rng(2).integers(64, 940, (3, HEIGHT, WIDTH))
    options = {"x265-params": "lossless=1:log-level=none"}
    path = write_clip(tmp_path / "a.mp4", shown, codec="libx265", pix_fmt="yuv420p10le", options=options)
    _, clip = read(path)
    luma = next(clip.frames(reduce)).luma
    assert luma.dtype == np.uint8
    assert np.max(np.abs(luma - _block_means(shown[0] / 4, reduce))) <= 1


def test_of_several_videos_the_default_one_is_read_and_sound_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.mkv"
    with av.open(str(path), "w", format="matroska") as container:
        other, default = (container.add_stream("libx264", rate=30) for _ in range(2))
        sound = container.add_stream("aac", rate=44_100)
        other.width = other.height = 32
        default.width = default.height = 64
        other.pix_fmt = default.pix_fmt = "yuv420p"
        other.disposition, default.disposition = Disposition(0), Disposition.default
        container.start_encoding()
        for stream in (other, default):
            for at in range(10):
                frame = av.VideoFrame(stream.width, stream.height, "yuv420p")
                frame.pts, frame.time_base = at, Fraction(1, 30)
                container.mux(stream.encode(frame))
            container.mux(stream.encode())
        container.mux([*sound.encode(_silence(44_100)), *sound.encode()])
    _, clip = read(path)
    assert (clip.width, clip.height, len(list(clip.frames()))) == (64, 64, 10)


def test_a_cover_picture_is_not_a_video(tmp_path: Path) -> None:
    with av.open(str(tmp_path / "song.mp4"), "w") as container:
        sound = container.add_stream("aac", rate=44_100)
        cover = container.add_stream("mjpeg", rate=1)
        cover.width, cover.height, cover.pix_fmt = 64, 64, "yuvj420p"
        cover.disposition = Disposition.attached_pic
        container.mux([*cover.encode(av.VideoFrame(64, 64, "yuvj420p")), *cover.encode()])
        container.mux([*sound.encode(_silence(44_100)), *sound.encode()])
    with pytest.raises(NotARecording, match="sound but no pictures"):
        read(tmp_path / "song.mp4")


def _silence(n: int) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(np.zeros((1, n), np.float32), "fltp", "mono")
    frame.sample_rate = 44_100
    return frame


def test_device_and_start_are_read(tmp_path: Path) -> None:
    metadata = {
        "com.apple.quicktime.make": "Apple",
        "com.apple.quicktime.model": "iPhone 15",
        "com.apple.quicktime.creationdate": "2026-05-01T12:34:56+0200",
        "creation_time": "2026-05-01T10:35:10.000000Z",
    }
    path = write_clip(tmp_path / "a.mov", pictures(3), metadata=metadata, muxing={"movflags": "use_metadata_tags"})
    provenance = read(path)[0].provenance
    assert provenance.device == "Apple iPhone 15"
    assert provenance.started_at == datetime(2026, 5, 1, 10, 34, 56, tzinfo=UTC)
    assert provenance.sha256 == "00"


def test_a_camera_without_a_clock_gives_no_start(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", pictures(3), metadata={"creation_time": "1970-01-01T00:00:00.000000Z"})
    assert read(path)[0].provenance.started_at is None


def test_slow_motion_is_told(tmp_path: Path) -> None:
    metadata = {"com.android.capture.fps": "240.000000"}
    path = write_clip(tmp_path / "a.mp4", pictures(3), metadata=metadata, muxing={"movflags": "use_metadata_tags"})
    (problem,) = read(path)[0].problems
    assert "stretched 8.0-fold" in str(problem)


def test_three_frames_are_a_recording_and_one_is_a_picture(tmp_path: Path) -> None:
    _, clip = read(write_clip(tmp_path / "three.mp4", pictures(3)))
    assert [round(frame.time_s, 4) for frame in clip.frames()] == [0.0, 0.0333, 0.0667]
    with pytest.raises(NotARecording, match="single picture"):
        read(write_clip(tmp_path / "one.mp4", pictures(1)))


def test_the_real_ultrasound_clip(shared_data: Path) -> None:
    recording, clip = read(shared_data / "recordings" / "ultrasound_muscle_30fps.mp4")
    assert (clip.width, clip.height, clip.n_frames) == (420, 352, 1130)
    assert clip.rate_hz == pytest.approx(29.97, abs=1e-3)
    assert recording.duration_s == pytest.approx(37.7, abs=0.01)
    frames = list(clip.frames(4))
    assert [at for at, frame in enumerate(frames) if frame.is_key] == [0, 250, 500, 750, 1000]
    assert frames[0].luma.shape == (88, 105)
    assert recording.problems == clip.problems_after() == ()


# What cannot be read: one sentence with a remedy.


@pytest.mark.parametrize(
    ("content", "kind", "says"),
    [
        (b"just some words\n" * 50, UnknownFormat, "not a video"),
        (b"", UnreadableFile, "empty"),
        (b"#EXTM3U\nother.ts\n", UnknownFormat, "list of other files"),
        (b"ffconcat version 1.0\nfile other.mp4\n", UnknownFormat, "list of other files"),
        (b"\xff\xd8\xff\xe0" + bytes(200), NotARecording, "single picture"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), NotARecording, "single picture"),
        (bytes(5000), UnknownFormat, "not a video"),
    ],
)
def test_what_is_no_video_is_refused_whatever_its_name(
    tmp_path: Path, content: bytes, kind: type[InputError], says: str
) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(content)
    with pytest.raises(kind, match=says) as caught:
        read(path)
    assert str(caught.value).startswith("film.mp4: ")
    assert caught.value.remedy


def test_a_playlist_opens_none_of_its_files(tmp_path: Path) -> None:
    write_clip(tmp_path / "other.ts", pictures(5))
    path = tmp_path / "film.mp4"
    path.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{tmp_path}/other.ts\n#EXT-X-ENDLIST\n")
    with pytest.raises(UnknownFormat, match="list of other files"):
        read(path)


def test_an_mp4_cut_off_before_its_index_is_told_apart_from_text(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", pictures(30))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(UnreadableFile, match="cut off"):
        read(path)


@pytest.mark.parametrize("name", ["a.mkv", "a.mp4"])
def test_a_cut_off_file_gives_the_frames_it_has_and_says_so(tmp_path: Path, name: str) -> None:
    muxing = {"movflags": "faststart"} if name == "a.mp4" else {}
    path = write_clip(tmp_path / name, pictures(90), options={"g": "10"}, muxing=muxing)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    recording, clip = read(path)
    n_frames = len(list(clip.frames()))
    assert 20 < n_frames < 70
    assert "before the file says they do (3.0 s)" in str(recording.problems[0])
    assert n_frames + len(clip.problems_after()) * 5 >= clip.n_frames >= n_frames
    if n_frames < clip.n_frames:
        assert "damaged and were left out" in str(clip.problems_after()[0])


def test_damaged_pictures_are_left_out_and_counted(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mkv", pictures(60), codec="mjpeg", pix_fmt="yuvj420p")
    content = bytearray(path.read_bytes())
    for at in range(len(content) // 3, len(content) // 2):
        content[at] = 0x55
    path.write_bytes(content)
    _, clip = read(path)
    n_frames = len(list(clip.frames()))
    assert 10 < n_frames < 60


def test_an_unknown_codec_is_told(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", pictures(5))
    path.write_bytes(path.read_bytes().replace(b"avc1", b"xyz1"))
    with pytest.raises(UnknownFormat, match="no decoder here knows"):
        read(path)


def test_sound_alone_and_no_frames_are_told(tmp_path: Path) -> None:
    with av.open(str(tmp_path / "sound.mp4"), "w") as container:
        stream = container.add_stream("aac", rate=44_100)
        container.mux([*stream.encode(_silence(4410)), *stream.encode()])
    with pytest.raises(NotARecording, match="sound but no pictures"):
        read(tmp_path / "sound.mp4")
    with av.open(str(tmp_path / "zero.mp4"), "w") as container:
        film = container.add_stream("libx264", rate=30)
        film.width, film.height, film.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        container.start_encoding()
    with pytest.raises(NotARecording, match="no video in it"):
        read(tmp_path / "zero.mp4")


def test_a_file_that_is_gone_a_folder_or_forbidden_is_told(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", pictures(5))
    _, clip = read(path)
    path.unlink()
    with pytest.raises(UnreadableFile, match="not there any more"):
        next(clip.frames())
    with pytest.raises(UnreadableFile, match="not there any more"):
        read(path)
    with pytest.raises(UnreadableFile, match="folder"):
        read(tmp_path)


def test_strange_file_names_are_no_obstacle(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", pictures(3))
    for name in ("http:__x|y%41?.mp4", "-i concat.mp4", "zuckende Wade \N{GREEK SMALL LETTER MU} #1.mp4"):
        renamed = path.rename(tmp_path / name)
        assert len(list(read(renamed)[1].frames())) == 3
        path = renamed


def test_reducing_by_nothing_or_by_too_much_is_a_programming_error(tmp_path: Path) -> None:
    _, clip = read(write_clip(tmp_path / "a.mp4", pictures(3)))
    for reduce in (0, HEIGHT + 1):
        with pytest.raises(ValueError, match="reduce must be between"):
            clip.frames(reduce)
