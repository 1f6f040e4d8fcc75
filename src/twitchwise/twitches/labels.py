"""What a person says of an event the program found, or set aside."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["Candidate", "Decision", "EventLabel", "Label"]


class Label(StrEnum):
    """What a reviewer says."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNSURE = "unsure"


class Decision(StrEnum):
    """What the program said."""

    CLEAR = "clear"
    DOUBTFUL = "doubtful"
    SET_ASIDE = "set aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An event that rose over the threshold, with what the program decided.

    Parameters
    ----------
    onset_s, duration_s : on the recording's own clock, s.
    size : peak to peak (peak displacement for video), in `unit`; None when the result has none.
    unit : of the size.
    place : channel, axis or point where it was largest; empty when the result does not say.
    decision : a twitch by the strict rules, by the lenient ones only, or none.
    reason : why it is doubtful or set aside; empty for a clear one.
    score : detection statistic over its threshold, if known.
    """

    onset_s: float
    duration_s: float
    size: float | None
    unit: str
    place: str
    decision: Decision
    reason: str = ""
    score: float | None = None

    @property
    def amplitude(self) -> float:
        """The size, 0 when it is unknown, for `compare_twitches`."""
        return self.size or 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLabel:
    """One label.

    Parameters
    ----------
    recording_sha256 : digest of the file that was measured.
    candidate : what was looked at.
    label : what the reviewer says.
    reviewer : who looked.
    is_blind : the program's decision was hidden.
    seed : of the order in which events were shown, or None for the order of time.
    labelled_at : aware UTC instant.
    version : version of the program that measured.
    """

    recording_sha256: str
    candidate: Candidate
    label: Label
    reviewer: str
    is_blind: bool
    seed: int | None
    labelled_at: datetime
    version: str
