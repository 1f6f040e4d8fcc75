from pathlib import Path

import numpy as np
import pytest

from twitchwise.errors import NotARecording, UnreadableFile
from twitchwise.recordings.model import RecordingKind
from twitchwise.simulate.truth import (
    Disturbance,
    Interference,
    TrueTwitch,
    Truth,
    find_extent,
    read_truth,
    seed_of,
    write_truth,
)


def test_a_truth_survives_writing_and_reading(tmp_path: Path) -> None:
    truth = Truth(
        kind=RecordingKind.VIDEO,
        unit="px",
        duration_s=12.5,
        seed=2**70 + 1,
        twitches=(
            TrueTwitch(onset_s=1 / 3, duration_s=0.2, amplitude=0.31, unit=2, place=(12.25, 7.0)),
            TrueTwitch(onset_s=2.0, duration_s=0.2, amplitude=1.0, unit=0),
        ),
        interference=(Interference(start_s=3.0, end_s=4.5, name=Disturbance.JOLT),),
    )
    path = tmp_path / "truth.json"

    write_truth(truth, path)

    assert read_truth(path) == truth


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "twitchwise truth 1"}', "no json"])
def test_a_file_that_is_no_truth_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "truth.json"
    path.write_text(text)

    with pytest.raises(NotARecording, match="not a truth file"):
        read_truth(path)


def test_a_missing_truth_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read_truth(tmp_path / "absent.json")


def test_a_waveform_begins_at_two_percent_and_ends_at_ten_percent_of_its_peak() -> None:
    extent = find_extent(np.array([0.0, 0.019, 0.02, 0.5, 1.0, 0.3, 0.1, 0.099, 0.05]))

    assert (extent.start, extent.stop) == (2, 7)


def test_a_generator_tells_its_seed_and_a_spawned_one_does_not() -> None:
    rng = np.random.default_rng(41)

    assert seed_of(rng) == 41
    assert seed_of(rng.spawn(1)[0]) == -1
