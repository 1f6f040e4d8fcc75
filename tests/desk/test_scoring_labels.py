from pathlib import Path

import pytest

from tests.report.built_measurements import a_measurement
from twitchwise.desk.measuring import measure_file
from twitchwise.desk.reviewing import Review, begin_review
from twitchwise.desk.scoring_labels import score_files
from twitchwise.errors import InputError
from twitchwise.estimate import Estimate
from twitchwise.recordings.model import RecordingKind
from twitchwise.report.result_json import to_json
from twitchwise.simulate.motion_world import MotionWorld
from twitchwise.simulate.write import simulate_recording
from twitchwise.twitches.agreement import compare_twitches
from twitchwise.twitches.labels import Label
from twitchwise.twitches.model import Certainty

N_EVENTS = 31
SAME_S = 0.1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A result of 24 clear, three doubtful and four set-aside events."""
    (tmp_path / "result.json").write_text(to_json(a_measurement()), encoding="utf-8")
    return tmp_path


def _say(sitting: Review, *labels: Label) -> None:
    for label in labels:
        sitting.say(label)


def test_reviewers_are_scored_and_compared(folder: Path) -> None:
    _say(begin_review(folder, reviewer="anna"), *[Label.ACCEPT] * 10)
    _say(begin_review(folder, reviewer="ben"), *[Label.ACCEPT] * 8, Label.REJECT, Label.REJECT)
    found = score_files([folder])
    assert [score.reviewers for score in found.scores] == [("anna",), ("ben",)]
    assert len(found.agreements) == 1


def test_of_a_blind_and_an_open_label_of_one_person_the_blind_one_counts(folder: Path) -> None:
    _say(begin_review(folder, is_blind=True, seed=1), *[Label.REJECT] * N_EVENTS)
    _say(begin_review(folder), *[Label.ACCEPT] * N_EVENTS)
    (score,) = score_files([folder]).scores
    assert (score.n_labels, score.n_not_blind) == (N_EVENTS, 0)
    assert score.strict.hits == 0


def test_a_folder_without_labels_is_refused(folder: Path) -> None:
    with pytest.raises(InputError, match="no table of labels"):
        score_files([folder])


def test_a_reviewer_who_knows_the_truth_gives_the_precision_that_the_truth_gives(tmp_path: Path) -> None:
    path = tmp_path / "phone.csv"
    world = MotionWorld(duration_s=90.0, rate_per_min=25.0, amplitude_mg=10.0, bumps_per_min=4.0)
    truth = simulate_recording(RecordingKind.MOTION, path=path, seed=4, world=world)
    measurement = measure_file(path, out=tmp_path / "result")
    sitting = begin_review(tmp_path / "result", is_blind=True, seed=1)
    true_ones = {i for i, _ in compare_twitches(sitting.events, truth.twitches, SAME_S).pairs}
    while sitting.event is not None:
        sitting.say(Label.ACCEPT if sitting.at in true_ones else Label.REJECT)
    (score,) = score_files([tmp_path / "result"]).scores
    clear = [twitch for twitch in measurement.twitches if twitch.certainty is Certainty.CLEAR]
    by_truth = compare_twitches(clear, truth.twitches, SAME_S)
    assert score.strict.hits + score.strict.false_alarms == len(clear)
    assert isinstance(score.strict.precision, Estimate)
    assert score.strict.precision.value == pytest.approx(by_truth.precision, abs=1 / len(clear))
    assert isinstance(score.strict.recall, Estimate)
    assert score.strict.recall.value >= by_truth.recall  # what was never proposed cannot be known from labels
