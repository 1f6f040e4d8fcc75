"""Scores of one strength test over time: every session, the trend with its band, the fall that is excluded, and felt
weakness beside it."""

from datetime import date, timedelta

from twitchwise.charts.chart import CLEAR, DOUBTFUL, FAINT, WIDE_PX, Chart, describe_chart, layer
from twitchwise.strength.battery import find_test
from twitchwise.strength.trend_result import TestTrend, TrendPoint

__all__ = ["draw_strength_scores"]

_MARGIN_PX = 62
_RIGHT_PX = 14
_HEIGHT_PX = 190
_FELT_HEIGHT_PX = 62
_ROOM = 0.25  # of the scores above and below, so that small changes look small
_DAYS_PER_MONTH = 365.25 / 12
_FELT_MOST = 10.0
_TICK_PX = 62


def draw_strength_scores(trend: TestTrend, *, width: int = WIDE_PX) -> Chart | None:
    """One test of one side; None when it has no session.

    Parameters
    ----------
    trend : what is known of it.
    width : of the whole chart, px.
    """
    if not trend.points:
        return None
    test = find_test(trend.test)
    plot_px = width - _MARGIN_PX - _RIGHT_PX
    side = "" if trend.side == "middle" else f", {trend.side}"
    felt = [point for point in trend.points if point.felt is not None]
    panels = [_scores(trend, test.score_unit, plot_px, has_days=not felt)]
    if felt:
        panels.append(_felt(trend, plot_px))
    alt_text = _say(trend, f"{test.name}{side}", test.score_unit)
    return Chart(
        description=describe_chart({"vconcat": panels, "spacing": 10}, alt_text=alt_text),
        alt_text=alt_text,
        title=f"{test.name}{side}",
    )


def _scores(trend: TestTrend, unit: str, plot_px: int, *, has_days: bool) -> dict[str, object]:
    x = _days(trend, plot_px, shown=has_days)
    values = [point.score for point in trend.points]
    values += [value for point in trend.points for value in (point.low, point.high) if value is not None]
    low, high = min(values), max(values)
    y = {
        "field": "score",
        "type": "quantitative",
        "scale": {"domain": [max(low - _ROOM * high, 0.0), (1.0 + _ROOM) * high or 1.0], "nice": True, "zero": False},
        "axis": {"title": unit, "tickCount": 5, "minExtent": _MARGIN_PX - 22},
    }
    band: list[dict[str, object]] = [
        {"day": point.day.isoformat(), "score": point.level, "low": point.low, "high": point.high}
        for point in trend.points
        if point.level is not None
    ]
    layers = [
        layer(
            band,
            {"type": "area", "color": CLEAR, "opacity": 0.2},
            x=x,
            y={**y, "field": "low"},
            y2={"field": "high"},
        ),
        layer(band, {"type": "line", "color": CLEAR, "strokeWidth": 2.5, "opacity": 1}, x=x, y=y),
        layer(
            _excluded(trend),
            {"type": "line", "color": FAINT, "strokeDash": [5, 4], "strokeWidth": 1.8, "opacity": 1},
            x=x,
            y=y,
        ),
        layer(
            _points(trend.points, is_kept=True),
            {"type": "point", "filled": True, "color": CLEAR, "size": 34, "opacity": 1},
            x=x,
            y=y,
        ),
        layer(
            _points(trend.points, is_kept=False),
            {"type": "point", "filled": False, "color": FAINT, "size": 34, "strokeWidth": 1.6, "opacity": 1},
            x=x,
            y=y,
        ),
    ]
    return {"width": plot_px, "height": _HEIGHT_PX, "layer": layers}


def _felt(trend: TestTrend, plot_px: int) -> dict[str, object]:
    values: list[dict[str, object]] = [
        {"day": point.day.isoformat(), "felt": point.felt} for point in trend.points if point.felt is not None
    ]
    x = _days(trend, plot_px, shown=True)
    y = {
        "field": "felt",
        "type": "quantitative",
        "scale": {"domain": [0, _FELT_MOST]},
        "axis": {"title": "felt weak", "values": [0, 5, 10], "minExtent": _MARGIN_PX - 22},
    }
    stem = layer(
        values, {"type": "rule", "color": DOUBTFUL, "opacity": 0.7, "strokeWidth": 2}, x=x, y=y, y2={"datum": 0}
    )
    dot = layer(values, {"type": "point", "filled": True, "color": DOUBTFUL, "size": 30, "opacity": 1}, x=x, y=y)
    return {"width": plot_px, "height": _FELT_HEIGHT_PX, "layer": [stem, dot]}


def _days(trend: TestTrend, plot_px: int, *, shown: bool) -> dict[str, object]:
    first, last = trend.points[0].day, trend.points[-1].day
    if last == first:
        last = first + timedelta(weeks=1)
    axis: dict[str, object] = {"title": None, "labels": shown, "ticks": shown, "grid": False}
    if shown:
        step = max((last - first).days // max(plot_px // _TICK_PX, 1), 7)
        days = [first + timedelta(days=n) for n in range(0, (last - first).days + 1, step)]
        axis |= {
            "values": [day.isoformat() for day in days],
            "labelExpr": "utcFormat(toDate(datum.value), '%-d %b')",
            "labelOverlap": True,
        }
    return {
        "field": "day",
        "type": "temporal",
        "scale": {"type": "utc", "domain": [first.isoformat(), last.isoformat()], "padding": 8},
        "axis": axis,
    }


def _points(points: tuple[TrendPoint, ...], *, is_kept: bool) -> list[dict[str, object]]:
    return [{"day": point.day.isoformat(), "score": point.score} for point in points if point.is_kept == is_kept]


def _excluded(trend: TestTrend) -> list[dict[str, object]]:
    """The smallest steady fall that is unlikely by now, as a line from the first kept session."""
    rate = trend.excluded_rate_percent_per_month
    kept = [point for point in trend.points if point.is_kept and point.level is not None]
    if rate is None or len(kept) < 2 or kept[-1].level is None:
        return []
    days = (kept[-1].day - kept[0].day).days
    start = kept[0].level or 0.0
    end = start * max(1.0 - rate / 100.0 * days / _DAYS_PER_MONTH, 0.0)
    return [_line_point(kept[0].day, start), _line_point(kept[-1].day, end)]


def _line_point(day: date, score: float) -> dict[str, object]:
    return {"day": day.isoformat(), "score": score}


def _say(trend: TestTrend, name: str, unit: str) -> str:
    scores = [point.score for point in trend.points]
    words = (
        f"{name}: {len(scores)} sessions from {trend.points[0].day.isoformat()} to {trend.points[-1].day.isoformat()}, "
        f"scores {min(scores):g} to {max(scores):g} {unit}"
    )
    last = trend.points[-1]
    if last.level is not None and last.low is not None and last.high is not None:
        words += f"; the trend now lies at {last.level:.3g} ({last.low:.3g} to {last.high:.3g})"
    if trend.excluded_rate_percent_per_month is not None:
        words += f"; a fall faster than {trend.excluded_rate_percent_per_month:.1f} % a month is unlikely by this test"
    felt = [point.felt for point in trend.points if point.felt is not None]
    if felt:
        words += f"; felt weakness {min(felt):g} to {max(felt):g} of 10"
    return f"{words}."
