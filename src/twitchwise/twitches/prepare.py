"""A recording of any kind becomes the rows that everything else works on."""

from collections.abc import Callable

from twitchwise.recordings.model import Recording, RecordingKind
from twitchwise.twitches.front import Front
from twitchwise.twitches.settings import SETTINGS

__all__ = ["prepare_front"]


def prepare_front(
    recording: Recording, *, um_per_px: float | None = None, progress: Callable[[float], None] | None = None
) -> Front:
    """The rows of a recording, made white for the detector and plain for sizes.

    Parameters
    ----------
    recording : of any kind.
    um_per_px : scale of a video, micrometres a pixel; its displacements are then given in mm.
    progress : called with the share done, 0-1.

    Raises
    ------
    NotARecording
        Too slow, or without any live channel.
    """
    settings = SETTINGS[recording.kind]
    report = progress or (lambda _share: None)
    if recording.kind is RecordingKind.EMG:
        from twitchwise.twitches.emg_front import prepare_emg

        return prepare_emg(recording, settings, report)
    if recording.kind is RecordingKind.MOTION:
        from twitchwise.twitches.motion_front import prepare_motion

        return prepare_motion(recording, settings)
    from twitchwise.twitches.video_front import prepare_video

    return prepare_video(recording, settings, um_per_px, report)
