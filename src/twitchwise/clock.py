"""Instants: always aware, always UTC, written one way; and days as a person reads them."""

from datetime import UTC, date, datetime

from twitchwise.errors import InputError

__all__ = ["format_instant", "parse_instant", "require_utc", "say_day", "say_told_day", "utc_now"]


def utc_now() -> datetime:
    """The present instant, aware, UTC."""
    return datetime.now(UTC)


def parse_instant(text: str) -> datetime:
    """The instant that `text` names, as aware UTC.

    Parameters
    ----------
    text : ISO 8601 date and time with its zone, "2026-11-22T09:30:00+01:00" or "...Z".

    Raises
    ------
    InputError
        When it is no date and time, or when the zone is missing: a wall clock without a zone is not an instant.

    Examples
    --------
    >>> parse_instant("2026-11-22T09:30:00+01:00").isoformat()
    '2026-11-22T08:30:00+00:00'
    """
    remedy = 'write it like "2026-11-22T09:30:00+01:00"'
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        raise InputError(what="this is no date and time", where=_quoted(text), remedy=remedy) from None
    if instant.utcoffset() is None:
        raise InputError(what="the time zone is missing", where=_quoted(text), remedy=remedy)
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        raise InputError(what="this time is out of range", where=_quoted(text), remedy=remedy) from None


def format_instant(instant: datetime) -> str:
    """ISO 8601 in UTC ending in "Z"; fractions of a second are kept.

    Examples
    --------
    >>> format_instant(parse_instant("2026-11-22T09:30:00+01:00"))
    '2026-11-22T08:30:00Z'
    """
    return require_utc(instant).isoformat().removesuffix("+00:00") + "Z"


def require_utc(instant: datetime) -> datetime:
    """The same instant in UTC.

    Raises
    ------
    ValueError
        When `instant` is naive: that is a mistake in the program, not in the person's file.
    """
    if instant.utcoffset() is None:
        raise ValueError(f"naive datetime {instant.isoformat()}: an instant must carry its zone")
    return instant.astimezone(UTC)


def say_day(day: date) -> str:
    """A day as a person reads it.

    Examples
    --------
    >>> say_day(date(2027, 4, 2))
    '2 April 2027'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_told_day(day: date) -> str:
    """A day that a person told, no finer than they may have known it.

    Notes
    -----
    Who tells a month is kept as its first day, who tells a year as the first of January. So a first day is said as its
    month, and a first of January as its year: that is true in either case.

    Examples
    --------
    >>> say_told_day(date(2026, 10, 1)), say_told_day(date(2026, 1, 1)), say_told_day(date(2026, 10, 2))
    ('October 2026', '2026', '2 October 2026')
    """
    if day.day > 1:
        return say_day(day)
    return f"{_MONTHS[day.month - 1]} {day.year}" if day.month > 1 else str(day.year)


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
"""Not from the language set on the computer: the sentences around them are English."""

_LONGEST_QUOTE = 60  # enough to recognise a line of a file, short enough for one line on a terminal


def _quoted(text: str) -> str:
    shown = " ".join(text.split())
    return f'"{shown if len(shown) <= _LONGEST_QUOTE else shown[:_LONGEST_QUOTE] + "..."}"'
