"""The real ultrasound clip: two focal twitches, and a grey jump of the whole frame at every key frame."""

from pathlib import Path

from bench.effort import Effort
from bench.peers import twitchwise
from bench.scoring import Event
from bench.tables import Table
from bench.video_peers import foreground, frame_difference
from bench.worlds import real_file
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.recordings.model import Recording
from twitchwise.recordings.open import read_recording
from twitchwise.twitches.measure import measure_twitches
from twitchwise.twitches.model import MeasuringOptions

__all__ = ["ultrasound_tables"]

_TWITCHES_S = (2.6, 32.4)  # by block flow and by eye; no expert labels
_TOLERANCE_S = 0.2
_KEY_FRAME_S = 0.05  # an event this near to a key frame sits on it


def ultrasound_tables(effort: Effort, folder: Path) -> list[Table]:
    """Every event twitchwise reports, then a count for each detector."""
    del effort, folder
    recording = read_recording(real_file("ultrasound_muscle_30fps.mp4"))
    keys = _key_frames(recording)
    found = _events_table(recording, keys)
    rows = []
    missing = []
    for detector in (twitchwise(0.1), twitchwise(0.5), frame_difference(7.0), foreground()):
        if detector.missing:
            missing.append(f"{detector.name} was not run: {detector.missing}.")
            continue
        events = detector.detect(recording).events
        row = (str(sum(_is_near(event, _TWITCHES_S, _TOLERANCE_S) for event in events)),)
        on_key = sum(_is_near(event, keys, _KEY_FRAME_S) for event in events)
        rows.append((detector.name, str(len(events)), *row, str(on_key), _times(events)))
    columns = ("detector", "events", "near 2.6 and 32.4 s", "on a key frame", "times s")
    told = f"37.7 s, key frames at {', '.join(f'{key:.1f}' for key in keys)} s."
    return [found, Table(title="Side by side", columns=columns, rows=rows, before=told, after=missing)]


def _events_table(recording: Recording, keys: tuple[float, ...]) -> Table:
    measured = measure_twitches(recording, MeasuringOptions(false_alarms_per_min=0.5))
    rows = [
        (
            f"{twitch.onset_s:.2f}",
            f"{twitch.score:.2f}",
            f"{twitch.amplitude:.2f}",
            twitch.place.label,
            twitch.certainty.value,
            _kind_of(twitch.onset_s, keys),
        )
        for twitch in measured.twitches
    ]
    rows += [
        (
            f"{r.onset_s:.2f}",
            f"{r.score:.2f}",
            f"{r.amplitude:.2f}",
            "",
            f"rejected: {r.reason}",
            _kind_of(r.onset_s, keys),
        )
        for r in measured.rejected
    ]
    return Table(
        title="What twitchwise reports at 0.5 false a minute",
        columns=("onset s", "score", "px", "place", "certainty", "known as"),
        rows=sorted(rows, key=lambda row: float(row[0])),
        before=f"ultrasound_muscle_30fps.mp4; it says that {_told(measured.smallest_detectable)}.",
        after=[str(problem) for problem in measured.problems],
    )


def _told(smallest: Estimate | NotMeasurable) -> str:
    if isinstance(smallest, NotMeasurable):
        return smallest.reason
    return f"it would have found {smallest.value:.2f} {smallest.unit} nine times in ten"


def _key_frames(recording: Recording) -> tuple[float, ...]:
    if recording.clip is None:
        raise TypeError("not a clip")
    return tuple(frame.time_s for frame in recording.clip.frames(4) if frame.is_key and frame.time_s > 0)


def _kind_of(onset_s: float, keys: tuple[float, ...]) -> str:
    event = Event(onset_s=onset_s)
    if _is_near(event, _TWITCHES_S, _TOLERANCE_S):
        return "focal twitch"
    return "key frame" if _is_near(event, keys, _KEY_FRAME_S) else ""


def _is_near(event: Event, times_s: tuple[float, ...], tolerance_s: float) -> bool:
    return any(abs(event.onset_s - time_s) <= tolerance_s for time_s in times_s)


def _times(events: tuple[Event, ...]) -> str:
    return ", ".join(f"{event.onset_s:.1f}" for event in events)
