"""The clock of the device that recorded: when it is set to a day that has not come, the file is not believed."""

from dataclasses import replace
from datetime import datetime, timedelta

from twitchwise.clock import say_day
from twitchwise.errors import Problem
from twitchwise.recordings.model import Recording

__all__ = ["with_likely_clock"]

_AHEAD = timedelta(days=1)  # clocks of two devices may differ, and so may their zones


def with_likely_clock(recording: Recording, now: datetime) -> Recording:
    """The recording, without its time and with a problem that says so when that time has not come yet.

    Parameters
    ----------
    recording : any.
    now : aware, UTC.
    """
    started_at = recording.provenance.started_at
    if started_at is None or started_at <= now + _AHEAD:
        return recording
    problem = Problem(
        what=f"by its clock it was made on {say_day(started_at.date())}, which has not come yet",
        where=recording.provenance.name,
        remedy="it is taken for one of today; set the clock of the device that made it",
    )
    return replace(
        recording,
        provenance=replace(recording.provenance, started_at=None),
        problems=(*recording.problems, problem),
    )
