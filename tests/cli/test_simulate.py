import inspect
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from twitchwise.cli import simulate as commands
from twitchwise.recordings.open import read_recording
from twitchwise.simulate.emg_world import EmgWorld
from twitchwise.simulate.motion_world import MotionWorld
from twitchwise.simulate.person_world import PersonWorld
from twitchwise.simulate.truth import read_truth
from twitchwise.simulate.video_world import VideoWorld

SMALL = {
    "emg": ("--duration-s", "5", "--rows", "1", "--columns", "2"),
    "motion": ("--duration-s", "10"),
    "video": ("--duration-s", "2", "--width", "96", "--height", "64"),
}
ENDINGS = [("emg", "npz"), ("emg", "edf"), ("emg", "csv"), ("motion", "csv"), ("motion", "zip"), ("video", "mp4")]


@pytest.mark.parametrize(("kind", "ending"), ENDINGS)
def test_a_recording_and_its_truth_are_written(run: Any, tmp_path: Path, kind: str, ending: str) -> None:
    path, truth_path = tmp_path / f"made.{ending}", tmp_path / "truth.json"
    told = run("simulate", kind, "--out", path, "--truth", truth_path, *SMALL[kind], "--seed", "3")
    assert told.exit_code == 0, told.output
    truth, recording = read_truth(truth_path), read_recording(path)
    assert truth.kind == recording.kind == kind
    assert recording.duration_s == pytest.approx(truth.duration_s, abs=0.1)
    assert f"with {len(truth.twitches)} twitch" in told.stdout
    assert {found.name for found in tmp_path.iterdir()} == {path.name, "truth.json"}


def test_the_truth_lies_beside_the_recording_when_no_place_is_named(run: Any, tmp_path: Path) -> None:
    assert run("simulate", "motion", "--out", tmp_path / "a.csv", *SMALL["motion"]).exit_code == 0
    assert read_truth(tmp_path / "a.truth.json").seed == 0


def test_a_recording_that_is_there_is_never_written_over(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("real")
    refused = run("simulate", "motion", "--out", path, *SMALL["motion"])
    assert refused.exit_code == 1
    assert "already there" in refused.stderr
    assert [found.name for found in tmp_path.iterdir()] == ["mine.csv"]
    assert path.read_text() == "real"


@pytest.mark.parametrize(
    "words",
    [
        ("emg", "--out", "x.wav"),
        ("motion", "--out", "x.mp4"),
        ("video", "--out", "x.csv"),
        ("video", "--out", "x.mp4", "--width", "33"),
        ("motion", "--out", "x.csv", "--duration-s", "0"),
        ("motion", "--out", "x.csv", "--truth", "x.csv"),
        ("motion", "--out", "."),
        ("motion", "--out", "x.csv", "--duration-s", "1e9"),
        ("emg", "--out", "x.npz", "--duration-s", "1e9"),
        ("video", "--out", "x.mp4", "--duration-s", "1e9"),
    ],
)
def test_what_cannot_be_simulated_is_one_sentence_and_leaves_nothing(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = run("simulate", *words)
    assert refused.exit_code == 1
    assert refused.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", ["--duration-s", "--rate-per-min", "--noise-mg"])
@pytest.mark.parametrize("value", ["nan", "inf"])
def test_what_is_no_number_is_a_wrong_use(run: Any, tmp_path: Path, option: str, value: str) -> None:
    refused = run("simulate", "motion", "--out", tmp_path / "x.csv", option, value)
    assert (refused.exit_code, option in refused.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "world"),
    [
        (commands.emg, EmgWorld),
        (commands.motion, MotionWorld),
        (commands.video, VideoWorld),
        (commands.person, PersonWorld),
    ],
)
def test_options_are_fields_of_the_world_with_its_defaults(command: Callable[..., None], world: type) -> None:
    own = {"out", "truth", "seed", "codec", "weeks"}
    given = {name: p.default for name, p in inspect.signature(command).parameters.items() if name not in own}
    assert given == {f.name: f.default for f in fields(world) if f.name in given}


def test_a_person_is_written_with_workouts_diary_table_and_truth(run: Any, tmp_path: Path) -> None:
    made = run("simulate", "person", "--out", tmp_path / "anna", "--weeks", "8", "--seed", "3")
    assert made.exit_code == 0, made.output
    assert {path.name for path in (tmp_path / "anna").iterdir()} == {
        "workouts.csv",
        "diary.json",
        "days.csv",
        "truth.json",
    }
    assert "56 days" in made.stdout
    again = run("simulate", "person", "--out", tmp_path / "again", "--weeks", "8", "--seed", "3")
    assert again.exit_code == 0
    for path in (tmp_path / "anna").iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


def test_a_person_is_not_written_beside_other_files(run: Any, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    refused = run("simulate", "person", "--out", tmp_path)
    assert (refused.exit_code, "already holds other files" in refused.stderr) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    "words", [("--missing-share", "1"), ("--own-load-share", "2"), ("--patience-cap", "0"), ("--drift-fold", "0")]
)
def test_a_person_that_cannot_be_is_one_sentence(run: Any, tmp_path: Path, words: tuple[str, ...]) -> None:
    refused = run("simulate", "person", "--out", tmp_path / "x", *words)
    assert (refused.exit_code, refused.stderr.count("\n")) == (1, 1)
    assert list(tmp_path.iterdir()) == []
