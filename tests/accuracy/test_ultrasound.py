"""The real ultrasound clip: two focal twitches known by block flow and by eye; key frames jump."""

from pathlib import Path

import pytest

from twitchwise.recordings.model import Recording
from twitchwise.recordings.open import read_recording
from twitchwise.twitches.measure import measure_twitches
from twitchwise.twitches.model import Measurement, Twitch

pytestmark = pytest.mark.accuracy

_FOCAL_S = (2.6, 32.4)
_TOLERANCE_S = 0.2


@pytest.fixture(scope="module")
def recording(shared_data: Path) -> Recording:
    return read_recording(shared_data / "recordings" / "ultrasound_muscle_30fps.mp4")


@pytest.fixture(scope="module")
def measurement(recording: Recording) -> Measurement:
    return measure_twitches(recording)


def _is_focal(twitch: Twitch) -> bool:
    return any(abs(twitch.onset_s - at) <= _TOLERANCE_S for at in _FOCAL_S)


def test_the_two_focal_twitches_are_found(measurement: Measurement) -> None:
    for at in _FOCAL_S:
        assert any(abs(t.onset_s - at) <= _TOLERANCE_S for t in measurement.twitches)


def test_there_are_at_most_six_events(measurement: Measurement) -> None:
    assert len(measurement.twitches) <= 6


def test_every_other_event_is_scored_lower(measurement: Measurement) -> None:
    focal = [t.score for t in measurement.twitches if _is_focal(t)]
    others = [t.score for t in measurement.twitches if not _is_focal(t)]
    assert len(focal) == 2
    assert max(others, default=0.0) < min(focal)


def test_no_event_sits_on_a_key_frame(recording: Recording, measurement: Measurement) -> None:
    assert recording.clip is not None
    keys = [frame.time_s for frame in recording.clip.frames(4) if frame.is_key and frame.time_s > 0]
    assert keys
    assert not [t for t in measurement.twitches if any(abs(t.onset_s - key) <= 0.05 for key in keys)]
