"""Steps per day out of a watch's monitoring messages.

A watch counts cycles (double steps, for walking and running) from the local midnight on, each kind of moving for
itself, and most messages carry only the lower 16 bits of their time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from twitchwise.exchange.fit_messages import FIT_EPOCH, FitMessage

__all__ = ["DaySteps", "StepCounter"]

_ON_FOOT = {"walking", "running"}
_STEPS_PER_CYCLE = 2.0  # the profile counts cycles of both feet
_EVENING = time(23, 0)  # a day whose counting went on until here is whole


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySteps:
    """The steps of one whole local day.

    Parameters
    ----------
    offset_s : of the local clock to UTC, s.
    """

    day: date
    n_steps: int
    offset_s: float


@dataclass(slots=True, kw_only=True)
class StepCounter:
    """Gathers the counts of a file.

    Parameters
    ----------
    offset_s : of the local clock to UTC, s, once the file has stated it; without it no day can be cut.
    """

    offset_s: float | None = None
    _last_s: int | None = None
    _counts: dict[tuple[date, str], float] = field(default_factory=dict)
    _ends: dict[date, datetime] = field(default_factory=dict)

    def take(self, message: FitMessage) -> None:
        """Use one message of the file; they come in order."""
        stamp = message.time("timestamp")
        if stamp is not None:
            self._last_s = round((stamp - FIT_EPOCH).total_seconds())
        if message.name != "monitoring" or self.offset_s is None:
            return
        short = message.number("timestamp_16")
        if stamp is None and short is not None and self._last_s is not None:
            self._last_s += (int(short) - self._last_s) & 0xFFFF
        if self._last_s is None:
            return
        local = (FIT_EPOCH + timedelta(seconds=self._last_s + self.offset_s)).replace(tzinfo=None)
        day = (local - timedelta(seconds=1)).date()  # midnight itself closes the day before
        self._ends[day] = max(local, self._ends.get(day, local))
        kind = message.text("activity_type")
        cycles = message.number("cycles")
        steps = message.number("steps")
        if steps is None and cycles is not None:
            steps = cycles * _STEPS_PER_CYCLE
        if kind in _ON_FOOT and steps is not None:
            self._counts[day, kind] = max(steps, self._counts.get((day, kind), 0.0))

    def days(self) -> Sequence[DaySteps]:
        """The days that were counted until their end; an unfinished one would look like a lazy one."""
        if self.offset_s is None:
            return ()
        return [
            DaySteps(day=day, n_steps=round(self._steps(day)), offset_s=self.offset_s)
            for day in sorted({day for day, _ in self._counts})
            if self._ends[day] >= datetime.combine(day, _EVENING)
        ]

    def _steps(self, day: date) -> float:
        return sum(steps for (counted, _), steps in self._counts.items() if counted == day)
