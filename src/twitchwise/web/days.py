"""Days as people say them: "22 November 2026" in place of 2026-11-22."""

import re
from datetime import date

from twitchwise.web.words import say

__all__ = ["say_day", "with_days"]

_DAY = re.compile(r"(?<![\w/=.-])(\d{4})-(\d{2})-(\d{2})(?![\w/=-])")


def say_day(day: date) -> str:
    """A day in words.

    Examples
    --------
    >>> say_day(date(2026, 11, 22))
    '22 November 2026'
    """
    return say("days.day", day=day.day, month=say(f"days.month_{day.month}"), year=day.year)


def with_days(text: str) -> str:
    """A sentence with each of its days in words; what only looks like a day stays as it is.

    Examples
    --------
    >>> with_days("It ends on 2026-11-22.")
    'It ends on 22 November 2026.'
    """
    return _DAY.sub(_in_words, text)


def _in_words(found: re.Match[str]) -> str:
    try:
        return say_day(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]
