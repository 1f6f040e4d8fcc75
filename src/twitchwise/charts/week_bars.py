"""The trend line of the doctor's page: for each week the share of answered days with twitching. Black on white."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import quoteattr

__all__ = ["WeekBar", "draw_week_bars", "say_week_bars"]

_WIDTH, _HEIGHT, _FOOT = 300.0, 56.0, 12.0
_WIDEST = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekBar:
    """One week: its first day, the days answered, and those among them with twitching."""

    first_day: date
    n_answered: int
    n_with: int


def draw_week_bars(weeks: Sequence[WeekBar]) -> str:
    """The bars as SVG text; a week without any answer is a gap with a dot, never a bar of no height.

    Parameters
    ----------
    weeks : consecutive, oldest first; at least one.
    """
    step = min(_WIDTH / len(weeks), _WIDEST)
    bars = "".join(_bar(week, i * step, step) for i, week in enumerate(weeks))
    width = step * len(weeks)
    base = (
        f'<path d="M0 {_HEIGHT:g}H{width:.1f}" stroke="#1f2a33" stroke-width="0.6"/>'
        f'<path d="M0 0.3H{width:.1f}" stroke="#1f2a33" stroke-width="0.3" stroke-dasharray="2 2"/>'
    )
    last = (
        f'<text x="{_WIDTH:g}" y="{_HEIGHT + 9:g}" text-anchor="end">{weeks[-1].first_day.isoformat()}</text>'
        if width > _WIDTH / 2
        else ""
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {_HEIGHT + _FOOT:g}" role="img" '
        f'aria-label={quoteattr(say_week_bars(weeks))} font-family="sans-serif" font-size="8" fill="#1f2a33">'
        f'{base}{bars}<text x="0" y="{_HEIGHT + 9:g}">week of {weeks[0].first_day.isoformat()}</text>{last}</svg>'
    )


def say_week_bars(weeks: Sequence[WeekBar]) -> str:
    """The same in words."""
    parts = [f"{week.first_day.isoformat()}: {week.n_with} of {week.n_answered}" for week in weeks if week.n_answered]
    return "Days with twitching of days answered, by week. " + "; ".join(parts or ["no day answered"]) + "."


def _bar(week: WeekBar, x: float, step: float) -> str:
    if not week.n_answered:
        return f'<circle cx="{x + step / 2:.2f}" cy="{_HEIGHT - 2:g}" r="0.7" fill="#7a7a7a"/>'
    height = _HEIGHT * week.n_with / week.n_answered
    gap = min(1.0, step * 0.15)
    return (
        f'<rect x="{x + gap:.2f}" y="{_HEIGHT - height:.2f}" width="{step - 2 * gap:.2f}" height="{height:.2f}" '
        'fill="#4a4a4a"/>'
    )
