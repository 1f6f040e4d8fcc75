from dataclasses import replace
from pathlib import Path

import pytest

from tests.report.built_measurements import a_measurement
from twitchwise.desk.measuring import measure_file
from twitchwise.desk.reviewing import Review, begin_review, open_recording
from twitchwise.errors import InputError
from twitchwise.recordings.model import RecordingKind
from twitchwise.report.labels_csv import read_labels, write_labels
from twitchwise.report.result_json import to_json
from twitchwise.simulate.motion_world import MotionWorld
from twitchwise.simulate.write import simulate_recording
from twitchwise.twitches.labels import Label

N_EVENTS = 31


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A result of 24 clear, three doubtful and four set-aside events."""
    (tmp_path / "result.json").write_text(to_json(a_measurement()), encoding="utf-8")
    return tmp_path


def _say(sitting: Review, *labels: Label) -> None:
    for label in labels:
        sitting.say(label)


def test_every_label_is_on_disk_before_the_next_event(folder: Path) -> None:
    sitting = begin_review(folder)
    for n in range(1, 4):
        sitting.say(Label.ACCEPT)
        assert len(read_labels(folder / "labels-me.csv")) == n


def test_a_review_goes_on_where_it_stopped(folder: Path) -> None:
    first = begin_review(folder, reviewer="anna")
    _say(first, Label.ACCEPT, Label.REJECT, Label.UNSURE)
    again = begin_review(folder, reviewer="anna")
    assert (again.at, again.n_labelled) == (3, 3)
    assert again.labels == first.labels


def test_going_back_shows_what_was_said_and_changes_it(folder: Path) -> None:
    sitting = begin_review(folder)
    _say(sitting, Label.ACCEPT, Label.ACCEPT)
    assert sitting.go_back()
    assert sitting.go_back()
    assert not sitting.go_back()
    assert sitting.given is Label.ACCEPT
    sitting.say(Label.REJECT)
    assert sitting.at == 2
    assert [each.label for each in read_labels(sitting.out)] == [Label.REJECT, Label.ACCEPT]


def test_what_is_passed_over_comes_again_next_time(folder: Path) -> None:
    sitting = begin_review(folder)
    sitting.pass_over()
    sitting.say(Label.ACCEPT)
    assert begin_review(folder).at == 0


def test_a_blind_review_mixes_the_order_by_its_seed_and_keeps_it(folder: Path) -> None:
    sitting = begin_review(folder, is_blind=True, seed=3)
    order = [each.onset_s for each in sitting.events]
    assert order != sorted(order)
    assert sorted(order) == [each.onset_s for each in begin_review(folder).events]
    sitting.say(Label.ACCEPT)
    again = begin_review(folder, is_blind=True)
    assert again.seed == 3
    assert [each.onset_s for each in again.events] == order
    assert again.at == 1
    assert all(each.is_blind and each.seed == 3 for each in again.labels)


def test_blind_labels_are_never_mixed_with_open_ones(folder: Path) -> None:
    begin_review(folder).say(Label.ACCEPT)
    with pytest.raises(InputError, match="must not be mixed"):
        begin_review(folder, is_blind=True, out=folder / "labels-me.csv")


def test_a_table_of_somebody_else_or_of_another_recording_is_left_alone(folder: Path) -> None:
    sitting = begin_review(folder)
    sitting.say(Label.ACCEPT)
    with pytest.raises(InputError, match="labels by me"):
        begin_review(folder, reviewer="ben", out=sitting.out)
    write_labels(tuple(replace(each, recording_sha256="f" * 64) for each in sitting.labels), sitting.out)
    with pytest.raises(InputError, match="another recording"):
        begin_review(folder)


def test_labels_of_events_that_are_gone_are_kept_and_not_counted(folder: Path) -> None:
    sitting = begin_review(folder)
    sitting.say(Label.ACCEPT)
    gone = replace(sitting.labels[0], candidate=replace(sitting.labels[0].candidate, onset_s=77.7))
    write_labels((gone,), sitting.out)
    again = begin_review(folder)
    assert (again.n_labelled, again.n_elsewhere) == (0, 1)
    again.say(Label.REJECT)
    assert gone in read_labels(again.out)


def test_a_label_that_cannot_be_written_is_not_taken_as_given(folder: Path) -> None:
    blocked = folder / "file"
    blocked.write_text("in the way")
    sitting = begin_review(folder, out=blocked / "labels.csv")
    with pytest.raises(InputError, match="cannot be written"):
        sitting.say(Label.ACCEPT)
    assert sitting.n_labelled == 0


def test_the_end_is_reached_when_every_event_has_a_label(folder: Path) -> None:
    sitting = begin_review(folder)
    _say(sitting, *[Label.ACCEPT] * N_EVENTS)
    assert sitting.event is None
    assert sitting.n_labelled == len(sitting.events) == N_EVENTS
    sitting.say(Label.ACCEPT)  # nothing is left to label
    assert sitting.n_labelled == N_EVENTS


@pytest.mark.parametrize("name", ["", "a b", "../x", "x" * 41])
def test_a_reviewer_is_a_short_name(folder: Path, name: str) -> None:
    with pytest.raises(InputError, match="no short name"):
        begin_review(folder, reviewer=name)


def test_the_trace_comes_from_the_samples_of_the_recording_that_was_measured(tmp_path: Path) -> None:
    path, other = tmp_path / "phone.csv", tmp_path / "other.csv"
    world = MotionWorld(duration_s=40.0, rate_per_min=15.0, amplitude_mg=40.0)
    simulate_recording(RecordingKind.MOTION, path=path, seed=1, world=world)
    simulate_recording(RecordingKind.MOTION, path=other, seed=2, world=world)
    measure_file(path, out=tmp_path / "result")
    sitting = begin_review(tmp_path / "result")
    looking = open_recording(path, sitting.result, on_progress=lambda _doing, _share: None)
    event = sitting.event
    assert event is not None
    trace = looking.trace(event, zoom=1.0, n_steps=60, is_blind=False)
    inside = (trace.times_s > event.onset_s - 0.05) & (trace.times_s < event.onset_s + event.duration_s)
    assert float((trace.high - trace.low)[inside].max()) > 3 * float((trace.high - trace.low)[~inside].mean())
    with pytest.raises(InputError, match="not the file that was measured"):
        open_recording(other, sitting.result)
