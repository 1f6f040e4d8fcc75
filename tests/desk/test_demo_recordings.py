from dataclasses import replace
from pathlib import Path

import pytest

from twitchwise.desk.demo_recordings import SCENES, Scene, Shown, show_recordings
from twitchwise.recordings.model import RecordingKind
from twitchwise.simulate.emg_world import EmgWorld
from twitchwise.simulate.motion_world import MotionWorld
from twitchwise.simulate.timing import Bank
from twitchwise.simulate.truth import read_truth
from twitchwise.twitches.model import Certainty


def _small(scene: Scene) -> Scene:
    if isinstance(scene.world, EmgWorld):
        return replace(scene, world=replace(scene.world, rows=2, columns=2, duration_s=20.0))
    assert isinstance(scene.world, MotionWorld)
    return replace(scene, world=replace(scene.world, duration_s=60.0))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def shown(folder: Path) -> tuple[Shown, ...]:
    scenes = [_small(scene) for scene in SCENES if scene.kind is not RecordingKind.VIDEO]
    return show_recordings(folder, seed=0, scenes=scenes, on_progress=lambda _doing, _share: None)


def test_there_is_a_scene_of_each_kind_and_none_of_units_used_for_tuning() -> None:
    assert {scene.kind for scene in SCENES} == set(RecordingKind)
    assert {scene.world.bank for scene in SCENES} == {Bank.TESTING}


def test_recordings_truths_and_pages_are_left_to_look_at(folder: Path, shown: tuple[Shown, ...]) -> None:
    assert (folder / "summary.html").is_file()
    for one in shown:
        path = folder / "recordings" / one.scene.file
        assert path.is_file()
        assert read_truth(path.with_name(f"{path.stem}.truth.json")) == one.truth
        assert (folder / path.stem / "index.html").is_file()


def test_every_twitch_put_in_is_found_missed_or_in_time_left_out(shown: tuple[Shown, ...]) -> None:
    for one in shown:
        agreement = one.agreement
        assert agreement.hits + agreement.misses + one.n_left_out == len(one.truth.twitches)
        clear = [twitch for twitch in one.measurement.twitches if twitch.certainty is Certainty.CLEAR]
        assert agreement.hits + agreement.false_alarms == len(clear)
