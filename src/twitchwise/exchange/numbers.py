"""Numbers and durations as programs of all countries write them."""

import math
import re
from collections.abc import Iterable

__all__ = ["decimal_mark", "parse_duration_s", "parse_number"]

_NUMBER = re.compile(r"[+-]?(?:\d[\d.,'\u2019\u00a0\u202f ]*|[.,]\d+)(?:[eE][+-]?\d+)?")
_GROUPERS = re.compile("['\u2019\u00a0\u202f ]")
_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d+(?:[.,]\d+)?)")
_PART = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\d\s.,]+)?\.?")
_LARGEST = 1e12

_UNITS_S = {
    # first letters of the words for day, hour, minute, second; the longest that fits counts
    86_400.0: ("d", "tag", "jour", "g", "天", "日", "일", "д"),
    3600.0: ("h", "st", "ore", "ora", "uur", "u", "t", "小时", "小時", "时", "時", "시간", "ч", "godz", "sa"),
    60.0: ("m", "分", "분", "мин", "м", "dk", "dak"),
    1.0: ("s", "秒", "초", "сек", "sn", "sek"),
}
_STEMS = sorted(((stem, unit) for unit, stems in _UNITS_S.items() for stem in stems), key=lambda pair: -len(pair[0]))


def decimal_mark(cells: Iterable[str], delimiter: str = ",") -> str:
    """Whether a table writes decimals with "." or ",", told from all of its numbers.

    Parameters
    ----------
    cells : cells of its number columns; others do no harm.
    delimiter : what parts its cells. Where only numbers such as "1,250" speak, a semicolon stands for countries with a
        decimal comma, since the comma is free there.

    Examples
    --------
    >>> decimal_mark(["12,5", "80"]), decimal_mark(["1.234,5"]), decimal_mark(["1,250"], ",")
    (',', ',', '.')
    """
    comma = point = unclear = 0
    for cell in cells:
        text = cell.strip()
        at_comma, at_point = text.rfind(","), text.rfind(".")
        if (at_comma < 0 and at_point < 0) or not _NUMBER.fullmatch(text):
            continue
        if at_comma >= 0 and at_point >= 0:
            comma += at_comma > at_point
            point += at_point > at_comma
        elif text.count(",") > 1:
            point += 1
        elif text.count(".") > 1:
            comma += 1
        elif at_comma >= 0:
            is_group = len(text) - at_comma == 4 and not text.lstrip("+-").startswith("0")
            unclear += is_group
            comma += not is_group
        else:
            point += len(text) - at_point != 4
    if comma or point:
        return "," if comma > point else "."
    return "," if unclear and delimiter == ";" else "."


def parse_number(text: str, mark: str = ".") -> float | None:
    """The number in a cell, or None when there is none.

    Parameters
    ----------
    text : "12", "12,5", "1.234,5", "1'234.5", " 7 ".
    mark : the decimal mark of the table; the other one parts thousands. A cell that can only be read the other way is.

    Examples
    --------
    >>> parse_number("1.234,5", ","), parse_number("1,234.5"), parse_number("1.5", ","), parse_number("--")
    (1234.5, 1234.5, 1.5, None)
    """
    bare = text.strip()
    if not _NUMBER.fullmatch(bare):
        return None
    bare = _GROUPERS.sub("", bare)
    other = "," if mark == "." else "."
    if (
        mark not in bare
        and bare.count(other) == 1
        and not re.search(r"[1-9]\d{0,2}" + re.escape(other) + r"\d{3}$", bare)
    ):
        mark, other = other, mark  # "1.5" in a table with commas: no thousands are grouped so
    elif bare.count(mark) > 1 or (other in bare and mark in bare and bare.rfind(other) > bare.rfind(mark)):
        mark, other = other, mark
    bare = bare.replace(other, "").replace(mark, ".")
    if not _PLAIN.fullmatch(bare):
        return None
    value = float(bare)
    return value if math.isfinite(value) and abs(value) < _LARGEST else None


def parse_duration_s(text: str) -> float | None:
    """A duration in seconds, or None: "2h 18m", "1:13:05", "1小时13分钟", "1 Std. 20 Min."; never a bare number.

    A colon between two numbers parts hours and minutes, as in all durations of workouts that programs write so.

    Examples
    --------
    >>> parse_duration_s("2h 18m"), parse_duration_s("1小时13分钟"), parse_duration_s("1:10:00"), parse_duration_s("73")
    (8280.0, 4380.0, 4200.0, None)
    """
    bare = text.strip().casefold()
    clock = _CLOCK.fullmatch(bare)
    if clock:
        first, second, third = clock[1], clock[2], float(clock[3].replace(",", "."))
        if first is None:
            return int(second) * 3600.0 + third * 60.0
        return int(first) * 3600.0 + int(second) * 60.0 + third
    parts = _PART.findall(bare)
    if not parts or not any(unit for _, unit in parts) or _PART.sub("", bare).strip(" ,.:;"):
        return None
    total = 0.0
    below = math.inf
    for number, word in parts:
        unit = _unit_s(word, below)
        if unit is None:
            return None
        total += float(number.replace(",", ".")) * unit
        below = unit
    return total if math.isfinite(total) and total < _LARGEST else None


def _unit_s(word: str, below: float) -> float | None:
    if not word:  # "1h30": what follows hours without a word is minutes
        return {3600.0: 60.0, 60.0: 1.0}.get(below)
    return next((unit for stem, unit in _STEMS if word.startswith(stem)), None)
