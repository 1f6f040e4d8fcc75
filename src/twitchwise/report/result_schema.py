"""The shape of the JSON object that a measurement becomes: published, and checked when it is written."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["ResultObject"]

Share = Annotated[float, Field(ge=0, le=1)]
Seconds = Annotated[float, Field(description="s on the recording's own clock, 0 at its first sample")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class ReasonObject(_Part):
    """There is no number, and this is why."""

    reason: str


class EstimateObject(_Part):
    """A number with its interval."""

    value: float
    low: float = Field(description="lower end of the interval")
    high: float = Field(description="upper end of the interval")
    level: Share = Field(description="probability content of the interval")


class SizeObject(EstimateObject):
    """A size with its interval and unit."""

    unit: str


class RecordingObject(_Part):
    """What was measured."""

    kind: str = Field(description="emg, motion or video")
    name: str = Field(description="file name without folder")
    sha256: str = Field(description="hexadecimal digest of the file")
    format: str
    device: str | None
    started_at_utc: str | None = Field(description="instant of the first sample, ISO 8601 in UTC")
    duration_s: float
    rate_hz: float = Field(description="samples or frames a second")
    places: int = Field(description="channels, axes or picture blocks measured")
    unit: str = Field(description="unit of every amplitude: uV, mg, px, mm or counts")
    dropped: int = Field(description="samples or frames the file itself lacks")


class OptionsObject(_Part):
    """With which settings."""

    site: str | None = Field(description="muscle and side recorded, by its stable id")
    false_alarms_per_min: float = Field(description="how many false twitches a minute are accepted")
    um_per_px: float | None = Field(description="scale of a video, micrometres a pixel")
    level: Share = Field(description="probability content of every interval")


class ExcludedObject(_Part):
    """A stretch in which no twitch could have been counted, start_s <= t < end_s."""

    start_s: Seconds
    end_s: Seconds
    reason: str


class RatesObject(_Part):
    """Twitches a minute of analysed time, with the doubtful ones (lenient) and without (strict)."""

    strict: EstimateObject | ReasonObject
    lenient: EstimateObject | ReasonObject


class TwitchObject(_Part):
    """One twitch."""

    onset_s: Seconds
    duration_s: float
    amplitude: float | None = Field(description="peak to peak (peak displacement for video), in `unit`")
    unit: str
    place: str = Field(description="channel, axis or point where it was largest")
    x: float | None = Field(description="px of the upright picture, or column of the electrode grid")
    y: float | None = Field(description="px of the upright picture, or row of the electrode grid")
    extent: float | None = Field(description="diameter of the area that moved, px or grid steps")
    group: int | None = Field(description="id in `groups`")
    score: float | None = Field(description="detection statistic over its threshold; 1 is just detected")
    certainty: str = Field(description="clear (strict and lenient) or doubtful (lenient only)")
    doubt: str | None = Field(description="the rule that makes it doubtful")


class RejectedObject(_Part):
    """Something that rose over the threshold and is not a twitch."""

    onset_s: Seconds
    duration_s: float
    amplitude: float | None
    score: float | None
    reason: str
    place: str | None = Field(default=None, description="channel, axis or point where it was largest")


class GroupObject(_Part):
    """Twitches alike in place and shape."""

    id: int
    kind: str = Field(description="site (fewer than 16 places) or probable_unit")
    n: int
    rate_per_min: EstimateObject | ReasonObject
    median_amplitude: float | None
    place: str


class ProblemObject(_Part):
    """Something wrong that could be worked around."""

    what: str
    where: str
    remedy: str


class RedFlagsObject(_Part):
    """When a doctor is needed, whatever was measured."""

    now: list[str]
    days: list[str]
    weeks: list[str]
    calm: str
    sources: list[str]


class ResultObject(_Part):
    """One measurement: twitches found, what was excluded, and the smallest twitch that could have been found."""

    version: str = Field(description="version of twitchwise that measured")
    recording: RecordingObject
    options: OptionsObject
    analysed_s: float = Field(description="time in which a twitch could have been counted, s")
    excluded: list[ExcludedObject]
    rate_per_min: RatesObject
    seen: bool = Field(description="false when the strict rate does not exceed the accepted false-alarm rate")
    caution: str = Field(description="what a rate and a place cannot tell; show it wherever the rate is shown")
    smallest_detectable: SizeObject | ReasonObject = Field(
        description="peak-to-peak size that would have been found nine times in ten"
    )
    noise: SizeObject | ReasonObject = Field(description="resting noise, RMS, median over places")
    twitches: list[TwitchObject]
    rejected: list[RejectedObject]
    groups: list[GroupObject]
    grouping_note: str = Field(description="why groups are absent, or how far to trust them")
    doublets: int = Field(description="pairs of one group 10-110 ms apart")
    isolated: EstimateObject | ReasonObject = Field(
        description="share of twitches with both neighbours over 250 ms away"
    )
    continual: EstimateObject | ReasonObject = Field(
        description="share of twitches with both neighbours at most 250 ms away"
    )
    problems: list[ProblemObject]
    red_flags: RedFlagsObject
