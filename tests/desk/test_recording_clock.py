from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from twitchwise.clock import utc_now
from twitchwise.desk.recording_clock import with_likely_clock
from twitchwise.recordings.model import RecordingKind
from twitchwise.recordings.open import read_recording
from twitchwise.simulate.motion_world import MotionWorld
from twitchwise.simulate.write import simulate_recording


def test_a_clock_that_is_ahead_is_told_and_not_believed(tmp_path: Path) -> None:
    path, now = tmp_path / "calf.csv", utc_now()
    simulate_recording(RecordingKind.MOTION, path=path, seed=3, world=MotionWorld(duration_s=20.0))
    recording = read_recording(path)
    for started_at, is_believed in (
        (None, True),
        (now - timedelta(days=900), True),
        (now + timedelta(hours=20), True),
        (now + timedelta(days=900), False),
    ):
        given = replace(recording, provenance=replace(recording.provenance, started_at=started_at))
        found = with_likely_clock(given, now)
        assert found.provenance.started_at == (started_at if is_believed else None)
        assert [each for each in found.problems if "has not come yet" in each.what] == list(
            found.problems[len(recording.problems) :]
        )
        assert len(found.problems) - len(recording.problems) == (not is_believed)
