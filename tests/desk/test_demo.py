import json
from pathlib import Path

import pytest

from twitchwise.desk.demo import DEMO_SEED, Demo, run_demo
from twitchwise.desk.demo_recordings import SCENES
from twitchwise.desk.diary_place import diary_if_any
from twitchwise.recordings.model import RecordingKind
from twitchwise.urgency.level import Urgency

_PHONE = [scene for scene in SCENES if scene.kind is RecordingKind.MOTION]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "shown"


@pytest.fixture(scope="module")
def told() -> list[float]:
    return []


@pytest.fixture(scope="module")
def demo(folder: Path, told: list[float]) -> Demo:
    return run_demo(folder, scenes=_PHONE, n_people=1, on_progress=lambda _doing, share: told.append(share))


def test_recordings_diary_truths_and_pages_lie_in_the_folder(folder: Path, demo: Demo) -> None:
    assert {path.name for path in folder.iterdir()} == {
        "summary.html",
        "summary.csv",
        "recordings",
        "phone",
        "person",
        "triggers",
        "strength",
        "assessed",
        "diary.sqlite",
    }
    assert (folder / "triggers" / "index.html").is_file()
    truth = json.loads((folder / "person" / "truth.json").read_text())
    assert len(truth["triggers"]) == len(demo.person.person.triggers)


def test_the_diary_is_there_to_look_at(folder: Path, demo: Demo) -> None:
    diary = diary_if_any(folder / "diary.sqlite")
    assert diary is not None
    assert len(diary.entries) == sum(outcome.kept.n_new for outcome in demo.person.imported if outcome.kept)


def test_the_three_people_are_told_what_fits_each(folder: Path, demo: Demo) -> None:
    trained, afraid, declining = (person.found for person in demo.assessed)
    levels = [found.judgement.level for found in (trained, afraid, declining)]
    assert levels == [Urgency.SELF_CARE, Urgency.ROUTINE, Urgency.DAYS]
    first = trained.causes.likely[0]
    assert first.id == "after-training"
    assert "anxiety" in {cause.id for cause in afraid.causes.likely[:3]}
    assert "als" in {cause.id for cause in declining.causes.shown if cause.band is not None}
    assert len(list((folder / "assessed").glob("*/index.html"))) == 3


def test_progress_only_grows(demo: Demo, told: list[float]) -> None:
    assert demo.people.n_people == 1
    assert told == sorted(told)
    assert 0 <= told[0] < told[-1] <= 1


def test_a_second_run_replaces_the_first_with_a_fresh_diary(folder: Path, demo: Demo) -> None:
    again = run_demo(folder, seed=DEMO_SEED, scenes=_PHONE, n_people=0)
    assert again.recordings[0].truth.seed == DEMO_SEED
    assert [o.kept for o in again.person.imported] == [o.kept for o in demo.person.imported]
    assert not list(folder.glob("diary.sqlite-*"))
