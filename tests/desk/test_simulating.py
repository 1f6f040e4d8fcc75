from pathlib import Path

import pytest

from twitchwise.desk.simulating import simulate_to_files
from twitchwise.errors import InputError
from twitchwise.recordings.model import RecordingKind
from twitchwise.simulate.motion_world import MotionWorld
from twitchwise.simulate.truth import read_truth

WORLD = MotionWorld(duration_s=10.0)


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    for name in ("a", "b"):
        simulate_to_files(
            RecordingKind.MOTION, WORLD, seed=5, out=tmp_path / f"{name}.csv", truth_path=tmp_path / f"{name}.json"
        )
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert read_truth(tmp_path / "a.json") == read_truth(tmp_path / "b.json")


def test_the_refusal_names_the_file_the_person_named(tmp_path: Path) -> None:
    out = tmp_path / "made.wav"
    with pytest.raises(InputError, match=r"^made\.wav: "):
        simulate_to_files(RecordingKind.MOTION, WORLD, seed=5, out=out, truth_path=tmp_path / "t.json")
    assert list(tmp_path.iterdir()) == []


def test_a_truth_may_be_replaced_but_nothing_else(tmp_path: Path) -> None:
    out, truth_path = tmp_path / "made.csv", tmp_path / "truth.json"
    truth_path.write_text("{}")
    with pytest.raises(InputError, match="already there"):
        simulate_to_files(RecordingKind.MOTION, WORLD, seed=5, out=out, truth_path=truth_path)
    truth_path.unlink()
    simulate_to_files(RecordingKind.MOTION, WORLD, seed=5, out=out, truth_path=truth_path)
    out.unlink()
    simulate_to_files(RecordingKind.MOTION, WORLD, seed=6, out=out, truth_path=truth_path)
    assert read_truth(truth_path).seed == 6
