"""Instants: always aware, always UTC, written one way."""

from datetime import UTC, datetime

from twitchwise.errors import InputError

__all__ = ["format_instant", "parse_instant", "require_utc", "utc_now"]


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


_LONGEST_QUOTE = 60  # enough to recognise a line of a file, short enough for one line on a terminal


def _quoted(text: str) -> str:
    shown = " ".join(text.split())
    return f'"{shown if len(shown) <= _LONGEST_QUOTE else shown[:_LONGEST_QUOTE] + "..."}"'
