from pathlib import Path

import pytest

from tests.cli.conftest import Run
from twitchwise.recordings.model import RecordingKind
from twitchwise.simulate.video_world import VideoWorld
from twitchwise.simulate.write import simulate_recording


@pytest.fixture
def diary(tmp_path: Path, run: Run) -> Path:
    file = tmp_path / "diary.sqlite"
    assert run("log", "--day", "2026-09-01", "--twitches", "left calf=5", "--diary", file).exit_code == 0
    return file


def test_the_page_is_written_and_the_question_is_missed(run: Run, diary: Path, tmp_path: Path) -> None:
    out = tmp_path / "for the doctor.pdf"
    done = run("report", "--out", out, "--diary", diary)
    assert done.exit_code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert "no question yet" in done.output


def test_a_diary_that_is_not_there_gives_a_page_and_no_diary(run: Run, tmp_path: Path) -> None:
    done = run("report", "--out", tmp_path / "doctor.pdf", "--diary", tmp_path / "none.sqlite", "--question", "Why?")
    assert done.exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["doctor.pdf"]


def test_an_unknown_part_is_refused_with_those_that_are_known(run: Run, diary: Path) -> None:
    done = run("report", "--without", "everything", "--diary", diary)
    assert done.exit_code == 2
    assert "red-flags" in done.output


def test_a_place_that_cannot_be_written_leaves_nothing(run: Run, diary: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("report", "--out", tmp_path / "file" / "doctor.pdf", "--diary", diary)
    assert done.exit_code == 1
    assert "cannot be written" in done.output
    assert {path.name for path in tmp_path.iterdir()} >= {"file", "diary.sqlite"}


def test_a_clip_is_marked_and_copied_beside_the_page(run: Run, diary: Path, tmp_path: Path) -> None:
    clip = tmp_path / "calf.mp4"
    world = VideoWorld(duration_s=14.0, width=320, height=240, rate_per_min=30.0, amplitude_px=2.0, doublet_share=0.0)
    simulate_recording(RecordingKind.VIDEO, path=clip, seed=3, world=world)
    folder = tmp_path / "visit"
    done = run("report", "--out", folder / "doctor.pdf", "--clip", clip, "--diary", diary)
    assert done.exit_code == 0, done.output
    assert (folder / "calf.mp4").read_bytes() == clip.read_bytes()
    assert (folder / "doctor.pdf").read_bytes().count(b"/Image") >= 1


def test_something_else_than_a_clip_is_refused(run: Run, diary: Path, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("a,b\n1,2\n")
    done = run("report", "--out", tmp_path / "doctor.pdf", "--clip", table, "--diary", diary)
    assert done.exit_code == 1
    assert not (tmp_path / "doctor.pdf").exists()
