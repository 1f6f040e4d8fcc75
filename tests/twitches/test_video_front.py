import numpy as np
import pytest
from numpy.typing import NDArray

from tests.twitches.built_recordings import a_film, a_texture, moved, with_moved_patch
from twitchwise.errors import NotARecording
from twitchwise.recordings.model import Recording, RecordingKind
from twitchwise.twitches.front import Front
from twitchwise.twitches.model import Reason
from twitchwise.twitches.settings import SETTINGS
from twitchwise.twitches.video_front import prepare_video

_VIDEO = SETTINGS[RecordingKind.VIDEO]
_STILL = a_texture(160, 240)
_CENTRE = (127.5, 79.5)  # of a block


def _prepare(recording: Recording, um_per_px: float | None = None) -> Front:
    return prepare_video(recording, _VIDEO, um_per_px)


def _grainy(n: int, *, seed: int = 0) -> list[NDArray[np.float64]]:
    rng = np.random.default_rng(seed)
    return [_STILL + rng.standard_normal(_STILL.shape) for _ in range(n)]


def _with_twitch(n: int, at: int, by_px: float) -> list[NDArray[np.float64]]:
    """A patch in the middle that moves out and back within half a second."""
    pictures = _grainy(n)
    for i in range(15):
        pictures[at + i] = with_moved_patch(
            _STILL, by_px * float(np.sin(np.pi * i / 15)), centre=_CENTRE, width_px=50.0
        )
    return pictures


def test_a_patch_that_moves_is_seen_in_its_blocks_and_pixels() -> None:
    front = _prepare(a_film(_with_twitch(120, 60, 1.0)))
    plain = front.plain.read(0, 120)
    row = int(np.ptp(plain, axis=1).argmax())
    place = front.matrix.layout.positions
    assert place is not None
    assert place[row // 2] == pytest.approx(_CENTRE, abs=1.0)
    assert row % 2 == 0
    assert float(np.ptp(plain[row])) == pytest.approx(
        0.95, rel=0.12
    )  # the mean over a block, a little less than its middle
    assert int(np.abs(plain[row]).argmax()) == pytest.approx(67, abs=2)
    assert front.matrix.unit == "px"


def test_a_scale_turns_pixels_into_millimetres() -> None:
    recording = a_film(_with_twitch(120, 60, 1.0))
    in_px, in_mm = _prepare(recording), _prepare(recording, 50.0)
    assert in_mm.matrix.unit == "mm"
    assert np.allclose(in_mm.plain.read(0, 120), 0.05 * in_px.plain.read(0, 120), atol=1e-5)


def test_what_the_whole_picture_does_is_taken_off_every_block() -> None:
    shake = 0.5 * np.sin(np.arange(120) / 5.0)
    shaken = _prepare(a_film([moved(_STILL, float(s), 0.0) for s in shake]))
    assert float(np.abs(shaken.plain.read(0, 120)).max()) < 0.1


def test_a_jolt_of_the_camera_is_known_as_such() -> None:
    pictures = _grainy(150)
    for i in range(6):
        pictures[80 + i] = moved(_STILL, 3.0 * float(np.sin(np.pi * i / 6)), 0.0)
    together = _prepare(a_film(pictures)).together
    assert together is not None
    assert together[80:86].max() > 10.0
    assert float(np.median(together)) < 3.0


def test_an_exposure_step_moves_no_block() -> None:
    pictures = _grainy(120)
    pictures[60:] = [1.06 * picture for picture in pictures[60:]]
    assert float(np.abs(_prepare(a_film(pictures)).plain.read(0, 120)).max()) < 0.2


def test_a_dropped_frame_moves_no_block_and_shifts_no_time() -> None:
    pictures = _with_twitch(120, 60, 1.0)
    times = np.arange(120) / 30.0
    keep = np.delete(np.arange(120), [20, 21, 45])
    front = _prepare(a_film([pictures[i] for i in keep], times_s=times[keep]))
    assert front.matrix.n_samples == 120
    plain = front.plain.read(0, 120)
    row = int(np.ptp(plain, axis=1).argmax())
    assert int(np.abs(plain[row]).argmax()) == pytest.approx(67, abs=2)
    assert float(np.abs(plain[:, 15:50]).max()) < 0.25


def test_key_frames_that_jump_are_left_out_and_named() -> None:
    pictures = _grainy(120)
    rng = np.random.default_rng(9)
    for i in (40, 80):
        pictures[i] = pictures[i] + 12.0 * rng.standard_normal(_STILL.shape)
    front = _prepare(a_film(pictures, keys=frozenset({0, 40, 80})))
    middles = [0.5 * (s.start_s + s.end_s) for s in front.exclusions if s.reason is Reason.KEY_FRAME]
    assert middles == pytest.approx([40 / 30, 80 / 30], abs=0.02)
    assert front.key_samples.tolist() == [40, 80]
    assert not front.matrix.valid[40]


def test_key_frames_that_do_not_show_cost_nothing() -> None:
    front = _prepare(a_film(_grainy(120), keys=frozenset({0, 40, 80})))
    assert {s.reason for s in front.exclusions} <= {Reason.EDGE}
    assert front.key_samples.size == 0


def test_only_the_first_and_last_moments_of_a_calm_film_are_left_out() -> None:
    front = _prepare(a_film(_grainy(120)))
    assert front.matrix.valid[15:105].all()
    assert all(s.end_s <= 0.5 or s.start_s >= 3.5 for s in front.exclusions)


def test_another_scene_is_left_out_and_told() -> None:
    other = 60.0 + 255.0 - a_texture(160, 240, seed=4)
    front = _prepare(a_film([*_grainy(60), *[other] * 60]))
    assert Reason.FRAME_MOTION in {s.reason for s in front.exclusions}
    assert not front.matrix.valid[60]
    assert any("scene" in p.what for p in front.problems)


def test_blocks_without_texture_are_no_places() -> None:
    half = _STILL.copy()
    half[:, :120] = 120.0
    rng = np.random.default_rng(3)
    front = _prepare(a_film([half + rng.standard_normal(half.shape) for _ in range(60)]))
    positions = front.matrix.layout.positions
    assert positions is not None
    assert positions[:, 0].min() > 100.0
    assert front.matrix.layout.n_places < 126


def test_the_still_is_the_first_picture() -> None:
    recording = a_film(_grainy(60))
    front = _prepare(recording)
    assert recording.clip is not None
    assert front.still is not None
    assert np.array_equal(front.still, next(iter(recording.clip.frames())).luma)


@pytest.mark.parametrize(
    ("pictures", "why"),
    [
        ([_STILL] * 3, "3 frames"),
        ([_STILL[:40, :40]] * 60, "40 x 40 px"),
        ([np.full((160, 240), 120.0)] * 60, "no texture"),
    ],
)
def test_a_film_that_cannot_be_measured_is_refused_in_one_sentence(
    pictures: list[NDArray[np.float64]], why: str
) -> None:
    with pytest.raises(NotARecording, match=why) as refused:
        _prepare(a_film(pictures))
    assert "\n" not in str(refused.value)


def test_progress_rises() -> None:
    told: list[float] = []
    prepare_video(a_film(_grainy(120)), _VIDEO, None, told.append)
    assert told
    assert told == sorted(told)
    assert told[-1] <= 1.0
