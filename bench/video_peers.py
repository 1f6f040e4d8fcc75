"""The video detectors that twitchwise is compared with: frame difference, and mixture-of-Gaussians foreground."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from bench.peers import missing_part
from bench.scoring import Detector, Event, Found
from twitchwise.recordings.model import Frame, Recording

__all__ = ["foreground", "frame_difference"]

_APART_S = 0.2
# As read in the code of NeuroSense (MIT licence, 2025): five Gaussians, background ratio 0.7, initial variance 15,
# history of 500 frames, in which nothing is reported; more than 4 blobs in two consecutive frames of a 200 ms window.
_N_GAUSSIANS = 5
_BACKGROUND_RATIO = 0.7
_INITIAL_VARIANCE = 15.0
_HISTORY_FRAMES = 500
_MOST_QUIET_BLOBS = 4
_WINDOW_S = 0.2


def frame_difference(factor: float) -> Detector:
    """Mean absolute difference of neighbouring frames over its median by so many MAD."""

    def detect(recording: Recording) -> Found:
        times_s: list[float] = []
        changes: list[float] = []
        before: NDArray[np.int16] | None = None
        for frame in _frames(recording):
            now = frame.luma.astype(np.int16)
            if before is not None:
                times_s.append(frame.time_s)
                changes.append(float(np.abs(now - before).mean()))
            before = now
        change = np.array(changes)
        middle = float(np.median(change))
        limit = middle + factor * float(np.median(np.abs(change - middle)))
        return Found(events=_first_of_each(np.array(times_s)[change > limit], _APART_S))

    return Detector(name=f"frame difference, median + {factor:g} MAD", detect=detect)


def foreground() -> Detector:
    """OpenCV's MOG2 foreground and a count of blobs, with the settings published for ultrasound."""

    def detect(recording: Recording) -> Found:
        import cv2

        model = cv2.createBackgroundSubtractorMOG2(history=_HISTORY_FRAMES, detectShadows=False)
        model.setNMixtures(_N_GAUSSIANS)
        model.setBackgroundRatio(_BACKGROUND_RATIO)
        model.setVarInit(_INITIAL_VARIANCE)
        positive: list[float] = []
        window, moved_before = -1, False
        for i, frame in enumerate(_frames(recording)):
            mask = model.apply(frame.luma)
            moved = i >= _HISTORY_FRAMES and cv2.connectedComponents(mask)[0] - 1 > _MOST_QUIET_BLOBS
            now = int(frame.time_s / _WINDOW_S)
            if moved and moved_before and now == window:
                positive.append(now * _WINDOW_S)
            window, moved_before = now, moved
        return Found(events=_first_of_each(np.unique(positive), 1.5 * _WINDOW_S))

    name = "MOG2 foreground as published (blind for 500 frames)"
    return Detector(name=name, detect=detect, missing=missing_part("cv2"))


def _frames(recording: Recording) -> Iterator[Frame]:
    if recording.clip is None:
        raise TypeError("this detector works on clips")
    return recording.clip.frames()


def _first_of_each(times_s: NDArray[np.float64], apart_s: float) -> tuple[Event, ...]:
    """The first of every run of times closer than `apart_s` to the one before."""
    if not times_s.size:
        return ()
    first = np.concatenate(([True], np.diff(times_s) > apart_s))
    return tuple(Event(onset_s=float(time_s)) for time_s in times_s[first])
