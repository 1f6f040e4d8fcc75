"""What a measurement is: twitches, their rate over the analysable time, what was left out, what could not be seen."""

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from twitchwise.body import Site
from twitchwise.errors import Problem
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.recordings.model import RecordingKind

__all__ = [
    "Certainty",
    "Exclusion",
    "Group",
    "GroupKind",
    "Measurement",
    "MeasuringOptions",
    "Place",
    "PlaceMap",
    "Reason",
    "RecordingSummary",
    "RejectedCandidate",
    "Trace",
    "Twitch",
]


class Certainty(StrEnum):
    """Whether a twitch counts under the strict rules or only under the lenient ones."""

    CLEAR = "clear"
    DOUBTFUL = "doubtful"


class Reason(StrEnum):
    """Why a candidate is not a twitch, or why a stretch of time was left out."""

    VOLUNTARY = "voluntary"
    FRAME_MOTION = "whole-frame motion"
    PULSE = "pulse"
    BREATHING = "breathing"
    TREMOR = "tremor"
    KEY_FRAME = "codec key frame"
    CLIPPING = "clipping"
    GAP = "no data"
    NOISE = "too noisy"
    UNSUPPORTED = "a single block"
    EDGE = "edge of the recording"


class GroupKind(StrEnum):
    """What a group of alike twitches may be called."""

    SITE = "site"
    PROBABLE_UNIT = "probable_unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuringOptions:
    """What the person may set.

    Parameters
    ----------
    site : the muscle and side recorded, if told.
    false_alarms_per_min : how many false twitches a minute are accepted.
    um_per_px : scale of a video, micrometres a pixel; displacements are then given in mm.
    level : probability content of intervals.
    """

    site: Site | None = None
    false_alarms_per_min: float = 0.1
    um_per_px: float | None = None
    level: float = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a twitch was largest.

    Parameters
    ----------
    index : which channel, axis or block.
    label : its name for the person ("E14", "x", "412, 208 px").
    x, y : centroid, px of the upright picture for video, (column, row) on a known electrode grid, else None.
    extent : diameter of the area that moved, px or grid steps, if known.
    """

    index: int
    label: str
    x: float | None = None
    y: float | None = None
    extent: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Twitch:
    """One twitch.

    Parameters
    ----------
    onset_s, duration_s : on the recording's own clock, s.
    amplitude : peak to peak in the measurement's unit (peak displacement for video).
    place : where it was largest.
    group : id of the group of alike twitches, or None.
    score : detection statistic over its threshold; 1 is just detected.
    certainty : clear under the strict rules, or doubtful.
    doubt : the rule that makes it doubtful.
    """

    onset_s: float
    duration_s: float
    amplitude: float
    place: Place
    group: int | None
    score: float
    certainty: Certainty
    doubt: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedCandidate:
    """Something that rose over the threshold and is not a twitch; `place` is where it was largest, if known."""

    onset_s: float
    duration_s: float
    amplitude: float
    score: float
    reason: Reason
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """A stretch of time in which no twitch could have been counted; half-open, s."""

    start_s: float
    end_s: float
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Twitches alike in place and shape.

    Parameters
    ----------
    id : 1, 2, ... by size.
    kind : "site" below 16 places, "probable unit" from 16.
    n : twitches in it.
    rate : twitches a minute.
    median_amplitude : in the measurement's unit.
    place : where it is largest.
    """

    id: int
    kind: GroupKind
    n: int
    rate: Estimate | NotMeasurable
    median_amplitude: float
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingSummary:
    """What the measurement keeps of its recording; the samples are not kept."""

    kind: RecordingKind
    name: str
    sha256: str
    format: str
    device: str | None
    started_at_utc: str | None
    duration_s: float
    rate_hz: float
    n_places: int
    unit: str
    n_dropped: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trace:
    """A thinned picture of the signal for charts: the lowest and highest value in each of n steps.

    Parameters
    ----------
    times_s, low, high : (n,) float64; values in `unit` of the place named by `label`.
    """

    times_s: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    label: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlaceMap:
    """How much each place moved in the twitches, laid out in rows and columns.

    Parameters
    ----------
    values : (n_rows, n_columns) float64, mean amplitude over the clear twitches, NaN where nothing could be measured.
    still : (height, width) uint8 picture the map lies on (video), or None.
    """

    values: NDArray[np.float64]
    still: NDArray[np.uint8] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Measurement:
    """What a recording says.

    Parameters
    ----------
    recording : what was measured.
    options : with which settings.
    analysed_s : time in which a twitch could have been counted, s.
    excluded : the rest, with reasons.
    strict, lenient : twitches a minute over the analysed time, by the strict and by the lenient rules.
    seen : False when the lower end of the strict rate does not exceed the accepted false-alarm rate: the headline is
        then "no twitch seen".
    smallest_detectable : peak-to-peak size that would have been found nine times in ten.
    unit : of every amplitude.
    twitches, rejected : every candidate, in order of time.
    groups : twitches alike in place and shape; empty when they could not be told apart reliably.
    grouping_note : why groups are absent, or how far to trust them.
    n_doublets : pairs of one group 10-110 ms apart.
    isolated, continual : share of twitches whose neighbours (same group) are both more, or both at most, 250 ms away.
    noise : resting noise, RMS in `unit`, median over places.
    trace, place_map : for charts.
    problems : what was wrong and could be worked around.
    """

    recording: RecordingSummary
    options: MeasuringOptions
    analysed_s: float
    excluded: tuple[Exclusion, ...]
    strict: Estimate | NotMeasurable
    lenient: Estimate | NotMeasurable
    seen: bool
    smallest_detectable: Estimate | NotMeasurable
    unit: str
    twitches: tuple[Twitch, ...]
    rejected: tuple[RejectedCandidate, ...]
    groups: tuple[Group, ...] = ()
    grouping_note: str = ""
    n_doublets: int = 0
    isolated: Estimate | NotMeasurable = field(default_factory=lambda: NotMeasurable(reason="no twitch seen"))
    continual: Estimate | NotMeasurable = field(default_factory=lambda: NotMeasurable(reason="no twitch seen"))
    noise: Estimate | NotMeasurable = field(default_factory=lambda: NotMeasurable(reason="no quiet time"))
    trace: Trace | None = None
    place_map: PlaceMap | None = None
    problems: tuple[Problem, ...] = ()
