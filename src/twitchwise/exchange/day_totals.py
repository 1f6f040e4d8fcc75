"""Sums of a day out of rows that hold a part of it each: meals, foods, minutes."""

from collections import defaultdict
from datetime import UTC, date, tzinfo

from twitchwise.clock import utc_now
from twitchwise.diary.model import Exposure, ExposureKind
from twitchwise.diary.moment import on_date, zone_named
from twitchwise.exchange.collecting import Collector
from twitchwise.exchange.wall_clock import zone_or_none

__all__ = ["DayTotals"]

_DIGITS = 3


class DayTotals:
    """Adds up amounts per day and kind; the day that is not over yet is left out, since it would look like a low one.

    Parameters
    ----------
    collector : of the import.
    zone : of the wall clock, written beside each day; None when not known.
    """

    def __init__(self, collector: Collector, zone: str | None = None) -> None:
        self._collector = collector
        self._zone = zone
        self._sums: dict[date, dict[ExposureKind, float]] = defaultdict(dict)

    def add(self, day: date, kind: ExposureKind, amount: float) -> None:
        """Add a part of a day, in `kind.unit`."""
        sums = self._sums[day]
        sums[kind] = sums.get(kind, 0.0) + amount

    def drop(self, day: date, reason: str) -> None:
        """Leave a day out."""
        if self._sums.pop(day, None) is not None:
            self._collector.skip(day.isoformat(), reason)

    def of(self, day: date, kind: ExposureKind) -> float | None:
        """The sum so far, or None."""
        return self._sums.get(day, {}).get(kind)

    def days(self) -> list[date]:
        """The days there are, in order."""
        return sorted(self._sums)

    def put(self) -> None:
        """Put all sums into the result."""
        place: tzinfo = UTC
        if (zone := zone_or_none(self._collector.file.zone)) is not None:
            place = zone_named(zone)
        self.drop(utc_now().astimezone(place).date(), "today, which is not over")
        for day in self.days():
            for kind, amount in self._sums[day].items():
                entry = Exposure(
                    entry_id="",
                    when=on_date(day, self._zone),
                    kind=kind,
                    amount=round(amount, _DIGITS),
                    is_day_total=True,
                )
                self._collector.add(entry, f"{kind.value} {day.isoformat()}", day.isoformat())
