"""The spiral week by week: what goes round with the fear above, what was measured below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from twitchwise.charts.chart import CLEAR, DOUBTFUL, SIGNAL, WIDE_PX, Chart, describe_chart, layer
from twitchwise.charts.names import folded
from twitchwise.worry.days import WEEK_DAYS, WorryWeek
from twitchwise.worry.spiral import Part, Spiral

__all__ = ["draw_worry_spiral"]

_MARGIN_PX = 104
_RIGHT_PX = 14
_LANE_PX = 46
_MEASURED_PX = 56
_LETTERS = 13
_TICK_PX = 62
_MOST_RATING = 10.0
_SMALL_CHANGE = 0.25  # of the middle: so much room, at least, that small changes look small


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lane:
    """One row of the picture."""

    part: Part
    value: Callable[[WorryWeek], float | None]
    is_measured: bool = False
    is_rating: bool = False


_LANES = (
    _Lane(part=Part.SEARCHING, value=lambda week: week.searching_min),
    _Lane(part=Part.CHECKING, value=lambda week: week.checking),
    _Lane(part=Part.WORRY, value=lambda week: week.worry, is_rating=True),
    _Lane(part=Part.SITES, value=lambda week: week.n_sites),
    _Lane(part=Part.FELT_WEAKNESS, value=lambda week: week.felt_weakness, is_rating=True),
    _Lane(part=Part.STRENGTH, value=lambda week: week.strength_percent, is_measured=True),
    _Lane(part=Part.RATE, value=lambda week: week.rate_per_min, is_measured=True),
)


def draw_worry_spiral(spiral: Spiral, *, width: int = WIDE_PX) -> Chart | None:
    """One lane for each thing that was written down or measured; None when nothing was, in any week.

    Parameters
    ----------
    spiral : what is known.
    width : of the whole chart, px.
    """
    lanes = [lane for lane in _LANES if any(lane.value(week) is not None for week in spiral.weeks)]
    if not lanes:
        return None
    plot_px = width - _MARGIN_PX - _RIGHT_PX
    panels = [_panel(lane, spiral.weeks, plot_px, has_days=lane is lanes[-1]) for lane in lanes]
    alt_text = _say(lanes, spiral.weeks)
    return Chart(
        description=describe_chart({"vconcat": panels, "spacing": 8}, alt_text=alt_text),
        alt_text=alt_text,
        title="Worry and measurements by week",
    )


def _panel(lane: _Lane, weeks: Sequence[WorryWeek], plot_px: int, *, has_days: bool) -> dict[str, object]:
    values: list[dict[str, object]] = [
        {
            "week": week.first_day.isoformat(),
            "middle": (week.first_day + timedelta(days=WEEK_DAYS // 2)).isoformat(),
            "end": _end(week).isoformat(),
            "value": value,
        }
        for week in weeks
        if (value := lane.value(week)) is not None
    ]
    x = _days(weeks, plot_px, shown=has_days)
    y = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": _domain(lane, weeks), "nice": not lane.is_rating, "zero": False},
        "axis": {
            "title": _label(lane.part),
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "middle",
            "titleBaseline": "middle",
            "titleX": -_MARGIN_PX,
            "titleY": 0.5 * (_MEASURED_PX if lane.is_measured else _LANE_PX) - 7,
            "tickCount": 2,
            "minExtent": _MARGIN_PX,
        },
    }
    if lane.is_measured:
        middle = {**x, "field": "middle"}
        marks = [
            layer(values, {"type": "line", "color": CLEAR, "strokeWidth": 2, "opacity": 1}, x=middle, y=y),
            layer(
                values,
                {"type": "point", "filled": True, "shape": "diamond", "color": CLEAR, "size": 40, "opacity": 1},
                x=middle,
                y=y,
            ),
        ]
    else:
        color = DOUBTFUL if lane.part is Part.WORRY else SIGNAL
        bar = {"type": "rect", "color": color, "opacity": 0.85}
        marks = [layer(values, bar, x=x, x2={"field": "end"}, y=y, y2={"datum": 0})]
    return {"width": plot_px, "height": _MEASURED_PX if lane.is_measured else _LANE_PX, "layer": marks}


def _label(part: Part) -> list[str]:
    """The name in at most two lines, and the unit where the name does not hold it."""
    lines = folded(part, letters=_LETTERS).split("\n")
    return lines if part.unit in part else [*lines, part.unit]


def _domain(lane: _Lane, weeks: Sequence[WorryWeek]) -> list[float]:
    if lane.is_rating:
        return [0.0, _MOST_RATING]
    known = [value for week in weeks if (value := lane.value(week)) is not None]
    top = max(known) or 1.0
    if lane.part is not Part.STRENGTH:
        return [0.0, top]
    middle = sorted(known)[len(known) // 2]
    return [min(*known, (1.0 - _SMALL_CHANGE) * middle), max(top, (1.0 + _SMALL_CHANGE) * middle)]


def _days(weeks: Sequence[WorryWeek], plot_px: int, *, shown: bool) -> dict[str, object]:
    first, last = weeks[0].first_day, _end(weeks[-1]) + timedelta(days=1)
    axis: dict[str, object] = {"title": None, "labels": shown, "ticks": shown, "grid": False}
    if shown:
        n_ticks = max(plot_px // _TICK_PX, 1)
        every = max(-(-len(weeks) // n_ticks), 1)
        axis |= {
            "values": [week.first_day.isoformat() for week in weeks[::every]],
            "labelExpr": "utcFormat(toDate(datum.value), '%-d %b')",
            "labelOverlap": True,
        }
    return {
        "field": "week",
        "type": "temporal",
        "scale": {"type": "utc", "domain": [first.isoformat(), last.isoformat()]},
        "axis": axis,
    }


def _end(week: WorryWeek) -> date:
    return week.first_day + timedelta(days=WEEK_DAYS - 1)


def _say(lanes: Sequence[_Lane], weeks: Sequence[WorryWeek]) -> str:
    n = len(weeks)
    parts = []
    for lane in lanes:
        known = [value for week in weeks if (value := lane.value(week)) is not None]
        unit = "percent of your usual" if lane.part is Part.STRENGTH else lane.part.unit
        named = f"{lane.part} in {len(known)} {'week' if len(known) == 1 else 'weeks'}"
        parts.append(
            f"{named}, first {known[0]:.3g}, last {known[-1]:.3g}, between {min(known):.3g} and {max(known):.3g} {unit}"
        )
    return f"{n} {'week' if n == 1 else 'weeks'} from {weeks[0].first_day.isoformat()}: {'; '.join(parts)}."
