from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import ndimage

from twitchwise.errors import InputError
from twitchwise.recordings.model import Frame
from twitchwise.simulate.patch import ActivePatch, MovingPicture, Patch
from twitchwise.simulate.texture import draw_skin, draw_speckle
from twitchwise.simulate.timing import Bank
from twitchwise.simulate.truth import Disturbance, Truth
from twitchwise.simulate.video import render_frames, simulate_video
from twitchwise.simulate.video_world import Codec, Surface, VideoWorld

SMALL = VideoWorld(
    duration_s=4.0, width=256, height=192, rate_per_min=30.0, n_units=1, patch_px=(50.0, 60.0), bit_rate=3_000_000
)
STILL = replace(SMALL, shake_px=0.0, breathing_px=0.0, pulse_px=0.0, noise_grey=0.0)


def frames_of(world: VideoWorld, seed: int = 1) -> tuple[Truth, list[Frame]]:
    scene, frames = render_frames(world, np.random.default_rng(seed))
    return scene.truth, list(frames)


def matched_shift(
    before: NDArray[np.floating], after: NDArray[np.floating], window: tuple[slice, slice]
) -> tuple[float, float]:
    """Independent method: the displacement (x, y) of the quintic spline through `before` that fits `after` best."""
    shift = np.zeros(2)
    for _ in range(6):
        moved = ndimage.shift(before.astype(np.float64), (shift[1], shift[0]), order=5, mode="grid-wrap")
        slope_y, slope_x = np.asarray(np.gradient(moved))
        slopes = -np.stack([slope_x[window].ravel(), slope_y[window].ravel()], axis=1)
        shift += np.linalg.lstsq(slopes, (after - moved)[window].ravel(), rcond=None)[0]
    return float(shift[0]), float(shift[1])


@pytest.mark.parametrize("draw", [draw_skin, draw_speckle])
@pytest.mark.parametrize("shift", [(0.3, -0.2), (1.7, 0.6)])
def test_the_whole_picture_moves_as_far_as_asked(
    draw: Callable[..., NDArray[np.float32]], shift: tuple[float, float]
) -> None:
    picture = draw(192, 256, contrast=12.0, rng=np.random.default_rng(1))
    moving = MovingPicture(picture)

    measured = matched_shift(picture, moving.show(shift=shift, active=[]), np.s_[8:-8, 8:-8])

    assert measured == pytest.approx(shift, rel=0.01, abs=0.003)


@pytest.mark.parametrize("draw", [draw_skin, draw_speckle])
@pytest.mark.parametrize("displacement", [0.1, 0.5, 1.5])
def test_the_centre_of_a_patch_moves_as_far_as_asked_and_the_rest_stays(
    draw: Callable[..., NDArray[np.float32]], displacement: float
) -> None:
    picture = draw(384, 384, contrast=12.0, rng=np.random.default_rng(2))
    patch = Patch(x=192.0, y=180.0, width=160.0, narrowing=1.0, axis_rad=0.4, direction=(0.6, -0.8))

    shown = MovingPicture(picture).show(shift=(0.0, 0.0), active=[ActivePatch(patch=patch, displacement=displacement)])

    window = np.s_[180 - 8 : 180 + 9, 192 - 8 : 192 + 9]
    y, x = np.mgrid[window].astype(np.float64)
    assert patch.weight(x, y).min() > 0.98  # so near the centre all move alike
    moved = matched_shift(picture, shown, window)
    assert moved == pytest.approx((0.6 * displacement, -0.8 * displacement), rel=0.02, abs=0.005)
    far = patch.weight(*np.meshgrid(np.arange(384.0), np.arange(384.0))) == 0
    assert np.abs(shown - picture)[far].max() < 0.05


def test_patches_that_overlap_move_together() -> None:
    picture = draw_skin(192, 256, contrast=12.0, rng=np.random.default_rng(2))
    one = Patch(x=100.0, y=90.0, width=50.0, narrowing=1.0, axis_rad=0.0, direction=(1.0, 0.0))
    moving = MovingPicture(picture)

    twice = moving.show(shift=(0.2, 0.1), active=[ActivePatch(patch=one, displacement=0.5)] * 2)
    once = moving.show(shift=(0.2, 0.1), active=[ActivePatch(patch=one, displacement=1.0)])

    assert np.allclose(twice, once, atol=0.01)


def test_a_rendered_twitch_has_the_place_time_and_size_that_the_truth_states() -> None:
    world = replace(STILL, rate_hz=100.0, amplitude_px=0.8, doublet_share=0.0, patch_px=(70.0, 70.0))
    truth, frames = frames_of(world, seed=4)
    twitch = truth.twitches[0]
    assert twitch.place is not None
    x, y = (round(value) for value in twitch.place)
    near = np.s_[max(y - 40, 0) : y + 40, max(x - 40, 0) : x + 40]  # saves time; the spline forgets its edge in 10 px
    window = np.s_[min(y, 40) - 8 : min(y, 40) + 9, min(x, 40) - 8 : min(x, 40) + 9]
    rest = frames[0].luma[near].astype(np.float64)
    following = truth.twitches[1].onset_s if len(truth.twitches) > 1 else 99.0
    moved = [
        (frame.time_s, float(np.hypot(*matched_shift(rest, frame.luma[near].astype(np.float64), window))))
        for frame in frames
        if twitch.onset_s - 0.05 < frame.time_s < min(twitch.onset_s + 0.25, following)
    ]
    times_s, displacement = np.array(moved).T

    assert displacement.max() == pytest.approx(twitch.amplitude, rel=0.05)
    assert displacement[times_s < twitch.onset_s].max() < 0.03 * twitch.amplitude
    assert 0.02 < times_s[displacement.argmax()] - twitch.onset_s < 0.12


