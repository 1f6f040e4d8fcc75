"""A still of a measured clip with its clearest twitch marked, and the clip itself beside the page."""

import shutil
from pathlib import Path

from twitchwise.charts.whole_file import whole_file
from twitchwise.desk.measuring import Progress
from twitchwise.errors import InputError
from twitchwise.recordings.model import Clip, Frame
from twitchwise.report.doctor_model import MarkedFrame
from twitchwise.report.figures import say_number, say_size
from twitchwise.twitches.model import Certainty, Measurement, Twitch

__all__ = ["marked_frame"]

_LEAST_RADIUS = 0.03  # of the larger side of the picture


def marked_frame(path: Path, *, beside: Path, on_progress: Progress | None = None) -> MarkedFrame:
    """Measures a clip and marks its clearest twitch in the frame where it moved most.

    Parameters
    ----------
    path : a video.
    beside : the page; the clip is copied into its folder.
    on_progress : told what is being done.

    Raises
    ------
    InputError
        It cannot be read, is no video, or no clear twitch was seen in it.
    """
    from twitchwise.recordings.open import read_recording
    from twitchwise.twitches.measure import measure_twitches

    recording = read_recording(path)
    if recording.clip is None:
        raise InputError(what="this is no video", where=path.name, remedy="give the clip, or leave --clip out")
    report = on_progress or (lambda _doing, _share: None)
    measurement = measure_twitches(recording, progress=lambda share: report(f"measuring {path.name}", share))
    twitch = _clearest(measurement)
    if twitch is None or twitch.place.x is None or twitch.place.y is None:
        raise InputError(
            what="no clear twitch was seen in this clip", where=path.name, remedy="give another, or leave --clip out"
        )
    frame = _frame_at(recording.clip, twitch.onset_s + twitch.duration_s / 2)
    copy = beside.parent / path.name
    if copy.absolute() != path.absolute():
        with whole_file(copy) as draft:
            shutil.copyfile(path, draft)
    size = say_size(twitch.amplitude, measurement.unit)
    return MarkedFrame(
        picture=frame.luma,
        x=twitch.place.x,
        y=twitch.place.y,
        radius=max((twitch.place.extent or 0.0) / 2, _LEAST_RADIUS * max(frame.luma.shape)),
        words=(
            f"{path.name}, {say_number(twitch.onset_s)} s after its beginning: a twitch of {size} in the ring. "
            "The clip lies beside this page."
        ),
    )


def _clearest(measurement: Measurement) -> Twitch | None:
    clear = [each for each in measurement.twitches if each.certainty is Certainty.CLEAR]
    return max(clear, key=lambda each: each.score, default=None)


def _frame_at(clip: Clip, time_s: float) -> Frame:
    best: Frame | None = None
    for frame in clip.frames():
        if best is None or abs(frame.time_s - time_s) <= abs(best.time_s - time_s):
            best = frame
        else:
            break
    if best is None:
        raise InputError(what="it holds no picture", where="the clip", remedy="film it again")
    return best
