from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.report.built_measurements import a_measurement, a_twitch
from twitchwise.charts.magnify import Magnifier, write_magnified_clip, write_unmarked_clip
from twitchwise.errors import InputError, Problem
from twitchwise.recordings.model import Frame, RecordingKind
from twitchwise.twitches.model import Certainty, Measurement, Place

BAR_PX = 32


@dataclass(frozen=True)
class DrawnClip:
    """Frames computed from their times: a texture with a patch that brightens."""

    times_s: tuple[float, ...]
    width: int = 120
    height: int = 90
    rate_hz: float = 30.0
    broken_at: int | None = None

    def problems_after(self) -> tuple[Problem, ...]:
        return ()

    def frames(self, reduce: int = 1) -> Iterator[Frame]:
        for n, time_s in enumerate(self.times_s):
            if n == self.broken_at:
                raise ZeroDivisionError
            luma = np.full((self.height // reduce, self.width // reduce), 100, dtype=np.uint8)
            yield Frame(time_s=time_s, luma=luma, is_key=n == 0)


def a_video_measurement(*, duration_s: float) -> Measurement:
    place = Place(index=0, label="60, 45 px", x=60.0, y=45.0, extent=30.0)
    measurement = a_measurement(RecordingKind.VIDEO)
    return replace(
        measurement,
        recording=replace(measurement.recording, duration_s=duration_s),
        twitches=(
            a_twitch(0.5, place=place),
            a_twitch(1.5, place=place, certainty=Certainty.DOUBTFUL),
            a_twitch(1.6, place=Place(index=0, label="?")),
        ),
        excluded=(),
    )


def read_back(path: Path) -> tuple[list[float], list[NDArray[np.uint8]]]:
    with av.open(str(path)) as container:
        frames = list(container.decode(video=0))
        return [float(frame.time or 0.0) for frame in frames], [
            frame.to_ndarray(format="gray").astype(np.uint8) for frame in frames
        ]


def test_uneven_frame_times_are_kept(tmp_path: Path) -> None:
    times_s = tuple(np.cumsum([0.0, *np.random.default_rng(3).uniform(0.02, 0.09, 59)]))
    write_magnified_clip(DrawnClip(times_s), a_video_measurement(duration_s=4.0), tmp_path / "m.mp4")
    found_s, _ = read_back(tmp_path / "m.mp4")
    assert found_s == pytest.approx(times_s, abs=1e-4)


def test_a_ring_is_there_while_the_twitch_lasts_and_only_then(tmp_path: Path) -> None:
    times_s = tuple(n / 20 for n in range(60))
    write_magnified_clip(DrawnClip(times_s), a_video_measurement(duration_s=3.0), tmp_path / "m.mp4")
    _, pictures = read_back(tmp_path / "m.mp4")
    on_ring = [float(picture[45, 75]) for picture in pictures]  # 15 px right of the middle
    lit = [time_s for time_s, value in zip(times_s, on_ring, strict=True) if value > 150]
    assert min(lit) == pytest.approx(0.5)
    assert all(0.5 <= time_s < 1.0 or 1.5 <= time_s < 2.0 for time_s in lit)


def test_below_the_picture_a_bar_shows_the_twitches_and_the_time(tmp_path: Path) -> None:
    times_s = tuple(n / 20 for n in range(60))
    write_magnified_clip(DrawnClip(times_s), a_video_measurement(duration_s=3.0), tmp_path / "m.mp4")
    _, pictures = read_back(tmp_path / "m.mp4")
    assert pictures[0].shape == (90 + BAR_PX, 120)
    bar = pictures[0][90:]
    assert bar[8, 20] > 120  # clear: a full mark at 0.5 of 3 s
    assert bar[8, 60] < 90  # doubtful: a half one
    assert bar[24, 60] > 120


def test_odd_and_large_pictures_are_encoded(tmp_path: Path) -> None:
    clip = DrawnClip((0.0, 0.04), width=2601, height=301)
    write_magnified_clip(clip, a_video_measurement(duration_s=1.0), tmp_path / "m.mp4")
    _, pictures = read_back(tmp_path / "m.mp4")
    assert pictures[0].shape[1] <= 1280
    assert pictures[0].shape[1] % 2 == 0


def test_two_frames_of_one_time_do_not_stop_the_work(tmp_path: Path) -> None:
    write_magnified_clip(DrawnClip((0.0, 0.1, 0.1, 0.2)), a_video_measurement(duration_s=1.0), tmp_path / "m.mp4")
    assert len(read_back(tmp_path / "m.mp4")[0]) == 4


def test_a_clip_that_breaks_half_way_leaves_nothing(tmp_path: Path) -> None:
    clip = DrawnClip(tuple(n / 20 for n in range(40)), broken_at=20)
    with pytest.raises(ZeroDivisionError):
        write_magnified_clip(clip, a_video_measurement(duration_s=2.0), tmp_path / "m.mp4")
    assert list(tmp_path.iterdir()) == []


def test_a_clip_without_frames_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no picture"):
        write_magnified_clip(DrawnClip(()), a_video_measurement(duration_s=1.0), tmp_path / "m.mp4")
    assert list(tmp_path.iterdir()) == []


def patch_over_time(*, hertz: float, size: float) -> NDArray[np.float64]:
    """Brightness of a patch that swings by `size` grey levels, after magnification by 8, over the last second."""
    magnifier = Magnifier(gain=8.0)
    values = []
    for n in range(300):
        time_s = n / 60
        luma = np.full((60, 60), 100, dtype=np.uint8)
        luma[24:36, 24:36] = round(100 + size * np.sin(2 * np.pi * hertz * time_s))
        values.append(float(magnifier.magnify(luma, time_s)[30, 30]))
    return np.array(values[-60:])


def test_a_change_at_the_speed_of_a_twitch_is_magnified() -> None:
    assert np.ptp(patch_over_time(hertz=2.0, size=3.0)) > 4 * 6.0


def test_a_slow_change_is_hardly_magnified() -> None:
    assert np.ptp(patch_over_time(hertz=0.05, size=3.0)) < 10.0


def test_a_jump_of_the_whole_picture_is_not_magnified() -> None:
    magnifier = Magnifier(gain=8.0)
    dark, bright = np.full((60, 60), 100, dtype=np.uint8), np.full((60, 60), 110, dtype=np.uint8)
    for n in range(30):
        magnifier.magnify(dark, n / 30)
    assert np.abs(magnifier.magnify(bright, 1.0).astype(int) - 110).max() <= 1


def test_the_clip_without_marks_has_neither_ring_nor_bar(tmp_path: Path) -> None:
    clip = DrawnClip(times_s=tuple(n / 30.0 for n in range(60)))
    write_unmarked_clip(clip, tmp_path / "u.mp4", name="calf.mp4")
    times, frames = read_back(tmp_path / "u.mp4")
    assert times == pytest.approx(clip.times_s, abs=1e-3)
    assert {frame.shape for frame in frames} == {(90, 120)}
    assert max(int(np.ptp(frame)) for frame in frames) <= 4
    with pytest.raises(InputError, match="no picture"):
        write_unmarked_clip(DrawnClip(times_s=()), tmp_path / "v.mp4", name="calf.mp4")
    assert not (tmp_path / "v.mp4").exists()
