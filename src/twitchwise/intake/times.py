"""Days as people write them: a day, a month, a year, or so long ago."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from twitchwise.errors import InputError
from twitchwise.intake.model import NoticedSite, Precision

__all__ = ["WrittenTime", "time_written", "written_time"]

_EARLIEST_YEAR = 1900
_NUMBERS: Mapping[str, int] = MappingProxyType(
    {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
     "ten": 10, "eleven": 11, "twelve": 12}
)  # fmt: skip
_AGO = re.compile(r"(?:about |for |since )?(\d+(?:\.\d+)?|[a-z]+) (day|week|month|year)s?(?: ago)?")
_MONTHS_A_YEAR = 12
_REMEDY = "write a day, a month or a year (2026-09-14, 2026-09, 2026), or so long ago (3 weeks ago)"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenTime:
    """A time as it was written.

    Parameters
    ----------
    at : wall-clock time; a day is midnight, a month its first day, a year its first day.
    precision : how well it is known.
    """

    at: datetime
    precision: Precision


def time_written(text: str, *, answered_on: date, where: str) -> WrittenTime:
    """The time that `text` means.

    Parameters
    ----------
    text : "2026-09-14T21:05", "2026-09-14", "2026-09", "2026", "3 weeks ago", "today", "yesterday".
    answered_on : the day of the answers, from which "ago" counts, and which no time may lie behind.
    where : what to call it in a refusal.

    Raises
    ------
    InputError
        It is no time, lies after the answers or before 1900.

    Notes
    -----
    "3 weeks ago" is a day known to the month at best: weeks and months ago have the precision of a month, years ago of
    a year. The day itself is kept as counted, for durations need it.

    Examples
    --------
    >>> time_written("2026-09", answered_on=date(2026, 11, 22), where="since").at.date()
    datetime.date(2026, 9, 1)
    >>> time_written("3 weeks ago", answered_on=date(2026, 11, 22), where="since").at.date()
    datetime.date(2026, 11, 1)
    """
    plain = " ".join(text.casefold().split())
    try:
        found = _ago(plain, answered_on) or _calendar(plain)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise InputError(what=f'"{text[:40]}" is no day', where=where, remedy=_REMEDY)
    if found.at.date() > answered_on:
        raise InputError(
            what=f"{plain} lies after the day of the answers, {answered_on.isoformat()}", where=where, remedy=_REMEDY
        )
    if found.at.year < _EARLIEST_YEAR:
        raise InputError(what=f"{found.at.year} is too long ago", where=where, remedy=_REMEDY)
    return found


def written_time(noticed: NoticedSite) -> str | None:
    """The first-noticed time of a site as it stands in a file; None when it is not known."""
    at = noticed.first_noticed
    if at is None:
        return None
    shown = {
        Precision.MINUTE: at.isoformat(),
        Precision.DAY: at.date().isoformat(),
        Precision.MONTH: f"{at:%Y-%m}",
        Precision.YEAR: f"{at:%Y}",
    }[noticed.precision]
    is_exact = noticed.precision is Precision.MINUTE or _calendar(shown).at == at  # type: ignore[union-attr]
    return shown if is_exact else f"{at.isoformat()} ({noticed.precision})"


def _calendar(text: str) -> WrittenTime | None:
    if with_precision := re.fullmatch(r"(\S+) \((minute|day|month|year)\)", text):
        at = datetime.fromisoformat(with_precision[1].upper())
        return WrittenTime(at=at.replace(tzinfo=None), precision=Precision(with_precision[2]))
    if re.fullmatch(r"\d{4}", text):
        return WrittenTime(at=datetime(int(text), 1, 1), precision=Precision.YEAR)
    if parts := re.fullmatch(r"(\d{4})-(\d{1,2})", text):
        return WrittenTime(at=datetime(int(parts[1]), int(parts[2]), 1), precision=Precision.MONTH)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return WrittenTime(at=datetime.fromisoformat(text), precision=Precision.DAY)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?", text):
        return WrittenTime(at=datetime.fromisoformat(text.replace("t", "T")), precision=Precision.MINUTE)
    return None


def _ago(text: str, answered_on: date) -> WrittenTime | None:
    midnight = datetime(answered_on.year, answered_on.month, answered_on.day)
    if text in {"today", "yesterday"}:
        return WrittenTime(at=midnight - timedelta(days=text == "yesterday"), precision=Precision.DAY)
    parts = _AGO.fullmatch(text)
    if parts is None:
        return None
    amount = _NUMBERS[parts[1]] if parts[1] in _NUMBERS else float(parts[1])
    match parts[2]:
        case "day":
            return WrittenTime(at=midnight - timedelta(days=round(amount)), precision=Precision.DAY)
        case "week":
            return WrittenTime(at=midnight - timedelta(days=round(7 * amount)), precision=Precision.MONTH)
        case "month":
            return WrittenTime(at=_months_before(midnight, round(amount)), precision=Precision.MONTH)
        case _:
            return WrittenTime(at=_months_before(midnight, round(_MONTHS_A_YEAR * amount)), precision=Precision.YEAR)


def _months_before(at: datetime, n: int) -> datetime:
    months = at.year * _MONTHS_A_YEAR + at.month - 1 - n
    return at.replace(year=months // _MONTHS_A_YEAR, month=months % _MONTHS_A_YEAR + 1, day=min(at.day, 28))