def test_before_any_twitch_a_still_clip_does_not_change() -> None:
    truth, frames = frames_of(STILL)
    quiet = [frame.luma for frame in frames if frame.time_s < truth.twitches[0].onset_s - 0.05]

    assert all(np.array_equal(quiet[0], luma) for luma in quiet)


def test_camera_noise_has_the_level_asked_for() -> None:
    _, frames = frames_of(replace(STILL, noise_grey=2.0, rate_per_min=0.0))
    stack = np.stack([frame.luma for frame in frames]).astype(np.float64)

    # rounding to whole grey levels adds 1/12 to the variance
    assert float(np.median(stack.std(axis=0))) == pytest.approx(np.sqrt(4.0 + 1.0 / 12.0), rel=0.06)


def test_hand_shake_has_the_size_asked_for() -> None:
    scene, _ = render_frames(replace(STILL, shake_px=0.5, duration_s=60.0, rate_per_min=0.0), np.random.default_rng(3))

    assert np.allclose(scene.shift.std(axis=0), 0.5, rtol=0.2)


def test_exposure_jolts_and_dropped_frames_are_listed_and_there() -> None:
    world = replace(
        STILL, rate_per_min=0.0, duration_s=12.0, exposure_per_min=10.0, jolts_per_min=5.0, dropped_per_min=15.0
    )
    scene, _ = render_frames(world, np.random.default_rng(3))
    names = [span.name for span in scene.truth.interference]

    assert names.count(Disturbance.EXPOSURE_STEP) == 2
    assert names.count(Disturbance.JOLT) == 1
    assert names.count(Disturbance.DROPPED_FRAMES) == 3
    assert scene.times_s.size == 360 - 3
    assert np.ptp(scene.gain) > 0.005
    assert 2.0 < np.linalg.norm(scene.shift, axis=1).max() < 8.5
    assert np.diff(scene.times_s).max() == pytest.approx(2 / 30, abs=1e-6)


@pytest.mark.parametrize(
    ("codec", "ending"),
    [
        (Codec.H264, ".mp4"),
        (Codec.HEVC, ".mov"),
        (Codec.VP8, ".webm"),
        (Codec.VP9, ".webm"),
        (Codec.AV1, ".mkv"),
        (Codec.MJPEG, ".mkv"),
    ],
)
def test_a_written_clip_opens_again_with_its_frames_and_true_times(tmp_path: Path, codec: Codec, ending: str) -> None:
    world = replace(SMALL, codec=codec, duration_s=2.0, frame_jitter_s=0.003, dropped_per_min=60.0)
    path = tmp_path / f"clip{ending}"

    simulate_video(world, np.random.default_rng(2), path)

    scene, frames = render_frames(world, np.random.default_rng(2))
    with av.open(str(path)) as container:
        decoded = [(float(f.time or 0.0), f.to_ndarray(format="yuv420p")[:192]) for f in container.decode(video=0)]
    assert len(decoded) == scene.times_s.size == 58
    assert np.allclose([time_s for time_s, _ in decoded], scene.times_s, atol=1.1e-3)  # matroska keeps milliseconds
    first = next(frames).luma.astype(np.float64)
    scale = 255 / 219 if codec is Codec.MJPEG else 1.0
    assert np.abs(decoded[0][1] * scale - first * scale).mean() < 8.0


def test_the_bit_rate_and_key_frame_distance_are_those_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    world = replace(SMALL, bit_rate=2_000_000, gop=15)

    simulate_video(world, np.random.default_rng(2), path)

    assert path.stat().st_size * 8 / world.duration_s == pytest.approx(2_000_000, rel=0.25)
    with av.open(str(path)) as container:
        keys = [i for i, frame in enumerate(container.decode(video=0)) if frame.key_frame]
    assert keys == list(range(0, 120, 15))


def test_the_same_seed_gives_the_same_frames_and_bytes_and_the_banks_differ(tmp_path: Path) -> None:
    world = replace(SMALL, duration_s=2.0)
    truths = [simulate_video(world, np.random.default_rng(8), tmp_path / f"{i}.mp4") for i in range(2)]
    other, _ = frames_of(replace(world, bank=Bank.TESTING), seed=8)

    assert truths[0] == truths[1]
    assert (tmp_path / "0.mp4").read_bytes() == (tmp_path / "1.mp4").read_bytes()
    assert {t.place for t in truths[0].twitches}.isdisjoint({t.place for t in other.twitches})


def test_speckle_is_finer_in_depth_than_sideways() -> None:
    picture = draw_speckle(256, 256, contrast=15.0, rng=np.random.default_rng(5))

    assert np.diff(picture, axis=0).std() > 1.3 * np.diff(picture, axis=1).std()
    assert replace(SMALL, surface=Surface.SPECKLE).surface is Surface.SPECKLE


def test_a_container_that_cannot_hold_the_codec_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"use one of .*\.mp4"):
        simulate_video(SMALL, np.random.default_rng(1), tmp_path / "clip.webm")
