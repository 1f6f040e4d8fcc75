"""Dates and times as programs of all countries write them; never read through the machine's own locale."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache

from twitchwise.diary.moment import Moment, on_date, zone_named

__all__ = ["day_comes_first", "moment_at", "parse_date", "parse_moment", "zone_or_none"]

# First letters of the months in English, German, French, Spanish, Italian, Portuguese, Dutch, the Scandinavian
# languages, Finnish, Polish, Czech, Turkish and Russian, without accents; the longest that fits counts.
_MONTHS = (
    "jan janv gen ene led sty sij oca tammi янв januar",
    "feb fev fevr uno lut sub helmi фев",
    "mar mars mrt marz bre maalis мар",
    "apr avr abr dub kwi nis huhti апр",
    "may mai mei maj mag kve touko май мая",
    "jun juin giu cer czerwi czerwca cze cvn haz kesa июн",
    "jul juil lug cvc cervenec cervence lip tem heina июл",
    "aug aou ago srp sie elo авг agu",
    "sep set zar wrz eyl syys сен",
    "oct okt out ott rij paz eki loka окт",
    "nov noi listopad lis kas marras ноя",
    "dec dez des dic pro gru ara joulu дек",
)
_STEMS = sorted(((stem, n) for n, stems in enumerate(_MONTHS, 1) for stem in stems.split()), key=lambda p: -len(p[0]))

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_EAST = re.compile(r"(\d{4})\s*[年년/.]\s*(\d{1,2})\s*[月월/.]\s*(\d{1,2})\s*[日일]?\.?")
_NUMERIC = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})(?!\d)")
_DAY_NAMED = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|\.|º|ª)?[\s\-]+(?:de |d')?([^\W\d_]{3,})\.?,?[\s\-]+(?:de )?(\d{4})"
)
_NAMED_DAY = re.compile(r"([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_TIME = re.compile(
    r"(?:T|,|um|at|kl\.?|\u00e0|\u00e1s|alle|-|\s)*"
    r"(上午|下午|午前|午後|오전|오후|[ap]\.?m\.?)?\s*"
    r"(\d{1,2})[:.h時시点](\d{2})(?:分|분)?(?:[:.](\d{2})(?:[.,](\d{1,9}))?(?:秒|초)?)?"
    r"\s*([ap]\.?\s?m\.?|uhr|h)?\s*"
    r"(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?",
    re.IGNORECASE,
)
_AFTERNOON = ("p", "下午", "午後", "오후")
_MORNING = ("a", "上午", "午前", "오전")
_CENTURY = 2000


def parse_moment(text: str, *, day_first: bool = True, zone: str | None = None) -> Moment | None:
    """The date, with the time of day where there is one, as written; None when it is neither.

    Parameters
    ----------
    text : "2021-02-10 16:46:13", "30 Jun 2025, 19:56", "Jun 30, 2025, 7:56 PM", "2021年2月10日 16:46",
        "10.02.2021 16:46", with or without an offset.
    day_first : how to read 03/04/2021; see `day_comes_first`.
    zone : for a text that states none; None when that is not known.

    Examples
    --------
    >>> parse_moment("30 juin 2025, 19:56").local.isoformat()
    '2025-06-30T19:56:00'
    >>> parse_moment("2018-09-10 02:28:55 -0700").zone
    '-07:00'
    """
    bare = " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())
    found = _leading_date(bare, day_first)
    if found is None:
        return None
    day, rest = found
    if not rest.strip(" ,."):
        return on_date(day, zone)
    match = _TIME.fullmatch(rest.strip())
    if match is None:
        return None
    return _with_time(day, match, zone)


def parse_date(text: str, *, day_first: bool = True) -> date | None:
    """The date a text begins with, or None."""
    moment = parse_moment(text, day_first=day_first)
    return None if moment is None else moment.local.date()


def day_comes_first(texts: Iterable[str]) -> bool | None:
    """Whether numeric dates of a column are day-month or month-day; None when none of them tells.

    Examples
    --------
    >>> day_comes_first(["03/04/2021", "03/25/2021"]), day_comes_first(["03/04/2021"])
    (False, None)
    """
    for text in texts:
        match = _NUMERIC.match(text.strip())
        if match is None:
            continue
        first, second = int(match[1]), int(match[2])
        if first > 12 >= second:
            return True
        if second > 12 >= first:
            return False
        if "." in match[0]:
            return True  # points stand between day and month in all countries that write them
    return None


def moment_at(instant: datetime, zone: str | None) -> Moment:
    """What the clock on the wall showed at an aware instant in a zone, "UTC" when the zone is not known."""
    local = instant.astimezone(UTC if zone is None else zone_named(zone))
    return Moment(local=local.replace(tzinfo=None), zone=zone or "UTC")


def zone_or_none(name: str | None) -> str | None:
    """The name when it is one of a known zone, else None."""
    try:
        return name if name and zone_named(name.strip()) else None
    except ValueError:
        return None


def offset_name(zone: tzinfo, local: datetime) -> str:
    """The offset of a zone at a wall clock, as "+02:00"."""
    minutes = round((zone.utcoffset(local) or timedelta(0)).total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


@cache
def _month(word: str) -> int | None:
    bare = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    return next((number for stem, number in _STEMS if bare.startswith(stem)), None)


def _leading_date(text: str, day_first: bool) -> tuple[date, str] | None:
    for pattern in (_ISO, _EAST):
        if match := pattern.match(text):
            return _dated(int(match[1]), int(match[2]), int(match[3]), text[match.end() :])
    if match := _NUMERIC.match(text):
        year = int(match[3]) + (_CENTURY if len(match[3]) == 2 else 0)
        day, month = (int(match[1]), int(match[2])) if day_first else (int(match[2]), int(match[1]))
        if month > 12 >= day:
            day, month = month, day
        return _dated(year, month, day, text[match.end() :])
    if match := _DAY_NAMED.match(text):
        return _dated(int(match[3]), _month(match[2]) or 0, int(match[1]), text[match.end() :])
    if match := _NAMED_DAY.match(text):
        return _dated(int(match[3]), _month(match[1]) or 0, int(match[2]), text[match.end() :])
    return None


def _dated(year: int, month: int, day: int, rest: str) -> tuple[date, str] | None:
    try:
        return date(year, month, day), rest
    except ValueError:
        return None


def _with_time(day: date, match: re.Match[str], zone: str | None) -> Moment | None:
    half = (match[1] or match[6] or "").casefold()
    hour = int(match[2])
    if half.startswith(_AFTERNOON) and hour < 12:
        hour += 12
    elif half.startswith(_MORNING) and hour == 12:
        hour = 0
    micros = int((match[5] or "0").ljust(6, "0")[:6])
    written = match[7]
    try:
        if hour == 24 and int(match[3]) == 0:
            day, hour = day + timedelta(days=1), 0
        local = datetime(day.year, day.month, day.day, hour, int(match[3]), int(match[4] or 0), micros)
    except (ValueError, OverflowError):
        return None
    if written:
        zone = _offset(written)
        if zone is None:
            return None
    return Moment(local=local, zone=zone)


@cache
def _offset(written: str) -> str | None:
    if written.upper() in {"Z", "UTC", "GMT"}:
        return "UTC"
    digits = written[1:].replace(":", "").ljust(4, "0")
    return zone_or_none(f"{written[0]}{digits[:2]}:{digits[2:]}")


def fixed_offset(seconds: float) -> str | None:
    """An offset in seconds as the name of a zone, "+02:00"; None for what no zone on earth has."""
    if not -50_400 <= seconds <= 50_400:
        return None
    return offset_name(timezone(timedelta(minutes=round(seconds / 60))), datetime(2000, 1, 1))
