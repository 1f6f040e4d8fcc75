"""Dates for the person's own calendar: a file instead of reminders that nag."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

__all__ = ["CalendarDate", "calendar_text"]

_LONGEST_OCTETS = 75  # of a line


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDate:
    """One date, the whole day, without an alarm.

    Parameters
    ----------
    day : the first day.
    title, words : what the calendar shows.
    weekly_until : last day of a date that comes back each week; None for once.
    """

    day: date
    title: str
    words: str = ""
    weekly_until: date | None = None


def calendar_text(dates: Iterable[CalendarDate], *, written_at: datetime) -> str:
    """An iCalendar file.

    Parameters
    ----------
    dates : what goes in.
    written_at : now, aware.

    Notes
    -----
    The same date gives the same name of the event, so that taking it in again changes it instead of doubling it.

    References
    ----------
    RFC 5545, Internet Calendaring and Scheduling Core Object Specification.
    """
    stamp = f"{written_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//twitchwise//dates//EN", "CALSCALE:GREGORIAN"]
    for each in dates:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{hashlib.sha256(f'{each.title} {each.day}'.encode()).hexdigest()[:24]}@twitchwise",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{each.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{each.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(each.title)}",
            *([f"DESCRIPTION:{_escaped(each.words)}"] if each.words else []),
            *([f"RRULE:FREQ=WEEKLY;UNTIL={each.weekly_until:%Y%m%d}"] if each.weekly_until is not None else []),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    parts: list[str] = []
    part = ""
    for letter in line:
        if len(f"{part}{letter}".encode()) > _LONGEST_OCTETS - bool(parts):
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])
