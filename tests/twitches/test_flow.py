import numpy as np
import pytest
from numpy.typing import NDArray

from tests.twitches.built_recordings import a_texture, moved, with_moved_patch
from twitchwise.twitches.flow import BlockFlow, Tiling

_SIDE = 16
_STILL = a_texture()


def _flow(first: NDArray[np.floating] = _STILL, *, n: int = 3) -> BlockFlow:
    """After `n` still pictures."""
    flow = BlockFlow(Tiling.of(first.shape[0], first.shape[1], _SIDE), 30.0)
    for _ in range(n):
        flow.step(first.astype(np.float32))
    return flow


def _step(flow: BlockFlow, picture: NDArray[np.floating]) -> NDArray[np.float32]:
    displacement, changed = flow.step(picture.astype(np.float32))
    assert not changed
    return displacement


def test_a_tiling_is_centred_and_leaves_a_margin() -> None:
    tiling = Tiling.of(96, 128, 16)
    assert (tiling.rows, tiling.columns, tiling.n) == (5, 7, 35)
    assert (tiling.top, tiling.left) == (8, 8)
    assert tiling.centres()[0] == pytest.approx([15.5, 15.5])
    assert tiling.centres()[-1] == pytest.approx([111.5, 79.5])


def test_sums_over_blocks_are_sums_over_blocks() -> None:
    tiling = Tiling.of(48, 64, 16)
    picture = np.arange(48.0 * 64).reshape(48, 64).astype(np.float32)
    cut = tiling.cut(picture)
    assert tiling.sums(cut)[0] == pytest.approx(float(cut[:16, :16].sum()))
    assert tiling.sums(cut).size == tiling.n


def test_a_still_picture_does_not_move() -> None:
    flow = _flow()
    assert float(np.abs(_step(flow, _STILL)).max()) < 1e-3


@pytest.mark.parametrize("shift", [(0.3, 0.0), (0.0, -0.3), (-0.2, 0.4)])
def test_a_moved_picture_has_moved_as_far_in_every_block(shift: tuple[float, float]) -> None:
    displacement = _step(_flow(), moved(_STILL, *shift))
    assert float(np.abs(displacement - np.array(shift)).max()) < 0.05


@pytest.mark.parametrize("shift", [(1.0, -1.5), (3.0, 0.0), (-1.5, 2.0)])
def test_a_leap_of_the_whole_picture_is_caught_up_with_in_a_few_frames(shift: tuple[float, float]) -> None:
    flow = _flow(n=60)
    for _ in range(5):
        displacement = _step(flow, moved(_STILL, *shift))
    assert np.median(displacement, axis=0) == pytest.approx(shift, abs=0.15)


@pytest.mark.parametrize("by_px", [0.3, 1.0, 3.0])
def test_a_moved_patch_has_moved_in_its_middle_and_not_far_off(by_px: float) -> None:
    flow = _flow()
    displacement = _step(flow, with_moved_patch(_STILL, by_px, width_px=50.0))
    centres = flow.tiling.centres()
    middle = int(np.hypot(centres[:, 0] - 64, centres[:, 1] - 48).argmin())
    corner = int(np.hypot(centres[:, 0], centres[:, 1]).argmin())
    assert float(displacement[middle, 0]) == pytest.approx(by_px, rel=0.2)
    assert float(np.linalg.norm(displacement[corner])) < 0.15 * by_px


def test_an_exposure_step_moves_nothing() -> None:
    displacement = _step(_flow(), 1.08 * _STILL)
    assert float(np.abs(displacement).max()) < 0.03
    displacement = _step(_flow(), _STILL + 10.0)
    assert float(np.abs(displacement).max()) < 0.03


def test_a_slow_drift_is_followed_without_loss() -> None:
    flow = _flow()
    displacement = np.zeros((1, 2), np.float32)
    for i in range(1, 91):  # three seconds
        displacement = _step(flow, moved(_STILL, 0.02 * i, 0.0))
    assert float(np.median(displacement[:, 0])) == pytest.approx(1.8, rel=0.1)


def test_what_comes_back_has_come_back() -> None:
    flow = _flow(n=60)
    for i in range(15):
        _step(flow, moved(_STILL, 0.5 * np.sin(np.pi * i / 15), 0.0))
    for _ in range(3):
        displacement = _step(flow, _STILL)
    assert float(np.abs(displacement).max()) < 0.06


def test_another_scene_is_noticed_and_starts_again() -> None:
    flow = _flow()
    displacement, changed = flow.step((255.0 - a_texture(seed=5)).astype(np.float32) + 60.0)
    assert changed
    assert not displacement.any()
    assert flow.n_scene_changes == 1


def test_blocks_without_texture_are_known() -> None:
    half = _STILL.copy()
    half[:, :64] = 120.0
    texture = _flow(half).texture.reshape(5, 7)
    assert texture[:, 0].max() < 1.5 < texture[:, -1].min()


def test_a_grey_wall_has_no_texture_and_no_flow() -> None:
    flow = _flow(np.full((96, 128), 120.0))
    assert not _step(flow, np.full((96, 128), 121.0)).any()
    assert flow.texture.max() < 0.01
