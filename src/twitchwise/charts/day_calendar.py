"""The strip of days: a line for each month, a cell for each day. Filled by how much twitched; black on white."""

from collections.abc import Mapping
from datetime import date, timedelta
from xml.sax.saxutils import quoteattr

__all__ = ["CALENDAR_LEGEND", "draw_day_calendar"]

_CELL, _LEFT, _TOP = 14.0, 46.0, 14.0
_INK = "#1f2a33"
_GREYS = ((1.0, "#d0d0d0"), (3.0, "#a0a0a0"), (8.0, "#686868"), (float("inf"), "#202020"))
CALENDAR_LEGEND = (
    "A ring: answered, nothing noticed. Empty: not answered. From grey to black: 1, 2 to 3, 4 to 8, more than 8."
)


def draw_day_calendar(days: Mapping[date, float | None]) -> str:
    """The strip as SVG text.

    Parameters
    ----------
    days : twitches noticed by day: 0 for an answered day without any, None (or a day that is missing) for not answered.
    """
    months = _months(min(days), max(days))
    height = _TOP + _CELL * len(months)
    width = _LEFT + 31 * _CELL
    head = "".join(
        f'<text x="{_LEFT + (n - 0.5) * _CELL:g}" y="{_TOP - 4:g}" text-anchor="middle">{n}</text>'
        for n in (1, 5, 10, 15, 20, 25, 31)
    )
    names = "".join(
        f'<text x="0" y="{_TOP + (row + 0.72) * _CELL:g}">{month:%Y-%m}</text>' for row, month in enumerate(months)
    )
    cells = "".join(
        _cell(count, _LEFT + (day.day - 1) * _CELL, _TOP + months.index(day.replace(day=1)) * _CELL)
        for day, count in sorted(days.items())
        if count is not None
    )
    answered = [count for count in days.values() if count is not None]
    label = f"Days {min(days)} to {max(days)}: {len(answered)} answered, {sum(c > 0 for c in answered)} with twitching."
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-label={quoteattr(label)} font-family="sans-serif" font-size="8" fill="{_INK}">{head}{names}{cells}</svg>'
    )


def _months(first: date, last: date) -> list[date]:
    months = [first.replace(day=1)]
    while (following := (months[-1] + timedelta(days=32)).replace(day=1)) <= last:
        months.append(following)
    return months


def _cell(count: float, x: float, y: float) -> str:
    if count == 0:
        return (
            f'<circle cx="{x + _CELL / 2:g}" cy="{y + _CELL / 2:g}" r="{_CELL * 0.18:g}" fill="none" stroke="{_INK}" '
            'stroke-width="0.5"/>'
        )
    grey = next(grey for most, grey in _GREYS if count <= most)
    return f'<rect x="{x + 1:g}" y="{y + 1:g}" width="{_CELL - 2:g}" height="{_CELL - 2:g}" fill="{grey}"/>'
