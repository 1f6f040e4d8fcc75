"""Spread in plain words: the sentences, spans of time, and the list that says what the picture shows."""

import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

from twitchwise.evidence.model import Sentence
from twitchwise.evidence.texts import fill_sentence, read_sentences
from twitchwise.intake.model import Precision
from twitchwise.spread.model import FirstNoticed, Known

__all__ = ["place_lines", "say_span", "say_time", "spread_sentence"]

_UNITS: tuple[tuple[timedelta, str, float], ...] = (
    (timedelta(minutes=1), "minute", 90),
    (timedelta(hours=1), "hour", 36),
    (timedelta(days=1), "day", 14),
    (timedelta(weeks=1), "week", 9),
    (timedelta(days=30.44), "month", 24),
    (timedelta(days=365.25), "year", math.inf),
)


def spread_sentence(id_: str, **computed: str) -> Sentence:
    """One of the room's sentences with its figures.

    Parameters
    ----------
    id_ : id of the sentence.
    computed : what belongs into its `{$name}` slots.
    """
    return fill_sentence(_templates()[id_], **computed)


@cache
def _templates() -> Mapping[str, Sentence]:
    return read_sentences((files("twitchwise.spread") / "library" / "sentences.toml").read_text(encoding="utf-8"))


def say_span(span: timedelta, *, is_most: bool = False) -> str:
    """A span in the unit that fits it, rounded up.

    Parameters
    ----------
    span : from the first to the last.
    is_most : it may have been less.

    Examples
    --------
    >>> say_span(timedelta(minutes=40)), say_span(timedelta(hours=25)), say_span(timedelta(days=80))
    ('40 minutes', '25 hours', '3 months')
    """
    counted = [(max(math.ceil(span / unit - 1e-9), 1), name, most) for unit, name, most in _UNITS]
    count, name = next((count, name) for count, name, most in counted if count <= most)
    said = f"{count} {name}" if count == 1 else f"{count} {name}s"
    return _UP_TO.format(span=said) if is_most else said


def say_time(at: datetime, precision: Precision) -> str:
    """A first time, no finer than it is known.

    Examples
    --------
    >>> say_time(datetime(2026, 3, 1), Precision.MONTH), say_time(datetime(2026, 3, 9, 21, 5), Precision.MINUTE)
    ('March 2026', '9 March 2026, 21:05')
    """
    month = _MONTHS[at.month - 1]
    match precision:
        case Precision.MINUTE:
            return f"{at.day} {month} {at.year}, {at:%H:%M}"
        case Precision.DAY:
            return f"{at.day} {month} {at.year}"
        case Precision.MONTH:
            return f"{month} {at.year}"
        case Precision.YEAR:
            return f"{at.year}"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_KNOWN_WORDS: Mapping[Known, str] = {
    Known.LOGGED: "{site}: {time}, written down at the time",
    Known.RECALLED: "{site}: {time}, from memory",
    Known.BY_THEN: "{site}: there by {time}, when the diary began; it may be older",
    Known.UNKNOWN: "{site}: first time not known",
}
_UP_TO = "up to {span}"
_AFTER_READING = "{line}; you had just been reading about twitching"


def place_lines(places: tuple[FirstNoticed, ...]) -> tuple[str, ...]:
    """What the picture shows, a line for each place in the same order."""
    return tuple(_line(place) for place in places)


def _line(place: FirstNoticed) -> str:
    time = "" if place.at is None else say_time(place.at, place.precision)
    line = _KNOWN_WORDS[place.known].format(site=place.site.name, time=time)
    return _AFTER_READING.format(line=line) if place.had_just_read else line
