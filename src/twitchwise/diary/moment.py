"""When something happened, as the person's clock showed it, and the day it belongs to."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

__all__ = ["DEFAULT_CUT_HOUR", "DayRule", "Moment", "on_date", "zone_named"]

DEFAULT_CUT_HOUR = 4
"""The hour at which a new day begins unless the person says otherwise: most are asleep, so few days are torn apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A wall-clock time with its zone, or with none when nobody knows it.

    Parameters
    ----------
    local : what the clock on the wall showed, without a zone; `fold` is 1 in the second of two equal hours of a night
        in which the clocks went back.
    zone : an IANA name ("Europe/Berlin"), an offset ("+02:00"), or None when it is not known.
    is_date_only : the hour is not known; `local` is then midnight of that date.
    """

    local: datetime
    zone: str | None = None
    is_date_only: bool = False

    def __post_init__(self) -> None:
        if self.local.tzinfo is not None:
            raise ValueError("a moment keeps the wall clock and its zone apart: give a naive datetime")
        if self.is_date_only and self.local.time() != time(0):
            raise ValueError("a moment of which only the date is known lies at midnight")

    def instant(self, fallback_zone: str | None = None) -> datetime:
        """The moment in UTC, read in `fallback_zone` (else in UTC) when its own zone is not known."""
        zone = self.zone or fallback_zone
        place = UTC if zone is None else zone_named(zone)
        return self.local.replace(tzinfo=place).astimezone(UTC)


def on_date(day: date, zone: str | None = None) -> Moment:
    """The moment of something of which only the date is known."""
    return Moment(local=datetime.combine(day, time(0)), zone=zone, is_date_only=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRule:
    """How the person's days are cut.

    Parameters
    ----------
    cut_hour : hour of the wall clock, 0-23, at which a new day begins; what happens before belongs to the day before.
    zone : where the person lives, for moments whose own zone is not known; None when that is not known either.
    """

    cut_hour: int = DEFAULT_CUT_HOUR
    zone: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.cut_hour <= 23:
            raise ValueError(f"the day is cut at an hour from 0 to 23, not {self.cut_hour}")

    def day_of(self, moment: Moment) -> date:
        """The person's day that `moment` belongs to, by the clock on the wall at that place.

        Examples
        --------
        >>> DayRule().day_of(Moment(local=datetime(2026, 11, 22, 1, 30)))
        datetime.date(2026, 11, 21)
        """
        if moment.is_date_only:
            return moment.local.date()
        return (moment.local - timedelta(hours=self.cut_hour)).date()

    def today(self, now: datetime) -> date:
        """The person's day at the instant `now` (aware)."""
        here = now.astimezone(None if self.zone is None else zone_named(self.zone))
        return self.day_of(Moment(local=here.replace(tzinfo=None)))


@cache
def zone_named(name: str) -> tzinfo:
    """The zone with an IANA name or an offset such as "+02:00".

    Raises
    ------
    ValueError
        No such zone is known.
    """
    offset = re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?", name)
    if offset:
        hours, minutes = int(offset[2]), int(offset[3] or 0)
        if hours <= 14 and minutes < 60:
            length = timedelta(hours=hours, minutes=minutes)
            return timezone(length if offset[1] == "+" else -length)
    elif name in {"UTC", "Z", "GMT"}:
        return UTC
    else:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass
    raise ValueError(f'no time zone is called "{name}"')
